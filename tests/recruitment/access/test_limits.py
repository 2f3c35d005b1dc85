"""Limits per person on what comes in, what goes out, and what the workers get to do."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from recruitment.access.errors import LimitReached
from recruitment.access.limits import count_use
from recruitment.access.models import UseCount, UseKind
from recruitment.jobs.services import start_job
from tests.factories import make_posting, make_profile, make_user
from tests.recruitment.jobs import kinds  # noqa: F401 - registers the work of the job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _low(settings):
    settings.USE_LIMITS = {"upload": 2, "export": 2, "job": 2}


def test_downloads_beyond_the_limit_are_answered_429_in_words(client):
    editor = make_user(roles=["profile_editor"])
    url = reverse("profiles:profile_export", args=[make_profile().pk, "json"])
    client.force_login(editor)
    assert [client.get(url).status_code for _request in range(2)] == [200, 200]

    response = client.get(url)

    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 600
    assert "Bitte warten Sie" in response.content.decode()


def test_one_persons_limit_is_not_anothers(client):
    url = reverse("profiles:profile_export", args=[make_profile().pk, "json"])
    for _person in range(3):
        client.force_login(make_user(roles=["profile_editor"]))
        assert client.get(url).status_code == 200


def test_uploads_beyond_the_limit_are_refused_before_they_are_read(client):
    client.force_login(make_user(roles=["hr_officer"]))
    url = reverse("documents:document_verify")

    def upload():
        return client.post(url, {"file": SimpleUploadedFile("x.pdf", b"%PDF-1.7")}).status_code

    assert [upload() for _request in range(3)] == [200, 200, 429]


def test_a_form_without_a_file_does_not_count(client):
    client.force_login(make_user(roles=["hr_officer"]))
    for _request in range(4):
        assert client.post(reverse("documents:document_verify"), {"other": "x"}).status_code == 200
    assert not UseCount.objects.exists()


def test_jobs_beyond_the_limit_are_not_begun():
    actor = make_user(roles=["hr_officer"])

    def start(number):
        return start_job(kind="test_count", actor=actor, arguments={"n": number}, back_url="/", total=1)

    start(1), start(2)
    assert start(2).arguments == {"n": 2}  # the same work is not begun again and does not count
    with pytest.raises(LimitReached):
        start(3)


def test_a_new_period_begins_at_nothing(settings):
    user = make_user()
    for _use in range(2):
        count_use(user=user, kind=UseKind.EXPORT)
    UseCount.objects.update(period=1)

    count_use(user=user, kind=UseKind.EXPORT)

    assert UseCount.objects.get().count == 1


def test_the_database_knows_no_other_kind():
    from django.db import IntegrityError

    with pytest.raises(IntegrityError, match="usecount_kind_is_known"):
        UseCount.objects.create(user=make_user(), kind="else", period=1, count=1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_count_together():
    user = make_user()
    refused = []

    def use():
        try:
            count_use(user=user, kind=UseKind.EXPORT)
        except LimitReached:
            refused.append(1)
        finally:
            connection.close()

    threads = [threading.Thread(target=use) for _thread in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(refused), UseCount.objects.get().count) == (3, 5)


def test_the_page_of_a_posting_is_not_counted(client):
    client.force_login(make_user(roles=["hr_officer"]))
    posting = make_posting()
    for _request in range(4):
        assert client.get(reverse("postings:posting_detail", args=[posting.pk])).status_code == 200
