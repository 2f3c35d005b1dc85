"""Documents in a bucket: everything that works with a folder works there, against a real server that speaks S3."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from postings.applications.services import withdraw_application
from postings.files.errors import FileDamaged
from postings.files.models import ApplicationFile
from postings.files.services import stored_bytes, sweep_files
from postings.files.storage import file_storage, new_name
from tests.factories import make_application, make_file, make_hr_officer, make_posting, make_user
from tests.postings.files.bucket_server import keys_in, new_bucket, s3_server
from tests.postings.files.building import pdf_of
from tests.postings.files.test_views import upload

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server():
    with s3_server() as running:
        yield running


@pytest.fixture
def bucket(settings, server):
    return new_bucket(settings, server[0])


def test_what_is_uploaded_lies_in_the_bucket_and_comes_back_to_those_who_may(client, bucket):
    client.force_login(make_hr_officer())
    application = make_application(make_posting())
    content = pdf_of()

    upload(client, application, ("Lebenslauf.pdf", content))

    (file,) = application.files.all()
    assert keys_in(bucket) == [f"amt/{file.storage_name}"]
    address = reverse("files:file_download", args=[file.pk])
    assert client.get(address).getvalue() == content
    client.force_login(make_user())
    assert client.get(address).status_code == 404


def test_no_address_ever_leaves(bucket):
    with pytest.raises(ValueError, match="no address"):
        file_storage().url(make_file(make_application(make_posting())).storage_name)


def test_an_object_that_is_gone_or_altered_is_told(bucket):
    gone, altered = (make_file(make_application(make_posting())) for _ in range(2))
    name = storages["application_files"].bucket_name
    bucket.delete_object(Bucket=name, Key=f"amt/{gone.storage_name}")
    bucket.put_object(Bucket=name, Key=f"amt/{altered.storage_name}", Body=b"%PDF-anders")

    for file in (gone, altered):
        with pytest.raises(FileDamaged):
            stored_bytes(file)


def test_nothing_is_written_over(bucket):
    file = make_file(make_application(make_posting()), content=b"%PDF-first")

    other = file_storage().save(file.storage_name, ContentFile(b"%PDF-second"))

    assert other != file.storage_name
    assert stored_bytes(file) == b"%PDF-first"


def test_the_sweep_deletes_objects_without_a_row_after_an_hour(bucket):
    file = make_file(make_application(make_posting()))
    file_storage().save(new_name(), ContentFile(b"left by a crash"))

    assert sweep_files(now=timezone.now()).deleted == 0
    assert sweep_files(now=timezone.now() + timedelta(hours=2)).deleted == 1
    assert keys_in(bucket) == [f"amt/{file.storage_name}"]


def test_erasure_takes_the_object(bucket, django_capture_on_commit_callbacks):
    application = make_application(make_posting())
    make_file(application)

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_application(application=application, withdrawn_on=date(2025, 8, 20), actor=make_hr_officer())

    assert keys_in(bucket) == []
    assert not ApplicationFile.objects.exists()


def test_a_bucket_out_of_reach_refuses_in_words_and_loses_nothing(client, settings):
    client.force_login(make_hr_officer())
    application = make_application(make_posting())
    with s3_server() as (address, stop):
        new_bucket(settings, address)
        file = make_file(application)
        assert client.get(reverse("operations:ready")).status_code == 200
        stop()

    response = upload(client, application, ("Zeugnis.pdf", pdf_of()))

    assert "Zeugnis" in " ".join(str(message) for message in response.context["messages"])
    assert list(application.files.all()) == [file]
    assert client.get(reverse("operations:ready")).json()["failed"] == ["files"]
    with pytest.raises(FileDamaged):
        stored_bytes(file)
