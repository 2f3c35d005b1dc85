"""What the decision rests on: who takes part, what the ratings add up to, and a hash of both."""

import hashlib
import json

from postings.applications.enums import CLOSED
from postings.applications.models import ApplicationQuerySet
from postings.decision.order import Placing, faults, overtaken
from postings.decision.wording import order_sentence, reason_sentence
from postings.models import Posting
from postings.reasons import is_too_short
from postings.selection.ranking import Ranking, build_ranking


def taking_part(posting: Posting) -> ApplicationQuerySet:
    """Applications a decision says something about: all but those withdrawn and the doubles."""
    return posting.applications.exclude(status__in=CLOSED)


def ranking_digest(ranking: Ranking) -> str:
    """Return the SHA-256 of ranks and exact means, by application; names and order of receipt change nothing."""
    rows = sorted((line.facts.application_id, line.rank, str(line.mean)) for line in ranking.ranked)
    return hashlib.sha256(json.dumps(rows, separators=(",", ":")).encode()).hexdigest()


def ranks_of(ranking: Ranking) -> dict[int, int]:
    """Return the computed rank of everybody who has one, by application."""
    return {line.facts.application_id: line.rank for line in ranking.ranked}


def order_problems(
    posting: Posting, placings: list[Placing], ranking: Ranking | None = None, *, shows_names: bool | None = None
) -> list[str]:
    """Return in sentences what keeps ``placings`` from being a reasoned order; empty when nothing does.

    A chosen application that is put before one of a better or the same computed rank needs its own reason.
    """
    ranking = ranking or build_ranking(posting, shows_names=shows_names)
    ranks = ranks_of(ranking)
    names = names_of(posting, shows_names=shows_names)
    found = [
        order_sentence(fault, names.get(pk, "") if pk is not None else "")
        for fault, pk in faults(placings, ranks=ranks, known=names)
    ]
    reasons = {placing.application_id: placing.deviation_reason for placing in placings}
    for pk, passed in overtaken(placings, ranks).items():
        if is_too_short(reasons.get(pk, "")):
            is_tie = all(ranks[other] == ranks[pk] for other in passed)
            found.append(
                reason_sentence(names[pk], [names[other] for other in passed if other in names], is_tie=is_tie)
            )
    return found


def names_of(posting: Posting, *, shows_names: bool | None = None) -> dict[int, str]:
    """Return how everybody who takes part is called, in the neutral order; by code while names are hidden."""
    shows_names = not posting.hides_names if shows_names is None else shows_names
    shown = {}
    for application in taking_part(posting).select_related("applicant", "posting"):
        application.is_named = shows_names
        shown[application.pk] = application.shown
    return {pk: entry.list_name for pk, entry in sorted(shown.items(), key=lambda item: (item[1].sort_key, item[0]))}
