"""Which documents are needed, which are there and which are missing.

One rule, ``judge``, for one application and one need. ``needs_of`` shows it for one application,
``missing_by_application`` for a whole page of an overview with a constant number of queries, and ``with_missing_count``
is the same rule in SQL for filtering and sorting (``test_needs`` proves that both agree).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from postings.applications.enums import CLOSED, Basis, EmploymentStatus
from postings.applications.models import Application, ApplicationQuerySet
from postings.files.enums import PERFORMANCE_KINDS, FileKind, Need, NeedState
from postings.files.models import ApplicationFile, DocumentRequirement, RecordedState
from postings.models import Posting

PUBLIC_SERVICE = (EmploymentStatus.CIVIL_SERVANT, EmploymentStatus.EMPLOYEE)
KINDS = {
    Need.CV: (FileKind.CV,),
    Need.COVER_LETTER: (FileKind.COVER_LETTER,),
    Need.PERFORMANCE: PERFORMANCE_KINDS,
    Need.DEGREE: (FileKind.DEGREE,),
    Need.CONSENT: (),  # a form that came in must be read: given or refused is recorded by a person
}
STANDARD = (Need.CV, Need.PERFORMANCE, Need.DEGREE, Need.CONSENT)


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of one application. ``files``: the days of its files by kind, None for a file without day."""

    employment_status: str
    is_withdrawn: bool = False
    consents: bool | None = None
    basis: str = Basis.NONE
    basis_dated_on: date | None = None
    files: Mapping[str, list[date | None]] = field(default_factory=dict)
    recorded: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """State of one need, with the reason in words."""

    state: NeedState
    reason: str


@dataclass(frozen=True, slots=True)
class NeededDocument:
    """One line of the list for one application."""

    need: Need
    label: str
    verdict: Verdict
    recorded: RecordedState | None


def accepted_kinds(need: Need, employment_status: str) -> tuple[FileKind, ...]:
    """Return which files satisfy ``need``: in public service the Leistungsnachweis is a dienstliche Beurteilung."""
    if need == Need.PERFORMANCE and employment_status in PUBLIC_SERVICE:
        return (FileKind.APPRAISAL,)
    return KINDS[need]


def label_of(need: Need, employment_status: str) -> str:
    """Return what the document is called for this person."""
    if need == Need.PERFORMANCE and employment_status in PUBLIC_SERVICE:
        return str(_("aktuelle dienstliche Beurteilung"))
    if need == Need.PERFORMANCE and employment_status == EmploymentStatus.EXTERNAL:
        return str(_("qualifiziertes Arbeitszeugnis"))
    return str(need.label)


def oldest_current_day(posting: Posting) -> date:
    """Return the first day of a Leistungsnachweis that counts as current: the same for everybody (Verfahrensregeln).

    A draft may have no closing date yet; nobody has applied to it, so no document is too old.
    """
    if posting.deadline is None:
        return date.min
    return posting.deadline - relativedelta(months=posting.appraisal_current_months)


def judge(need: Need, situation: Situation, *, oldest: date) -> Verdict:
    """Return the state of ``need``: what a person recorded, else what files and recorded facts tell.

    ``oldest`` is the first day of a current Leistungsnachweis. Nothing here excludes anybody: a refused consent is an
    answer, not a gap (DOMAIN.md S2).
    """
    if situation.is_withdrawn:
        return Verdict(NeedState.NOT_REQUIRED, _("Bewerbung zurückgezogen"))
    if state := situation.recorded.get(need):
        return Verdict(NeedState(state), "")
    if need == Need.CONSENT:
        return _judge_consent(situation)
    kinds = accepted_kinds(need, situation.employment_status)
    days = [day for kind in kinds for day in situation.files.get(kind, ())]
    has_file = bool(days)
    if need == Need.PERFORMANCE and situation.basis in kinds:
        days.append(situation.basis_dated_on)
    if not days:
        return Verdict(NeedState.MISSING, "")
    if need != Need.PERFORMANCE:
        return Verdict(NeedState.PRESENT, "" if has_file else _("in den Angaben zur Bewerbung erfasst"))
    if any(day is not None and day >= oldest for day in days):
        return Verdict(NeedState.PRESENT, _("aktuell"))
    if None in days:
        return Verdict(NeedState.PRESENT, _("ohne Datum – bitte prüfen, ob aktuell"))
    return Verdict(NeedState.MISSING, _("liegt vor, ist aber zu alt"))


def _judge_consent(situation: Situation) -> Verdict:
    if situation.employment_status == EmploymentStatus.EXTERNAL:
        return Verdict(NeedState.NOT_REQUIRED, _("keine Personalakte im öffentlichen Dienst"))
    if situation.consents is None:
        return Verdict(NeedState.MISSING, _("noch keine Angabe"))
    given = _("Einverständnis erteilt")
    refused = _("Einverständnis nicht erteilt – schließt niemanden aus")
    return Verdict(NeedState.PRESENT, given if situation.consents else refused)


def needs_of(application: Application) -> list[NeededDocument]:
    """Return every needed document of one application with its state, in the order of ``Need``."""
    recorded = {state.need: state for state in application.recorded_states.select_related("recorded_by")}
    situation = _situation(
        application, _days_by_kind([application.pk]).get(application.pk, {}), {n: s.state for n, s in recorded.items()}
    )
    oldest = oldest_current_day(application.posting)
    return [
        NeededDocument(
            Need(requirement.need),
            label_of(Need(requirement.need), application.employment_status),
            judge(Need(requirement.need), situation, oldest=oldest),
            recorded.get(requirement.need),
        )
        for requirement in _in_order(application.posting.document_requirements.all())
    ]


