"""The page on which a file is checked: ours or not, unaltered or not."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from postings.documents.archive_forms import VerifyForm
from postings.documents.permissions import may_see_what_differs, may_verify
from postings.documents.verification import Verdict, verify

LEVELS = {
    Verdict.GENUINE: "success",
    Verdict.ERASED: "warning",
    Verdict.ALTERED: "danger",
    Verdict.FOREIGN: "danger",
    Verdict.UNREADABLE: "warning",
}


def document_verify(request: HttpRequest) -> HttpResponse:
    """Say of an uploaded file whether it is ours and unaltered; nothing is stored. For HR officers."""
    if not may_verify(request.user):
        raise PermissionDenied
    form = VerifyForm(request.POST or None, request.FILES or None)
    found, level, name = None, "info", ""
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        found = verify(file.read(), may_read=lambda report: may_see_what_differs(request.user, report))
        level, name = LEVELS[found.verdict], file.name
    return render(
        request,
        "documents/document_verify.html",
        {
            "form": form,
            "found": found,
            "level": level,
            "file_name": name,
            "nav": "postings",
            "breadcrumbs": [(_("Dokument prüfen"), "")],
        },
    )
