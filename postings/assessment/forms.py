"""The rating sheet as a form; the workplace and the administration use the same one.

Field names carry the id of the criterion, never its label or its place, so that a cached page can shift nothing.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.assessment.cells import CellInput, Content, plain_text
from postings.assessment.models import RatingSheet
from postings.assessment.services import Answer
from profiles.models import Criterion, RequirementProfile
from recruitment.accounts.models import User
from recruitment.forms import HiddenNumber

NOT_ASSESSABLE = "nb"
TEXT_LIMIT = 4_000


def choice_of(value: int | None, is_not_assessable: bool) -> str:
    """Return what stands in the field of a stored answer."""
    if is_not_assessable:
        return NOT_ASSESSABLE
    return "" if value is None else str(value)


def choice_words(choice: str) -> str:
    return _("nicht beurteilbar") if choice == NOT_ASSESSABLE else choice or _("offen")


def known_of(content: Content | str) -> str:
    """Return a stored cell as the client keeps it: choice, reason, observation; the note alone."""
    if isinstance(content, str):
        return json.dumps([content])
    return json.dumps([choice_of(content[0], content[1]), content[2], content[3]])


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
        return choice_words(self.choice)

    @property
    def known(self) -> str:
        """The cell as the client sends it back with a change, so that nothing newer is overwritten."""
        return json.dumps([self.choice, plain_text(self.not_assessable_reason), plain_text(self.observation)])


class RatingSheetForm(forms.Form):
    """All criteria of one sheet: a step of the scale or "nicht beurteilbar", a reason, an observation."""

    version = HiddenNumber()
    note = forms.CharField(
        label=gettext_lazy("Gesamteindruck"), widget=forms.Textarea, required=False, max_length=TEXT_LIMIT
    )
    assessor = HiddenNumber(required=False)

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
            initial[f"r-{criterion_id}"] = choice_of(rating.value, rating.is_not_assessable)
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
            reason = plain_text(self.cleaned_data[f"n-{criterion.pk}"])
            answers.append(
                Answer(
                    criterion_id=criterion.pk,
                    value=int(choice) if choice and not is_not_assessable else None,
                    is_not_assessable=is_not_assessable,
                    not_assessable_reason=reason if is_not_assessable else "",
                    observation=plain_text(self.cleaned_data[f"o-{criterion.pk}"]),
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
        levels = self.scale.comment_levels
        if not levels:
            return ""
        if len(levels) == 1:
            return _("Zur Stufe %(level)s tragen Sie bitte immer eine Beobachtung ein.") % {"level": levels[0]}
        return _("Zu den Stufen %(levels)s tragen Sie bitte immer eine Beobachtung ein.") % {"levels": _listed(levels)}

    @property
    def observation_hint(self) -> str:
        """Beside the label of an observation: at which steps it has to be there, or that it never has to."""
        levels = self.scale.comment_levels
        return _("– erforderlich bei Stufe %(levels)s") % {"levels": _listed(levels)} if levels else _("– optional")

    @property
    def shown_note(self) -> str:
        return self._typed("note")

    @property
    def known_note(self) -> str:
        return known_of(plain_text(self.shown_note))

    @property
    def answered_count(self) -> int:
        return sum(1 for criterion in self.criteria if self._typed(f"r-{criterion.pk}"))


class CellForm(forms.Form):
    """One cell of a sheet as a script sends it: the answer on one criterion, or the note.

    ``known`` comes once for everything that the client knows to be stored, perhaps; a text that is not sent stays.
    """

    assessor = HiddenNumber()
    criterion = HiddenNumber(required=False)
    choice = forms.CharField(required=False)
    reason = forms.CharField(required=False, max_length=TEXT_LIMIT)
    observation = forms.CharField(required=False, max_length=TEXT_LIMIT)
    note = forms.CharField(required=False, max_length=TEXT_LIMIT)

    def clean_choice(self) -> str:
        choice = self.cleaned_data["choice"]
        if choice in ("", NOT_ASSESSABLE) or (choice.isascii() and choice.isdigit() and len(choice) == 1):
            return choice
        raise forms.ValidationError(_("Diese Bewertung gibt es nicht."))

    def clean(self):
        data = super().clean()
        if ("note" in self.data) == ("criterion" in self.data):
            raise forms.ValidationError(_("Bitte laden Sie die Seite neu."))
        try:
            data["known"] = [_known_content(text) for text in self.data.getlist("known")]
        except (ValueError, TypeError) as error:
            raise forms.ValidationError(_("Bitte laden Sie die Seite neu.")) from error
        return data

    def _text(self, name: str) -> str | None:
        return plain_text(self.cleaned_data[name]) if name in self.data else None

    def cell(self) -> CellInput | str:
        if "note" in self.data:
            return plain_text(self.cleaned_data["note"])
        choice = self.cleaned_data["choice"]
        is_not_assessable = choice == NOT_ASSESSABLE
        return CellInput(
            criterion_id=self.cleaned_data["criterion"],
            value=int(choice) if choice and not is_not_assessable else None,
            is_not_assessable=is_not_assessable,
            not_assessable_reason=self._text("reason"),
            observation=self._text("observation"),
        )

    @property
    def message(self) -> str:
        return " ".join(message for messages in self.errors.values() for message in messages)


def known_text(text: str) -> str:
    """Return what ``known_of`` wrote of a text that stands alone.

    :raises ValueError: if it wrote no such thing.
    """
    content = _known_content(text)
    if not isinstance(content, str):
        raise ValueError(text)
    return content


def _listed(levels: Sequence[int]) -> str:
    """Return steps of the scale as a sentence names them: "1, 2 und 5"."""
    *before, last = [str(level) for level in levels]
    return _("%(first)s und %(last)s") % {"first": ", ".join(before), "last": last} if before else last


def _known_content(text: str) -> Content | str:
    """Return what ``known_of`` wrote.

    :raises ValueError: if it wrote no such thing.
    """
    try:
        parts = json.loads(text)
    except RecursionError:  # a page of ours nests nothing
        raise ValueError("too deep") from None
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise ValueError(text)
    if len(parts) == 1:
        return plain_text(parts[0])
    choice, reason, observation = parts
    is_not_assessable = choice == NOT_ASSESSABLE
    value = int(choice) if choice and not is_not_assessable else None
    return (value, is_not_assessable, plain_text(reason) if is_not_assessable else "", plain_text(observation))
