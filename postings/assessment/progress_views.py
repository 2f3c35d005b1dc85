"""Pages for those who lead the rating: who owes what, until when, and reminders by e-mail."""

from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from postings.assessment import reminders, rounds
from postings.assessment.enums import ReminderState
from postings.assessment.errors import RemindersChanged
from postings.assessment.models import AssessmentRound, Reminder
from postings.assessment.permissions import may_lead_rounds, may_rate_in, may_remind
from postings.assessment.progress import posting_progress
from postings.assessment.reminder_forms import ReminderForm
from postings.assessment.round_forms import DueDateForm
from postings.assessment.round_views import get_round, round_crumbs
from postings.models import Posting
from postings.permissions import may_manage_posting, may_see_progress
from postings.views import get_posting, page_of, posting_crumbs, render_form
from recruitment.errors import ProcedureError


def progress(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show who still owes which sheet, without any value. For HR and the chair."""
    posting = get_posting(request, posting_pk)
    if not may_see_progress(request.user, posting):
        raise PermissionDenied
    applications = list(posting.applications.to_be_rated().in_shown_order(request.user))
    return render(
        request,
        "assessment/progress.html",
        {
            "posting": posting,
            "blocks": posting_progress(posting, applications, timezone.localdate()),
            "can_enter_paper": may_manage_posting(request.user, posting)
            and not may_rate_in(request.user, posting)
            and posting.is_under_way,
            "may_lead": may_lead_rounds(request.user, posting),
            "may_remind": may_remind(request.user, posting) and posting.is_under_way,
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Stand der Bewertung")),
        },
    )


def round_due(request: HttpRequest, pk: int) -> HttpResponse:
    """Say until when the sheets of a round are due. For the chair and the personnel office."""
    entry = get_round(request, pk)
    if not may_lead_rounds(request.user, entry.plan.posting):
        raise PermissionDenied
    back = reverse("assessment:progress", args=[entry.plan_id])
    form = DueDateForm(request.POST or None, cancel_url=back, initial={"due_on": entry.due_on})
    if request.method == "POST" and form.is_valid():
        try:
            rounds.set_due_date(
                round=entry, due_on=form.cleaned_data["due_on"], actor=request.user, today=timezone.localdate()
            )
        except ProcedureError as error:
            form.add_error("due_on", error.user_message)
        else:
            messages.success(request, _("Die Bewertungsfrist ist gespeichert."))
            return redirect(back)
    return render_form(
        request,
        form,
        title=_("Bewertungsfrist: %(round)s") % {"round": entry.title},
        intro=_(
            "Bis zu diesem Tag sollen alle Bögen der Runde abgegeben sein. Die Frist steht bei allen, die bewerten, "
            "und in den Erinnerungen; nach ihr lässt sich weiter abgeben, solange die Runde offen ist."
        ),
        breadcrumbs=round_crumbs(entry, _("Bewertungsfrist")),
    )


@never_cache  # "back" shall show who owes something now
def reminder_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who is reminded, read what will be sent, send it. For the chair and the personnel office."""
    entry = get_round(request, pk)
    posting: Posting = entry.plan.posting
    if not may_remind(request.user, posting):
        raise PermissionDenied
    back = reverse("assessment:progress", args=[posting.pk])
    if (batch := _batch_of(request)) and Reminder.objects.filter(posting=posting, batch=batch).exists():
        return _to_result(posting, batch)  # a second click, long after the first
    if not entry.is_open:
        messages.error(request, _("Die Runde ist nicht offen; zurzeit schuldet niemand einen Bogen."))
        return redirect(back)
    debtors = reminders.debtors(entry, posting)
    form = ReminderForm(
        request.POST if request.method == "POST" else None,
        debtors=debtors,
        last=reminders.last_reminders(entry, posting),
        today=timezone.localdate(),
        cancel_url=back,
    )
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        try:
            if "send" not in request.POST or not form.cleaned_data["batch"]:
                return _render_preview(request, entry, form, debtors)
            return _send(request, entry, form)
        except RemindersChanged as error:
            messages.warning(request, error.user_message)
            return _render_preview(request, entry, form, debtors)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
    context = {
        "form": form,
        "unreachable": [debtor for debtor in debtors if debtor.hindrance],
        "has_debtors": bool(debtors),
    }
    return render(request, "assessment/reminder_choose.html", context | _context(entry))


def _batch_of(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("batch", ""))
    except ValueError:
        return None


def _context(entry: AssessmentRound) -> dict[str, object]:
    crumbs = posting_crumbs(entry.plan.posting, _("Stand der Bewertung"))
    crumbs[-1] = (crumbs[-1][0], reverse("assessment:progress", args=[entry.plan_id]))
    return {
        "posting": entry.plan.posting,
        "round": entry,
        "is_mail_configured": reminders.is_mail_configured(),
        "is_mail_kept_here": settings.EMAIL_BACKEND.endswith(("filebased.EmailBackend", "console.EmailBackend")),
        "nav": "postings",
        "breadcrumbs": [*crumbs, (_("Erinnern"), "")],
    }


def _render_preview(
    request: HttpRequest, entry: AssessmentRound, form: ReminderForm, debtors: list[reminders.Debtor]
) -> HttpResponse:
    chosen = [debtor for debtor in debtors if debtor.person.pk in form.cleaned_data["people"]]
    mails = reminders.compose(
        entry,
        entry.plan.posting,
        chosen,
        sentence=form.cleaned_data["sentence"],
        sender=request.user,
        today=timezone.localdate(),
    )
    context = {
        "form": form,
        "mails": mails,
        "sender_address": settings.DEFAULT_FROM_EMAIL,
        "batch": uuid4(),
        "digest": reminders.digest_of(mails),
        "is_repeat": form.cleaned_data.get("is_repeat", False),
    }
    return render(request, "assessment/reminder_preview.html", context | _context(entry))


def _send(request: HttpRequest, entry: AssessmentRound, form: ReminderForm) -> HttpResponse:
    data = form.cleaned_data
    reminders.send_reminders(
        round=entry,
        people=data["people"],
        sentence=data["sentence"],
        digest=data["digest"],
        batch=data["batch"],
        is_repeat=data.get("is_repeat", False),
        actor=request.user,
        today=timezone.localdate(),
    )
    return _to_result(entry.plan.posting, data["batch"])


def _to_result(posting: Posting, batch: UUID) -> HttpResponse:
    url = reverse("assessment:reminder_list", args=[posting.pk])
    return redirect(f"{url}?{urlencode({'vorgang': batch})}")


@never_cache
def reminder_list(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show every reminder with text and result, first what one sending ("vorgang") led to. For those who remind."""
    posting = get_posting(request, posting_pk)
    if not may_remind(request.user, posting):
        raise PermissionDenied
    rows = Reminder.objects.filter(posting=posting).select_related("person", "sent_by")
    try:
        batch = UUID(request.GET.get("vorgang", ""))
    except ValueError:
        batch = None
    just_now = list(rows.filter(batch=batch)) if batch else []
    crumbs = posting_crumbs(posting, _("Stand der Bewertung"))
    crumbs[-1] = (crumbs[-1][0], reverse("assessment:progress", args=[posting.pk]))
    return render(
        request,
        "assessment/reminder_list.html",
        {
            "posting": posting,
            "sent": [one for one in just_now if one.state == ReminderState.SENT],
            "not_sent": [one for one in just_now if one.state == ReminderState.FAILED],
            "unknown": [one for one in just_now if one.state == ReminderState.PENDING],
            "page": page_of(rows, request),
            "query": {},
            "nav": "postings",
            "breadcrumbs": [*crumbs, (_("Erinnerungen"), "")],
        },
    )
