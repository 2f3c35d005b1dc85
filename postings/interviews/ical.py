"""The interviews as an iCalendar file (RFC 5545) for the calendars of the committee.

A calendar is read by deputies, telephones and whoever looks over a shoulder: an entry holds the number or code of the
application and never a name; the address in it leads to the page, which knows who may read what.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from postings.interviews.appointments import CancelledInterview
from postings.interviews.models import Interview
from postings.models import Posting

PRODUCT = "-//Personalauswahl//Auswahlgespraeche//DE"


def calendar_of(
    posting: Posting,
    interviews: Sequence[tuple[Interview, str]],
    *,
    url: str,
    cancelled: Sequence[tuple[CancelledInterview, str]] = (),
) -> bytes:
    """Return the calendar of ``interviews``, each with what names the application ("7" or "B-4171").

    The same appointments give the same bytes. Times are those of Europe/Berlin, with the rules of that zone in the
    file. ``uid`` stays and ``sequence`` counts, so that a calendar replaces an entry that moved, and takes back one of
    ``cancelled``.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Auswahlgespräche %(number)s") % {"number": posting.reference_number})
    for interview, label in interviews:
        event = _event(posting, interview, label, sequence=interview.sequence, changed_at=interview.changed_at)
        if interview.place:
            event.add("location", interview.place)
        if interview.note:
            event.add("description", interview.note)
        event.add("url", url)
        event.add("status", "CONFIRMED")
        calendar.add_component(event)
    for gone, label in cancelled:
        event = _event(posting, gone, label, sequence=gone.sequence + 1, changed_at=gone.changed_at)
        event.add("status", "CANCELLED")
        calendar.add_component(event)
    if interviews or cancelled:
        calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(
    posting: Posting, interview: Interview | CancelledInterview, label: str, *, sequence: int, changed_at: datetime
) -> Event:
    event = Event()
    event.add("uid", f"{interview.uid}@auswahlgespraech")
    event.add("sequence", sequence)
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("dtstart", timezone.localtime(interview.starts_at))
    event.add("dtend", timezone.localtime(interview.ends_at))
    event.add(
        "summary",
        _("%(round)s %(number)s: Bewerbung %(label)s")
        % {"round": interview.round.title, "number": posting.reference_number, "label": label},
    )
    event.add("class", "PRIVATE")
    return event
