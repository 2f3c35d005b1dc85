"""`python -m tests.faults --faults 300`: kill a database of its own in the middle of every act, and look what is left.

Each act is done once undisturbed; then it is interrupted again and again, at a statement, at the commit or at some
moment between. After the restart either nothing of it is there or all of it (the same tables changed by the same
number of rows), all of it if it was acknowledged, and every rating ever acknowledged has its value. Documents: no row
without its bytes. Ends with 1 otherwise. The number behind ``--seed`` repeats a run.
"""

import argparse
import hashlib
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable

folder = tempfile.mkdtemp(prefix="recruitment-faults-")
os.environ["RECRUITMENT_VAR_DIR"] = folder
os.environ["APPLICATION_FILES_DIR"] = f"{folder}/files"
os.environ.pop("DATABASE_URL", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django  # noqa: E402 - the environment first

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from postings.assessment.models import Rating  # noqa: E402
from postings.files.models import ApplicationFile  # noqa: E402
from postings.files.storage import file_storage  # noqa: E402
from recruitment.operations.contents import TableFigures, own_connection, table_figures  # noqa: E402
from tests.faults.killing import CountStatements, Moment, attempt, server, start_again  # noqa: E402
from tests.faults.scenes import SCENES, Scene  # noqa: E402

Figures = dict[str, TableFigures]
Change = dict[str, int]  # table -> rows more or fewer; a table is named when any value of it changed


def figures() -> Figures:
    with own_connection() as link:
        return table_figures(link)


def change_between(before: Figures, after: Figures) -> Change:
    return {name: after[name].rows - before[name].rows for name in after if after[name] != before[name]}


def ratings() -> dict[int, tuple[object, ...]]:
    rows = Rating.objects.values_list("pk", "sheet_id", "criterion_id", "value", "is_not_assessable", "observation")
    rows = rows.order_by("criterion__group__position", "criterion__position")
    return {row[0]: tuple(row[1:]) for row in rows}


def lost_documents() -> list[str]:
    """Rows whose bytes are gone or others."""
    lost = []
    for name, sha256 in ApplicationFile.objects.values_list("storage_name", "sha256"):
        try:
            with file_storage().open(name) as file:
                is_there = hashlib.sha256(file.read()).hexdigest() == sha256
        except FileNotFoundError:
            is_there = False
        if not is_there:
            lost.append(name)
    return lost


def prepared(scene: Scene) -> Callable[[], object]:
    with transaction.atomic():
        return scene.prepare()


class Trial:
    """All interruptions of one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        act, counted = prepared(scene), CountStatements()
        before, start = figures(), time.perf_counter()
        with connection.execute_wrapper(counted):
            act()
        self.seconds = time.perf_counter() - start
        self.statements = counted.count
        self.whole = change_between(before, figures())
        self.ends: Counter[str] = Counter()

    def interrupt(self, chance: random.Random) -> list[str]:
        """Interrupt the act once; return what is wrong afterwards."""
        act, moment = prepared(self.scene), Moment.draw(chance, self.statements, self.seconds)
        before, rated = figures(), ratings()
        is_acknowledged, fault = attempt(act, moment)
        start_again()
        change, now = change_between(before, figures()), ratings()
        self.ends["ganz" if change == self.whole else "nichts" if not change else "teilweise"] += 1
        problems = [
            f"Bewertung verloren oder anders: {content}"
            for pk, content in rated.items()
            if now.get(pk) != content and self.scene.name != "withdrawal"
        ]
        new = tuple(content[2] for pk, content in sorted(now.items()) if pk not in rated)
        if new not in ((), self.scene.values):
            problems.append(f"Werte {new} statt {self.scene.values}")
        if change not in ({}, self.whole) and not self._is_allowed_piece(change):
            problems.append(f"halber Stand: {change} statt {self.whole}")
        if is_acknowledged and change != self.whole:
            problems.append(f"bestätigt und verloren: {change} statt {self.whole}")
        problems += [f"Unterlage ohne Bytes: {name}" for name in lost_documents()]
        where = f"{moment.kind} {moment.number} {moment.seconds:.3f}s, {type(fault).__name__}"
        return [f"{self.scene.name} ({where}): {problem}" for problem in problems]

    def _is_allowed_piece(self, change: Change) -> bool:
        """Some of several things, each whole: half of the rows in every table."""
        return self.scene.is_piecewise and all(
            2 * change.get(name, 0) in (rows, 2 * rows) for name, rows in self.whole.items()
        )


def run(faults: int, seed: int, only: str) -> int:
    """Interrupt ``faults`` times, every scene about equally often; return the number of problems."""
    chance = random.Random(seed)
    with own_connection() as link:
        # As in production, what is acknowledged has left the server. Without fsync it may lie in the kernel's memory
        # only, which a killed server does not take along.
        link.execute("ALTER SYSTEM SET synchronous_commit = on")
        link.execute("ALTER SYSTEM SET fsync = off")
        link.execute("SELECT pg_reload_conf()")
    connection.close()
    scenes = [scene for scene in SCENES if not only or scene.name in only.split(",")]
    chance.shuffle(scenes)
    trials = [Trial(scene) for scene in scenes[: max(1, faults)]]
    problems: list[str] = []
    done = 0
    try:
        while done < faults:
            found = trials[done % len(trials)].interrupt(chance)
            done += 1
            for problem in found:
                print(problem, flush=True)
            problems += found
    except KeyboardInterrupt:
        print("abgebrochen")
    for trial in sorted(trials, key=lambda one: one.scene.name):
        ends = ", ".join(f"{count} {end}" for end, count in sorted(trial.ends.items()))
        print(f"{trial.scene.name:<16} {trial.statements:>4} Anweisungen  {ends}")
    print(f"{done} Abstürze, Startwert {seed}, {len(problems)} Abweichungen")
    return len(problems)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--faults", type=int, default=60)
    parser.add_argument("--seed", type=int, default=148)
    parser.add_argument("--only", default="", help="names of scenes, separated by commas")
    options = parser.parse_args()
    try:
        call_command("migrate", verbosity=0, interactive=False)
        return 1 if run(options.faults, options.seed, options.only) else 0
    finally:
        connection.close()
        server().reset()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
