"""Who sees which matter. What goes to the Schwerbehindertenvertretung, nobody else but the personnel office sees."""

from django.conf import settings
from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils.module_loading import import_string

from postings.applications.models import Application
from postings.models import Posting
from postings.participation.enums import Body
from postings.participation.models import Participation, ParticipationQuerySet
from recruitment.accounts.models import User

WAITING_SHOWN, ANSWERED_SHOWN = 200, 50


def accompanied_applications() -> QuerySet[Application]:
    """Return the applications that the Schwerbehindertenvertretung is competent for.

    Known to the equality data only, which nothing here can import: the setting ``DISABILITY_REP_APPLICATIONS`` names
    the function.
    """
    return import_string(settings.DISABILITY_REP_APPLICATIONS)()


def is_disability_rep_competent(posting: Posting, application: Application | None = None) -> bool:
    """Whether the Schwerbehindertenvertretung is to be heard in ``posting``, or on ``application``."""
    found = accompanied_applications().filter(posting=posting)
    return found.filter(pk=application.pk).exists() if application else found.exists()


def matters_for(user: User) -> ParticipationQuerySet:
    """Return every matter ``user`` may know of: all for HR officers, for a body those that were sent to it.

    The Schwerbehindertenvertretung loses sight of a matter when it is no longer competent: its participation was
    refused or the application erased.
    """
    return Participation.objects.all() if user.is_hr_officer else _sent_to(user)


def own_matters(user: User) -> ParticipationQuerySet:
    """Return what was sent to the bodies ``user`` speaks for and counts, what is to be answered first."""
    return (
        _sent_to(user)
        .standing()
        .select_related("posting", "application")
        .order_by(Case(When(result="", then=0), default=1), Coalesce("extended_until", "due_on"), "id")
    )


def latest_matters(user: User) -> list[Participation]:
    """Return what waits for an answer of ``user``, the most urgent first, then what was answered last.

    Older ones stand at their procedure.
    """
    waiting = own_matters(user).open()[:WAITING_SHOWN]
    answered = own_matters(user).exclude(result="").order_by("-answered_on", "-id")[:ANSWERED_SHOWN]
    return [*waiting, *answered]


def _sent_to(user: User) -> ParticipationQuerySet:
    sent = Participation.objects.filter(body__in=user.representations, sent_on__isnull=False)
    if Body.DISABILITY_REP not in user.representations:
        return sent
    accompanied = accompanied_applications()
    return sent.filter(
        ~Q(body=Body.DISABILITY_REP)
        | Q(application__in=accompanied.values("pk"))
        | Q(application=None, posting__in=accompanied.values("posting"))
    )


def may_answer(user: User, matter: Participation) -> bool:
    """A body answers for itself; the personnel office records what came on paper."""
    return matter.is_open and (user.is_hr_officer or matter.body in user.representations)
