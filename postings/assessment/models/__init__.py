"""What the rating stores: ``plan`` (rounds), ``sheets`` (what each assessor gave), ``panel`` (what the committee did
with it)."""

from postings.assessment.models.panel import ConsensusPresence, ConsensusRating, Exemption
from postings.assessment.models.plan import AssessmentPlan, AssessmentRound, RoundCriterion
from postings.assessment.models.sheets import Rating, RatingSheet

__all__ = [
    "AssessmentPlan",
    "AssessmentRound",
    "ConsensusPresence",
    "ConsensusRating",
    "Exemption",
    "Rating",
    "RatingSheet",
    "RoundCriterion",
]
