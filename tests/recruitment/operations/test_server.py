"""A real gunicorn with the project's configuration and production settings."""

import json
import signal
import threading
import time

import pytest

from tests.recruitment.operations.server import ask, production_server

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_server_told_to_stop_answers_what_is_under_way_and_takes_no_more(tmp_path):
    with production_server(tmp_path / "log", application="tests.recruitment.operations.slow:application") as (
        process,
        port,
    ):
        answers = []
        waiting = threading.Thread(target=lambda: answers.append(ask(port, "/health/live?slow")))
        waiting.start()
        time.sleep(1)
        process.send_signal(signal.SIGTERM)
        waiting.join()

        assert process.wait(timeout=30) == 0

    assert [status for status, _headers, _body in answers] == [200]
    with pytest.raises(OSError, match="refused"):
        ask(port, "/health/live")


def test_every_line_of_the_log_is_json_and_tells_no_query_and_no_id(tmp_path):
    with production_server(tmp_path / "log") as (_process, port):
        ask(port, "/bewerbungen/4711/?q=Mustermann", **{"X-Forwarded-Proto": "https", "X-Request-ID": "proxy-4712"})

    text = (tmp_path / "log").read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    (line,) = [line for line in lines if line.get("request_id") == "proxy-4712"]
    assert (line["logger"], line["method"], line["status"]) == ("recruitment.requests", "GET", 302)
    assert "<int:pk>" in line["route"]
    assert "Mustermann" not in text
    assert "4711" not in text


def test_without_its_database_a_server_lives_but_is_not_ready(tmp_path):
    away = f"postgresql://nobody@{str(tmp_path).replace('/', '%2F')}/nothing"
    with production_server(tmp_path / "log", DATABASE_URL=away, RECRUITMENT_ENV="local") as (_process, port):
        live, ready = ask(port, "/health/live"), ask(port, "/health/ready")
        figures = ask(port, "/metrics")
        page = ask(port, "/", Cookie="sessionid=somebody")

    assert live[0] == 200
    assert (ready[0], json.loads(ready[2])["failed"]) == (503, ["database", "migrations"])
    assert "recruitment_database_up 0.0" in figures[2]
    assert (page[0], page[1]["Retry-After"]) == (503, "10")
    assert "Die Datenbank antwortet gerade nicht" in page[2]


def test_the_counts_of_all_workers_are_added_up(tmp_path):
    with production_server(tmp_path / "log", WEB_CONCURRENCY="2") as (_process, port):
        for _ in range(30):
            ask(port, "/health/ready")
        _status, _headers, text = ask(port, "/metrics")

    assert 'recruitment_requests_total{method="GET",route="health/ready",status="200"} 30.0' in text
