"""Where the own notes are saved, read and deleted: by their owner alone."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from postings.applications.models import Application
from postings.applications.views import get_application
from postings.assessment import notes
from postings.assessment.cell_views import LOCKED
from postings.assessment.errors import CellChangedMeanwhile, ExemptFromRating, NotAnAssessor, NotDeclared
from postings.assessment.forms import known_of
from postings.assessment.note_forms import NoteForm, shown_note
from postings.assessment.permissions import may_rate_in, round_at
from postings.assessment.views import SHEET_COLUMNS
from recruitment.errors import ProcedureError


def _own_application(request: HttpRequest, pk: int) -> Application:
    application = get_application(request, pk, columns=SHEET_COLUMNS)
    if not may_rate_in(request.user, application.posting):
        raise PermissionDenied
    return application


@require_POST
def note_save(request: HttpRequest, application_pk: int, position: int) -> HttpResponse:
    """Save the own notes as a script sends them. For those who rate. Answers as ``cell_save`` does."""
    application = _own_application(request, application_pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"message": form.message}, status=400)
    # Somebody else may have logged in at this browser since the page was opened.
    if form.cleaned_data["assessor"] != request.user.pk:
        message = _("Diese Eingabe gehört zu den Notizen einer anderen Person und wurde nicht gespeichert.")
        return JsonResponse({"message": message}, status=403)
    try:
        saved = notes.save_note(
            application=application,
            position=position,
            owner=request.user,
            text=form.text,
            known=form.cleaned_data["known"],
        )
    except LookupError as error:
        raise Http404 from error
    except CellChangedMeanwhile as error:
        label = _("Eigene Notizen")
        context = {"stored": [(label, error.stored)], "sent": [(label, error.sent)], "known": known_of(error.stored)}
        return render(request, "assessment/_cell_conflict.html", context, status=409)
    except (NotAnAssessor, ExemptFromRating, NotDeclared) as error:
        return JsonResponse({"message": error.user_message}, status=403)
    except ProcedureError as error:
        return JsonResponse({"message": error.user_message}, status=LOCKED)
    time = date_format(timezone.localtime(saved.saved_at), "H:i")
    return JsonResponse({"known": known_of(saved.text), "time": time})


@never_cache  # "back" shall show what is stored, not what was
def note_detail(request: HttpRequest, application_pk: int, position: int) -> HttpResponse:
    """Show, save and delete the own notes, with or without a sheet beside them. For those who rate."""
    application = _own_application(request, application_pk)
    try:
        entry = round_at(application.posting, position)
    except LookupError as error:
        raise Http404 from error
    error_text, status = "", 200
    note = None
    if request.method == "POST" and "delete" in request.POST:
        notes.delete_note(application=application, position=position, owner=request.user)
        messages.success(request, _("Ihre eigenen Notizen sind gelöscht."))
        return redirect(request.path)
    if request.method == "POST":
        form = NoteForm(request.POST)
        typed = request.POST.get("own_note", "")
        try:
            if not form.is_valid():
                error_text = form.message
            elif form.cleaned_data["assessor"] != request.user.pk:
                error_text = _("Diese Eingabe gehört zu den Notizen einer anderen Person und wurde nicht gespeichert.")
            else:
                notes.save_note(
                    application=application,
                    position=position,
                    owner=request.user,
                    text=form.text,
                    known=form.cleaned_data["known"],
                )
                messages.success(request, _("Ihre eigenen Notizen sind gespeichert."))
                return redirect(request.path)
        except CellChangedMeanwhile as error:
            error_text, status = error.user_message, 409
            note = shown_note(application, entry, request.user, typed=typed, stored=error.stored)
        except ProcedureError as error:
            error_text = error.user_message
        known = request.POST.get("own_note_known")
        note = note or shown_note(application, entry, request.user, typed=typed, known=known)
    return render(
        request,
        "assessment/note_detail.html",
        {
            "application": application,
            "posting": application.posting,
            "round": entry,
            "own_note": note or shown_note(application, entry, request.user),
            "note_error": error_text,
            "nav": "sheets",
            "breadcrumbs": [
                (_("Meine Bewertungen"), reverse("assessment:sheet_list")),
                (application.shown.name, ""),
            ],
        },
        status=status,
    )
