"""Erasure after the period: two persons, nothing early, nothing held, and the names gone from everywhere."""

import logging
from datetime import date, timedelta
from pathlib import Path

import pgtrigger
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from postings.applications.models import Application
from postings.applications.services import withdraw_application
from postings.documents.models import IssuedReport
from postings.models import Posting
from postings.notices.lawsuits import end_lawsuit, record_lawsuit
from postings.notices.models import Lawsuit
from postings.retention import runs
from postings.retention.due import due_procedure, due_procedures
from postings.retention.enums import RunState
from postings.retention.errors import ErasureHeld, HoldLifted, ListChanged, NothingDue, RunDecided, RunOpen, SamePerson
from postings.retention.holds import lift_hold, set_hold
from postings.retention.models import DeletionRecord, ErasureRun, LegalHold
from postings.retention.runs import confirm_run, discard_run, execute_run, finish_all, propose_run
from postings.retention.services import erase_application, erase_file
from postings.statistics.content import build_statistics
from recruitment.audit.models import Event
from recruitment.audit.sealing import seal_history
from recruitment.audit.verifying import verify_history
from recruitment.mail import Outbox
from tests.factories import make_application, make_hr_officer, make_posting, make_user
from tests.postings.retention.building import CHOSEN, LOSER, later, make_filled
from tests.postings.retention.searching import places_of
from tests.test_permissions import kept_scene

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker, tmp_path_factory):
    """Built once: every test works in a savepoint inside this transaction."""
    with kept_scene(
        django_db_blocker, tmp_path_factory.mktemp("scene"), lambda: {"posting": make_filled().pk}
    ) as built:
        yield built


@pytest.fixture
def filled(scene, settings, db):
    settings.APPLICATION_FILES_DIR = scene["files"]
    return Posting.objects.get(pk=scene["posting"])


def person(posting, name):
    return posting.applications.get(applicant__last_name=name)


def erased(posting, *, today=None):
    today = today or later()
    run = propose_run(posting=posting, actor=make_hr_officer(), today=today)
    confirm_run(run=run, actor=make_hr_officer(), today=today)
    run.refresh_from_db()
    return execute_run(run, today=today)


def due(posting, today):
    return due_procedure(posting, today=today)


def test_after_the_period_the_names_stand_nowhere(
    filled, settings, tmp_path, caplog, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.DEBUG)
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    with Outbox() as outbox:
        outbox.send(to="quittenwolke@example.org", subject="Absage", body="Sehr geehrte Frau Quittenwolke")
        outbox.send(to="bleibt@example.org", subject="Absage", body="Sehr geehrter Herr Blüte")
    session = SessionStore()
    session["kept"] = f"Suche nach {LOSER}"
    session.save()
    seal_history(day=date(2025, 8, 1))
    media = Path(settings.APPLICATION_FILES_DIR)
    names = (LOSER, CHOSEN, "Espenlaubhuber", "quittenwolke@example.org")
    assert len(places_of(LOSER)) > 5
    assert [path for path in media.rglob("*") if path.is_file()]
    assert IssuedReport.objects.filter(kind="selection_report").exists()

    with django_capture_on_commit_callbacks(execute=True):
        run = erased(filled)

    assert run.state == RunState.DONE
    assert places_of(*names) == set()
    assert [path for path in media.rglob("*") if path.is_file()] == []
    assert not Session.objects.filter(pk=session.session_key).exists()
    mails = "".join(path.read_text() for path in settings.EMAIL_FILE_PATH.iterdir())
    assert "bleibt@example.org" in mails
    assert "uittenwolke" not in mails
    assert not any(name in caplog.text for name in names)
    assert verify_history().faults == ()
    seal_history(day=date(2025, 8, 2))
    assert verify_history().faults == ()


def test_what_names_nobody_stays(filled):
    numbers = list(filled.applications.values_list("number", "status"))
    statistics = IssuedReport.objects.get(kind="statistics")

    erased(filled)

    assert list(filled.applications.values_list("number", "status")) == numbers
    assert IssuedReport.objects.get(kind="statistics").sha256 == statistics.sha256
    assert not IssuedReport.objects.filter(kind__in=["selection_report", "selection_memo"]).exists()
    assert build_statistics(filled)
    assert Event.objects.filter(action="application.erased").count() == len(numbers)


