"""The rating sheets of a whole procedure: one job, one ZIP of documents that are known one by one."""

import hashlib
import io
import zipfile

import pytest
from django.urls import reverse

from postings.applications.services import withdraw_application
from postings.documents import archive
from postings.documents.enums import DocumentKind
from postings.documents.errors import NothingToIssue
from postings.documents.models import IssuedReport
from postings.documents.sheet_batch import pack_sheets
from postings.documents.tasks import start_all_sheets
from postings.documents.verification import Verdict, verify
from recruitment.audit.models import Event
from recruitment.jobs.models import Job
from recruitment.jobs.worker import run_waiting_jobs
from tests.factories import PUBLISHED_ON, make_application, make_hr_officer, make_member, make_posting
from tests.postings.documents.test_archive import application_of, make_procedure

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_procedure()


@pytest.fixture
def officer(client):
    officer = make_hr_officer()
    client.force_login(officer)
    return officer


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def test_all_sheets_are_issued_as_one_job_and_handed_out_as_one_file(client, posting, officer):
    make_application(posting, last_name="Ohne")  # nobody rated it: no sheet

    waiting = client.post(reverse("documents:all_sheets_issue", args=[posting.pk]), follow=True).content.decode()
    run_waiting_jobs()

    job = Job.objects.get()
    assert "Wartet auf einen freien Arbeitsprozess." in waiting
    assert (job.state, job.error, job.total) == ("succeeded", "", 2)
    files = unpacked(client.get(job.result_url).getvalue())
    assert sorted(files) == [
        "Bewertungsboegen-148-2025-Bewerbung-1-Fassung-1.pdf",
        "Bewertungsboegen-148-2025-Bewerbung-2-Fassung-1.pdf",
        "pruefsummen.sha256",
    ]
    for line in files.pop("pruefsummen.sha256").decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(files[name]).hexdigest() == digest
        assert verify(files[name]).verdict == Verdict.GENUINE
    assert Event.objects.get(action="sheets.downloaded").facts["count"] == 2
    listed = client.get(reverse("documents:archive_list", args=[posting.pk])).content.decode()
    assert "Ausgefertigte Bewertungsbögen herunterladen (ZIP, 2 Bewerbungen)" in listed


def test_what_has_not_changed_is_not_issued_again_and_the_same_documents_give_the_same_bytes(posting, officer):
    own = application_of(posting, "Quitzow")
    first = archive.issue_application_document(application=own, kind=DocumentKind.RATING_SHEETS, actor=officer)
    start_all_sheets(posting=posting, actor=officer)
    run_waiting_jobs()

    assert IssuedReport.objects.filter(application=own).get().pk == first.pk
    assert pack_sheets(posting=posting, actor=officer).read() == pack_sheets(posting=posting, actor=officer).read()


def test_a_person_whose_data_are_erased_is_in_no_file(posting, officer):
    start_all_sheets(posting=posting, actor=officer)
    run_waiting_jobs()

    withdraw_application(
        application=application_of(posting, "Quitzow"), withdrawn_on=PUBLISHED_ON, actor=make_hr_officer()
    )

    assert len(unpacked(pack_sheets(posting=posting, actor=officer).read())) == 2  # one sheet, the sums


def test_while_names_are_hidden_files_are_called_by_code(officer):
    posting = make_procedure(is_blind=True)
    start_all_sheets(posting=posting, actor=officer)
    run_waiting_jobs()

    files = unpacked(pack_sheets(posting=posting, actor=officer).read())

    codes = set(posting.applications.values_list("code", flat=True))
    assert {name.split("-")[3] for name in files if name.endswith(".pdf")} <= {
        part for code in codes for part in code.split("-")
    } | codes
    assert not any("nr-" in name for name in files)


def test_without_a_submitted_sheet_it_says_so(client, officer):
    posting = make_posting()
    make_application(posting)

    with pytest.raises(NothingToIssue):
        start_all_sheets(posting=posting, actor=officer)
    for method, name in ((client.post, "all_sheets_issue"), (client.get, "all_sheets_download")):
        page = method(reverse(f"documents:{name}", args=[posting.pk]), follow=True).content.decode()
        assert "Das Dokument kann noch nicht ausgefertigt werden" in page


def test_whoever_lost_the_right_meanwhile_issues_none(posting):
    chair = make_member(posting, role="chair")
    job = start_all_sheets(posting=posting, actor=chair)
    posting.memberships.filter(user=chair).delete()

    run_waiting_jobs()

    job.refresh_from_db()
    assert (job.state, IssuedReport.objects.count()) == ("failed", 0)
