"""One act of each step of the procedure: what must be there before, and the act that is then interrupted.

Each returns a function to be called once. They change the same tables by the same number of rows every time, so that
what an interrupted one leaves can be compared with an undisturbed one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from postings.applications.formal_check import confirm_refusal
from postings.applications.merging import merge_applicants
from postings.applications.models import Applicant
from postings.applications.services import receive_application, withdraw_application
from postings.assessment.cells import CellInput, find_place, save_cell
from postings.assessment.consensus import agree_on_value
from postings.assessment.impartiality import Statement, declare_impartiality, record_conflict
from postings.assessment.rounds import close_round, reopen_round
from postings.assessment.services import save_sheet, submit_sheet
from postings.decision.comparison import save_finding
from postings.decision.decisions import withdraw_decision, write_decision
from postings.decision.memos import begin_memo
from postings.decision.models import SelectionDecision
from postings.documents.services import issue_selection_report
from postings.files.services import Upload, remove_file, take_in_files
from postings.intake.services import accept_list
from postings.interviews.appointments import Appointment, plan_interview
from postings.interviews.records import save_record
from postings.notices.aborting import abort_posting
from postings.notices.composing import digest_of
from postings.notices.enums import Kind, Way
from postings.notices.runs import confirm_run, drafts_for
from postings.selection.ranking import build_ranking
from postings.services import open_scoring, publish_posting
from profiles.services import lock_profile
from recruitment.jobs.services import start_job
from tests.factories import (
    PUBLISHED_ON,
    answers_for,
    declare,
    make_application,
    make_equality_data,
    make_file,
    make_finding,
    make_formal_decision,
    make_hr_officer,
    make_member,
    make_posting,
    make_profile,
    make_ranked,
    make_sheet,
    make_user,
    placings_of,
    record_content,
)
from tests.postings.files.building import pdf_of
from tests.postings.intake.lists import JOERDIS, SILENT, reviewed
from tests.postings.notices.building import give_reasons, keys_of, make_decided
from tests.recruitment.jobs import kinds  # noqa: F401 - registers the work of the job

Act = Callable[[], object]
REASON = "Das Bild der Leistungen ist nach dem Anforderungsprofil gleich."


@dataclass(frozen=True, slots=True)
class Scene:
    name: str
    prepare: Callable[[], Act]
    # An act that stores each of several things on its own: some of them may be there.
    is_piecewise: bool = False
    # The values of the ratings that it stores, in the order of the criteria.
    values: tuple[int | None, ...] = ()


def _rating():
    posting = make_posting()
    application, assessor = make_application(posting), make_member(posting)
    declare(posting, assessor)
    return posting, application, assessor


def cell() -> Act:
    posting, application, assessor = _rating()
    entry = CellInput(posting.profile.criteria.first().pk, value=4, observation="nennt die Frist")
    place = find_place(application.pk, 1, assessor)
    return lambda: save_cell(place=place, assessor=assessor, cell=entry, known=[(None, False, "", "")])


def sheet() -> Act:
    posting, application, assessor = _rating()
    return lambda: save_sheet(
        application=application, assessor=assessor, answers=answers_for(posting, [5, 0, 2]), note="ruhig",
        expected_version=0, actor=assessor,
    )  # fmt: skip


def submission() -> Act:
    _posting, application, assessor = _rating()
    stored = make_sheet(application, assessor, [1, 2, 3], is_submitted=False)
    return lambda: submit_sheet(sheet=stored, actor=assessor)


def declaration() -> Act:
    posting, person = make_posting(), None
    said = [Statement(make_application(posting).pk) for _ in range(3)]
    person = make_member(posting)
    return lambda: declare_impartiality(posting=posting, person=person, statements=said, actor=person)


def conflict() -> Act:
    _posting, application, assessor = _rating()
    actor = make_hr_officer()
    return lambda: record_conflict(application=application, person=assessor, reason="Geschwister", actor=actor)


def _all_rated():
    posting = make_posting()
    people = [make_member(posting), make_member(posting)]
    application = make_application(posting)
    for person in people:
        make_sheet(application, person, [3, 4, 5])
    return posting, application, people, posting.plan.rounds.get()


def closing() -> Act:
    _posting, _application, _people, entry = _all_rated()
    actor = make_hr_officer()
    return lambda: close_round(round=entry, actor=actor)


def reopening() -> Act:
    _posting, _application, _people, entry = _all_rated()
    actor = make_hr_officer()
    closed = close_round(round=entry, actor=actor)
    return lambda: reopen_round(round=closed, actor=actor, reason=REASON)


def consensus() -> Act:
    _posting, application, people, entry = _all_rated()
    closed = close_round(round=entry, actor=make_hr_officer())
    return lambda: agree_on_value(
        application=application, round=closed, criterion=closed.criteria.first(), value=5, reason=REASON,
        present=people, actor=people[0],
    )  # fmt: skip


def publication() -> Act:
    profile = lock_profile(profile=make_profile(), actor=make_hr_officer())
    posting, actor = make_posting(status="draft", profile=profile), make_hr_officer()
    return lambda: publish_posting(posting=posting, published_on=PUBLISHED_ON, actor=actor)


def opening() -> Act:
    posting, actor = make_posting(status="published"), make_hr_officer()
    for role in ("chair", "assessor", "assessor"):
        make_member(posting, role=role)
    return lambda: open_scoring(posting=posting, actor=actor)


def receipt() -> Act:
    posting, actor = make_posting(), make_hr_officer()
    person = Applicant(first_name="Jördis", last_name="Größmann")
    return lambda: receive_application(
        posting=posting, applicant=person, received_on=PUBLISHED_ON, employment_status="employee", track="employee",
        actor=actor,
    )  # fmt: skip


def refusal() -> Act:
    decision = make_formal_decision(
        make_application(make_posting(), status="received"), is_eligible=False, grounds="kein Abschluss",
        state="proposed", confirmed_by=None, confirmed_at=None,
    )  # fmt: skip
    actor = make_hr_officer()
    return lambda: confirm_refusal(decision=decision, actor=actor)


def merge() -> Act:
    posting, actor = make_posting(), make_hr_officer()
    stays, goes = make_application(posting), make_application(posting)
    return lambda: merge_applicants(
        stays=stays, goes=goes, reason="Gleiche Anschrift.", taken_over=["first_name"], actor=actor
    )


def withdrawal() -> Act:
    _posting, application, assessor = _rating()
    make_sheet(application, assessor, [3, 3, 3])
    make_file(application)
    make_equality_data(application, disability_status="severe")
    actor = make_hr_officer()
    return lambda: withdraw_application(application=application, withdrawn_on=PUBLISHED_ON, actor=actor)


def documents() -> Act:
    application, actor = make_application(make_posting()), make_hr_officer()
    uploads = [Upload("Lebenslauf.pdf", pdf_of("eins")), Upload("Zeugnis.pdf", pdf_of("zwei"))]
    return lambda: take_in_files(application=application, uploads=uploads, actor=actor)


def removal() -> Act:
    file, actor = make_file(make_application(make_posting())), make_hr_officer()
    return lambda: remove_file(file=file, reason="falsch zugeordnet", actor=actor)


def intake() -> Act:
    actor = make_hr_officer()
    kept = reviewed(make_posting(), JOERDIS, SILENT, actor=actor)
    return lambda: accept_list(applicant_list=kept, actor=actor)


def interview() -> Act:
    posting = make_posting()
    application, entry, actor = make_application(posting), posting.plan.rounds.get(), make_hr_officer()
    place = Appointment(starts_at=timezone.now() + timedelta(days=7), minutes=45, place="Raum 107")
    return lambda: plan_interview(
        application=application, round=entry, appointment=place, expected_sequence=None, actor=actor
    )


def record() -> Act:
    posting = make_posting()
    application, entry, actor = make_application(posting), posting.plan.rounds.get(), make_hr_officer()
    content = record_content(entry, actor)
    return lambda: save_record(application=application, round=entry, content=content, expected_version=0, actor=actor)


def doubt() -> Act:
    application, actor = make_application(make_posting()), make_hr_officer()
    make_equality_data(application, disability_status="severe")
    return lambda: make_finding(application, actor=actor)


def equality() -> Act:
    posting, actor = make_posting(), make_hr_officer()
    ids = [one.pk for one in make_ranked(posting, [4, 4, 4], [4, 4, 3])]
    return lambda: save_finding(posting=posting, application_ids=ids, is_equal=True, reason=REASON, actor=actor)


def memo() -> Act:
    posting, actor = make_posting(), make_hr_officer()
    make_ranked(posting, [4, 4, 4], [4, 4, 3])
    return lambda: begin_memo(posting=posting, actor=actor)


def decision() -> Act:
    posting = make_posting()
    ranked = make_ranked(posting, [4, 4, 4], [4, 4, 3])
    placings, ranking = placings_of(posting, ranked[0]), build_ranking(posting)
    actor = make_member(posting, role="decider")
    return lambda: write_decision(posting=posting, placings=placings, reason=REASON, ranking=ranking, actor=actor)


def second_thoughts() -> Act:
    posting, actor = make_decided(), make_hr_officer()
    standing = SelectionDecision.objects.get(posting=posting)
    return lambda: withdraw_decision(decision=standing, ground="error", reason=REASON, actor=actor)


def notices() -> Act:
    posting, actor = make_decided(), make_hr_officer()
    give_reasons(posting, actor)
    keys = keys_of(posting, Kind.COMPETITOR)
    digest = digest_of(drafts_for(posting, Kind.COMPETITOR, Way.LETTER, keys, actor=actor))
    return lambda: confirm_run(
        posting=posting, kind=Kind.COMPETITOR, way=Way.LETTER, keys=keys, key=uuid4(), digest=digest,
        has_read_warnings=True, actor=actor, today=timezone.localdate(),
    )  # fmt: skip


def ending() -> Act:
    posting, actor = make_posting(), make_hr_officer()
    reason = "Die Stelle entfällt nach dem neuen Haushaltsplan."
    return lambda: abort_posting(posting=posting, reason=reason, actor=actor, today=timezone.localdate())


def job() -> Act:
    person = make_user()
    return lambda: start_job(kind="test_count", actor=person, arguments={}, back_url="/", total=1)


def report() -> Act:
    posting, actor = make_posting(), make_hr_officer()
    make_ranked(posting, [4, 4, 4], [3, 4, 3])
    return lambda: issue_selection_report(posting=posting, actor=actor)


SCENES = [
    *(
        Scene(act.__name__, act)
        for act in (
            submission, declaration, conflict, closing, reopening, consensus, publication, opening,
            receipt, refusal, merge, withdrawal, removal, intake, interview, record, doubt, equality, memo, decision,
            second_thoughts, notices, ending, job, report,
        )
    ),
    Scene("cell", cell, values=(4,)),
    Scene("sheet", sheet, values=(5, None, 2)),
    Scene("documents", documents, is_piecewise=True),
]  # fmt: skip
