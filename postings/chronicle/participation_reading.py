"""What was put to the representations of the employees and what came back, as it stood on a day (DOMAIN.md 1.5 no. 12).

The viewer reads what this person may know of today: all as HR officer, as a body what was sent to it. The command
leaves the Schwerbehindertenvertretung out: that it was heard would tell that somebody severely disabled applied.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from postings.chronicle.histories import day_words, latest
from postings.chronicle.state import ParticipationThen
from postings.models import Posting
from postings.participation.enums import Body, Result
from postings.participation.models import Participation
from postings.participation.permissions import matters_for
from recruitment.accounts.models import User


def read_participation(
    posting: Posting, moment: datetime, *, viewer: User | None, labels: Mapping[int, str]
) -> tuple[ParticipationThen, ...]:
    """Return the matters known before ``moment``, the oldest first; what a later record corrected is left out. Two
    queries."""
    known = matters_for(viewer) if viewer else Participation.objects.exclude(body=Body.DISABILITY_REP)
    matters = {
        matter.pk: matter
        for matter in known.filter(posting=posting, created_at__lt=moment).select_related("settlement", "recorded_by")
    }
    extended = {entry.pgh_obj_id: entry.extended_until for entry in latest(Participation, moment, posting=posting.pk)}
    corrected = {matter.corrects_id for matter in matters.values()}
    return tuple(
        ParticipationThen(
            body=str(Body(matter.body).label),
            subject=matter.subject_words,
            label=labels.get(matter.application_id, "–") if matter.application_id else "",
            sent_on=day_words(matter.sent_on) if matter.sent_on else "",
            answer=_answer(matter, moment, extended.get(pk)),
            person=str(matter.recorded_by) if matter.recorded_by and _is_answered(matter, moment) else "",
            settled=_settlement(matter, moment),
        )
        for pk, matter in sorted(matters.items(), key=lambda item: (item[1].created_at, item[0]))
        if pk not in corrected
    )


def _is_answered(matter: Participation, moment: datetime) -> bool:
    """Whether the answer stood on record; it is never overwritten, so what the row says now is what it said then."""
    return matter.recorded_at is not None and matter.recorded_at < moment


def _answer(matter: Participation, moment: datetime, extended_until: date | None) -> str:
    if _is_answered(matter, moment):
        return f"{Result(matter.result).label}, {day_words(matter.answered_on)}"
    if extended_until:
        return _("noch keine Antwort; Frist verlängert bis %(day)s") % {"day": day_words(extended_until)}
    return _("noch keine Antwort; Frist bis %(day)s") % {"day": day_words(matter.due_on)}


def _settlement(matter: Participation, moment: datetime) -> str:
    settlement = getattr(matter, "settlement", None)
    if settlement is None or settlement.recorded_at >= moment:
        return ""
    return _("beigelegt am %(day)s durch %(person)s") % {
        "day": day_words(settlement.settled_on),
        "person": settlement.settled_by,
    }
