"""What the commands of the night cost in the full database, each beside the small one, in a process of its own.

Processor time is what counts on a machine that others use as well: that of the command with all it starts (pg_dump),
and that of the server, which is what its postmaster says of the processes that ended meanwhile (autovacuum included).
Memory is the peak of the command or of what it starts, and of the largest server process without shared buffers.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from postings.files.models import ApplicationFile
from tests.bench.scale.databases import Database

EVENTS_OF_A_DAY = 26_000  # 38 million rows in four years
TOMORROW = "from datetime import timedelta; from django.utils import timezone; import django; django.setup();"
SEAL_TOMORROW = (
    f"{TOMORROW} from recruitment.audit.sealing import seal_history;"
    "print(seal_history(day=timezone.localdate() + timedelta(days=1)).row_count)"
)
VERIFY_TOMORROW = (
    f"{TOMORROW} from recruitment.audit.verifying import verify_history;"
    "print(verify_history(since=timezone.localdate() + timedelta(days=1)))"
)


def _manage(*arguments: str) -> list[str]:
    return ["-m", "django", *arguments]


NIGHT = (
    ("nur Python und Django starten", _manage("version")),
    ("send_reminders", _manage("send_reminders")),
    ("send_reminders, gleich noch einmal", _manage("send_reminders")),
    ("record_deemed_approvals", _manage("record_deemed_approvals")),
    ("list_due_erasures", _manage("list_due_erasures")),
    ("run_erasures", _manage("run_erasures")),
    ("erase_withdrawn_applications", _manage("erase_withdrawn_applications")),
    ("delete_applicant_lists", _manage("delete_applicant_lists")),
    ("clearsessions", _manage("clearsessions")),
    ("run_jobs --once", _manage("run_jobs", "--once")),
    ("sweep_application_files", _manage("sweep_application_files")),
    ("seal_history, das erste Mal", _manage("seal_history")),
    ("seal_history, Tag darauf", ["-c", SEAL_TOMORROW]),
    ("verify_history, nur dieser Tag", ["-c", VERIFY_TOMORROW]),
    ("verify_history, alles", _manage("verify_history")),
    ("backup", _manage("backup", "--to", "{folder}/backups")),
    ("restore --check-only", _manage("restore", "--check-only", "{backup}")),
)
SECOND_NIGHT = "seal_history, Tag darauf"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, seconds of computing and megabytes; ``fault`` is the last line of what went wrong."""

    clock: float
    command: float
    server: float
    command_megabytes: float
    server_megabytes: float
    fault: str

    def __str__(self) -> str:
        return (
            f"{self.clock:8.1f} {self.command:8.1f} {self.server:8.1f} "
            f"{self.command_megabytes:7.0f} {self.server_megabytes:7.0f}"
        )


def bench_nightly(small: Database, full: Database) -> None:
    """Print each command in both databases; nothing it does is undone."""
    head = f"{'Uhr s':>8} {'Befehl s':>8} {'Server s':>8} {'MB':>7} {'MB Serv':>7}"
    print(f"\n{'Nacht (Rechenzeit, Spitze des Speichers)':<42}{head} |{head}   (klein | voll)", flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-night-") as folder:
        homes = {}
        for database in (small, full):
            homes[database.name] = home = Path(folder) / database.name
            with database.chosen():
                begin = time.perf_counter()
                count = _lay_documents(home / "files")
                print(f"{database.name}: {count} leere Unterlagen in {time.perf_counter() - begin:.0f} s", flush=True)
        for label, arguments in NIGHT:
            costs = []
            for database in (small, full):
                with database.chosen():
                    if label == SECOND_NIGHT:
                        _work_a_day()
                    costs.append(_run(arguments, database, homes[database.name]))
            print(f"{label:<42}{costs[0]} |{costs[1]}", flush=True)
            for cost in costs:
                if cost.fault:
                    print(f"    {cost.fault}", flush=True)


def _lay_documents(folder: Path) -> int:
    """Make an empty file for each document that has a row."""
    count = 0
    names = ApplicationFile.objects.order_by("storage_name").values_list("storage_name", flat=True)
    made = ""
    for name in names.iterator(chunk_size=5000):
        if (parent := name.partition("/")[0]) != made:
            (folder / parent).mkdir(parents=True, exist_ok=True)
            made = parent
        os.close(os.open(folder / name, os.O_CREAT | os.O_WRONLY, 0o600))
        count += 1
    return count


def _work_a_day() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO audit_event (happened_at, actor_id, action, subject_type, subject_id, posting_reference, facts)
            SELECT now(), actor_id, action, subject_type, subject_id, posting_reference, facts
            FROM audit_event ORDER BY id LIMIT %s
            """,
            [EVENTS_OF_A_DAY],
        )


def _run(arguments: list[str], database: Database, home: Path) -> Cost:
    with connection.cursor():
        server = _Server(connection.connection.info.backend_pid)
    parameters = connection.get_connection_params()
    backups = sorted((home / "backups").glob("*.tar")) if (home / "backups").exists() else []
    filled = [one.format(folder=home, backup=backups[-1] if backups else "") for one in arguments]
    connection.close()
    time.sleep(0.3)  # until the postmaster has counted it
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{parameters['user']}@/{database.name}?host={parameters['host']}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "RECRUITMENT_VAR_DIR": str(home),
        "APPLICATION_FILES_DIR": str(home / "files"),
        "SECRET_KEY": "b" * 60,
    }
    before, begin = server.seconds(), time.perf_counter()
    with server as peak, tempfile.TemporaryFile() as told:
        child = subprocess.Popen([sys.executable, *filled], env=environment, stdout=told, stderr=told)
        _pid, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        clock = time.perf_counter() - begin
        told.seek(max(told.seek(0, os.SEEK_END) - 300, 0))
        words = told.read().decode(errors="replace").strip().splitlines()
    time.sleep(0.3)
    return Cost(
        clock,
        usage.ru_utime + usage.ru_stime,
        server.seconds() - before,
        usage.ru_maxrss / 1024,
        peak.megabytes,
        f"endete mit {child.returncode}: {words[-1] if words else ''}" if child.returncode else "",
    )


class _Server:
    """The PostgreSQL that one of its processes belongs to; of this project alone, so that all it does is counted."""

    def __init__(self, backend: int) -> None:
        self.postmaster = int(_stat(backend)[1])
        self.megabytes = 0.0
        self._ended = threading.Event()

    def seconds(self) -> float:
        """Return the processor time of all its processes that have ended."""
        fields = _stat(self.postmaster)
        return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")

    def __enter__(self) -> "_Server":
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.2):
            for folder in Path("/proc").glob("[0-9]*"):
                try:
                    if int(_stat(folder.name)[1]) == self.postmaster:
                        self.megabytes = max(self.megabytes, _own_megabytes(folder))
                except OSError:
                    continue  # ended meanwhile


def _stat(pid: int | str) -> list[str]:
    """Return the fields of /proc/PID/stat from the state on; the name before them may hold blanks."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _own_megabytes(folder: Path) -> float:
    lines = (folder / "status").read_text().splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon")), 0.0)
