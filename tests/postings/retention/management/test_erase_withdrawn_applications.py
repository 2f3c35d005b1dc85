import pytest
from django.core.management import call_command

from postings.retention.models import DeletionRecord
from tests.factories import make_application, make_posting

pytestmark = pytest.mark.django_db


def test_what_an_older_version_kept_is_erased_once(capsys):
    posting = make_posting()
    make_application(posting, status="withdrawn", withdrawn_on="2025-08-02")
    make_application(posting)

    for _twice in range(2):
        call_command("erase_withdrawn_applications")

    assert capsys.readouterr().out.splitlines() == [
        "1 zurückgezogene Bewerbungen gelöscht.",
        "0 zurückgezogene Bewerbungen gelöscht.",
    ]
    assert DeletionRecord.objects.get().erased_by is None
    names = posting.applications.order_by("number").values_list("applicant__last_name", flat=True)
    assert list(names) == ["", "Nachname0002"]
