"""Steps in the life of a requirement profile: import, settle doubts, freeze, new version."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.canonical import canonical_profile, content_hash
from profiles.enums import Weight
from profiles.errors import (
    ProfileChangedMeanwhile,
    ProfileFrozen,
    ProfileIncomplete,
    ReasonMissing,
    WeightOutOfRange,
)
from profiles.importing.blocks import for_each_track
from profiles.importing.document import ParsedDocument, ParsedText
from profiles.models import (
    Criterion,
    CriterionGroup,
    Duty,
    FormalRequirement,
    ImportFinding,
    Indicator,
    RatingLevel,
    RatingScale,
    RequirementAlternative,
    RequirementProfile,
    TextCorrection,
)
from recruitment.accounts.models import User
from recruitment.audit.services import record

DEFAULT_SCALE_NAME = "Ausprägungsgrad 1 bis 5 (5 = beste Stufe)"
# Wording recommended in DOMAIN.md 3.1; mirrors § 27 LfbG and is deliberately not called a mark.
DEFAULT_LEVELS = (
    (5, "übertrifft die Anforderung in herausragender Weise"),
    (4, "übertrifft die Anforderung deutlich"),
    (3, "entspricht der Anforderung voll"),
    (2, "entspricht der Anforderung mit Einschränkungen"),
    (1, "entspricht der Anforderung nicht"),
)


@transaction.atomic
def default_scale() -> RatingScale:
    """Return the rating scale that a new profile starts with, made on first use; an administrator may choose
    another."""
    scale = RatingScale.objects.filter(name=DEFAULT_SCALE_NAME).order_by("id").first()
    if scale is None:
        scale = RatingScale.objects.create(name=DEFAULT_SCALE_NAME)
        RatingLevel.objects.bulk_create(
            RatingLevel(scale=scale, value=value, label=label) for value, label in DEFAULT_LEVELS
        )
    return scale


@transaction.atomic
def create_profile_from_document(*, document: ParsedDocument, actor: User | None) -> RequirementProfile:
    """Store the profile part of a read document as a draft, with every doubt and every correction.

    Weights that the reader could not settle stay unconfirmed with the reason in words.
    """
    parsed = document.profile
    profile = RequirementProfile.objects.create(
        title=parsed.title.text,
        raw_title=parsed.title.raw,
        stand=parsed.stand or "",
        author=parsed.author or "",
        department="\n".join(parsed.department),
        pay_grade_e=parsed.pay_grade_e or "",
        pay_grade_a=parsed.pay_grade_a or "",
        base_profile_note=parsed.base_profile_note or "",
        scale=default_scale(),
        source_name=document.source_name,
        source_sha256=document.sha256,
        source_text=document.source_text,
        created_by=actor,
    )
    Duty.objects.bulk_create(
        Duty(
            profile=profile,
            position=position,
            heading=task.heading.text if task.heading else "",
            text=task.text.text,
            raw_text=task.text.raw,
            is_special=task.is_special,
        )
        for position, task in enumerate(parsed.tasks, start=1)
    )
    for requirement in for_each_track(parsed.requirements):
        stored = FormalRequirement.objects.create(
            profile=profile,
            track=requirement.track,
            position=requirement.number,
            text=requirement.text.text,
            raw_text=requirement.text.raw,
        )
        RequirementAlternative.objects.bulk_create(
            RequirementAlternative(
                requirement=stored, position=position, text=alternative.text, raw_text=alternative.raw
            )
            for position, alternative in enumerate(requirement.alternatives, start=1)
        )
    for section_position, section in enumerate(parsed.sections, start=1):
        group = CriterionGroup.objects.create(
            profile=profile, number=section.number, title=section.title.text, position=section_position
        )
        for position, criterion in enumerate(section.criteria, start=1):
            definition = criterion.definition or ParsedText(raw="", text="")
            row = Criterion.objects.create(
                profile=profile,
                group=group,
                number=criterion.number,
                position=position,
                title=criterion.title.text,
                raw_title=criterion.title.raw,
                definition=definition.text,
                raw_definition=definition.raw,
                weight=criterion.weight,
                weight_confirmed=criterion.weight_confirmed,
                weight_doubt=criterion.weight_reason or "",
            )
            Indicator.objects.bulk_create(
                Indicator(criterion=row, position=number, text=indicator.text, raw_text=indicator.raw)
                for number, indicator in enumerate(criterion.indicators, start=1)
            )
    TextCorrection.objects.bulk_create(
        TextCorrection(
            profile=profile,
            position=position,
            place=correction.where,
            raw_text=correction.raw,
            display_text=correction.display,
            reason=correction.reason,
        )
        for position, correction in enumerate(document.corrections, start=1)
    )
    ImportFinding.objects.bulk_create(
        ImportFinding(
            profile=profile,
            position=position,
            code=finding.code,
            message=finding.message,
            place=finding.where,
            subject=finding.subject or "",
        )
        for position, finding in enumerate(document.findings, start=1)
    )
    record(actor=actor, action="profile.imported", subject=profile, document=document.source_name)
    return profile


@transaction.atomic
def confirm_weight(*, criterion: Criterion, weight: int, reason: str, actor: User) -> Criterion:
    """Settle the weight of one criterion of a draft after looking at the original.

    ``weight`` is 1, 2, 3 or 4. The reason is kept with the criterion and in the record.

    :raises ProfileFrozen: if the profile has been published.
    :raises WeightOutOfRange: if ``weight`` is none of 1..4.
    :raises ReasonMissing: if ``reason`` is empty.
    """
    _lock_draft(criterion.profile_id)
    _check_weight(weight)
    if not reason.strip():
        raise ReasonMissing
    criterion.refresh_from_db()
    criterion.weight = weight
    criterion.weight_confirmed = True
    criterion.weight_confirmed_by = actor
    criterion.weight_confirmed_at = timezone.now()
    criterion.weight_reason = reason.strip()
    criterion.save()
    record(
        actor=actor,
        action="profile.weight_confirmed",
        subject=criterion,
        criterion=str(criterion),
        weight=weight,
        reason=reason.strip(),
    )
    return criterion


def profile_problems(profile: RequirementProfile) -> list[str]:
    """Return in words what keeps ``profile`` from being frozen; empty when nothing does."""
    problems = []
    criteria = list(profile.criteria.select_related("group"))
    if not criteria:
        problems.append(_("Das Anforderungsprofil enthält keine gewichteten Anforderungen."))
    for criterion in criteria:
        if criterion.weight is None:
            problems.append(_("Anforderung %(name)s hat keine Gewichtung.") % {"name": criterion})
        elif not criterion.weight_confirmed:
            problems.append(
                _("Die Gewichtung %(weight)s der Anforderung %(name)s ist noch nicht bestätigt.")
                % {"weight": criterion.weight, "name": criterion}
            )
    steps = range(profile.scale.minimum, profile.scale.maximum + 1)
    worded = {level.value for level in profile.scale.levels.all() if level.label.strip()}
    problems.extend(
        _("Stufe %(value)s der Bewertungsskala hat keine Bedeutung in Worten.") % {"value": value}
        for value in steps
        if value not in worded
    )
    return problems


@transaction.atomic
def freeze_profile(*, profile: RequirementProfile, actor: User) -> RequirementProfile:
    """Freeze ``profile``, its weights and its scale for good and store the SHA-256 of its content.

    Freezing a frozen profile again changes nothing: one profile may serve several postings (DOMAIN.md 2.5).

    :raises ProfileIncomplete: if a weight is missing or unconfirmed, or the scale lacks words.
    """
    profile = RequirementProfile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    if profile.is_frozen:
        return profile
    if problems := profile_problems(profile):
        raise ProfileIncomplete(problems=problems)
    content = RequirementProfile.objects.with_parts().get(pk=profile.pk)
    profile.content_hash = content_hash(canonical_profile(content))
    profile.frozen_at = timezone.now()
    profile.save(update_fields=["content_hash", "frozen_at"])
    RatingScale.objects.filter(pk=profile.scale_id, frozen_at__isnull=True).update(frozen_at=profile.frozen_at)
    record(actor=actor, action="profile.frozen", subject=profile, hash=profile.short_hash)
    return profile


@transaction.atomic
def create_new_version(*, profile: RequirementProfile, actor: User | None) -> RequirementProfile:
    """Copy ``profile`` into a new draft that replaces it; postings keep the version they were published with."""
    source = RequirementProfile.objects.with_parts().get(pk=profile.pk)
    last = RequirementProfile.objects.filter(title=source.title).order_by("-version").first()
    copy = RequirementProfile.objects.get(pk=source.pk)
    copy.pk = None
    copy._state.adding = True
    copy.version = last.version + 1
    copy.replaces = source
    copy.created_by = actor
    copy.frozen_at = None
    copy.content_hash = ""
    copy.save()
    _copy_parts(source, copy)
    record(actor=actor, action="profile.version_created", subject=copy, version=copy.version)
    return copy


@dataclass(frozen=True, slots=True)
class CriterionEdit:
    """What the matrix says about one criterion; ``weight`` None leaves it as it is (unconfirmed weights are settled
    with a reason, never in passing)."""

    criterion_id: int
    title: str
    definition: str
    indicators: tuple[str, ...]
    weight: int | None
    is_mandatory_base: bool | None
    is_removed: bool = False


@dataclass(frozen=True, slots=True)
class NewCriterion:
    """A criterion added to a section of a draft."""

    group_id: int
    title: str
    weight: int


def draft_state(profile: RequirementProfile) -> str:
    """Return a hash of the present content, to notice that somebody else saved in the meantime."""
    return content_hash(canonical_profile(RequirementProfile.objects.with_parts().get(pk=profile.pk)))


@transaction.atomic
def edit_draft(
    *,
    profile: RequirementProfile,
    expected_state: str,
    header: Mapping[str, object],
    criteria: Sequence[CriterionEdit],
    additions: Sequence[NewCriterion],
    actor: User,
) -> RequirementProfile:
    """Save the matrix of a draft: header fields, texts, weights, removed and added criteria.

    :raises ProfileFrozen: if the profile has been published.
    :raises ProfileChangedMeanwhile: if it was saved elsewhere since ``expected_state`` was read.
    :raises WeightOutOfRange: if a weight is none of 1..4.
    """
    profile = _lock_draft(profile.pk)
    if draft_state(profile) != expected_state:
        raise ProfileChangedMeanwhile
    for name, value in header.items():
        setattr(profile, name, value)
    profile.full_clean()
    profile.save()
    rows = {row.pk: row for row in profile.criteria.all()}
    for edit in criteria:
        row = rows[edit.criterion_id]
        if edit.is_removed:
            row.indicators.all().delete()
            row.delete()
            continue
        row.title, row.definition = edit.title, edit.definition
        row.is_mandatory_base = edit.is_mandatory_base
        if edit.weight is not None and row.weight_confirmed:
            _check_weight(edit.weight)
            row.weight = edit.weight
        row.full_clean(exclude=["group", "profile"])
        row.save()
        _replace_indicators(row, edit.indicators)
    for addition in additions:
        _check_weight(addition.weight)
        group = profile.groups.get(pk=addition.group_id)
        last = group.criteria.order_by("-position").first()
        position = last.position + 1 if last else 1
        taken = set(profile.criteria.values_list("number", flat=True))
        number = next(n for i in itertools.count(position) if (n := f"{group.number}.{i}") not in taken)
        Criterion.objects.create(
            profile=profile,
            group=group,
            number=number,
            position=position,
            title=addition.title,
            weight=addition.weight,
        )
    record(actor=actor, action="profile.edited", subject=profile)
    return profile


def _check_weight(weight: int) -> None:
    if weight not in Weight.values:
        raise WeightOutOfRange


def _replace_indicators(criterion: Criterion, texts: Sequence[str]) -> None:
    """Write the indicators anew if they differ; the raw text of unchanged ones is kept."""
    present = list(criterion.indicators.all())
    if [indicator.text for indicator in present] == list(texts):
        return
    raw = {indicator.text: indicator.raw_text for indicator in present}
    criterion.indicators.all().delete()
    Indicator.objects.bulk_create(
        Indicator(criterion=criterion, position=position, text=text, raw_text=raw.get(text, ""))
        for position, text in enumerate(texts, start=1)
    )


def _lock_draft(profile_id: int) -> RequirementProfile:
    """Lock and return a draft profile.

    :raises ProfileFrozen: if it has been published.
    """
    profile = RequirementProfile.objects.select_for_update(of=("self",)).get(pk=profile_id)
    if profile.is_frozen:
        raise ProfileFrozen
    return profile


def _copy_row(row, **changes):
    """Save a copy of ``row`` with ``changes`` and return it."""
    values = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    return type(row).objects.create(**{**values, **changes})


def _copy_parts(source: RequirementProfile, copy: RequirementProfile) -> None:
    for row in [*source.duties.all(), *source.corrections.all(), *source.findings.all()]:
        _copy_row(row, profile_id=copy.pk)
    for requirement in source.requirements.all():
        new_requirement = _copy_row(requirement, profile_id=copy.pk)
        for alternative in requirement.alternatives.all():
            _copy_row(alternative, requirement_id=new_requirement.pk)
    for group in source.groups.all():
        new_group = _copy_row(group, profile_id=copy.pk)
        for criterion in group.criteria.all():
            new_criterion = _copy_row(criterion, profile_id=copy.pk, group_id=new_group.pk)
            for indicator in criterion.indicators.all():
                _copy_row(indicator, criterion_id=new_criterion.pk)
