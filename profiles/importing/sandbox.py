"""Read somebody's file in a child process with bounded memory and time, so that no file can bring the server down.

A damaged or hostile file may make a library loop or ask for all memory; the child is then ended and the person reads
one sentence. The child is ``worker``; what it does with the file is named by ``task``: a function of bytes and name
that returns plain data, as "package.module:function".
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import cattrs

from profiles.importing.document import ParsedDocument, UnreadableDocument
from profiles.importing.reading import kind_of, read_bytes

TASK = "profiles.importing.pipeline:read_to_plain"
SECONDS = 60
MEMORY_BYTES = 1536 * 1024 * 1024
ROOT = Path(__file__).resolve().parents[2]


def read_file(path: Path) -> ParsedDocument:
    """Read the file at ``path`` in a child process.

    :raises UnreadableDocument: if it cannot be read, or not within the bounds.
    """
    return read_safely(read_bytes(path), path.name)


def read_safely(content: bytes, name: str) -> ParsedDocument:
    """Read ``content`` of a file called ``name`` in a child process.

    :raises UnreadableDocument: if it cannot be read, or not within ``SECONDS`` and ``MEMORY_BYTES``.
    """
    kind_of(content, name)
    return cattrs.structure(in_child(TASK, content, name), ParsedDocument)


def in_child(task: str, content: bytes, name: str, *, seconds: int | None = None) -> Any:
    """Return what the function named by ``task`` makes of ``content``, as plain data.

    :raises UnreadableDocument: if it says so, or does not end well within ``seconds`` (``SECONDS`` unless given) and
        ``MEMORY_BYTES``.
    """
    seconds = SECONDS if seconds is None else seconds
    command = [sys.executable, "-m", "profiles.importing.worker", str(MEMORY_BYTES), str(seconds), task, name]
    try:
        child = subprocess.run(command, input=content, capture_output=True, timeout=seconds + 5, cwd=ROOT, check=False)
    except subprocess.TimeoutExpired:
        raise UnreadableDocument(_too_much(name)) from None
    try:
        answer = json.loads(child.stdout)
    except ValueError:
        raise UnreadableDocument(_too_much(name)) from None
    if "error" in answer:
        raise UnreadableDocument(answer["error"] or _too_much(name))
    return answer["result"]


def _too_much(name: str) -> str:
    return (
        f"Die Datei {name} konnte nicht gelesen werden: Sie ist beschädigt oder ungewöhnlich aufgebaut und brauchte "
        "zu viel Zeit oder Speicher. Bitte speichern Sie das Dokument neu und versuchen Sie es noch einmal."
    )
