"""Saving the editor of a draft: everything the paper form has, in one transaction and a fixed number of statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from profiles.canonical import canonical_profile, content_hash
from profiles.errors import MandatoryCriterion, ProfileChangedMeanwhile, UnknownPart
from profiles.models import (
    Criterion,
    CriterionGroup,
    Duty,
    FormalRequirement,
    Indicator,
    RequirementAlternative,
    RequirementProfile,
)
from profiles.services.guards import check_weight, take_draft
from recruitment.accounts.models import User
from recruitment.audit.services import record


@dataclass(frozen=True, slots=True)
class CriterionEdit:
    """One criterion as it is to be; ``pk`` None is a new one. ``weight`` None leaves the weight as it is (a doubtful
    weight is settled with a reason, never in passing). ``is_mandatory_base`` counts for criteria without link to the
    catalogue only."""

    pk: int | None
    title: str
    definition: str = ""
    indicators: tuple[str, ...] = ()
    weight: int | None = None
    is_mandatory_base: bool | None = None


@dataclass(frozen=True, slots=True)
class SectionEdit:
    """One section with its criteria in their new order."""

    pk: int | None
    title: str
    criteria: tuple[CriterionEdit, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyEdit:
    pk: int | None
    heading: str
    text: str
    is_special: bool = False


@dataclass(frozen=True, slots=True)
class AlternativeEdit:
    pk: int | None
    text: str


@dataclass(frozen=True, slots=True)
class RequirementEdit:
    """One formal requirement of a track: fulfilled by any of its alternatives, which stay with it; without any it is
    its own single alternative."""

    pk: int | None
    track: str
    text: str
    alternatives: tuple[AlternativeEdit, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftEdit:
    """The whole draft as it is to be: what is not named is dropped, order gives the numbers.

    ``header`` maps names of profile fields (legend included) to values.
    """

    header: Mapping[str, object] = field(default_factory=dict)
    sections: tuple[SectionEdit, ...] = ()
    duties: tuple[DutyEdit, ...] = ()
    requirements: tuple[RequirementEdit, ...] = ()


def section_numbers(sections: Sequence[str | None]) -> list[str]:
    """Return the numbers of sections in their order, given the numbers they had; 3.1, 3.2, ... on the paper form."""
    prefix = next((number.rpartition(".")[0] for number in sections if number and "." in number), "3")
    return [f"{prefix}.{position}" for position in range(1, len(sections) + 1)]


def draft_state(profile: RequirementProfile) -> str:
    """Return a hash of everything that can be edited, to notice that somebody else saved in the meantime."""
    stored = RequirementProfile.objects.with_parts().get(pk=profile.pk)
    rows = [
        [str(criterion.key), criterion.weight_confirmed]
        for group in stored.groups.all()
        for criterion in group.criteria.all()
    ]
    return content_hash({"content": canonical_profile(stored), "rows": rows, "scale": stored.scale_id})


@transaction.atomic
def edit_draft(*, profile: RequirementProfile, expected_state: str, edit: DraftEdit, actor: User) -> RequirementProfile:
    """Save a draft as ``edit`` describes it and number it by its order.

    :raises ProfileFrozen: if the profile has been published.
    :raises ProfileLocked: if a second person has locked it.
    :raises ProfileChangedMeanwhile: if it was saved elsewhere since ``expected_state`` was read; nothing is written.
    :raises MandatoryCriterion: if a mandatory criterion of the base profile is dropped or reworded.
    :raises WeightOutOfRange: if a weight is none of 1..4.
    :raises UnknownPart: if a part named by its id does not belong to the draft.
    """
    profile = take_draft(profile.pk)
    if draft_state(profile) != expected_state:
        raise ProfileChangedMeanwhile
    for name, value in edit.header.items():
        setattr(profile, name, value)
    profile.last_edited_by, profile.last_edited_at = actor, timezone.now()
    profile.full_clean(exclude=["replaces", "copied_from", "base_profile", "created_by", "last_edited_by"])
    profile.save()
    _save_criteria(profile, edit.sections)
    _save_duties(profile, edit.duties)
    _save_requirements(profile, edit.requirements)
    record(actor=actor, action="profile.edited", subject=profile)
    return profile


def _take(rows: dict, pk: int | None):
    """Return the stored row with ``pk``, or None for a new part."""
    if pk is None:
        return None
    if pk not in rows:
        raise UnknownPart
    return rows.pop(pk)


def _write(model, rows: Iterable, fields: Sequence[str]) -> None:
    """Write stored rows by one statement and new ones by another."""
    rows = list(rows)
    if old := [row for row in rows if row.pk is not None]:
        model.objects.bulk_update(old, fields)
    if new := [row for row in rows if row.pk is None]:
        model.objects.bulk_create(new)


def _save_criteria(profile: RequirementProfile, sections: Sequence[SectionEdit]) -> None:
    stored_groups = {group.pk: group for group in profile.groups.all()}
    stored = {
        criterion.pk: criterion
        for criterion in profile.criteria.select_related("base_criterion").prefetch_related("indicators")
    }
    numbers = section_numbers([stored_groups[s.pk].number if s.pk in stored_groups else None for s in sections])
    groups, criteria, texts = [], [], []
    for position, (number, section) in enumerate(zip(numbers, sections, strict=True), start=1):
        group = _take(stored_groups, section.pk) or CriterionGroup(profile=profile)
        group.number, group.title, group.position = number, section.title, position
        groups.append(group)
        for place, edit in enumerate(section.criteria, start=1):
            criterion = _take(stored, edit.pk)
            texts.append((list(criterion.indicators.all()) if criterion else [], edit.indicators))
            criterion = criterion or Criterion(profile=profile, weight_confirmed=False)
            _apply(edit, criterion)
            criterion.group, criterion.number, criterion.position = group, f"{number}.{place}", place
            criteria.append(criterion)
    for dropped in stored.values():
        if dropped.is_mandatory_base:
            raise MandatoryCriterion(criterion=dropped)
    Indicator.objects.filter(criterion__in=stored).delete()
    Criterion.objects.filter(pk__in=stored).delete()
    # A section that goes gives its number free at once, but stands until its criteria have moved out.
    CriterionGroup.objects.filter(pk__in=stored_groups).update(number=Concat(Value("-"), Cast("pk", CharField())))
    _write(CriterionGroup, groups, ["number", "title", "position"])
    for criterion in criteria:
        criterion.group_id = criterion.group.pk
    _write(
        Criterion,
        criteria,
        ["group", "number", "position", "title", "definition", "weight", "weight_confirmed", "is_mandatory_base"],
    )
    CriterionGroup.objects.filter(pk__in=stored_groups).delete()
    _save_indicators(criteria, texts)


def _apply(edit: CriterionEdit, criterion: Criterion) -> None:
    """Write ``edit`` into the unsaved ``criterion``."""
    if criterion.is_mandatory_base and (edit.title, edit.definition) != (criterion.title, criterion.definition):
        raise MandatoryCriterion(criterion=criterion)
    criterion.title, criterion.definition = edit.title, edit.definition
    base = criterion.base_criterion
    if base is None:
        criterion.is_mandatory_base = edit.is_mandatory_base
    elif not base.is_mandatory or (base.title, base.definition) == (criterion.title, criterion.definition):
        # The flag of a linked criterion follows the catalogue, but never fixes words that differ from it.
        criterion.is_mandatory_base = base.is_mandatory
    if edit.weight is not None and not criterion.is_in_doubt:
        check_weight(edit.weight)
        criterion.weight, criterion.weight_confirmed = edit.weight, True


def _save_indicators(criteria: Sequence[Criterion], texts: Sequence[tuple[list[Indicator], tuple[str, ...]]]) -> None:
    """Write the indicators of changed criteria anew; the raw text of unchanged lines is kept."""
    changed, new = [], []
    for criterion, (present, lines) in zip(criteria, texts, strict=True):
        if [indicator.text for indicator in present] == list(lines):
            continue
        changed.append(criterion.pk)
        raw = {indicator.text: indicator.raw_text for indicator in present}
        new += [
            Indicator(criterion=criterion, position=position, text=text, raw_text=raw.get(text, ""))
            for position, text in enumerate(lines, start=1)
        ]
    Indicator.objects.filter(criterion__in=changed).delete()
    Indicator.objects.bulk_create(new)


def _save_duties(profile: RequirementProfile, duties: Sequence[DutyEdit]) -> None:
    stored = {duty.pk: duty for duty in profile.duties.all()}
    rows = []
    for position, edit in enumerate(duties, start=1):
        duty = _take(stored, edit.pk) or Duty(profile=profile)
        duty.heading, duty.text, duty.is_special, duty.position = edit.heading, edit.text, edit.is_special, position
        rows.append(duty)
    Duty.objects.filter(pk__in=stored).delete()
    _write(Duty, rows, ["heading", "text", "is_special", "position"])


def _save_requirements(profile: RequirementProfile, requirements: Sequence[RequirementEdit]) -> None:
    stored = {row.pk: row for row in profile.requirements.all()}
    stored_ways = {way.pk: way for way in RequirementAlternative.objects.filter(requirement__profile=profile)}
    rows, ways = [], []
    counts: dict[str, int] = {}
    for edit in requirements:
        row = _take(stored, edit.pk) or FormalRequirement(profile=profile)
        counts[edit.track] = counts.get(edit.track, 0) + 1
        row.track, row.text, row.position = edit.track, edit.text, counts[edit.track]
        rows.append(row)
        for position, alternative in enumerate(edit.alternatives or [_implied(row, stored_ways, edit)], start=1):
            way = _take(stored_ways, alternative.pk) or RequirementAlternative()
            way.text, way.position, way.requirement = alternative.text, position, row
            ways.append(way)
    RequirementAlternative.objects.filter(pk__in=stored_ways).delete()
    FormalRequirement.objects.filter(pk__in=stored).delete()
    _write(FormalRequirement, rows, ["track", "text", "position"])
    for way in ways:
        way.requirement_id = way.requirement.pk
    _write(RequirementAlternative, ways, ["requirement", "text", "position"])


def _implied(
    row: FormalRequirement, ways: Mapping[int, RequirementAlternative], edit: RequirementEdit
) -> AlternativeEdit:
    """The single alternative of a requirement that names none; a stored one stays as it is if it says the same."""
    own = next((way for way in ways.values() if row.pk is not None and way.requirement_id == row.pk), None)
    if own is None:
        return AlternativeEdit(None, edit.text)
    return AlternativeEdit(own.pk, own.text if own.text.casefold() == edit.text.casefold() else edit.text)
