"""A few interruptions with a fixed seed; the hundreds are done by hand: ``python -m tests.faults --faults 300``."""

import subprocess
import sys

from tests.conftest import ROOT


def test_a_database_killed_in_the_middle_leaves_nothing_half_and_loses_no_rating():
    command = [sys.executable, "-m", "tests.faults", "--faults", "8", "--seed", "3", "--only"]
    scenes = "cell,sheet,submission,withdrawal,documents,decision"

    finished = subprocess.run([*command, scenes], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (finished.returncode, "0 Abweichungen" in finished.stdout) == (0, True), finished.stdout + finished.stderr
