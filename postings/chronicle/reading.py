"""Read the state of a procedure on a day from histories, locked rows and the record; always the same few queries.

Histories hold what a row said from a moment on; that a row was taken away stands in the record. Erasure took the
history of a person away: then only the number is left, on every day. Values of ratings are shown to those who may see
them now and could see them then.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from postings.applications.enums import ApplicationStatus, Invitation
from postings.applications.models import Application
from postings.assessment.enums import CombinationRule, Instrument, RoundStatus, Visibility
from postings.assessment.models import AssessmentPlan, AssessmentRound, RatingSheet
from postings.assessment.permissions import RATING, may_view_single_values
from postings.chronicle.decision_reading import read_decision
from postings.chronicle.ending_reading import read_ending
from postings.chronicle.histories import day_words, latest, moment_words
from postings.chronicle.participation_reading import read_participation
from postings.chronicle.state import (
    ActThen,
    ApplicationThen,
    DocumentThen,
    MemberThen,
    ProcedureState,
    RoundThen,
    SheetThen,
    WeightThen,
)
from postings.decision.permissions import may_see_comparison
from postings.discarding import events_of
from postings.documents.enums import OF_PERSONNEL_OFFICE, DocumentKind
from postings.documents.issuing import ISSUING
from postings.documents.models import IssuedReport
from postings.enums import CommitteeRole, PostingStatus
from postings.models import CommitteeMembership, Posting
from postings.notices.permissions import may_see_notices
from postings.permissions import may_see_identity, may_see_progress, roles_in
from profiles.models import Criterion, RequirementProfile
from profiles.scoring import display_mean, format_german
from recruitment.accounts.models import User
from recruitment.audit.models import Event
from recruitment.audit.wording import PERSONNEL_OFFICE_ONLY

# What somebody looked at is neither known by the procedure nor decided.
LOOKED_AT = (
    "application.opened", "file.opened", "file.all_opened", "report.downloaded", "document.downloaded",
    "overview.exported", "request.opened", "representation.list_opened", "representation.application_opened",
    "representation.paper_opened",
    "list.rest_opened",
)  # fmt: skip
WITH_VALUES = ("consensus.agreed",)


def end_of_day(day: date) -> datetime:
    """Return the first moment after ``day`` in Berlin: a date means the end of that day."""
    return datetime.combine(day + timedelta(days=1), time(), timezone.get_default_timezone())


def read_state(posting: Posting, day: date, *, viewer: User | None) -> ProcedureState:
    """Return what was known and decided of ``posting`` until the end of ``day``, as ``viewer`` may see it.

    Without a viewer (the command on the server) applicants are numbers and ratings are counted only.
    """
    moment = end_of_day(day)
    blank = ProcedureState(
        reference_number=posting.reference_number,
        day=day.isoformat(),
        moment=timezone.localtime(moment).isoformat(timespec="seconds"),
        exists=False,
    )
    then = latest(Posting, moment, pgh_obj=posting.pk).first()
    if then is None:
        return blank
    members = _members(posting, moment)
    people = {user.pk: str(user) for user in User.objects.filter(pk__in={member.user_id for member in members})}
    rounds = sorted(latest(AssessmentRound, moment, plan=posting.pk), key=lambda entry: entry.position)
    plan = latest(AssessmentPlan, moment, pgh_obj=posting.pk).first()
    profile = latest(RequirementProfile, moment, pgh_obj=then.profile_id).first()
    is_frozen = profile is not None and profile.frozen_at is not None and profile.frozen_at < moment
    shows_people = viewer is not None and may_see_progress(viewer, posting)
    shows_values = viewer is not None and _could_see_values(viewer, posting, rounds)
    events = _acts(posting, moment, viewer)
    by_number = viewer is None or may_see_identity(viewer, posting)
    labels = {
        pk: str(number) if by_number else code
        for pk, number, code in posting.applications.filter(erased_at=None).values_list("pk", "number", "code")
    }
    shows_decision = viewer is None or (shows_values and may_see_comparison(viewer, posting))
    shows_ending = viewer is None or may_see_notices(viewer, posting)
    tells_words = viewer is not None
    return ProcedureState(
        reference_number=posting.reference_number,
        day=blank.day,
        moment=blank.moment,
        exists=True,
        facts=_facts(then, profile, is_frozen),
        profile_hash=profile.content_hash if is_frozen else "",
        weights=_weights(then.profile_id, moment) if is_frozen else (),
        committee=_committee(members, people),
        rounds=tuple(
            RoundThen(
                title=entry.title,
                instrument=str(Instrument(entry.instrument).label),
                state=str(RoundStatus(entry.status).label),
                visibility=str(Visibility(entry.visibility).label),
            )
            for entry in rounds
        ),
        combination=str(CombinationRule(plan.combination).label) if plan and len(rounds) > 1 else "",
        applications=_applications(posting, moment, viewer, events, shows_people, shows_values),
        documents=_documents(posting, moment, viewer, events),
        decision=read_decision(posting, moment, events=events, labels=labels, tells_words=tells_words)
        if shows_decision
        else None,
        participation=read_participation(posting, moment, viewer=viewer, labels=labels)
        if viewer is None or viewer.is_hr_officer or viewer.representations
        else None,
        ending=read_ending(posting, day, moment, labels=labels, tells_words=tells_words) if shows_ending else None,
        acts=_words(posting, events, viewer, shows_values),
        shows_people=shows_people,
        shows_values=shows_values,
    )


def _could_see_values(viewer: User, posting: Posting, rounds: Iterable[Any]) -> bool:
    """Whether ``viewer`` may see single values now, and could then: who rates waits until the rounds are closed."""
    if not may_view_single_values(viewer, posting):
        return False
    if not roles_in(viewer, posting) & RATING:
        return True
    return all(entry.status in (RoundStatus.CLOSED, RoundStatus.CONCLUDED) for entry in rounds)


def _members(posting: Posting, moment: datetime) -> list[Any]:
    """Return who sat in the committee: the history without those whose removal stands in the record."""
    removed = set(
        events_of(posting)
        .filter(
            action="committee.member_removed",
            subject_type=CommitteeMembership._meta.label,
            happened_at__lt=moment,
        )
        .values_list("subject_id", flat=True)
    )
    found = latest(CommitteeMembership, moment, posting=posting.pk)
    return sorted(
        (entry for entry in found if entry.pgh_obj_id not in removed), key=lambda m: (m.position, m.pgh_obj_id)
    )


def _committee(members: Iterable[Any], people: dict[int, str]) -> tuple[MemberThen, ...]:
    roles: dict[int, list[str]] = {}
    for member in members:
        roles.setdefault(member.user_id, []).append(str(CommitteeRole(member.role).label))
    return tuple(MemberThen(people.get(pk, "–"), tuple(words)) for pk, words in roles.items())


def _facts(then: Any, profile: Any, is_frozen: bool) -> tuple[tuple[str, str], ...]:
    blind = _("Kennungen") if then.is_blind and then.names_disclosed_at is None else _("Namen")
    version = "–"
    if profile is not None:
        version = _("Fassung %(n)s, %(state)s") % {
            "n": profile.version,
            "state": _("festgeschrieben") if is_frozen else _("Entwurf, noch änderbar"),
        }
    return (
        (_("Stand"), str(PostingStatus(then.status).label)),
        (_("Stelle"), then.function),
        (_("Veröffentlicht am"), day_words(then.published_on)),
        (_("Bewerbungsfrist in Wochen"), str(then.deadline_weeks)),
        (_("Die Auswahlkommission sah"), blind),
        (_("Anforderungsprofil"), version),
    )


def _weights(profile_id: int, moment: datetime) -> tuple[WeightThen, ...]:
    found = [
        WeightThen(number=entry.number, title=entry.title, weight=entry.weight)
        for entry in latest(Criterion, moment, profile=profile_id)
    ]
    return tuple(
        sorted(found, key=lambda entry: [int(part) if part.isdecimal() else 0 for part in entry.number.split(".")])
    )


def _applications(
    posting: Posting,
    moment: datetime,
    viewer: User | None,
    events: Iterable[Event],
    shows_people: bool,
    shows_values: bool,
) -> tuple[ApplicationThen, ...]:
    then = {entry.pgh_obj_id: entry for entry in latest(Application, moment, posting=posting.pk)}
    sheets = defaultdict(list)
    submitted = (
        RatingSheet.objects.submitted()
        .filter(application__posting=posting, submitted_at__lt=moment)
        .select_related("round", "assessor")
        .order_by("round__position", "submitted_at", "pk")
    )
    for sheet in submitted:
        sheets[sheet.application_id].append(
            SheetThen(
                round=sheet.round.title,
                submitted_at=moment_words(sheet.submitted_at),
                person=str(sheet.assessor) if shows_people else "",
                mean=_mean(sheet) if shows_values else "",
            )
        )
    agreed: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for event in events:
        place = (event.facts.get("criterion", ""), event.facts.get("round", ""))
        if event.action == "consensus.agreed":
            agreed[event.facts["number"]].add(place)
        elif event.action == "consensus.dropped":
            agreed[event.facts["number"]].discard(place)
    by_number = viewer is None or may_see_identity(viewer, posting)
    found = []
    # The rows of today say which applications there are at all; what they said then is taken from the history.
    for row in posting.applications.order_by("number" if by_number else "code").only(
        "pk", "number", "code", "erased_at", "received_on", "posting_id"
    ):
        entry = then.get(row.pk)
        is_erased = row.erased_at is not None
        if entry is None and not (is_erased and row.received_on < timezone.localtime(moment).date()):
            continue
        found.append(
            ApplicationThen(
                label=str(row.number) if by_number else row.code,
                state=_("Daten gelöscht") if is_erased else str(ApplicationStatus(entry.status).label),
                received_on=day_words(row.received_on),
                invitation="" if is_erased or entry.invitation == Invitation.OPEN
                else str(Invitation(entry.invitation).label),
                is_erased=is_erased,
                sheets=tuple(sheets[row.pk]),
                agreed_count=0 if is_erased else len(agreed[row.number]),
            )
        )  # fmt: skip
    return tuple(found)


def _mean(sheet: RatingSheet) -> str:
    if not sheet.rated_weight:
        return _("n. b.")
    return format_german(display_mean(Fraction(sheet.weighted_points, sheet.rated_weight)))


def _about(posting: Posting, viewer: User | None, number: int | None, code: str, source_version: str = "") -> str:
    """Return what tells a document from others of its kind: the memo that it shows, or the application that it is on,
    as ``viewer`` knows it.
    """
    if source_version:
        memo, version = source_version.split(".")
        return _("Vermerk %(memo)s, Fassung %(version)s") % {"memo": memo, "version": version}
    if number is None:
        return ""
    by_number = viewer is None or may_see_identity(viewer, posting)
    return _("Bewerbung %(number)s") % {"number": number} if by_number else code


def _documents(
    posting: Posting, moment: datetime, viewer: User | None, events: Iterable[Event]
) -> tuple[DocumentThen, ...]:
    reports = IssuedReport.objects.shown_to(viewer) if viewer is not None else IssuedReport.objects.all()
    stored = list(
        reports.filter(posting=posting, issued_at__lt=moment)
        .defer("content")
        .select_related("issued_by", "application")
        .order_by("issued_at", "pk")
    )
    found = [
        (
            report.issued_at,
            DocumentThen(
                kind=str(report.get_kind_display()),
                about=_about(
                    posting,
                    viewer,
                    report.application.number if report.application else None,
                    report.application.code if report.application else "",
                    report.source_version,
                ),
                version=report.version,
                issued_at=moment_words(report.issued_at),
                issued_by=str(report.issued_by) if report.issued_by else _("System"),
                sha256=report.sha256,
                is_erased=False,
            ),
        )
        for report in stored
    ]
    known = {report.sha256 for report in stored}
    hidden = () if viewer is None or viewer.is_hr_officer else OF_PERSONNEL_OFFICE
    for event in events:
        digest = event.facts.get("sha256", "")
        kind = event.facts.get("kind", "")
        is_gone = event.action in ISSUING and digest and digest not in known
        if is_gone and kind in DocumentKind.values and kind not in hidden:
            found.append(
                (
                    event.happened_at,
                    DocumentThen(
                        kind=str(DocumentKind(kind).label),
                        about=_about(posting, viewer, event.facts.get("number"), event.facts.get("code", "")),
                        version=event.facts["version"],
                        issued_at=moment_words(event.happened_at),
                        issued_by=str(event.actor) if event.actor else _("System"),
                        sha256=digest,
                        is_erased=True,
                    ),
                )
            )
    return tuple(document for _at, document in sorted(found, key=lambda pair: pair[0]))


def _acts(posting: Posting, moment: datetime, viewer: User | None) -> list[Event]:
    """Return what was done until ``moment``, in its order, as far as ``viewer`` may know that it was done."""
    events = events_of(posting).filter(happened_at__lt=moment)
    events = events.shown_to(viewer) if viewer is not None else events.exclude(action__in=PERSONNEL_OFFICE_ONLY)
    return list(events.exclude(action__in=LOOKED_AT).select_related("actor").order_by("happened_at", "pk"))


def _words(posting: Posting, events: Iterable[Event], viewer: User | None, shows_values: bool) -> tuple[ActThen, ...]:
    hides = viewer is not None and not may_see_identity(viewer, posting)
    found = []
    for event in events:
        if event.action in WITH_VALUES and not shows_values:
            continue
        if hides:
            event.show_code()
        found.append(
            ActThen(
                happened_at=moment_words(event.happened_at),
                person=str(event.actor) if event.actor else _("System"),
                words=str(event),
            )
        )
    return tuple(found)
