"""``manage.py run_jobs``: who checks the settings."""

import pytest
from django.core.management import call_command

from recruitment.jobs.management.commands import run_jobs


@pytest.fixture
def done(monkeypatch):
    """What the command did, in order; the work itself is left out."""
    done = []
    monkeypatch.setattr(run_jobs.Command, "check", lambda *_arguments, **_options: done.append("check"))
    monkeypatch.setattr(run_jobs, "run_worker", lambda: done.append("work"))
    monkeypatch.setattr(run_jobs, "run_waiting_jobs", lambda: done.append("work"))
    monkeypatch.setattr(run_jobs.Supervisor, "run", lambda _self: done.append("work"))
    return done


@pytest.mark.parametrize("arguments", [[], ["--workers", "2"], ["--once"]])
def test_the_settings_are_checked_before_any_work(done, arguments):
    call_command("run_jobs", *arguments)

    assert done == ["check", "work"]


def test_a_single_worker_does_not_check_again_what_its_supervisor_has_checked(done):
    call_command("run_jobs", "--single")

    assert done == ["work"]
