"""One application's result as finished German text: the same function feeds the page and the report."""

from django.utils.translation import gettext as _

from postings.assessment.wording import answer_text
from postings.models import Posting
from postings.selection.details import AgreedValue, ApplicationDetail
from postings.selection.facts import ProfileFacts
from postings.selection.ranking import Ranking, build_ranking
from profiles.scoring import NOT_ASSESSABLE, display_mean, display_percent, format_german, rank
from profiles.scoring.agreement import WIDE_SPREAD
from profiles.scoring.display import format_points


def agreed_note(agreed: AgreedValue) -> tuple[str, str]:
    """Return who speaks and what was agreed on, with the reason."""
    speaker = _("Gemeinsamer Wert der Auswahlkommission")
    if agreed.round_title:
        speaker = f"{speaker} ({agreed.round_title})"
    return speaker, _("%(value)s. Begründung: %(reason)s") % {"value": agreed.value, "reason": agreed.reason}


def criterion_notes(detail: ApplicationDetail, key: str) -> list[tuple[str, str]]:
    """Return who wrote what on one criterion: reasons, observations, and what was agreed on."""
    notes = []
    for sheet in detail.sheets:
        rating = sheet.ratings.get(key)
        if rating is None or not (rating.is_not_assessable or rating.observation):
            continue
        reason = (
            _("Nicht beurteilbar: %(reason)s") % {"reason": rating.not_assessable_reason}
            if rating.is_not_assessable
            else ""
        )
        notes.append((sheet.caption, " ".join(part for part in (reason, rating.observation) if part)))
    return notes + [agreed_note(agreed) for agreed in detail.agreed if agreed.key == key]


def same_panel_rows(posting: Posting, ranking: Ranking) -> list[tuple[str, str, str, str, str]]:
    """Return rank and mean of everybody as ranked, and as they would be without the members who did not rate all.

    Empty when every member rated everybody: then both are the same. DOMAIN.md 6: the program computes both and warns.
    """
    persons = {absence.person_id for absence in ranking.panel.absences}
    if not persons:
        return []
    same = build_ranking(
        posting,
        ranking.profile,
        panel=ranking.panel.without(persons),
        shows_names=not any(isinstance(line.facts.shown_from, str) for line in ranking.ranked),
    )
    # Who still lacks a sheet of those left out is complete without them and would take a rank nobody can see.
    shown = {line.facts.application_id for line in ranking.ranked}
    means = {line.facts.application_id: line.mean for line in same.ranked if line.facts.application_id in shown}
    found = {entry.key: entry for entry in rank(means, neutral_order={key: key for key in means})}
    rows = []
    for line in ranking.ranked:
        other = found.get(line.facts.application_id)
        rows.append(
            (
                line.facts.list_name,
                str(line.rank),
                format_german(display_mean(line.mean)),
                str(other.rank) if other else "–",
                format_german(display_mean(other.mean)) if other else "–",
            )
        )
    return rows


def detail_sections(profile: ProfileFacts, detail: ApplicationDetail) -> list[dict[str, object]]:
    """Return the table of one application: per section its criteria with every value, and the subtotal; all texts."""
    sections = []
    for subtotal, (number, title) in zip(detail.result.groups, profile.groups, strict=True):
        rows = []
        for criterion in profile.criteria:
            if criterion.group != number:
                continue
            value = detail.panel[criterion.key]
            is_open = value is NOT_ASSESSABLE
            ratings = [sheet.ratings.get(criterion.key) for sheet in detail.sheets]
            spread = detail.spreads[criterion.key]
            rows.append(
                {
                    "number": criterion.key,
                    "title": profile.titles[criterion.key],
                    "weight": str(criterion.weight),
                    "answers": [answer_text(rating) for rating in ratings],
                    "panel": _("n. b.") if is_open else format_german(display_mean(value)),
                    "points": "–" if is_open else format_points(criterion.weight * value),
                    "spread": "–" if spread is None else str(spread),
                    "is_wide": spread is not None and spread >= WIDE_SPREAD,
                    "notes": criterion_notes(detail, criterion.key),
                }
            )
        sections.append(
            {
                "number": number,
                "title": title,
                "rows": rows,
                "weight": str(subtotal.weight_sum),
                "points": format_points(subtotal.points),
                "maximum": str(subtotal.maximum_points),
                "percent": format_german(display_percent(subtotal.share)) if subtotal.share is not None else "–",
            }
        )
    return sections
