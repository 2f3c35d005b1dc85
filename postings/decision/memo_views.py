"""Pages of the selection memo: read, write, compare versions, sign, finalise, PDF."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from postings.applications.reasons import protected_word
from postings.decision import memos
from postings.decision.blocks import BLOCKS, BY_KEY, MAY_TOUCH_EQUALITY
from postings.decision.errors import ChangedMeanwhile, NotReady
from postings.decision.forms import BlockForm, FurtherMemoForm
from postings.decision.guards import newest_memo
from postings.decision.markup import to_html
from postings.decision.memo_document import issue_memo, signature_rows
from postings.decision.models import MemoVersion, SelectionMemo
from postings.decision.permissions import (
    may_decide,
    may_issue_memo,
    may_open_decision,
    may_read_appraisals_in_memo,
    may_read_memo,
    may_see_comparison,
    may_write_comparison,
)
from postings.decision.presentation import Reader, plain_text, reader_of, shown_parts
from postings.decision.readiness import missing_before_final
from postings.decision.scope import crumbs, posting_for
from postings.documents.archive import read_document
from postings.documents.enums import DocumentKind
from postings.documents.file_names import issued_file_name
from postings.documents.models import IssuedReport
from postings.models import Posting
from postings.permissions import may_see_identity, rates_in
from postings.views import get_posting
from profiles.comparing import compare_words
from recruitment.errors import ProcedureError


def _reader(request: HttpRequest, posting: Posting) -> Reader:
    return reader_of(
        posting,
        shows_names=may_see_identity(request.user, posting),
        sees_appraisals=may_read_appraisals_in_memo(request.user, posting),
    )


def _memo_or_404(posting: Posting) -> SelectionMemo:
    memo = newest_memo(posting)
    if memo is None:
        raise Http404
    return memo


def memo(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show the newest version of the memo. For those who may view results, the representatives included."""
    posting = get_posting(request, posting_pk)
    if not may_read_memo(request.user, posting):
        hidden = {"posting": posting, "nav": "postings", "can_rate": rates_in(request.user, posting)}
        hidden["breadcrumbs"] = crumbs(posting, (_("Auswahlvermerk"), ""))
        return render(request, "selection/results_hidden.html", hidden, status=403)
    found = newest_memo(posting)
    may_write = may_write_comparison(request.user, posting)
    context: dict[str, object] = {
        "posting": posting,
        "memo": found,
        "may_write": may_write,
        "nav": "postings",
        "breadcrumbs": crumbs(posting, (_("Auswahlvermerk"), "")),
    }
    if found is None:
        return render(request, "decision/memo_none.html", context)
    version, reader = memos.newest_version(found), _reader(request, posting)
    stored = {block.key: block for block in version.blocks.all()}
    sees_missing = may_see_comparison(request.user, posting) and not found.is_final
    missing = missing_before_final(posting, version) if sees_missing else []
    signed = {signature.signed_by_id for signature in version.signatures.all()}
    voided = [
        (signature, older.number)
        for older in found.versions.prefetch_related("signatures__signed_by")
        for signature in older.signatures.all()
        if older.pk != version.pk
    ]
    context |= {
        "version": version,
        "newest_name": f"{found.number}.{version.number}",
        "blocks": [
            {
                "about": block,
                "parts": shown_parts(stored[block.key].facts, reader),
                "html": to_html(stored[block.key].text),
                "lacks_text": block.needs_text and not stored[block.key].text,
                "word": may_write and block.key not in MAY_TOUCH_EQUALITY and protected_word(stored[block.key].text),
            }
            for block in BLOCKS
        ],
        "missing": missing,
        "sees_missing": sees_missing,
        "signatures": signature_rows(posting, version),
        "voided": voided,
        "may_sign": may_decide(request.user, posting) and request.user.pk not in signed and not found.is_final,
        "may_issue": may_issue_memo(request.user, posting),
        "sees_pdf": may_see_comparison(request.user, posting),
        "reports": posting.reports.of_kind(DocumentKind.SELECTION_MEMO).select_related("issued_by"),
    }
    return render(request, "decision/memo.html", context)


