"""`python -m tests.bench.load`: many assessors rate at once against a real server, then every value is compared.

gunicorn serves a database of its own, which is removed afterwards. Each assessor is a thread that saves one cell after
the other without a pause; some cells are sent twice at the same moment, as a double click does, and some requests fetch
the list of the own sheets. With ``--kill`` a worker of the server is killed now and then: whoever waits for it sends
the same cell again, as the script of the page does. Ends with 1 if anything was lost, doubled or refused.
"""

import argparse
import http.client
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection  # noqa: E402 - Django first
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from postings.assessment.models import Rating, RatingSheet  # noqa: E402
from postings.models import Posting  # noqa: E402
from recruitment.accounts.models import User  # noqa: E402
from recruitment.database.configuration import SOLID_STATE  # noqa: E402
from tests.bench import data  # noqa: E402

TOKEN = "a" * 32  # a CSRF secret: the cookie and the field say the same
OPEN = ("", "", "")
PATIENCE = 60  # seconds until an answer counts as missing
LEVELS = ("1", "2", "3", "4", "5", "nb")


@dataclass
class Assessor:
    """One person at a browser: what this person sent and was told is saved, and how long it took."""

    user_id: int
    cookie: str
    address: tuple[str, int]
    seed: int
    saved: dict[tuple[int, int], tuple[str, str, str]] = field(default_factory=dict)
    changes: int = 0  # saves the server called a change; a lost answer is not among them
    lost_answers: int = 0
    save_times: list[float] = field(default_factory=list)
    list_times: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def request(self, method: str, url: str, body: str | None = None) -> tuple[int, bytes]:
        """Send one request on a connection of its own, as gunicorn's plain workers serve them."""
        link = http.client.HTTPConnection(*self.address, timeout=PATIENCE)
        try:
            headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
            link.request(method, url, body, headers)
            answer = link.getresponse()
            return answer.status, answer.read()
        finally:
            link.close()

    def save(self, application: int, criterion: int, content: tuple[str, str, str], is_double: bool) -> None:
        """Save one cell, again and again until an answer comes; what was sent before is known from then on."""
        cell = (application, criterion)
        known = [json.dumps(self.saved.get(cell, OPEN))]
        url = reverse("assessment:cell_save", args=[application, 1])
        body = urlencode(
            {
                "csrfmiddlewaretoken": TOKEN,
                "assessor": self.user_id,
                "criterion": criterion,
                **dict(zip(("choice", "reason", "observation"), content, strict=True)),
                "known": [*known, json.dumps(content)],
            },
            doseq=True,
        )

        def send() -> None:
            start = time.perf_counter()
            while True:
                try:
                    status, answer = self.request("POST", url, body)
                    break
                except (OSError, http.client.HTTPException):
                    self.lost_answers += 1
                    time.sleep(0.05)
            self.save_times.append(time.perf_counter() - start)
            if status != 200:
                self.refused.append(f"{status}: {answer[:200]!r}")
                return
            told = json.loads(answer)
            self.changes += told["version"] - told["before"]
            self.saved[cell] = tuple(json.loads(told["known"]))

        if is_double:
            with ThreadPoolExecutor(2) as both:
                list(both.map(lambda _: send(), range(2)))
        else:
            send()

    def work(self, applications: list[int], criteria: list[int], until: float, lists: float, doubles: float) -> None:
        """Rate whatever comes until the time is over."""
        chance = random.Random(self.seed)
        count = 0
        while time.perf_counter() < until:
            if chance.random() < lists:
                start = time.perf_counter()
                try:
                    status, answer = self.request("GET", reverse("assessment:sheet_list"))
                except (OSError, http.client.HTTPException):
                    self.lost_answers += 1
                    continue
                self.list_times.append(time.perf_counter() - start)
                if status != 200:
                    self.refused.append(f"Liste {status}: {answer[:200]!r}")
                continue
            count += 1
            choice = chance.choice(LEVELS)
            reason = f"kam nicht vor ({count})" if choice == "nb" else ""
            content = (choice, reason, f"Beobachtung {count} von {self.user_id}")
            self.save(chance.choice(applications), chance.choice(criteria), content, chance.random() < doubles)


def database_url() -> str:
    """Return the address of the database this process uses, with what the planner is told."""
    made = connection.settings_dict
    if not made["HOST"].startswith("/") and made["HOST"]:
        place = f"{quote(made['USER'])}:{quote(made['PASSWORD'])}@{made['HOST']}:{made['PORT'] or 5432}"
    else:
        place = f"{quote(made['USER'])}@{quote(made['HOST'], safe='')}"
    return f"postgresql://{place}/{made['NAME']}?options={quote(SOLID_STATE)}"


