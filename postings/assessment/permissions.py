"""Who may rate and who may see ratings: one sentence each.

The rule of independence (DOMAIN.md R14, I9): nobody who rates sees any rating of another before all of the own sheets
are submitted. It is enforced here for every path: page, report, download, admin.
"""

from functools import cache

from django.db.models import Exists, OuterRef, QuerySet

from postings.applications.models import Application, ApplicationQuerySet
from postings.assessment.enums import RoundStatus, Visibility
from postings.assessment.models import AssessmentRound, Exemption, RatingSheet
from postings.assessment.rounds import missing_sheets
from postings.enums import CommitteeRole
from postings.models import Posting
from postings.permissions import may_see_progress, remember_roles, roles_in
from recruitment.accounts.models import User
from recruitment.database.prepared import PreparedQuery

RATING = frozenset({CommitteeRole.ASSESSOR, CommitteeRole.DEPUTY})


def may_rate_in(user: User, posting: Posting) -> bool:
    """Assessors rate everybody; deputies those for whom they stand in."""
    return bool(roles_in(user, posting) & RATING)


def applications_rated_by(user: User, posting: Posting, entry: AssessmentRound) -> ApplicationQuerySet:
    """Applications on which ``user`` gives a sheet in this round: exempt ones are left out, a deputy's taken in."""
    applications = posting.applications.to_be_rated()
    held = Exemption.objects.holding_in(entry).filter(application=OuterRef("pk"))
    role = rating_role(user, posting)
    if role == CommitteeRole.ASSESSOR:
        return applications.filter(~Exists(held.filter(person=user)))
    if role == CommitteeRole.DEPUTY:
        return applications.filter(Exists(held.filter(deputy=user)))
    return applications.none()


def rating_role(user: User, posting: Posting) -> CommitteeRole | None:
    """Return the role in which ``user`` rates; who is assessor and deputy rates as assessor. None: does not rate."""
    roles = roles_in(user, posting)
    return next((role for role in (CommitteeRole.ASSESSOR, CommitteeRole.DEPUTY) if role in roles), None)


def standing_posting(posting_id: int, person: User, role: CommitteeRole) -> Posting:
    """Return an unsaved stand-in in which ``person`` has this one role, for queries that are prepared per role."""
    posting = Posting(pk=posting_id)
    remember_roles(person, posting, [role])
    return posting


def applications_owed_by(user: User, posting: Posting, entry: AssessmentRound | None = None) -> ApplicationQuerySet:
    """Applications on which ``user`` owes a sheet in this round; without ``entry`` in any round of the posting."""
    if entry is not None:
        own = RatingSheet.objects.submitted().filter(application=OuterRef("pk"), assessor=user, round=entry)
        return applications_rated_by(user, posting, entry).filter(~Exists(own))
    owed = posting.applications.none()
    for found in rounds_of(posting):
        owed = owed | applications_owed_by(user, posting, found)
    return owed


_ROUNDS = PreparedQuery(lambda posting_id: AssessmentRound.objects.filter(plan=posting_id), 1)


def rounds_of(posting: Posting) -> list[AssessmentRound]:
    """Return the rounds of the posting in their order; one query, kept on the posting object for the request."""
    cached: list[AssessmentRound] | None = posting.__dict__.get("_rounds")
    if cached is None:
        cached = keep_rounds(posting, _ROUNDS.objects(posting.pk))
    return cached


def keep_rounds(posting: Posting, rounds: list[AssessmentRound]) -> list[AssessmentRound]:
    """Let ``rounds_of`` answer with what was just read; returns ``rounds``, all of the posting in their order."""
    posting.__dict__["_rounds"] = rounds
    return rounds


def round_at(posting: Posting, position: int | None) -> AssessmentRound | None:
    """Return the round at ``position``, without one that at which the committee stands; None before the first.

    :raises LookupError: if there is no such round or it is not open yet.
    """
    rounds = [entry for entry in rounds_of(posting) if entry.status != RoundStatus.PLANNED]
    if position is not None:
        found = [entry for entry in rounds if entry.position == position]
        if not found:
            raise LookupError(position)
        return found[0]
    return next((entry for entry in rounds if entry.is_open), rounds[-1] if rounds else None)


def may_rate(user: User, application: Application, entry: AssessmentRound) -> bool:
    """Whether ``user`` gives a sheet on this application in this round."""
    return applications_rated_by(user, application.posting, entry).filter(pk=application.pk).exists()


def may_enter_paper_sheet(user: User, application: Application) -> bool:
    """The personnel office types paper sheets; somebody who rates in the procedure never types for others."""
    return user.is_hr_officer and not may_rate_in(user, application.posting)


def may_see_rounds(user: User, posting: Posting) -> bool:
    """The plan and the steps of the rounds are for everybody in the committee and the personnel office."""
    return user.is_hr_officer or bool(roles_in(user, posting))