def test_the_protocol_names_hashes_only_and_the_second_person(filled):
    run = erased(filled)

    records = DeletionRecord.objects.filter(legal_ground="period_over")
    assert records.count() == filled.applications.count() + 1  # and the file of the procedure
    assert {record.erased_by for record in records} == {run.decided_by}
    assert all(len(record.subject_hash) == 64 for record in records)


def test_nothing_is_due_before_six_months_are_over(filled):
    begins = due(filled, later()).begins
    assert begins == timezone.localdate()
    before = due(filled, later()).due_on - timedelta(days=1)

    assert due(filled, before).to_erase == []
    with pytest.raises(NothingDue):
        propose_run(posting=filled, actor=make_hr_officer(), today=before)


def test_whoever_was_not_told_keeps_the_period_from_beginning(filled):
    with pgtrigger.ignore("applications.Application:application_comes_before_the_end"):  # from before this was refused
        make_application(filled, status="ineligible")

    found = due(filled, later())
    assert (found.begins, found.to_erase) == (None, [])
    assert "Personen ohne versandte Mitteilung: 1" in found.hindrances[0]


def test_a_second_person_confirms_and_the_database_knows(filled):
    officer = make_hr_officer()
    run = propose_run(posting=filled, actor=officer, today=later())

    with pytest.raises(SamePerson):
        confirm_run(run=run, actor=officer, today=later())
    with pytest.raises(DatabaseError, match="erasurerun_confirmed_by_two"), transaction.atomic():
        ErasureRun.objects.filter(pk=run.pk).update(
            state=RunState.CONFIRMED, decided_by=officer, decided_at=timezone.now()
        )
    assert not Application.objects.exclude(erased_at=None).exists()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM retention_erasurerun",
        "UPDATE retention_erasurerun SET state = 'done', done_at = now(), decided_at = now(),"
        " decided_by_id = (SELECT max(id) FROM accounts_user)",
        "UPDATE retention_erasurerun SET due_on = '2020-01-01'",
        "DELETE FROM retention_legalhold",
        "UPDATE retention_legalhold SET reason = 'anders'",
        "UPDATE retention_legalhold SET lifted_at = now()",
        "DELETE FROM documents_issuedreport WHERE kind = 'selection_report'",
    ],
)
def test_the_database_holds_runs_holds_and_reports(filled, statement):
    propose_run(posting=filled, actor=make_hr_officer(), today=later())
    set_hold(posting=filled, application=None, reason="Widerspruch", actor=make_hr_officer())

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_report_goes_with_the_last_person_only(filled):
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        DeletionRecord.objects.create(subject_hash="0" * 64, posting_reference="x", legal_ground="period_over")
        IssuedReport.objects.filter(kind="selection_report").delete()


def test_one_open_proposal_and_one_decision_each(filled):
    officer = make_hr_officer()
    run = propose_run(posting=filled, actor=officer, today=later())
    with pytest.raises(RunOpen):
        propose_run(posting=filled, actor=officer, today=later())

    discard_run(run=run, reason="Frist falsch berechnet", actor=officer)

    for step in (
        lambda: discard_run(run=run, reason="x", actor=officer),
        lambda: confirm_run(run=run, actor=make_hr_officer(), today=later()),
    ):
        with pytest.raises(RunDecided):
            step()
    assert propose_run(posting=filled, actor=officer, today=later())


def test_a_hold_on_one_person_keeps_her_and_the_file(filled):
    officer = make_hr_officer()
    hold = set_hold(posting=filled, application=person(filled, LOSER), reason=f"{LOSER} widerspricht", actor=officer)

    erased(filled)

    assert person(filled, LOSER).erased_at is None
    assert places_of(CHOSEN) != set()  # the report names everybody and stays with the last
    assert IssuedReport.objects.filter(kind="selection_report").exists()
    with pytest.raises(ErasureHeld):
        erase_application(application=person(filled, LOSER), actor=officer)
    with pytest.raises(ErasureHeld):
        erase_file(posting=filled, actor=officer)

    lift_hold(hold=hold, reason=f"{LOSER} nimmt zurück", actor=officer)
    with pytest.raises(HoldLifted):
        lift_hold(hold=hold, reason="x", actor=officer)
    erased(filled)

    assert places_of(LOSER, CHOSEN) == set()
    assert LegalHold.objects.get().reason == "[gelöscht]"


