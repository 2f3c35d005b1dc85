"""The figures of a procedure as files. For whoever may view the report; each handing out is recorded."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from postings.assessment.permissions import may_view_single_values
from postings.documents.score_files import csv_lines, write_workbook
from postings.documents.score_tables import all_tables, basis_of, single_table
from postings.file_names import file_name
from postings.files.views import SAFE_HEADERS
from postings.models import Posting
from postings.selection.panel import panel_facts
from postings.views import get_posting
from recruitment.audit.services import record
from recruitment.errors import ProcedureError

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
# Name in the address -> words in the record.
CONTENTS = {"auswertung": "Auswertung", "einzelbewertungen": "Einzelbewertungen"}


def scores_export(request: HttpRequest, posting_pk: int, content: str, kind: str) -> HttpResponseBase:
    """Hand out the workbook of everything, or all single ratings as a workbook or CSV; recorded.

    For those who may view single values, as for the report; names or codes as on the pages.
    """
    if kind not in MEDIA_TYPES or content not in CONTENTS or (content, kind) == ("auswertung", "csv"):
        raise Http404
    posting = get_posting(request, posting_pk)
    panel = panel_facts(posting)  # with the rounds, which the question below is about
    if not may_view_single_values(request.user, posting):
        raise PermissionDenied
    try:
        tables = (
            all_tables(posting, request.user, panel)
            if content == "auswertung"
            else [single_table(basis_of(posting, request.user, panel))]
        )
    except ProcedureError as error:
        messages.error(request, error.user_message)
        return redirect("selection:ranking", posting_pk=posting.pk)
    name = file_name(CONTENTS[content], posting.reference_number, extension=kind)
    headers = SAFE_HEADERS | {"Content-Disposition": content_disposition_header(True, name)}
    answer: HttpResponseBase
    if kind == "csv":
        answer = StreamingHttpResponse(csv_lines(tables[0]), content_type=MEDIA_TYPES[kind], headers=headers)
    else:
        file = write_workbook(tables, properties={"title": _title(posting), "company": posting.authority})
        answer = FileResponse(file, content_type=MEDIA_TYPES[kind], headers=headers)
    record(
        actor=request.user,
        action="scores.exported",
        subject=posting,
        posting_reference=posting.reference_number,
        content=CONTENTS[content],
        format=kind.upper(),
    )
    return answer


def _title(posting: Posting) -> str:
    return _("Auswertung – Kennzahl %(number)s") % {"number": posting.reference_number}
