"""What can no longer be written once a procedure is decided or has ended: told by the service, held by the database."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from postings.applications.errors import ProcedureEnded
from postings.applications.models import Applicant, Application
from postings.applications.services import decide_lateness, receive_application, settle_track, withdraw_application
from postings.equality.errors import StatementTooLate
from postings.equality.models import EqualityData
from postings.equality.services import save_equality_data
from postings.errors import NotYetPublished, WrongStep
from postings.files.completeness import set_requirements
from postings.files.models import ApplicationFile
from postings.intake import services as intake
from postings.notices.aborting import abort_posting
from postings.notices.lawsuits import record_check, record_lawsuit
from postings.notices.models import Lawsuit, NoSuitCheck
from recruitment.audit.models import Event
from tests.factories import make_equality_data, make_file, make_hr_officer, make_member, make_posting, make_requirement
from tests.postings.files.building import pdf_of
from tests.postings.intake.lists import JOERDIS, SILENT, changed, reviewed, take_over
from tests.postings.notices.building import make_decided
from tests.test_states import BUILD

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def refused(sql, *values, match):
    with pytest.raises(DatabaseError, match=match), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def officer():
    return make_hr_officer()


@pytest.fixture
def filled():
    return BUILD["filled"]()


@pytest.fixture(params=["filled", "aborted"])
def ended(request):
    return BUILD[request.param]()


def abort(posting):
    reason = "Die Stelle entfällt nach dem neuen Haushaltsplan."
    abort_posting(posting=posting, reason=reason, actor=make_hr_officer(), today=TODAY)


# Documents -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["decided", "aborted"])
def test_what_was_asked_of_everybody_stands(step, officer, client):
    posting = BUILD[step]()
    before = set(posting.document_requirements.values_list("need", flat=True))

    with pytest.raises(WrongStep):
        set_requirements(posting=posting, needs=["other"], actor=officer)
    client.force_login(officer)
    page = client.post(reverse("files:requirements_edit", args=[posting.pk]), {"needs": ["cv"]})

    assert "Dieser Schritt folgt nicht auf den Stand" in page.content.decode()
    assert set(posting.document_requirements.values_list("need", flat=True)) == before
    refused(
        "INSERT INTO files_documentrequirement (posting_id, need) VALUES (%s, 'cover_letter')",
        posting.pk,
        match="what was asked of everybody stands",
    )


def test_a_requirement_is_neither_taken_away_nor_moved_after_the_decision(officer):
    posting = BUILD["rating"]()
    need = make_requirement(posting, "cv")
    other = make_requirement(make_posting(), "cv")
    abort(posting)
    for sql in (
        "DELETE FROM files_documentrequirement WHERE id = %s",
        "UPDATE files_documentrequirement SET need = 'degree' WHERE id = %s",
    ):
        refused(sql, need.pk, match="what was asked of everybody stands")
    refused(
        "UPDATE files_documentrequirement SET posting_id = %s WHERE id = %s",
        posting.pk,
        other.pk,
        match="what was asked of everybody stands",
    )


@pytest.mark.parametrize("step", [step for step in BUILD if step != "draft"])
def test_a_document_is_removed_on_request_at_every_step_by_the_personnel_office_with_its_reason(step, officer, client):
    posting = BUILD[step]()
    file = make_file(posting.applications.first(), content=pdf_of())
    url = reverse("files:file_remove", args=[file.pk])

    for role in ("minute_taker", "observer", "decider"):
        client.force_login(make_member(posting, role=role))
        assert client.post(url, {"reason": "Die Person verlangt die Löschung"}).status_code in (403, 404)
    client.force_login(officer)
    client.post(url, {"reason": "Die Person verlangt die Löschung"})

    assert not ApplicationFile.objects.exists()
    assert "Die Person verlangt" in str(Event.objects.get(action="file.removed"))


# Equality data -------------------------------------------------------------------------------------------------------


def test_after_the_end_nothing_is_stated_anew(ended, officer, client):
    application = ended.applications.first()

    with pytest.raises(StatementTooLate):
        save_equality_data(data=EqualityData(application=application, sex="female"), actor=officer)
    client.force_login(officer)
    page = client.post(
        reverse("equality:equality_edit", args=[application.pk]),
        {"sex": "female", "disability_status": "not_stated", "migration_background": "not_stated"},
    )

    assert "Das Verfahren ist beendet" in page.content.decode()
    assert not EqualityData.objects.exists()
    refused(
        """INSERT INTO equality_equalitydata (application_id, sex, disability_status, disability_proof_seen,
           refuses_disability_representative, migration_background)
           VALUES (%s, 'not_stated', 'severe', false, false, 'not_stated')""",
        application.pk,
        match="nothing is stated anew",
    )


def test_after_the_end_a_statement_is_corrected_and_taken_back(officer):
    posting = BUILD["rating"]()
    data = make_equality_data(posting.applications.get(), sex="female", disability_status="severe")
    abort(posting)
    data.sex, data.disability_status = "male", "not_stated"

    save_equality_data(data=EqualityData.objects.get(), actor=officer)
    save_equality_data(data=data, actor=officer)

    assert EqualityData.objects.get().disability_status == "not_stated"
    refused(
        "UPDATE equality_equalitydata SET disability_status = 'severe' WHERE id = %s",
        data.pk,
        match="nothing is stated anew",
    )


# Applications --------------------------------------------------------------------------------------------------------


def test_an_ended_procedure_takes_in_no_application(ended, officer):
    before = Applicant.objects.count()

    with pytest.raises(ProcedureEnded):
        receive_application(
            posting=ended,
            applicant=Applicant(first_name="Uta", last_name="Spät"),
            received_on=TODAY,
            actor=officer,
            employment_status="employee",
            track="employee",
        )

    assert Applicant.objects.count() == before
    row = Application(
        posting=ended, applicant=Applicant.objects.create(sort_key="x"), number=99, received_on=TODAY,
        employment_status="employee",
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="takes in no application"), transaction.atomic():
        row.save()


def test_a_list_for_an_ended_procedure_brings_nobody_new(officer):
    posting = make_posting()
    take_over(posting, JOERDIS)
    shown = reviewed(posting, changed(JOERDIS, telefon="+49 30 2"), SILENT, actor=officer)
    abort(posting)

    with pytest.raises(intake.PreviewOutdated):
        intake.accept_list(applicant_list=shown, actor=officer, valid_only=True)
    intake.refresh_preview(applicant_list=shown)
    done = intake.accept_list(applicant_list=shown, actor=officer, valid_only=True)

    assert (done.summary["created"], done.summary["updated"], done.summary["left"]) == (0, 1, 1)
    assert "beendet" in str(done.reasons)
    assert posting.applications.get().applicant.phone == "+49 30 2"


def test_a_list_after_the_decision_corrects_the_address_and_nothing_that_was_compared(officer):
    posting = make_posting()
    take_over(posting, JOERDIS)
    abort(posting)
    later = changed(JOERDIS, ort="Leipzig", internextern="intern", migrationshintergrund="ja", schwerbehinderung="nein")

    take_over(posting, later)

    application = posting.applications.select_related("applicant").get()
    assert (application.applicant.city, application.is_internal) == ("Leipzig", False)
    data = EqualityData.objects.get()
    assert (data.migration_background, data.disability_status) == ("yes", "none")  # corrected: both were stated before


def test_what_an_application_states_stands_after_the_decision(officer):
    application = make_decided().applications.filter(status="eligible").first()

    with pytest.raises(WrongStep):
        settle_track(application=application, employment_status="civil_servant", track="civil_servant", actor=officer)
    for column, value in (("qualification", "Master"), ("experience", "x"), ("basis_result", "1"), ("track", "")):
        refused(
            f"UPDATE applications_application SET {column} = %s WHERE id = %s",
            value,
            application.pk,
            match="states stands after the decision",
        )


def test_whether_somebody_late_was_admitted_stands_after_the_decision(officer):
    posting = BUILD["rating"]()
    application = posting.applications.get()
    Application.objects.filter(pk=application.pk).update(late_decision="admitted", late_reason="Post")
    abort(posting)

    with pytest.raises(WrongStep):
        decide_lateness(application=application, is_admitted=False, reason="doch nicht", actor=officer)

    application.refresh_from_db()
    assert (application.late_decision, application.status) == ("admitted", "eligible")


def test_whoever_withdraws_after_the_end_is_erased(ended, officer):
    application = ended.applications.exclude(appointment__isnull=False).first()

    withdraw_application(application=application, withdrawn_on=TODAY, actor=officer)

    application.refresh_from_db()
    assert application.erased_at


# Suits ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["lawsuit_add", "check_add"])
def test_nobody_sues_against_a_draft(page, officer, client):
    posting = make_posting(status="draft")
    suit = Lawsuit(posting=posting, court="VG Berlin", file_number="VG 5 L 1/25", received_on=TODAY)
    check = NoSuitCheck(
        posting=posting, asked_of="VG Berlin", asked_by="Rechtsamt", asked_on=TODAY, is_clear=True, answer="keines"
    )
    data = {"court": "VG", "file_number": "1", "received_on": TODAY, "asked_of": "VG", "asked_by": "ich",
            "asked_on": TODAY, "is_clear": "1", "answer": "keines"}  # fmt: skip

    with pytest.raises(NotYetPublished):
        record_lawsuit(lawsuit=suit, actor=officer, today=TODAY)
    with pytest.raises(NotYetPublished):
        record_check(check=check, actor=officer, today=TODAY)
    client.force_login(officer)
    answer = client.post(reverse(f"notices:{page}", args=[posting.pk]), data)

    assert "erst nach der Veröffentlichung" in answer.content.decode()
    for row in (suit, check):
        row.recorded_by = officer
        with pytest.raises(DatabaseError, match="no suit before publication"), transaction.atomic():
            row.save()


def test_a_suit_may_come_after_the_end(ended, officer):
    suit = Lawsuit(posting=ended, court="VG Berlin", file_number="VG 5 L 1/25", received_on=TODAY)

    assert record_lawsuit(lawsuit=suit, actor=officer, today=TODAY).is_open
