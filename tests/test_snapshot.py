"""What the browser tests begin with is what the services left: every row, every history, every file."""

import shutil

import pytest
from django.conf import settings
from django.db import connection, transaction

from postings.models import Posting
from tests.factories import make_application, make_file, make_posting
from tests.snapshot import Snapshot, emptying, tables

pytestmark = pytest.mark.django_db(transaction=True)


def lines(snapshot):
    return {name: sorted(rows.splitlines()) for name, rows in snapshot.rows.items()}


def test_rows_histories_and_files_come_back_as_they_were():
    posting = make_posting()
    make_file(make_application(posting))
    taken = Snapshot()
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in emptying(tables()):
            cursor.execute(statement)
    shutil.rmtree(settings.APPLICATION_FILES_DIR)
    assert Snapshot().rows == {}

    taken.restore()

    again = Snapshot()
    assert lines(again) == lines(taken)
    assert (again.files, len(again.files)) == (taken.files, 1)
    assert Posting.objects.get(pk=posting.pk).reference_number == posting.reference_number


def test_triggers_hold_again_after_the_tables_were_emptied():
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in emptying(tables()):
            cursor.execute(statement)

    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)
