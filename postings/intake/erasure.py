"""Rows of one applicant in uploaded lists, and their erasure. Only lists that still hold rows are looked through."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from postings.applications.importing.table import RawRow
from postings.applications.models import Application
from postings.intake.enums import ListStatus
from postings.intake.models import ApplicantList
from recruitment.accounts.models import User


def held(application: Application) -> dict[str, int]:
    """Return how many rows of the person are kept in lists of the posting."""
    return {_("Zeilen in eingelesenen Bewerberlisten"): sum(len(rows) for _kept, rows in rows_about(application))}


def erase(application: Application, actor: User | None) -> None:
    """Take the person's rows out; an open list goes back to the mapping, because its preview named the person."""
    for kept, rows in rows_about(application):
        table = kept.source_table
        rest = tuple(row for row in table.rows if row.number not in rows)
        kept.table = replace(table, rows=rest).to_plain()
        kept.decisions = {row: said for row, said in kept.decisions.items() if int(row) not in rows}
        if kept.is_open:
            kept.plan, kept.status, kept.summary = None, ListStatus.MAPPING, {}
        else:
            kept.reasons = {row: words for row, words in kept.reasons.items() if int(row) not in rows}
            if not rest:
                kept.table = None
        kept.save(update_fields=["table", "decisions", "plan", "status", "summary", "reasons"])


def rows_about(application: Application) -> Iterator[tuple[ApplicantList, set[int]]]:
    """Return each list of the posting that still holds rows of the person, with their numbers."""
    lists = ApplicantList.objects.filter(posting=application.posting_id, table__isnull=False).select_related("source")
    for kept in lists:
        if rows := {row.number for row in kept.source_table.rows if _is_about(application, kept, row)}:
            yield kept, rows


def _is_about(application: Application, kept: ApplicantList, row: RawRow) -> bool:
    """Whether a row is the person's: the portal's number, the address of e-mail, or both names in one row."""
    person = application.applicant
    cells = {cell.strip().casefold() for cell in row.cells if cell.strip()}
    if application.source_number and application.source == kept.source.name:
        columns = kept.source_table.columns
        for column, name in kept.mapping.items():
            place = columns.index(column) if name == "source_number" and column in columns else len(row.cells)
            if place < len(row.cells) and row.cells[place].strip() == application.source_number:
                return True
    if person.email and person.email.casefold() in cells:
        return True
    words = {word for cell in cells for word in cell.replace(",", " ").split()}
    names = f"{person.first_name} {person.last_name}".casefold().split()
    return bool(names) and words.issuperset(names)
