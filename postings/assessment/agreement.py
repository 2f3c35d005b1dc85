"""How far the independent ratings of one round agree: rows of the database for ``profiles.scoring.agreement_panel``.

Values before discussion only: what the committee agreed on later is never read here (DOMAIN.md 8.2).
"""

from collections import defaultdict
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from postings.assessment.models import AssessmentRound, Rating
from postings.models import Posting
from profiles.scoring import WeightedCriterion, format_german
from profiles.scoring.agreement_panel import FEWEST_APPLICANTS, PanelAgreement, panel_agreement

GOOD, MODERATE = Fraction(3, 4), Fraction(1, 2)  # Koo & Li 2016, after DOMAIN.md 8.2


def round_values(entry: AssessmentRound, posting: Posting) -> dict[int, dict[int, dict[str, int | None]]]:
    """Return applicant -> assessor -> criterion number -> value of submitted sheets, None = not assessable."""
    found: dict[int, dict[int, dict[str, int | None]]] = defaultdict(lambda: defaultdict(dict))
    rows = Rating.objects.filter(
        sheet__round=entry, sheet__status="submitted", sheet__application__in=posting.applications.to_be_rated()
    )
    for application, assessor, number, value in rows.values_list(
        "sheet__application", "sheet__assessor", "criterion__number", "value"
    ):
        found[application][assessor][number] = value
    return {application: dict(sheets) for application, sheets in found.items()}


def round_agreement(entry: AssessmentRound, posting: Posting) -> PanelAgreement:
    """Return the agreement of the assessors of ``posting`` in this round; three queries at most.

    Deputies rate few applicants and stand apart from the statistics; their values are in the list of the round.
    """
    criteria = [
        WeightedCriterion(key=criterion.number, weight=criterion.weight, group=criterion.group.number)
        for criterion in entry.criteria.select_related("group")
    ]
    return panel_agreement(criteria, posting.assessor_ids, round_values(entry, posting))


def summary_sentence(found: PanelAgreement) -> str:
    """Return the one sentence for the committee, neutral (DOMAIN.md 8.2)."""
    if found.assessor_count < 2:
        return _("Es bewertet nur ein Mitglied. Über Übereinstimmung lässt sich nichts sagen.")
    if not found.shows_totals:
        return _(
            "Von allen vollständig bewertet sind %(n)s Bewerbungen. Unter %(least)s sagen Kennzahlen der "
            "Übereinstimmung nichts aus; gezeigt werden nur die Unterschiede."
        ) % {"n": found.complete, "least": FEWEST_APPLICANTS}
    value = found.icc.icc_2_k if found.icc else None
    if value is None and not found.apart:
        return _("Die Übereinstimmung ist nicht definiert (keine Unterschiede zwischen den Bewerbungen).")
    if value is not None and value >= GOOD:
        return _("Die Einzelbewertungen stimmen gut überein.")
    if value is not None and value >= MODERATE:
        return _("Die Einzelbewertungen stimmen mäßig überein.")
    return _("Die Einzelbewertungen stimmen kaum überein.")


def apart_sentences(found: PanelAgreement) -> list[str]:
    """Return one sentence per criterion on which ratings lie two steps or more apart."""
    return [
        ngettext(
            "Bei Anforderung %(key)s liegen sie bei einer Bewerbung um zwei Stufen oder mehr auseinander – bitte "
            "besprechen.",
            "Bei Anforderung %(key)s liegen sie bei %(n)s Bewerbungen um zwei Stufen oder mehr auseinander – bitte "
            "besprechen.",
            one.wide_count,
        )
        % {"key": one.key, "n": one.wide_count}
        for one in found.criteria
        if one.wide_count
    ]


def shown(value: Fraction | float | None, *, floor: bool = False) -> str:
    """Return a figure with two decimals, words where it is not defined; with ``floor`` a negative one as "unter 0"."""
    if value is None:
        return _("nicht definiert (keine Unterschiede)")
    if floor and value < 0:
        return _("unter 0")
    return format_german(Fraction(value).limit_denominator(1_000_000))
