"""The rating sheet as a form; the workplace and the administration use the same one.

Field names carry the id of the criterion, never its label or its place, so that a cached page can shift nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.assessment.models import RatingSheet
from postings.assessment.services import Answer
from profiles.models import Criterion, RequirementProfile
from recruitment.accounts.models import User

NOT_ASSESSABLE = "nb"
TEXT_LIMIT = 4_000


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One criterion as the sheet shows it, with what was typed."""

    criterion: Criterion
    weight_label: str
    choice: str
    not_assessable_reason: str
    observation: str
    error: str

    @property
    def choice_label(self) -> str:
        """What was chosen, in words."""
        if self.choice == NOT_ASSESSABLE:
            return _("nicht beurteilbar")
        return self.choice or _("offen")


class RatingSheetForm(forms.Form):
    """All criteria of one sheet: a step of the scale or "nicht beurteilbar", a reason, an observation."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    note = forms.CharField(
        label=gettext_lazy("Gesamteindruck"), widget=forms.Textarea, required=False, max_length=TEXT_LIMIT
    )
    assessor = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args,
        criteria: Sequence[Criterion],
        profile: RequirementProfile,
        sheet: RatingSheet | None,
        assessor: User,
        **kwargs,
    ) -> None:
        self.criteria = criteria
        self.profile = profile
        self.scale = scale = profile.scale
        self.assessor = assessor
        is_sent = bool(args and args[0] is not None)
        stored = {} if is_sent or sheet is None else {rating.criterion_id: rating for rating in sheet.ratings.all()}
        initial: dict[str, object] = {"version": sheet.version if sheet else 0, "note": sheet.note if sheet else ""}
        for criterion_id, rating in stored.items():
            initial[f"r-{criterion_id}"] = (
                NOT_ASSESSABLE if rating.is_not_assessable else ("" if rating.value is None else str(rating.value))
            )
            initial[f"n-{criterion_id}"] = rating.not_assessable_reason
            initial[f"o-{criterion_id}"] = rating.observation
        super().__init__(*args, initial=initial, **kwargs)
        steps = [str(step) for step in range(scale.minimum, scale.maximum + 1)]
        message = _("Diese Bewertung gibt es nicht. Bitte wählen Sie eine Stufe von %(low)s bis %(high)s.") % {
            "low": scale.minimum,
            "high": scale.maximum,
        }
        choices = [(value, value) for value in ["", *steps, NOT_ASSESSABLE]]
        # A field knows neither its name nor its value, so every criterion can share these two.
        step = forms.ChoiceField(choices=choices, required=False, error_messages={"invalid_choice": message})
        text = forms.CharField(required=False, max_length=TEXT_LIMIT)
        for criterion in criteria:
            self.fields |= {f"r-{criterion.pk}": step, f"n-{criterion.pk}": text, f"o-{criterion.pk}": text}
        self.steps = steps

    def clean(self):
        data = super().clean()
        # Somebody else may have logged in at this browser since the sheet was opened.
        if data.get("assessor") not in (None, self.assessor.pk):
            raise forms.ValidationError(
                _("Diese Eingabe gehört zum Bogen einer anderen Person und wurde nicht gespeichert.")
            )
        if any(name.startswith("r-") and name not in self.fields for name in self.data):
            raise forms.ValidationError(
                _("Die Eingabe enthält eine Anforderung, die nicht zum Anforderungsprofil dieser Ausschreibung gehört.")
            )
        return data

    def answers(self) -> list[Answer]:
        """Return the answers of the valid form, one per criterion."""
        answers = []
        for criterion in self.criteria:
            choice = self.cleaned_data[f"r-{criterion.pk}"]
            is_not_assessable = choice == NOT_ASSESSABLE
            answers.append(
                Answer(
                    criterion_id=criterion.pk,
                    value=int(choice) if choice and not is_not_assessable else None,
                    is_not_assessable=is_not_assessable,
                    not_assessable_reason=self.cleaned_data[f"n-{criterion.pk}"].strip() if is_not_assessable else "",
                    observation=self.cleaned_data[f"o-{criterion.pk}"].strip(),
                )
            )
        return answers

    def add_problems(self, problems: dict[int, str]) -> None:
        """Show what keeps the sheet from being submitted beside the criteria concerned."""
        for criterion_id, message in problems.items():
            self.add_error(f"r-{criterion_id}", message)

    def _typed(self, name: str) -> str:
        value = self.data.get(name) if self.is_bound else self.initial.get(name)
        return "" if value is None else str(value)

    def rows(self) -> Iterator[RatingRow]:
        """Yield the criteria in the order of the profile with what was typed, valid or not."""
        errors = self.errors if self.is_bound else {}
        labels = {entry.weight: f"{entry.weight} – {entry.label}" for entry in self.profile.legend}
        for criterion in self.criteria:
            yield RatingRow(
                criterion=criterion,
                weight_label=labels[criterion.weight],
                choice=self._typed(f"r-{criterion.pk}"),
                not_assessable_reason=self._typed(f"n-{criterion.pk}"),
                observation=self._typed(f"o-{criterion.pk}"),
                error=" ".join(message for prefix in "rno" for message in errors.get(f"{prefix}-{criterion.pk}", [])),
            )

    @property
    def comment_hint(self) -> str:
        """Which steps need an observation, in words; empty when none does."""
        levels = [str(level) for level in self.scale.comment_levels]
        if not levels:
            return ""
        if len(levels) == 1:
            return _("Zur Stufe %(level)s tragen Sie bitte immer eine Beobachtung ein.") % {"level": levels[0]}
        listed = _("%(first)s und %(last)s") % {"first": ", ".join(levels[:-1]), "last": levels[-1]}
        return _("Zu den Stufen %(levels)s tragen Sie bitte immer eine Beobachtung ein.") % {"levels": listed}

    @property
    def shown_note(self) -> str:
        return self._typed("note")

    @property
    def answered_count(self) -> int:
        return sum(1 for criterion in self.criteria if self._typed(f"r-{criterion.pk}"))
