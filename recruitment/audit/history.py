"""Histories of rows that hold personal data: append-only, and removable only together with a deletion record.

``@pghistory.track(**personal_history())`` instead of ``@pghistory.track()`` is all that such a model needs, and
``procedure_history`` where the row belongs to the procedure but what people wrote in it may name somebody.
"""

from typing import Any

import pgtrigger

# Whether this very transaction wrote a deletion record (postings.retention); its table is named here only. So no row
# of a history disappears without a line that says when, why and by whom, not even by hand in psql.
ERASURE_RUNS = (
    "EXISTS (SELECT 1 FROM retention_deletionrecord WHERE transaction_number = pg_current_xact_id()::text::bigint)"
)


class WordsLeave(pgtrigger.Trigger):
    """A guard of rows whose ``words`` (names of text columns) an erasure may rewrite; ``guards`` marks each time."""

    def __init__(self, *, words: tuple[str, ...], **arguments: Any) -> None:
        self.words = words
        super().__init__(**arguments)


def words_leave(*words: str) -> str:
    """Return the head of a trigger function: in an erasure an update of nothing but ``words`` (columns) passes."""
    columns = ", ".join(f"'{word}'" for word in words)
    return f"""
            IF TG_OP = 'UPDATE' AND {ERASURE_RUNS} THEN
                IF (to_jsonb(OLD) - ARRAY[{columns}]) = (to_jsonb(NEW) - ARRAY[{columns}]) THEN RETURN NEW; END IF;
            END IF;
    """


def stands(
    name: str,
    *words: str,
    operation: pgtrigger.Operation = pgtrigger.Update | pgtrigger.Delete,
    condition: pgtrigger.Condition | None = None,
) -> pgtrigger.Trigger:
    """Return a trigger that keeps rows as they are; a person may be erased from ``words``, the row never goes."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        condition=condition,
        func=f"""{words_leave(*words)}
            RAISE EXCEPTION 'Cannot % rows of %', lower(TG_OP), TG_TABLE_NAME;
        """,
    )


def kept_unless_erased(
    name: str, *words: str, condition: pgtrigger.Condition | None = None, row_goes: bool = True
) -> pgtrigger.Trigger:
    """Return a trigger that refuses to change a row, and to delete it outside an erasure (without ``row_goes`` at all).

    An erasure may rewrite ``words``.
    """
    goes = f"IF TG_OP = 'DELETE' AND {ERASURE_RUNS} THEN RETURN OLD; END IF;" if row_goes else ""
    return WordsLeave(
        words=words,
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        condition=condition,
        func=f"""
            {goes}{words_leave(*words) if words else ""}
            RAISE EXCEPTION 'Cannot % rows of % without a deletion record', lower(TG_OP), TG_TABLE_NAME;
        """,
    )


def personal_history(*words: str) -> dict[str, object]:
    """Return the arguments of ``pghistory.track`` for a model whose history must be erasable with its person.

    ``words`` are texts in which an erasure takes out the name of somebody whose row this is not.
    """
    return {"append_only": False, "meta": {"triggers": [kept_unless_erased("append_only", *words)]}}


def procedure_history(*words: str) -> dict[str, object]:
    """Return the arguments of ``pghistory.track`` for a model of the procedure as a whole: its history stays for good.

    ``words`` are the texts that may name a person, and lose the name with the erasure of this person.
    """
    return {"append_only": False, "meta": {"triggers": [kept_unless_erased("append_only", *words, row_goes=False)]}}
