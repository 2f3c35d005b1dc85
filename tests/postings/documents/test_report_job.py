"""Long reports are made as jobs: by the real worker in the test, and by one that is killed."""

import signal

import pytest
from django.urls import reverse

from postings.documents import services
from postings.documents.models import IssuedReport
from postings.documents.tasks import start_report
from recruitment.audit.models import Event
from recruitment.jobs.models import Job
from recruitment.jobs.services import rescue_jobs
from recruitment.jobs.worker import run_waiting_jobs
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_sheet
from tests.recruitment.jobs.processes import in_own_thread, wait_for, worker

pytestmark = pytest.mark.django_db


def rated_posting(count=3):
    posting = make_posting()
    members = [make_member(posting), make_member(posting)]
    for number in range(count):
        application = make_application(posting, last_name=f"Person{number:02}")
        for member in members:
            make_sheet(application, member, [1 + number % 5, 3, 4])
    return posting


@pytest.fixture
def posting():
    return rated_posting()


@pytest.fixture
def officer(client):
    officer = make_hr_officer()
    client.force_login(officer)
    return officer


def issue(client, posting):
    return client.post(reverse("documents:report_issue", args=[posting.pk]), follow=True)


def test_a_short_report_is_issued_at_once(client, posting, officer):
    response = issue(client, posting)

    assert "als Fassung 1 ausgefertigt" in response.content.decode()
    assert not Job.objects.exists()


def test_a_long_report_becomes_a_job_that_ends_with_the_same_document(client, posting, officer, settings):
    settings.REPORT_DIRECT_APPLICANTS = 2

    waiting = issue(client, posting).content.decode()
    listed = client.get(reverse("documents:report_list", args=[posting.pk])).content.decode()
    run_waiting_jobs()

    job = Job.objects.get()
    report = IssuedReport.objects.get()
    assert "Wartet auf einen freien Arbeitsprozess." in waiting
    assert "Ein Bericht wird gerade ausgefertigt" in listed
    assert (job.state, job.error, report.version, report.issued_by) == ("succeeded", "", 1, officer)
    assert job.result_url == reverse("documents:report_download", args=[report.pk])
    assert bytes(report.content) == services.render_report(services.build_report_content(posting))
    assert Event.objects.filter(action="report.issued").count() == 1
    assert client.get(job.result_url).status_code == 200


def test_the_same_data_are_offered_and_not_made_again(client, posting, officer, settings, monkeypatch):
    services.issue_selection_report(posting=posting, actor=officer)
    monkeypatch.setattr(services, "html_to_pdf", None)  # whoever makes pages fails
    settings.REPORT_DIRECT_APPLICANTS = 2

    issue(client, posting)
    run_waiting_jobs()

    job = Job.objects.get()
    assert (job.state, job.result_label) == (
        "succeeded",
        "Seit der Fassung 1 hat sich nichts geändert: Fassung 1 herunterladen (PDF)",
    )
    assert IssuedReport.objects.count() == 1


def test_data_that_change_back_give_a_new_version_with_the_bytes_of_the_old(posting, officer, monkeypatch):
    first = services.issue_selection_report(posting=posting, actor=officer)
    observer = make_member(posting, role="observer")
    second = services.issue_selection_report(posting=posting, actor=officer)
    posting.memberships.filter(user=observer).delete()
    monkeypatch.setattr(services, "html_to_pdf", None)

    third = services.issue_selection_report(posting=posting, actor=officer)

    assert [first.version, second.version, third.version] == [1, 2, 3]
    assert (third.sha256, bytes(third.content)) == (first.sha256, bytes(first.content))
    assert second.sha256 != first.sha256


def test_what_is_rated_while_pages_are_set_stands_in_the_report(posting, officer):
    late = make_application(posting, last_name="Spaet")
    members = [member.user for member in posting.memberships.filter(role="assessor")]
    seen = []

    def on_page(number):
        if not seen:
            for member in members:
                make_sheet(late, member, [5, 5, 5])
        seen.append(number)

    report = services.issue_large_report(posting=posting, actor=officer, tell=lambda note: None, on_page=on_page)

    assert report.data_sha256 == services.build_report_content(posting).sha256
    assert seen.count(1) >= 2  # set twice
    assert IssuedReport.objects.count() == 1


def test_whoever_lost_the_right_meanwhile_gets_no_report(posting):
    chair = make_member(posting, role="chair")
    job = start_report(posting=posting, actor=chair, applicants=3)
    posting.memberships.filter(user=chair).delete()

    run_waiting_jobs()

    job.refresh_from_db()
    assert (job.state, IssuedReport.objects.count()) == ("failed", 0)
    assert "nicht mehr einsehen" in job.error


def test_a_report_that_cannot_be_made_says_why(officer):
    posting = make_posting()
    make_application(posting)
    job = start_report(posting=posting, actor=officer, applicants=1)

    run_waiting_jobs()

    job.refresh_from_db()
    assert job.state == "failed"
    assert "noch keine vollständige Bewertung" in job.error


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_leaves_no_document_and_another_makes_it(officer, settings):
    posting = rated_posting(15)
    job = start_report(posting=posting, actor=officer, applicants=15)
    with worker("--single") as process:
        wait_for(lambda: Job.objects.get().note.startswith("Seite"))
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert not IssuedReport.objects.exists()
    assert not Event.objects.filter(action="report.issued").exists()

    settings.JOB_STALLED_SECONDS = 1
    wait_for(lambda: in_own_thread(rescue_jobs))
    in_own_thread(run_waiting_jobs)

    job.refresh_from_db()
    assert (job.state, job.attempts) == ("succeeded", 2)
    assert bytes(IssuedReport.objects.get().content).startswith(b"%PDF-")
