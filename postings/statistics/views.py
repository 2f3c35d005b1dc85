"""Pages of the statistics. For the personnel office only."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from postings.models import Posting
from postings.permissions import may_manage_posting
from postings.statistics.content import build_statistics, cell, notes
from postings.statistics.services import issue_statistics
from postings.views import get_posting, posting_crumbs
from recruitment.errors import ProcedureError


@require_safe
def statistics(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show the anonymous figures of a procedure. For HR officers."""
    posting = _posting(request, posting_pk)
    found = build_statistics(posting)
    return render(
        request,
        "statistics/statistics.html",
        {
            "posting": posting,
            "totals": [(_("Bewerbungen"), cell(found.applied)), (_("davon eingeladen"), cell(found.invited))],
            "is_shown": found.applied is not None,
            "tables": [
                (table.title, [(row.label, cell(row.applied), cell(row.invited)) for row in table.rows])
                for table in found.tables
            ],
            "notes": notes(),
            "is_over": posting.deadline is not None and timezone.localdate() > posting.deadline,
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Statistik")),
        },
    )


@require_POST
def statistics_issue(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Issue the statistics as PDF. For HR officers."""
    posting = _posting(request, posting_pk)
    try:
        report = issue_statistics(posting=posting, today=timezone.localdate(), actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
        return redirect("statistics:statistics", posting_pk=posting.pk)
    messages.success(
        request, _("Die Statistik liegt als Fassung %(n)s bei den Ausfertigungen.") % {"n": report.version}
    )
    return redirect("documents:archive_list", posting_pk=posting.pk)


def _posting(request: HttpRequest, pk: int) -> Posting:
    posting = get_posting(request, pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    return posting
