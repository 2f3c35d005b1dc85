"""Pages of the documents of an application: list with upload, open, describe, remove, check again."""

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from postings.applications.models import Application
from postings.applications.views import application_crumbs, get_application
from postings.files import services
from postings.files.enums import MEDIA_TYPES
from postings.files.errors import FileDamaged, FileNotScanned
from postings.files.forms import DescribeForm, RemoveForm, UploadForm
from postings.files.models import ApplicationFile
from postings.files.needs import needs_of
from postings.files.permissions import may_manage_files, may_read_files
from postings.views import render_form
from recruitment.errors import ProcedureError

SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store, private",
}

logger = logging.getLogger(__name__)


def attachment(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """Answer with a document that no browser shows inside the application or keeps."""
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": content_disposition_header(True, name), **SAFE_HEADERS},
    )


def file_list(request: HttpRequest, application_pk: int) -> HttpResponse:
    """Show documents and what is missing; HR officers take documents in. For HR officers and those who judge."""
    application = get_application(request, application_pk)
    if not may_read_files(request.user, application):
        raise PermissionDenied
    can_manage = may_manage_files(request.user, application)
    is_open = can_manage and application.is_active
    list_url = reverse("files:file_list", args=[application.pk])
    form = None
    if is_open:
        detail_url = reverse("applications:application_detail", args=[application.pk])
        form = UploadForm(request.POST or None, request.FILES or None, cancel_url=detail_url)
        if request.method == "POST" and form.is_valid():
            _take_in(request, application, form)
            return redirect(list_url)
    elif request.method == "POST":
        raise PermissionDenied
    today = timezone.localdate()
    needs = needs_of(application) if can_manage else []
    return render(
        request,
        "files/file_list.html",
        {
            "form": form,
            "application": application,
            "posting": application.posting,
            "files": _shown_files(request, application),
            "can_manage": can_manage,
            "is_open": is_open,
            "needs": needs,
            "missing": [document for document in needs if document.verdict.state == "missing"],
            "requests": [(letter, letter.is_overdue(today)) for letter in _letters(application)] if can_manage else [],
            "nav": "postings",
            "breadcrumbs": application_crumbs(application, _("Unterlagen")),
        },
    )


def _shown_files(request: HttpRequest, application: Application) -> list[tuple[ApplicationFile, bool]]:
    """Return what the person may know of, each with whether it may be opened now."""
    files = ApplicationFile.objects.visible_to(request.user).filter(application=application).listed()
    return [(file, not file.is_waiting or file.uploaded_by_id == request.user.pk) for file in files]


def _letters(application: Application):
    return application.document_requests.select_related("issued_by", "sent_by").defer("content")


def _take_in(request: HttpRequest, application: Application, form: UploadForm) -> None:
    uploads = [
        services.Upload(file.name, file.read(), form.cleaned_data["kind"], form.cleaned_data["dated_on"])
        for file in form.cleaned_data["files"]
    ]
    try:
        outcomes = services.take_in_files(application=application, uploads=uploads, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
        return
    for outcome in outcomes:
        if outcome.file is None:
            messages.error(request, outcome.problem)
        else:
            messages.success(
                request,
                _("%(name)s ist aufgenommen als: %(kind)s.")
                % {"name": outcome.file.name, "kind": outcome.file.get_kind_display()},
            )


def file_download(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out one document; opening is recorded. For HR officers, and those who judge what they need for it."""
    file = _get_file(request, pk)
    return hand_out(request, file, back_url=reverse("files:file_list", args=[file.application_id]))


def hand_out(request: HttpRequest, file: ApplicationFile, *, back_url: str) -> HttpResponse:
    """Answer with a document that the person may open, and record it; what cannot be opened is told at ``back_url``."""
    try:
        content = services.read_file(file=file, actor=request.user)
    except (FileNotScanned, FileDamaged) as error:
        if isinstance(error, FileDamaged):  # whoever operates must see it; a name has no place in a log
            logger.error("the stored bytes of application file %s are gone or changed", file.pk)
        messages.error(request, error.user_message)
        return redirect(back_url)
    # No name of a person in the name of a file, as uploads mostly have: it lies around in folders of downloads.
    name = f"unterlage-{file.application.number}-{file.kind.replace('_', '-')}-{file.pk}.{file.file_type}"
    return attachment(content, name=name, media_type=MEDIA_TYPES[file.file_type])


def file_describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a document is and of which day. For HR officers."""
    file = _get_file(request, pk, is_managed=True)
    list_url = reverse("files:file_list", args=[file.application_id])
    form = DescribeForm(request.POST or None, instance=file, cancel_url=list_url)
    if request.method == "POST" and form.is_valid():
        try:
            services.describe_file(file=file, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Die Angaben zur Unterlage sind gespeichert."))
        return redirect(list_url)
    return render_step(request, file.application, form, _("Unterlage bezeichnen"), file.name)


def file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a document with a reason. For HR officers."""
    file = _get_file(request, pk, is_managed=True)
    list_url = reverse("files:file_list", args=[file.application_id])
    form = RemoveForm(request.POST or None, cancel_url=list_url)
    if request.method == "POST" and form.is_valid():
        try:
            services.remove_file(file=file, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Die Unterlage ist entfernt."))
        return redirect(list_url)
    intro = _("%(name)s (%(kind)s) wird endgültig gelöscht.") % {"name": file.name, "kind": file.get_kind_display()}
    return render_step(request, file.application, form, _("Unterlage entfernen"), intro)


@require_POST
def file_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Check a document for viruses once more. For HR officers."""
    file = _get_file(request, pk, is_managed=True)
    try:
        checked = services.scan_again(file=file, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        if checked is None:
            messages.error(request, _("Die Virenprüfung hat etwas gefunden. Die Unterlage ist gelöscht."))
        elif checked.is_waiting:
            messages.warning(request, _("Die Virenprüfung ist weiterhin nicht erreichbar."))
        else:
            messages.success(
                request, _("Die Unterlage ist geprüft: %(state)s.") % {"state": checked.get_scan_state_display()}
            )
    return redirect("files:file_list", application_pk=file.application_id)


def _get_file(request: HttpRequest, pk: int, *, is_managed: bool = False) -> ApplicationFile:
    """Return the document if the person may know of it, else 404; to manage it takes the personnel office."""
    files = ApplicationFile.objects.visible_to(request.user).select_related("application__posting")
    file = get_object_or_404(files, pk=pk)
    if is_managed and not may_manage_files(request.user, file.application):
        raise PermissionDenied
    return file


def render_step(request: HttpRequest, application: Application, form, title: str, intro: str) -> HttpResponse:
    """Show one form that belongs to the documents of ``application``."""
    crumbs = application_crumbs(application, title)
    files = (_("Unterlagen"), reverse("files:file_list", args=[application.pk]))
    return render_form(request, form, title=title, intro=intro, breadcrumbs=[*crumbs[:-1], files, crumbs[-1]])
