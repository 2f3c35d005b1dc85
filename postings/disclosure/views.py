"""Page of the information under Art. 15 DSGVO: what was issued, and the order of a new one; the data as JSON."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from postings.applications.views import application_crumbs, get_application
from postings.assessment.permissions import may_view_single_values
from postings.disclosure.forms import DisclosureForm
from postings.disclosure.permissions import may_issue_disclosure
from postings.disclosure.services import read_data
from postings.disclosure.tasks import start_disclosure
from postings.documents.enums import DocumentKind
from postings.documents.file_names import issued_file_name
from postings.documents.models import IssuedReport
from postings.documents.permissions import may_read_archived
from postings.models import Posting
from recruitment.errors import ProcedureError


def disclosure_create(request: HttpRequest, application_pk: int) -> HttpResponse:
    """List what was issued, ask for the occasion and begin the information. For HR officers."""
    application = get_application(request, application_pk)
    if not may_issue_disclosure(request.user, application):
        raise PermissionDenied
    back = reverse("applications:application_detail", args=[application.pk])
    form = DisclosureForm(request.POST or None, cancel_url=back)
    if request.method == "POST" and form.is_valid():
        try:
            job = start_disclosure(application=application, reason=form.cleaned_data["reason"], actor=request.user)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            return redirect("jobs:job_detail", pk=job.pk)
    issued = application.reports.of_kind(DocumentKind.DISCLOSURE).select_related("issued_by", "posting")
    return render(
        request,
        "disclosure/disclosure_create.html",
        {
            "form": form,
            "application": application,
            "posting": application.posting,
            "issued": [(report, may_read_archived(request.user, report)) for report in issued],
            "with_values": may_view_single_values(request.user, application.posting),
            "nav": "postings",
            "breadcrumbs": application_crumbs(application, _("Auskunft nach Art. 15 DSGVO")),
        },
    )


@require_safe
def disclosure_data(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the data of an issued information as JSON; recorded. For those who may read the PDF."""
    report = get_object_or_404(
        IssuedReport.objects.filter(
            posting__in=Posting.objects.visible_to(request.user), kind=DocumentKind.DISCLOSURE
        ).select_related("posting", "application"),
        pk=pk,
    )
    if not may_read_archived(request.user, report):
        raise PermissionDenied
    name = issued_file_name(report, report.posting, extension="json")
    return HttpResponse(
        read_data(report=report, actor=request.user),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "no-store, private"},
    )
