"""Pages of a sending: choose, read, confirm once; then its progress, the letters and their dispatch."""

from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from postings.enums import PostingStatus
from postings.file_names import file_name
from postings.models import Posting
from postings.notices import reasons, runs, tasks, texts
from postings.notices.composing import digest_of
from postings.notices.enums import Kind, NoticeState, Way
from postings.notices.errors import NoticesChanged, WarningsUnread
from postings.notices.forms import ConfirmForm, DispatchForm, ReasonsForm
from postings.notices.models import IndividualReason, NoticeRun
from postings.notices.presentation import rows_of
from postings.notices.printing import PRINTABLE, print_run
from postings.notices.recipients import Recipient, address_problem, recipients_of, step_problem
from postings.notices.views import crumbs_below, get_managed, pdf_response
from recruitment.errors import ProcedureError
from recruitment.jobs.models import Job
from recruitment.mail import is_mail_configured

SHOWN_OPEN = 5  # previews that stand unfolded


@never_cache
def notice_choose(request: HttpRequest, posting_pk: int, kind: Kind) -> HttpResponse:
    """Choose who is written to, read every text, confirm once. For the personnel office."""
    posting = get_managed(request, posting_pk)
    if request.method == "POST" and (run := _confirmed_before(request, posting)):
        return redirect("notices:run_detail", pk=run.pk)  # a second click, long after the first
    recipients = recipients_of(posting, kind)
    form = ConfirmForm(request.POST if request.method == "POST" else None, recipients=recipients)
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        try:
            if "confirm" in request.POST and form.cleaned_data["key"]:
                return _confirm(request, posting, kind, form)
            return _render_preview(request, posting, kind, form)
        except (NoticesChanged, WarningsUnread) as error:
            messages.warning(request, error.user_message)
            try:
                return _render_preview(request, posting, kind, form)
            except ProcedureError as further:
                form.add_error(None, further.user_message)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
    chosen = form["recipients"].value() or []
    return render(
        request,
        "notices/notice_choose.html",
        {
            "form": form,
            "rows": [_row(one, chosen) for one in recipients],
            "has_open": any(one.notice is None for one in recipients),
            "problem": step_problem(posting, kind),
            "text": texts.current_text(posting, kind),
            "needs_reasons": kind == Kind.COMPETITOR,
            **_context(posting, kind),
        },
        status=422 if form.errors else 200,
    )


def _confirmed_before(request: HttpRequest, posting: Posting) -> NoticeRun | None:
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return None
    return NoticeRun.objects.filter(posting=posting, key=key).first()


def _row(one: Recipient, chosen: list[str]) -> dict[str, object]:
    application = one.application
    return {
        "recipient": one,
        "name": application.shown.list_name,
        "is_chosen": one.key in chosen,
        "moment": one.values.get("termin", ""),
        "missing": one.missing,
        "letter": address_problem(application, Way.LETTER),
        "email": address_problem(application, Way.EMAIL),
        "notice": one.notice,
    }


def _context(posting: Posting, kind: Kind) -> dict[str, object]:
    return {
        "posting": posting,
        "kind": kind,
        "is_mail_configured": is_mail_configured(),
        "is_mail_kept_here": settings.EMAIL_BACKEND.endswith(("filebased.EmailBackend", "console.EmailBackend")),
        "nav": "postings",
        "breadcrumbs": crumbs_below(posting, (kind.label, "")),
    }


def _render_preview(request: HttpRequest, posting: Posting, kind: Kind, form: ConfirmForm) -> HttpResponse:
    data = form.cleaned_data
    drafts = runs.drafts_for(posting, kind, Way(data["way"]), data["recipients"], actor=request.user)
    return render(
        request,
        "notices/notice_preview.html",
        {
            "drafts": [(draft, place < SHOWN_OPEN) for place, draft in enumerate(drafts)],
            "count": len(drafts),
            "has_warnings": any(draft.warnings for draft in drafts),
            "recipients": data["recipients"],
            "way": Way(data["way"]),
            "is_letter": data["way"] == Way.LETTER,
            "sender_address": settings.DEFAULT_FROM_EMAIL,
            "key": uuid4(),
            "digest": digest_of(drafts),
            **_context(posting, kind),
        },
    )


@transaction.atomic
def _confirm(request: HttpRequest, posting: Posting, kind: Kind, form: ConfirmForm) -> HttpResponse:
    data = form.cleaned_data
    run = runs.confirm_run(
        posting=posting,
        kind=kind,
        way=Way(data["way"]),
        keys=data["recipients"],
        key=data["key"],
        digest=data["digest"],
        has_read_warnings=data["has_read_warnings"],
        actor=request.user,
        today=timezone.localdate(),
    )
    return _to_progress(run, tasks.begin(run, request.user))


def _to_progress(run: NoticeRun, job: Job | None) -> HttpResponse:
    """Lead to the progress of the job, or to the result where there was no need of one."""
    return redirect("notices:run_detail", pk=run.pk) if job is None else redirect("jobs:job_detail", pk=job.pk)


