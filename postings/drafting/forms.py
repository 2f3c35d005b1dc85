"""Upload and review."""

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from postings.drafting.models import ImportedDocument
from postings.drafting.services import Answer, needs_reason
from postings.enums import ContractTerm
from profiles.enums import Weight
from profiles.importing.reading import MAXIMUM_BYTES, too_large
from profiles.importing.review import CONFIRMED, OPEN, Question, QuestionKind, is_valid_reference_number, questions
from recruitment.forms import KernFormHelper


class UploadForm(forms.Form):
    """Choose the file of a profile or of a posting with its profile."""

    file = forms.FileField(
        label=_("Dokument"),
        help_text=_(
            "Anforderungsprofil oder Stellenausschreibung mit Anforderungsprofil als DOCX, ODT, PDF, HTML, Markdown, "
            "Text oder als JSON aus diesem Programm. Höchstens 20 MB und 200 Seiten."
        ),
        widget=forms.FileInput(
            attrs={"accept": ".docx,.odt,.pdf,.html,.htm,.md,.markdown,.txt,.json"},
        ),
        max_length=200,
        error_messages={
            "required": _("Bitte wählen Sie eine Datei aus."),
            "empty": _("Die Datei ist leer."),
            "max_length": _("Der Name der Datei ist zu lang (höchstens 200 Zeichen)."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Einlesen"))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAXIMUM_BYTES:
            raise forms.ValidationError(too_large(file.name))
        return file


class ReviewForm(forms.Form):
    """One group of fields for each finding; field names carry the finding's position.

    With ``is_final`` every finding needs its answer; an interim save keeps whatever is there.
    """

    def __init__(self, *args, document: ImportedDocument, is_final: bool, **kwargs):
        super().__init__(*args, **kwargs)
        parsed = document.document
        self.questions = questions(parsed)
        self.legend = parsed.profile.legend or tuple(Weight.choices)  # the document's own words, where it gives them
        self.is_final = is_final
        stored = {answer.position: answer for answer in document.answers.all()}
        groups = []
        if parsed.posting is not None:
            self.fields["reference_number"] = forms.CharField(
                label=_("Kennzahl der Ausschreibung"), max_length=40, required=is_final
            )
            self.initial.setdefault("reference_number", parsed.posting.reference_number or "")
            groups.append("reference_number")
        for question in self.questions:
            answer, reason = self._names(question)
            self.fields[answer] = self._answer_field(question)
            self.fields[answer].required = is_final
            self.fields[answer].error_messages["required"] = _("Bitte nehmen Sie zu diesem Befund Stellung.")
            self.fields[reason] = forms.CharField(
                label=_("Begründung") if question.kind is not QuestionKind.NOTE else _("Bemerkung"),
                widget=forms.Textarea(attrs={"rows": 1}),
                max_length=1000,
                required=False,
                help_text=_("Nötig, wenn Sie sich festlegen.")
                if question.kind is not QuestionKind.NOTE
                else _("Nötig, wenn etwas zu berichtigen ist."),
            )
            self.fields[reason].is_conditional = True  # the pack then does not call it optional
            names = [InlineRadios(answer), reason]
            if question.kind in (QuestionKind.WORDS, QuestionKind.DEADLINE):
                del self.fields[reason]
                names = [answer]
            if question.position in stored:
                self.initial[answer] = stored[question.position].answer
                self.initial[reason] = stored[question.position].reason
            groups.append(Fieldset(self._legend(question), *names, css_id=f"befund-{question.position}"))
        self.helper = KernFormHelper(
            submit_label=_("Als Entwurf übernehmen"),
            extra_submits=[("interim", _("Zwischenstand speichern"))],
            is_guarded=True,
        )
        self.helper.layout = Layout(*groups)

    @staticmethod
    def _names(question: Question) -> tuple[str, str]:
        return f"answer-{question.position}", f"reason-{question.position}"

    @staticmethod
    def _legend(question: Question):
        if question.source_index is None:
            place = format_html('<span class="muted">{}</span>', question.finding.where)
        else:
            place = format_html(
                '<a class="kern-link" href="#quelle-{}">{}</a>', question.source_index, question.finding.where
            )
        return format_html('{} <span class="small">({})</span>', question.finding.message, place)

    def _answer_field(self, question: Question) -> forms.Field:
        if question.kind is QuestionKind.WEIGHT:
            proposal = (
                _("Vorschlag aus dem Dokument: %(weight)s. Bitte am Original prüfen.") % {"weight": question.proposal}
                if question.proposal
                else ""
            )
            return forms.ChoiceField(
                label=_("Gewichtung laut Original"),
                choices=[
                    *((str(value), f"{value} – {label}") for value, label in self.legend),
                    (OPEN, _("bleibt offen und wird im Entwurf geklärt")),
                ],
                widget=forms.RadioSelect,
                help_text=proposal,
            )
        if question.kind is QuestionKind.CONTRACT_TERM:
            return forms.ChoiceField(
                label=_("Die Stelle wird besetzt"),
                choices=[
                    (ContractTerm.PERMANENT, _("unbefristet")),
                    (ContractTerm.FIXED_TERM, _("befristet")),
                    (OPEN, _("bleibt offen und wird vor der Veröffentlichung geklärt")),
                ],
                widget=forms.RadioSelect,
            )
        if question.kind is QuestionKind.DEADLINE:
            return forms.IntegerField(label=_("Bewerbungsfrist in Wochen"), min_value=1, max_value=26)
        if question.kind is QuestionKind.WORDS:
            return forms.CharField(label=_("Bezeichnung laut Original"), max_length=200)
        return forms.ChoiceField(
            label=_("Ihre Prüfung am Original"),
            choices=[(CONFIRMED, _("gesehen, es kann so bleiben")), (OPEN, _("ist im Entwurf zu berichtigen"))],
            widget=forms.RadioSelect,
        )

    def clean_reference_number(self) -> str:
        number = self.cleaned_data["reference_number"].strip()
        if number and not is_valid_reference_number(number):
            raise forms.ValidationError(
                _("Bitte geben Sie eine Kennzahl ohne Zeilenumbruch an, zum Beispiel 148/2025.")
            )
        return number

    def clean(self):
        data = super().clean()
        if not self.is_final:
            return data
        for question in self.questions:
            answer, reason = self._names(question)
            given = data.get(answer)
            if given and needs_reason(question, str(given)) and not (data.get(reason) or "").strip():
                self.add_error(reason, _("Bitte begründen Sie Ihre Angabe."))
        return data

    def answers(self) -> dict[int, Answer]:
        """Return what was said to each finding, empty where nothing was."""
        found = {}
        for question in self.questions:
            answer, reason = self._names(question)
            value = self.cleaned_data.get(answer)
            found[question.position] = Answer(
                "" if value in (None, "") else str(value), self.cleaned_data.get(reason) or ""
            )
        return found
