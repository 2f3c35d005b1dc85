"""What is missing of the records before a round of interviews is concluded (DOMAIN.md R8); setting ``ROUND_GAPS``."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from postings.applications.models import Application
from postings.assessment.enums import Instrument
from postings.assessment.models import AssessmentRound, RatingSheet
from postings.interviews.models import InterviewRecord
from recruitment.accounts.models import User


def round_gaps(entry: AssessmentRound, user: User) -> list[str]:
    """Return per rated applicant what is missing of the record, by name or code as ``user`` may read it; nothing for
    rounds that are no interviews."""
    if entry.instrument != Instrument.INTERVIEW:
        return []
    rated = RatingSheet.objects.submitted().filter(round=entry).values("application")
    applications = Application.objects.to_be_rated().filter(pk__in=rated).select_related("posting")
    records = {
        found.application_id: found
        for found in InterviewRecord.objects.filter(round=entry).prefetch_related("answers", "extras", "presences")
    }
    questions = entry.guide.questions.count() if hasattr(entry, "guide") else 0
    gaps = []
    for application in applications.in_shown_order(user):
        found = records.get(application.pk)
        missing = [_("kein Gesprächsprotokoll")] if found is None else record_gaps(found, questions)
        if missing:
            gaps.append(f"{application.shown.name}: {', '.join(missing)}")
    return gaps


def record_gaps(found: InterviewRecord, question_count: int) -> list[str]:
    """Return in words what a record does not say yet; ``question_count`` is how many questions the guide has."""
    gaps = []
    if found.started_at is None or found.ended_at is None:
        gaps.append(_("Beginn oder Ende fehlt"))
    if not found.presences.all():
        gaps.append(_("niemand als anwesend vermerkt"))
    answers = list(found.answers.all())
    open_count = question_count - sum(given.is_asked is not None for given in answers)
    if open_count:
        gaps.append(
            ngettext("%(n)s Frage ohne Angabe, ob gestellt", "%(n)s Fragen ohne Angabe, ob gestellt", open_count)
            % {"n": open_count}
        )
    unanswered = sum(given.is_asked is True and not given.answer for given in answers)
    if unanswered:
        gaps.append(ngettext("%(n)s Antwort fehlt", "%(n)s Antworten fehlen", unanswered) % {"n": unanswered})
    if not question_count and not found.extras.all():
        gaps.append(_("keine Frage festgehalten"))
    return gaps
