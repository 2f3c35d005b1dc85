"""What is due for erasure: the dry run. Reads only; the same list is proposed, confirmed and erased."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from postings.applications.enums import ApplicationStatus
from postings.applications.models import Application
from postings.decision.enums import Outcome
from postings.decision.models import DecisionEntry
from postings.enums import ENDED
from postings.models import Posting
from postings.notices.enums import REJECTING, Kind, NoticeState
from postings.notices.models import Abort, Appointment, Lawsuit, Notice
from postings.notices.periods import months_after
from postings.retention.enums import RunState
from postings.retention.models import ErasureRun, LegalHold
from postings.retention.rules import Ending, RetentionRule, begins_on, due_on, latest

TELLING = (*REJECTING, Kind.ABORT)
PROCEDURES_AT_ONCE = 100


def retention_rules() -> dict[str, RetentionRule]:
    """Return the rules with the periods of the settings, by key, in the order in which they are shown."""
    rules = (
        RetentionRule("withdrawn", _("Zurückgezogene Bewerbungen"), 0, _("Berliner Datenschutzbeauftragte"), True),
        RetentionRule(
            "rejected",
            _("Nicht ausgewählte Personen"),
            settings.RETENTION_MONTHS_REJECTED,
            _("Berliner Datenschutzbeauftragte; § 15 Abs. 4 AGG, § 61b ArbGG"),
            True,
        ),
        RetentionRule(
            "hired",
            _("Ausgewählte Personen; Nötiges ist vorher zur Personalakte zu geben"),
            settings.RETENTION_MONTHS_HIRED,
            _("einstellbar, vom Personalservice zu bestätigen"),
            False,
        ),
        RetentionRule(
            "file",
            _("Auswahlberichte, Auswahlvermerke und Schreiben des Verfahrens, nach der letzten Person"),
            settings.RETENTION_MONTHS_FILE,
            _("einstellbar, vom Personalservice zu bestätigen; Anbietung an das Landesarchiv prüfen"),
            False,
        ),
    )
    return {rule.key: rule for rule in rules}


@dataclass(frozen=True, slots=True)
class DuePerson:
    """One application that still holds data. ``due`` is None while its period has not begun."""

    application: int
    number: int
    rule: RetentionRule
    due: date | None
    is_held: bool


@dataclass(frozen=True, slots=True)
class DueGroup:
    """The applications of one procedure to which the same applies. ``people`` are their keys and numbers."""

    people: tuple[tuple[int, int], ...]
    rule: RetentionRule
    due: date | None
    is_held: bool

    def is_to_erase(self, today: date) -> bool:
        return self.due is not None and self.due <= today and not self.is_held


@dataclass(frozen=True, slots=True)
class DueProcedure:
    """What one procedure still holds, and what of it must go by ``today``."""

    posting: Posting
    begins: date | None
    groups: tuple[DueGroup, ...]
    hindrances: tuple[str, ...]
    run: ErasureRun | None
    today: date

    @property
    def persons(self) -> list[DuePerson]:
        """Everybody, by number."""
        return _persons(self.groups)

    @property
    def to_erase(self) -> list[DuePerson]:
        """Those who must go, by number."""
        return _persons(group for group in self.groups if group.is_to_erase(self.today))

    @property
    def person_count(self) -> int:
        return sum(len(group.people) for group in self.groups)

    @property
    def to_erase_count(self) -> int:
        return sum(len(group.people) for group in self.groups if group.is_to_erase(self.today))

    @property
    def held_count(self) -> int:
        return sum(len(group.people) for group in self.groups if group.is_held)

    @property
    def due_on(self) -> date | None:
        """The first day on which something must go."""
        return min((group.due for group in self.groups if group.due), default=None)


def _persons(groups: Iterable[DueGroup]) -> list[DuePerson]:
    found = [DuePerson(pk, number, one.rule, one.due, one.is_held) for one in groups for pk, number in one.people]
    return sorted(found, key=lambda person: person.number)


def concerned_procedures() -> QuerySet[Posting]:
    """Return the procedures that hold data of somebody with a period, the oldest first.

    Ended ones, and those with a withdrawn application that a hold kept from erasure.
    """
    open_ones = Application.objects.filter(erased_at=None)
    left_over = open_ones.filter(status=ApplicationStatus.WITHDRAWN)
    return Posting.objects.filter(
        Q(status__in=ENDED) & Exists(open_ones.filter(posting=OuterRef("pk"))) | Q(pk__in=left_over.values("posting"))
    ).order_by("pk")


def due_of(postings: Iterable[Posting], *, today: date) -> list[DueProcedure]:
    """Return what ``postings`` hold, in their order. A constant number of queries.

    The database puts together the people to whom the same applies: a procedure is some lines, not a hundred persons.
    """
    by_key = {one.pk: one for one in postings}
    facts = _Facts(by_key)
    return [_procedure(one, facts, today) for one in by_key.values()]


def due_procedure(posting: Posting, *, today: date) -> DueProcedure | None:
    """Return what ``posting`` holds, None where nobody has a period."""
    return next(iter(due_of(concerned_procedures().filter(pk=posting.pk), today=today)), None)


def due_procedures(*, today: date) -> Iterator[DueProcedure]:
    """Yield every procedure that holds data of somebody with a period, a hundred at a time in memory."""
    keys = list(concerned_procedures().values_list("pk", flat=True))
    for start in range(0, len(keys), PROCEDURES_AT_ONCE):
        some = keys[start : start + PROCEDURES_AT_ONCE]
        yield from due_of(Posting.objects.filter(pk__in=some).order_by("pk"), today=today)


@dataclass(frozen=True, slots=True)
class _Alike:
    """Applications of a procedure that do not differ in what periods and holds depend on."""

    people: tuple[tuple[int, int], ...]
    status: str
    is_told: bool
    is_selected: bool
    is_held: bool


class _Facts:
    """What periods and holds depend on, for all ``postings`` at once."""

    def __init__(self, postings: dict[int, Posting]) -> None:
        self.days: dict[int, list[date | None]] = defaultdict(list)
        notices = Notice.objects.filter(
            application__posting__in=postings, run__kind__in=TELLING, state=NoticeState.SENT
        ).order_by()
        last = notices.values_list("application__posting").annotate(Max("sent_on"), Max("received_on"))
        for posting, sent, received in last:
            self.days[posting] += [sent, received]
        for model, path, day in (
            (Appointment, "application__posting", "appointed_on"),
            (Abort, "posting", "aborted_on"),
            (Lawsuit, "posting", "ended_on"),
        ):
            for pk, when in model.objects.filter(**{f"{path}__in": postings}).values_list(path, day):
                self.days[pk].append(when)
        self.suits = Counter(
            Lawsuit.objects.filter(posting__in=postings, ended_on=None).values_list("posting", flat=True)
        )
        holds = LegalHold.objects.standing().filter(posting__in=postings)
        self.held_postings = set(holds.filter(application=None).values_list("posting", flat=True))
        selected = DecisionEntry.objects.filter(
            decision__posting__in=postings, decision__withdrawal=None, outcome=Outcome.SELECTED
        )
        self.people = _people(postings, told=notices, selected=selected, held=holds.exclude(application=None))
        open_runs = ErasureRun.objects.filter(posting__in=postings, state__in=[RunState.PROPOSED, RunState.CONFIRMED])
        self.runs = {run.posting_id: run for run in open_runs}
        self.rules = retention_rules()


def _people(postings: Iterable[int], *, told: QuerySet, selected: QuerySet, held: QuerySet) -> dict[int, list[_Alike]]:
    """Return the applications with data, by procedure; the three queries have an ``application``."""
    rows = (
        Application.objects.filter(erased_at=None, posting__in=postings)
        .order_by()
        .annotate(
            is_told=Q(pk__in=told.values("application")),
            is_selected=Q(pk__in=selected.values("application")),
            is_held=Q(pk__in=held.values("application")),
        )
        .values("posting_id", "status", "is_told", "is_selected", "is_held")
        .annotate(keys=ArrayAgg("pk", order_by="number"), numbers=ArrayAgg("number", order_by="number"))
    )
    people = defaultdict(list)
    for row in rows:
        pairs = tuple(zip(row["keys"], row["numbers"], strict=True))
        alike = _Alike(pairs, row["status"], row["is_told"], row["is_selected"], row["is_held"])
        people[row["posting_id"]].append(alike)
    return people


def _procedure(posting: Posting, facts: _Facts, today: date) -> DueProcedure:
    people = facts.people.get(posting.pk, [])
    untold = sum(
        len(one.people)
        for one in people
        if not (one.is_told or one.is_selected)
        and one.status not in (ApplicationStatus.WITHDRAWN, ApplicationStatus.DUPLICATE)
    )
    ended = posting.is_ended
    ending = Ending(latest(facts.days[posting.pk]) if ended else (), untold, facts.suits[posting.pk])
    begins = begins_on(ending)
    is_held = posting.pk in facts.held_postings or bool(ending.open_suit_count)
    groups = []
    for one in people:
        key = "hired" if one.is_selected else "rejected"
        due = due_on(facts.rules[key], begins) if begins else None
        if one.status == ApplicationStatus.WITHDRAWN:
            key, due = "withdrawn", today
        groups.append(DueGroup(one.people, facts.rules[key], due, is_held or one.is_held))
    hindrances = []
    if ending.open_suit_count:
        hindrances.append(_("Ein Gerichtsverfahren läuft."))
    if posting.pk in facts.held_postings:
        hindrances.append(_("Die Löschung ist für das ganze Verfahren ausgesetzt."))
    if ended and untold:
        hindrances.append(
            _("Die Frist hat nicht begonnen: Personen ohne versandte Mitteilung: %(count)s.") % {"count": untold}
        )
    return DueProcedure(posting, begins, tuple(groups), tuple(hindrances), facts.runs.get(posting.pk), today)


def file_is_due(posting: Posting, *, today: date) -> bool:
    """Whether reports and memos of ``posting`` must go: nobody's data are left, nothing holds, their period is over.

    Counted on from the day on which the last persons were due, because what their period began with went with them.
    """
    if Application.objects.filter(posting=posting, erased_at=None).exists() or is_held(posting):
        return False
    last = ErasureRun.objects.filter(posting=posting).exclude(state=RunState.DISCARDED).order_by("due_on").last()
    if last is None:
        return False
    persons = max(settings.RETENTION_MONTHS_REJECTED, settings.RETENTION_MONTHS_HIRED)
    return months_after(last.due_on, max(settings.RETENTION_MONTHS_FILE - persons, 0)) <= today


def is_held(posting: Posting, application: Application | None = None) -> bool:
    """Whether a hold or an open suit keeps the data of ``application`` or, without one, of the procedure as a whole."""
    holds = LegalHold.objects.standing().filter(posting=posting)
    if application is not None:
        holds = holds.filter(application=None) | holds.filter(application=application)
    return holds.exists() or Lawsuit.objects.filter(posting=posting, ended_on=None).exists()
