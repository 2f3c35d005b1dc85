"""The file that tells what was checked, and the digest of what it is true for."""

import functools
import hashlib
import json
from pathlib import Path

from django.conf import settings

from recruitment.accessibility.rules import Checks, read_checks

CHECKS_FILE = Path(__file__).with_name("checks.json")
# What people see and documents are laid out with; the versions of KERN and axe-core stand in the lock file.
CONTENT = ("templates/**/*", "static/**/*", "package-lock.json")


@functools.cache
def last_checks() -> Checks:
    """Return the run that ``make accessibility`` wrote last."""
    return read_checks(json.loads(CHECKS_FILE.read_text(encoding="utf-8")))


@functools.cache
def content_sha256() -> str:
    """Return the SHA-256 over names and contents of templates, styles and scripts: other pages, another digest."""
    digest = hashlib.sha256()
    found = {path for pattern in CONTENT for path in settings.BASE_DIR.glob(pattern) if path.is_file()}
    for path in sorted(found):
        name = path.relative_to(settings.BASE_DIR).as_posix()
        digest.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
