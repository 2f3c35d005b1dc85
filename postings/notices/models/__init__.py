"""Tables of the notices and of the end of a procedure."""

from postings.notices.models.ending import Abort, Appointment, Lawsuit, NoSuitCheck
from postings.notices.models.notices import IndividualReason, Notice, NoticeRun
from postings.notices.models.texts import NoticeText

__all__ = [
    "Abort",
    "Appointment",
    "IndividualReason",
    "Lawsuit",
    "NoSuitCheck",
    "Notice",
    "NoticeRun",
    "NoticeText",
]
