"""Two real PostgreSQL servers: a primary of its own and a standby that streams from it."""

import subprocess
import time
from pathlib import Path

import psycopg

from recruitment.database.embedded import PORT, EmbeddedPostgres

STANDBY_PORT = PORT + 1


class Pair:
    """A primary below ``folder`` and its standby, both on sockets only. ``stop`` ends both and removes them."""

    def __init__(self, folder: Path) -> None:
        self.primary = EmbeddedPostgres(folder / "var")
        self.primary.start()
        self._binaries = self.primary._binaries()
        self._data = self.primary.home / "standby"

    @property
    def can_copy(self) -> bool:
        return (self._binaries / "pg_basebackup").exists()

    def address(self, *, of_standby: bool = False) -> str:
        port = STANDBY_PORT if of_standby else PORT
        server = self.primary
        return f"host={server.socket_dir} port={port} user={server.user} dbname={server.database}"

    def url(self, *, of_standby: bool = False) -> str:
        port = STANDBY_PORT if of_standby else PORT
        server = self.primary
        return f"postgresql://{server.user}@/{server.database}?host={server.socket_dir}&port={port}"

    def start_standby(self) -> None:
        """Copy the primary and follow it."""
        source = ["-h", self.primary.socket_dir, "-p", PORT, "-U", self.primary.user]
        self._run("pg_basebackup", "-D", self._data, *source, "-R", "--checkpoint=fast", "--no-sync")
        self._control("start", "-l", self.primary.home / "standby.log", "-o",
                      f"-k '{self.primary.socket_dir}' -p {STANDBY_PORT}")  # fmt: skip

    def stop_standby(self) -> None:
        self._control("stop", "-m", "fast")

    def pause(self) -> None:
        """Let the standby take the log in and not replay it."""
        self._ask_standby("SELECT pg_wal_replay_pause()")
        while self._ask_standby("SELECT pg_get_wal_replay_pause_state()") != ("paused",):
            time.sleep(0.05)

    def resume(self) -> None:
        self._ask_standby("SELECT pg_wal_replay_resume()")

    def stop(self) -> None:
        if (self._data / "postmaster.pid").exists():
            self.stop_standby()
        self.primary.reset()

    def _ask_standby(self, statement: str) -> tuple | None:
        with psycopg.connect(self.address(of_standby=True), autocommit=True) as connection:
            return connection.execute(statement).fetchone()

    def _control(self, *arguments: object) -> None:
        self._run("pg_ctl", "-D", self._data, "-s", "-w", *arguments)

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._binaries / program), *map(str, arguments)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **self.primary._as_server_user())
