"""Pages in the full database beside the same pages in an empty one; lists beside those of a small one.

Both are asked by turns in one process. What counts is the ratio of the fastest runs, in processor time of this process
and of the server's for this connection (Linux tells it): other work on the machine stretches the clock, not that.
"""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.bench.actions import save_cells, save_sheets
from tests.bench.scale.databases import Database
from tests.bench.scale.scene import Scene, make_scene

RUNS = 15
AIM = 1.2
SLOW = 3000  # milliseconds from which a second run is enough


@dataclass(frozen=True, slots=True)
class Page:
    """A page by the name of its address; ``of`` is the client that opens it, ``is_list`` what is shown of all."""

    label: str
    of: str
    name: str
    arguments: Callable[[Scene], list] = lambda scene: [scene.posting.pk]
    query: str = ""
    is_list: bool = False


def _nothing(_scene: Scene) -> list:
    return []


PAGES = (
    Page("Ausschreibung", "hr", "postings:posting_detail"),
    Page("Bewerberübersicht", "hr", "overview:applicant_overview"),
    Page("Bewerberübersicht, Suche", "hr", "overview:applicant_overview", query="?suche=nachname00042"),
    Page("Bewerbung", "hr", "applications:application_detail", lambda scene: [scene.applicant]),
    Page("Unterlagen", "hr", "files:file_list", lambda scene: [scene.applicant]),
    Page("Rangfolge", "hr", "selection:ranking"),
    Page("Vergleich", "hr", "selection:comparison"),
    Page("Ergebnis einer Person", "hr", "selection:result_detail", lambda scene: [scene.applicant]),
    Page("Formale Prüfung", "hr", "applications:formal_list"),
    Page("Vorauswahl", "hr", "screening:preselection"),
    Page("Leistungsvergleich", "hr", "screening:comparison"),
    Page("Bewertungsstand", "hr", "assessment:progress"),
    Page("Eigene Bögen", "rater", "assessment:sheet_list", _nothing),
    Page("Bewertungsbogen", "rater", "assessment:sheet_edit", lambda scene: [scene.applicant]),
    Page("Matrix", "rater", "assessment:matrix", lambda scene: [scene.posting.pk, 1]),
    Page("Übereinstimmung", "hr", "assessment:agreement", lambda scene: [scene.round.pk]),
    Page("Gespräche", "hr", "interviews:interview_list"),
    Page("Befangenheit", "hr", "assessment:conflict_list"),
    Page("Entscheidung", "hr", "decision:overview"),
    Page("Mitteilungen", "hr", "notices:notice_list"),
    Page("Beteiligung", "hr", "participation:matter_list"),
    Page("Fristen", "hr", "participation:due_list"),
    Page("Meldungen", "hr", "equality:notice_list"),
    Page("Statistik", "hr", "statistics:statistics"),
    Page("Protokoll", "hr", "postings:posting_events"),
    Page("Stand an einem Tag", "hr", "chronicle:state"),
    Page("Aufbewahrung", "hr", "retention:due_detail"),
    Page("Löschnachweise", "hr", "retention:deletion_list"),
    Page("Ausfertigungen", "hr", "documents:archive_list"),
    Page("Start, Kommission", "rater", "postings:start", _nothing),
    Page("Ausschreibungen, Kommission", "rater", "postings:posting_list", _nothing),
    Page("Vorgänge", "hr", "jobs:job_list", _nothing),
    Page("Start, Personalservice", "hr", "postings:start", _nothing),
    Page("Ausschreibungen, Personalservice", "hr", "postings:posting_list", _nothing, is_list=True),
    Page("Ausschreibungen, Suche", "hr", "postings:posting_list", _nothing, "?suche=bench-100", is_list=True),
    Page("Weitere Ausschreibung", "hr", "postings:posting_further", _nothing, is_list=True),
    Page("Fällige Löschungen", "hr", "retention:due_list", _nothing, is_list=True),
    Page("Anforderungsprofile", "editor", "profiles:profile_list", _nothing, is_list=True),
    Page("Eingelesene Dokumente", "editor", "drafting:document_list", _nothing, is_list=True),
    Page("Beteiligung, Personalrat", "representation", "equality:representation_list", _nothing, is_list=True),
)


def bench_pages(empty: Database, small: Database, full: Database, *, runs: int = RUNS, named: str = "") -> None:
    """Print every page whose label holds ``named`` with its time here and there."""
    scenes = {}
    for database in (empty, small, full):
        with database.chosen():
            scenes[database.name] = make_scene()
    print(
        f"\n{f'Rechenzeit, schnellste von {runs}':<36} {'klein ms':>9} {'voll ms':>9} {'Verh.':>6} {'Median':>7}"
        f" {'Uhr ms':>8} {'SQL':>5}  (Ziel: Verhältnis <= {AIM})",
        flush=True,
    )
    late = []
    for label, first, second, actions in _actions(empty, small, full, scenes):
        if named not in label:
            continue
        ratio, line = _compare(label, first, second, actions, runs)
        print(line, flush=True)
        if ratio > AIM:
            late.append(label)
    print(f"\nLangsamer als {AIM} x: {', '.join(late) or 'nichts'}")


def _actions(empty, small, full, scenes) -> Iterator[tuple[str, Database, Database, list[Callable[[], object]]]]:
    for page in PAGES:
        pair = (small if page.is_list else empty, full)
        yield page.label, *pair, [_fetch(page, scenes[database.name]) for database in pair]
    for label, build in (("Bogen speichern (15 Werte)", save_sheets), ("Zelle speichern", save_cells)):
        actions = []
        for database in (empty, full):
            scene = scenes[database.name]
            with database.chosen():
                actions.append(build(scene.rater, scene.posting, scene.assessor))
        yield label, empty, full, actions


def _fetch(page: Page, scene: Scene) -> Callable[[], object]:
    client = getattr(scene, page.of)
    url = reverse(page.name, args=page.arguments(scene)) + page.query

    def fetch() -> None:
        status = client.get(url).status_code
        assert status in (200, 302), (url, status)

    return fetch


def _compare(
    label: str, first: Database, second: Database, actions: list[Callable[[], object]], runs: int
) -> tuple[float, str]:
    """Return how many times more the second costs, and the line that says it; a very slow page is asked less often."""
    work: tuple[list[float], list[float]] = ([], [])
    clock: tuple[list[float], list[float]] = ([], [])
    queries = 0
    for place in range(2 * runs):
        turn = place % 2
        with (first, second)[turn].chosen():
            if place < 2:
                with CaptureQueriesContext(connection) as captured:
                    actions[turn]()
                queries = len(captured)
            gc.collect()
            begin, worked = time.perf_counter(), _work()
            actions[turn]()
            work[turn].append(_work() - worked)
            clock[turn].append((time.perf_counter() - begin) * 1000)
        if turn and place > 2 and work[1][-1] > SLOW:
            break
    here, there = min(work[0]), min(work[1])
    medians = statistics.median(work[1]) / statistics.median(work[0])
    figures = f"{here:9.1f} {there:9.1f} {there / here:6.2f} {medians:7.2f} {min(clock[1]):8.1f} {queries:5}"
    return there / here, f"{label:<36} {figures}"


def _work() -> float:
    """Return the processor time, in milliseconds, of this process and of the server's process it talks to."""
    own = time.process_time() * 1000
    statistics_of_server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return own + int(statistics_of_server.read_text().split()[0]) / 1e6
