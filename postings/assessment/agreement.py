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
from profiles.scoring.agreement import Concordance, Figure, IntraclassCorrelations, NotShown
from profiles.scoring.agreement_panel import (
    FEWEST_APPLICANTS,
    FEWEST_ASSESSORS,
    AssessorLeniency,
    PanelAgreement,
    panel_agreement,
)
from profiles.scoring.intervals import Interval

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
    """Return the sentence for the committee, neutral (DOMAIN.md 8.2), with its doubt where the interval is wide."""
    if found.icc is NotShown.TOO_FEW_ASSESSORS:
        return _("Es bewertet nur ein Mitglied. Über Übereinstimmung lässt sich nichts sagen.")
    if not isinstance(found.icc, IntraclassCorrelations):
        return _(
            "Von allen vollständig bewertet sind %(n)s Bewerbungen. Unter %(least)s sagen Kennzahlen der "
            "Übereinstimmung nichts aus; gezeigt werden nur die Unterschiede."
        ) % {"n": found.complete, "least": FEWEST_APPLICANTS}
    value = found.icc.icc_2_k
    if value is NotShown.NO_DIFFERENCES:
        return _("Die Übereinstimmung ist nicht definiert (keine Unterschiede zwischen den gewichteten Mitteln).")
    # Assessors who contradict each other altogether leave no figure; that is no reason to say less than for a low one.
    words = _agreement_words()
    level = _level(value) if isinstance(value, Fraction) else 0
    sentence = _("Die Einzelbewertungen stimmen %(word)s überein.") % {"word": words[level]}
    interval = found.intervals.icc_2_k if found.intervals else None
    if interval is not None and (low := _level(interval.low)) != (high := _level(interval.high)):
        sentence += " " + _("Sicher ist das nicht: Nach dem 95-%%-Bereich ist „%(low)s“ bis „%(high)s“ möglich.") % {
            "low": words[low],
            "high": words[high],
        }
    return sentence


def _agreement_words() -> tuple[str, str, str]:
    return _("kaum"), _("mäßig"), _("gut")


def _level(value: Fraction | float) -> int:
    return (value >= MODERATE) + (value >= GOOD)


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


def figure_rows(found: PanelAgreement) -> list[tuple[str, str]]:
    """Return the figures over all criteria with their names and intervals; none where they are not shown."""
    if not isinstance(found.icc, IntraclassCorrelations) or found.intervals is None:
        return []
    concordance = found.concordance
    return [
        (
            _("Verlässlichkeit des Mittels der Kommission, ICC(2,k)"),
            _with_interval(found.icc.icc_2_k, found.intervals.icc_2_k),
        ),
        (
            _("Verlässlichkeit eines einzelnen Mitglieds, ICC(2,1)"),
            _with_interval(found.icc.icc_2_1, found.intervals.icc_2_1),
        ),
        (
            _("Verlässlichkeit des Mittels ohne Strenge und Milde, ICC(3,k)"),
            _with_interval(found.icc.icc_3_k, found.intervals.icc_3_k),
        ),
        (
            _("Gleiche Reihung der Bewerbungen, Kendalls W (0 bis 1)"),
            _with_interval(
                concordance.w if isinstance(concordance, Concordance) else concordance, found.concordance_interval
            ),
        ),
        (_("Streuung der gewichteten Mittel (Stufen)"), shown(found.total_deviation)),
        (
            _("Zwei gewichtete Mittel sind nicht sicher unterscheidbar unter (Stufen)"),
            shown(found.icc.icc_2_k if found.distinguishable_from is None else found.distinguishable_from),
        ),
    ]


def criterion_rows(found: PanelAgreement) -> list[tuple[str, str, str, int]]:
    """Return number, alpha with its interval, mean distance, and how many lie apart; none without a second assessor."""
    if found.assessor_count < FEWEST_ASSESSORS:
        return []
    return [
        (
            one.key,
            _with_interval(one.alpha, one.interval),
            "–" if one.mean_distance is None else shown(one.mean_distance),
            one.wide_count,
        )
        for one in found.criteria
    ]


def assessor_rows(found: PanelAgreement) -> list[tuple[int, int, str, str, str, bool]]:
    """Return assessor, count, mean, spread, distance to the panel with its interval, and whether to talk about it."""
    return [
        (
            one.assessor,
            one.count,
            "–" if one.mean is None else shown(one.mean),
            "–" if one.deviation is None else shown(one.deviation),
            _difference_text(one),
            one.is_to_be_discussed,
        )
        for one in found.assessors
    ]


def reading_aid() -> str:
    """Return how the figures are read, after Koo & Li (2016) and DOMAIN.md 8.2."""
    return _(
        "Lesehilfe nach Koo und Li (2016): unter 0,50 gering, bis 0,75 mäßig, bis 0,90 gut, darüber sehr gut; "
        "beurteilt wird der Bereich, nicht der einzelne Wert. Liegt ICC(3,k) deutlich über ICC(2,k), bewerten die "
        "Mitglieder unterschiedlich streng. Bei wenigen oder einander ähnlichen Bewerbungen ist der Bereich groß und "
        "der Wert niedrig, ohne dass schlecht bewertet wurde; daneben steht deshalb die Streuung. Krippendorffs Alpha "
        "ab 0,80 gilt als verlässlich, ab 0,667 als vorläufig brauchbar (übliche Grenzen). Die Bereiche folgen bei ICC "
        "und W aus der F-Verteilung (McGraw und Wong 1996), sonst aus dem Weglassen je einer Bewerbung."
    )


def basis(found: PanelAgreement) -> str:
    """Return whom the figures over all criteria rest on."""
    return _(
        "Grundlage: %(n)s von %(all)s Bewerbungen, die alle %(k)s Mitglieder bei jeder Anforderung der Runde bewertet "
        "haben; die Kennzahlen je Anforderung beruhen auf allen mit mindestens zwei Bewertungen."
    ) % {"n": found.complete, "all": found.applicant_count, "k": found.assessor_count}


def shown(value: Figure | float | None, *, floor: bool = False) -> str:
    """Return a figure with two decimals, words where there is none; with ``floor`` a negative one as "unter 0"."""
    if value is NotShown.NOTHING_DISTINGUISHED:
        return _("nicht definiert (die Bewertungen unterscheiden die Bewerbungen nicht)")
    if value is NotShown.TOO_FEW_APPLICANTS:
        return _("zu wenige Bewerbungen (unter %(least)s)") % {"least": FEWEST_APPLICANTS}
    if value is None or isinstance(value, NotShown):
        return _("nicht definiert (keine Unterschiede)")
    if floor and value < 0:
        return _("unter 0")
    return format_german(Fraction(value).limit_denominator(1_000_000))


def _signed(value: Fraction | float) -> str:
    text = shown(value).replace("-", "\N{MINUS SIGN}")
    return f"+{text}" if value > 0 and text != "0,00" else text


def _difference_text(one: AssessorLeniency) -> str:
    if one.difference is None:
        return "–"
    if one.interval is None:
        return _signed(one.difference)
    return _range_text(_signed(one.difference), _signed(one.interval.low), _signed(one.interval.high))


def _with_interval(value: Figure, interval: Interval | None) -> str:
    if not isinstance(value, Fraction):
        return shown(value)
    if interval is None:
        return _("%(value)s (Bereich nicht belastbar)") % {"value": shown(value, floor=True)}
    return _range_text(*(shown(figure, floor=True) for figure in (value, interval.low, interval.high)))


def _range_text(value: str, low: str, high: str) -> str:
    return _("%(value)s (%(low)s bis %(high)s)") % {"value": value, "low": low, "high": high}
