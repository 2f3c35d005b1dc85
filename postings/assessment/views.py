"""Pages of the rating: one sheet."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from postings.applications.models import SHOWN_COLUMNS, Application
from postings.applications.views import get_application
from postings.assessment import notes, services
from postings.assessment.enums import SheetStatus
from postings.assessment.errors import (
    CellChangedMeanwhile,
    ExemptFromRating,
    NotAnAssessor,
    NotDeclared,
    SheetChangedMeanwhile,
    SheetIncomplete,
    SheetSubmitted,
)
from postings.assessment.forms import RatingSheetForm
from postings.assessment.impartiality import check_access
from postings.assessment.matrix import store_key
from postings.assessment.models import AssessmentRound, RatingSheet
from postings.assessment.note_forms import NoteForm, shown_note
from postings.assessment.notes import own_note
from postings.assessment.permissions import may_rate_in, round_at
from postings.enums import PostingStatus
from profiles.enums import Weight
from recruitment.database.prepared import PreparedQuery
from recruitment.errors import ProcedureError

# What a sheet shows of application and posting; the rest of these wide rows is left in the database.
SHEET_COLUMNS = (
    *SHOWN_COLUMNS,
    "status",
    "posting__reference_number",
    "posting__status",
    "posting__is_blind",
    "posting__names_disclosed_at",
    "posting__profile__scale__minimum",
    "posting__profile__scale__maximum",
    "posting__profile__scale__comment_levels",
    *(f"posting__profile__weight_{weight}_{part}" for weight in Weight.values for part in ("label", "verified")),
)


@never_cache  # "back" shall show what is stored, not what was
def sheet_edit(request: HttpRequest, application_pk: int, position: int | None = None) -> HttpResponse:
    """Fill in, save and submit the own sheet for one application in one round. For those who rate.

    Without ``position`` it is the first open round, or the last that was opened.
    """
    application = get_application(request, application_pk, columns=SHEET_COLUMNS)
    posting = application.posting
    if not may_rate_in(request.user, posting):
        raise PermissionDenied
    list_url = reverse("assessment:sheet_list")
    try:
        entry = round_at(posting, position)
    except LookupError as error:
        raise Http404 from error
    if entry is None:
        messages.error(request, _("Diese Bewerbung steht zurzeit nicht zur Bewertung."))
        return redirect(list_url)
    if request.method == "POST":
        return handle_sheet_post(
            request,
            application=application,
            entry=entry,
            assessor=request.user,
            template="assessment/sheet_edit.html",
            done_url=list_url,
        )
    sheet = own_sheet(application, entry, request.user)
    if sheet is not None and sheet.is_submitted:
        context = sheet_context(application, entry, request.user, sheet)
        context["own_note"] = shown_note(application, entry, request.user)
        return render(request, "assessment/sheet_submitted.html", context)
    is_possible = application.is_to_be_rated and posting.status == PostingStatus.SCORING_OPEN and entry.is_open
    if not is_possible:
        messages.error(request, _("Diese Bewerbung steht zurzeit nicht zur Bewertung."))
        return _without_sheet(request, application, entry)
    try:
        check_access(entry, application, request.user)
    except NotDeclared:
        messages.info(request, _("Bitte erklären Sie zuerst, ob Sie befangen sind. Danach öffnet sich der Bogen."))
        return redirect("assessment:impartiality_declare", posting.pk)
    except (ExemptFromRating, NotAnAssessor):
        messages.error(
            request,
            _("Sie bewerten diese Bewerbung nicht.")
            if sheet is None
            else _("Sie bewerten diese Bewerbung nicht. Ihr Entwurf bleibt gespeichert, zählt aber nicht."),
        )
        return _without_sheet(request, application, entry)
    context = sheet_context(application, entry, request.user, sheet)
    return render_sheet(request, "assessment/sheet_edit.html", context | saving_context(request, application, entry))


def _without_sheet(request: HttpRequest, application: Application, entry: AssessmentRound) -> HttpResponse:
    """Lead to the own notes, if there are any, where no sheet can be shown; else to the list."""
    if own_note(application, entry.position, request.user) is not None:
        return redirect("assessment:note_detail", application.pk, entry.position)
    return redirect("assessment:sheet_list")


def handle_sheet_post(
    request: HttpRequest,
    *,
    application: Application,
    entry: AssessmentRound,
    assessor,
    template: str,
    done_url: str,
) -> HttpResponse:
    """Save, and submit if asked; whatever goes wrong, everything typed is shown again."""
    # What is stored is read by the service, under its lock; here only when something has to be shown again.
    context = sheet_context(application, entry, assessor, None, data=request.POST)
    form: RatingSheetForm = context["form"]
    if not form.is_valid():
        return render_sheet(request, template, context | {"sheet": own_sheet(application, entry, assessor)})
    # Apart from the sheet and before it: whatever becomes of the sheet, the own notes are kept.
    if assessor == request.user and (fault := _save_own_note(request, application, entry, form)) is not None:
        context |= {"sheet": own_sheet(application, entry, assessor), **fault}
        return render_sheet(request, template, context, status=409 if fault else 200)
    try:
        saved = services.save_sheet(
            application=application,
            assessor=assessor,
            answers=form.answers(),
            note=form.cleaned_data["note"].strip(),
            expected_version=form.cleaned_data["version"],
            actor=request.user,
            criteria=form.criteria,
            round=entry,
        )
    except SheetChangedMeanwhile as error:
        return _render_conflict(request, application, entry, assessor, error.sheet, form, template)
    except SheetSubmitted:
        return _render_conflict(
            request, application, entry, assessor, own_sheet(application, entry, assessor), form, template
        )
    except ProcedureError as error:
        form.add_error(None, error.user_message)
        return render_sheet(request, template, context | {"sheet": own_sheet(application, entry, assessor)})
    done = _("Der Bewertungsbogen zu %(name)s ist abgegeben.") % {"name": application.shown.name}
    if saved.is_submitted:  # the same content once more, as a second click sends it
        messages.success(request, done)
        return redirect(done_url)
    if "submit" not in request.POST:
        messages.success(
            request,
            _("Gespeichert: %(n)s von %(all)s Anforderungen beantwortet. Noch nicht abgegeben.")
            % {"n": form.answered_count, "all": len(form.criteria)},
        )
        return redirect(request.path)
    try:
        services.submit_sheet(sheet=saved, actor=request.user)
    except SheetIncomplete as error:
        data = request.POST.copy()
        data["version"] = str(saved.version)
        context = sheet_context(application, entry, assessor, saved, data=data)
        context["form"].add_problems(error.problems)
        context["saved_note"] = True
        if assessor == request.user:
            context |= saving_context(request, application, entry)
        return render_sheet(request, template, context)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, done)
    return redirect(done_url)


def _save_own_note(
    request: HttpRequest, application: Application, entry: AssessmentRound, form: RatingSheetForm
) -> dict[str, object] | None:
    """Save the own notes that came with the sheet; return None, or after a fault what the page shows of it."""
    if "own_note" not in request.POST:
        return None
    note_form = NoteForm(request.POST)
    if not note_form.is_valid():
        form.add_error(None, note_form.message)
        return {}
    if note_form.text in note_form.cleaned_data["known"]:
        return None  # nothing was typed
    try:
        notes.save_note(
            application=application,
            position=entry.position,
            owner=request.user,
            text=note_form.text,
            known=note_form.cleaned_data["known"],
        )
    except CellChangedMeanwhile as error:
        form.add_error(None, _("Ihre eigenen Notizen wurden inzwischen an anderer Stelle geändert; siehe dort."))
        return {"note_stored": error.stored}
    except ProcedureError as error:
        form.add_error(None, error.user_message)
        return {}
    return None


def saving_context(request: HttpRequest, application: Application, entry: AssessmentRound) -> dict[str, object]:
    """Return what the script needs to save cell by cell; only where the page shows what is stored."""
    return {
        "cell_url": reverse("assessment:cell_save", args=[application.pk, entry.position]),
        "store_key": store_key(request.user, application, entry),
    }


def render_sheet(request: HttpRequest, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    """Render a sheet; the indicators are read only here, because a saved sheet is not shown but redirected.

    The own notes belong on the own sheet only, as they were typed if a form comes back.
    """
    if context["assessor"] == request.user:
        context["own_note"] = shown_note(
            context["application"],
            context["round"],
            request.user,
            can_write=True,
            typed=request.POST.get("own_note"),
            known=request.POST.get("own_note_known"),
            stored=context.get("note_stored"),
        )
    prefetch_related_objects(context["form"].criteria, "indicators")
    return render(request, template, context, status=status)


def own_sheet(application: Application, entry: AssessmentRound, assessor) -> RatingSheet | None:
    """Return the sheet of ``assessor`` for ``application`` in this round, or None if none was saved yet."""
    return next(iter(_OWN_SHEET.objects(application.pk, assessor.pk, entry.pk)), None)


_OWN_SHEET = PreparedQuery(
    lambda application_id, person_id, round_id: RatingSheet.objects.filter(
        application=application_id, assessor=person_id, round=round_id
    ),
    3,
)
_OBSERVED = PreparedQuery(
    lambda round_id: (
        AssessmentRound(pk=round_id)
        .criteria.select_related("group")
        .only("number", "title", "definition", "weight", "group__number", "group__title")
    ),
    1,
)


def sheet_context(
    application: Application, entry: AssessmentRound, assessor, sheet: RatingSheet | None, data=None
) -> dict[str, object]:
    """Return what the template of a sheet needs; ``data`` is what was sent, if anything."""
    posting = application.posting
    criteria = _OBSERVED.objects(entry.pk)
    scale = posting.profile.scale
    form = RatingSheetForm(data, criteria=criteria, profile=posting.profile, sheet=sheet, assessor=assessor)
    return {
        "application": application,
        "assessor": assessor,
        "posting": posting,
        "round": entry,
        "sheet": sheet,
        "form": form,
        "levels": scale.levels.all(),
        "nav": "sheets",
        "breadcrumbs": [
            (_("Meine Bewertungen"), reverse("assessment:sheet_list")),
            (application.shown.name, ""),
        ],
    }


def _render_conflict(
    request: HttpRequest,
    application: Application,
    entry: AssessmentRound,
    assessor,
    stored: RatingSheet,
    form: RatingSheetForm,
    template: str,
) -> HttpResponse:
    """Show both states side by side; what was typed stays in the form and can be saved on purpose."""
    data = request.POST.copy()
    data["version"] = str(stored.version)
    context = sheet_context(application, entry, assessor, stored, data=data)
    stored_form = RatingSheetForm(None, criteria=form.criteria, profile=form.profile, sheet=stored, assessor=assessor)
    pairs = zip(stored_form.rows(), form.rows(), strict=True)
    context["conflict"] = [
        (theirs, ours)
        for theirs, ours in pairs
        if (theirs.choice, theirs.not_assessable_reason, theirs.observation)
        != (ours.choice, ours.not_assessable_reason, ours.observation)
    ]
    context["conflict_note"] = (stored.note, form.shown_note) if stored.note != form.shown_note else None
    context["stored_is_submitted"] = stored.status == SheetStatus.SUBMITTED
    return render_sheet(request, template, context, status=409)
