"""Forms around the rounds: the plan, closing, opening again, what the committee agreed on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.assessment.enums import CombinationRule, Instrument, Visibility
from postings.assessment.errors import DueDatePassed
from postings.assessment.models import AssessmentRound
from postings.assessment.models.plan import LARGEST_SHARE
from postings.assessment.rounds import PlannedRound
from postings.forms import refuse_short_reason
from profiles.models import Criterion, RatingScale
from recruitment.accounts.models import User
from recruitment.forms import DayField, KernFormHelper, day_input

MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class RoundFields:
    """The fields of one planned round."""

    position: int
    title: BoundField
    instrument: BoundField
    share: BoundField
    visibility: BoundField
    due: BoundField

    def __iter__(self) -> Iterator[BoundField]:
        return iter((self.title, self.instrument, self.share, self.visibility, self.due))


def due_field() -> forms.DateField:
    """Return the field for the day until which sheets are due."""
    return DayField(
        label=_("Bewertungsfrist"),
        widget=day_input(),
        required=False,
        error_messages={"invalid": _("Bitte geben Sie ein gültiges Datum an, zum Beispiel 18.07.2025.")},
    )


class DueDateForm(forms.Form):
    """Until when the sheets of one round are due; empty: no such day."""

    def __init__(self, *args, cancel_url: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"] = due_field()
        self.fields["due_on"].help_text = _("Letzter Tag für die Bögen. Leer lassen, wenn es keine Frist gibt.")
        self.helper = KernFormHelper(submit_label=_("Bewertungsfrist festlegen"), cancel_url=cancel_url)


class PlanForm(forms.Form):
    """Up to four rounds and the criteria each observes; a round without a title is not planned."""

    combination = forms.ChoiceField(
        label=gettext_lazy("Wenn mehrere Runden dieselbe Anforderung beobachten, zählt"),
        choices=CombinationRule,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, criteria: Sequence[Criterion], cancel_url: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for position in range(1, MOST_ROUNDS + 1):
            self.fields |= {
                f"title-{position}": forms.CharField(label=_("Bezeichnung"), max_length=120, required=position == 1),
                f"instrument-{position}": forms.ChoiceField(label=_("Instrument"), choices=Instrument),
                f"share-{position}": forms.IntegerField(
                    label=_("Anteil"), min_value=1, max_value=LARGEST_SHARE, required=False
                ),
                f"visibility-{position}": forms.ChoiceField(
                    label=_("Bewertungen der anderen sind sichtbar"), choices=Visibility
                ),
                f"due-{position}": due_field(),
                f"criteria-{position}": forms.MultipleChoiceField(
                    choices=[(str(criterion.pk), criterion.number) for criterion in criteria], required=False
                ),
            }
        self.helper = KernFormHelper(has_form_tag=False)
        self.cancel_url = cancel_url

    @staticmethod
    def initial_of(combination: str, rounds: Sequence[PlannedRound]) -> dict[str, object]:
        """Return what the form shows of a plan."""
        initial: dict[str, object] = {"combination": combination}
        for position in range(1, MOST_ROUNDS + 1):
            planned = rounds[position - 1] if position <= len(rounds) else None
            initial[f"title-{position}"] = planned.title if planned else ""
            initial[f"instrument-{position}"] = planned.instrument if planned else Instrument.INTERVIEW
            initial[f"share-{position}"] = planned.share if planned else 1
            initial[f"visibility-{position}"] = planned.visibility if planned else Visibility.AFTER_OWN_SHEETS
            initial[f"due-{position}"] = planned.due_on if planned else None
            initial[f"criteria-{position}"] = [str(pk) for pk in planned.criterion_ids] if planned else []
        return initial

    def round_fields(self) -> list[RoundFields]:
        """Return the fields of the rounds in their order, the criteria apart."""
        return [
            RoundFields(
                position,
                *(self[f"{name}-{position}"] for name in ("title", "instrument", "share", "visibility", "due")),
            )
            for position in range(1, MOST_ROUNDS + 1)
        ]

    def matrix(self) -> list[tuple[Criterion, list[tuple[int, bool]]]]:
        """Return per criterion which rounds observe it, as typed."""
        chosen = [
            {str(pk) for pk in self[f"criteria-{position}"].value() or []} for position in range(1, MOST_ROUNDS + 1)
        ]
        return [
            (criterion, [(position, str(criterion.pk) in ticked) for position, ticked in enumerate(chosen, start=1)])
            for criterion in self.criteria
        ]

    def rounds(self) -> list[PlannedRound]:
        """Return the rounds of the valid form."""
        data = self.cleaned_data
        return [
            PlannedRound(
                title=data[f"title-{position}"].strip(),
                instrument=data[f"instrument-{position}"],
                criterion_ids=[int(pk) for pk in data[f"criteria-{position}"]],
                share=data[f"share-{position}"] or 1,
                visibility=data[f"visibility-{position}"],
                due_on=data[f"due-{position}"],
            )
            for position in range(1, MOST_ROUNDS + 1)
            if data[f"title-{position}"].strip()
        ]

    def clean(self):
        data = super().clean()
        for position in range(1, MOST_ROUNDS + 1):
            due_on = data.get(f"due-{position}")
            if due_on and due_on < timezone.localdate() and f"due-{position}" in self.changed_data:
                self.add_error(f"due-{position}", DueDatePassed.user_message)
        for position in range(2, MOST_ROUNDS + 1):
            if data.get(f"criteria-{position}") and not data.get(f"title-{position}"):
                self.add_error(f"title-{position}", _("Bitte geben Sie der Runde eine Bezeichnung."))
        return data


class RoundReasonForm(forms.Form):
    """Say why a round is closed without all sheets, or opened again."""

    reason = forms.CharField(
        label=gettext_lazy("Begründung"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        validators=[refuse_short_reason],
    )

    def __init__(self, *args, submit_label: str, cancel_url: str, is_needed: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if is_needed:
            self.fields["reason"].error_messages["required"] = _("Bitte schreiben Sie eine Begründung.")
        else:
            del self.fields["reason"]
        self.helper = KernFormHelper(submit_label=submit_label, cancel_url=cancel_url)


class ConsensusForm(forms.Form):
    """The agreed value of one criterion, the reason, and who took part."""

    value = forms.TypedChoiceField(
        label=gettext_lazy("Gemeinsamer Wert"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Bitte wählen Sie den gemeinsamen Wert.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Begründung"),
        help_text=gettext_lazy("Worüber wurde gesprochen, was gab den Ausschlag?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        validators=[refuse_short_reason],
        error_messages={"required": gettext_lazy("Bitte schreiben Sie, worauf sich der gemeinsame Wert stützt.")},
    )
    present = forms.ModelMultipleChoiceField(
        label=gettext_lazy("An der Besprechung beteiligt"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Bitte kreuzen Sie an, wer beteiligt war.")},
    )

    def __init__(
        self, *args, scale: RatingScale, entry: AssessmentRound, cancel_url: str, is_agreed: bool, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = [(step, str(step)) for step in range(scale.minimum, scale.maximum + 1)]
        members = entry.plan.posting.memberships.exclude(role="observer").values("user")
        self.fields["present"].queryset = User.objects.filter(pk__in=members).order_by("last_name", "first_name", "pk")
        extra = [("drop", _("Gemeinsamen Wert zurücknehmen"))] if is_agreed else []
        self.helper = KernFormHelper(
            submit_label=_("Gemeinsamen Wert festhalten"), cancel_url=cancel_url, extra_submits=extra, is_guarded=True
        )
