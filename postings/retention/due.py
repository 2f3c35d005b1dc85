"""What is due for erasure: the dry run. Reads only; the same list is proposed, confirmed and erased."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from postings.applications.enums import ApplicationStatus
from postings.applications.models import Application
from postings.decision.enums import Outcome
from postings.decision.models import DecisionEntry
from postings.enums import PostingStatus
from postings.models import Posting
from postings.notices.enums import REJECTING, Kind, NoticeState
from postings.notices.models import Abort, Appointment, Lawsuit, Notice
from postings.notices.periods import months_after
from postings.retention.enums import RunState
from postings.retention.models import ErasureRun, LegalHold
from postings.retention.rules import Ending, RetentionRule, begins_on, due_on, latest

ENDED = (PostingStatus.FILLED, PostingStatus.ABORTED)
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
class DueProcedure:
    """What one procedure still holds, and what of it must go by ``today``."""

    posting: Posting
    begins: date | None
    persons: tuple[DuePerson, ...]
    hindrances: tuple[str, ...]
    run: ErasureRun | None
    today: date

    @property
    def to_erase(self) -> list[DuePerson]:
        return [one for one in self.persons if one.due and one.due <= self.today and not one.is_held]

    @property
    def held_count(self) -> int:
        return sum(one.is_held for one in self.persons)

    @property
    def due_on(self) -> date | None:
        """The first day on which something must go."""
        return min((one.due for one in self.persons if one.due), default=None)


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
    """Return what ``postings`` hold, in their order. A constant number of queries; all persons are in memory."""
    by_key = {one.pk: one for one in postings}
    people = defaultdict(list)
    for pk, posting_id, number, status in (
        Application.objects.filter(erased_at=None, posting__in=by_key)
        .order_by("number")
        .values_list("pk", "posting_id", "number", "status")
    ):
        people[posting_id].append((pk, number, status))
    facts = _Facts(by_key)
    return [_procedure(one, people[one.pk], facts, today) for one in by_key.values()]


def due_procedure(posting: Posting, *, today: date) -> DueProcedure | None:
    """Return what ``posting`` holds, None where nobody has a period."""
    return next(iter(due_of(concerned_procedures().filter(pk=posting.pk), today=today)), None)


def due_procedures(*, today: date) -> Iterator[DueProcedure]:
    """Yield every procedure that holds data of somebody with a period, a hundred at a time in memory."""
    keys = list(concerned_procedures().values_list("pk", flat=True))
    for start in range(0, len(keys), PROCEDURES_AT_ONCE):
        some = keys[start : start + PROCEDURES_AT_ONCE]
        yield from due_of(Posting.objects.filter(pk__in=some).order_by("pk"), today=today)


class _Facts:
    """What periods and holds depend on, for all ``postings`` at once."""

    def __init__(self, postings: dict[int, Posting]) -> None:
        self.days: dict[int, list[date | None]] = defaultdict(list)
        self.told: set[int] = set()
        notices = Notice.objects.filter(
            application__posting__in=postings, run__kind__in=TELLING, state=NoticeState.SENT
        )
        for pk, posting, sent, received in notices.values_list(
            "application", "application__posting", "sent_on", "received_on"
        ):
            self.told.add(pk)
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
        pairs = list(holds.values_list("posting", "application"))
        self.held_postings = {posting for posting, application in pairs if application is None}
        self.held = {application for _posting, application in pairs if application is not None}
        self.selected = set(
            DecisionEntry.objects.filter(
                decision__posting__in=postings, decision__withdrawal=None, outcome=Outcome.SELECTED
            ).values_list("application", flat=True)
        )
        open_runs = ErasureRun.objects.filter(posting__in=postings, state__in=[RunState.PROPOSED, RunState.CONFIRMED])
        self.runs = {run.posting_id: run for run in open_runs}
        self.rules = retention_rules()


def _procedure(posting: Posting, people: list, facts: _Facts, today: date) -> DueProcedure:
    untold = sum(
        pk not in facts.told and pk not in facts.selected
        for pk, _number, status in people
        if status not in (ApplicationStatus.WITHDRAWN, ApplicationStatus.DUPLICATE)
    )
    ended = posting.status in ENDED
    ending = Ending(latest(facts.days[posting.pk]) if ended else (), untold, facts.suits[posting.pk])
    begins = begins_on(ending)
    is_held = posting.pk in facts.held_postings or bool(ending.open_suit_count)
    persons = []
    for pk, number, status in people:
        key = "hired" if pk in facts.selected else "rejected"
        due = due_on(facts.rules[key], begins) if begins else None
        if status == ApplicationStatus.WITHDRAWN:
            key, due = "withdrawn", today
        persons.append(DuePerson(pk, number, facts.rules[key], due, is_held or pk in facts.held))
    hindrances = []
    if ending.open_suit_count:
        hindrances.append(_("Ein Gerichtsverfahren läuft."))
    if posting.pk in facts.held_postings:
        hindrances.append(_("Die Löschung ist für das ganze Verfahren ausgesetzt."))
    if ended and untold:
        hindrances.append(
            _("Die Frist hat nicht begonnen: Personen ohne versandte Mitteilung: %(count)s.") % {"count": untold}
        )
    return DueProcedure(posting, begins, tuple(persons), tuple(hindrances), facts.runs.get(posting.pk), today)


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
