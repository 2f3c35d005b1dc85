"""Pages of the notices of a posting: what went to whom, one notice, its receipt, the texts."""

from collections import Counter

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from postings.documents.file_names import application_mark
from postings.file_names import file_name
from postings.models import Posting
from postings.notices import receipts, runs, texts
from postings.notices.aborting import NOT_ABORTABLE
from postings.notices.composing import salutation
from postings.notices.enums import Kind, NoticeState, Way
from postings.notices.forms import DayForm, TextForm
from postings.notices.models import Notice, NoticeRun, NoticeText
from postings.notices.permissions import may_see_notices, may_send_notices
from postings.notices.placeholders import fill
from postings.notices.presentation import KindBlock, kind_blocks, rows_of, waiting_words
from postings.notices.printing import open_notice
from postings.notices.recipients import recipients_of
from postings.notices.standard_texts import PLACEHOLDERS, standard_text
from postings.notices.waiting import situation_of
from postings.views import get_posting, page_of, posting_crumbs
from recruitment.errors import ProcedureError


def get_readable(request: HttpRequest, posting_pk: int) -> Posting:
    """Return the posting for those who may read on notices, else 403 or 404."""
    posting = get_posting(request, posting_pk)
    if not may_see_notices(request.user, posting):
        raise PermissionDenied
    return posting


def get_managed(request: HttpRequest, posting_pk: int) -> Posting:
    """Return the posting for the personnel office, else 403 or 404."""
    posting = get_posting(request, posting_pk)
    if not may_send_notices(request.user, posting):
        raise PermissionDenied
    return posting


def get_notice(request: HttpRequest, pk: int) -> Notice:
    """Return a notice with its application for the personnel office, else 403 or 404."""
    notice = get_object_or_404(
        Notice.objects.filter(run__posting__in=Posting.objects.visible_to(request.user))
        .select_related("run", "application__applicant", "sent_by", "receipt_by")
        .defer("content"),
        pk=pk,
    )
    notice.run.posting = notice.application.posting = get_managed(request, notice.run.posting_id)
    notice.application.is_named = True
    return notice


