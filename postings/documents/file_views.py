"""Pages of an application's documents that are made here: all as one PDF, the letter that asks for missing ones."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.applications.views import get_application
from postings.deadlines import next_working_day
from postings.documents.document_request import issue_document_request, read_request
from postings.documents.file_names import application_mark
from postings.documents.merged_files import merge_application_files
from postings.file_names import file_name
from postings.files.forms import RequestForm
from postings.files.models import DocumentRequest
from postings.files.needs import needs_of
from postings.files.permissions import may_manage_files, may_read_files
from postings.files.views import attachment, render_step
from recruitment.errors import ProcedureError


def application_files_merged(request: HttpRequest, application_pk: int) -> HttpResponse:
    """Hand out all documents as one PDF; opening is recorded. For HR officers, and those who judge theirs."""
    application = get_application(request, application_pk)
    if not may_read_files(request.user, application):
        raise PermissionDenied
    try:
        content = merge_application_files(application=application, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
        return redirect("files:file_list", application_pk=application.pk)
    return attachment(content, name=_file_name("Unterlagen", application), media_type="application/pdf")


def document_request_create(request: HttpRequest, application_pk: int) -> HttpResponse:
    """Make the letter that asks for missing documents. For HR officers."""
    application = get_application(request, application_pk)
    if not may_manage_files(request.user, application):
        raise PermissionDenied
    list_url = reverse("files:file_list", args=[application.pk])
    documents = needs_of(application)
    today = timezone.localdate()
    form = RequestForm(
        request.POST or None,
        documents=documents,
        cancel_url=list_url,
        initial={
            "needs": [document.need for document in documents if document.verdict.state == "missing"],
            "due_on": next_working_day(today + timedelta(days=settings.DOCUMENT_REQUEST_DAYS)),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            letter = issue_document_request(
                application=application,
                needs=form.cleaned_data.get("needs", []),
                further=form.cleaned_data["further"],
                due_on=form.cleaned_data["due_on"],
                today=today,
                actor=request.user,
            )
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(
                request,
                _("Das Schreiben ist erstellt (Nachforderung %(n)s). Bitte halten Sie den Versand fest.")
                % {"n": letter.number},
            )
            return redirect(list_url)
    intro = _(
        "Das Schreiben wird unverändert aufbewahrt. Wer eine Unterlage nicht nachreicht, scheidet nicht von selbst aus."
    )
    return render_step(request, application, form, _("Unterlagen nachfordern"), intro)


def document_request_download(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out a letter exactly as it was made; opening is recorded. For HR officers."""
    letters = DocumentRequest.objects.filter(application__in=Application.objects.visible_to(request.user))
    letter = get_object_or_404(letters.select_related("application__posting"), pk=pk)
    if not may_manage_files(request.user, letter.application):
        raise PermissionDenied
    name = _file_name("Nachforderung", letter.application, f"Nr {letter.number}")
    return attachment(read_request(request=letter, actor=request.user), name=name, media_type="application/pdf")


def _file_name(what: str, application: Application, *details: str) -> str:
    posting = application.posting
    return file_name(what, posting.reference_number, application_mark(application, posting), *details)
