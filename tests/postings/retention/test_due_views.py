"""Pages of retention: dry run, holds, proposal and confirmation."""

import pytest
from django.urls import reverse

from postings.retention import tasks
from postings.retention.models import ErasureRun, LegalHold
from recruitment.jobs.models import Job
from recruitment.jobs.services import run_job
from tests.factories import make_application, make_hr_officer, make_posting, make_user

pytestmark = pytest.mark.django_db


def url(name, *arguments):
    return reverse(f"retention:{name}", args=arguments)


def left_over(count=2):
    """Withdrawn applications that an older version did not erase: due at once."""
    posting = make_posting()
    for _number in range(count):
        make_application(posting, last_name="Quittenwolke", status="withdrawn", withdrawn_on="2025-08-20")
    return posting


def content(client, *address):
    return client.get(url(*address)).content.decode()


@pytest.fixture
def officer(client):
    officer = make_hr_officer()
    client.force_login(officer)
    return officer


def test_an_administrator_sees_counts_and_no_way_into_the_procedure(client):
    posting = left_over()
    client.force_login(make_user(roles=["administrator"]))

    page = content(client, "due_list")

    assert posting.reference_number in page
    assert "Quittenwolke" not in page
    assert url("due_detail", posting.pk) not in page
    assert "zu bestätigen" in page  # the periods that no source gives


def test_from_the_list_over_proposal_and_confirmation_to_the_protocol(
    client, officer, django_capture_on_commit_callbacks
):
    posting = left_over()
    assert url("due_detail", posting.pk) in content(client, "due_list")
    page = content(client, "due_detail", posting.pk)
    assert "Löschung vorschlagen" in page
    assert "Quittenwolke" not in page

    client.post(url("run_propose", posting.pk))
    run = ErasureRun.objects.get()
    assert "Bestätigen muss sie eine zweite Person" in content(client, "run_detail", run.pk)
    refused = client.post(url("run_confirm", run.pk), follow=True).content.decode()
    assert "Bestätigen muss sie eine zweite Person" in refused

    client.force_login(make_user(roles=["administrator"]))
    assert "als zweite Person bestätigen" in content(client, "run_detail", run.pk)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("run_confirm", run.pk))

    assert "abgeschlossen" in content(client, "run_detail", run.pk)
    assert not posting.applications.filter(erased_at=None).exists()
    client.force_login(officer)
    assert content(client, "due_list").count("<code>") == 0
    assert content(client, "deletion_list", posting.pk).count("Ende der Aufbewahrungsfrist") == 3


def test_many_are_erased_as_a_job(client, officer, monkeypatch):
    monkeypatch.setattr(tasks, "IN_REQUEST", 1)
    posting = left_over()
    client.post(url("run_propose", posting.pk))
    client.force_login(make_hr_officer())

    client.post(url("run_confirm", ErasureRun.objects.get().pk))
    run_job(Job.objects.get(kind=tasks.ERASING).pk)

    assert ErasureRun.objects.get().state == "done"
    assert not posting.applications.filter(erased_at=None).exists()


def test_nothing_due_says_so(client, officer):
    page = client.post(url("run_propose", make_posting().pk), follow=True).content.decode()

    assert "nichts zu löschen" in page


def test_a_hold_is_set_and_lifted_with_reasons(client, officer):
    posting = left_over(1)
    application = posting.applications.get()
    data = {"application": application.pk, "reason": "Klage angekündigt"}
    assert (
        "Bitte geben Sie eine Begründung an"
        in client.post(url("hold_set", posting.pk), {"reason": ""}).content.decode()
    )

    client.post(url("hold_set", posting.pk), data)

    hold = LegalHold.objects.get()
    page = content(client, "due_detail", posting.pk)
    assert "Klage angekündigt" in page
    assert "Löschung vorschlagen" not in page
    client.post(url("hold_lift", hold.pk), {"reason": "erledigt"})
    assert "Löschung vorschlagen" in content(client, "due_detail", posting.pk)
    again = client.post(url("hold_lift", hold.pk), {"reason": "x"}, follow=True).content.decode()
    assert "bereits aufgehoben" in again


def test_a_proposal_is_discarded_with_the_reason(client, officer):
    posting = left_over(1)
    client.post(url("run_propose", posting.pk))
    run = ErasureRun.objects.get()

    client.post(url("run_discard", run.pk), {"reason": "Frist geprüft: noch nicht"})

    run.refresh_from_db()
    assert run.state == "discarded"


def test_a_withdrawal_under_a_hold_says_that_nothing_was_erased(client, officer):
    application = make_application(make_posting())
    LegalHold.objects.create(posting=application.posting, reason="Prüfung", set_by=officer)
    assert "Die Löschung ist ausgesetzt" in content(client, "application_withdraw", application.pk)

    page = client.post(
        url("application_withdraw", application.pk), {"withdrawn_on": "2025-08-20", "is_sure": "on"}, follow=True
    ).content.decode()

    assert "sobald die Aussetzung aufgehoben ist" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_many_procedures(client, officer, count, django_assert_max_num_queries):
    for _number in range(count):
        left_over(1)

    with django_assert_max_num_queries(13):
        client.get(url("due_list"))


def test_the_procedure_costs_the_same_for_many_people(client, officer, django_assert_max_num_queries):
    posting = left_over(10)

    with django_assert_max_num_queries(17):
        client.get(url("due_detail", posting.pk))
