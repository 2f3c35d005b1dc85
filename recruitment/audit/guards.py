"""The guards on every history: no TRUNCATE, a mark for each sealed row that an erasure takes, and rights of the roles.

A history is a table that only grows: the event tables of django-pghistory and the models named in the setting
``HISTORY_MODELS``. Which there are is known only when all apps are, so the guards are put on after every ``migrate``
(``install_guards``, idempotent); what the triggers do stands in the functions of migration 0002.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from pghistory.models import Context
from pghistory.models import Event as HistoryEvent

from recruitment.audit.history import ERASURE_RUNS, WordsLeave

# Triggers of one kind fire in the order of their names.
NO_TRUNCATE = "history_no_truncate"
MARKS_ERASURE = "history_marks_erasure"
MARKS_WORDS = "history_marks_words"  # where rows may go as well
CONTEXT_GROWS = "history_context_only_grows"

# django-pgtrigger lets a session name triggers that do not fire (pgtrigger.ignore), and any role may set that: for the
# owner of the tables it stays, for the role of the application it is no way round the rules of a procedure.
IGNORING, OWNER_ONLY = "_pgtrigger_should_ignore", "owner_only"
# Every trigger of every row asks it. So each name in it is told by its schema: a search_path of its own would make it
# fourteen times as dear (10 µs for 0.7), and without either a role could put a type or an operator before ours.
_IGNORING_FOR_OWNER_ONLY = """
    CREATE OR REPLACE FUNCTION "public"._pgtrigger_should_ignore(trigger_name pg_catalog.name)
    RETURNS pg_catalog.bool AS $$
    DECLARE
        ignored pg_catalog.text := pg_catalog.current_setting('pgtrigger.ignore', true);
    BEGIN
        -- owner_only
        IF ignored IS NULL OR ignored OPERATOR(pg_catalog.=) '' THEN RETURN false; END IF;
        RETURN trigger_name OPERATOR(pg_catalog.=) ANY (ignored::pg_catalog.text[]) AND pg_catalog.pg_has_role(
            current_user,
            (SELECT proowner FROM pg_catalog.pg_proc
             WHERE oid OPERATOR(pg_catalog.=) '"public"._pgtrigger_should_ignore(name)'::pg_catalog.regprocedure),
            'MEMBER');
    END;
    $$ LANGUAGE plpgsql
"""

# Ordinary tables that only `migrate` writes.
READ_ONLY = ("django_migrations", "django_content_type", "auth_permission")


@dataclass(frozen=True, slots=True)
class History:
    """One table that only grows. ``emptied`` are the columns that an erasure may empty, no row goes then."""

    model: type[models.Model]
    loses_rows: bool = False
    emptied: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def key(self) -> str:
        return self.model._meta.pk.column

    @property
    def context(self) -> str:
        """Name of the column that says in which context (who, which page) a row was written, or nothing."""
        return "pgh_context_id" if issubclass(self.model, HistoryEvent) else ""


def histories() -> list[History]:
    """Return all histories in the order of their tables' names, always the same, so that locks never cross."""
    found = [
        History(model, loses_rows=_loses_rows(model), emptied=_words(model))
        for model in apps.get_models()
        if issubclass(model, HistoryEvent) and model._meta.managed and not model._meta.proxy
    ]
    for label, emptied in settings.HISTORY_MODELS.items():
        found.append(History(apps.get_model(label), emptied=tuple(emptied)))
    return sorted(found, key=lambda history: history.table)


def _loses_rows(model: type[models.Model]) -> bool:
    return any(f"'DELETE' AND {ERASURE_RUNS}" in str(trigger.func) for trigger in model._meta.triggers)


