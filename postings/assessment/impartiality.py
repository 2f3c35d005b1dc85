"""Befangenheit: who declares what on whom, conflicts found later, deputies, and the order of the own sheets.

Everybody who rates declares on each applicant before the sheet on this applicant opens (``check_access``); a conflict
becomes an ``Exemption``, and a deputy may stand in. Every step locks the posting, as every step of a procedure does.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db import transaction
from django.db.models import Case, CharField, Exists, Expression, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone
from django.utils.translation import gettext as _

from postings.applications.models import Application, ApplicationQuerySet
from postings.assessment.enums import ExemptionKind, RoundStatus
from postings.assessment.errors import (
    ApplicationNotRated,
    ConflictKnown,
    DeputyNotFree,
    DeputyRated,
    ExemptFromRating,
    NoRoundLeft,
    NotAnAssessor,
    NotDeclared,
    OwnDeputy,
    ScoringNotOpen,
    SheetSubmittedBefore,
)
from postings.assessment.models import (
    AssessmentRound,
    AssessorOrder,
    Exemption,
    ImpartialityDeclaration,
    RatingSheet,
)
from postings.enums import CommitteeRole, PostingStatus
from postings.models import CommitteeMembership, Posting
from postings.permissions import may_see_identity
from postings.services import lock_posting
from profiles.errors import ReasonMissing
from recruitment.accounts.models import User
from recruitment.audit.services import record
from recruitment.database.prepared import PreparedQuery


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody says on one applicant; a ``reason`` goes with a conflict and only with one."""

    application_id: int
    is_conflicted: bool = False
    reason: str = ""


def applications_to_declare(person: User, posting: Posting) -> ApplicationQuerySet:
    """Return the applications that ``person`` rates in some round and has not declared on in full knowledge."""
    conflicts = Exemption.objects.filter(application=OuterRef("pk"), kind=ExemptionKind.CONFLICT)
    roles = set(posting.memberships.filter(user=person).values_list("role", flat=True))
    rated = posting.applications.to_be_rated().filter(~Exists(conflicts.filter(person=person)))
    if CommitteeRole.ASSESSOR not in roles:
        if CommitteeRole.DEPUTY not in roles:
            return rated.none()
        rated = rated.filter(Exists(conflicts.filter(deputy=person)))
    return rated.filter(~Exists(_declared_by(person)))


def _declared_by(person: User, application: str = "pk") -> QuerySet[ImpartialityDeclaration]:
    return ImpartialityDeclaration.objects.standing().filter(application=OuterRef(application), person=person)


def with_declared(applications: ApplicationQuerySet, person: User) -> ApplicationQuerySet:
    """Annotate ``is_declared``: whether ``person`` may open a sheet as far as the declaration goes."""
    return applications.annotate(is_declared=Exists(_declared_by(person)))


def access_columns(
    person: User, entry: AssessmentRound | OuterRef, *, application: str = "pk", posting: str = "posting"
) -> dict[str, Case | Exists]:
    """Return what ``refuse_without_access`` asks of a row, as annotations of its query.

    ``application`` and ``posting`` are the paths that lead there from the row; ``entry`` is the round or leads there.
    """
    members = CommitteeMembership.objects.filter(posting=OuterRef(posting), user=person)
    exemptions = Exemption.objects.holding_in(entry).filter(application=OuterRef(application))
    stands_in = Q(Exists(members.filter(role=CommitteeRole.DEPUTY)), Exists(exemptions.filter(deputy=person)))
    return {
        "rates_here": Case(
            When(Q(Exists(members.filter(role=CommitteeRole.ASSESSOR))) | stands_in, then=True), default=False
        ),
        "is_exempt": Exists(exemptions.filter(person=person)),
        "is_declared": Exists(_declared_by(person, application)),
    }


class Access(Protocol):
    """What ``access_columns`` finds."""

    rates_here: bool
    is_exempt: bool
    is_declared: bool


def refuse_without_access(row: Access, person: User) -> None:
    """Refuse ``person`` who gives no sheet here, by what ``access_columns`` found.

    Asked at every save, because a conflict of interest may be recorded after the sheet was begun.

    :raises ExemptFromRating: if ``person`` does not rate this application in this round.
    :raises NotAnAssessor: if ``person`` does not rate in this procedure, or stands in for nobody here.
    :raises NotDeclared: if the declaration of impartiality is missing, or was made without knowing the name.
    """
    if row.is_exempt:
        raise ExemptFromRating(person=person)
    if not row.rates_here:
        raise NotAnAssessor(person=person)
    if not row.is_declared:
        raise NotDeclared(person=person)


def check_access(entry: AssessmentRound, application: Application, person: User) -> None:
    """Check in one query that ``person`` gives a sheet here: as an assessor, or as the deputy of one who is exempt.

    :raises ExemptFromRating: see ``refuse_without_access``, as the others.
    :raises NotAnAssessor:
    :raises NotDeclared:
    """
    refuse_without_access(_ACCESS.get(application.pk, entry.pk, person.pk), person)


