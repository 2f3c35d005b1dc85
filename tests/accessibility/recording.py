"""Results of the checks: kept only when ``make accessibility`` asks for them (``ACCESSIBILITY_FOLDER``)."""

import json
import os
import re
from pathlib import Path

from django.urls import resolve


def keep(part: str, **found) -> None:
    """Write ``found`` as one part of the checks, whatever the test says of it afterwards."""
    if folder := os.environ.get("ACCESSIBILITY_FOLDER"):
        Path(folder, f"{part}.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def route_of(url: str) -> str:
    """Return the address in general, without numbers of this run."""
    return "/" + re.sub(r"<[^>]+>", "…", re.sub(r"\\.|[\^$]", "", resolve(url).route))


def entry(name: str, label: str, faults: list[str], state: str = "") -> dict:
    return {"name": name, "label": label, "state": state, "faults": faults}
