"""Pages of one matter: for the personnel office and the body it was sent to. For all others it does not exist."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from postings.file_names import file_name
from postings.participation import answers, services
from postings.participation.forms import AnswerForm, CorrectionForm, ExtensionForm, ReasonForm, SettlementForm
from postings.participation.gate import is_stopping
from postings.participation.models import Participation, ParticipationDocument
from postings.participation.permissions import matters_for, may_answer
from postings.participation.views import matter_crumbs
from postings.views import render_form
from recruitment.errors import ProcedureError


def _get_matter(request: HttpRequest, pk: int) -> Participation:
    """Return the matter, or 404 where ``request.user`` must not even know that there is one."""
    found = matters_for(request.user).select_related(
        "posting", "application", "settlement", "correction", "corrects", "recorded_by"
    )
    return get_object_or_404(found, pk=pk)


def _managed_matter(request: HttpRequest, pk: int) -> Participation:
    matter = _get_matter(request, pk)
    if not request.user.is_hr_officer:
        raise PermissionDenied
    return matter


def _crumbs(request: HttpRequest, matter: Participation, last: str = "") -> list[tuple[str, str]]:
    here = (str(matter), reverse("participation:matter_detail", args=[matter.pk]) if last else "")
    tail = [here, (last, "")] if last else [here]
    if request.user.is_hr_officer:
        return [*matter_crumbs(matter.posting, "")[:-1], *tail]
    return [(_("Beteiligung"), reverse("equality:representation_list")), *tail]


@require_safe
def matter_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a matter with its papers, its period and its answer. For HR officers and the body it was sent to."""
    matter = _get_matter(request, pk)
    chain = [matter]
    while chain[-1].corrects is not None:
        chain.append(chain[-1].corrects)
    papers = ParticipationDocument.objects.filter(participation__in=chain).defer("content")
    is_hr, today = request.user.is_hr_officer, timezone.localdate()
    is_standing = not hasattr(matter, "correction")
    ends_on = matter.ends_on
    return render(
        request,
        "participation/matter_detail.html",
        {
            "matter": matter,
            "posting": matter.posting,
            "earlier": chain[1:],
            "papers": papers,
            "is_standing": is_standing,
            "is_overdue": matter.is_open and ends_on is not None and ends_on < today,
            "is_stopping": is_standing and is_stopping(matter),
            "settlement": getattr(matter, "settlement", None),
            "is_hr": is_hr,
            "may_answer": may_answer(request.user, matter),
            "may_correct": is_hr and not matter.is_open and matter.sent_on is not None and is_standing,
            "may_settle": is_hr and is_standing and not matter.is_open and is_stopping(matter),
            "may_extend": is_hr
            and matter.is_open
            and matter.body == "staff_council"
            and not (ends_on and ends_on < today),
            "may_deem": is_hr
            and matter.is_open
            and matter.body == "staff_council"
            and bool(ends_on and ends_on < today),
            "nav": "postings" if is_hr else "representation",
            "breadcrumbs": _crumbs(request, matter),
        },
    )


@require_safe
def document_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out a paper of a matter. For HR officers and the body it was sent to."""
    document = get_object_or_404(
        ParticipationDocument.objects.filter(participation__in=matters_for(request.user)).select_related(
            "participation__posting", "participation__application"
        ),
        pk=pk,
    )
    content = services.read_document(document=document, actor=request.user)
    # Neither body nor application: that the Schwerbehindertenvertretung is heard on somebody tells of a disability.
    name = file_name(
        "Beteiligung",
        document.participation.posting.reference_number,
        f"{document.get_kind_display()} {document.pk}",
    )
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(True, name),
            "Cache-Control": "no-store, private",
            "X-Content-Type-Options": "nosniff",
        },
    )


def matter_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer for the own body, or record what came on paper. For the body and HR officers."""
    matter = _get_matter(request, pk)
    is_own = matter.body in request.user.representations

    def act(data: dict) -> None:
        answers.record_answer(
            matter=matter,
            is_own_answer=is_own,
            actor=request.user,
            **({**data, "answered_on": timezone.localdate()} if is_own else data),
        )

    title = _("Antworten") if is_own else _("Antwort vom Papier festhalten")
    return _step(
        request,
        matter,
        AnswerForm(
            request.POST or None, request.FILES or None, matter=matter, is_paper=not is_own, cancel_url=_detail(matter)
        ),
        act,
        title=title,
        intro=_("%(matter)s. Eine abgegebene Antwort lässt sich nicht mehr ändern.") % {"matter": matter},
        done=_("Die Antwort ist festgehalten."),
    )


