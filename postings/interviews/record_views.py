"""Pages of the record of an interview: read it, write it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from postings.applications.models import Application
from postings.applications.views import get_application
from postings.assessment.enums import Instrument, RoundStatus
from postings.assessment.matrix import store_key
from postings.assessment.models import AssessmentRound
from postings.assessment.permissions import rounds_of
from postings.interviews import records
from postings.interviews.completeness import record_gaps
from postings.interviews.errors import RecordChangedMeanwhile
from postings.interviews.forms import RecordForm
from postings.interviews.guides import guide_of, questions_of
from postings.interviews.models import Interview, InterviewRecord
from postings.interviews.permissions import may_read_record, may_write_record
from postings.interviews.presentation import answer_lines, content_lines, time_text
from postings.models import Posting
from postings.views import posting_crumbs
from recruitment.accounts.models import User
from recruitment.errors import ProcedureError


def _found(request: HttpRequest, pk: int, application_pk: int) -> tuple[AssessmentRound, Application]:
    """Return round and application of a record that the person may read; 404 outside one's scope."""
    application = get_application(request, application_pk)
    entry = next((found for found in rounds_of(application.posting) if found.pk == pk), None)
    if entry is None or entry.instrument == Instrument.FILE:
        raise Http404
    if not may_read_record(request.user, application):
        raise PermissionDenied
    entry.plan.posting = application.posting
    return entry, application


@require_safe
@never_cache  # "back" shall show what is stored, not what was
def record_detail(request: HttpRequest, pk: int, application_pk: int) -> HttpResponse:
    """Show what was asked and answered. For the committee and the personnel office, nobody who is biased."""
    entry, application = _found(request, pk, application_pk)
    stored = records.record_of(application, entry)
    questions = questions_of(guide_of(entry))
    return render(
        request,
        "interviews/record_detail.html",
        {
            "application": application,
            "posting": application.posting,
            "round": entry,
            "record": stored,
            "facts": _facts(stored) if stored else [],
            "lines": answer_lines(stored, questions) if stored else [],
            "extras": list(stored.extras.all()) if stored else [],
            "gaps": record_gaps(stored, len(questions)) if stored else [],
            "interview": Interview.objects.filter(application=application, round=entry).first(),
            "may_write": _is_writable(request.user, application, entry),
            "nav": "postings",
            "breadcrumbs": _crumbs(application, _("Gesprächsprotokoll")),
        },
    )


def _is_writable(user: User, application: Application, entry: AssessmentRound) -> bool:
    is_underway = entry.status in (RoundStatus.OPEN, RoundStatus.CLOSED)
    return is_underway and application.is_to_be_rated and may_write_record(user, application, entry)


def _facts(stored: InterviewRecord) -> list[tuple[str, object]]:
    people = User.objects.filter(pk__in=[presence.person_id for presence in stored.presences.all()])
    names = [str(person) for person in people.order_by("last_name", "first_name", "pk")]
    return [
        (_("Zeit"), time_text(stored.started_at, stored.ended_at)),
        (_("Anwesend"), ", ".join(names)),
        (_("Weitere Anwesende"), stored.others_present),
        (_("Leitfaden"), _("Fassung %(n)s") % {"n": stored.guide_version} if stored.guide_version else _("keiner")),
        (
            _("Zuletzt gespeichert"),
            _("%(moment)s von %(person)s (Stand %(n)s)")
            % {
                "moment": f"{timezone.localtime(stored.saved_at):%d.%m.%Y %H:%M}",
                "person": stored.saved_by,
                "n": stored.version,
            },
        ),
    ]


@never_cache
def record_edit(request: HttpRequest, pk: int, application_pk: int) -> HttpResponse:
    """Write the record. For the chair, the minute taker, the personnel office and those who rate this applicant."""
    entry, application = _found(request, pk, application_pk)
    if not may_write_record(request.user, application, entry):
        raise PermissionDenied
    back = reverse("interviews:record_detail", args=[entry.pk, application.pk])
    if request.method != "POST":
        if not _is_writable(request.user, application, entry):
            messages.error(request, _("Dieses Gesprächsprotokoll kann zurzeit nicht geschrieben werden."))
            return redirect(back)
        stored = records.record_of(application, entry)
        form = _form(None, application, entry, stored, request.user)
        return _render(request, application, entry, form, stored)
    form = _form(request.POST, application, entry, None, request.user)
    if "X-Save-Quietly" in request.headers:
        return _save_quietly(request, application, entry, form)
    if not form.is_valid():
        return _render(request, application, entry, form, records.record_of(application, entry))
    try:
        records.save_record(
            application=application,
            round=entry,
            content=form.content(),
            expected_version=form.cleaned_data["version"],
            actor=request.user,
        )
    except RecordChangedMeanwhile:
        return _render_conflict(request, application, entry, form)
    except ProcedureError as error:
        form.add_error(None, error.user_message)
        return _render(request, application, entry, form, records.record_of(application, entry))
    messages.success(request, _("Das Gesprächsprotokoll ist gespeichert."))
    return redirect(request.path if "again" in request.POST else back)


