"""Ratings and periods as people read them."""

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from postings.assessment.models import Rating


def answer_text(rating: Rating | None) -> str:
    """Return one assessor's answer as people read it; a dash where the round does not observe the criterion."""
    if rating is None:
        return "–"
    return _("n. b.") if rating.is_not_assessable else str(rating.value)


def due_words(due_on: date, today: date) -> str:
    """Return until when sheets are due and how far away that is; the day itself is not overdue yet."""
    days = (due_on - today).days
    shown = {"date": formats.date_format(due_on, "d.m.Y"), "n": abs(days)}
    if days < 0:
        return ngettext("%(date)s – überfällig seit %(n)s Tag", "%(date)s – überfällig seit %(n)s Tagen", -days) % shown
    if days == 0:
        return _("%(date)s – heute") % shown
    return ngettext("%(date)s – noch %(n)s Tag", "%(date)s – noch %(n)s Tage", days) % shown


def days_ago(day: date, today: date) -> str:
    """Return how long ago ``day`` was."""
    days = (today - day).days
    if days <= 0:
        return _("heute")
    return _("gestern") if days == 1 else _("vor %(n)s Tagen") % {"n": days}