def crumbs_below(posting: Posting, *last: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the breadcrumbs of a page below the list of notices."""
    crumbs = posting_crumbs(posting, _("Mitteilungen"))
    crumbs[-1] = (crumbs[-1][0], reverse("notices:notice_list", args=[posting.pk]))
    return [*crumbs, *last]


@require_safe
@never_cache
def notice_list(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show what went to whom and when, and what is due. For the personnel office, chair and decider."""
    posting = get_readable(request, posting_pk)
    can_send = may_send_notices(request.user, posting)
    notices = (
        Notice.objects.filter(run__posting=posting)
        .select_related("run__confirmed_by", "sent_by")
        .defer("content", "body", "address")
    )
    applications = posting.applications.in_shown_order(request.user)
    order = {application.pk: place for place, application in enumerate(applications)}
    names = {application.pk: application.shown.list_name for application in applications}
    # Sorted by what is shown: the order in which notices were stored is that of hidden names.
    page = page_of(sorted(notices, key=lambda one: (-one.run_id, order[one.application_id])), request)
    situation, blocks = situation_of(posting), kind_blocks(posting)
    return render(
        request,
        "notices/notice_list.html",
        {
            "posting": posting,
            "can_send": can_send,
            "can_abort": can_send and posting.status not in NOT_ABORTABLE,
            "blocks": blocks,
            "rows": rows_of(page.object_list, names),
            "page": page,
            "query": {},
            "runs": _open_runs(posting, blocks) if can_send else [],
            "waiting": waiting_words(situation, today=timezone.localdate()),
            "has_decision": situation.decision is not None,
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Mitteilungen")),
        },
    )


def _open_runs(posting: Posting, blocks: list[KindBlock]) -> list[tuple[NoticeRun, str]]:
    """Return the sendings with something to do, and what, in words. What failed counts until somebody was told."""
    untold = {(block.kind.value, *one) for block in blocks for one in block.untold}
    counts: dict[int, Counter[str]] = {}
    notices = Notice.objects.filter(run__posting=posting).order_by()
    for run, state, *what in notices.values_list("run", "state", "kind", "application", "occasion"):
        if state != NoticeState.FAILED or tuple(what) in untold:
            counts.setdefault(run, Counter())[state] += 1
    words = {
        NoticeState.PENDING: _("noch nicht erstellt"),
        NoticeState.SENDING: _("unklar, ob versandt"),
        NoticeState.MADE: _("erstellt, Absendung noch nicht festgehalten"),
        NoticeState.FAILED: _("nicht versandt"),
    }
    found = []
    for run in NoticeRun.objects.filter(posting=posting, pk__in=counts):
        parts = [f"{counts[run.pk][state]} {word}" for state, word in words.items() if counts[run.pk][state]]
        if parts:
            found.append((run, "; ".join(parts)))
    return found


def text_edit(request: HttpRequest, posting_pk: int, kind: Kind) -> HttpResponse:
    """Change the text of one kind of notice, with a preview for one person. For the personnel office."""
    posting = get_managed(request, posting_pk)
    back = reverse("notices:notice_choose", args=[posting.pk, kind])
    text = texts.current_text(posting, kind)
    form = TextForm(request.POST or None, kind=kind, text=text, cancel_url=back)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            saved = texts.save_text(posting=posting, kind=kind, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            form.add_error("body", error.user_message)
        else:
            messages.success(request, _("Der Text ist gespeichert: Fassung %(n)s.") % {"n": saved.version})
            return redirect(back)
    preview = None
    if request.method == "GET" or form.is_valid():
        shown = form.cleaned_data if request.method == "POST" else {"subject": text.subject, "body": text.body}
        preview = _preview(posting, kind, shown, request)
    return render(
        request,
        "notices/text_edit.html",
        {
            "posting": posting,
            "kind": kind,
            "form": form,
            "preview": preview,
            "placeholders": PLACEHOLDERS[kind].items(),
            "versions": NoticeText.objects.filter(posting=posting, kind=kind).select_related("saved_by"),
            "standard": standard_text(kind),
            "nav": "postings",
            "breadcrumbs": crumbs_below(posting, (kind.label, back), (_("Text"), "")),
        },
    )


def _preview(posting: Posting, kind: Kind, text: dict[str, str], request: HttpRequest) -> dict[str, str] | None:
    """Return the text with the data of the first person concerned, None if there is nobody yet."""
    found = recipients_of(posting, kind)
    if not found:
        return None
    one = found[0]
    person = one.application.applicant
    values = {name: f"[{name}]" for name in PLACEHOLDERS[kind]} | {
        "name": person.full_name,
        "kennzahl": posting.reference_number,
        "stelle": posting.function,
        "behoerde": posting.authority,
        "ansprechperson": str(request.user),
        "wartefrist": str(settings.WAITING_PERIOD_DAYS),
        "eingang": one.application.received_on.strftime("%d.%m.%Y"),
    }
    values |= {name: value for name, value in one.values.items() if value}
    return {
        "name": person.list_name,
        "subject": fill(text["subject"], values),
        "salutation": salutation(person.full_name),
        "body": fill(text["body"].replace("\r\n", "\n"), values),
    }


@never_cache
@require_safe
def notice_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one notice word for word, and let receipt or return be recorded. For the personnel office."""
    return _render_notice(request, get_notice(request, pk))


def _render_notice(request: HttpRequest, notice: Notice, bound: DayForm | None = None) -> HttpResponse:
    posting = notice.run.posting
    [row] = rows_of([notice], {notice.application_id: notice.application.shown.name})
    forms = {}
    if notice.is_out:  # no day proposed: whoever only presses the button would prove a receipt that nobody saw
        forms["receipt"] = DayForm(initial={"day": notice.received_on}, prefix="receipt", **_receipt_words("receipt"))
        if notice.received_on is None:
            forms["return"] = DayForm(prefix="return", **_receipt_words("return"))
    for name, form in forms.items():
        form.helper.form_action = reverse(f"notices:notice_{name}", args=[notice.pk])
    if bound is not None:
        forms[bound.prefix] = bound
    return render(
        request,
        "notices/notice_detail.html",
        {
            "posting": posting,
            "notice": notice,
            "row": row,
            "forms": forms,
            "is_letter": notice.way == Way.LETTER,
            "is_unclear": notice.state == NoticeState.SENDING,
            "nav": "postings",
            "breadcrumbs": crumbs_below(posting, (f"{notice.get_kind_display()}: {row.name}", "")),
        },
        status=422 if bound is not None else 200,
    )


def _receipt_words(name: str) -> dict[str, str]:
    if name == "receipt":
        return {"label": _("zugegangen am"), "submit_label": _("Zugang festhalten")}
    return {"label": _("unzustellbar zurück am"), "submit_label": _("Rücklauf festhalten")}


@require_POST
def notice_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the day of receipt. For the personnel office."""
    return _record_day(request, pk, "receipt")


@require_POST
def notice_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a notice came back. For the personnel office."""
    return _record_day(request, pk, "return")


def _record_day(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    notice = get_notice(request, pk)
    form = DayForm(request.POST, prefix=name, **_receipt_words(name))
    form.helper.form_action = request.path
    if not form.is_valid():
        return _render_notice(request, notice, form)
    common = {"notice": notice, "actor": request.user, "today": timezone.localdate()}
    try:
        if name == "receipt":
            receipts.record_receipt(received_on=form.cleaned_data["day"], **common)
        else:
            receipts.record_return(returned_on=form.cleaned_data["day"], **common)
    except ProcedureError as error:
        form.add_error("day", error.user_message)
        return _render_notice(request, notice, form)
    if name == "receipt":
        messages.success(request, _("Der Zugang ist festgehalten."))
    else:
        messages.success(request, _("Der Rücklauf ist festgehalten. Die Person muss erneut benachrichtigt werden."))
    return redirect("notices:notice_detail", pk=notice.pk)


@require_POST
def notice_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether an e-mail went out whose sending broke off. For the personnel office."""
    notice = get_notice(request, pk)
    try:
        runs.settle_unclear(
            notice=notice, was_sent="sent" in request.POST, actor=request.user, today=timezone.localdate()
        )
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Das ist festgehalten."))
    return redirect("notices:notice_detail", pk=notice.pk)


@require_safe
def notice_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out one letter as PDF. For the personnel office."""
    notice = get_notice(request, pk)
    try:
        content = open_notice(notice=notice, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
        return redirect("notices:notice_detail", pk=notice.pk)
    posting = notice.run.posting
    mark = application_mark(notice.application, posting)
    return pdf_response(content, file_name(str(notice.get_kind_display()), posting.reference_number, mark))


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """Return a PDF that is shown in the browser and kept by no cache."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(False, name),
            "Cache-Control": "no-store, private",
        },
    )
