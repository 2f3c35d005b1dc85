"""The page on how far the ratings of a round agree."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from postings.assessment.agreement import apart_sentences, round_agreement, shown, summary_sentence
from postings.assessment.permissions import may_view_whole_round
from postings.assessment.round_views import get_round, round_crumbs
from recruitment.accounts.models import User


def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Show agreement, leniency and what lies apart in one round. For those who may see every value of it."""
    entry = get_round(request, pk)
    posting = entry.plan.posting
    if not may_view_whole_round(request.user, posting, entry):
        raise PermissionDenied
    found = round_agreement(entry, posting)
    people = User.objects.in_bulk(posting.assessor_ids)
    titles = dict(entry.criteria.values_list("number", "title"))
    applications = {
        application.pk: application for application in posting.applications.to_be_rated().in_shown_order(request.user)
    }
    places = {pk: place for place, pk in enumerate(applications)}
    figures: list[tuple[str, str]] = []
    if found.shows_totals and found.icc is not None:
        figures = [
            (_("Verlässlichkeit des Mittels der Kommission, ICC(2,k)"), shown(found.icc.icc_2_k, floor=True)),
            (_("95-%-Bereich dazu"), _interval(found.interval)),
            (_("Verlässlichkeit eines einzelnen Mitglieds, ICC(2,1)"), shown(found.icc.icc_2_1, floor=True)),
            (_("ohne Strenge und Milde, ICC(3,k)"), shown(found.icc.icc_3_k, floor=True)),
            (_("gleiche Reihung, Kendalls W (0 bis 1)"), shown(found.concordance.w if found.concordance else None)),
            (_("Streuung der gewichteten Mittel (Stufen)"), shown(found.total_deviation)),
            (
                _("zwei Mittel nicht sicher unterscheidbar unter (Stufen)"),
                shown(found.distinguishable_from),
            ),
        ]
    return render(
        request,
        "assessment/agreement.html",
        {
            "posting": posting,
            "round": entry,
            "summary": summary_sentence(found),
            "sentences": apart_sentences(found),
            "counts": (found.complete, found.applicant_count, found.assessor_count),
            "figures": figures,
            "criteria": [
                (one.key, titles[one.key], shown(one.alpha, floor=True), shown(one.mean_distance), one.wide_count)
                for one in found.criteria
            ]
            if found.assessor_count > 1
            else [],
            "assessors": [
                (
                    people[one.assessor],
                    one.count,
                    shown(one.mean) if one.count else "–",
                    shown(one.deviation) if one.deviation is not None else "–",
                    ("+" if one.difference > 0 else "") + shown(one.difference) if one.difference is not None else "–",
                    one.is_to_be_discussed,
                )
                for one in found.assessors
            ],
            "apart": [
                (
                    applications[one.applicant],
                    one.key,
                    titles[one.key],
                    "; ".join(f"{people[pk]}: {value}" for pk, value in one.values.items()),
                    one.spread,
                )
                for one in sorted(found.apart, key=lambda one: (places[one.applicant], list(titles).index(one.key)))
            ],
            "nav": "postings",
            "breadcrumbs": round_crumbs(entry, _("Übereinstimmung")),
        },
    )


def _interval(interval: tuple[float, float] | None) -> str:
    if interval is None:
        return _("nicht belastbar (zu wenige Unterschiede)")
    low, high = interval
    return _("%(low)s bis %(high)s") % {"low": shown(low, floor=True), "high": shown(high, floor=True)}
