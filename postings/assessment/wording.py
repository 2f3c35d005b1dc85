"""Ratings as people read them."""

from django.utils.translation import gettext as _

from postings.assessment.models import Rating


def answer_text(rating: Rating | None) -> str:
    """Return one assessor's answer as people read it; a dash where the round does not observe the criterion."""
    if rating is None:
        return "–"
    return _("n. b.") if rating.is_not_assessable else str(rating.value)
