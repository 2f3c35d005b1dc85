"""The arithmetic of the selection: exact, pure Python, no Django, no clock, no database.

Ratings are whole numbers, means are ``Fraction``; nothing is rounded before it is shown (``display``). Start with
``means`` and ``ranking``; docs/algorithms.md explains every rule with the worked example.
"""

from profiles.scoring.closeness import ClosenessGroup, closeness_band, closeness_groups
from profiles.scoring.combination import Rule, combine_rounds, common_share
from profiles.scoring.display import display_mean, display_percent, format_german
from profiles.scoring.means import (
    NOT_ASSESSABLE,
    ApplicantResult,
    GroupSubtotal,
    MissingRating,
    NotAssessable,
    NothingAssessable,
    RatingOutOfRange,
    Scale,
    ScoringError,
    UnknownCriterion,
    WeightedCriterion,
    applicant_result,
    panel_values,
)
from profiles.scoring.ranking import RankedEntry, rank

__all__ = [
    "NOT_ASSESSABLE",
    "ApplicantResult",
    "ClosenessGroup",
    "GroupSubtotal",
    "MissingRating",
    "NotAssessable",
    "NothingAssessable",
    "RankedEntry",
    "RatingOutOfRange",
    "Rule",
    "Scale",
    "ScoringError",
    "UnknownCriterion",
    "WeightedCriterion",
    "applicant_result",
    "closeness_band",
    "closeness_groups",
    "combine_rounds",
    "common_share",
    "display_mean",
    "display_percent",
    "format_german",
    "panel_values",
    "rank",
]
