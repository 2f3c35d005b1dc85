"""The disk full, the mail server away, the PDF engine missing, the clock set back."""

import socket
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from postings.assessment.models import Rating, RatingSheet
from postings.assessment.services import save_sheet, submit_sheet
from postings.documents.models import IssuedReport
from postings.documents.services import issue_selection_report
from postings.files.models import ApplicationFile
from postings.notices.appointing import appoint, hindrances
from postings.notices.models import Notice
from postings.notices.runs import process_run
from postings.notices.waiting import situation_of
from recruitment.errors import ProcedureError
from recruitment.jobs.models import Job
from recruitment.jobs.services import start_job
from recruitment.pdf import SystemLibraryMissing
from tests.factories import (
    answers_for,
    declare,
    make_application,
    make_hr_officer,
    make_member,
    make_posting,
    make_ranked,
    make_user,
)
from tests.faults.limited import run_limited
from tests.postings.notices.building import make_check, make_decided, make_run, tell_everybody
from tests.recruitment.jobs import kinds  # noqa: F401 - registers the work of the job

UPLOAD = """
from postings.applications.models import Application
from postings.files.services import Upload, take_in_files
from recruitment.accounts.models import User
from tests.postings.files.building import pdf_of
(small, large) = take_in_files(
    application=Application.objects.get(), actor=User.objects.first(),
    uploads=[Upload("Lebenslauf.pdf", pdf_of("klein")), Upload("Zeugnis.pdf", pdf_of("groß") + b"%" * 300_000)],
)
print(small.problem or "ok", "|", large.problem or "ok")
"""
STORE = """
from django.core.files.base import ContentFile
from postings.files.storage import file_storage, new_name
try:
    file_storage().save(new_name(), ContentFile(b"x" * 300_000))
except OSError:
    print("OSError")
"""
BACKUP = """
from pathlib import Path
from django.utils import timezone
from recruitment.operations.backups import make_backup
from recruitment.operations.errors import BackupError
try:
    make_backup(folder=Path(os.environ["TARGET"]), now=timezone.now())
except BackupError as error:
    print(error)
"""


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_refuses_documents_in_words_and_leaves_nothing(tmp_path):
    make_application(make_posting())
    make_hr_officer()

    done = run_limited(200_000, UPLOAD, APPLICATION_FILES_DIR=str(tmp_path))

    assert done.stdout.count("Speicher voll oder gestört") == 2, done.stdout + done.stderr
    assert not ApplicationFile.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_full_storage_keeps_no_half_file(tmp_path):
    done = run_limited(200_000, STORE, APPLICATION_FILES_DIR=str(tmp_path))

    assert done.stdout == "OSError\n", done.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_ends_a_backup_in_words_and_leaves_nothing(tmp_path):
    make_application(make_posting())

    done = run_limited(100_000, BACKUP, TARGET=str(tmp_path / "backups"), TMPDIR=str(tmp_path))

    assert "gescheitert" in done.stdout or "konnte nicht geschrieben werden" in done.stdout, done.stderr
    assert list((tmp_path / "backups").rglob("*")) == []


@pytest.fixture
def nobody_listens():
    """A port at which nobody answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.django_db
def test_notices_wait_while_the_mail_server_is_away_and_leave_once_when_it_is_back(settings, nobody_listens):
    posting = make_decided()
    run = make_run(posting, is_processed=False)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", nobody_listens
    first = process_run(run)
    states = set(Notice.objects.filter(run=run).values_list("state", flat=True))
    settings.EMAIL_BACKEND = working
    process_run(run)
    process_run(run)

    assert (sum(first.values()) > 0, "sent" in states) == (True, False)
    assert len(mail.outbox) == len({message.to[0] for message in mail.outbox})


@pytest.mark.django_db
def test_without_the_pdf_engine_no_report_and_no_event_is_left(monkeypatch):
    posting, actor = make_posting(), make_hr_officer()
    make_ranked(posting, [4, 4, 4], [3, 4, 3])
    monkeypatch.setattr("recruitment.pdf.SYSTEM_LIBRARIES", {"no-such-library-148": "libnone"})
    from recruitment import pdf

    for cached in (getattr(pdf, name) for name in dir(pdf)):
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()
    count = IssuedReport.objects.count()

    with pytest.raises(SystemLibraryMissing, match="libnone"), transaction.atomic():
        issue_selection_report(posting=posting, actor=actor)

    assert IssuedReport.objects.count() == count


@pytest.mark.django_db
def test_a_clock_set_back_loses_no_version_and_keeps_the_order(monkeypatch):
    posting = make_posting()
    application, assessor = make_application(posting), make_member(posting)
    declare(posting, assessor)
    sheet = save_sheet(
        application=application, assessor=assessor, answers=answers_for(posting, [1, 1, 1]), note="",
        expected_version=0, actor=assessor,
    )  # fmt: skip
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() - timedelta(hours=3))

    sheet = save_sheet(
        application=application, assessor=assessor, answers=answers_for(posting, [5, 4, 3]), note="",
        expected_version=sheet.version, actor=assessor,
    )  # fmt: skip
    submit_sheet(sheet=sheet, actor=assessor)

    assert list(Rating.objects.order_by("criterion__group__position", "criterion__position")
                .values_list("value", flat=True)) == [5, 4, 3]  # fmt: skip
    history = Rating.pgh_event_model.objects.filter(pgh_obj_id=Rating.objects.first().pk).order_by("pgh_id")
    assert [entry.value for entry in history][-1] in (3, 4, 5)
    assert RatingSheet.objects.get().status == "submitted"


@pytest.mark.django_db
@pytest.mark.parametrize("hours", [-3, 3, 24 * 400])
def test_a_job_does_not_depend_on_the_clock_of_who_starts_it(monkeypatch, hours):
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(hours=hours))

    job = start_job(kind="test_count", actor=make_user(), arguments={}, back_url="/", total=1)

    assert Job.objects.get(pk=job.pk).state == "waiting"


@pytest.mark.django_db
def test_a_clock_set_back_ends_no_waiting_period(monkeypatch):
    posting = make_decided()
    tell_everybody(posting)
    make_check(posting)
    today = timezone.localdate()
    situation = situation_of(posting)
    assert hindrances(posting, situation, today=today) == []

    before = hindrances(posting, situation_of(posting), today=today - timedelta(days=30))

    assert before
    chosen = posting.decisions.get().entries.get(outcome="selected").application
    with pytest.raises(ProcedureError):
        appoint(
            application=chosen, legal_form="contract", appointed_on=today, starts_on=today + timedelta(days=30),
            actor=make_hr_officer(), today=today - timedelta(days=30),
        )  # fmt: skip
    posting.refresh_from_db()
    assert posting.status == "decided"
