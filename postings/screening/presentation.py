"""Appraisals as finished German text: the same function feeds page, comparison and report.

Wherever a mark stands, its direction stands with it: 1 is the best mark.
"""

from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from postings.models import Posting
from postings.screening.models import Appraisal


@dataclass(frozen=True, slots=True)
class AppraisalText:
    """One appraisal as people read it."""

    pk: int
    mark: str
    period: str
    grade: str
    authority: str
    is_current: bool
    currency: str
    single_marks: tuple[str, ...]
    note: str

    @property
    def summary(self) -> str:
        """All of it in one line, for the report."""
        singles = _("Einzelnoten (1 = beste): %(marks)s") % {"marks": ", ".join(self.single_marks)}
        parts = [self.mark, self.period, self.grade, self.authority, self.currency]
        return "; ".join([*parts, *([singles] if self.single_marks else [])])


def appraisal_text(appraisal: Appraisal, posting: Posting, *, with_note: bool) -> AppraisalText:
    """Return the words of ``appraisal``; free words about the person only ``with_note``."""
    is_current = appraisal.is_current_for(posting)
    return AppraisalText(
        pk=appraisal.pk,
        mark=appraisal.get_overall_mark_display(),
        period=_("%(first)s bis %(last)s")
        % {
            "first": formats.date_format(appraisal.period_from, "d.m.Y"),
            "last": formats.date_format(appraisal.period_to, "d.m.Y"),
        },
        grade=appraisal.grade,
        authority=appraisal.issuing_authority,
        is_current=is_current,
        currency=_("aktuell") if is_current else _("nicht aktuell"),
        single_marks=tuple(str(single) for single in appraisal.single_marks.all()),
        note=appraisal.note if with_note else "",
    )
