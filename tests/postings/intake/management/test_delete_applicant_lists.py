import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from postings.intake.models import ApplicantList
from tests.factories import make_posting
from tests.postings.intake.lists import GOOD, upload


@pytest.mark.django_db
def test_lists_older_than_the_setting_are_deleted():
    posting = make_posting()
    old, young = upload(posting, *GOOD), upload(posting, *GOOD)
    ApplicantList.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - timedelta(days=15))
    out = io.StringIO()

    call_command("delete_applicant_lists", stdout=out)
    call_command("delete_applicant_lists", days=20, stdout=out)

    assert out.getvalue() == "1 Bewerberlisten gelöscht.\n0 Bewerberlisten gelöscht.\n"
    assert ApplicantList.objects.get() == young
