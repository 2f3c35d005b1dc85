"""Histories of rows that hold personal data: append-only, and removable only together with a deletion record.

``@pghistory.track(**personal_history())`` instead of ``@pghistory.track()`` is all that such a model needs.
"""

import pgtrigger

# Whether this very transaction wrote a deletion record (postings.retention); its table is named here only. So no row
# of a history disappears without a line that says when, why and by whom, not even by hand in psql.
ERASURE_RUNS = (
    "EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint)"
)


def kept_unless_erased(name: str, *, condition: pgtrigger.Condition | None = None) -> pgtrigger.Trigger:
    """Return a trigger that refuses to change a row at all, and to delete it outside an erasure."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        condition=condition,
        func=f"""
            IF TG_OP = 'DELETE' AND {ERASURE_RUNS} THEN RETURN OLD; END IF;
            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;
        """,
    )


def personal_history() -> dict[str, object]:
    """Return the arguments of ``pghistory.track`` for a model whose history must be erasable with its person."""
    return {"append_only": False, "meta": {"triggers": [kept_unless_erased("append_only")]}}
