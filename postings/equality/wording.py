"""German words for grounds, checks and faults of the invitation."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.equality.rules import Duty, Fault, Formal, Ground, Outcome

GROUNDS = {
    Ground.SGB_IX_165: gettext_lazy("§ 165 SGB IX"),
    Ground.COMPARISON: gettext_lazy("Vorauswahl"),
}
DUTIES = {
    Duty.LGG_6: gettext_lazy("Frauen (LGG § 6)"),
    Duty.PARTMIGG_11: gettext_lazy("Menschen mit Migrationshintergrund (PartMigG § 11)"),
}
OUTCOMES = {
    Outcome.MET: (gettext_lazy("erfüllt"), "success"),
    Outcome.NOT_MET: (gettext_lazy("nicht erfüllt"), "warning"),
    Outcome.NOT_APPLICABLE: (gettext_lazy("gilt hier nicht"), "info"),
    Outcome.BASIS_MISSING: (gettext_lazy("Grundlage fehlt"), "warning"),
    Outcome.NO_STATEMENTS: (gettext_lazy("keine freiwilligen Angaben"), "info"),
}
FORMAL = {
    Formal.ELIGIBLE: (gettext_lazy("erfüllt"), "success"),
    Formal.INELIGIBLE: (gettext_lazy("nicht erfüllt"), "danger"),
    Formal.OPEN: (gettext_lazy("noch offen"), "info"),
}


def check_words(duty: str, counts: Mapping[str, int]) -> str:
    """Return the counts of a check as one sentence."""
    if duty == Duty.LGG_6:
        return _(
            "Eingeladen: %(invited_total)s, davon Frauen %(invited_women)s, Männer %(invited_men)s. "
            "Frauen, die die formalen Anforderungen erfüllen: %(eligible_women)s."
        ) % dict(counts)
    total = counts["invited_total"]
    share = _(" (%(percent)s %%)") % {"percent": _percent(counts["invited_stating"], total)} if total else ""
    return _(
        "Eingeladen: %(invited_total)s, davon mit freiwillig angegebenem Migrationshintergrund "
        "%(invited_stating)s%(share)s. Mit dieser Angabe erfüllen die formalen Anforderungen: %(eligible_stating)s."
    ) % {**counts, "share": share}


def fault_words(fault: Fault) -> str:
    """Return what stands against adopting a list."""
    if fault.kind == "must_be_invited":
        return _(
            "Bewerbung %(number)s muss eingeladen werden (§ 165 SGB IX), es sei denn, zwei Personen stellen fest, dass "
            "die fachliche Eignung offensichtlich fehlt."
        ) % {"number": fault.number}
    return _("Bewerbung %(number)s weicht vom Vorschlag ab; bitte begründen Sie das.") % {"number": fault.number}


def _percent(part: int, total: int) -> str:
    tenths = (part * 1000 * 2 + total) // (total * 2)  # half up, without a float
    return f"{tenths // 10},{tenths % 10}"
