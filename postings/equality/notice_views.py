"""Pages of the notices on receipt. For the personnel office only."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from postings.applications.permissions import may_check_application
from postings.applications.views import application_crumbs, get_application
from postings.equality import notices
from postings.equality.enums import Body
from postings.equality.forms import NoticeForm
from postings.permissions import may_manage_posting
from postings.views import get_posting, posting_crumbs
from recruitment.errors import ProcedureError


def notice_list(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show which notice is open, overdue, given or refused. For HR officers."""
    posting = get_posting(request, posting_pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    found = notices.notices_of(posting)
    # What is to be done stands first, the most urgent on top; then what is settled, by number.
    rows = sorted(found, key=lambda due: (not due.is_open, due.due_on if due.is_open else due.known_on.max))
    return render(
        request,
        "equality/notice_list.html",
        {
            "posting": posting,
            "rows": rows,
            "counts": notices.counts_of(found),
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Meldungen bei Eingang")),
        },
    )


def notice_record(request: HttpRequest, pk: int, body: str) -> HttpResponse:
    """Record that a body was told of an application, with a text to send. For HR officers."""
    application = get_application(request, pk)
    if not may_check_application(request.user, application):
        raise PermissionDenied
    if body not in Body:
        raise Http404
    list_url = reverse("equality:notice_list", args=[application.posting_id])
    form = NoticeForm(request.POST or None, cancel_url=list_url)
    if request.method == "POST" and form.is_valid():
        try:
            notices.record_notice(application=application, body=body, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Die Meldung ist festgehalten."))
            return redirect(list_url)
    title = _("%(body)s informieren") % {"body": Body(body).label}
    return render(
        request,
        "equality/notice_record.html",
        {
            "form": form,
            "title": title,
            "application": application,
            "posting": application.posting,
            "body": Body(body),
            "nav": "postings",
            "breadcrumbs": application_crumbs(application, title),
        },
    )
