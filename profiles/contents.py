"""A stored profile as plain content for the pure rules (comparing, advice)."""

from profiles import comparing
from profiles.models import RequirementProfile


def content_of(profile: RequirementProfile) -> comparing.ProfileContent:
    """Return the content of ``profile``, read with ``with_parts``."""

    def label(name: str) -> str:
        return str(profile._meta.get_field(name).verbose_name)

    header = ("title", "stand", "author", "department", "pay_grade_e", "pay_grade_a", "base_profile_note")
    levels = tuple(f"{level.value} = {level.label}" for level in profile.scale.levels.all())
    return comparing.ProfileContent(
        header=tuple((label(name), getattr(profile, name)) for name in header),
        legend=tuple((entry.weight, entry.label, entry.is_verified) for entry in profile.legend),
        scale=(profile.scale.name, *levels),
        sections=tuple(
            comparing.SectionContent(
                number=group.number,
                title=group.title,
                criteria=tuple(
                    comparing.CriterionContent(
                        key=str(criterion.key),
                        number=criterion.number,
                        title=criterion.title,
                        definition=criterion.definition,
                        indicators=tuple(indicator.text for indicator in criterion.indicators.all()),
                        weight=criterion.weight,
                        is_mandatory=criterion.is_mandatory_base,
                    )
                    for criterion in group.criteria.all()
                ),
            )
            for group in profile.groups.all()
        ),
        duties=tuple(
            comparing.DutyContent(heading=duty.heading, text=duty.text, is_special=duty.is_special)
            for duty in profile.duties.all()
        ),
        requirements=tuple(
            comparing.RequirementContent(
                track=requirement.get_track_display(),
                text=requirement.text,
                alternatives=tuple(alternative.text for alternative in requirement.alternatives.all()),
            )
            for requirement in profile.requirements.all()
        ),
    )
