"""The page on which a draft is discarded."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from postings.discarding import discard_draft
from postings.errors import NotADraft
from postings.forms import DiscardForm
from postings.permissions import may_manage_posting
from postings.views import get_posting, posting_crumbs, render_form
from recruitment.errors import ProcedureError


def posting_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Discard a draft with a reason. For HR officers."""
    posting = get_posting(request, pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    detail_url = reverse("postings:posting_detail", args=[posting.pk])
    if not posting.is_draft:
        messages.error(request, NotADraft(status=posting.get_status_display()).user_message)
        return redirect(detail_url)
    form = DiscardForm(request.POST or None, cancel_url=detail_url)
    if request.method == "POST" and form.is_valid():
        try:
            discard_draft(posting=posting, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            form.add_error("reason", error.user_message)
        else:
            messages.success(request, _("Der Entwurf ist verworfen. Seine Kennzahl kann neu vergeben werden."))
            return redirect(detail_url)
    return render_form(
        request,
        form,
        title=_("Entwurf verwerfen"),
        intro=_(
            "Der Entwurf wird nicht veröffentlicht und lässt sich danach nicht mehr ändern. Er bleibt mit Ihrem Grund "
            "auffindbar; das Anforderungsprofil bleibt, wie es ist. Die Kennzahl wird wieder frei."
        ),
        breadcrumbs=posting_crumbs(posting, _("Entwurf verwerfen")),
    )
