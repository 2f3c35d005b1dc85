"""What the rating stores: ``plan`` (rounds), ``sheets`` (what each assessor gave), ``panel`` (what the committee did
with it), ``impartiality`` (what everybody who rates declares before), ``reminders`` (e-mails to those who
owe), ``notes`` (for the own eyes only)."""

from postings.assessment.models.impartiality import AssessorOrder, ImpartialityDeclaration
from postings.assessment.models.notes import PrivateNote
from postings.assessment.models.panel import ConsensusPresence, ConsensusRating, Exemption
from postings.assessment.models.plan import AssessmentPlan, AssessmentRound, RoundCriterion
from postings.assessment.models.reminders import Reminder
from postings.assessment.models.sheets import Rating, RatingSheet

__all__ = [
    "AssessmentPlan",
    "AssessmentRound",
    "AssessorOrder",
    "ConsensusPresence",
    "ConsensusRating",
    "Exemption",
    "ImpartialityDeclaration",
    "PrivateNote",
    "Rating",
    "RatingSheet",
    "Reminder",
    "RoundCriterion",
]
