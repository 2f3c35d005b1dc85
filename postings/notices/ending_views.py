"""Pages of the end of a procedure: waiting period and suits, appointment, abort."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from postings.enums import PostingStatus
from postings.models import Posting
from postings.notices import aborting, appointing, lawsuits
from postings.notices.errors import NotAppointable
from postings.notices.forms import AbortForm, AppointmentForm, CheckForm, LawsuitEndForm, LawsuitForm
from postings.notices.models import Abort, Appointment, Lawsuit, NoSuitCheck
from postings.notices.people import active_applications
from postings.notices.permissions import may_send_notices
from postings.notices.presentation import waiting_words
from postings.notices.views import crumbs_below, get_managed, get_readable
from postings.notices.waiting import situation_of
from postings.views import render_form
from recruitment.errors import ProcedureError


def shown_names(request: HttpRequest, posting: Posting, pks: set[int]) -> dict[int, str]:
    """Return by application how the viewer may call each person."""
    applications = posting.applications.filter(pk__in=pks).named_for(request.user)
    return {application.pk: application.shown.name for application in applications.select_related("posting")}


@never_cache
@require_safe
def waiting_detail(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show the waiting period with its computation, suits and checks. For the personnel office, chair and decider."""
    posting = get_readable(request, posting_pk)
    situation = situation_of(posting)
    suits = list(Lawsuit.objects.filter(posting=posting))
    names = shown_names(request, posting, {one.application_id for one in suits if one.application_id})
    names |= shown_names(request, posting, {one.pk for one in situation.untold})
    return render(
        request,
        "notices/waiting_detail.html",
        {
            "posting": posting,
            "can_write": may_send_notices(request.user, posting),
            "situation": situation,
            "words": waiting_words(situation, today=timezone.localdate()),
            "untold": sorted(names[one.pk] for one in situation.untold),
            "suits": [(suit, names.get(suit.application_id, "")) for suit in suits],
            "checks": NoSuitCheck.objects.filter(posting=posting).select_related("recorded_by"),
            "nav": "postings",
            "breadcrumbs": crumbs_below(posting, (_("Wartefrist"), "")),
        },
    )


