"""Pages of the ranking and of one applicant's result."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.applications.enums import EmploymentStatus
from postings.applications.sorting import din_5007_2_key
from postings.applications.views import get_application
from postings.assessment.enums import RoundStatus
from postings.assessment.permissions import (
    may_view_results,
    may_view_single_values,
    may_view_whole_round,
    rounds_of,
)
from postings.models import Posting
from postings.permissions import may_see_identity, rates_in
from postings.selection import wording
from postings.selection.comparison import chosen_ids
from postings.selection.details import build_details
from postings.selection.errors import ProfileNotFrozen
from postings.selection.facts import profile_facts
from postings.selection.findings import criteria_with_findings, findings_on_groups
from postings.selection.presentation import detail_sections, same_panel_rows
from postings.selection.ranking import RankedApplication, build_ranking
from postings.selection.ranking_rows import ranking_rows
from postings.selection.sums import build_summaries
from postings.views import get_posting, page_of, posting_crumbs
from profiles.scoring import display_mean, display_percent, format_german
from profiles.scoring.display import format_points

SORTS = {"rang": gettext_lazy("Rang"), "name": gettext_lazy("Name"), "nummer": gettext_lazy("laufende Nummer")}


def ranking(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show the arithmetic ranking. For those who may view results; assessors after their last own sheet."""
    posting = get_posting(request, posting_pk)
    context = {"posting": posting, "nav": "postings", "breadcrumbs": posting_crumbs(posting, _("Rangfolge"))}
    if not may_view_results(request.user, posting):
        return results_hidden(request, context)
    try:
        criteria = criteria_with_findings(posting)
        profile = profile_facts(posting, criteria)
        result = build_ranking(posting, profile, shows_names=may_see_identity(request.user, posting))
    except ProfileNotFrozen as error:
        return render(request, "selection/ranking_empty.html", context | {"reason": error.user_message})
    query = {
        "sortierung": request.GET.get("sortierung", "rang"),
        "suche": request.GET.get("suche", "").strip(),
        "beschaeftigung": request.GET.get("beschaeftigung", ""),
    }
    lines = _filtered(result.ranked, query)
    page = page_of(lines, request)
    chosen = chosen_ids(request.GET.getlist("bewerbung"))
    here = {line.facts.application_id for line in page}
    elsewhere = [
        line for line in result.ranked if line.facts.application_id in chosen and line.facts.application_id not in here
    ]
    chosen = [pk for pk in chosen if pk in here or pk in {line.facts.application_id for line in elsewhere}]
    summaries = build_summaries(posting, result.profile, [line.facts.application_id for line in page], result.panel)
    return render(
        request,
        "selection/ranking.html",
        context
        | {
            "headline": wording.headline(),
            "shows_names": may_see_identity(request.user, posting),
            "closeness_explanation": wording.closeness_explanation(
                posting.closeness_rule, result.band, result.profile.scale
            ),
            "ranking": result,
            "maximum_points": str(result.profile.scale.maximum * result.profile.weight_sum),
            "rows": ranking_rows(page, summaries, chosen, findings_on_groups(criteria, result)),
            "elsewhere": elsewhere,
            "has_ranked": bool(result.ranked),
            "same_panel": same_panel_rows(posting, result),
            "agreement_rounds": [
                entry
                for entry in rounds_of(posting)
                if entry.status != RoundStatus.PLANNED and may_view_whole_round(request.user, posting, entry)
            ],
            "shown_count": len(lines),
            "ranked_count": len(result.ranked),
            "page": page,
            "query": {
                key: value for key, value in {**query, "bewerbung": ",".join(str(pk) for pk in chosen)}.items() if value
            },
            "values": query,
            "sorts": list(SORTS.items()),
            "employment": EmploymentStatus.choices,
            "group_titles": result.profile.groups,
        },
    )


def results_hidden(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    """Say that the results of the posting in ``context`` are not visible yet, and why."""
    can_rate = rates_in(request.user, context["posting"])
    return render(request, "selection/results_hidden.html", context | {"can_rate": can_rate}, status=403)


def _filtered(lines: Sequence[RankedApplication], query: dict[str, str]) -> list[RankedApplication]:
    """Filter and sort for the eye; ranks were computed before over everybody and stay."""
    wanted = din_5007_2_key(query["suche"]) if query["suche"] else ""
    found = [
        line
        for line in lines
        if (not wanted or wanted in line.facts.sort_key)
        and (not query["beschaeftigung"] or line.facts.employment_status == query["beschaeftigung"])
    ]
    if query["sortierung"] == "name":
        found.sort(key=lambda line: (line.facts.sort_key, line.facts.number))
    elif query["sortierung"] == "nummer":
        found.sort(key=lambda line: line.facts.number)
    return found


def result_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every rating of one application side by side. For those who may view results."""
    application = get_application(request, pk)
    posting: Posting = application.posting
    crumbs = posting_crumbs(posting, _("Rangfolge"))
    crumbs[-1] = (crumbs[-1][0], reverse("selection:ranking", args=[posting.pk]))
    context = {
        "posting": posting,
        "application": application,
        "nav": "postings",
        "breadcrumbs": [*crumbs, (application.shown.name, "")],
    }
    if not may_view_single_values(request.user, posting):
        return results_hidden(request, context)
    try:
        profile = profile_facts(posting)
    except ProfileNotFrozen as error:
        return render(request, "selection/ranking_empty.html", context | {"reason": error.user_message})
    ranking_result = build_ranking(posting, profile, shows_names=may_see_identity(request.user, posting))
    line = next((entry for entry in ranking_result.ranked if entry.facts.application_id == pk), None)
    if line is None:
        reason = _("Diese Bewerbung ist noch nicht vollständig bewertet und hat keinen Rang.")
        return render(request, "selection/ranking_empty.html", context | {"reason": reason})
    detail = build_details(profile, [pk], ranking_result.panel)[pk]
    return render(
        request,
        "selection/result_detail.html",
        context
        | {
            "headline": wording.headline(),
            "line": line,
            "sheets": detail.sheets,
            "sections": detail_sections(profile, detail),
            "levels": list(posting.profile.scale.levels.all()),
            "mean": format_german(display_mean(line.mean)),
            "points": format_points(detail.result.points),
            "maximum": detail.result.maximum_points,
            "percent": format_german(display_percent(detail.result.share)),
            "not_assessable": detail.result.not_assessable,
            "fewer_sheets": wording.fewer_sheets(line.lacking_sheets),
            "has_agreed": bool(detail.agreed),
        },
    )
