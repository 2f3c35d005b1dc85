"""The page on how far the ratings of a round agree."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from postings.assessment.agreement import (
    apart_sentences,
    assessor_rows,
    basis,
    criterion_rows,
    figure_rows,
    reading_aid,
    round_agreement,
    summary_sentence,
)
from postings.assessment.permissions import may_view_whole_round
from postings.assessment.round_views import get_round, round_crumbs
from postings.models import Posting
from postings.views import page_of
from profiles.scoring.agreement_panel import Apart
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
    chosen = request.GET.get("anforderung", "")
    if chosen not in titles:
        chosen = ""
    page = page_of(
        _in_shown_order(posting, request.user, [one for one in found.apart if chosen in ("", one.key)]), request
    )
    applications = posting.applications.named_for(request.user).in_bulk([one.applicant for one in page])
    return render(
        request,
        "assessment/agreement.html",
        {
            "posting": posting,
            "round": entry,
            "summary": summary_sentence(found),
            "sentences": apart_sentences(found),
            "figures": figure_rows(found),
            "basis": basis(found),
            "reading_aid": reading_aid(),
            "criteria": [(key, titles[key], *rest) for key, *rest in criterion_rows(found)],
            "assessors": [(people[assessor], *rest) for assessor, *rest in assessor_rows(found)],
            "page": page,
            "apart": [
                (
                    applications[one.applicant],
                    one.key,
                    titles[one.key],
                    "; ".join(f"{people[pk]}: {value}" for pk, value in one.values.items()),
                    one.spread,
                )
                for one in page
            ],
            "apart_count": len(found.apart),
            "chosen": chosen,
            "query": {"anforderung": chosen} if chosen else {},
            "nav": "postings",
            "breadcrumbs": round_crumbs(entry, _("Übereinstimmung")),
        },
    )


def _in_shown_order(posting: Posting, user: User, apart: Sequence[Apart]) -> list[Apart]:
    """Sort by what ``user`` sees of the applicants; the criteria of one applicant stay in the order of the profile."""
    applications = posting.applications.to_be_rated().in_shown_order(user)
    places = {pk: place for place, pk in enumerate(applications.values_list("pk", flat=True))}
    return sorted(apart, key=lambda one: places[one.applicant])