def matter_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a correction beside a wrong answer. For HR officers."""
    matter = _managed_matter(request, pk)
    form = CorrectionForm(
        request.POST or None,
        request.FILES or None,
        matter=matter,
        is_paper=True,
        label=_("Berichtigung festhalten"),
        cancel_url=_detail(matter),
        initial={"result": matter.result, "note": matter.note, "answered_on": matter.answered_on},
    )
    return _step(
        request,
        matter,
        form,
        lambda data: answers.correct_answer(matter=matter, actor=request.user, **data),
        title=_("Antwort berichtigen"),
        intro=_("Die bisherige Antwort bleibt lesbar; die Berichtigung wird mit ihrem Grund daneben gestellt."),
        done=_("Die Berichtigung ist festgehalten."),
        after=lambda: reverse("participation:matter_list", args=[matter.posting_id]),
    )


def matter_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """End an open matter without an answer. For HR officers."""
    matter = _managed_matter(request, pk)
    return _step(
        request,
        matter,
        ReasonForm(request.POST or None, cancel_url=_detail(matter), label=_("Vorgang beenden")),
        lambda data: answers.withdraw_matter(matter=matter, actor=request.user, **data),
        title=_("Ohne Antwort beenden"),
        intro=_("Wenn sich die Sache erledigt hat oder das Schreiben versehentlich versandt wurde."),
        done=_("Der Vorgang ist beendet."),
    )


def matter_extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a written extension of the period of the Personalrat. For HR officers."""
    matter = _managed_matter(request, pk)
    return _step(
        request,
        matter,
        ExtensionForm(request.POST or None, cancel_url=_detail(matter), label=_("Verlängerung festhalten")),
        lambda data: answers.extend_period(matter=matter, actor=request.user, **data),
        title=_("Frist verlängern"),
        intro=_("Die Verlängerung muss schriftlich vereinbart sein (§ 79 PersVG Berlin)."),
        done=_("Die verlängerte Frist ist festgehalten."),
    )


def matter_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Record how an objection was settled; the procedure goes on. For HR officers."""
    matter = _managed_matter(request, pk)
    return _step(
        request,
        matter,
        SettlementForm(request.POST or None, cancel_url=_detail(matter), label=_("Beilegung festhalten")),
        lambda data: answers.settle_objection(matter=matter, actor=request.user, **data),
        title=_("Beilegung festhalten"),
        intro=_("Bis dahin ist das Verfahren angehalten. Das lässt sich nicht zurücknehmen."),
        done=_("Die Beilegung ist festgehalten; das Verfahren läuft weiter."),
    )


@require_POST
def matter_deem(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the approval of the Personalrat counts as given. For HR officers."""
    matter = _managed_matter(request, pk)
    try:
        answers.record_deemed_approval(matter=matter, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Festgehalten: Die Zustimmung gilt als erteilt."))
    return redirect(_detail(matter))


def _detail(matter: Participation) -> str:
    return reverse("participation:matter_detail", args=[matter.pk])


def _step(
    request: HttpRequest,
    matter: Participation,
    form: Form,
    act: Callable[[dict], object],
    *,
    title: str,
    intro: str,
    done: str,
    after: Callable[[], str] | None = None,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, done)
            return redirect(after() if after else _detail(matter))
    return render_form(request, form, title=title, intro=intro, breadcrumbs=_crumbs(request, matter, title))
