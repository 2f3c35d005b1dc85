"""Forms of the guide: its texts, one question."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.interviews.guides import QuestionContent
from postings.interviews.models import GuideQuestion, InterviewGuide
from postings.interviews.models.guide import LONGEST_QUESTION
from profiles.models import Criterion, RatingLevel
from recruitment.forms import HiddenNumber, KernFormHelper

LONGEST_TEXT = 8000


def _text(label, *, rows: int = 4, help_text: str = "", required: bool = False, **kwargs) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        **kwargs,
    )


class GuideTextsForm(forms.Form):
    """What is said at the beginning and at the end."""

    version = HiddenNumber()
    opening = _text(
        gettext_lazy("Begrüßung"),
        help_text=gettext_lazy(
            "Wer sich vorstellt, wie das Gespräch abläuft, wie lange es dauert, dass mitgeschrieben wird."
        ),
    )
    closing = _text(
        gettext_lazy("Abschluss"),
        help_text=gettext_lazy("Fragen der Bewerberin oder des Bewerbers, wie es weitergeht, Dank."),
    )

    def __init__(self, *args, guide: InterviewGuide | None, cancel_url: str, **kwargs) -> None:
        initial = {
            "version": guide.version if guide else 0,
            "opening": guide.opening if guide else "",
            "closing": guide.closing if guide else "",
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Texte speichern"), cancel_url=cancel_url, is_guarded=True)


class QuestionForm(forms.Form):
    """One question with what belongs to it; a field for the anchor of each step of the scale."""

    version = HiddenNumber()
    text = _text(
        gettext_lazy("Frage oder Aufgabe"),
        required=True,
        help_text=gettext_lazy("Im Wortlaut, wie sie allen gestellt wird."),
        error_messages={"required": gettext_lazy("Bitte schreiben Sie die Frage.")},
    )
    criteria = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Anforderungen, zu denen die Antwort etwas zeigt"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    expected = _text(
        gettext_lazy("Erwartete Bestandteile der Antwort"),
        rows=6,
        help_text=gettext_lazy("Bei Fachfragen der Lösungsweg, sonst beobachtbares Verhalten; je Zeile ein Punkt."),
    )
    follow_ups = _text(
        gettext_lazy("Zulässige Nachfragen"),
        rows=3,
        help_text=gettext_lazy("Nur diese, und bei allen dieselben; je Zeile eine."),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minuten"),
        required=False,
        min_value=1,
        max_value=LONGEST_QUESTION,
        help_text=gettext_lazy("Vorgesehene Zeit für Frage und Antwort."),
    )

    def __init__(
        self,
        *args,
        criteria: Sequence[Criterion],
        levels: Sequence[RatingLevel],
        cancel_url: str,
        content: QuestionContent | None = None,
        version: int = 0,
        **kwargs,
    ) -> None:
        initial: dict[str, object] = {"version": version}
        if content is not None:
            initial |= {
                "text": content.text,
                "criteria": list(content.criterion_ids),
                "expected": content.expected,
                "follow_ups": content.follow_ups,
                "minutes": content.minutes,
            } | {f"anchor-{value}": text for value, text in content.anchors.items()}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["criteria"].choices = [(one.pk, f"{one.number} {one.title}") for one in criteria]
        self.levels = levels
        for level in levels:
            self.fields[f"anchor-{level.value}"] = _text(
                _("Anker für Stufe %(value)s – %(label)s") % {"value": level.value, "label": level.label},
                rows=3,
                help_text=_("Woran die Kommission diese Stufe erkennt. Üblich sind Anker für 1, 3 und 5."),
            )
        self.helper = KernFormHelper(submit_label=_("Frage speichern"), cancel_url=cancel_url, is_guarded=True)

    def content(self) -> QuestionContent:
        """Return what the valid form says."""
        data = self.cleaned_data
        return QuestionContent(
            text=data["text"],
            expected=data["expected"],
            follow_ups=data["follow_ups"],
            minutes=data["minutes"],
            criterion_ids=data["criteria"],
            anchors={level.value: data[f"anchor-{level.value}"] for level in self.levels},
        ).cleaned()

    def differences(self, stored: GuideQuestion, theirs: QuestionContent) -> list[tuple[str, str, str]]:
        """Return (label, stored, typed) of every field in which the valid form differs from what is stored."""
        names = dict(self.fields["criteria"].choices)
        pairs = zip(self._lines(theirs, names), self._lines(self.content(), names), strict=True)
        return [(label, before, after) for (label, before), (_label, after) in pairs if before != after]

    def _lines(self, content: QuestionContent, names: Mapping[int, str]) -> list[tuple[str, str]]:
        linked = "; ".join(names.get(pk, str(pk)) for pk in content.criterion_ids)
        lines = {
            "text": content.text,
            "criteria": linked,
            "expected": content.expected,
            "follow_ups": content.follow_ups,
            "minutes": str(content.minutes or ""),
        } | {f"anchor-{level.value}": content.anchors.get(level.value, "") for level in self.levels}
        return [(str(self.fields[name].label), text) for name, text in lines.items()]


class ConfirmForm(forms.Form):
    """One button and the version of the guide that the person saw."""

    version = HiddenNumber()

    def __init__(self, *args, submit_label: str, cancel_url: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=submit_label, cancel_url=cancel_url)
