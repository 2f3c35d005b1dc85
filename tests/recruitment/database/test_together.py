"""Many changes of one migration done as one, against the same changes one by one."""

import pgtrigger
import pytest
from django.db import connection, migrations, models, transaction
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger

from recruitment.database.together import Together

pytestmark = pytest.mark.django_db

KEEPS = pgtrigger.Protect(name="keeps", operation=pgtrigger.Delete)


def tables():
    return [
        migrations.CreateModel("shelf", [("id", models.AutoField(primary_key=True))]),
        migrations.CreateModel(
            "book", [("id", models.AutoField(primary_key=True)), ("title", models.CharField(max_length=9))]
        ),
        migrations.AddField("book", "shelf", models.ForeignKey("made.shelf", models.PROTECT)),
        migrations.AddField("shelf", "best", models.ForeignKey("made.book", models.PROTECT, null=True)),
        migrations.AddField("book", "authors", models.ManyToManyField("made.shelf", related_name="+")),
        migrations.AddIndex("book", models.Index(fields=["title"], name="book_title")),
        migrations.AddConstraint(
            "book", models.CheckConstraint(condition=~models.Q(title=""), name="book_has_a_title")
        ),
        migrations.AddConstraint(
            "book",
            models.UniqueConstraint(fields=["shelf"], condition=models.Q(title="a"), name="book_a_once_per_shelf"),
        ),
        AddTrigger("book", KEEPS),
    ]


def later():
    """Changes of tables that an earlier migration made."""
    return [
        migrations.AddField("book", "pages", models.IntegerField(default=1)),
        migrations.AddConstraint(
            "book", models.CheckConstraint(condition=models.Q(pages__gt=0), name="book_has_pages")
        ),
        migrations.CreateModel("loan", [("id", models.AutoField(primary_key=True))]),
        migrations.AddField("loan", "book", models.ForeignKey("made.book", models.PROTECT)),
    ]


def apply(operations, state):
    with connection.schema_editor(atomic=False) as editor:
        for operation in operations:
            before = state.clone()
            operation.state_forwards("made", state)
            operation.database_forwards("made", editor, before, state)
    return state


def described():
    with connection.cursor() as cursor:
        found = []
        for query in (
            "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
            " WHERE table_name LIKE 'made\\_%'",
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid::regclass::text LIKE 'made\\_%'",
            "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'made\\_%'",
            "SELECT tgrelid::regclass::text, tgname, tgtype::text FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'made\\_%'",
        ):
            cursor.execute(query)
            found.append(sorted(cursor.fetchall()))
    return found


def undo(operation, state):
    with connection.schema_editor(atomic=False) as editor:
        before = ProjectState()
        operation.database_backwards("made", editor, state, before)


def test_the_same_tables_constraints_indexes_and_triggers_are_made_as_one_by_one():
    with transaction.atomic():
        apply(later(), apply(tables(), ProjectState()))
        one_by_one = described()
        transaction.set_rollback(True)

    apply([Together(later())], apply([Together(tables())], ProjectState()))

    assert described() == one_by_one
    assert [len(part) for part in one_by_one] != [0, 0, 0, 0]


def test_the_state_afterwards_is_the_same():
    one_by_one, as_one = ProjectState(), ProjectState()
    for operation in tables():
        operation.state_forwards("made", one_by_one)

    Together(tables()).state_forwards("made", as_one)

    assert as_one == one_by_one


def test_undone_nothing_is_left():
    made, state = Together(tables()), apply([Together(tables())], ProjectState())

    undo(made, state)

    assert described() == [[], [], [], []]


def test_undone_the_tables_of_earlier_migrations_are_as_before():
    earlier = apply([Together(tables())], ProjectState())
    before, more, now = described(), Together(later()), earlier.clone()
    apply([more], now)

    with connection.schema_editor(atomic=False) as editor:
        more.database_backwards("made", editor, now, earlier)

    assert described() == before


def test_it_is_written_as_it_was_read():
    name, positional, named = Together(tables()).deconstruct()

    assert (name, positional, len(named["operations"])) == ("Together", [], 9)
