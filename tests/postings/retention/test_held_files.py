"""A document that a hold or a suit needs is evidence: nobody removes it, not even by hand in the database."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from postings.files.services import remove_file, scan_again
from postings.notices.models import Lawsuit
from postings.retention.errors import ErasureHeld
from postings.retention.holds import lift_hold, set_hold
from tests.factories import make_application, make_file, make_hr_officer, make_posting
from tests.postings.files.building import EICAR, scanner

pytestmark = pytest.mark.django_db


def refused(file, officer):
    with pytest.raises(ErasureHeld):
        remove_file(file=file, reason="falsch zugeordnet", actor=officer)
    with pytest.raises(DatabaseError, match="keeps it"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM files_applicationfile WHERE id = %s", [file.pk])


@pytest.mark.parametrize("is_of_one", [True, False])
def test_a_hold_keeps_the_documents_until_it_is_lifted(is_of_one):
    posting, officer = make_posting(), make_hr_officer()
    application, other = make_application(posting), make_application(posting)
    file, free = make_file(application), make_file(other)
    hold = set_hold(posting=posting, application=application if is_of_one else None, reason="Klage", actor=officer)

    refused(file, officer)
    if is_of_one:
        remove_file(file=free, reason="falsch zugeordnet", actor=officer)
    lift_hold(hold=hold, reason="beendet", actor=officer)
    remove_file(file=file, reason="falsch zugeordnet", actor=officer)

    assert not application.files.exists()


def test_an_open_suit_keeps_the_documents_of_all():
    posting, officer = make_posting(), make_hr_officer()
    file = make_file(make_application(posting))
    Lawsuit.objects.create(
        posting=posting, court="VG Berlin", file_number="1", received_on=timezone.localdate(), recorded_by=officer
    )

    refused(file, officer)


def test_not_even_a_hold_keeps_a_virus(settings):
    application, officer = make_application(make_posting()), make_hr_officer()
    file = make_file(application, content=b"%PDF-" + EICAR, scan_state="clean", scanned_at=timezone.now())
    set_hold(posting=application.posting, application=application, reason="Klage", actor=officer)

    with scanner() as server:
        settings.CLAMD_ADDRESS = server.address
        assert scan_again(file=file, actor=officer) is None

    assert not application.files.exists()
