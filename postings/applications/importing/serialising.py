"""Plans and reports as plain JSON data: what is stored for the preview, and what the command prints."""

from collections.abc import Mapping, Sequence
from typing import Any

from postings.applications.importing.planning import Action, Change, Decision, PlannedRow, summary
from postings.applications.importing.records import Level, Problem
from postings.applications.importing.table import SourceTable


def plan_to_plain(planned: Sequence[PlannedRow]) -> list[dict[str, object]]:
    """Return the plan as JSON data, without what is empty."""
    return [{name: value for name, value in _row(row).items() if value not in (None, [], False)} for row in planned]


def _row(row: PlannedRow) -> dict[str, object]:
    return {
        "row": row.row,
        "action": row.action.value,
        "fields": dict(row.fields),
        "problems": [[p.level.value, p.message, p.column, p.field] for p in row.problems],
        "changes": [[change.field, change.before, change.after] for change in row.changes],
        "application_id": row.application_id,
        "is_unchanged": row.is_unchanged,
        "may_be_taken": row.may_be_taken,
        "decision": row.decision.value if row.decision else None,
    }


def plan_from_plain(plain: Any) -> list[PlannedRow]:
    """Return the plan that ``plan_to_plain`` described."""
    return [
        PlannedRow(
            row=row["row"],
            action=Action(row["action"]),
            fields=row.get("fields", {}),
            problems=tuple(
                Problem(Level(level), words, column, field) for level, words, column, field in row.get("problems", ())
            ),
            changes=tuple(Change(*change) for change in row.get("changes", ())),
            application_id=row.get("application_id"),
            is_unchanged=row.get("is_unchanged", False),
            may_be_taken=row.get("may_be_taken", False),
            decision=Decision(row["decision"]) if "decision" in row else None,
        )
        for row in plain
    ]


def as_json_dict(
    table: SourceTable, mapping: Mapping[str, str | None], planned: Sequence[PlannedRow], **more: object
) -> dict[str, object]:
    """Return the report that ``import_applications --json`` prints.

    Columns that must not be held stand under ``columns`` without field and, with the reason, in the summary.
    """
    return {
        "columns": {**dict.fromkeys(column.name for column in table.dropped), **mapping},
        "records": [
            {
                "row": row.row,
                "action": row.action.value,
                "fields": dict(row.fields),
                "problems": [
                    {"level": p.level.value, "column": p.column, "field": p.field, "message": p.message}
                    for p in row.problems
                ],
            }
            for row in planned
        ],
        "summary": {
            **summary(planned),
            "format": table.format_name,
            "dropped_columns": [{"column": column.name, "reason": column.reason} for column in table.dropped],
            "notes": list(table.notes),
            **more,
        },
    }


def reasons(planned: Sequence[PlannedRow]) -> dict[int, str]:
    """Return for each row that is not taken over why, in one text."""
    return {row.row: " ".join(_with_place(problem) for problem in row.problems) for row in planned if row.is_left}


def _with_place(problem: Problem) -> str:
    return f"{problem.column}: {problem.message}" if problem.column else problem.message
