"""The one form of a draft, used by the workplace and the administration: header, legend, matrix, duties, formal
requirements. Field names carry the name of their row (``rows``); a removed row keeps what was typed until saving."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from profiles.editor import rows as order
from profiles.editor.conflict import Difference, Snapshot, join_snapshots
from profiles.enums import Track, Weight
from profiles.models import Criterion, FormalRequirement, RequirementProfile
from profiles.services.editing import (
    AlternativeEdit,
    CriterionEdit,
    DraftEdit,
    DutyEdit,
    RequirementEdit,
    SectionEdit,
    section_numbers,
)
from recruitment.forms import KernFormHelper

HEADER = ("title", "stand", "author", "department", "pay_grade_e", "pay_grade_a", "base_profile_note", "scale")
LEGEND = tuple(f"weight_{weight}_{part}" for weight in Weight.values for part in ("label", "verified"))
WEIGHTS = tuple((str(value), str(value)) for value in Weight.values)
BASE = (("", _("unbekannt")), ("yes", _("ja")), ("no", _("nein")))
BASE_VALUES = {"yes": True, "no": False, "": None}
WEIGHT_MISSING = _("Bitte wählen Sie die Gewichtung 4, 3, 2 oder 1.")


def _text(message: str, *, required: bool = True, max_length: int | None = None) -> forms.CharField:
    return forms.CharField(required=required, max_length=max_length, error_messages={"required": message})


@dataclass(slots=True)
class Row:
    """One row for the template: what it is called, what was typed, what is wrong with it."""

    name: str
    number: str
    values: dict[str, str]
    errors: dict[str, str]
    is_removed: bool = False
    stored: object | None = None  # the model row, None for a new one
    children: list["Row"] = field(default_factory=list)

    @property
    def is_mandatory(self) -> bool:
        """Whether its words are locked as part of the base profile."""
        return isinstance(self.stored, Criterion) and bool(self.stored.is_mandatory_base)

    @property
    def is_in_doubt(self) -> bool:
        return isinstance(self.stored, Criterion) and self.stored.is_in_doubt

    @property
    def is_renumbered(self) -> bool:
        return bool(self.stored and self.number and self.stored.number != self.number)

    @property
    def is_from_base(self) -> bool:
        return isinstance(self.stored, Criterion) and self.stored.base_criterion_id is not None


class DraftForm(forms.ModelForm):
    """A draft as on the paper form. ``checks`` False re-renders what was typed without judging it (a row was moved)."""

    state = forms.CharField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = RequirementProfile
        fields = HEADER + LEGEND
        widgets = {
            "department": forms.Textarea(attrs={"rows": 3}),
            "base_profile_note": forms.Textarea(attrs={"rows": 2}),
        }

    # The fields of each kind of row and the texts they begin with.
    ROW_FIELDS = {
        order.SECTION: ("title",),
        order.CRITERION: ("title", "definition", "indicators", "weight", "base"),
        order.DUTY: ("heading", "text", "special"),
        order.REQUIREMENT: ("track", "text"),
        order.ALTERNATIVE: ("text",),
    }

    def __init__(self, data=None, *, instance: RequirementProfile, state: str, checks: bool = True):
        super().__init__(data, instance=instance)
        self.checks = checks
        self.stored, self.stored_fields = self._read(instance)
        self.is_changed = data is not None
        self.is_conflict = False
        self.differences: tuple[Difference, ...] = ()
        self.initial["state"] = state
        if data is None:
            self.rows, self.removed = list(self.stored), frozenset()
            self.initial["seen"] = self.stored_snapshot().as_json()
        else:
            self.rows = order.valid_names(data.getlist("row"))
            self.removed = frozenset(data.getlist("removed")) & frozenset(self.rows)
        self.fields["scale"].empty_label = gettext("Bitte wählen")
        for name in self.kept_rows():
            self._add_fields(name)
        self.helper = KernFormHelper(has_form_tag=False)

    @staticmethod
    def _read(profile: RequirementProfile) -> tuple[dict[str, object], dict[str, str]]:
        """Return the stored rows by name in their order, and the texts of their fields."""
        rows: dict[str, object] = {}
        texts: dict[str, str] = {}

        def take(kind: str, row, **values: object) -> None:
            name = f"{kind}{row.pk}"
            rows[name] = row
            texts.update({f"{field}-{name}": "" if value is None else str(value) for field, value in values.items()})

        for group in profile.groups.all():
            take(order.SECTION, group, title=group.title)
            for criterion in group.criteria.all():
                base = {True: "yes", False: "no", None: ""}[criterion.is_mandatory_base]
                indicators = "\n".join(indicator.text for indicator in criterion.indicators.all())
                take(
                    order.CRITERION,
                    criterion,
                    title=criterion.title,
                    definition=criterion.definition,
                    indicators=indicators,
                    weight=criterion.weight,
                    base=base,
                )
        for duty in profile.duties.all():
            take(order.DUTY, duty, heading=duty.heading, text=duty.text, special="on" if duty.is_special else "")
        for requirement in sorted(
            profile.requirements.all(), key=lambda row: (Track.values.index(row.track), row.position)
        ):
            take(order.REQUIREMENT, requirement, track=requirement.track, text=requirement.text)
            for alternative in _own_alternatives(requirement):
                take(order.ALTERNATIVE, alternative, text=alternative.text)
        return rows, texts

    def kept_rows(self) -> list[str]:
        """Rows that are not removed, and whose parent is not."""
        kept, is_parent_kept = [], {}
        for name in self.rows:
            parent = order.PARENTS.get(name[0])
            if name in self.removed or (parent and not is_parent_kept.get(parent)):
                is_parent_kept[name[0]] = False
                continue
            is_parent_kept[name[0]] = True
            kept.append(name)
        return kept

    def _add_fields(self, name: str) -> None:
        stored = self.stored.get(name)
        fields: dict[str, forms.Field] = {}
        match name[0]:
            case order.SECTION:
                fields["title"] = _text(_("Bitte geben Sie dem Abschnitt einen Namen."), max_length=200)
            case order.CRITERION:
                fields["title"] = _text(_("Bitte geben Sie der Anforderung einen Namen."), max_length=200)
                fields["definition"] = forms.CharField(required=False)
                fields["indicators"] = forms.CharField(required=False)
                fields["base"] = forms.ChoiceField(choices=BASE, required=False)
                if stored is None or not stored.is_in_doubt:
                    fields["weight"] = forms.ChoiceField(
                        choices=WEIGHTS,
                        required=stored is not None and not stored.is_open,
                        error_messages={"required": WEIGHT_MISSING, "invalid_choice": WEIGHT_MISSING},
                    )
            case order.DUTY:
                fields["heading"] = forms.CharField(required=False)
                fields["text"] = _text(_("Bitte beschreiben Sie die Aufgabe oder entfernen Sie die Zeile."))
                fields["special"] = forms.BooleanField(required=False)
            case order.REQUIREMENT:
                fields["track"] = forms.ChoiceField(choices=Track.choices)
                fields["text"] = _text(_("Bitte beschreiben Sie die formale Anforderung oder entfernen Sie sie."))
            case order.ALTERNATIVE:
                fields["text"] = _text(_("Bitte beschreiben Sie die Möglichkeit oder entfernen Sie sie."))
        for field_name, form_field in fields.items():
            self.fields[f"{field_name}-{name}"] = form_field

    def full_clean(self) -> None:
        if self.checks:
            super().full_clean()
        else:
            self._errors, self.cleaned_data = ErrorDict(), {}

    def clean(self):
        data = super().clean()
        for name, stored in self.stored.items():
            if name[0] != order.CRITERION or not stored.is_mandatory_base:
                continue
            message = _(
                "„%(title)s“ ist verbindlicher Teil des Basisanforderungsprofils: nicht zu streichen, Bezeichnung und "
                "Definition bleiben; die Gewichtung ist frei."
            ) % {"title": stored.title}
            if name not in self.kept_rows():
                self.add_error(None, message)
            elif (data.get(f"title-{name}"), _clean(data.get(f"definition-{name}"))) != (
                stored.title,
                _clean(stored.definition),
            ):
                self.add_error(f"title-{name}", message)
        return data

    # What is shown

    def value_of(self, field_name: str, name: str) -> str:
        """Return what was typed, else what is stored."""
        key = f"{field_name}-{name}"
        if self.is_bound:
            return str(self.data.get(key, ""))
        return self.stored_fields.get(key, "")

    def _row(self, name: str, number: str = "") -> Row:
        errors = self.errors if self.is_bound else {}
        return Row(
            name=name,
            number=number,
            values={field_name: self.value_of(field_name, name) for field_name in self.ROW_FIELDS[name[0]]},
            errors={
                field_name: " ".join(errors[key])
                for field_name in self.ROW_FIELDS[name[0]]
                if (key := f"{field_name}-{name}") in errors
            },
            is_removed=name in self.removed,
            stored=self.stored.get(name),
        )

    def sections(self) -> list[Row]:
        """Sections and criteria as the matrix shows them, numbered as they will be saved."""
        tree = order.tree(self.rows, order.SECTION)
        kept = [name for name, _children in tree if name not in self.removed]
        had = [self.stored[name].number if name in self.stored else None for name in kept]
        numbers = dict(zip(kept, section_numbers(had), strict=True))
        shown = []
        for name, children in tree:
            row = self._row(name, numbers.get(name, ""))
            place = 0
            for child in children:
                is_kept = child not in self.removed and name in numbers
                place += is_kept
                row.children.append(self._row(child, f"{numbers[name]}.{place}" if is_kept else ""))
            shown.append(row)
        return shown

    def duties(self) -> list[Row]:
        return [self._row(name) for name, _children in order.tree(self.rows, order.DUTY)]

    def requirements(self) -> list[Row]:
        shown = []
        for name, children in order.tree(self.rows, order.REQUIREMENT):
            row = self._row(name)
            row.children = [self._row(child) for child in children]
            shown.append(row)
        return shown

    def blank_rows(self) -> dict[str, Row]:
        """Empty rows for the templates that JavaScript copies; ``x0`` is replaced by a fresh id."""
        return {kind: Row(f"{kind}x0", "", dict.fromkeys(names, ""), {}) for kind, names in self.ROW_FIELDS.items()}

    def summary(self) -> Iterator[tuple[str, str]]:
        """Yield (id of the field, message) for the error summary, in the order of the page."""
        if not self.is_bound or not self.errors:
            return
        for message in self.non_field_errors():
            yield "", message
        labels = {row.name: row.number for section in self.sections() for row in (section, *section.children)}
        for key, messages in self.errors.items():
            if key == "__all__":
                continue
            row = key.partition("-")[2]
            label = labels.get(row) or ("" if row else self.fields[key].label)
            yield (key if row else f"id_{key}"), f"{label}: {' '.join(messages)}" if label else " ".join(messages)

    # What is saved

    def edit(self) -> DraftEdit:
        """Return the valid form as what the draft is to be."""
        data, kept = self.cleaned_data, self.kept_rows()

        def text(field_name: str, name: str) -> str:
            return _clean(data[f"{field_name}-{name}"])

        return DraftEdit(
            header={
                name: _clean(data[name]) if isinstance(data[name], str) else data[name] for name in self.Meta.fields
            },
            sections=tuple(
                SectionEdit(
                    order.stored_id(name),
                    text("title", name),
                    tuple(self._criterion_edit(child, text) for child in children),
                )
                for name, children in order.tree(kept, order.SECTION)
            ),
            duties=tuple(
                DutyEdit(order.stored_id(name), text("heading", name), text("text", name), data[f"special-{name}"])
                for name, _children in order.tree(kept, order.DUTY)
            ),
            requirements=tuple(
                RequirementEdit(
                    order.stored_id(name),
                    data[f"track-{name}"],
                    text("text", name),
                    tuple(AlternativeEdit(order.stored_id(child), text("text", child)) for child in children),
                )
                for name, children in order.tree(kept, order.REQUIREMENT)
            ),
        )

    def _criterion_edit(self, name: str, text) -> CriterionEdit:
        weight = self.cleaned_data.get(f"weight-{name}")
        stored = self.stored.get(name)
        return CriterionEdit(
            pk=order.stored_id(name),
            title=text("title", name),
            # Untouched, the stored definition counts: browsers change line ends.
            definition=stored.definition
            if stored and _clean(stored.definition) == text("definition", name)
            else text("definition", name),
            indicators=tuple(line.strip() for line in text("indicators", name).split("\n") if line.strip()),
            weight=int(weight) if weight else None,
            is_mandatory_base=BASE_VALUES[self.cleaned_data[f"base-{name}"]],
        )

    # Two people at once

    def stored_snapshot(self) -> Snapshot:
        """What is stored, as the form would send it."""
        header = {}
        for name in self.Meta.fields:
            value = self.instance._meta.get_field(name).value_from_object(self.instance)
            header[name] = ("on" if value else "") if isinstance(value, bool) else str(value or "")
        return Snapshot(tuple(self.stored), {**header, **self.stored_fields})

    def typed_snapshot(self) -> Snapshot:
        names = [*self.Meta.fields]
        for row in self.kept_rows():
            names += [f"{field_name}-{row}" for field_name in self.ROW_FIELDS[row[0]]]
        fields = {name: self.data.get(name, "").replace("\r\n", "\n") for name in names}
        for row in self.kept_rows():
            # A weight in doubt has no radios and comes back empty.
            if row in self.stored and row[0] == order.CRITERION and self.stored[row].is_in_doubt:
                fields[f"weight-{row}"] = self.stored_fields[f"weight-{row}"]
        return Snapshot(tuple(self.kept_rows()), fields)

    def joined_with(self, stored: "DraftForm", state: str) -> "DraftForm":
        """Return the typed form joined with ``stored`` (a fresh, unbound form), ready to be looked at and saved."""
        joined = join_snapshots(
            seen=Snapshot.from_json(self.data.get("seen", "")),
            stored=stored.stored_snapshot(),
            typed=self.typed_snapshot(),
        )
        data = QueryDict(mutable=True)
        data.setlist("row", list(joined.rows))
        for name, text in joined.fields.items():
            if text:
                data[name] = text
        data["state"], data["seen"] = state, stored.stored_snapshot().as_json()
        form = type(self)(data, instance=stored.instance, state=state, checks=False)
        form.is_conflict, form.differences = True, joined.differences
        return form

    def describe(self, difference: Difference) -> str:
        """Return what a difference is about, in words."""
        if difference.name == "rows":
            return str(_("Reihenfolge"))
        if difference.is_row:
            return str(_("dort neu hinzugefügt") if difference.name in self.stored else _("dort entfernt"))
        field_name, _dash, row = difference.name.partition("-")
        if not row:
            return str(self.fields[difference.name].label)
        words = {
            "title": _("Bezeichnung"),
            "definition": _("Definition"),
            "indicators": _("Operationalisierungen"),
            "weight": _("Gewichtung"),
            "base": _("verbindlicher Teil"),
            "heading": _("Überschrift"),
            "text": _("Text"),
            "special": _("Sonderaufgabe"),
            "track": _("gilt für"),
        }
        return f"{words[field_name]}: {self.stored[row]}" if row in self.stored else str(words[field_name])


def _own_alternatives(requirement: FormalRequirement) -> list:
    """The alternatives that say more than the requirement; a single one with its words is implied."""
    alternatives = list(requirement.alternatives.all())
    if len(alternatives) == 1 and alternatives[0].text.casefold() == requirement.text.casefold():
        return []
    return alternatives


def _clean(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()
