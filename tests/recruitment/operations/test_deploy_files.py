"""The examples under deploy/ name what there is: commands, files, addresses."""

import re
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands
from django.urls import resolve

from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"
DOCUMENTS = [
    (path.name, document)
    for path in sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    for document in yaml.safe_load_all(path.read_text())
]


def commands_in(node):
    """Every list of a container's command below ``node``."""
    if isinstance(node, dict):
        if "image" in node and "command" in node:
            yield node["command"]
        for value in node.values():
            yield from commands_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from commands_in(value)


def test_every_command_of_the_examples_exists():
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())
    called = [command for _name, document in DOCUMENTS for command in commands_in(document)]
    called += [one["command"] for one in compose["services"].values() if isinstance(one.get("command"), list)]
    names = {command[2] for command in called if command[:2] == ["python", "manage.py"]}

    assert names >= {"migrate", "run_jobs", "backup"}
    assert names - set(get_commands()) == set()


def test_timers_and_cron_jobs_are_the_same_list():
    timers = {path.name.removeprefix("personalauswahl@").removesuffix(".timer") for path in
              (DEPLOY / "systemd").glob("personalauswahl@*.timer")}  # fmt: skip
    jobs = {next(commands_in(document))[2] for name, document in DOCUMENTS if name == "nightly.yaml"}

    assert timers == jobs
    assert timers - set(get_commands()) == set()
    operations = (ROOT / "docs" / "operations.md").read_text()
    assert [name for name in timers if f"manage.py {name}" not in operations] == []


def test_probes_ask_addresses_that_answer():
    text = (DEPLOY / "kubernetes" / "application.yaml").read_text()

    paths = re.findall(r"httpGet: \{path: (\S+),", text)
    assert {resolve(path).view_name for path in paths} == {"operations:live", "operations:ready"}


@pytest.mark.parametrize("path", sorted((DEPLOY / "systemd").glob("*.service")), ids=lambda path: path.name)
def test_services_end_later_than_what_they_wait_for(path):
    stop = re.search(r"TimeoutStopSec=(\d+)", path.read_text())

    assert stop is None or int(stop[1]) > 30


def test_what_the_container_copies_is_there():
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)

    assert [name for line in copied for name in line.split() if not Path(ROOT, name).exists()] == []
