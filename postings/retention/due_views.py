"""Pages of retention: what is due, holds, and erasures that two persons agree to."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from postings.models import Posting
from postings.permissions import may_manage_posting
from postings.retention import holds, runs
from postings.retention.due import concerned_procedures, due_of, due_procedure, retention_rules
from postings.retention.forms import HoldForm, ReasonForm
from postings.retention.models import ErasureRun, LegalHold
from postings.retention.permissions import may_confirm, may_see_due
from postings.retention.tasks import begin
from postings.views import get_posting, page_of, posting_crumbs
from recruitment.errors import ProcedureError


def due_list(request: HttpRequest) -> HttpResponse:
    """Show the dry run over all procedures, with the rules. For the personnel office and administrators."""
    if not may_see_due(request.user):
        raise PermissionDenied
    page = page_of(concerned_procedures(), request)
    context = {
        "page": page,
        "procedures": due_of(page, today=timezone.localdate()),
        "rules": retention_rules().values(),
        "query": {},
        "nav": "postings",
        "breadcrumbs": [(_("Ausschreibungen"), reverse("postings:posting_list")), (_("Fällige Löschungen"), "")],
    }
    return render(request, "retention/due_list.html", context)


def due_detail(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show periods, holds and erasures of one procedure. For HR officers."""
    posting = _managed(request, posting_pk)
    due = due_procedure(posting, today=timezone.localdate())
    context = {
        "posting": posting,
        "due": due,
        "to_erase": {one.application for one in due.to_erase} if due else set(),
        "holds": posting.legal_holds.select_related("application", "set_by", "lifted_by"),
        "runs": posting.erasure_runs.select_related("proposed_by", "decided_by"),
        "nav": "postings",
        "breadcrumbs": posting_crumbs(posting, _("Aufbewahrung und Löschung")),
    }
    return render(request, "retention/due_detail.html", context)


@require_POST
def run_propose(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Propose the erasure of what is due. For HR officers."""
    posting = _managed(request, posting_pk)
    try:
        run = runs.propose_run(posting=posting, actor=request.user, today=timezone.localdate())
    except ProcedureError as error:
        messages.error(request, error.user_message)
        return redirect("retention:due_detail", posting.pk)
    messages.success(request, _("Die Löschung ist vorgeschlagen. Eine zweite Person muss sie bestätigen."))
    return redirect("retention:run_detail", run.pk)


def run_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a proposal lists and what became of it: numbers, nobody's name."""
    run = _run(request, pk)
    context = {
        "run": run,
        "applications": run.applications.order_by("number").values("number", "erased_at"),
        "can_confirm": may_confirm(request.user, run),
        "nav": "postings",
        "breadcrumbs": [
            (_("Ausschreibungen"), reverse("postings:posting_list")),
            (_("Fällige Löschungen"), reverse("retention:due_list")),
            (run.posting.reference_number, ""),
        ],
    }
    return render(request, "retention/run_detail.html", context)


@require_POST
def run_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a proposal as the second person, and let it be done."""
    run = _run(request, pk)
    try:
        with transaction.atomic():
            run = runs.confirm_run(run=run, actor=request.user, today=timezone.localdate())
            job = begin(run, request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
        return redirect("retention:run_detail", run.pk)
    messages.success(request, _("Die Löschung ist bestätigt."))
    return redirect("jobs:job_detail", job.pk) if job else redirect("retention:run_detail", run.pk)


def run_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposal off the table, with the reason."""
    run = _run(request, pk)
    back = reverse("retention:run_detail", args=[run.pk])
    form = ReasonForm(request.POST or None, submit_label=_("Vorschlag verwerfen"), cancel_url=back)
    return _with_reason(
        request,
        form,
        posting=run.posting,
        title=_("Vorschlag zur Löschung verwerfen"),
        act=lambda data: runs.discard_run(run=run, reason=data["reason"], actor=request.user),
        done=_("Der Vorschlag ist verworfen."),
        back=back,
    )


def hold_set(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Keep the data of a procedure or of one applicant from erasure. For HR officers."""
    posting = _managed(request, posting_pk)
    back = reverse("retention:due_detail", args=[posting.pk])
    form = HoldForm(
        request.POST or None,
        applications=posting.applications.filter(erased_at=None).order_by("number"),
        submit_label=_("Löschung aussetzen"),
        cancel_url=back,
    )
    return _with_reason(
        request,
        form,
        posting=posting,
        title=_("Löschung aussetzen"),
        act=lambda data: holds.set_hold(
            posting=posting, application=data["application"], reason=data["reason"], actor=request.user
        ),
        done=_("Die Löschung ist ausgesetzt."),
        back=back,
    )


def hold_lift(request: HttpRequest, pk: int) -> HttpResponse:
    """End a hold, with the reason. For HR officers."""
    managed = LegalHold.objects.filter(posting__in=Posting.objects.managed_by(request.user))
    hold = get_object_or_404(managed.select_related("posting", "application"), pk=pk)
    back = reverse("retention:due_detail", args=[hold.posting_id])
    form = ReasonForm(request.POST or None, submit_label=_("Aussetzung aufheben"), cancel_url=back)
    return _with_reason(
        request,
        form,
        posting=hold.posting,
        title=_("Aussetzung aufheben: %(scope)s") % {"scope": hold.scope},
        act=lambda data: holds.lift_hold(hold=hold, reason=data["reason"], actor=request.user),
        done=_("Die Aussetzung ist aufgehoben."),
        back=back,
    )


def _with_reason(
    request: HttpRequest,
    form: ReasonForm,
    *,
    posting: Posting,
    title: str,
    act: Callable[[dict], object],
    done: str,
    back: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, done)
        return redirect(back)
    context = {
        "form": form,
        "posting": posting,
        "title": title,
        "nav": "postings",
        "breadcrumbs": [(_("Ausschreibungen"), reverse("postings:posting_list")), (posting.reference_number, back),
                        (title, "")],
    }  # fmt: skip
    return render(request, "retention/reason_form.html", context)


def _managed(request: HttpRequest, posting_pk: int) -> Posting:
    posting = get_posting(request, posting_pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    return posting


def _run(request: HttpRequest, pk: int) -> ErasureRun:
    runs_of_user = ErasureRun.objects.visible_to(request.user)
    return get_object_or_404(runs_of_user.select_related("posting", "proposed_by", "decided_by"), pk=pk)
