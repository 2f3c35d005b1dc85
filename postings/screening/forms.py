"""Forms of the appraisals and of the four steps of the pre-selection."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from postings.applications.enums import Basis
from postings.applications.formal_forms import ReasonField
from postings.screening.enums import Mark, Step, Verdict
from postings.screening.models import Appraisal, Finding
from postings.screening.services import Found
from recruitment.forms import DayField, HiddenNumber, KernFormHelper, day_input


class AppraisalForm(forms.ModelForm):
    """One dienstliche Beurteilung with its single marks, one a line."""

    overall_mark = forms.TypedChoiceField(
        label=_("Gesamturteil (1 = beste Note)"),
        choices=Mark.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie das Gesamturteil.")},
    )
    single_marks = forms.CharField(
        label=_("Einzelnoten (1 = beste Note)"),
        help_text=_("Je Zeile ein Merkmal und seine Note, zum Beispiel „Fachkenntnisse: 2“."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        max_length=8_000,
    )

    field_order = ("overall_mark", "period_from", "period_to", "grade", "issuing_authority", "single_marks", "note")

    class Meta:
        model = Appraisal
        fields = ("overall_mark", "period_from", "period_to", "grade", "issuing_authority", "note")
        widgets = {
            "period_from": day_input(),
            "period_to": day_input(),
            "note": forms.Textarea(attrs={"rows": 2}),
        }
        field_classes = {"period_from": DayField, "period_to": DayField}

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["single_marks"] = "\n".join(str(single) for single in self.instance.single_marks.all())
        self.helper = KernFormHelper(submit_label=_("Beurteilung speichern"), cancel_url=cancel_url, is_guarded=True)

    def clean_single_marks(self) -> list[tuple[str, int]]:
        """Return label and mark of every line that is not empty."""
        found = []
        for number, line in enumerate(self.cleaned_data["single_marks"].splitlines(), start=1):
            if not line.strip():
                continue
            label, _sign, mark = line.rpartition(":")
            if not label.strip() or mark.strip() not in {str(value) for value in Mark.values}:
                raise forms.ValidationError(
                    gettext(
                        "Zeile %(n)s ist nicht lesbar. Bitte schreiben Sie „Merkmal: Note“ mit einer Note von 1 bis 5."
                    )
                    % {"n": number}
                )
            found.append((label.strip()[:200], int(mark)))
        return found


QUESTIONS = {
    Step.FIRST_SIGHT: _(
        "Ist die Bewerbung nach erster Sichtung vollständig und lesbar, und passt sie zur Ausschreibung?"
    ),
    Step.QUALIFICATION: _("Ist die zwingende formale Qualifikation nachgewiesen? Maßgeblich ist die formale Prüfung."),
    Step.COMPARISON: _("Gehört die Person nach dem wertenden Vergleich der Leistungen in die engere Wahl?"),
    Step.INVITATION: _("Soll die Person zum Auswahlgespräch eingeladen werden?"),
}


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step as the page shows it."""

    label: str
    question: str
    verdict: BoundField
    basis: BoundField | None
    reason: BoundField


class FindingsForm(forms.Form):
    """The four steps for one application; each may stay open, and none leads to another by itself."""

    version = HiddenNumber()

    def __init__(self, *args, findings: Mapping[str, Finding], version: int, names: tuple[str, ...], **kwargs):
        initial: dict[str, object] = {"version": version}
        for step in Step:
            if (finding := findings.get(step)) is not None:
                initial |= {f"{step}-verdict": finding.verdict, f"{step}-reason": finding.reason}
                initial[f"{step}-basis"] = finding.basis
        # Found already, by the formal check: who stands here meets the requirements.
        initial.setdefault(f"{Step.QUALIFICATION}-verdict", Verdict.YES)
        super().__init__(*args, initial=initial, **kwargs)
        for step in Step:
            verdicts = [value for value in Verdict if step != Step.INVITATION or value != Verdict.DOUBT]
            is_open = step not in findings
            self.fields[f"{step}-verdict"] = _conditional(
                forms.ChoiceField(
                    label=_("Ergebnis"),
                    choices=[*([("", _("noch offen"))] if is_open else []), *((v.value, v.label) for v in verdicts)],
                    widget=forms.RadioSelect,
                    required=False,
                )
            )
            if step == Step.COMPARISON:
                self.fields[f"{step}-basis"] = _conditional(
                    forms.ChoiceField(
                        label=_("Grundlage des Vergleichs"),
                        choices=[("", _("Bitte wählen")), *Basis.choices],
                        required=False,
                    )
                )
            self.fields[f"{step}-reason"] = reason = ReasonField(
                required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=_reason_hint(step)
            )
            reason.names = names

    def clean(self):
        data = super().clean()
        for step in Step:
            verdict, reason = data.get(f"{step}-verdict"), data.get(f"{step}-reason")
            basis = data.get(f"{step}-basis", "")
            needs_reason = verdict in (Verdict.NO, Verdict.DOUBT) or basis == Basis.NONE
            if verdict and needs_reason and reason == "":
                self.add_error(f"{step}-reason", _("Bitte begründen Sie diese Feststellung."))
            if verdict and step == Step.COMPARISON and not basis:
                self.add_error(f"{step}-basis", _("Bitte nennen Sie die Grundlage des Vergleichs."))
            if not verdict and (reason or basis):
                self.add_error(f"{step}-verdict", _("Bitte wählen Sie ein Ergebnis."))
        return data

    def found(self) -> list[Found]:
        """Return the steps that are decided."""
        data = self.cleaned_data
        return [
            Found(step, data[f"{step}-verdict"], data[f"{step}-reason"], data.get(f"{step}-basis", ""))
            for step in Step
            if data[f"{step}-verdict"]
        ]

    def rows(self) -> Iterator[StepRow]:
        """Yield the steps in their order."""
        for step in Step:
            yield StepRow(
                label=step.label,
                question=QUESTIONS[step],
                verdict=self[f"{step}-verdict"],
                basis=self[f"{step}-basis"] if step == Step.COMPARISON else None,
                reason=self[f"{step}-reason"],
            )

    def problems(self) -> list[tuple[str, str]]:
        """Return (id of the field, message) for the summary, in the order of the page."""
        return [("", error) for error in self.non_field_errors()] + [
            (field.auto_id, f"{row.label}, {field.label}: {error}")
            for row in self.rows()
            for field in (row.verdict, row.basis, row.reason)
            if field is not None
            for error in field.errors
        ]


def _conditional(field: forms.Field) -> forms.Field:
    """Mark a field that is needed in some cases only, so that nothing calls it optional."""
    field.is_conditional = True
    return field


def _reason_hint(step: Step):
    if step == Step.COMPARISON:
        return _("Bei „nein“, bei „Bedenken“ und wenn kein Leistungsnachweis vorliegt.")
    return _("Bei „nein“.") if step == Step.INVITATION else _("Bei „nein“ und „Bedenken“.")
