"""What the commands of the night cost in the full database, once each, beside the small one."""

import io
import tempfile
import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from tests.bench.scale.databases import Database

COMMANDS = (
    ("send_reminders", []),
    ("record_deemed_approvals", []),
    ("list_due_erasures", []),
    ("run_erasures", []),
    ("erase_withdrawn_applications", []),
    ("delete_applicant_lists", []),
    ("sweep_application_files", []),
    ("seal_history", []),
    ("verify_history", []),
    ("clearsessions", []),
    ("backup", ["--to", "{folder}"]),
)


def bench_nightly(small: Database, full: Database) -> None:
    """Print each command with seconds and peak of memory of this process; nothing it does is undone."""
    print(f"\n{'':<30} {'klein s':>9} {'voll s':>9}")
    mail = "django.core.mail.backends.locmem.EmailBackend"
    with tempfile.TemporaryDirectory() as folder:
        options = {"EMAIL_BACKEND": mail, "EMAIL_HOST": "localhost", "APPLICATION_FILES_DIR": f"{folder}/files"}
        with override_settings(**options):
            for name, arguments in COMMANDS:
                filled = [argument.format(folder=folder) for argument in arguments]
                seconds = []
                for database in (small, full):
                    with database.chosen():
                        seconds.append(_seconds(lambda n=name, a=filled: _call(n, a)))
                print(f"{name:<30} {seconds[0]:9.1f} {seconds[1]:9.1f}", flush=True)


def _call(name: str, arguments: list[str]) -> None:
    told = io.StringIO()
    try:
        call_command(name, *arguments, stdout=told, stderr=told)
    except (SystemExit, Exception) as fault:
        print(f"    {name}: {type(fault).__name__} {str(fault)[:100]}")
    connection.close()


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
