import pytest
from django.urls import reverse
from lxml import html

from recruitment.jobs.services import start_job
from recruitment.jobs.worker import run_waiting_jobs
from tests.factories import make_user
from tests.recruitment.jobs import kinds  # noqa: F401 - registers the work

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    person = make_user()
    client.force_login(person)
    return person


def start(person, kind="test_count", **fields):
    return start_job(kind=kind, actor=person, arguments={"n": 1}, back_url="/ausschreibungen/", total=3, **fields)


def text(response):
    return " ".join(html.fromstring(response.content).text_content().split())


def test_the_page_tells_waiting_and_then_the_result(client, person):
    job = start(person, posting_reference="148/2025")
    url = reverse("jobs:job_detail", args=[job.pk])

    waiting = client.get(url)
    run_waiting_jobs()
    done = client.get(url)

    assert "Zählen – Kennzahl 148/2025" in text(waiting)
    assert "Wartet auf einen freien Arbeitsprozess." in text(waiting)
    assert "Stand neu laden" in text(waiting)
    assert "Fertig." in text(done)
    assert 'href="/ergebnis/"' in done.content.decode()
    assert "Stand neu laden" not in text(done)


def test_the_page_tells_in_words_what_went_wrong(client, person):
    job = start(person, kind="test_refuse")
    run_waiting_jobs()

    response = client.get(reverse("jobs:job_state", args=[job.pk]))

    assert "Es gibt nichts zu tun." in text(response)
    assert 'data-ended="1"' in response.content.decode()
    assert "<html" not in response.content.decode()


def test_nobody_sees_the_job_of_another(client, person):
    job = start(make_user())

    for name in ("jobs:job_detail", "jobs:job_state"):
        assert client.get(reverse(name, args=[job.pk])).status_code == 404
    assert "Sie haben keine Vorgänge." in text(client.get(reverse("jobs:job_list")))


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_costs_the_same_for_many(client, person, count, django_assert_num_queries):
    for number in range(count):
        start_job(kind="test_count", actor=person, arguments={"n": number}, back_url="/")

    with django_assert_num_queries(3):
        response = client.get(reverse("jobs:job_list"))

    assert response.content.decode().count("Zählen") == count