def lawsuit_add(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Record a suit. For the personnel office."""
    posting = get_managed(request, posting_pk)
    back = reverse("notices:waiting_detail", args=[posting.pk])
    form = LawsuitForm(
        request.POST or None,
        instance=Lawsuit(posting=posting),
        applications=list(
            active_applications(posting)
            .exclude(pk__in=[one.pk for one in appointing.selected_applications(posting)])
            .in_shown_order(request.user)
        ),
        cancel_url=back,
    )
    if request.method == "POST" and form.is_valid():
        try:
            lawsuits.record_lawsuit(lawsuit=form.instance, actor=request.user, today=timezone.localdate())
        except ProcedureError as error:
            form.add_error("received_on", error.user_message)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(
                request, _("Das Gerichtsverfahren ist festgehalten. Bis zu seinem Ende wird niemand ernannt.")
            )
            return redirect(back)
    return render_form(
        request,
        form,
        title=_("Gerichtsverfahren festhalten"),
        intro=_("Solange ein Gerichtsverfahren offen ist, kann die Stelle nicht übertragen werden."),
        breadcrumbs=crumbs_below(posting, (_("Wartefrist"), back), (_("Gerichtsverfahren"), "")),
    )


def lawsuit_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Record how a suit ended. For the personnel office."""
    lawsuit = get_object_or_404(Lawsuit.objects.filter(posting__in=Posting.objects.visible_to(request.user)), pk=pk)
    posting = get_managed(request, lawsuit.posting_id)
    back = reverse("notices:waiting_detail", args=[posting.pk])
    form = LawsuitEndForm(request.POST or None, cancel_url=back)
    if request.method == "POST" and form.is_valid():
        try:
            lawsuits.end_lawsuit(lawsuit=lawsuit, actor=request.user, today=timezone.localdate(), **form.cleaned_data)
        except ProcedureError as error:
            form.add_error("ended_on", error.user_message)
        else:
            messages.success(
                request, _("Das Ende ist festgehalten. Bitte fragen Sie vor der Ernennung noch einmal nach.")
            )
            return redirect(back)
    return render_form(
        request,
        form,
        title=_("Ende eines Gerichtsverfahrens"),
        intro=str(lawsuit),
        breadcrumbs=crumbs_below(posting, (_("Wartefrist"), back), (_("Ende eines Gerichtsverfahrens"), "")),
    )


def check_add(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Record that somebody asked for suits. For the personnel office."""
    posting = get_managed(request, posting_pk)
    back = reverse("notices:waiting_detail", args=[posting.pk])
    form = CheckForm(
        request.POST or None,
        instance=NoSuitCheck(posting=posting),
        initial={"asked_by": request.user.get_full_name(), "asked_on": timezone.localdate()},
        cancel_url=back,
    )
    if request.method == "POST" and form.is_valid():
        try:
            lawsuits.record_check(check=form.instance, actor=request.user, today=timezone.localdate())
        except ProcedureError as error:
            form.add_error("asked_on", error.user_message)
        else:
            messages.success(request, _("Die Nachfrage ist festgehalten."))
            return redirect(back)
    return render_form(
        request,
        form,
        title=_("Nachfrage nach Gerichtsverfahren"),
        intro=_(
            "Vor der Ernennung wird bei Gericht oder Rechtsamt nachgefragt, ob ein Verfahren anhängig ist. Die "
            "Nachfrage zählt, wenn sie nach dem Ende der Wartefrist gestellt wurde."
        ),
        breadcrumbs=crumbs_below(posting, (_("Wartefrist"), back), (_("Nachfrage"), "")),
    )


@never_cache
def appointment_edit(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show what still hinders the appointment; record it when nothing does. Read by chair and decider, written by the
    personnel office."""
    posting = get_readable(request, posting_pk)
    can_write = may_send_notices(request.user, posting)
    if request.method == "POST" and not can_write:
        raise PermissionDenied
    situation = situation_of(posting)
    is_filled = posting.status == PostingStatus.FILLED
    hindrances = [] if is_filled else appointing.hindrances(posting, situation, today=timezone.localdate())
    selected = list(appointing.selected_applications(posting)) if can_write and not is_filled else []
    for one in selected:
        one.posting, one.is_named = posting, True  # for the form of the personnel office
    own_url = reverse("notices:appointment_edit", args=[posting.pk])
    form = None
    if selected and not hindrances:
        form = AppointmentForm(request.POST or None, applications=selected, cancel_url=own_url)
    if request.method == "POST" and form is not None and form.is_valid():
        chosen = {one.pk: one for one in selected}[form.cleaned_data["application"]]
        data = {name: form.cleaned_data[name] for name in ("legal_form", "appointed_on", "starts_on")}
        try:
            appointing.appoint(application=chosen, actor=request.user, today=timezone.localdate(), **data)
        except NotAppointable as error:
            hindrances = error.hindrances
        except ProcedureError as error:
            form.add_error("appointed_on", error.user_message)
        else:
            messages.success(request, _("Die Übertragung der Stelle ist festgehalten."))
            return redirect(own_url)
    appointments = list(
        Appointment.objects.filter(application__posting=posting).select_related("no_suit_check", "recorded_by")
    )
    names = shown_names(request, posting, {one.application_id for one in appointments})
    return render(
        request,
        "notices/appointment_edit.html",
        {
            "posting": posting,
            "can_write": can_write,
            "hindrances": hindrances,
            "may_ask_now": can_write
            and situation.check is None
            and situation.period is not None
            and situation.period.is_over(timezone.localdate()),
            "form": form,
            "appointments": [(one, names[one.application_id]) for one in appointments],
            "is_filled": is_filled,
            "nav": "postings",
            "breadcrumbs": crumbs_below(posting, (_("Ernennung und Einstellung"), "")),
        },
        status=422 if form is not None and form.errors else 200,
    )


def abort_edit(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Abort a procedure, or show why it was. For the personnel office; chair and decider read the reason."""
    posting = get_readable(request, posting_pk)
    abort = Abort.objects.filter(posting=posting).select_related("aborted_by").first()
    can_write = may_send_notices(request.user, posting)
    if abort is None and not can_write:
        raise PermissionDenied
    form = None
    if abort is None and posting.status not in aborting.NOT_ABORTABLE:
        form = AbortForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                aborting.abort_posting(
                    posting=posting, actor=request.user, today=timezone.localdate(), **form.cleaned_data
                )
            except ProcedureError as error:
                form.add_error("reason", error.user_message)
            else:
                messages.success(request, _("Das Verfahren ist abgebrochen. Bitte benachrichtigen Sie jetzt alle."))
                return redirect("notices:notice_list", posting_pk=posting.pk)
    return render(
        request,
        "notices/abort_edit.html",
        {
            "posting": posting,
            "abort": abort,
            "form": form,
            "nav": "postings",
            "breadcrumbs": crumbs_below(posting, (_("Abbruch"), "")),
        },
    )
