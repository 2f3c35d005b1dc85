"""Pages behind the ranking: two to five applicants side by side, and how stable the computed result is."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from postings.assessment.permissions import may_view_results, may_view_single_values
from postings.models import Posting
from postings.permissions import may_see_identity
from postings.selection import wording
from postings.selection.charts import rank_range_chart
from postings.selection.comparison import FEWEST, build_comparison, chosen_ids, refusal
from postings.selection.errors import ProfileNotFrozen
from postings.selection.ranking import Ranking, build_ranking
from postings.selection.robustness import build_robustness, neighbourhood
from postings.selection.robustness_texts import robustness_texts
from postings.selection.views import results_hidden
from postings.views import get_posting, posting_crumbs

KEPT = ("sortierung", "suche", "beschaeftigung")  # filters of the ranking that the way back keeps


def comparison(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Compare two to five applicants, criterion by criterion. For those who may view results."""
    posting = get_posting(request, posting_pk)
    context = _context(posting, _("Vergleich"))
    ranking = _ranking_or_answer(request, posting, context)
    if isinstance(ranking, HttpResponse):
        return ranking
    by_id = {line.facts.application_id: line for line in ranking.ranked}
    lines = [by_id[pk] for pk in chosen_ids(request.GET.getlist("bewerbung")) if pk in by_id]
    lines.sort(key=ranking.ranked.index)
    kept = {key: request.GET[key] for key in KEPT if request.GET.get(key)}
    ids = [line.facts.application_id for line in lines]
    back = reverse("selection:ranking", args=[posting.pk]) + "?" + urlencode({**kept, "bewerbung": ids}, doseq=True)
    context |= {"headline": wording.headline(), "back": back, "chosen": lines, "refusal": refusal(len(lines))}
    if context["refusal"]:
        return render(request, "selection/comparison.html", context)
    tells_single = may_view_single_values(request.user, posting)
    return render(
        request,
        "selection/comparison.html",
        context
        | {
            "comparison": build_comparison(ranking, lines, tells_single=tells_single),
            "tells_single": tells_single,
            "without": [
                (
                    line.facts.list_name,
                    "?"
                    + urlencode(
                        {**kept, "bewerbung": [pk for pk in ids if pk != line.facts.application_id]}, doseq=True
                    ),
                )
                for line in lines
                if len(lines) > FEWEST
            ],
        },
    )


def robustness(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show how far the computed ranking hangs on single weights and members. For those who may view results."""
    posting = get_posting(request, posting_pk)
    context = _context(posting, _("Robustheit"))
    ranking = _ranking_or_answer(request, posting, context)
    if isinstance(ranking, HttpResponse):
        return ranking
    if not ranking.ranked:
        reason = _("Noch für keine Bewerbung haben alle bewertenden Mitglieder ihren Bogen abgegeben.")
        return render(request, "selection/ranking_empty.html", context | {"reason": reason})
    wanted = request.GET.get("ab", "")
    near = neighbourhood(ranking, int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 7 else 1)
    found = build_robustness(posting, ranking, near, tells_assessors=may_view_single_values(request.user, posting))
    texts = robustness_texts(
        found, ranking, {line.facts.application_id: line.facts.list_name for line in ranking.ranked}
    )
    return render(
        request,
        "selection/robustness.html",
        context
        | {
            "headline": wording.headline(),
            "texts": texts,
            "near": near,
            "ranked_count": len(ranking.ranked),
            "rows": [
                (
                    row,
                    rank_range_chart(
                        row.name,
                        rank=row.rank,
                        best=row.best,
                        worst=row.worst,
                        first=near.first_rank,
                        last=near.last_rank,
                    ),
                )
                for row in texts.ranges
            ],
        },
    )


def _ranking_or_answer(request: HttpRequest, posting: Posting, context: dict[str, object]) -> Ranking | HttpResponse:
    """Return the ranking as the viewer may see it, or the page that says why there is none to see."""
    if not may_view_results(request.user, posting):
        return results_hidden(request, context)
    try:
        return build_ranking(posting, shows_names=may_see_identity(request.user, posting))
    except ProfileNotFrozen as error:
        return render(request, "selection/ranking_empty.html", context | {"reason": error.user_message})


def _context(posting: Posting, title: str) -> dict[str, object]:
    crumbs = posting_crumbs(posting, _("Rangfolge"))
    crumbs[-1] = (crumbs[-1][0], reverse("selection:ranking", args=[posting.pk]))
    return {"posting": posting, "nav": "postings", "breadcrumbs": [*crumbs, (title, "")]}