_ACCESS = PreparedQuery(
    lambda application_id, round_id, person_id: (
        Application.objects.filter(pk=application_id)
        .only("pk")
        .annotate(**access_columns(User(pk=person_id), AssessmentRound(pk=round_id)))
    ),
    3,
)


@transaction.atomic
def declare_impartiality(
    *,
    posting: Posting,
    person: User,
    statements: Sequence[Statement],
    actor: User,
    declared_on: date | None = None,
) -> None:
    """Store what ``person`` declares; a conflict becomes an exemption. Once said, nothing is said twice.

    ``actor`` other than ``person`` means a declaration on paper of ``declared_on`` (default: today). Statements on
    applicants that ``person`` need not declare on (any more) are left out, so that a double click changes nothing.
    The first declaration records the seed of the order in which this person is shown the applicants.

    :raises ScoringNotOpen: if the procedure does not stand at rating.
    :raises NotAnAssessor: if ``person`` does not rate in this procedure.
    :raises ReasonMissing: if a conflict has no reason.
    """
    posting = _locked(posting.pk)
    if not posting.memberships.filter(user=person, role__in=[CommitteeRole.ASSESSOR, CommitteeRole.DEPUTY]).exists():
        raise NotAnAssessor(person=person)
    wanted = [statement.application_id for statement in statements]
    asked = {entry.pk: entry for entry in applications_to_declare(person, posting).filter(pk__in=wanted)}
    said = [statement for statement in statements if statement.application_id in asked]
    if any(statement.is_conflicted and not statement.reason.strip() for statement in said):
        raise ReasonMissing
    conflicts = [statement for statement in said if statement.is_conflicted]
    for statement in conflicts:
        _check_no_sheet(asked[statement.application_id], person)
    if not said:
        return
    is_paper = actor != person
    ImpartialityDeclaration.objects.bulk_create(
        ImpartialityDeclaration(
            application_id=statement.application_id,
            person=person,
            is_conflicted=statement.is_conflicted,
            names_were_shown=may_see_identity(person, posting),
            declared_on=declared_on or timezone.localdate(),
            entered_by=actor if is_paper else None,
        )
        for statement in said
    )
    AssessorOrder.objects.get_or_create(posting=posting, person=person, defaults={"seed": seed_for(posting, person)})
    record(
        actor=actor,
        action="impartiality.paper_entered" if is_paper else "impartiality.declared",
        subject=posting,
        posting_reference=posting.reference_number,
        person=person,
        count=len(said),
        conflicts=len(conflicts),
    )
    for statement in conflicts:
        _exempt(asked[statement.application_id], posting, person, statement.reason, actor, "conflict.declared")


@transaction.atomic
def record_conflict(*, application: Application, person: User, reason: str, actor: User) -> Exemption:
    """Record that ``person`` does not rate this applicant, for every round.

    A draft that ``person`` began is kept and counts nowhere; nobody can save or submit it any more.

    :raises ScoringNotOpen: if the procedure does not stand at rating.
    :raises ApplicationNotRated: if the application is not to be rated.
    :raises NotAnAssessor: if ``person`` rates neither as an assessor nor as the deputy on this applicant.
    :raises ConflictKnown: if it is recorded already.
    :raises SheetSubmittedBefore: if ``person`` has submitted a sheet on this applicant.
    :raises ReasonMissing: without a reason.
    """
    posting = _locked(application.posting_id)
    application.refresh_from_db(fields=["status"])
    if not application.is_to_be_rated:
        raise ApplicationNotRated(status=application.get_status_display())
    if not reason.strip():
        raise ReasonMissing
    roles = set(posting.memberships.filter(user=person).values_list("role", flat=True))
    conflicts = application.exemptions.filter(kind=ExemptionKind.CONFLICT)
    if conflicts.filter(person=person).exists():
        raise ConflictKnown(person=person)
    if not roles & {CommitteeRole.ASSESSOR, CommitteeRole.DEPUTY}:
        raise NotAnAssessor(person=person)
    _check_no_sheet(application, person)
    return _exempt(application, posting, person, reason, actor, "conflict.recorded")


