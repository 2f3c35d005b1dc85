import json
import logging

import pytest
from django.db import connection
from django.urls import reverse

from recruitment.jobs.services import start_job
from recruitment.operations.logs import NumberedFilter, SafeJsonFormatter, TerminalFilter
from tests.factories import make_posting, make_user
from tests.recruitment.jobs import kinds  # noqa: F401 - registers the work

pytestmark = pytest.mark.django_db


def test_ready_says_so_and_nothing_else(client):
    response = client.get(reverse("operations:ready"))

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]


def test_not_ready_while_a_migration_of_this_code_is_missing(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'jobs'")

    response = client.get(reverse("operations:ready"))

    assert (response.status_code, response.json()["failed"]) == (503, ["migrations"])


def test_ready_while_a_newer_version_has_migrated_already(client):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('jobs', '9999_later', now())")

    assert client.get(reverse("operations:ready")).status_code == 200


def test_not_ready_while_no_document_can_be_stored(client, settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    settings.APPLICATION_FILES_DIR = str(tmp_path / "file" / "documents")

    assert client.get(reverse("operations:ready")).json()["failed"] == ["files"]


def test_live_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(reverse("operations:live")).status_code == 200


@pytest.mark.parametrize(
    ("token", "address", "headers", "status"),
    [
        ("", "127.0.0.1", {}, 200),
        ("", "::1", {}, 200),
        ("", "10.0.0.7", {}, 404),
        ("", "", {}, 404),
        ("", "127.0.0.1", {"X-Forwarded-For": "10.0.0.7"}, 404),  # a proxy on this machine
        ("geheim", "127.0.0.1", {}, 404),
        ("geheim", "10.0.0.7", {"Authorization": "Bearer falsch"}, 404),
        ("geheim", "10.0.0.7", {"Authorization": "Bearer geheim"}, 200),
    ],
)
def test_figures_are_for_the_token_or_this_machine(client, settings, token, address, headers, status):
    settings.METRICS_TOKEN = token

    assert client.get(reverse("operations:metrics"), REMOTE_ADDR=address, headers=headers).status_code == status


def test_figures_count_by_route_and_tell_no_id(client):
    posting, person = make_posting(), make_user()
    start_job(kind="test_count", actor=person, arguments={}, back_url="/", total=1)
    client.force_login(person)
    client.get(reverse("postings:posting_detail", args=[posting.pk]))

    text = client.get(reverse("operations:metrics")).content.decode()

    assert 'route="ausschreibungen/<int:pk>/",status="404"' in text
    assert f"ausschreibungen/{posting.pk}/" not in text
    assert 'recruitment_jobs{state="waiting"} 1.0' in text
    assert "recruitment_database_up 1.0" in text


@pytest.mark.parametrize(("given", "is_kept"), [("trace-0815", True), ("kurz", False), ("böse\nZeile 12345", False)])
def test_a_request_has_a_number_and_keeps_a_harmless_one(client, given, is_kept):
    number = client.get(reverse("operations:live"), HTTP_X_REQUEST_ID=given)["X-Request-ID"]

    assert (number == given) is is_kept
    assert len(number) in (len(given), 32)


def record_of(**fields):
    record = logging.makeLogRecord({"name": "django.request", "levelname": "ERROR", **fields})
    NumberedFilter().filter(record)
    return SafeJsonFormatter().format(record)


def test_a_fault_is_told_without_its_words():
    try:
        try:
            raise ValueError("Key (last_name)=(Müller) already exists")
        except ValueError as cause:
            raise RuntimeError("Müller") from cause
    except RuntimeError as fault:
        text = record_of(msg="%s: %s", args=("Internal Server Error", "/x/Müller"), exc_info=(type(fault), fault, None))

    told = json.loads(text)["exc_info"]
    assert told.startswith("builtins.ValueError\n")
    assert "test_a_fault_is_told_without_its_words" in told
    assert "last_name" not in text


def test_djangos_line_on_a_request_keeps_its_route_only(rf):
    text = record_of(
        msg="%s: %s", args=("Not Found", "/bewerbungen/12/?q=Müller"), request=rf.get("/bewerbungen/12/?q=Müller")
    )

    assert "Müller" not in text
    assert (json.loads(text)["message"], json.loads(text)["route"]) == ("request failed", "-")


def test_a_fault_within_a_message_is_told_by_its_kind():
    assert "Müller" not in record_of(msg="Got a database error: %s", args=(ValueError("(last_name)=(Müller)"),))


@pytest.mark.parametrize(("status", "is_told"), [(404, False), (403, False), (400, False), (500, True), (503, True)])
def test_a_terminal_tells_faults_and_no_refusals(rf, status, is_told):
    record = logging.makeLogRecord(
        {"name": "django.request", "msg": "%s: %s", "args": ("X", "/x/Müller"), "status_code": status}
        | {"request": rf.get("/x/Müller")}
    )
    assert NumberedFilter().filter(record)
    assert TerminalFilter().filter(record) is is_told
    if is_told:
        assert record.getMessage() == "request failed: -"


def test_a_terminal_tells_everything_that_is_no_request():
    assert TerminalFilter().filter(logging.makeLogRecord({"name": "django.db.backends", "msg": "x"}))
    assert TerminalFilter().filter(logging.makeLogRecord({"name": "postings.jobs", "msg": "x", "status_code": 404}))


def test_the_console_of_a_desk_has_both_filters(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["numbered", "terminal"]