def _words(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(word for trigger in model._meta.triggers if isinstance(trigger, WordsLeave) for word in trigger.words)


def missing_guards() -> list[str]:
    """Return the names of histories and seals without all of their triggers, or with one that is switched off.

    Also the function that lets triggers be ignored, while it listens to more than the owner.
    """
    wanted = {(table, name) for table, name, _statement in _guards()} | {(IGNORING, OWNER_ONLY)}
    with connection.cursor() as cursor:
        # Tests write in a database whose owner may do everything; only 'O' fires for everybody in every session.
        cursor.execute(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgname LIKE 'history\\_%%' AND t.tgenabled IN ('O', 'A')"
            " AND c.relnamespace = current_schema()::regnamespace"
            " UNION ALL SELECT proname, %s FROM pg_proc WHERE proname = %s AND pronamespace = 'public'::regnamespace"
            " AND prosrc LIKE '%%-- ' || %s || '%%'",
            [OWNER_ONLY, IGNORING, OWNER_ONLY],
        )
        found = set(cursor.fetchall())
    return sorted({table for table, name in wanted - found})


def install_guards() -> None:
    """Put on every guard that is missing; needs the owner of the tables. Costs one query when all are there."""
    missing = set(missing_guards())
    if not missing:
        return
    with connection.cursor() as cursor:
        if IGNORING in missing:
            cursor.execute(_IGNORING_FOR_OWNER_ONLY)
        for table, name, statement in _guards():
            if table in missing:
                cursor.execute(f'DROP TRIGGER IF EXISTS {name} ON "{table}"')
                cursor.execute(statement)


def _guards() -> Iterator[tuple[str, str, str]]:
    """Return table, name of the trigger and the statement that makes it."""
    sealed = ["audit_historyseal", "audit_sealedpart", Context._meta.db_table]
    for table in [*(history.table for history in histories()), *sealed]:
        yield (
            table,
            NO_TRUNCATE,
            _trigger(NO_TRUNCATE, f'BEFORE TRUNCATE ON "{table}"', "STATEMENT", "history_refuse()"),
        )
    for history in histories():
        marks = {MARKS_ERASURE: "DELETE"} if history.loses_rows else {}
        if history.emptied:
            marks[MARKS_WORDS if history.loses_rows else MARKS_ERASURE] = "UPDATE"
        for name, act in marks.items():
            call = f"history_mark_erasure('{history.key}', '{history.context}')"
            yield history.table, name, _trigger(name, f'AFTER {act} ON "{history.table}"', "ROW", call)
    context = Context._meta.db_table
    yield (
        context,
        CONTEXT_GROWS,
        _trigger(CONTEXT_GROWS, f'BEFORE UPDATE OR DELETE ON "{context}"', "ROW", "history_context_only_grows()"),
    )


def _trigger(name: str, event: str, level: str, call: str) -> str:
    return f"CREATE TRIGGER {name} {event} FOR EACH {level} EXECUTE FUNCTION {call}"


def grant_rights(role: str) -> None:
    """Give the application's ``role`` what it needs and nothing more; needs the owner of the tables.

    No table of its own, no TRUNCATE, no trigger. A history takes new rows; rows go only where an erasure takes
    some (and the trigger asks for the deletion record), and only a column that an erasure empties can be changed.

    :raises django.db.DatabaseError: if there is no such role, or the connection does not own the tables.
    """
    name = connection.ops.quote_name(role)
    known = {history.table: history for history in histories()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_database()")
        schema, database = map(connection.ops.quote_name, cursor.fetchone())
        # A temporary table comes before all others: one named like the deletion records would open every history.
        cursor.execute(f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC, {name}")
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {name}")
        cursor.execute(f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {name}")
        # It runs with the owner's rights: nobody else may hang it on a table. Here and not in its migration, because a
        # restored backup brings no rights along.
        cursor.execute(f"REVOKE ALL ON FUNCTION history_mark_erasure() FROM PUBLIC, {name}")
        cursor.execute(f"GRANT USAGE ON SCHEMA {schema} TO {name}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {name}")
        for table in connection.introspection.table_names(cursor):
            for right in _rights(table, known.get(table)):
                cursor.execute(f'GRANT {right} ON "{table}" TO {name}')


def _rights(table: str, history: History | None) -> list[str]:
    if table == "audit_erasuremark" or table in READ_ONLY:
        return ["SELECT"]
    if table in ("audit_historyseal", "audit_sealedpart"):
        return ["SELECT, INSERT"]
    if table == Context._meta.db_table:
        return ["SELECT, INSERT", "UPDATE (metadata, updated_at)"]
    if history is None:
        return ["SELECT, INSERT, UPDATE, DELETE"]
    rights = ["SELECT, INSERT"]
    if history.loses_rows:
        rights.append("DELETE")
    rights += [f'UPDATE ("{column}")' for column in history.emptied]
    return rights
