"""What the participation adds to the page of a posting, for the personnel office."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from postings.models import Posting
from postings.notes import PostingNote
from postings.participation.enums import Body
from postings.participation.gate import is_missing, is_stopping, standing_matters
from recruitment.accounts.models import User


def posting_notes(user: User, posting: Posting) -> list[PostingNote]:
    """Return the way to the participation with what is open with whom, and to the periods."""
    matters, today = standing_matters(posting), timezone.localdate()
    waiting = [one for one in matters if one.is_open]
    overdue = [one for one in waiting if one.ends_on is not None and one.ends_on < today]
    badge, level = "", "info"
    if any(is_stopping(one) for one in matters):
        badge, level = _("Verfahren angehalten"), "danger"
    elif waiting:
        names = ", ".join(dict.fromkeys(str(one.get_body_display()) for one in waiting))
        badge, level = _("Antwort offen: %(names)s") % {"names": names}, "warning"
        if overdue:
            badge, level = _("%(badge)s (%(n)s überfällig)") % {"badge": badge, "n": len(overdue)}, "danger"
    elif matters and not any(is_missing(posting, body, matters) for body in Body):
        badge, level = _("abgeschlossen"), "success"
    return [
        PostingNote(
            _("Beteiligung der Beschäftigtenvertretungen"),
            reverse("participation:matter_list", args=[posting.pk]),
            badge,
            level,
        ),
        PostingNote(_("Fristen"), reverse("participation:due_list", args=[posting.pk])),
    ]