def may_lead_rounds(user: User, posting: Posting) -> bool:
    """The chair and the personnel office plan, open and close the rounds."""
    return user.is_hr_officer or CommitteeRole.CHAIR in roles_in(user, posting)


def may_remind(user: User, posting: Posting) -> bool:
    """Who sees who owes what may remind them."""
    return may_see_progress(user, posting)


def may_record_consensus(user: User, posting: Posting) -> bool:
    """What the committee agrees on is written down by the chair or whoever keeps the minutes."""
    return bool(roles_in(user, posting) & {CommitteeRole.CHAIR, CommitteeRole.MINUTE_TAKER})


def may_enter_paper_declaration(user: User, posting: Posting) -> bool:
    """The personnel office types declarations on paper, as it types paper sheets."""
    return user.is_hr_officer and not may_rate_in(user, posting)


def may_manage_conflicts(user: User, posting: Posting) -> bool:
    """Who is biased towards whom, and who stands in, is for the chair and the personnel office."""
    return may_see_progress(user, posting)


def may_view_round(user: User, posting: Posting, entry: AssessmentRound) -> bool:
    """Whether somebody who rates sees everything that was given in this round, by the rule of the round.

    A deputy can be called upon until the round is closed, and so waits for that whatever was given before.
    """
    is_on_call = CommitteeRole.ASSESSOR not in roles_in(user, posting)
    waits = entry.visibility in (Visibility.NEVER, Visibility.AFTER_CLOSE) or entry.status == RoundStatus.PLANNED
    if is_on_call or waits:
        return entry.is_revealed
    return entry.is_revealed or not _owes(user, posting, entry)


def _owes(user: User, posting: Posting, entry: AssessmentRound) -> bool:
    """Whether ``applications_owed_by`` finds anybody."""
    role = rating_role(user, posting)
    return role is not None and _owed(role).first(posting.pk, entry.pk, user.pk) is not None


@cache
def _owed(role: CommitteeRole) -> PreparedQuery:
    def build(posting_id: int, round_id: int, person_id: int) -> QuerySet:
        person = User(pk=person_id)
        posting = standing_posting(posting_id, person, role)
        return applications_owed_by(person, posting, AssessmentRound(pk=round_id)).values_list("pk")[:1]

    return PreparedQuery(build, 3)


def may_view_results(user: User, posting: Posting) -> bool:
    """Ranking, ratings of others and reports: after all own sheets are in; observers once nobody owes a sheet.

    Personnel office, minute taker and decider do not rate and so cannot be influenced; a chair or assessor who rates
    waits for the own last sheet of every round, or longer where the rule of a round says so.
    """
    roles = roles_in(user, posting)
    if roles & RATING:
        rounds = rounds_of(posting)
        return bool(rounds) and all(may_view_round(user, posting, entry) for entry in rounds)
    if user.is_hr_officer or roles & {CommitteeRole.CHAIR, CommitteeRole.MINUTE_TAKER, CommitteeRole.DECIDER}:
        return True
    return CommitteeRole.OBSERVER in roles and not is_any_sheet_owed(posting)


def may_view_single_values(user: User, posting: Posting) -> bool:
    """What each member gave, in all rounds together: pages of one result and reports. Where a round says "never",
    those who rate see the ranking after its end and no single value."""
    hidden = any(entry.visibility == Visibility.NEVER for entry in rounds_of(posting))
    return may_view_results(user, posting) and not (hidden and roles_in(user, posting) & RATING)


def may_view_whole_round(user: User, posting: Posting, entry: AssessmentRound) -> bool:
    """Whether ``user`` sees every single value of this round, with names: those who rate by the rule of the round."""
    if not roles_in(user, posting) & RATING:
        return may_view_results(user, posting)
    return entry.visibility != Visibility.NEVER and may_view_round(user, posting, entry)


def may_view_sheet_of_others(user: User, application: Application, entry: AssessmentRound) -> bool:
    """Whether ``user`` sees what the others gave this applicant in this round."""
    posting = application.posting
    if not roles_in(user, posting) & RATING:
        return may_view_results(user, posting)
    if entry.visibility == Visibility.NEVER:
        return False
    if entry.visibility == Visibility.AFTER_OWN_SHEET and not entry.is_revealed:
        own = RatingSheet.objects.submitted().filter(application=application, assessor=user, round=entry)
        return own.exists()
    return may_view_round(user, posting, entry)


def is_any_sheet_owed(posting: Posting) -> bool:
    """Whether any assessor still owes a sheet in any round; True as well while nothing is to be rated."""
    if not posting.applications.to_be_rated().exists():
        return True
    rounds = rounds_of(posting)
    return not rounds or any(
        entry.status == RoundStatus.PLANNED or bool(missing_sheets(entry, posting)) for entry in rounds
    )
