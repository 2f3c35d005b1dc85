"""`python -m tests.bench.scale`: fill a database as after years, then compare pages and nightly jobs with an empty one.

Both databases are of their own and removed afterwards, unless ``--keep`` names the full one; then ``--use`` measures it
again. ``make bench ARGS=--scale`` does the same with 1,000 procedures.
"""

import argparse
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django first
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from tests.bench.scale.block import PER_BLOCK, build_block  # noqa: E402
from tests.bench.scale.databases import Database  # noqa: E402
from tests.bench.scale.multiply import Multiplier, orphans  # noqa: E402
from tests.bench.scale.nightly import bench_nightly  # noqa: E402
from tests.bench.scale.pages import RUNS, bench_pages  # noqa: E402

EMPTY_NAME = "bench_scale"  # beside the database of the tests
SMALL_PROCEDURES = 250  # enough for lists to have more than one page


def build(applications: int) -> None:
    """Build the block in the chosen database, which nothing must be connected to afterwards: it is copied as it is."""
    begin = time.perf_counter()
    with transaction.atomic():
        build_block(applications)
    print(f"{PER_BLOCK} Verfahren mit je {applications} Bewerbungen gebaut in {time.perf_counter() - begin:.0f} s")


def fill(procedures: int) -> None:
    """Multiply the block in the chosen database to so many procedures; print what and how long.

    :raises SystemExit: if a foreign key does not hold.
    """
    begin = time.perf_counter()
    copies = max(procedures // PER_BLOCK, 1) - 1
    print(f"\n{(copies + 1) * PER_BLOCK} Verfahren", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off; SET work_mem = '256MB'")
        counts = Multiplier(copies).run(lambda words: print(words, flush=True) if procedures > SMALL_PROCEDURES else "")
        print(f"{sum(counts.values()):,} Zeilen in {time.perf_counter() - begin:.0f} s".replace(",", "."), flush=True)
        broken = list(orphans())
        if broken:
            sys.exit(f"Fremdschlüssel ohne Ziel: {broken}")
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        print(f"Fremdschlüssel geprüft; {cursor.fetchone()[0]}, {time.perf_counter() - begin:.0f} s", flush=True)
        cursor.execute("RESET synchronous_commit; RESET work_mem")


def main() -> None:
    """Make the databases, fill one, measure both, remove them."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale", description=__doc__)
    parser.add_argument("--procedures", type=int, default=1000)
    parser.add_argument("--applications", type=int, default=100, help="in each procedure")
    parser.add_argument("--keep", action="store_true", help="keep the full database")
    parser.add_argument("--use", metavar="NAME", help="measure a full database that was kept")
    parser.add_argument("--runs", type=int, default=RUNS, help="of each page in each database")
    parser.add_argument("--page", default="", metavar="WORDS", help="only pages whose name holds this")
    parser.add_argument("--only", choices=["fill", "pages", "nightly"])
    options = parser.parse_args()
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    connection.settings_dict["TEST"]["NAME"] = EMPTY_NAME
    needs_empty = not (options.use and options.only == "nightly")
    if needs_empty:
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        connection.close()
    full_name = options.use or f"{EMPTY_NAME}_full"
    empty, small, full = (Database(name) for name in (EMPTY_NAME, f"{full_name}_small", full_name))
    try:
        wanted = [(small, SMALL_PROCEDURES), *([] if options.use else [(full, options.procedures)])]
        if not (options.use and _exists(small)):
            _create(small, empty)
            with small.chosen():
                build(options.applications)
                connection.close()
            if not options.use:
                _create(full, small)
            for database, procedures in wanted:
                with database.chosen():
                    fill(procedures)
        for database in (small, full) if options.use else ():
            with database.chosen():
                call_command("migrate", verbosity=0)
        if options.only in (None, "pages"):
            bench_pages(empty, small, full, runs=options.runs, named=options.page)
        if options.only in (None, "nightly"):
            bench_nightly(small, full)
    finally:
        for database in (empty, small, full):
            database.close()
        if not (options.keep or options.use):
            _drop(small)
            _drop(full)
        if needs_empty:
            connection.creation.destroy_test_db(EMPTY_NAME, verbosity=0)


def _create(database: Database, template: Database) -> None:
    _drop(database)
    _administer(f'CREATE DATABASE "{database.name}" TEMPLATE "{template.name}"')


def _exists(database: Database) -> bool:
    with Database("postgres").chosen(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [database.name])
        count = cursor.fetchone()[0]
        connection.close()
    return bool(count)


def _drop(database: Database) -> None:
    _administer(f'DROP DATABASE IF EXISTS "{database.name}" WITH (FORCE)')


def _administer(statement: str) -> None:
    with Database("postgres").chosen(), connection.cursor() as cursor:
        cursor.execute(statement)
        connection.close()


if __name__ == "__main__":
    main()
