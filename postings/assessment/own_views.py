"""The list of the own sheets: where everybody who rates begins, and comes back to all day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from postings.assessment.models import AssessmentRound
from postings.assessment.own_rows import own_rows
from postings.assessment.own_sheets import criterion_count, list_own, postings_at_rating, shown_in_list
from postings.assessment.permissions import may_view_results, rounds_of
from postings.assessment.wording import due_words
from postings.models import Posting
from postings.permissions import may_see_identity
from postings.views import page_of


def sheet_list(request: HttpRequest) -> HttpResponse:
    """Show the person's own sheets of every procedure at rating. For everybody; empty for those who do not rate."""
    is_drawn = request.GET.get("sortierung") != "name"
    blocks = []
    for posting in postings_at_rating(request.user):
        rounds = [_round_block(request, posting, entry, is_drawn=is_drawn) for entry in rounds_of(posting)]
        by_name = _("nach Kennung") if not may_see_identity(request.user, posting) else _("nach Name")
        blocks.append(
            {
                "posting": posting,
                "rounds": rounds,
                "has_several": len(rounds) > 1,
                "owes_nothing": all(part["done"] == part["total"] for part in rounds),
                "must_declare": any(part["must_declare"] for part in rounds),
                "is_drawn": is_drawn,
                "query": {} if is_drawn else {"sortierung": "name"},
                "sorts": [
                    {"label": _("geloste Reihenfolge"), "url": request.path, "is_current": is_drawn},
                    {"label": by_name, "url": f"{request.path}?sortierung=name", "is_current": not is_drawn},
                ],
                "may_view_results": may_view_results(request.user, posting),
            }
        )
    return render(request, "assessment/sheet_list.html", {"blocks": blocks, "nav": "sheets"})


def _round_block(
    request: HttpRequest, posting: Posting, entry: AssessmentRound, *, is_drawn: bool
) -> dict[str, object]:
    """Return what the list of the own sheets shows of one round: its counts, and one page of the applicants."""
    own = list_own(request.user, posting, entry, is_drawn=is_drawn)
    page = page_of(own.application_ids, request)
    applications = shown_in_list(request.user, entry, page.object_list)
    return {
        "round": entry,
        "applications": applications,
        "rows": own_rows(applications, entry, criterion_count(entry)) if applications else "",
        "page": page,
        "must_declare": bool(own.undeclared),
        "due": due_words(entry.due_on, timezone.localdate()) if entry.due_on and entry.is_open else "",
        "done": own.done,
        "total": own.total,
    }
