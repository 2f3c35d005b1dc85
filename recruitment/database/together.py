"""Many changes of one migration with the models built once.

Django builds every related model anew after each operation of a migration; with some two hundred models that all
know each other through the user and the history, a new database cost a hundred seconds, one of them in PostgreSQL.
Used by the baselines only; a later migration with its few operations needs none of this.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.utils.functional import cached_property

_PARTS_OF_A_TABLE = (AddField, AddConstraint, AddIndex)


class Together(Operation):
    """Do ``operations`` as one: only operations that add (models, fields, constraints, indexes, triggers).

    A table made in here gets all its parts when it is made. What the operations do to tables of earlier migrations
    is done in their order.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [], {"operations": self.operations}

    @cached_property
    def _made(self) -> set[str]:
        return {operation.name_lower for operation in self.operations if isinstance(operation, CreateModel)}

    def _comes_with_its_table(self, operation: Operation) -> bool:
        return isinstance(operation, _PARTS_OF_A_TABLE) and operation.model_name.lower() in self._made

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.clear_delayed_apps_cache()
        state.__dict__.pop("apps", None)  # without built models nothing is built anew in between
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for operation in self.operations:
            if not self._comes_with_its_table(operation):
                operation.database_forwards(app_label, schema_editor, to_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for operation in reversed(self.operations):
            if isinstance(operation, CreateModel):
                operation.database_backwards(app_label, schema_editor, from_state, to_state)
            elif operation.model_name.lower() not in self._made:
                # A field is missed in the later state; a trigger and a constraint are looked up in the earlier one.
                later = to_state if isinstance(operation, AddField) else from_state
                operation.database_backwards(app_label, schema_editor, from_state, later)

    def describe(self) -> str:
        return f"Make {len(self._made)} tables and what belongs to them"
