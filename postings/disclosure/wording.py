"""German words for columns that hold keys or structure of the program; whoever asks is told what they mean."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from postings.applications.models import Applicant, Application
from postings.equality.wording import GROUNDS
from postings.files.enums import Need
from profiles.scoring.display import display_mean, format_german


def _grounds(keys: Sequence[str]) -> str:
    return ", ".join(str(GROUNDS[ground]) for ground in GROUNDS if ground.value in keys)


def _needs(keys: Sequence[str]) -> str:
    return ", ".join(str(Need(key).label) for key in keys)


def _mean(exact: str) -> str:
    return _("%(mean)s (genau %(exact)s)") % {"mean": format_german(display_mean(Fraction(exact))), "exact": exact}


def _merged_rows(rows: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """The rows of ``postings.applications.merging``: of each record and application the filled columns."""
    told = []
    for kind, model in (("applicants", Applicant), ("applications", Application)):
        for row in rows.get(kind, {}).values():
            columns = [(model._meta.get_field(name), value) for name, value in row.items() if value not in (None, "")]
            told += [
                ", ".join(
                    f"{column.verbose_name}: {dict(column.flatchoices).get(value, value)}"
                    for column, value in columns
                    if not column.is_relation and column.name != "sort_key"
                )
            ]
    return "; ".join(text for text in told if text)


# By "app.Model.column".
SPOKEN: dict[str, Callable[[Any], str]] = {
    "equality.InvitationLine.grounds": _grounds,
    "files.DocumentRequest.needs": _needs,
    "decision.DecisionEntry.computed_mean": _mean,
    "applications.ApplicantMerge.before": _merged_rows,
    "applications.ApplicantMerge.after": _merged_rows,
}
