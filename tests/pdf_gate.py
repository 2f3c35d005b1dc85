"""The gate every PDF of the house must pass: PDF/UA-1, PDF/A-3a, a sane tag tree, nothing invisible.

Two independent checkers (`page-validation` for conformance, `outloud` for what a screen reader would meet) and own
assertions on what our documents must contain; each of them was tried on planted faults.
"""

import json
import subprocess
import sys
from pathlib import Path

import page
import pikepdf

SKIPPED = ("PAG-001",)  # false alarm on tables whose head repeats on the next page
# False alarm where several ruled tables stand on one page: their lines are taken for one grid that no table covers.
SEVERAL_GRIDS = ("TBL-014",)


def tag_counts(path: Path) -> dict[str, int]:
    """Return how often each structure tag occurs."""
    counts: dict[str, int] = {}
    with pikepdf.open(path) as pdf:
        stack = [pdf.Root.StructTreeRoot.K]
        while stack:
            element = stack.pop()
            if isinstance(element, pikepdf.Array):
                stack.extend(reversed(list(element)))
            elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
                counts[str(element.S)] = counts.get(str(element.S), 0) + 1
                if "/K" in element and isinstance(element.K, pikepdf.Array | pikepdf.Dictionary):
                    stack.append(element.K)
    return counts


def _orphan_forms(path: Path) -> int:
    """Count tagged form objects no reader can reach (CSS opacity makes them)."""
    with pikepdf.open(path) as pdf:
        return sum(
            1
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream)
            and item.get("/Subtype") == "/Form"
            and "/StructParents" not in item
            and b"/MCID" in item.read_bytes()
        )


def _heard_aloud(path: Path, skipped: tuple[str, ...]) -> list[str]:
    program = Path(sys.executable).with_name("outloud")
    skips = [part for code in skipped for part in ("--skip", code)]
    finished = subprocess.run(
        [str(program), "--fail-on", "warning", "--json", "-", str(path), *skips],
        capture_output=True,
        text=True,
        check=False,
    )
    if not finished.returncode:
        return []
    findings = json.loads(finished.stdout)["results"][0].get("findings", [])
    return [
        f"outloud: {finding.get('rule') or finding.get('rule_id') or finding.get('id')} {finding.get('message')}"
        for finding in findings
        if finding.get("severity") in ("error", "warning")
    ] or [f"outloud ended with {finished.returncode}"]


def faults(path: Path, *, skipped: tuple[str, ...] = ()) -> list[str]:
    """Return everything that is wrong with the PDF at ``path``; empty when it passes. ``skipped``: false alarms."""
    found = [
        f"{profile}: {failure.rule_id} {failure.message}"
        for profile in ("ua1", "3a")
        for failure in page.validate_pdf(str(path), profile=profile).failures
    ]
    found += _heard_aloud(path, (*SKIPPED, *skipped))
    if orphans := _orphan_forms(path):
        found.append(f"{orphans} tagged form objects without a parent (CSS opacity?)")
    counts = tag_counts(path)
    if counts.get("/H1") != 1:
        found.append(f"{counts.get('/H1', 0)} headings of the first level")
    if counts.get("/Table") and not counts.get("/TH"):
        found.append("a table without header cells")
    return found
