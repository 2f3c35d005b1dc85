"""What the interviews store: ``guide`` (what is asked), ``appointment`` (when), ``record`` (what was said)."""

from postings.interviews.models.appointment import Interview
from postings.interviews.models.guide import GuideQuestion, InterviewGuide, QuestionAnchor, QuestionCriterion
from postings.interviews.models.record import InterviewRecord, RecordAnswer, RecordExtra, RecordPresence

__all__ = [
    "GuideQuestion",
    "Interview",
    "InterviewGuide",
    "InterviewRecord",
    "QuestionAnchor",
    "QuestionCriterion",
    "RecordAnswer",
    "RecordExtra",
    "RecordPresence",
]
