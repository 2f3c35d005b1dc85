"""The gate every PDF of the house must pass: PDF/UA-1, PDF/A-3a, a sane tag tree, nothing invisible.

Two independent checkers (`page-validation` for conformance, `outloud` for what a screen reader would meet) and own
assertions on what our documents must contain; each of them was tried on planted faults.
"""

import warnings
from pathlib import Path

import outloud
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
    """In this process: the program of the same name does nothing else, but takes longer to start than to check."""
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        result = outloud.check(str(path), skip=set(skipped))
    if result.error:
        return [f"outloud: {result.error}"]
    return [
        f"outloud: {finding.rule} {finding.message}"
        for finding in result.findings
        if finding.severity in ("error", "warning")
    ]


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