def test_a_hold_on_the_procedure_or_an_open_suit_stops_everything(filled):
    officer = make_hr_officer()
    hold = set_hold(posting=filled, application=None, reason="Prüfung durch den Rechnungshof", actor=officer)
    assert due(filled, later()).to_erase == []
    lift_hold(hold=hold, reason="beendet", actor=officer)
    suit = record_lawsuit(
        lawsuit=Lawsuit(posting=filled, court="VG Berlin", file_number="7 L 1.26", received_on=timezone.localdate()),
        actor=officer,
        today=timezone.localdate(),
    )

    found = due(filled, later())
    assert (found.to_erase, found.begins) == ([], None)

    end_lawsuit(lawsuit=suit, ended_on=timezone.localdate(), result="zurückgenommen", actor=officer,
                today=timezone.localdate())  # fmt: skip
    assert len(due(filled, later()).to_erase) == 5


def test_a_hold_between_proposal_and_confirmation_stops_it(filled):
    run = propose_run(posting=filled, actor=make_hr_officer(), today=later())
    set_hold(posting=filled, application=person(filled, LOSER), reason="Klage angekündigt", actor=make_hr_officer())

    with pytest.raises(ListChanged):
        confirm_run(run=run, actor=make_hr_officer(), today=later())


def test_a_withdrawal_under_a_hold_erases_when_the_hold_ends():
    posting, officer = make_posting(), make_hr_officer()
    application = make_application(posting, last_name="Zaunkönigin")
    hold = set_hold(posting=posting, application=application, reason="Klage angekündigt", actor=officer)

    withdraw_application(application=application, withdrawn_on=date(2025, 8, 20), actor=officer)

    application.refresh_from_db()
    assert (application.status, application.erased_at) == ("withdrawn", None)
    assert due(posting, date(2025, 8, 21)).held_count == 1
    call_command("erase_withdrawn_applications")
    assert places_of("Zaunkönigin") != set()

    lift_hold(hold=hold, reason="erledigt", actor=officer)
    call_command("erase_withdrawn_applications")
    assert places_of("Zaunkönigin") == set()


def test_an_erasure_that_was_killed_goes_on_where_it_stood(filled, monkeypatch):
    run = propose_run(posting=filled, actor=make_hr_officer(), today=later())
    run = confirm_run(run=run, actor=make_hr_officer(), today=later())
    calls = []

    def dies(**options):
        calls.append(options)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return erase_application(**options)

    monkeypatch.setattr(runs, "erase_application", dies)
    with pytest.raises(KeyboardInterrupt):
        execute_run(run, today=later())
    assert filled.applications.exclude(erased_at=None).count() == 1
    monkeypatch.undo()

    assert finish_all(today=later()) == (1, 0)

    assert not filled.applications.filter(erased_at=None).exists()
    assert places_of(LOSER, CHOSEN) == set()


def test_the_file_waits_for_its_own_period(filled, settings):
    settings.RETENTION_MONTHS_FILE = 12
    erased(filled)
    assert IssuedReport.objects.filter(kind="selection_report").exists()

    assert finish_all(today=later(8)) == (0, 0)
    assert finish_all(today=later(14)) == (0, 1)
    assert finish_all(today=later(14)) == (0, 0)
    assert places_of(LOSER, CHOSEN) == set()


def test_erasures_of_former_years_cost_the_night_nothing(filled, django_assert_num_queries):
    erased(filled)

    with django_assert_num_queries(2):
        assert finish_all(today=later(14)) == (0, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_the_dry_run_costs_the_same_for_many_procedures(filled, count, django_assert_num_queries):
    for _number in range(count):
        make_application(make_posting(), status="withdrawn", withdrawn_on=date(2025, 8, 20))  # kept by an older version

    with django_assert_num_queries(10):  # the keys, then a hundred at a time
        assert len(list(due_procedures(today=later()))) == count + 1


def test_the_commands_list_and_finish(filled, capsys, monkeypatch):
    call_command("list_due_erasures", "--on", f"{later():%Y-%m-%d}")
    out = capsys.readouterr().out
    assert filled.reference_number in out
    assert LOSER not in out
    assert "5 Bewerbungen fällig" in out
    run = propose_run(posting=filled, actor=make_hr_officer(), today=later())
    confirm_run(run=run, actor=make_user(roles=["administrator"]), today=later())

    call_command("run_erasures")

    assert "1 Löschvorgänge" in capsys.readouterr().out
    assert places_of(LOSER) == {("documents_issuedreport", "content")} or places_of(LOSER) == set()
