"""Where scripts save one cell of a sheet; the pages that do it work without them as far as the sheet goes."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from postings.assessment import cells
from postings.assessment.errors import (
    CellChangedMeanwhile,
    ExemptFromRating,
    NotAnAssessor,
    NotDeclared,
    RatingOutOfRange,
    UnknownCriterion,
)
from postings.assessment.forms import CellForm, choice_of, choice_words, known_of
from recruitment.errors import ProcedureError

LOCKED = 423


@require_POST
def cell_save(request: HttpRequest, application_pk: int, position: int) -> HttpResponse:
    """Save one cell of the own sheet. For those who rate.

    200 and 4xx are JSON with ``message``; 409 is the fragment that shows what is stored beside what was sent; 423 says
    that nothing can be saved here any more.
    """
    try:
        place = cells.find_place(application_pk, position, request.user)
    except LookupError as error:
        raise Http404 from error
    if not place.rates_here:
        return JsonResponse({"message": NotAnAssessor(person=request.user).user_message}, status=403)
    form = CellForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"message": form.message}, status=400)
    # Somebody else may have logged in at this browser since the page was opened.
    if form.cleaned_data["assessor"] != request.user.pk:
        message = _("Diese Eingabe gehört zum Bogen einer anderen Person und wurde nicht gespeichert.")
        return JsonResponse({"message": message}, status=403)
    try:
        saved = cells.save_cell(
            place=place,
            assessor=request.user,
            cell=form.cell(),
            known=form.cleaned_data["known"],
        )
    except CellChangedMeanwhile as error:
        context = {"stored": _shown(error.stored), "sent": _shown(error.sent), "known": known_of(error.stored)}
        return render(request, "assessment/_cell_conflict.html", context, status=409)
    except (RatingOutOfRange, UnknownCriterion) as error:
        return JsonResponse({"message": error.user_message}, status=400)
    except (NotAnAssessor, ExemptFromRating, NotDeclared) as error:
        return JsonResponse({"message": error.user_message}, status=403)
    except ProcedureError as error:
        return JsonResponse({"message": error.user_message}, status=LOCKED)
    return JsonResponse(
        {
            "known": known_of(saved.content),
            "before": saved.version_before,
            "version": saved.version,
            "time": date_format(timezone.localtime(saved.saved_at), "H:i"),
        }
    )


def _shown(content: cells.Content | str) -> list[tuple[str, str]]:
    """Return a cell in words, as (term, value)."""
    if isinstance(content, str):
        return [(_("Gesamteindruck"), content)]
    value, is_not_assessable, reason, observation = content
    rows = [(_("Bewertung"), choice_words(choice_of(value, is_not_assessable)))]
    if reason:
        rows.append((_("Grund"), reason))
    rows.append((_("Beobachtung"), observation))
    return rows
