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
from django.db import connection, transaction  # noqa: E402

from tests.bench.scale.block import PER_BLOCK, build_block  # noqa: E402
from tests.bench.scale.databases import Database  # noqa: E402
from tests.bench.scale.multiply import Multiplier, orphans  # noqa: E402
from tests.bench.scale.nightly import bench_nightly  # noqa: E402
from tests.bench.scale.pages import bench_pages  # noqa: E402


def fill(procedures: int, applications: int) -> None:
    """Fill the chosen database; print what and how long.

    :raises SystemExit: if a foreign key does not hold.
    """
    begin = time.perf_counter()
    copies = max(procedures // PER_BLOCK, 1) - 1
    print(f"{(copies + 1) * PER_BLOCK} Verfahren mit je {applications} Bewerbungen", flush=True)
    with transaction.atomic():
        build_block(applications)
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off; SET work_mem = '256MB'")
        counts = Multiplier(copies).run(lambda words: print(words, flush=True))
        print(f"{sum(counts.values()):,} Zeilen in {time.perf_counter() - begin:.0f} s".replace(",", "."), flush=True)
        broken = list(orphans())
        if broken:
            sys.exit(f"Fremdschlüssel ohne Ziel: {broken}")
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        print(f"Fremdschlüssel geprüft; {cursor.fetchone()[0]}, {time.perf_counter() - begin:.0f} s", flush=True)


def main() -> None:
    """Make the databases, fill one, measure both, remove them."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale", description=__doc__)
    parser.add_argument("--procedures", type=int, default=1000)
    parser.add_argument("--applications", type=int, default=100, help="in each procedure")
    parser.add_argument("--keep", action="store_true", help="keep the full database")
    parser.add_argument("--use", metavar="NAME", help="measure a full database that was kept")
    parser.add_argument("--only", choices=["pages", "nightly", "fill"])
    options = parser.parse_args()
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    empty_name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    connection.close()
    full_name = options.use or f"{empty_name}_full"
    empty, full = Database(empty_name), Database(full_name)
    try:
        if not options.use:
            with Database("postgres").chosen(), connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{full_name}"')
                cursor.execute(f'CREATE DATABASE "{full_name}" TEMPLATE "{empty_name}"')
                connection.close()
            with full.chosen():
                fill(options.procedures, options.applications)
        if options.only in (None, "pages"):
            bench_pages(empty, full)
        if options.only in (None, "nightly"):
            bench_nightly(empty, full)
    finally:
        empty.close()
        full.close()
        if not (options.keep or options.use):
            with Database("postgres").chosen(), connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{full_name}" WITH (FORCE)')
                connection.close()
        connection.creation.destroy_test_db(empty_name, verbosity=0)


if __name__ == "__main__":
    main()
