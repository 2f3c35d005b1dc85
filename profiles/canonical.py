"""The canonical form of a profile and its SHA-256, printed on every document (DESIGN.md decision 11).

Everything that was advertised and everything that the arithmetic rests on is inside: texts as displayed, weights and
their legend, formal requirements, scale and aggregation rule; not inside are ids, times and persons.

The form has a number, kept with every frozen profile: form 1 (without legend and note) is that of profiles frozen
before the legend was data, and must never change; a change of what is inside is a new form.
"""

import hashlib
import json

from profiles.models import RequirementProfile
from profiles.models.profile import CURRENT_FORM


def canonical_profile(profile: RequirementProfile, *, form: int | None = None) -> dict[str, object]:
    """Return the content of ``profile`` as plain data in a fixed order.

    ``form`` defaults to the form the profile was frozen in, for a draft to the current one.
    """
    form = form or (profile.canonical_form if profile.is_frozen else CURRENT_FORM)
    content: dict[str, object] = {
        "title": profile.title,
        "version": profile.version,
        "stand": profile.stand,
        "author": profile.author,
        "department": profile.department,
        "pay_grade_e": profile.pay_grade_e,
        "pay_grade_a": profile.pay_grade_a,
        "aggregation_rule": profile.aggregation_rule,
        "scale": {
            "name": profile.scale.name,
            "minimum": profile.scale.minimum,
            "maximum": profile.scale.maximum,
            "comment_levels": profile.scale.comment_levels,
            "levels": [[level.value, level.label] for level in profile.scale.levels.all()],
        },
        "duties": [[duty.heading, duty.text, duty.is_special] for duty in profile.duties.all()],
        "formal_requirements": [
            [requirement.track, requirement.text, [alternative.text for alternative in requirement.alternatives.all()]]
            for requirement in profile.requirements.all()
        ],
        "groups": [
            {
                "number": group.number,
                "title": group.title,
                "criteria": [
                    {
                        "number": criterion.number,
                        "title": criterion.title,
                        "definition": criterion.definition,
                        "weight": criterion.weight,
                        "is_mandatory_base": criterion.is_mandatory_base,
                        "indicators": [indicator.text for indicator in criterion.indicators.all()],
                    }
                    for criterion in group.criteria.all()
                ],
            }
            for group in profile.groups.all()
        ],
    }
    if form >= 2:
        content |= {
            "form": form,
            "base_profile_note": profile.base_profile_note,
            "legend": [[entry.weight, entry.label, entry.is_verified] for entry in profile.legend],
        }
    return content


def content_hash(content: dict[str, object]) -> str:
    """Return the SHA-256 (64 hex digits) of the canonical JSON of ``content``: sorted keys, no white space, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def current_content(profile: RequirementProfile) -> dict[str, object]:
    """Return the content that the database holds now, in the current form."""
    return canonical_profile(RequirementProfile.objects.with_parts().get(pk=profile.pk), form=CURRENT_FORM)


def hash_still_matches(profile: RequirementProfile) -> bool:
    """Whether the content of a frozen profile still yields the SHA-256 that was stored when it was frozen."""
    stored = RequirementProfile.objects.with_parts().get(pk=profile.pk)
    return content_hash(canonical_profile(stored)) == stored.content_hash
