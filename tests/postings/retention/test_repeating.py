"""A restored backup brings nobody back: the journal of erasures, and erasing again what it names."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from postings.applications.services import withdraw_application
from postings.retention import journal
from postings.retention.enums import LegalGround
from postings.retention.holds import set_hold
from postings.retention.models import DeletionRecord
from postings.retention.repeating import repeat
from postings.retention.services import erase_application, subject_hash
from tests.factories import PUBLISHED_ON, make_application, make_hr_officer, make_posting

pytestmark = pytest.mark.django_db
NAME = "Quittenwolke"


@pytest.fixture
def path(settings, tmp_path):
    settings.ERASURE_JOURNAL = str(tmp_path / "erasures.jsonl")
    return tmp_path / "erasures.jsonl"


@pytest.fixture
def application():
    return make_application(make_posting(), last_name=NAME)


def line_of(application, *, ground="withdrawn", at="2099-01-01T00:00:00+00:00"):
    facts = {"subject": subject_hash(application.pk), "reference": application.posting.reference_number,
             "ground": ground, "erased_at": at}  # fmt: skip
    return json.dumps(facts) + "\n"


def run(*arguments):
    out = StringIO()
    call_command("repeat_erasures", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("ground", [LegalGround.WITHDRAWN, LegalGround.PERIOD_OVER])
def test_each_erasure_is_told_outside_of_the_database(path, application, ground, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        erase_application(application=application, actor=None, ground=ground)

    [line] = journal.read([path])
    record = DeletionRecord.objects.get()
    assert (line.subject, line.reference) == (record.subject_hash, application.posting.reference_number)
    assert (line.ground, line.erased_at) == (ground, record.erased_at)
    assert NAME not in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_erasure_that_is_taken_back_leaves_no_line(path, application, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        erase_application(application=application, actor=None)

    assert not path.exists()


def test_a_full_disk_stops_no_erasure(settings, application, caplog, django_capture_on_commit_callbacks):
    settings.ERASURE_JOURNAL = "/nowhere/at/all.jsonl"

    with django_capture_on_commit_callbacks(execute=True):
        erase_application(application=application, actor=None)

    application.refresh_from_db()
    assert application.erased_at
    assert "journal of erasures could not be written" in caplog.text


@pytest.mark.parametrize("ground", ["withdrawn", "period_over"])
def test_who_came_back_with_the_backup_is_erased_again(path, application, ground):
    other = make_application(application.posting, last_name="Bleibt")
    path.write_text(line_of(application, ground=ground) + '{"subject": "abgeschn')

    assert "Wieder da: 1 Bewerbungen" in run()
    application.refresh_from_db()
    assert application.erased_at is None
    assert "Erneut gelöscht: 1 Bewerbungen" in run(str(path), "--erase")

    application.refresh_from_db()
    other.refresh_from_db()
    assert (application.erased_at is None, other.erased_at) == (False, None)
    assert (application.status == "withdrawn") == (ground == "withdrawn")
    assert "Wieder da: 0 Bewerbungen" in run()


def test_whoever_got_the_number_of_somebody_erased_stays(path, application):
    path.write_text(line_of(application, at="2020-01-01T00:00:00+00:00"))

    assert "Erneut gelöscht: 0 Bewerbungen" in run("--erase")


def test_what_a_hold_keeps_stays(path, application):
    set_hold(posting=application.posting, application=None, reason="Klage", actor=make_hr_officer())
    path.write_text(line_of(application, ground="period_over"))

    assert "aufzubewahren: 1" in run("--erase")


def test_a_second_entry_goes_with_the_first(path, application):
    second = make_application(application.posting, status="received", last_name=NAME)
    type(second).objects.filter(pk=second.pk).update(status="duplicate", duplicate_of=application)
    path.write_text(line_of(application) + line_of(second))

    result = repeat(journal.read([path]), really=True)

    assert (result.applications, result.held) == (2, 0)


def test_a_journal_that_is_not_there_is_said(settings, tmp_path):
    with pytest.raises(CommandError, match="nicht lesbar"):
        run(str(tmp_path / "fehlt"))
    settings.ERASURE_JOURNAL = ""
    with pytest.raises(CommandError, match="nennen"):
        run()


def test_a_withdrawal_writes_its_line(path, application, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_application(application=application, withdrawn_on=PUBLISHED_ON, actor=make_hr_officer())

    assert [line.ground for line in journal.read([path])] == [LegalGround.WITHDRAWN]
