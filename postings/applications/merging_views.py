"""Pages of merging: choose the second record, compare and confirm, list with the way back. HR officers only."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from postings.applications import merging
from postings.applications.errors import NotMergeable
from postings.applications.merging_forms import MergeForm, SecondRecordForm, said_in
from postings.applications.models import Applicant, ApplicantMerge, Application
from postings.applications.permissions import may_check_application
from postings.applications.views import application_crumbs, get_application
from postings.models import Posting
from postings.permissions import may_manage_posting
from postings.views import get_posting, posting_crumbs
from recruitment.errors import ProcedureError


def applicant_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Put two records side by side (``?mit=``) and merge them. For HR officers."""
    application = get_application(request, pk)
    if not may_check_application(request.user, application):
        raise PermissionDenied
    back = reverse("applications:application_detail", args=[application.pk])
    if not application.is_active:
        messages.error(request, NotMergeable.user_message)
        return redirect(back)
    others = merging.mergeable_with(application).named_for(request.user).filter(posting__in=_managed(request))
    likely = (
        merging.likely_duplicates(application)
        .named_for(request.user)
        .filter(posting__in=_managed(request))
        .order_by("posting_id", "number")
    )
    chosen = SecondRecordForm(
        request.GET if "mit" in request.GET else None,
        queryset=(others.filter(posting=application.posting_id) | likely).order_by("posting_id", "number"),
        cancel_url=back,
    )
    context = {
        "application": application,
        "posting": application.posting,
        "likely": likely,
        "choose_form": chosen,
        "nav": "postings",
        "breadcrumbs": application_crumbs(application, _("Doppelten Eintrag zusammenführen")),
    }
    if not chosen.is_bound or not chosen.is_valid():
        return render(request, "applications/merge_choose.html", context)
    other = chosen.cleaned_data["mit"]
    here = reverse("applications:applicant_merge", args=[application.pk])
    form = MergeForm(request.POST or None, first=application, second=other, cancel_url=here)
    if request.method == "POST" and form.is_valid():
        try:
            merging.merge_applicants(actor=request.user, **form.choices_made())
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Die Einträge sind zusammengeführt. Bis zur Löschung lässt sich das aufheben."))
            return redirect("applications:merge_list", posting_pk=application.posting_id)
    context |= {
        "form": form,
        "other": other,
        "rows": [
            (
                Applicant._meta.get_field(name).verbose_name,
                said_in(application.applicant, name),
                said_in(other.applicant, name),
                name in form.differing(),
            )
            for name in Applicant.PERSONAL_FIELDS
        ],
        "same_posting": application.posting_id == other.posting_id,
        "elsewhere": Application.objects.filter(applicant__in=[application.applicant_id, other.applicant_id])
        .exclude(pk__in=[application.pk, other.pk])
        .select_related("posting"),
    }
    return render(request, "applications/merge_confirm.html", context)


def merge_list(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show what was merged in a procedure, by whom and why. For HR officers."""
    posting = get_posting(request, posting_pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    return render(
        request,
        "applications/merge_list.html",
        {
            "posting": posting,
            "merges": posting.applicant_merges.select_related("merged_by", "undone_by"),
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Zusammenführungen")),
        },
    )


@require_POST
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put two merged records back. For HR officers."""
    merge = get_object_or_404(ApplicantMerge.objects.filter(posting__in=_visible(request)), pk=pk)
    if not request.user.is_hr_officer:
        raise PermissionDenied
    try:
        merging.undo_merge(merge=merge, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Die Zusammenführung ist aufgehoben; beide Einträge stehen wieder wie vorher."))
    return redirect("applications:merge_list", posting_pk=merge.posting_id)


def _managed(request: HttpRequest):
    return Posting.objects.managed_by(request.user)


def _visible(request: HttpRequest):
    return Posting.objects.visible_to(request.user)
