"""What happened in the formal check of one application, in words, oldest first. Nothing of it is ever overwritten."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from postings.applications.enums import CheckResult, DecisionState
from postings.applications.models import Application, FormalCheckEvent, FormalDecision
from profiles.models import FormalRequirement, RequirementAlternative
from recruitment.accounts.models import User


@dataclass(frozen=True, slots=True)
class HistoryLine:
    at: datetime
    person: str
    text: str


def formal_history(application: Application) -> list[HistoryLine]:
    """Return every result that was recorded and every conclusion with what became of it; five queries."""
    events = list(FormalCheckEvent.objects.filter(pgh_obj__application=application).order_by("pgh_id"))
    requirements = FormalRequirement.objects.in_bulk({event.requirement_id for event in events})
    alternatives = RequirementAlternative.objects.in_bulk({event.alternative_id for event in events} - {None})
    people = User.objects.in_bulk({event.checked_by_id for event in events} - {None})
    lines = []
    for event in events:
        alternative = alternatives.get(event.alternative_id)
        found = [str(alternative) if alternative else "", event.evidence, event.reason]
        lines.append(
            HistoryLine(
                at=event.checked_at,
                person=_name(people.get(event.checked_by_id)),
                text=_("„%(requirement)s“: %(result)s. %(found)s")
                % {
                    "requirement": requirements[event.requirement_id].text,
                    "result": CheckResult(event.result).label,
                    "found": " · ".join(part for part in found if part),
                },
            )
        )
    decisions = application.formal_decisions.select_related("concluded_by", "confirmed_by", "ended_by")
    for decision in decisions:
        lines += _decision_lines(decision)
    return sorted(lines, key=lambda line: line.at)


def _decision_lines(decision: FormalDecision) -> list[HistoryLine]:
    concluded = (
        _("Festgestellt: %(result)s.") % {"result": decision}
        if decision.is_eligible
        else _("Vorgeschlagen: %(result)s. %(grounds)s") % {"result": decision, "grounds": decision.grounds}
    )
    lines = [HistoryLine(decision.concluded_at, _name(decision.concluded_by), concluded)]
    if decision.confirmed_at:
        lines.append(
            HistoryLine(
                decision.confirmed_at,
                _name(decision.confirmed_by),
                _("Als zweite Person bestätigt: %(result)s.") % {"result": decision},
            )
        )
    if decision.ended_at:
        words = (
            _("Als zweite Person zurückgegeben. %(reason)s")
            if decision.state == DecisionState.SENT_BACK
            else _("Wieder geöffnet. %(reason)s")
        )
        lines.append(HistoryLine(decision.ended_at, _name(decision.ended_by), words % {"reason": decision.end_reason}))
    return lines


def _name(person: User | None) -> str:
    return str(person) if person else _("System")
