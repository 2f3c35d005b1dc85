"""What all archived documents of a procedure share: head and foot, the state of their data, times in words."""

from datetime import date, datetime, time

from django.db.models import Max, Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from postings.documents.paper import Paper, PaperSection
from postings.models import Posting
from profiles.models import RequirementProfile
from recruitment.audit.models import Event


def paper(
    posting: Posting,
    *,
    title: str,
    as_of: datetime,
    sections: tuple[PaperSection, ...],
    lead: tuple[str, ...] = (),
    is_wide: bool = False,
) -> Paper:
    """Return a document of ``posting`` with the head and foot that all share."""
    return Paper(
        title=_("%(title)s – Kennzahl %(number)s") % {"title": title, "number": posting.reference_number},
        authority=posting.authority,
        office=posting.office,
        function=posting.function,
        source=_("Kennzahl %(number)s · Datenstand %(moment)s · Profil %(hash)s")
        % {
            "number": posting.reference_number,
            "moment": moment_words(as_of),
            "hash": posting.profile.content_hash[:12] or "–",
        },
        dated_at=timezone.localtime(as_of).isoformat(timespec="seconds"),
        sections=sections,
        lead=lead,
        is_wide=is_wide,
    )


def last_change(posting: Posting, *further: str) -> datetime:
    """Return when something about the applications of ``posting`` was last recorded; what was only looked at is none.

    ``further``: actions that count as well. Without any record it is the day of the last receipt, or of the
    creation of the posting.
    """
    changed = Q(action__startswith="application.") | Q(action__startswith="invitation.")
    changed |= Q(action__in=("list.accepted", "applicant.merged", "applicant.unmerged", *further))
    changed |= Q(action="posting.names_disclosed")
    events = Event.objects.filter(changed, posting_reference=posting.reference_number).exclude(
        action="application.opened"
    )
    moment = events.aggregate(last=Max("happened_at"))["last"]
    if moment is not None:
        return moment
    received = posting.applications.aggregate(last=Max("received_on"))["last"]
    return datetime.combine(received, time(), timezone.get_default_timezone()) if received else posting.created_at


def level_words(posting: Posting) -> str:
    profile = RequirementProfile.objects.select_related("scale").get(pk=posting.profile_id)
    return ", ".join(f"{level.value} {level.label}" for level in profile.scale.levels.all())


def moment_words(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "d.m.Y, H:i") + _(" Uhr")


def day_words(day: date) -> str:
    return formats.date_format(day, "d.m.Y")
