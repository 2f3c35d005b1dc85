import os

import pytest
from django.core.management import call_command

from postings.files import services
from tests.factories import make_application, make_file, make_posting
from tests.postings.files.building import EICAR, scanner

pytestmark = pytest.mark.django_db


def test_waiting_files_are_checked_and_finds_are_deleted(settings, capsys):
    application = make_application(make_posting())
    make_file(application, scan_state="pending")
    make_file(application, scan_state="not_configured")
    make_file(application, scan_state="pending", content=b"%PDF-" + EICAR)

    with scanner() as server:
        settings.CLAMD_ADDRESS = server.address
        call_command("sweep_application_files")

    assert "Virenprüfung: 2 geprüft, 1 wegen eines Fundes gelöscht, 0 warten." in capsys.readouterr().out
    assert set(application.files.values_list("scan_state", flat=True)) == {"clean"}


def test_a_file_that_is_gone_is_told_and_the_rest_goes_on(settings, capsys):
    application = make_application(make_posting())
    gone = make_file(application)
    make_file(application)
    os.remove(os.path.join(settings.APPLICATION_FILES_DIR, gone.storage_name))

    with pytest.raises(SystemExit):
        call_command("sweep_application_files")

    told = capsys.readouterr()
    assert f"Unterlage {gone.pk}: Die Datei fehlt oder ist verändert." in told.err
    assert "Virenprüfung: 0 geprüft" in told.out


def test_without_a_scanner_no_document_is_read(settings, capsys, monkeypatch):
    make_file(make_application(make_posting()))
    monkeypatch.setattr(services, "stored_bytes", None)  # whoever reads fails

    call_command("sweep_application_files")

    assert "0 geprüft" in capsys.readouterr().out
