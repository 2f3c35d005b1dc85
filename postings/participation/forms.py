"""Forms of the participation: put a matter to a body, leave it out, answer, correct, extend, settle."""

from collections.abc import Sequence

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.participation.enclosures import Enclosure, Paper, check_paper
from postings.participation.enums import ANSWERS, Body, Result, Subject
from postings.participation.errors import BasisMissing, DocumentRefused, PapersOfOthers
from postings.participation.models import Participation
from postings.participation.services import Draft
from recruitment.forms import DayField, KernFormHelper, day_input

NO_NAMES = _("Bitte ohne Namen und ohne Angaben zur Gesundheit; der Text steht im Protokoll.")


class PaperField(forms.FileField):
    """One PDF, checked as everything that comes into the house."""

    def clean(self, data, initial=None) -> Paper | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return check_paper(upload)
        except DocumentRefused as error:
            raise forms.ValidationError(str(error.user_message)) from error


def paper_field(label: str, help_text: str) -> PaperField:
    return PaperField(
        label=label, help_text=help_text, required=False, widget=forms.FileInput(attrs={"accept": ".pdf"})
    )


class SubjectForm(forms.Form):
    """Whom and about what; the base of two steps."""

    body = forms.ChoiceField(
        label=_("Beschäftigtenvertretung"),
        choices=[("", _("Bitte wählen")), *Body.choices],
        error_messages={"required": _("Bitte wählen Sie, wer beteiligt wird.")},
    )
    subject = forms.ChoiceField(label=_("Gegenstand"), choices=Subject.choices, initial=Subject.SELECTION)
    subject_note = forms.CharField(
        label=_("Gegenstand in Worten"),
        max_length=200,
        required=False,
        help_text=_(
            "Nur bei „Sonstiges“ nötig. Sonst ein Zusatz, wenn es zu einem Gegenstand mehrere Vorgänge gibt; die "
            "Reihenfolge der Stellen gilt je Gegenstand und Zusatz."
        ),
    )

    def clean(self):
        data = super().clean()
        if data.get("subject") == Subject.OTHER and not data.get("subject_note", "").strip():
            self.add_error("subject_note", _("Bitte sagen Sie in Worten, worum es geht."))
        return data


