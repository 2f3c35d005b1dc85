"""What was found about one application in the pre-selection, in words, oldest first; nothing is overwritten."""

from postings.applications.enums import Basis
from postings.applications.formal_history import HistoryLine
from postings.applications.models import Application
from postings.screening.enums import Step, Verdict
from postings.screening.models import FindingEvent
from recruitment.accounts.models import User


def findings_history(application: Application) -> list[HistoryLine]:
    """Return every finding as it was saved; two queries."""
    events = list(FindingEvent.objects.filter(pgh_obj__application=application).order_by("pgh_id"))
    people = User.objects.in_bulk({event.saved_by_id for event in events})
    return [
        HistoryLine(
            at=event.saved_at,
            person=str(people[event.saved_by_id]),
            text=" · ".join(
                part
                for part in (
                    f"{Step(event.step).label}: {Verdict(event.verdict).label}",
                    str(Basis(event.basis).label) if event.basis else "",
                    event.reason,
                )
                if part
            ),
        )
        for event in events
    ]
