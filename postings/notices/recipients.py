"""Who is to be told what: for each kind of notice the people concerned, and what is missing before they can be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from postings.applications.enums import ApplicationStatus, Invitation, LateDecision
from postings.applications.models import Application
from postings.decision.decisions import current_decision
from postings.decision.enums import Outcome
from postings.decision.models import SelectionDecision
from postings.enums import UNPUBLISHED, CommitteeRole, PostingStatus
from postings.interviews.appointments import moment_text
from postings.interviews.models import Interview
from postings.models import Posting
from postings.notices.enums import Kind, Way
from postings.notices.models import Abort, IndividualReason, Notice
from postings.notices.people import active_applications


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person and one occasion. ``values`` fill the own placeholders of the kind, ``notice`` is what was sent."""

    application: Application
    occasion: str
    values: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    is_proposed: bool = True
    notice: Notice | None = None

    @property
    def key(self) -> str:
        """How forms name this recipient."""
        return f"{self.application.pk}:{self.occasion}"

    def missing_for(self, way: Way) -> tuple[str, ...]:
        """Return everything that is missing if it is to be sent in this way."""
        if problem := address_problem(self.application, way):
            return (*self.missing, problem)
        return self.missing


def address_problem(application: Application, way: Way) -> str:
    """Return why no letter or e-mail reaches this person, "" if it does."""
    person = application.applicant
    if way == Way.LETTER:
        has_address = person.street and person.postal_code and person.city
        return "" if has_address else _("Postanschrift fehlt")
    if not person.email:
        return _("E-Mail-Adresse fehlt")
    try:
        validate_email(person.email)
    except ValidationError:
        return _("E-Mail-Adresse ist ungültig")
    return ""


def occasion_of(decision: SelectionDecision) -> str:
    """Return how notices name the decision they are about; the trigger of the appointment reads it too."""
    return f"decision-{decision.pk}"


def step_problem(posting: Posting, kind: Kind) -> str:
    """Return in words why a kind of notice is not possible at this step, "" if it is."""
    needed = {
        Kind.COMPETITOR: PostingStatus.DECIDED,
        Kind.OFFER: PostingStatus.DECIDED,
        Kind.REJECTION: PostingStatus.FILLED,
        Kind.ABORT: PostingStatus.ABORTED,
    }
    if kind in needed:
        if posting.status == needed[kind]:
            return ""
        return {
            Kind.COMPETITOR: _("Konkurrentenmitteilungen folgen auf die Auswahlentscheidung; zurzeit gilt keine."),
            Kind.OFFER: _("Eine Zusage unter Vorbehalt folgt auf die Auswahlentscheidung; zurzeit gilt keine."),
            Kind.REJECTION: _("Abschließende Absagen folgen auf die Besetzung der Stelle."),
            Kind.ABORT: _("Das Verfahren ist nicht abgebrochen."),
        }[kind]
    if posting.status in UNPUBLISHED:
        return _("Die Stelle ist nicht ausgeschrieben; dazu passt diese Mitteilung noch nicht.")
    if not posting.is_under_way:
        return _("Das Verfahren steht bei „%(status)s“; dazu passt diese Mitteilung nicht mehr.") % {
            "status": posting.get_status_display()
        }
    return ""


def recipients_of(posting: Posting, kind: Kind) -> list[Recipient]:
    """Return everybody whom ``kind`` concerns, by name, with what they were told; a fixed number of queries."""
    if step_problem(posting, kind):
        return []
    found = {
        Kind.INVITATION: _invited,
        Kind.EARLY_REJECTION: _left_out,
        Kind.COMPETITOR: _unsuccessful,
        Kind.OFFER: _selected,
        Kind.REJECTION: _rejected,
        Kind.ABORT: _aborted,
    }[kind](posting)
    told = {
        (notice.application_id, notice.occasion): notice
        for notice in Notice.objects.standing().filter(run__posting=posting, kind=kind).defer("content", "body")
    }
    return [_with_notice(one, told.get((one.application.pk, one.occasion))) for one in found]


def _with_notice(one: Recipient, notice: Notice | None) -> Recipient:
    return Recipient(one.application, one.occasion, one.values, one.missing, one.is_proposed, notice)


def _named(applications: Iterable[Application], posting: Posting) -> list[Application]:
    """Return the applications by name; notices are for the personnel office, which always sees it."""
    found = list(applications)
    for application in found:
        application.posting, application.is_named = posting, True
    return found