def _save_quietly(
    request: HttpRequest, application: Application, entry: AssessmentRound, form: RecordForm
) -> JsonResponse:
    """Save while somebody writes (js/keep_form.js): 200 with the new version, or why not in one sentence."""
    if not form.is_valid():
        return JsonResponse({"message": form.problems()[0][1]}, status=422)
    try:
        stored = records.save_record(
            application=application,
            round=entry,
            content=form.content(),
            expected_version=form.cleaned_data["version"],
            actor=request.user,
            is_quiet=True,
        )
    except RecordChangedMeanwhile:
        message = _(
            "An anderer Stelle wurde inzwischen etwas anderes gespeichert. Mit „Speichern“ sehen Sie beide Stände."
        )
        return JsonResponse({"message": message}, status=409)
    except ProcedureError as error:
        return JsonResponse({"message": error.user_message}, status=422)
    time = date_format(timezone.localtime(stored.saved_at), "H:i")
    return JsonResponse({"version": stored.version, "time": time})


def _form(
    data, application: Application, entry: AssessmentRound, stored: InterviewRecord | None, user: User
) -> RecordForm:
    content = records.content_of(stored) if stored else records.RecordContent()
    form = RecordForm(
        data,
        questions=questions_of(guide_of(entry)),
        people=_people(application.posting, content.present, user),
        content=content,
        version=stored.version if stored else 0,
    )
    planned = Interview.objects.filter(application=application, round=entry).first()
    if planned is not None and content.started_at is None:
        form.initial["day"] = timezone.localtime(planned.starts_at).date()
    return form


def _people(posting: Posting, present, user: User) -> list[User]:
    """Return who can be ticked as present: the committee, who is writing, and who was ticked before."""
    members = posting.memberships.values_list("user_id", flat=True)
    noted = InterviewRecord.objects.filter(round__plan=posting.pk).values_list("presences__person", flat=True)
    known = {*members, *present, *noted, *([user.pk] if user.is_hr_officer else [])} - {None}
    return list(User.objects.filter(pk__in=known).order_by("last_name", "first_name", "pk"))


def _render_conflict(
    request: HttpRequest, application: Application, entry: AssessmentRound, form: RecordForm
) -> HttpResponse:
    """Show both states side by side; what was typed stays in the form and can be saved on purpose."""
    stored = records.record_of(application, entry)
    data = request.POST.copy()
    data["version"] = str(stored.version if stored else 0)
    again = _form(data, application, entry, None, request.user)
    names = {person.pk: str(person) for person in form.people}
    before, after = records.content_of(stored) if stored else records.RecordContent(), form.content()
    count = max(len(before.extras), len(after.extras))
    pairs = zip(*(content_lines(one, form.questions, names, count) for one in (before, after)), strict=True)
    conflict = [(label, theirs, ours) for (label, theirs), (_label, ours) in pairs if theirs != ours]
    return _render(request, application, entry, again, stored, conflict=conflict, status=409)


def _render(
    request: HttpRequest,
    application: Application,
    entry: AssessmentRound,
    form: RecordForm,
    stored: InterviewRecord | None,
    *,
    conflict=None,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "interviews/record_edit.html",
        {
            "application": application,
            "posting": application.posting,
            "round": entry,
            "record": stored,
            "form": form,
            "keep_key": f"{store_key(request.user, application, entry)}:protokoll",
            "conflict": conflict,
            "nav": "postings",
            "breadcrumbs": _crumbs(application, _("Gesprächsprotokoll")),
        },
        status=status,
    )


def _crumbs(application: Application, last: str) -> list[tuple[str, str]]:
    crumbs = posting_crumbs(application.posting, _("Auswahlgespräche"))
    crumbs[-1] = (crumbs[-1][0], reverse("interviews:interview_list", args=[application.posting_id]))
    return [*crumbs, (f"{last}: {application.shown.name}", "")]
