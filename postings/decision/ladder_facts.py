"""What the data hold for each step of the ladder; the words of the comparison are the committee's."""

from typing import Any

from django.utils.translation import gettext as _

from postings.decision.enums import LadderStep
from postings.decision.facts import bases, formal
from postings.decision.interview_facts import rounds_part
from postings.decision.parts import Part, table, text, who
from postings.models import Posting
from postings.screening.models import Appraisal
from postings.screening.presentation import appraisal_text


def step_facts(posting: Posting, step: LadderStep) -> list[Part]:
    """Return the parts that stand beside the text of ``step``."""
    if step == LadderStep.FORMAL:
        return formal(posting)
    if step == LadderStep.APPRAISALS:
        return bases(posting)
    if step in (LadderStep.DETAIL, LadderStep.EARLIER):
        return _appraisals(posting, is_earlier=step == LadderStep.EARLIER)
    part = rounds_part(posting)
    return [part] if part["rows"] else [text(_("Es gibt noch keine Bewertungsrunde."))]


def _appraisals(posting: Posting, *, is_earlier: bool) -> list[Part]:
    """Return the single marks of the latest appraisals, or the appraisals before them."""
    found = Appraisal.objects.filter(application__posting=posting, application__status="eligible")
    latest: dict[int, Appraisal] = {}
    rows: list[list[Any]] = []
    for entry in found.order_by("application__code", "-period_to").prefetch_related("single_marks"):
        is_latest = entry.application_id not in latest
        latest.setdefault(entry.application_id, entry)
        words = appraisal_text(entry, posting, with_note=False)
        if is_earlier and not is_latest:
            rows.append([who(entry.application_id), words.period, words.grade, words.mark])
        elif not is_earlier and is_latest:
            rows.append([who(entry.application_id), words.mark, "; ".join(words.single_marks) or "–"])
    if not rows:
        return [text(_("Dazu ist nichts erfasst."))]
    if is_earlier:
        head = [_("Bewerbung"), _("Zeitraum"), _("Statusamt"), _("Gesamturteil")]
        return [table(_("Frühere Beurteilungen; 1 ist die beste Note"), head, rows, is_personnel_file=True)]
    head = [_("Bewerbung"), _("Gesamturteil"), _("Einzelnoten")]
    return [table(_("Einzelnoten der letzten Beurteilungen; 1 ist die beste"), head, rows, is_personnel_file=True)]
