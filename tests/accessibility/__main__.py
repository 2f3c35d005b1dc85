"""``make accessibility``: run the checks, write what they found for the statement, and say whether something failed.

The file is written with faults as well: the statement tells them until they are mended.
"""

import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from recruitment.accessibility.files import CHECKS_FILE, content_sha256  # noqa: E402 - needs the settings
from recruitment.accessibility.rules import read_checks  # noqa: E402

TESTS = (
    "tests/browser/test_accessibility.py",
    "tests/browser/test_keyboard.py",
    "tests/accessibility/test_documents.py",
)

PAGES = ("pages-0", "pages-1", "pages-9")


def _part(folder: Path, name: str) -> dict:
    return json.loads(Path(folder, f"{name}.json").read_text(encoding="utf-8"))


def gathered(folder: Path, *, checked_on: date) -> dict:
    """Return one run from its parts, in an order that is always the same.

    :raises FileNotFoundError: if a check broke off before it told what it found.
    """
    parts = [_part(folder, name) for name in PAGES]
    keyboard, documents = _part(folder, "keyboard"), _part(folder, "documents")
    pages = [page for part in parts for page in part["pages"]]
    return {
        "checked_on": checked_on.isoformat(),
        "content_sha256": content_sha256(),
        "engine": parts[0]["engine"],
        "rules": parts[0]["rules"],
        "widths": parts[0]["widths"],
        "pages": sorted(pages, key=lambda one: (one["label"], one["name"], one["state"], one["faults"])),
        "keyboard": keyboard["keyboard"],
        "document_checkers": documents["document_checkers"],
        "documents": documents["documents"],
    }


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "ACCESSIBILITY_FOLDER": folder, "REQUIRE_BROWSER": "1"}
        command = [sys.executable, "-m", "pytest", "-q", "-n", "2", *TESTS, *sys.argv[1:]]
        failed = subprocess.run(command, env=environment, check=False).returncode
        write(Path(folder))
    return failed


def write(folder: Path) -> None:
    """Write the file of the statement from the parts in ``folder``."""
    run = gathered(folder, checked_on=date.today())  # noqa: DTZ011 - the day of who runs it
    read_checks(run)
    CHECKS_FILE.write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
