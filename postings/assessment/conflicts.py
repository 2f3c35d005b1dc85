"""Read who has declared, who does not rate whom, and who stands in; the same few queries whatever the number."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from postings.applications.models import Application
from postings.assessment.enums import ExemptionKind
from postings.assessment.models import Exemption, ImpartialityDeclaration, RatingSheet
from postings.assessment.permissions import RATING
from postings.enums import CommitteeRole
from postings.models import Posting
from recruitment.accounts.models import User


@dataclass(frozen=True, slots=True)
class DeclarationState:
    """How far one person is with the declaration; ``last_on`` is the day of the latest word, None before the first."""

    person: User
    is_deputy: bool
    asked_count: int
    open_count: int
    last_on: date | None
    is_from_paper: bool


@dataclass(frozen=True, slots=True)
class LiftedConflict:
    """A conflict of interest that was taken back; ``reason`` holds the former reason and why it was lifted."""

    application: Application
    person: User
    reason: str
    lifted_by: User
    lifted_at: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """One person who does not rate one applicant; ``has_draft``: a draft is kept that counts nowhere."""

    exemption: Exemption
    application: Application
    has_draft: bool


def declarations_of(posting: Posting) -> list[DeclarationState]:
    """Return one line per person who rates, in the order of the committee. An exemption needs no declaration."""
    applications = set(posting.applications.to_be_rated().order_by().values_list("pk", flat=True))
    held = Exemption.objects.filter(application__in=applications, kind=ExemptionKind.CONFLICT)
    exempt: dict[int, set[int]] = {}
    standing_in: dict[int, set[int]] = {}
    for application_id, person_id, deputy_id in held.values_list("application_id", "person_id", "deputy_id"):
        exempt.setdefault(person_id, set()).add(application_id)
        if deputy_id is not None:
            standing_in.setdefault(deputy_id, set()).add(application_id)
    declared: dict[int, set[int]] = {}
    last: dict[int, tuple[date, bool]] = {}
    words = ImpartialityDeclaration.objects.filter(application__posting=posting)
    for person_id, day, entered_by in words.order_by("pk").values_list("person_id", "declared_on", "entered_by"):
        last[person_id] = (day, entered_by is not None)
    for person_id, application_id in words.standing().order_by().values_list("person_id", "application_id"):
        declared.setdefault(person_id, set()).add(application_id)
    roles: dict[User, set[str]] = {}
    for member in posting.memberships.filter(role__in=RATING).select_related("user"):
        roles.setdefault(member.user, set()).add(member.role)
    states = []
    for person, held_roles in roles.items():
        is_deputy = CommitteeRole.ASSESSOR not in held_roles
        asked = (standing_in.get(person.pk, set()) if is_deputy else applications) - exempt.get(person.pk, set())
        day, is_paper = last.get(person.pk, (None, False))
        states.append(
            DeclarationState(
                person=person,
                is_deputy=is_deputy,
                asked_count=len(asked),
                open_count=len(asked - declared.get(person.pk, set())),
                last_on=day,
                is_from_paper=is_paper,
            )
        )
    return states


def conflicts_of(posting: Posting, viewer: User) -> list[Conflict]:
    """Return the conflicts of interest of the procedure, in the order and with the names that ``viewer`` sees."""
    found: dict[int, list[Exemption]] = {}
    held = Exemption.objects.filter(application__posting=posting, kind=ExemptionKind.CONFLICT)
    for exemption in held.select_related("person", "deputy", "recorded_by"):
        found.setdefault(exemption.application_id, []).append(exemption)
    drafts = set(
        RatingSheet.objects.filter(application__in=found).order_by().values_list("application_id", "assessor_id")
    )
    applications = posting.applications.filter(pk__in=found).in_shown_order(viewer)
    return [
        Conflict(exemption, application, (application.pk, exemption.person_id) in drafts)
        for application in applications
        for exemption in found[application.pk]
    ]


def lifted_conflicts_of(posting: Posting, viewer: User) -> list[LiftedConflict]:
    """Return what was taken back, from the history, in the order and with the names that ``viewer`` sees."""
    history = Exemption.pgh_event_model.objects
    later = history.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__gt=OuterRef("pgh_id"))
    gone = (
        history.filter(application__posting=posting, kind=ExemptionKind.CONFLICT)
        .exclude(pgh_obj_id__in=Exemption.objects.filter(application__posting=posting).values("pk"))
        .filter(~Exists(later))
        .select_related("person", "recorded_by")
        .order_by("pgh_id")
    )
    found: dict[int, list[LiftedConflict]] = {}
    applications = {
        application.pk: application
        for application in posting.applications.filter(pk__in={event.application_id for event in gone}).in_shown_order(
            viewer
        )
    }
    for event in gone:
        application = applications[event.application_id]
        found.setdefault(application.pk, []).append(
            LiftedConflict(application, event.person, event.reason, event.recorded_by, event.pgh_created_at)
        )
    return [one for pk in applications for one in found[pk]]