@require_POST
def memo_begin(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Begin the memo, drafted from the data. For HR and the chair."""
    posting = posting_for(request, posting_pk, may_write_comparison)
    try:
        memos.begin_memo(posting=posting, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Der Auswahlvermerk ist aus den Daten entworfen."))
    return redirect("decision:memo", posting_pk=posting.pk)


def memo_further(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Begin a further memo after a final one, with the reason. For HR and the chair."""
    posting = posting_for(request, posting_pk, may_write_comparison)
    back = reverse("decision:memo", args=[posting.pk])
    form = FurtherMemoForm(request.POST or None, cancel_url=back)
    if request.method == "POST" and form.is_valid():
        try:
            memos.begin_memo(posting=posting, actor=request.user, reason=form.cleaned_data["reason"])
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Der weitere Auswahlvermerk ist begonnen; die Texte sind übernommen."))
            return redirect(back)
    title = _("Weiteren Auswahlvermerk beginnen")
    intro = _("Der endgültige Vermerk bleibt, wie er ist. Der neue übernimmt seine Texte und braucht neue Zeichnungen.")
    context = {"form": form, "title": title, "intro": intro, "nav": "postings"}
    return render(request, "postings/posting_form.html", context | {"breadcrumbs": crumbs(posting, (title, ""))})


def memo_block_edit(request: HttpRequest, posting_pk: int, key: int) -> HttpResponse:
    """Write one block of the memo. For HR and the chair."""
    posting = posting_for(request, posting_pk, may_write_comparison)
    found = _memo_or_404(posting)
    if key not in BY_KEY:
        raise Http404
    block, back = BY_KEY[key], reverse("decision:memo", args=[posting.pk]) + f"#block-{key}"
    version = memos.newest_version(found)
    stored = memos.texts_of(version)[key]
    arguments = {"block": block, "text": stored, "version": version.number, "cancel_url": back}
    form = BlockForm(request.POST or None, **arguments)
    conflict, code, preview = None, 200, None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            if "preview" in request.POST:
                preview = to_html(data["text"])
                form.mark_unsaved()
            else:
                memos.save_block(
                    posting=posting, key=key, text=data["text"], expected_version=data["version"], actor=request.user
                )
                messages.success(request, _("Abschnitt %(key)s ist gespeichert.") % {"key": key})
                return redirect(back)
        except ChangedMeanwhile:
            conflict, code = [(_("Text"), stored, data["text"])], 409
            typed = request.POST.copy()
            typed["version"] = str(version.number)
            form = BlockForm(typed, **arguments)
            form.mark_unsaved()
        except ProcedureError as error:
            form.add_error(None, error.user_message)
    context = {
        "posting": posting,
        "about": block,
        "parts": shown_parts(memos.facts_of(version)[key], _reader(request, posting)),
        "form": form,
        "preview": preview,
        "conflict": conflict,
        "signed_count": version.signatures.count(),
        "nav": "postings",
        "breadcrumbs": crumbs(
            posting,
            (_("Auswahlvermerk"), reverse("decision:memo", args=[posting.pk])),
            (_("Abschnitt %(key)s") % {"key": key}, ""),
        ),
    }
    return render(request, "decision/memo_block_edit.html", context, status=code)


@require_POST
def memo_refresh(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Bring what was drafted up to the present data. For HR and the chair."""
    posting = posting_for(request, posting_pk, may_write_comparison)
    try:
        version = memos.refresh_facts(posting=posting, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Fassung %(n)s zeigt die Daten, wie sie jetzt sind.") % {"n": version.number})
    return redirect("decision:memo", posting_pk=posting.pk)


def memo_versions(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show all versions and the differences between any two (?von=1&bis=3). For those who read the memo."""
    posting = posting_for(request, posting_pk, may_read_memo)
    _memo_or_404(posting)
    versions = list(
        MemoVersion.objects.filter(memo__posting=posting)
        .select_related("memo", "created_by")
        .prefetch_related("signatures__signed_by")
        .order_by("-memo__number", "-number")
    )
    numbers = {f"{version.memo.number}.{version.number}": version for version in versions}
    names = list(numbers)
    new = numbers.get(request.GET.get("bis", ""), versions[0])
    old = numbers.get(request.GET.get("von", ""), versions[min(1, len(versions) - 1)])
    reader = _reader(request, posting)
    context = {
        "posting": posting,
        "versions": list(numbers.items()),
        "names": names,
        "old_name": next(name for name, version in numbers.items() if version == old),
        "new_name": next(name for name, version in numbers.items() if version == new),
        "changes": _changes(old, new, reader),
        "nav": "postings",
        "breadcrumbs": crumbs(
            posting, (_("Auswahlvermerk"), reverse("decision:memo", args=[posting.pk])), (_("Fassungen"), "")
        ),
    }
    return render(request, "decision/memo_versions.html", context)


def _changes(old: MemoVersion, new: MemoVersion, reader: Reader) -> list[dict[str, object]]:
    """Return per block what differs, in the authors' text and in what was drafted, side by side."""
    before, after = ({block.key: block for block in version.blocks.all()} for version in (old, new))
    found = []
    for block in BLOCKS:
        texts = before[block.key].text, after[block.key].text
        drafts = tuple(plain_text(shown_parts(side[block.key].facts, reader)) for side in (before, after))
        pairs = [
            (label, *compare_words(*pair))
            for label, pair in ((_("Text der Verfassenden"), texts), (_("Aus den Daten"), drafts))
            if pair[0] != pair[1]
        ]
        if pairs:
            found.append({"about": block, "pairs": pairs})
    return found


@require_POST
def memo_sign(request: HttpRequest, posting_pk: int, number: int) -> HttpResponse:
    """Sign the version that was read. For whoever has the power to decide."""
    posting = posting_for(request, posting_pk, may_open_decision)
    version = get_object_or_404(MemoVersion, memo=_memo_or_404(posting), number=number)
    try:
        memos.sign_memo(posting=posting, version=version, actor=request.user)
    except NotReady as error:
        _tell_missing(request, _("Sie haben noch nicht gezeichnet."), error)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Sie haben Fassung %(n)s gezeichnet.") % {"n": number})
    return redirect("decision:memo", posting_pk=posting.pk)


def _tell_missing(request: HttpRequest, what: str, error: NotReady) -> None:
    """Say that an act was refused and where it stands what is missing: the page lists it."""
    count = ngettext(
        "Ein Punkt fehlt; er steht unten unter „Was noch fehlt“.",
        "Es fehlen %(n)s Punkte; sie stehen unten unter „Was noch fehlt“.",
        len(error.missing),
    ) % {"n": len(error.missing)}
    messages.error(request, f"{what} {count}")


@require_POST
def memo_finalise(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Make the memo final. For HR and the chair."""
    posting = posting_for(request, posting_pk, may_write_comparison)
    _memo_or_404(posting)
    try:
        memos.finalise_memo(posting=posting, actor=request.user)
    except NotReady as error:
        _tell_missing(request, _("Der Vermerk ist noch nicht endgültig."), error)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Der Auswahlvermerk ist endgültig."))
    return redirect("decision:memo", posting_pk=posting.pk)


@require_POST
def memo_issue(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Issue the newest version as PDF. For HR, the chair and the minute taker."""
    posting = posting_for(request, posting_pk, may_issue_memo)
    _memo_or_404(posting)
    try:
        report = issue_memo(posting=posting, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Das PDF liegt als Ausfertigung %(n)s vor.") % {"n": report.version})
    return redirect("decision:memo", posting_pk=posting.pk)


def memo_download(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out one issued memo exactly as stored; the download is recorded.

    For the committee and the office, with results; it names appraisals.
    """
    report = get_object_or_404(
        IssuedReport.objects.filter(posting__in=Posting.objects.visible_to(request.user)).select_related("posting"),
        pk=pk,
        kind=DocumentKind.SELECTION_MEMO,
    )
    if not may_see_comparison(request.user, report.posting):
        raise PermissionDenied
    name = issued_file_name(report, report.posting)
    return HttpResponse(
        read_document(report=report, actor=request.user),
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "no-store, private"},
    )
