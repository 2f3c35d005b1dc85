"""Pages of erasure: withdrawal with what it deletes, and the records of a procedure. For the personnel office only."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from postings.applications.permissions import may_check_application
from postings.applications.services import withdraw_application
from postings.applications.views import application_crumbs, get_application
from postings.permissions import may_manage_posting
from postings.retention.due import is_held
from postings.retention.forms import WithdrawalForm
from postings.retention.models import DeletionRecord
from postings.retention.services import held_on
from postings.views import get_posting, page_of, posting_crumbs
from recruitment.errors import ProcedureError


def application_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what goes and what stays, then record the withdrawal and erase. For HR officers."""
    application = get_application(request, pk)
    if not may_check_application(request.user, application):
        raise PermissionDenied
    detail_url = reverse("applications:application_detail", args=[application.pk])
    form = WithdrawalForm(request.POST or None, received_on=application.received_on, cancel_url=detail_url)
    if request.method == "POST" and form.is_valid():
        try:
            withdrawn = withdraw_application(
                application=application, withdrawn_on=form.cleaned_data["withdrawn_on"], actor=request.user
            )
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            if withdrawn.erased_at:
                words = _("Die Bewerbung ist zurückgezogen; die personenbezogenen Daten sind gelöscht.")
            else:
                words = _("Die Bewerbung ist zurückgezogen. Gelöscht wird, sobald die Aussetzung aufgehoben ist.")
            messages.success(request, words)
        return redirect(detail_url)
    return render(
        request,
        "retention/application_withdraw.html",
        {
            "form": form,
            "application": application,
            "held": held_on(application).items(),
            "is_held": is_held(application.posting, application),
            "others": application.applicant.applications.exclude(pk=application.pk).count(),
            "duplicates": application.duplicates.count(),
            "nav": "postings",
            "breadcrumbs": application_crumbs(application, _("Bewerbung zurückgezogen")),
        },
    )


def deletion_list(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show the deletion records of a procedure. For HR officers."""
    posting = get_posting(request, posting_pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    records = DeletionRecord.objects.filter(posting_reference=posting.reference_number).select_related("erased_by")
    page = page_of(records, request)
    return render(
        request,
        "retention/deletion_list.html",
        {
            "posting": posting,
            "page": page,
            "query": {},
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Löschnachweise")),
        },
    )
