"""Who owes what: how far everybody who rates has come in every round. No rating is read here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.assessment.enums import ReminderState, SheetStatus
from postings.assessment.models import AssessmentRound, ImpartialityDeclaration, RatingSheet, Reminder, RoundCriterion
from postings.assessment.permissions import RATING, rounds_of
from postings.assessment.rounds import expected_sheets
from postings.assessment.wording import days_ago, due_words
from postings.enums import CommitteeRole
from postings.models import Posting
from recruitment.accounts.models import User


@dataclass(frozen=True, slots=True)
class PersonProgress:
    """What one person owes in one round and what is done, in sheets; ``undeclared`` waits for the own declaration.

    ``active_on`` is the day on which this person last saved a sheet or declared something in this procedure.
    """

    person: User
    is_deputy: bool
    expected: int
    begun: int
    submitted: int
    undeclared: int
    criterion_count: int
    active_on: date | None
    active_words: str
    reminded_on: date | None

    @property
    def missing(self) -> int:
        return self.expected - self.submitted

    @property
    def untouched(self) -> int:
        return self.missing - self.begun

    @property
    def answers_expected(self) -> int:
        return self.expected * self.criterion_count

    @property
    def answers_missing(self) -> int:
        return self.missing * self.criterion_count


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """One round: who owes what (``people``), and per application the state of each sheet of the ``raters``."""

    round: AssessmentRound
    due: str
    people: list[PersonProgress]
    raters: list[User]
    rows: list[tuple[Application, list[tuple[str, str]]]]
    fewer: list[tuple[Application, int]]
    full: int

    @property
    def missing(self) -> int:
        return sum(one.missing for one in self.people)

    @property
    def is_overdue(self) -> bool:
        due_on = self.round.due_on
        return self.round.is_open and bool(self.missing) and due_on is not None and due_on < timezone.localdate()


@dataclass(frozen=True, slots=True)
class _Found:
    """What is read once for all rounds of a posting."""

    sheets: Mapping[tuple[int, int, int], tuple[str, bool]]
    declared: frozenset[tuple[int, int]]
    active_on: Mapping[int, date]
    reminded_on: Mapping[tuple[int, int], date]
    criterion_counts: Mapping[int, int]
    members: Sequence[tuple[User, str]]


def posting_progress(posting: Posting, applications: Sequence[Application], today: date) -> list[RoundProgress]:
    """Return every round of the posting; ``applications`` are those to be rated, in the order they are shown."""
    rounds = rounds_of(posting)
    found = _read(posting)
    return [_round_progress(posting, entry, applications, found, today) for entry in rounds]


def _read(posting: Posting) -> _Found:
    sheets = RatingSheet.objects.filter(application__posting=posting)
    declarations = ImpartialityDeclaration.objects.filter(application__posting=posting)
    activity: dict[int, date] = {}
    own_work = sheets.filter(entered_by=None).order_by().values_list("assessor").annotate(Max("saved_at"))
    words = declarations.filter(entered_by=None).order_by().values_list("person").annotate(Max("recorded_at"))
    for person, moment in [*own_work, *words]:
        day = timezone.localdate(moment)
        activity[person] = max(day, activity.get(person, day))
    reminders = Reminder.objects.filter(posting=posting).exclude(state=ReminderState.FAILED).order_by()
    return _Found(
        sheets={
            (round_id, application_id, assessor_id): (status, entered_by is not None)
            for round_id, application_id, assessor_id, status, entered_by in sheets.order_by().values_list(
                "round_id", "application_id", "assessor_id", "status", "entered_by"
            )
        },
        declared=frozenset(declarations.standing().order_by().values_list("application_id", "person_id")),
        active_on=activity,
        reminded_on={
            (position, person): day
            for position, person, day in reminders.values_list("round_position", "person").annotate(Max("reminded_on"))
        },
        criterion_counts=dict(
            RoundCriterion.objects.filter(round__plan=posting.pk).values_list("round").annotate(Count("pk"))
        ),
        members=[
            (member.user, member.role) for member in posting.memberships.filter(role__in=RATING).select_related("user")
        ],
    )


def _round_progress(
    posting: Posting, entry: AssessmentRound, applications: Sequence[Application], found: _Found, today: date
) -> RoundProgress:
    expected = expected_sheets(entry, posting)
    assessors = {person.pk for person, role in found.members if role == CommitteeRole.ASSESSOR}
    everybody = list(dict.fromkeys(person for person, _role in found.members))
    rating = assessors | {person for _application, person in expected}
    raters = [person for person in everybody if person.pk in rating]

    def state_of(application: Application, person: User) -> tuple[str, str]:
        return _state(
            found.sheets.get((entry.pk, application.pk, person.pk)), is_expected=(application.pk, person.pk) in expected
        )

    given = [
        (application, sum((application.pk, rater.pk) in expected for rater in raters)) for application in applications
    ]
    return RoundProgress(
        round=entry,
        due=due_words(entry.due_on, today) if entry.due_on else "",
        people=[
            _person_progress(
                entry,
                person,
                {application for application, owner in expected if owner == person.pk},
                found,
                today,
                is_deputy=person.pk not in assessors,
            )
            for person in everybody
        ],
        raters=raters,
        rows=[(application, [state_of(application, rater) for rater in raters]) for application in applications],
        fewer=[(application, count) for application, count in given if count < len(assessors)],
        full=len(assessors),
    )


def _person_progress(
    entry: AssessmentRound,
    person: User,
    expected: set[int],
    found: _Found,
    today: date,
    *,
    is_deputy: bool,
) -> PersonProgress:
    states = [found.sheets.get((entry.pk, application, person.pk)) for application in expected]
    submitted = {
        application
        for application, state in zip(expected, states, strict=True)
        if state is not None and state[0] == SheetStatus.SUBMITTED
    }
    active_on = found.active_on.get(person.pk)
    return PersonProgress(
        person=person,
        is_deputy=is_deputy,
        expected=len(expected),
        begun=sum(1 for state in states if state is not None) - len(submitted),
        submitted=len(submitted),
        undeclared=sum((application, person.pk) not in found.declared for application in expected - submitted),
        criterion_count=found.criterion_counts.get(entry.pk, 0),
        active_on=active_on,
        active_words=days_ago(active_on, today) if active_on else _("noch keine"),
        reminded_on=found.reminded_on.get((entry.position, person.pk)),
    )


def _state(found: tuple[str, bool] | None, *, is_expected: bool) -> tuple[str, str]:
    if found is None:
        return (_("nicht begonnen"), "danger") if is_expected else (_("bewertet nicht"), "info")
    status, is_from_paper = found
    if status == SheetStatus.SUBMITTED:
        return (_("abgegeben (Papier)") if is_from_paper else _("abgegeben")), "success"
    return (_("in Arbeit"), "warning") if is_expected else (_("bewertet nicht"), "info")
