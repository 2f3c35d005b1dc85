"""What the duties add to the page of a posting."""

from django.urls import reverse
from django.utils.translation import gettext as _

from postings.equality.notices import counts_of, notices_of
from postings.models import Posting
from postings.notes import PostingNote
from recruitment.accounts.models import User


def posting_notes(user: User, posting: Posting) -> list[PostingNote]:
    """Return the ways to notices, with what is open, and to the proposal of invitations."""
    counts = counts_of(notices_of(posting))
    badge, level = "", "info"
    if counts["open"]:
        badge = _("%(n)s offen") % {"n": counts["open"]}
        level = "warning"
    if counts["overdue"]:
        badge = _("%(n)s offen, %(late)s überfällig") % {"n": counts["open"], "late": counts["overdue"]}
        level = "danger"
    return [
        PostingNote(
            _("Meldungen an Schwerbehindertenvertretung und Personalrat"),
            reverse("equality:notice_list", args=[posting.pk]),
            badge,
            level,
        ),
        PostingNote(_("Einladungsvorschlag"), reverse("equality:invitation_proposal", args=[posting.pk])),
    ]
