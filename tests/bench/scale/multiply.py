"""Copy a block of procedures many times by SQL: every row of every table, with keys moved on by one stride a copy.

Keys of rows that belong together move alike, so foreign keys hold; ``orphans`` proves it. Names, references and stored
names are made different; days move back, so that the procedures lie over four years. People of the authority are copied
for every twentieth copy only: everybody takes part in some hundred procedures. Triggers are off while copying
(``session_replication_role``, the owner's right): each row is the copy of one that they have seen.
"""

import time
from collections.abc import Callable, Iterator

from django.apps import apps
from django.db import connection, models

COPIES_PER_CREW = 20  # a crew serves as many copies of the block
DAYS = 1460
BATCH = 50  # copies in one statement: rows of a procedure lie together, as they would when it went its way
# What all procedures share, or what knows of no procedure.
SHARED = {"RatingScale", "RatingLevel", "BaseProfile", "BaseSection", "BaseCriterion", "HistorySeal", "SealedPart"}
OTHERS = {"auth", "contenttypes", "sessions", "admin", "procrastinate", "axes", "otp_static", "otp_totp"}
CREW_APPS = {"accounts"}
# Columns that must differ, or that say which procedure they belong to.
MARKED = {
    "postings_posting.reference_number": "{0} || '-' || {1}",
    "postings_postingevent.reference_number": "{0} || '-' || {1}",
    "audit_event.posting_reference": "CASE WHEN {0} = '' THEN '' ELSE {0} || '-' || {1} END",
    "accounts_user.username": "{0} || '-' || {1}",
    "accounts_user.email": "replace({0}, '@', '-' || {1} || '@')",
    "files_applicationfile.storage_name": "substr(md5({0} || {1}), 1, 2) || '/' || rpad(md5({0} || {1}), 48, '0')",
    "applications_applicant.last_name": "{0} || to_hex({1})",
    "applications_applicant.sort_key": "replace({0}, ',', to_hex({1}) || ',')",
}


class Multiplier:
    """Copies what the tables hold now ``copies`` times. A table that is empty stays empty."""

    def __init__(self, copies: int) -> None:
        self.copies = copies
        self.models = [
            model
            for model in apps.get_models(include_auto_created=True)
            if model._meta.managed
            and not model._meta.proxy
            and model._meta.app_label not in OTHERS
            and model.__name__.removesuffix("Event") not in SHARED
        ]
        self.strides = {model: self._stride(model) for model in self.models}

    def run(self, told: Callable[[str], None] = lambda _words: None) -> dict[str, int]:
        """Copy every table; return how many rows each holds afterwards."""
        counts = {}
        for model in self.models:
            table = model._meta.db_table
            begin = time.perf_counter()
            if (count := self._copy(model)) is None:
                continue
            counts[table] = count
            told(f"  {table:<55} {count:>12,} Zeilen {time.perf_counter() - begin:7.1f} s".replace(",", "."))
        return counts

    def _copy(self, model: type[models.Model]) -> int | None:
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            before = cursor.fetchone()[0]
            if not before:
                return None
            fields = model._meta.concrete_fields
            names = ", ".join(f'"{field.column}"' for field in fields)
            values = ", ".join(self._value(model, field) for field in fields)
            last = self.copies // COPIES_PER_CREW if model._meta.app_label in CREW_APPS else self.copies
            own = model._meta.pk.column
            statement = f"""
                INSERT INTO "{table}" ({names}) OVERRIDING SYSTEM VALUE SELECT {values}
                FROM multiplied t, generate_series(%s::int, %s::int) AS k ORDER BY k, t."{own}"
            """
            cursor.execute(f'CREATE TEMPORARY TABLE multiplied AS SELECT * FROM "{table}"')
            cursor.execute("SET session_replication_role = replica")
            try:
                for first in range(1, last + 1, BATCH):
                    cursor.execute(statement, [first, min(first + BATCH - 1, last)])
            finally:
                cursor.execute("SET session_replication_role = origin")
                cursor.execute("DROP TABLE multiplied")
            if isinstance(model._meta.pk, models.AutoField):
                cursor.execute(
                    f"""SELECT setval(pg_get_serial_sequence('"{table}"', %s), (SELECT max("{own}") FROM "{table}"))""",
                    [own],
                )
        return before * (last + 1)

    def _stride(self, model: type[models.Model]) -> int | None:
        """Return the highest number a row has, None where keys are no numbers of the table's own."""
        if not isinstance(model._meta.pk, models.AutoField):
            return None
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT coalesce(max("{model._meta.pk.column}"), 0) FROM "{model._meta.db_table}"')
            return cursor.fetchone()[0]

    def _value(self, model: type[models.Model], field: models.Field) -> str:
        column, target = f't."{field.column}"', field
        crew = model._meta.app_label in CREW_APPS
        while target.remote_field is not None:
            target = target.remote_field.model._meta.pk
        if isinstance(target, models.UUIDField):
            return f"md5({column}::text || '/' || k)::uuid"
        if field.primary_key or field.remote_field is not None:
            stride = self.strides.get(target.model)
            if stride is None:
                return column
            is_of_crew = target.model._meta.app_label in CREW_APPS
            number = "k" if crew or not is_of_crew else f"(k / {COPIES_PER_CREW})"
            return f"{column} + {number}::bigint * {stride}" if stride else column
        if (mark := MARKED.get(f"{model._meta.db_table}.{field.column}")) is not None:
            return mark.format(column, "k")
        if model._meta.db_table == "audit_event" and field.column == "subject_id":
            return self._subject(column)
        if isinstance(field, models.DateTimeField):
            return f"{column} - make_interval(days => mod(k * 7919, {DAYS}))"
        if isinstance(field, models.DateField):
            return f"{column} - mod(k * 7919, {DAYS})"
        return column

    def _subject(self, column: str) -> str:
        cases = " ".join(
            f"WHEN '{model._meta.label}' THEN {stride} * k"
            for model, stride in self.strides.items()
            if stride and model._meta.app_label not in CREW_APPS
        )
        return f"{column} + CASE t.subject_type {cases} ELSE 0 END"


def orphans() -> Iterator[tuple[str, int]]:
    """Yield every foreign key with rows that point nowhere, and how many; nothing when all hold."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.conname, c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text, f.attname
            FROM pg_constraint c
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
            JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = c.confkey[1]
            WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND cardinality(c.conkey) = 1
            ORDER BY 1
            """
        )
        for name, table, column, target, key in cursor.fetchall():
            cursor.execute(
                f"""SELECT count(*) FROM {table} t WHERE t."{column}" IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM {target} f WHERE f."{key}" = t."{column}")"""
            )
            if count := cursor.fetchone()[0]:
                yield name, count
