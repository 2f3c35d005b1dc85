"""Who rated, drawn anew, as finished German text; neutral as ``robustness_texts``, which puts it in its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from postings.selection.robustness import Robustness
from profiles.scoring import display_percent, format_german
from profiles.scoring.resampling import DRAWS, EVERY_DRAW_UP_TO

FEW_MEMBERS = 4  # with fewer the interval is a rough hint, and the text says so


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """One applicant: published rank, rank interval over the draws, share of the draws on rank 1."""

    name: str
    rank: int
    span: str
    first_share: str


def interval_rows(found: Robustness, names: Mapping[int, str], published: Mapping[int, int]) -> tuple[IntervalRow, ...]:
    """Return one row per applicant looked at; nothing for a panel of one."""
    before = found.near.start  # people who stand before those looked at
    return tuple(
        IntervalRow(
            name=names[key],
            rank=published[key],
            span=span(one.low + before, one.high + before),
            first_share="–" if before else percent(one.first_share),
        )
        for key in found.near.keys
        if (one := found.intervals.get(key)) is not None
    )


def interval_note(found: Robustness) -> str:
    """Return what was drawn and how to read it; empty for a panel of one."""
    if not found.intervals:
        return ""
    count = found.members
    if count <= EVERY_DRAW_UP_TO:
        drawn = _("Gerechnet wird jede der %(n)s gleich wahrscheinlichen Ziehungen.") % {
            "n": f"{count**count:,}".replace(",", ".")
        }
    else:
        drawn = _("Gezogen wird %(n)s-mal, mit demselben Startwert wie bei den Gewichtungen.") % {
            "n": f"{DRAWS:,}".replace(",", ".")
        }
    text = _(
        "Hier wird geprüft, wie sehr die Rangfolge davon abhängt, wer bewertet hat (Bootstrap): Aus den %(count)s "
        "bewertenden Mitgliedern werden gedanklich ebenso viele mit Zurücklegen gezogen, sodass eines mehrfach oder "
        "gar nicht zählt. %(drawn)s Gewichtungen und gemeinsam festgestellte Werte bleiben. Die Spanne nennt die Ränge "
        "einer Bewerbung in mindestens 95 %% der Ziehungen; höchstens je 2,5 %% liegen davor und dahinter."
    ) % {"count": count, "drawn": drawn}
    if count < FEW_MEMBERS:
        text += " " + _("Bei %(count)s Mitgliedern ist die Spanne nur ein grober Anhalt.") % {"count": count}
    return text


def span(best: int, worst: int) -> str:
    """Return "3", or "2 bis 4"."""
    return str(best) if best == worst else _("%(best)s bis %(worst)s") % {"best": best, "worst": worst}


def percent(share: Fraction) -> str:
    """Return a share as "66,83 %"."""
    return f"{format_german(display_percent(share))} %"
