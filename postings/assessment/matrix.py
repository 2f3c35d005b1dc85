"""The own sheets of a round as one table, and one criterion of all of them.

The cells are joined in Python, every text escaped where it enters: two hundred applicants and fifteen criteria are
three thousand fields on one page.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.assessment.cells import plain_text
from postings.assessment.forms import NOT_ASSESSABLE, choice_of, choice_words
from postings.assessment.models import AssessmentRound, Rating, RatingSheet
from postings.enums import PostingStatus
from postings.models import Posting
from profiles.models import Criterion, RatingScale
from recruitment.accounts.models import User


@dataclass(frozen=True, slots=True)
class GridCell:
    """One answer of one sheet, as a page shows it."""

    choice: str
    reason: str
    observation: str

    @property
    def known(self) -> str:
        return json.dumps([self.choice, self.reason, self.observation])

    @property
    def words(self) -> str:
        return choice_words(self.choice)

    def lacks_text(self, comment_levels: Sequence[int]) -> bool:
        """Whether the sheet cannot be submitted before a text is written here."""
        if self.choice == NOT_ASSESSABLE:
            return not self.reason
        return self.choice in {str(level) for level in comment_levels} and not self.observation


@dataclass(frozen=True, slots=True)
class GridRow:
    """One applicant: addresses, whether the sheet can still be changed, the answers by criterion."""

    application: Application
    sheet_url: str
    cell_url: str
    store_key: str
    is_submitted: bool
    is_open: bool
    cells: Mapping[int, GridCell]

    def cell(self, criterion: Criterion) -> GridCell:
        return self.cells.get(criterion.pk, GridCell("", "", ""))


def store_key(user: User, application: Application, entry: AssessmentRound) -> str:
    """Return under which name the browser keeps what it could not send; js/app.js reads the person from it."""
    return f"bewertung:{user.pk}:{application.pk}:{entry.pk}"


def grid_rows(
    user: User, posting: Posting, entry: AssessmentRound, applications: Iterable[Application]
) -> list[GridRow]:
    """Return the own sheets on ``applications`` (of ``own_sheets.own_applications``), one row each."""
    applications = list(applications)
    own = RatingSheet.objects.filter(round=entry, assessor=user, application__in=[one.pk for one in applications])
    sheets = {sheet.application_id: sheet for sheet in own.prefetch_related("ratings")}
    is_open = entry.is_open and posting.status == PostingStatus.SCORING_OPEN
    rows = []
    for application in applications:
        sheet = sheets.get(application.pk)
        is_submitted = sheet is not None and sheet.is_submitted
        rows.append(
            GridRow(
                application=application,
                sheet_url=reverse("assessment:round_sheet_edit", args=[application.pk, entry.position]),
                cell_url=reverse("assessment:cell_save", args=[application.pk, entry.position]),
                store_key=store_key(user, application, entry),
                is_submitted=is_submitted,
                is_open=is_open and application.is_declared and not is_submitted,
                cells={rating.criterion_id: _cell(rating) for rating in sheet.ratings.all()} if sheet else {},
            )
        )
    return rows


def _cell(rating: Rating) -> GridCell:
    return GridCell(
        choice=choice_of(rating.value, rating.is_not_assessable),
        reason=plain_text(rating.not_assessable_reason),
        observation=plain_text(rating.observation),
    )


class CellMarkup:
    """Writes the fields of one page; the options of a scale are written once for every choice."""

    def __init__(self, scale: RatingScale) -> None:
        self.levels = scale.comment_levels
        steps = [str(step) for step in range(scale.maximum, scale.minimum - 1, -1)]
        names = [("", _("offen")), *((step, step) for step in steps), (NOT_ASSESSABLE, _("n. b."))]
        self._options = {
            choice: "".join(
                f'<option value="{value}"{" selected" if value == choice else ""}>{escape(name)}</option>'
                for value, name in names
            )
            for choice, _name in names
        }

    def select(self, cell: GridCell, label: str) -> SafeString:
        return mark_safe(  # noqa: S308 - escaped here
            f'<select class="cell-input" data-part="choice" autocomplete="off" aria-label="{escape(label)}">'
            f"{self._options[cell.choice]}</select>"
        )

    def missing(self, row: GridRow, criterion: Criterion, cell: GridCell) -> SafeString:
        """The link to the place on the sheet where a text is still to be written; hidden while none is."""
        hidden = "" if cell.lacks_text(self.levels) else " hidden"
        return mark_safe(  # noqa: S308 - escaped here
            f'<a class="kern-link small" data-text-missing{hidden} href="{row.sheet_url}#kriterium-{criterion.pk}">'
            f"{escape(_('Text fehlt'))}</a>"
        )

    def matrix_cells(self, row: GridRow, criteria: Sequence[Criterion]) -> SafeString:
        """The cells of one row of the whole matrix; of a locked sheet the values alone."""
        parts = []
        name = row.application.shown.name
        for column, criterion in enumerate(criteria):
            cell = row.cell(criterion)
            if not row.is_open:
                parts.append(f'<td class="center">{escape(cell.words)}</td>')
                continue
            label = f"{name}, {criterion.number} {criterion.title}"
            parts.append(
                f'<td class="center" data-cell="{criterion.pk}" data-column="{column}" data-label="{escape(label)}" '
                f'data-known="{escape(cell.known)}">{self.select(cell, label)}{self.missing(row, criterion, cell)}'
                '<span class="cell-status" data-cell-status></span></td>'
            )
        return mark_safe("".join(parts))  # noqa: S308 - escaped above