def missing_by_application(applications: Iterable[Application]) -> dict[int, list[str]]:
    """Return what is missing, as labels, for each application by its id; three queries whatever their number.

    ``applications`` come with their posting (``select_related("posting")``).
    """
    applications = list(applications)
    ids = [application.pk for application in applications]
    requirements: dict[int, list[DocumentRequirement]] = {}
    for requirement in _in_order(
        DocumentRequirement.objects.filter(posting__in={application.posting_id for application in applications})
    ):
        requirements.setdefault(requirement.posting_id, []).append(requirement)
    days = _days_by_kind(ids)
    recorded: dict[int, dict[str, str]] = {}
    for pk, need, state in RecordedState.objects.filter(application__in=ids).values_list(
        "application", "need", "state"
    ):
        recorded.setdefault(pk, {})[need] = state
    oldest_by_posting: dict[int, date] = {}
    found = {}
    for application in applications:
        situation = _situation(application, days.get(application.pk, {}), recorded.get(application.pk, {}))
        if application.posting_id not in oldest_by_posting:
            oldest_by_posting[application.posting_id] = oldest_current_day(application.posting)
        oldest = oldest_by_posting[application.posting_id]
        found[application.pk] = [
            label_of(Need(requirement.need), application.employment_status)
            for requirement in requirements.get(application.posting_id, ())
            if judge(Need(requirement.need), situation, oldest=oldest).state == NeedState.MISSING
        ]
    return found


def with_missing_count(applications: ApplicationQuerySet, *, posting: Posting) -> ApplicationQuerySet:
    """Annotate applications of ``posting`` with ``missing_count``, for filtering and sorting in the database."""
    oldest, pk = oldest_current_day(posting), OuterRef(OuterRef("pk"))
    facts = {
        "status": ExpressionWrapper(OuterRef("employment_status"), output_field=CharField()),
        "basis": ExpressionWrapper(OuterRef("basis"), output_field=CharField()),
        "basis_day": ExpressionWrapper(OuterRef("basis_dated_on"), output_field=DateField()),
        "consents": ExpressionWrapper(OuterRef("consents_to_personnel_file"), output_field=BooleanField()),
    }
    files = ApplicationFile.objects.filter(application=pk)
    current = files.filter(Q(dated_on__isnull=True) | Q(dated_on__gte=oldest))
    is_public = Q(status__in=PUBLIC_SERVICE)
    unsatisfied = (
        DocumentRequirement.objects.filter(posting=posting)
        .annotate(**facts)
        .exclude(
            Exists(RecordedState.objects.filter(application=pk, need=OuterRef("need")).exclude(state=NeedState.MISSING))
        )
        .annotate(
            is_recorded=Exists(RecordedState.objects.filter(application=pk, need=OuterRef("need"))),
            has_file=Case(
                *(
                    When(need=need, then=Exists(files.filter(kind__in=kinds)))
                    for need, kinds in KINDS.items()
                    if kinds and need != Need.PERFORMANCE
                ),
                When(
                    Q(need=Need.PERFORMANCE) & is_public,
                    then=Exists(current.filter(kind=FileKind.APPRAISAL)),
                ),
                When(
                    need=Need.PERFORMANCE,
                    then=Exists(current.filter(kind__in=PERFORMANCE_KINDS)),
                ),
                default=Value(False),
            ),
        )
        .exclude(Q(is_recorded=False, has_file=True))
        .exclude(
            Q(is_recorded=False, need=Need.PERFORMANCE)
            & (Q(basis=Basis.APPRAISAL) | (Q(basis=Basis.REFERENCE) & ~is_public))
            & (Q(basis_day__isnull=True) | Q(basis_day__gte=oldest))
        )
        .exclude(
            Q(is_recorded=False, need=Need.CONSENT) & (Q(consents__isnull=False) | Q(status=EmploymentStatus.EXTERNAL))
        )
        .order_by()
        .values("posting")
        .annotate(count=Func(F("pk"), function="count", output_field=IntegerField()))
        .values("count")
    )
    return applications.annotate(
        missing_count=Case(
            When(status__in=CLOSED, then=Value(0)),
            default=Coalesce(Subquery(unsatisfied), Value(0)),
            output_field=IntegerField(),
        )
    )


def _in_order(requirements) -> list[DocumentRequirement]:
    places = {need: place for place, need in enumerate(Need.values)}
    return sorted(requirements, key=lambda requirement: places[requirement.need])


def _days_by_kind(ids: list[int]) -> dict[int, dict[str, list[date | None]]]:
    found: dict[int, dict[str, list[date | None]]] = {}
    rows = ApplicationFile.objects.filter(application__in=ids).order_by()
    for pk, kind, day in rows.values_list("application", "kind", "dated_on"):
        found.setdefault(pk, {}).setdefault(kind, []).append(day)
    return found


def _situation(application: Application, files, recorded) -> Situation:
    return Situation(
        employment_status=application.employment_status,
        is_withdrawn=not application.is_active,
        consents=application.consents_to_personnel_file,
        basis=application.basis,
        basis_dated_on=application.basis_dated_on,
        files=files,
        recorded=recorded,
    )
