"""The open periods as an iCalendar file (RFC 5545). It says less than the page: calendars are read by many."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from postings.models import Posting
from postings.participation.deadlines import DueItem

PRODUCT = "-//Personalauswahl//Fristen//DE"


def calendar_of(posting: Posting, items: Sequence[DueItem], *, url: str, stamp: datetime) -> bytes:
    """Return the open ``items`` as whole days; ``stamp`` is when they were read."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Fristen %(number)s") % {"number": posting.reference_number})
    for item in items:
        if not item.is_open:
            continue
        event = Event()
        event.add("uid", f"{posting.pk}-{item.key}@fristen")
        event.add("dtstamp", stamp)
        event.add("dtstart", item.due_on)
        event.add(
            "summary", _("Frist %(number)s: %(what)s") % {"number": posting.reference_number, "what": item.discreet}
        )
        event.add("url", url)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()
