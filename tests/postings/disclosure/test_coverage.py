"""No table that knows of an application is forgotten, no column untold without a reason."""

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db.models import JSONField

from postings.disclosure.collecting import label_of, told_columns
from postings.disclosure.coverage import LABELS, LEFT_OUT, NOT_TOLD, TOLD
from postings.disclosure.wording import SPOKEN
from tests.postings.retention.test_free_text import related_models


def test_every_table_that_knows_of_an_application_is_told_or_has_a_reason_why_not():
    known = {model._meta.label for model in related_models() if not model._meta.auto_created}
    told = [told.label for told in TOLD]

    assert sorted(known - set(told) - NOT_TOLD.keys()) == []
    assert sorted((set(told) | NOT_TOLD.keys()) - known) == []
    assert len(told) == len(set(told))
    assert all(NOT_TOLD.values())


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.label)
def test_every_column_that_is_told_has_a_german_name(told):
    for column in told_columns(told):
        own = str(column.verbose_name) != column.name.replace("_", " ")
        assert own or column.name in LABELS, f"{told.label}.{column.name}"
        assert label_of(column)
    assert told_columns(told) or told.context


def test_no_reason_is_left_over():
    columns = {
        name
        for told in TOLD
        for column in apps.get_model(told.label)._meta.fields
        for name in (column.name, f"{told.label}.{column.name}")
    }
    assert LEFT_OUT.keys() - columns == set()


def test_every_column_of_keys_or_structure_is_put_into_words():
    columns = {f"{told.label}.{column.name}": column for told in TOLD for column in told_columns(told)}
    structured = {name for name, column in columns.items() if isinstance(column, ArrayField | JSONField)}

    assert structured - SPOKEN.keys() == set()
    assert SPOKEN.keys() - columns.keys() == set()