def start_server(port: int, workers: int) -> subprocess.Popen:
    """Start gunicorn on the loopback address and wait until it answers."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "recruitment.settings", "DATABASE_URL": database_url()}
    command = [Path(sys.executable).with_name("gunicorn"), "recruitment.wsgi:application", "--workers", str(workers)]
    quiet = ["--bind", f"127.0.0.1:{port}", "--log-level", "critical", "--no-control-socket"]
    server = subprocess.Popen([*command, *quiet], env=environment)
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.1)
    server.kill()
    sys.exit("Der Server antwortet nicht.")


def kill_workers(server: subprocess.Popen, until: float) -> int:
    """Kill one worker of ``server`` every few seconds until the time is over; return how many died."""
    chance = random.Random(148)
    killed = 0
    while time.perf_counter() + 3 < until:
        time.sleep(2)
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        if children:
            os.kill(int(chance.choice(children)), signal.SIGKILL)
            killed += 1
    return killed


def compare(posting: Posting, assessors: list[Assessor], is_killed: bool) -> list[str]:
    """Return what the database holds otherwise than the clients were told; empty when all agrees."""
    sent = {(one.user_id, *cell): content for one in assessors for cell, content in one.saved.items()}
    rows = Rating.objects.filter(sheet__application__posting=posting).values_list(
        "sheet__assessor_id", "sheet__application_id", "criterion_id",
        "value", "is_not_assessable", "not_assessable_reason", "observation",
    )  # fmt: skip
    held: dict[tuple[int, int, int], tuple[str, str, str]] = {}
    problems = []
    for *place, value, is_not_assessable, reason, observation in rows:
        cell = tuple(place)
        if cell in held:
            problems.append(f"doppelt: {cell}")
        held[cell] = ("nb" if is_not_assessable else str(value or ""), reason, observation)
    problems += [
        f"verloren: {cell}: {sent[cell]}, gehalten {held.get(cell)}" for cell in sent if held.get(cell) != sent[cell]
    ]
    problems += [f"von niemandem gesendet: {cell}" for cell in held if cell not in sent]
    versions = sum(RatingSheet.objects.filter(application__posting=posting).values_list("version", flat=True))
    told = sum(one.changes for one in assessors)
    # A killed worker may have saved what nobody was told of; the second sending then changes nothing.
    if versions < told or (versions != told and not is_killed):
        problems.append(f"Fassungen der Bögen: {versions}, Änderungen laut Antworten: {told}")
    history = Rating.pgh_event_model.objects.filter(sheet__application__posting=posting).count()
    if history < told or (history != told and not is_killed):
        problems.append(f"Verlauf: {history} Einträge, Änderungen laut Antworten: {told}")
    return problems


def in_words(name: str, times: list[float]) -> str:
    """Return median and p95 of ``times`` (seconds) in milliseconds."""
    if not times:
        return f"{name}: keine"
    ordered = sorted(1000 * one for one in times)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return f"{name}: {len(ordered)}, Median {statistics.median(ordered):.0f} ms, p95 {p95:.0f} ms"


def run(options: argparse.Namespace) -> int:
    """Load, rate, compare, print; return the number of problems."""
    posting, people = data.load_unrated(options.applicants, options.assessors)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assessors = [_logged_in(user, ("127.0.0.1", port), seed) for seed, user in enumerate(people)]
    applications = list(posting.applications.values_list("pk", flat=True))
    criteria = list(posting.profile.criteria.values_list("pk", flat=True))
    server = start_server(port, options.workers)
    try:
        for one in assessors[: 2 * options.workers]:
            one.request("GET", reverse("assessment:sheet_list"))  # every worker has loaded its code
        until = time.perf_counter() + options.seconds
        shares = (options.lists / 100, options.doubles / 100)
        threads = [
            threading.Thread(target=one.work, args=(applications, criteria, until, *shares)) for one in assessors
        ]
        for thread in threads:
            thread.start()
        killed = kill_workers(server, until) if options.kill else 0
        for thread in threads:
            thread.join()
    finally:
        server.terminate()
        server.wait(timeout=60)
    saves = [duration for one in assessors for duration in one.save_times]
    lists = [duration for one in assessors for duration in one.list_times]
    refused = [text for one in assessors for text in one.refused]
    problems = refused + compare(posting, assessors, options.kill)
    print(
        f"{options.assessors} Bewertende, {options.applicants} Bewerbungen, "
        f"{options.seconds} s, {options.workers} Worker"
    )
    print(f"{(len(saves) + len(lists)) / options.seconds:.0f} Anfragen/s")
    print(in_words("Zellen gespeichert", saves))
    print(in_words("Listen", lists))
    if options.kill:
        print(f"{killed} Worker getötet, {sum(one.lost_answers for one in assessors)} Antworten blieben aus")
    print(f"{sum(len(one.saved) for one in assessors)} Zellen verglichen, {len(problems)} Abweichungen")
    for problem in problems[:20]:
        print(f"  {problem}")
    return len(problems)


def _logged_in(user: User, address: tuple[str, int], seed: int) -> Assessor:
    client = Client()
    client.force_login(user)
    return Assessor(user.pk, f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}", address, seed)


def main() -> None:
    """Run on a database of its own, which is removed afterwards."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.load", description=__doc__)
    parser.add_argument("--applicants", type=int, default=200)
    parser.add_argument("--assessors", type=int, default=30)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--lists", type=float, default=0, help="percent of the requests that fetch the own list")
    parser.add_argument("--doubles", type=float, default=5, help="percent of the cells that are sent twice at once")
    parser.add_argument("--kill", action="store_true", help="kill a worker of the server every two seconds")
    options = parser.parse_args()
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        problems = run(options)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
