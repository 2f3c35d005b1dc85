"""The canonical form of a profile and its SHA-256, printed on every document (DESIGN.md decision 11).

Everything that was advertised and everything that the arithmetic rests on is inside: texts as displayed, weights,
formal requirements, scale and aggregation rule; not inside are ids, times and persons.
"""

import hashlib
import json

from profiles.models import RequirementProfile


def canonical_profile(profile: RequirementProfile) -> dict[str, object]:
    """Return the content of ``profile`` as plain data in a fixed order."""
    return {
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


def content_hash(content: dict[str, object]) -> str:
    """Return the SHA-256 (64 hex digits) of the canonical JSON of ``content``: sorted keys, no white space, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
