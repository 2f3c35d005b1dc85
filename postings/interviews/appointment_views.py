"""Pages of the appointments: the interviews of a procedure in the order of time, one appointment, the calendar."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from postings.applications.enums import Invitation
from postings.applications.models import Application
from postings.assessment.enums import Instrument, RoundStatus
from postings.assessment.models import AssessmentRound
from postings.assessment.permissions import applications_rated_by, rounds_of
from postings.file_names import file_name
from postings.interviews import appointments, guides
from postings.interviews.completeness import record_gaps
from postings.interviews.errors import InterviewChangedMeanwhile
from postings.interviews.forms import InterviewForm
from postings.interviews.guide_views import conversation_round
from postings.interviews.ical import calendar_of
from postings.interviews.models import Interview, InterviewRecord
from postings.interviews.permissions import (
    WRITING,
    conflicted_applications,
    may_lead_interviews,
    may_see_interviews,
)
from postings.models import Posting
from postings.permissions import roles_in
from postings.views import get_posting, posting_crumbs, render_form
from recruitment.accounts.models import User
from recruitment.errors import ProcedureError
from recruitment.forms import whole_number


def _get_posting(request: HttpRequest, posting_pk: int) -> Posting:
    posting = get_posting(request, posting_pk)
    if not may_see_interviews(request.user, posting):
        raise PermissionDenied
    return posting


@require_safe
def interview_list(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show guide, appointments and records of every round with interviews or tasks, and who is not planned yet. For
    everybody in the committee and the personnel office."""
    posting = _get_posting(request, posting_pk)
    applications = list(posting.applications.in_shown_order(request.user))
    conflicted = conflicted_applications(request.user, posting)
    blocks = [
        _round_block(request.user, posting, entry, applications, conflicted)
        for entry in rounds_of(posting)
        if entry.instrument != Instrument.FILE
    ]
    return render(
        request,
        "interviews/interview_list.html",
        {
            "posting": posting,
            "blocks": blocks,
            "has_plan": bool(rounds_of(posting)),
            "has_interviews": any(block["rows"] for block in blocks),
            "may_lead": may_lead_interviews(request.user, posting),
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Auswahlgespräche")),
        },
    )


def _round_block(
    user: User,
    posting: Posting,
    entry: AssessmentRound,
    applications: list[Application],
    conflicted: frozenset[int],
) -> dict[str, object]:
    """Return what the list shows of one round: planned ones by time, then those without an appointment."""
    guide = guides.guide_of(entry)
    question_count = guide.questions.count() if guide else 0
    planned = {interview.application_id: interview for interview in Interview.objects.filter(round=entry)}
    records = {
        found.application_id: found
        for found in InterviewRecord.objects.filter(round=entry).prefetch_related("answers", "extras", "presences")
    }
    writes_all = user.is_hr_officer or bool(roles_in(user, posting) & WRITING)
    rated = set() if writes_all else set(applications_rated_by(user, posting, entry).values_list("pk", flat=True))
    is_underway = entry.status in (RoundStatus.OPEN, RoundStatus.CLOSED)
    rows = []
    for application in applications:
        interview, found = planned.get(application.pk), records.get(application.pk)
        if not application.is_to_be_rated and interview is None and found is None:
            continue
        may_read = application.pk not in conflicted
        may_write = is_underway and may_read and (writes_all or application.pk in rated)
        gaps = record_gaps(found, question_count) if found is not None and may_read else []
        rows.append(
            {
                "application": application,
                "interview": interview,
                "moment": appointments.moment_text(interview) if interview else "",
                "record": found if may_read else None,
                "gaps": ", ".join(gaps),
                "may_read": may_read,
                "may_begin": may_write and found is None and application.is_to_be_rated,
                "is_left_out": application.invitation == Invitation.NOT_INVITED,
            }
        )
    return {
        "round": entry,
        "guide": guide,
        "question_count": question_count,
        "rows": sorted((row for row in rows if row["interview"]), key=lambda row: row["interview"].starts_at),
        "unplanned": [row for row in rows if not row["interview"]],
        "may_plan": may_lead_interviews(user, posting) and entry.status != RoundStatus.CONCLUDED,
    }


def interview_edit(request: HttpRequest, pk: int, application_pk: int) -> HttpResponse:
    """Plan, move or cancel the interview of one applicant. For the chair and the personnel office."""
    entry = conversation_round(request, pk)
    posting = entry.plan.posting
    if not may_lead_interviews(request.user, posting):
        raise PermissionDenied
    application = get_object_or_404(posting.applications.named_for(request.user), pk=application_pk)
    application.posting = posting
    back = reverse("interviews:interview_list", args=[posting.pk])
    stored = Interview.objects.filter(application=application, round=entry).first()
    guide = guides.guide_of(entry)
    usual = guides.planned_minutes(guide) if guide else 0
    form = InterviewForm(request.POST or None, interview=stored, usual_minutes=usual, cancel_url=back)
    status = 200
    if request.method == "POST" and (form.is_valid() or "drop" in request.POST):
        try:
            if "drop" in request.POST:
                return _cancelled(request, stored, back)
            appointments.plan_interview(
                application=application,
                round=entry,
                appointment=form.appointment(),
                expected_sequence=form.cleaned_data["sequence"],
                actor=request.user,
            )
        except InterviewChangedMeanwhile as error:
            status = 409
            data = request.POST.copy()
            data["sequence"] = "" if error.stored is None else str(error.stored.sequence)
            form = InterviewForm(data, interview=error.stored, usual_minutes=usual, cancel_url=back)
            form.add_error(None, error.user_message)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Der Termin ist gespeichert."))
            return redirect(back)
    title = _("Termin: %(name)s") % {"name": application.shown.name}
    crumbs = posting_crumbs(posting, _("Auswahlgespräche"))
    crumbs[-1] = (crumbs[-1][0], back)
    response = render_form(
        request,
        form,
        title=title,
        intro=_("%(round)s, Kennzahl %(number)s") % {"round": entry.title, "number": posting.reference_number},
        breadcrumbs=[*crumbs, (title, "")],
    )
    response.status_code = status
    return response


def _cancelled(request: HttpRequest, stored: Interview | None, back: str) -> HttpResponse:
    if stored is not None:
        seen = whole_number(request.POST.get("sequence", ""))
        appointments.cancel_interview(interview=stored, expected_sequence=seen, actor=request.user)
    messages.success(request, _("Der Termin ist gestrichen."))
    return redirect(back)


@require_safe
def interview_calendar(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Hand out the planned interviews as an iCalendar file, those left out towards whose applicant the person is
    biased. For everybody in the committee and the personnel office."""
    posting = _get_posting(request, posting_pk)
    conflicted = set(conflicted_applications(request.user, posting))
    labels = {
        one.pk: one.shown.label for one in posting.applications.named_for(request.user) if one.pk not in conflicted
    }
    interviews = Interview.objects.filter(application__in=posting.applications.to_be_rated().filter(pk__in=labels))
    cancelled = appointments.cancelled_interviews(posting)
    content = calendar_of(
        posting,
        [(found, labels[found.application_id]) for found in interviews.select_related("round")],
        cancelled=[(gone, labels[gone.application_id]) for gone in cancelled if gone.application_id in labels],
        url=request.build_absolute_uri(reverse("interviews:interview_list", args=[posting.pk])),
    )
    name = file_name("Auswahlgespräche", posting.reference_number, extension="ics")
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "no-store, private"},
    )
