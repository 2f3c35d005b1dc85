"""An officer issues documents, checks a file, and looks at an earlier day; wide and at 320 px."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from postings.documents.models import IssuedReport
from recruitment.jobs.worker import run_waiting_jobs
from tests.browser.test_rounds import look
from tests.factories import make_application, make_equality_data, make_hr_officer, make_member, make_posting, make_sheet
from tests.recruitment.jobs.processes import in_own_thread


@pytest.fixture
def posting(transactional_db):
    posting = make_posting()
    person = make_member(posting)
    for name in ("Zander", "Quitzow"):
        make_sheet(make_application(posting, last_name=name), person, [5, 4, 3])
    for _place in range(12):
        make_equality_data(make_application(posting, status="received"), sex="female")
    return posting


def test_documents_are_issued_checked_and_found_a_year_later(guarded_page, live_server, login, posting, tmp_path):
    page = login(guarded_page, make_hr_officer())
    page.goto(live_server.url + reverse("postings:posting_detail", args=[posting.pk]))
    page.click("a:has-text('Ausfertigungen')")
    expect(page.locator("main")).to_contain_text("noch nichts ausgefertigt")
    assert look(page) == []
    page.click("button:has-text('Bewerberübersicht ausfertigen')")
    expect(page.locator("table.data")).to_contain_text("Bewerberübersicht")
    assert look(page) == []

    application = posting.applications.get(applicant__last_name="Quitzow")
    page.goto(live_server.url + reverse("applications:application_detail", args=[application.pk]))
    page.click("a:has-text('Auszug zur Akteneinsicht')")
    page.click("button:has-text('Bewertungsbögen ausfertigen')")
    page.click("main a.kern-btn:has-text('Auszug zur Akteneinsicht')")
    page.click("main [name=save]")
    expect(page.locator("main")).to_contain_text("Bitte nennen Sie den Grund")
    assert look(page) == []
    page.fill("[name=reason]", "Antrag vom 1.12.")
    page.click("main [name=save]")
    expect(page.locator("[data-job]")).to_contain_text("Wartet auf einen freien Arbeitsprozess.")
    assert look(page) == []
    in_own_thread(run_waiting_jobs)
    expect(page.get_by_role("link", name="Fassung 1 herunterladen (PDF)")).to_be_visible(timeout=20_000)
    assert look(page) == []
    page.goto(live_server.url + reverse("documents:application_archive", args=[application.pk]))
    expect(page.locator("table.data")).to_contain_text("Auszug zur Akteneinsicht")
    assert look(page) == []

    path = tmp_path / "a.pdf"
    path.write_bytes(bytes(IssuedReport.objects.get(kind="file_extract").content))
    page.goto(live_server.url + reverse("documents:document_verify"))
    assert look(page) == []
    for extra, words in ((b"", "Unverändert von uns"), (b"\n%x", "Verändert")):
        path.write_bytes(path.read_bytes() + extra)
        page.set_input_files("[name=file]", path)
        page.click("main [name=save]")
        expect(page.locator(".kern-alert")).to_contain_text(words)
        assert look(page) == []

    page.goto(live_server.url + reverse("statistics:statistics", args=[posting.pk]))
    expect(page.locator("main")).to_contain_text("weiblich")
    assert look(page) == []

    page.goto(live_server.url + reverse("chronicle:state", args=[posting.pk]))
    expect(page.locator("main")).to_contain_text("Auszug zur Akteneinsicht")
    assert look(page) == []
    page.fill("[name=tag]", "2020-01-01")
    page.click("main [name=save]")
    expect(page.locator("main")).to_contain_text("gab es das Verfahren noch nicht")
    assert look(page) == []
