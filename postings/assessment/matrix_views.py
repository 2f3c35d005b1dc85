"""Pages that show all of the own sheets of a round at once: the whole matrix, one criterion across all applicants."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from postings.assessment.matrix import CellMarkup, grid_rows
from postings.assessment.models import AssessmentRound
from postings.assessment.own_sheets import own_applications
from postings.assessment.permissions import may_rate_in, round_at
from postings.models import Posting
from postings.views import get_posting, page_of
from profiles.models import Criterion


def _own_round(request: HttpRequest, posting_pk: int, position: int) -> tuple[Posting, AssessmentRound]:
    """Return posting and round, for those who rate; else 403, or 404 for a round that is not there or not open yet."""
    posting = get_posting(request, posting_pk)
    if not may_rate_in(request.user, posting):
        raise PermissionDenied
    try:
        entry = round_at(posting, position)
    except LookupError as error:
        raise Http404 from error
    if entry is None:
        raise Http404
    return posting, entry


def _criteria(entry: AssessmentRound) -> list[Criterion]:
    return list(entry.criteria.select_related("group").prefetch_related("indicators"))


@never_cache
def matrix(request: HttpRequest, posting_pk: int, position: int) -> HttpResponse:
    """Rate all applicants on all criteria of a round in one table. For those who rate."""
    posting, entry = _own_round(request, posting_pk, position)
    criteria = _criteria(entry)
    scale = posting.profile.scale
    markup = CellMarkup(scale)
    page = page_of(own_applications(request.user, posting, entry), request)
    rows = [(row, markup.matrix_cells(row, criteria)) for row in grid_rows(request.user, posting, entry, page)]
    context = {
        "posting": posting,
        "round": entry,
        "criteria": criteria,
        "rows": rows,
        "page": page,
        "query": {},
        "must_declare": not all(application.is_declared for application in page),
        "may_write": any(row.is_open for row, _cells in rows),
        "last_column": len(criteria) - 1,
        "levels": scale.levels.all(),
        "comment_levels": " ".join(str(level) for level in scale.comment_levels),
        "nav": "sheets",
        "breadcrumbs": [(_("Meine Bewertungen"), reverse("assessment:sheet_list")), (_("Matrix"), "")],
    }
    return render(request, "assessment/matrix.html", context)


@never_cache
def criterion_column(request: HttpRequest, posting_pk: int, position: int, criterion_pk: int) -> HttpResponse:
    """Rate all applicants on one criterion of a round, one below the other. For those who rate."""
    posting, entry = _own_round(request, posting_pk, position)
    criteria = _criteria(entry)
    place = next((place for place, one in enumerate(criteria) if one.pk == criterion_pk), None)
    if place is None:
        raise Http404
    criterion = criteria[place]
    scale = posting.profile.scale
    markup = CellMarkup(scale)
    rows = []
    page = page_of(own_applications(request.user, posting, entry), request)
    for row in grid_rows(request.user, posting, entry, page):
        cell = row.cell(criterion)
        rows.append((row, cell, markup.select(cell, f"{row.application.shown.name}, {criterion.number}")))
    matrix_url = reverse("assessment:matrix", args=[posting.pk, position])
    context = {
        "posting": posting,
        "round": entry,
        "criterion": criterion,
        "before": criteria[place - 1] if place else None,
        "after": criteria[place + 1] if place + 1 < len(criteria) else None,
        "rows": rows,
        "page": page,
        "query": {},
        "must_declare": not all(application.is_declared for application in page),
        "may_write": any(row.is_open for row, _cell, _select in rows),
        "levels": scale.levels.all(),
        "comment_levels": " ".join(str(level) for level in scale.comment_levels),
        "matrix_url": matrix_url,
        "nav": "sheets",
        "breadcrumbs": [
            (_("Meine Bewertungen"), reverse("assessment:sheet_list")),
            (_("Matrix"), matrix_url),
            (f"{criterion.number} {criterion.title}", ""),
        ],
    }
    return render(request, "assessment/criterion_column.html", context)