def reasons_edit(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Word the reasons that each competitor notice gives. For the personnel office."""
    posting = get_managed(request, posting_pk)
    back = reverse("notices:notice_choose", args=[posting.pk, Kind.COMPETITOR])
    applications = [one.application for one in recipients_of(posting, Kind.COMPETITOR) if one.notice is None]
    stored = dict(IndividualReason.objects.filter(application__in=applications).values_list("application", "text"))
    form = ReasonsForm(
        request.POST or None,
        applications=applications,
        stored=stored,
        proposed=reasons.proposed_reasons(posting, applications),
        cancel_url=back,
    )
    if request.method == "POST" and form.is_valid():
        given = form.texts()
        faults = reasons.faults_of(posting, given)
        for pk, problem in faults.items():
            form.add_error(f"reason-{pk}", problem)
        if not faults:
            reasons.save_reasons(posting=posting, texts=given, actor=request.user)
            messages.success(request, _("Die Gründe sind gespeichert."))
            return redirect(back)
    return render(
        request,
        "notices/reasons_edit.html",
        {
            "posting": posting,
            "form": form,
            "has_people": bool(applications),
            "nav": "postings",
            "breadcrumbs": crumbs_below(posting, (Kind.COMPETITOR.label, back), (_("Individuelle Gründe"), "")),
        },
    )


def get_run(request: HttpRequest, pk: int) -> NoticeRun:
    """Return a sending for the personnel office, else 403 or 404."""
    run = get_object_or_404(
        NoticeRun.objects.filter(posting__in=Posting.objects.visible_to(request.user)).select_related("confirmed_by"),
        pk=pk,
    )
    run.posting = get_managed(request, run.posting_id)
    return run


@never_cache
@require_safe
def run_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what became of one sending, and what is to be done with it. For the personnel office."""
    return _render_run(request, get_run(request, pk))


def _render_run(request: HttpRequest, run: NoticeRun, dispatch: DispatchForm | None = None) -> HttpResponse:
    notices = list(
        run.notices.select_related("application__applicant", "sent_by")
        .defer("content", "body", "address")
        .order_by("application__applicant__sort_key", "application__number", "pk")
    )
    counts = runs.counts_of(run)
    for one in notices:
        one.application.posting, one.application.is_named = run.posting, True
    names = {one.application_id: one.application.shown.list_name for one in notices}
    form = dispatch or DispatchForm(initial={"sent_on": timezone.localdate()})
    form.helper.form_action = reverse("notices:run_dispatch", args=[run.pk])
    return render(
        request,
        "notices/run_detail.html",
        {
            "posting": run.posting,
            "run": run,
            "rows": rows_of(notices, names),
            "total": len(notices),
            "done": len(notices) - counts[NoticeState.PENDING] - counts[NoticeState.SENDING],
            "pending": counts[NoticeState.PENDING],
            "unclear": counts[NoticeState.SENDING],
            "failed": counts[NoticeState.FAILED],
            "made": counts[NoticeState.MADE],
            "printable": sum(counts[state] for state in PRINTABLE) if run.way == Way.LETTER else 0,
            "form": form if counts[NoticeState.MADE] else None,
            "is_overtaken": bool(counts[NoticeState.MADE])
            and run.kind != Kind.ABORT
            and run.posting.status == PostingStatus.ABORTED,
            "choose_url": reverse("notices:notice_choose", args=[run.posting_id, run.kind]),
            "nav": "postings",
            "breadcrumbs": crumbs_below(run.posting, (str(run.get_kind_display()), "")),
        },
        status=422 if dispatch is not None else 200,
    )


@require_POST
def run_continue(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what is left of a sending that broke off. For the personnel office."""
    run = get_run(request, pk)
    return _to_progress(run, tasks.begin(run, request.user))


@require_POST
def run_dispatch(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the letters went into the post. For the personnel office."""
    run = get_run(request, pk)
    form = DispatchForm(request.POST)
    if not form.is_valid():
        return _render_run(request, run, form)
    try:
        count = runs.record_dispatch(
            run=run, sent_on=form.cleaned_data["sent_on"], actor=request.user, today=timezone.localdate()
        )
    except ProcedureError as error:
        form.add_error("sent_on", error.user_message)
        return _render_run(request, run, form)
    words = ngettext(
        "Die Absendung des Briefes ist festgehalten.", "Die Absendung von %(n)s Briefen ist festgehalten.", count
    )
    messages.success(request, words % {"n": count})
    return redirect("notices:run_detail", pk=run.pk)


@require_safe
def run_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out all letters of a sending in one file for the printer. For the personnel office."""
    run = get_run(request, pk)
    is_double_sided = request.GET.get("beidseitig") == "1"
    try:
        content = print_run(run=run, is_double_sided=is_double_sided, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
        return redirect("notices:run_detail", pk=run.pk)
    return pdf_response(content, file_name(f"Briefe {run.get_kind_display()}", run.posting.reference_number))