@transaction.atomic
def name_deputy(*, exemption: Exemption, deputy: User | None, actor: User) -> Exemption:
    """Let ``deputy`` rate instead of the person who is exempt, or nobody. The deputy owes the rounds not yet closed.

    :raises ScoringNotOpen: if the procedure does not stand at rating.
    :raises OwnDeputy: if somebody names the own deputy.
    :raises DeputyRated: if the deputy named before has submitted a sheet.
    :raises DeputyNotFree: if ``deputy`` is no deputy of this committee, is exempt, or stands in here already.
    :raises NoRoundLeft: if every round is closed.
    """
    posting = _locked(exemption.application.posting_id)
    exemption = Exemption.objects.select_related("application", "person", "deputy").get(pk=exemption.pk)
    if actor.pk == exemption.person_id:
        raise OwnDeputy
    if exemption.deputy == deputy:
        return exemption
    before = exemption.deputy
    if before is not None and _has_submitted(exemption.application, before):
        raise DeputyRated(person=before)
    if deputy is not None:
        if not free_deputies(exemption).filter(pk=deputy.pk).exists():
            raise DeputyNotFree(person=deputy)
        closed = list(
            AssessmentRound.objects.filter(
                plan=posting.pk, status__in=[RoundStatus.CLOSED, RoundStatus.CONCLUDED]
            ).order_by("position")
        )
        if len(closed) == AssessmentRound.objects.filter(plan=posting.pk).count():
            raise NoRoundLeft
        for entry in closed:
            Exemption.objects.get_or_create(
                application=exemption.application,
                person=deputy,
                round=entry,
                defaults={
                    "kind": ExemptionKind.ABSENCE,
                    "reason": _("Erst nach dem Schluss dieser Runde als Stellvertretung benannt."),
                    "recorded_by": actor,
                },
            )
    exemption.deputy = deputy
    exemption.save(update_fields=["deputy"])
    _record(
        exemption.application,
        posting,
        actor,
        "deputy.named" if deputy is not None else "deputy.withdrawn",
        exemption,
        person=exemption.person,
        deputy=deputy or before,
    )
    return exemption


def free_deputies(exemption: Exemption) -> QuerySet[User]:
    """Return the deputies of the committee who can stand in here: not rating, not exempt, not standing in already."""
    application = exemption.application
    conflicts = Exemption.objects.filter(application=application, kind=ExemptionKind.CONFLICT)
    return (
        User.objects.filter(memberships__posting=application.posting_id, memberships__role=CommitteeRole.DEPUTY)
        .exclude(
            Q(
                Exists(
                    application.posting.memberships.filter(user=OuterRef("pk"), role=CommitteeRole.ASSESSOR),
                )
            )
            | Q(pk__in=conflicts.values("person"))
            | Q(pk__in=conflicts.exclude(pk=exemption.pk).exclude(deputy=None).values("deputy"))
        )
        .order_by("last_name", "first_name", "pk")
    )


def seed_for(posting: Posting, person: User) -> str:
    """Return what the order of ``person`` is drawn with: it follows from the secret of the posting and the person."""
    return hashlib.sha256(f"{posting.code_seed}:{person.pk}".encode()).hexdigest()


def in_drawn_order(applications: ApplicationQuerySet, posting: Posting, person: User) -> ApplicationQuerySet:
    """Sort as ``person`` is shown the applicants: by SHA-256 of "seed:pk", with the recorded seed if there is one."""
    recorded = AssessorOrder.objects.filter(posting=posting, person=person).values("seed")
    unrecorded = _sha256("posting__code_seed", Value(person.pk))  # as ``seed_for``
    return applications.order_by(_sha256(Coalesce(Subquery(recorded), unrecorded), "pk"), F("pk"))


def _sha256(left: str | Expression, right: str | Expression) -> Func:
    """SHA-256 of "left:right" in hexadecimal, computed by the database."""
    text = Concat(Cast(left, CharField()), Value(":"), Cast(right, CharField()), output_field=CharField())
    return Func(text, template="encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')", output_field=CharField())


def _locked(posting_id: int) -> Posting:
    posting = lock_posting(posting_id)
    if posting.status != PostingStatus.SCORING_OPEN:
        raise ScoringNotOpen
    return posting


def _has_submitted(application: Application, person: User) -> bool:
    return RatingSheet.objects.submitted().filter(application=application, assessor=person).exists()


def _check_no_sheet(application: Application, person: User) -> None:
    if _has_submitted(application, person):
        raise SheetSubmittedBefore(person=person)


def _exempt(
    application: Application, posting: Posting, person: User, reason: str, actor: User, action: str
) -> Exemption:
    """Take ``person`` out of the rating of this applicant, also where the person stands in for somebody."""
    exemption = Exemption.objects.create(
        application=application,
        person=person,
        kind=ExemptionKind.CONFLICT,
        reason=reason.strip(),
        recorded_by=actor,
    )
    application.exemptions.filter(deputy=person).update(deputy=None)
    _record(application, posting, actor, action, exemption, person=person)
    return exemption


def _record(
    application: Application, posting: Posting, actor: User, action: str, exemption: Exemption, **facts: object
) -> None:
    record(
        actor=actor,
        action=action,
        subject=exemption,
        posting_reference=posting.reference_number,
        number=application.number,
        code=application.code,
        **facts,
    )