class MatterForm(SubjectForm):
    """Put a matter to a body; the preview of the letter comes before the sending."""

    application = forms.ModelChoiceField(
        label=_("Nur zu einer Bewerbung"),
        queryset=Application.objects.none(),
        required=False,
        empty_label=_("zum ganzen Verfahren"),
        help_text=_("Nur bei der Schwerbehindertenvertretung. Zur Wahl stehen die Bewerbungen, die sie begleitet."),
    )
    text = forms.CharField(
        label=_("Maßnahme und Begründung"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Was beabsichtigt ist, wen es betrifft und warum; der Text steht im Schreiben. Bitte nennen Sie Bewerbende "
            "mit ihrer Nummer, zum Beispiel „Bewerbung 7“: Die Namen sieht die Stelle in der Anwendung, und nach einer "
            "Löschung bleibt kein Name zurück."
        ),
        error_messages={"required": _("Bitte beschreiben Sie die Maßnahme.")},
    )
    sent_on = DayField(label=_("Versand am"), widget=day_input(), initial=timezone.localdate)
    received_on = DayField(
        label=_("Dort eingegangen am"),
        widget=day_input(),
        required=False,
        help_text=_("Ab hier läuft die Frist. Ohne Angabe gilt der Tag des Versands."),
    )
    due_on = DayField(
        label=_("Antwort erbeten bis"),
        widget=day_input(),
        required=False,
        help_text=_(
            "Nur bei der Schwerbehindertenvertretung; für sie nennt das Gesetz keine Frist. Die Fristen der anderen "
            "Stellen werden berechnet."
        ),
    )
    made_up_since = DayField(
        label=_("Unterlassene Beteiligung festgestellt am"),
        widget=day_input(),
        required=False,
        help_text=_(
            "Nur wenn die Schwerbehindertenvertretung zu spät beteiligt wird: Das Verfahren ist dann ausgesetzt und "
            "die Beteiligung innerhalb von sieben Tagen nachzuholen."
        ),
    )
    urgency_reason = forms.CharField(
        label=_("Begründung der Dringlichkeit"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("Nur beim Personalrat, wenn er am selben Tag wie die Frauenvertretung beteiligt wird."),
    )
    enclosures = forms.MultipleChoiceField(
        label=_("Anlagen aus dem Verfahren"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Das Schreiben nennt sie mit Fassung und Prüfsumme. Bewerbungsunterlagen nur an die "
            "Schwerbehindertenvertretung und nur zu derselben Bewerbung. Was mit den Daten einer Person gelöscht wird, "
            "liegt nicht als Abschrift beim Schreiben: Bewerbungsunterlagen öffnet die Stelle in der Anwendung; "
            "anderes fügen Sie bitte selbst bei, ebenso alles bei einem Schreiben auf Papier."
        ),
    )
    papers_reason = forms.CharField(
        label=_("Warum Auswahlvermerk und Auswahlbericht nicht beiliegen"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_(
            "Nur zur Auswahlentscheidung und nur, wenn keine der beiden Anlagen gewählt ist, zum Beispiel weil sie dem "
            "Schreiben auf Papier beiliegen. Der Grund steht im Schreiben."
        ),
    )
    digest = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, cancel_url: str, accompanied, enclosures: Sequence[Enclosure], **kwargs):
        super().__init__(*args, **kwargs)
        self.available = {one.key: one for one in enclosures}
        self.fields["application"].queryset = accompanied
        self.fields["application"].label_from_instance = lambda one: _("Bewerbung %(number)s") % {"number": one.number}
        if self.available:
            self.fields["enclosures"].choices = [(one.key, one.label) for one in enclosures]
        else:
            del self.fields["enclosures"]
        self.helper = KernFormHelper(
            submit_label=_("Vorschau des Schreibens"),
            cancel_url=cancel_url,
            extra_submits=[("pdf", _("Vorschau als PDF"))],
        )

    def clean(self):
        data = super().clean()
        is_disability_rep = data.get("body") == Body.DISABILITY_REP
        for name in ("application", "due_on", "made_up_since"):
            if data.get(name) and data.get("body") and not is_disability_rep:
                self.add_error(name, _("Diese Angabe gibt es nur bei der Schwerbehindertenvertretung."))
        if is_disability_rep and not data.get("due_on") and not data.get("made_up_since"):
            self.add_error("due_on", _("Bitte geben Sie an, bis wann Sie die Antwort erbitten."))
        about = data["application"].pk if data.get("application") else None
        if any(self.available[key].application_id not in (None, about) for key in data.get("enclosures", [])):
            self.add_error("enclosures", PapersOfOthers.user_message)
        if data.get("urgency_reason") and data.get("body") and data["body"] != Body.STAFF_COUNCIL:
            self.add_error("urgency_reason", _("Diese Angabe gibt es nur beim Personalrat."))
        self._check_basis(data)
        return data

    def _check_basis(self, data):
        has_basis = any(self.available[key].is_basis for key in data.get("enclosures", []))
        is_missing = data.get("subject") == Subject.SELECTION and not has_basis
        if is_missing and not data.get("papers_reason", "").strip():
            self.add_error("papers_reason", BasisMissing.user_message)
        elif not is_missing and data.get("papers_reason"):
            self.add_error(
                "papers_reason",
                _("Diese Angabe gibt es nur zur Auswahlentscheidung, wenn weder Vermerk noch Bericht beiliegt."),
            )

    def draft(self) -> Draft:
        """Return what the valid form says."""
        data = self.cleaned_data
        return Draft(
            body=Body(data["body"]),
            subject=Subject(data["subject"]),
            subject_note=data["subject_note"],
            application=data["application"],
            text=data["text"],
            sent_on=data["sent_on"],
            received_on=data["received_on"],
            due_on=data["due_on"],
            urgency_reason=data["urgency_reason"],
            papers_reason=data["papers_reason"],
            made_up_since=data["made_up_since"],
        )

    def chosen(self) -> list[Enclosure]:
        """Return the chosen enclosures of the valid form."""
        return [self.available[key] for key in self.cleaned_data.get("enclosures", [])]


class NotRequiredForm(SubjectForm):
    """Why a body need not be asked."""

    reason = forms.CharField(
        label=_("Begründung"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_NAMES,
        error_messages={"required": _("Bitte begründen Sie, warum die Beteiligung nicht erforderlich ist.")},
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Festhalten"), cancel_url=cancel_url)


class AnswerForm(forms.Form):
    """The answer of a body, by itself or, with ``is_paper``, by HR from paper."""

    result = forms.ChoiceField(
        label=_("Antwort"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie eine Antwort.")},
    )
    note = forms.CharField(
        label=_("Begründung oder Anmerkung"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text=_("Nötig, wenn beanstandet oder die Zustimmung verweigert wird."),
    )
    answered_on = DayField(
        label=_("Eingang der Antwort"),
        widget=day_input(),
        error_messages={"required": _("Bitte geben Sie den Tag an.")},
    )
    paper = paper_field(_("Antwort als PDF"), _("Das eingescannte Schreiben; es wird mit Prüfsumme abgelegt."))

    def __init__(self, *args, matter: Participation, is_paper: bool, cancel_url: str, label: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = [(result.value, result.label) for result in ANSWERS[matter.body]]
        if not is_paper:
            del self.fields["answered_on"], self.fields["paper"]
        self.helper = KernFormHelper(
            submit_label=label or (_("Antwort festhalten") if is_paper else _("Antwort abgeben")), cancel_url=cancel_url
        )

    def clean(self):
        data = super().clean()
        if data.get("result") in (Result.OBJECTION, Result.REFUSED) and not data.get("note", "").strip():
            self.add_error("note", _("Bitte nennen Sie die Gründe."))
        return data


class CorrectionForm(AnswerForm):
    """The right answer beside a wrong one."""

    reason = forms.CharField(
        label=_("Grund der Berichtigung"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=NO_NAMES,
        error_messages={"required": _("Bitte begründen Sie die Berichtigung.")},
    )


class ReasonForm(forms.Form):
    """A single reason, for a step that its page explains."""

    reason = forms.CharField(
        label=_("Begründung"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_NAMES,
        error_messages={"required": _("Bitte geben Sie eine Begründung an.")},
    )

    def __init__(self, *args, cancel_url: str, label: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=label, cancel_url=cancel_url)


class ExtensionForm(ReasonForm):
    """A written extension of the period."""

    field_order = ["until", "reason"]
    until = DayField(label=_("Frist verlängert bis"), widget=day_input())


class SettlementForm(ReasonForm):
    """How an objection was settled."""

    field_order = ["settled_on", "settled_by", "reason"]
    settled_on = DayField(label=_("Beigelegt am"), widget=day_input(), initial=timezone.localdate)
    settled_by = forms.CharField(
        label=_("Entschieden durch"),
        max_length=200,
        help_text=_("Zum Beispiel die Dienststellenleitung oder die Einigungsstelle."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _(
            "Wie und warum; steht im Auswahlvermerk. Bitte ohne Namen und ohne Angaben zur Gesundheit."
        )