def _invited(posting: Posting) -> list[Recipient]:
    """Everybody with an appointment to come; one is invited who is on the adopted list."""
    interviews = (
        Interview.objects.filter(
            application__in=active_applications(posting).to_be_rated(), starts_at__gte=timezone.now()
        )
        .select_related("application__applicant", "round")
        .order_by("application__applicant__sort_key", "application__number", "starts_at")
    )
    committee = _committee(posting)
    found = []
    for interview in interviews:
        [application] = _named([interview.application], posting)
        missing = []
        if application.invitation != Invitation.INVITED:
            missing.append(_("nicht als eingeladen beschlossen"))
        if not interview.place:
            missing.append(_("Ort des Gesprächs fehlt"))
        values = {
            "termin": moment_text(interview),
            "ort": interview.place,
            "dauer": str(interview.minutes),
            "format": interview.round.title,
            "kommission": committee,
        }
        occasion = f"interview-{interview.uid.hex}-{interview.sequence}"
        found.append(Recipient(application, occasion, values, tuple(missing)))
    return found


def _committee(posting: Posting) -> str:
    """Return who takes part in words of function: "Vorsitz, 3 Mitglieder mit Bewertung, Protokollführung"."""
    roles = list(posting.memberships.values_list("role", "user"))
    members = len({user for role, user in roles if role == CommitteeRole.ASSESSOR})
    held = {role for role, _user in roles}
    words = [str(CommitteeRole.CHAIR.label)] if CommitteeRole.CHAIR in held else []
    if members:
        words.append(
            ngettext("%(n)s Mitglied der Auswahlkommission", "%(n)s Mitglieder der Auswahlkommission", members)
            % {"n": members}
        )
    if CommitteeRole.MINUTE_TAKER in held:
        words.append(str(CommitteeRole.MINUTE_TAKER.label))
    words.append(_("Beschäftigtenvertretungen, soweit sie teilnehmen"))
    return ", ".join(words)


def _left_out(posting: Posting) -> list[Recipient]:
    out = active_applications(posting).filter(
        Q(status=ApplicationStatus.INELIGIBLE)
        | Q(late_decision=LateDecision.REFUSED)
        | Q(invitation=Invitation.NOT_INVITED)
    )
    return [Recipient(application, "") for application in _named(out.in_name_order(), posting)]


def _selected(posting: Posting) -> list[Recipient]:
    decision = current_decision(posting)
    if decision is None:
        return []
    chosen = active_applications(posting).filter(pk__in=_selected_ids(decision)).in_name_order()
    return [Recipient(application, occasion_of(decision)) for application in _named(chosen, posting)]


def _selected_ids(decision: SelectionDecision):
    return decision.entries.filter(outcome=Outcome.SELECTED).values("application")


def unsuccessful_applications(posting: Posting, decision: SelectionDecision):
    """Return the applications whose people lose by ``decision`` and have to be told of it, reserve included."""
    return active_applications(posting).exclude(pk__in=_selected_ids(decision))


def _unsuccessful(posting: Posting) -> list[Recipient]:
    decision = current_decision(posting)
    if decision is None:
        return []
    found = _named(unsuccessful_applications(posting, decision).in_name_order(), posting)
    reasons = dict(IndividualReason.objects.filter(application__posting=posting).values_list("application", "text"))
    return [
        Recipient(
            application,
            occasion_of(decision),
            {"grund": reasons.get(application.pk, "")},
            () if reasons.get(application.pk) else (_("individuelle Gründe fehlen"),),
        )
        for application in found
    ]


def _rejected(posting: Posting) -> list[Recipient]:
    """Everybody who did not get the post; proposed are those who had no rejection after the pre-selection."""
    decision = current_decision(posting)
    if decision is None:
        return []
    early = set(
        Notice.objects.sent()
        .filter(run__posting=posting, kind=Kind.EARLY_REJECTION)
        .values_list("application", flat=True)
    )
    found = _named(unsuccessful_applications(posting, decision).in_name_order(), posting)
    return [
        Recipient(application, occasion_of(decision), is_proposed=application.pk not in early) for application in found
    ]


def _aborted(posting: Posting) -> list[Recipient]:
    abort = Abort.objects.filter(posting=posting).first()
    reason = abort.reason if abort else ""
    return [
        Recipient(application, "", {"grund": reason})
        for application in _named(active_applications(posting).in_name_order(), posting)
    ]
