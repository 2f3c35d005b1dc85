"""The requirement profile, its parts, its rating scale and the catalogue of base criteria.

Frozen and locked profiles are held by triggers (``triggers``). Every text keeps what the document said (``raw_*``)
beside what is shown; where both differ a person can see the correction (DOMAIN.md 10.4). Start with ``profile``.
"""

from profiles.models.catalogue import BaseCriterion, BaseProfile, BaseSection
from profiles.models.criteria import Criterion, CriterionGroup, Indicator
from profiles.models.profile import LegendEntry, RequirementProfile, Supersession
from profiles.models.scale import RatingLevel, RatingScale
from profiles.models.sections import Duty, FormalRequirement, RequirementAlternative
from profiles.models.source import ImportFinding, TextCorrection

__all__ = [
    "BaseCriterion",
    "BaseProfile",
    "BaseSection",
    "Criterion",
    "CriterionGroup",
    "Duty",
    "FormalRequirement",
    "ImportFinding",
    "Indicator",
    "LegendEntry",
    "RatingLevel",
    "RatingScale",
    "RequirementAlternative",
    "RequirementProfile",
    "Supersession",
    "TextCorrection",
]
