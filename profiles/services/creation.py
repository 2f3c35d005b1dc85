"""How a requirement profile begins: from a document, the catalogue, another profile, or as a new version."""

from uuid import uuid4

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.enums import AggregationRule
from profiles.exchange.scales import scale_of
from profiles.importing.blocks import for_each_track
from profiles.importing.document import ParsedDocument, ParsedProfile, ParsedText
from profiles.models import (
    BaseProfile,
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
from profiles.models.profile import CURRENT_FORM
from profiles.services.guards import checked_reason
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

# What lifts an applicant to the top or holds one back must be told by what was seen or said, not by a number alone.
DEFAULT_COMMENT_LEVELS = (1, 2, 5)


@transaction.atomic
def default_scale() -> RatingScale:
    """Return the rating scale that a new profile starts with, made on first use; an administrator may choose
    another."""
    scale = RatingScale.objects.filter(name=DEFAULT_SCALE_NAME).order_by("id").first()
    if scale is None:
        scale = RatingScale.objects.create(name=DEFAULT_SCALE_NAME, comment_levels=list(DEFAULT_COMMENT_LEVELS))
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
        scale=scale_of(parsed) or default_scale(),
        aggregation_rule=parsed.aggregation_rule or AggregationRule.MEAN,
        source_name=document.source_name,
        source_sha256=document.sha256,
        source_text=document.source_text,
        **_legend_of(parsed),
        **_begun_by(actor),
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
                weight_readings=list(criterion.weight_alternatives) if criterion.weight_reason else [],
                is_mandatory_base=criterion.is_mandatory_base,
                key=criterion.key or uuid4(),
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


def _begun_by(actor: User | None) -> dict[str, object]:
    return {"created_by": actor, "last_edited_by": actor, "last_edited_at": timezone.now()}


def _legend_of(parsed: ParsedProfile) -> dict[str, object]:
    """Return the fields of a legend that the document itself states; such words are proven unless it says otherwise."""
    fields: dict[str, object] = {}
    for weight, label in parsed.legend:
        is_verified = weight not in parsed.unproven_weights
        fields |= {f"weight_{weight}_label": label, f"weight_{weight}_verified": is_verified}
    return fields


@transaction.atomic
def create_profile_from_base(*, base_profile: BaseProfile, title: str, actor: User) -> RequirementProfile:
    """Begin a draft with all criteria of ``base_profile``; every weight is still to be chosen.

    Sections the base profile does not have (3.1 Fachkompetenzen) are added in the editor; the numbers follow then.
    What is mandatory there is mandatory here; what is unknown there stays unknown.
    """
    sections = list(base_profile.sections.prefetch_related("criteria"))
    profile = RequirementProfile.objects.create(
        title=title.strip(), scale=default_scale(), base_profile=base_profile, **_begun_by(actor)
    )
    for position, section in enumerate(sections, start=1):
        group = CriterionGroup.objects.create(
            profile=profile, number=section.number, title=section.title, position=position
        )
        for place, base in enumerate(section.criteria.all(), start=1):
            criterion = Criterion.objects.create(
                profile=profile,
                group=group,
                number=f"{section.number}.{place}",
                position=place,
                title=base.title,
                definition=base.definition,
                weight=None,
                weight_confirmed=False,
                is_mandatory_base=base.is_mandatory,
                base_criterion=base,
            )
            Indicator.objects.bulk_create(
                Indicator(criterion=criterion, position=n, text=text)
                for n, text in enumerate(base.indicator_lines, start=1)
            )
    record(actor=actor, action="profile.created_from_base", subject=profile, base=base_profile.name)
    return profile


@transaction.atomic
def copy_profile(*, profile: RequirementProfile, title: str, actor: User | None) -> RequirementProfile:
    """Begin a profile of its own (version 1 of a new lineage) with the content of ``profile``, frozen or not."""
    copy = _copy(
        profile,
        title=title.strip(),
        lineage=uuid4(),
        version=1,
        replaces=None,
        version_reason="",
        copied_from=profile,
        **_begun_by(actor),
    )
    record(
        actor=actor,
        action="profile.copied",
        subject=copy,
        source=_("„%(title)s“, Fassung %(version)s") % {"title": profile.title, "version": profile.version},
    )
    return copy


@transaction.atomic
def create_new_version(*, profile: RequirementProfile, reason: str, actor: User | None) -> RequirementProfile:
    """Copy ``profile`` into a new draft that replaces it; postings keep the version they were published with.

    :raises ReasonMissing: if ``reason`` is empty.
    """
    reason = checked_reason(reason)
    # One lock for the whole lineage, so that two new versions never get the same number.
    versions = RequirementProfile.objects.filter(lineage=profile.lineage)
    list(versions.select_for_update(of=("self",)).values_list("pk", flat=True))
    last = versions.aggregate(last=Max("version"))["last"]
    copy = _copy(profile, version=last + 1, replaces=profile, version_reason=reason, **_begun_by(actor))
    record(actor=actor, action="profile.version_begun", subject=copy, version=copy.version, reason=reason)
    return copy


def _copy(profile: RequirementProfile, **changes: object) -> RequirementProfile:
    """Save a draft with the content of ``profile`` and ``changes``, and return it."""
    source = RequirementProfile.objects.with_parts().get(pk=profile.pk)
    copy = RequirementProfile.objects.get(pk=source.pk)
    copy.pk = None
    copy._state.adding = True
    copy.frozen_at = copy.locked_at = copy.locked_by = None
    copy.content_hash = ""
    copy.canonical_form = CURRENT_FORM
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.save()
    _copy_parts(source, copy)
    return copy


def _copy_parts(source: RequirementProfile, copy: RequirementProfile) -> None:
    """Copy every part; one statement a table whatever the size."""
    for rows in (list(source.duties.all()), list(source.corrections.all()), list(source.findings.all())):
        _copy_rows(rows, profile_id=[copy.pk] * len(rows))
    requirements = list(source.requirements.all())
    new_requirements = _copy_rows(requirements, profile_id=[copy.pk] * len(requirements))
    alternatives = [
        (row, new.pk) for old, new in zip(requirements, new_requirements, strict=True) for row in old.alternatives.all()
    ]
    _copy_rows([row for row, _pk in alternatives], requirement_id=[pk for _row, pk in alternatives])
    groups = list(source.groups.all())
    new_groups = _copy_rows(groups, profile_id=[copy.pk] * len(groups))
    criteria = [(row, new.pk) for old, new in zip(groups, new_groups, strict=True) for row in old.criteria.all()]
    new_criteria = _copy_rows(
        [row for row, _pk in criteria],
        profile_id=[copy.pk] * len(criteria),
        group_id=[pk for _row, pk in criteria],
    )
    indicators = [
        (row, new.pk) for (old, _pk), new in zip(criteria, new_criteria, strict=True) for row in old.indicators.all()
    ]
    _copy_rows([row for row, _pk in indicators], criterion_id=[pk for _row, pk in indicators])


def _copy_rows(rows, **changes: list[int]) -> list:
    """Save copies of ``rows``, the n-th with the n-th value of each change, and return them in the same order."""
    copies = []
    for index, row in enumerate(rows):
        values = {
            field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
        }
        copies.append(type(row)(**{**values, **{name: ids[index] for name, ids in changes.items()}}))
    return type(copies[0]).objects.bulk_create(copies) if copies else []
