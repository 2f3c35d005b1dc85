"""From the rows of a profile to what it says: one function, so that a new field is one line here and in ``content``."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.exchange.content import (
    CorrectionContent,
    CriterionContent,
    DutyContent,
    Edition,
    ProfileContent,
    RequirementContent,
    ScaleContent,
    SectionContent,
)
from profiles.importing.document import ParsedText
from profiles.models import Criterion, RequirementProfile


def collect_profile(profile: RequirementProfile) -> ProfileContent:
    """Return what ``profile`` says; load it ``with_parts``, then this costs no further query."""
    return ProfileContent(
        title=_text(profile.title, profile.raw_title),
        stand=profile.stand,
        author=profile.author,
        department=tuple(line.strip() for line in profile.department.splitlines() if line.strip()),
        pay_grade_e=profile.pay_grade_e,
        pay_grade_a=profile.pay_grade_a,
        base_profile_note=profile.base_profile_note,
        aggregation_rule=profile.aggregation_rule,
        scale=ScaleContent(
            name=profile.scale.name,
            minimum=profile.scale.minimum,
            maximum=profile.scale.maximum,
            comment_levels=tuple(profile.scale.comment_levels),
            levels=tuple((level.value, level.label) for level in profile.scale.levels.all()),
        ),
        weight_legend=tuple((entry.weight, entry.label, entry.is_verified) for entry in profile.legend),
        duties=tuple(
            DutyContent(duty.heading, _text(duty.text, duty.raw_text), duty.is_special) for duty in profile.duties.all()
        ),
        requirements=tuple(
            RequirementContent(
                track=requirement.track,
                text=_text(requirement.text, requirement.raw_text),
                alternatives=tuple(_text(item.text, item.raw_text) for item in requirement.alternatives.all()),
            )
            for requirement in profile.requirements.all()
        ),
        sections=tuple(
            SectionContent(group.number, group.title, tuple(_criterion(row) for row in group.criteria.all()))
            for group in profile.groups.all()
        ),
        corrections=tuple(
            CorrectionContent(row.place, row.raw_text, row.display_text, row.reason)
            for row in profile.corrections.all()
        ),
    )


def edition_of(profile: RequirementProfile) -> Edition:
    """Return which edition ``profile`` is."""
    dated_at = timezone.localtime(profile.frozen_at or profile.created_at)
    return Edition(
        version=profile.version,
        authority=settings.AUTHORITY_NAME,
        frozen_on=timezone.localtime(profile.frozen_at).date().isoformat() if profile.frozen_at else "",
        sha256=profile.content_hash,
        dated_at=dated_at.isoformat(timespec="seconds"),
        is_locked=profile.is_locked,
    )


def _text(text: str, raw: str) -> ParsedText:
    return ParsedText(raw=raw or text, text=text)


def _criterion(row: Criterion) -> CriterionContent:
    return CriterionContent(
        key=str(row.key),
        number=row.number,
        title=_text(row.title, row.raw_title),
        definition=_text(row.definition, row.raw_definition),
        indicators=tuple(_text(item.text, item.raw_text) for item in row.indicators.all()),
        weight=row.weight,
        weight_confirmed=row.weight_confirmed,
        weight_doubt="" if row.weight_confirmed else row.weight_doubt or _("Die Gewichtung ist noch nicht bestätigt."),
        is_mandatory_base=row.is_mandatory_base,
        # They belong to the doubt and go with it: a settled weight has no other reading.
        weight_readings=() if row.weight_confirmed else tuple(dict.fromkeys(row.weight_readings)),
    )
