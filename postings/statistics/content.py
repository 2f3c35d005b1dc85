"""Count the applications of a procedure by what was stated voluntarily, and say it with small cells suppressed."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from postings.applications.enums import CLOSED, Invitation
from postings.documents.paper import Paper, PaperSection, PaperTable
from postings.documents.paper_head import last_change, paper
from postings.equality.enums import DisabilityStatus, Sex, VoluntaryAnswer
from postings.equality.models import EqualityData
from postings.equality.small_numbers import THRESHOLD, may_show_part, may_show_total
from postings.models import Posting
from postings.statistics.errors import TooFewApplications
from postings.statistics.suppression import Counted, Shown, suppress

HIDDEN = "n. a."


@dataclass(frozen=True, slots=True)
class CountedTable:
    """One attribute: its name, and its categories as they may be shown."""

    title: str
    rows: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of one procedure; None is suppressed."""

    applied: int | None
    invited: int | None
    tables: tuple[CountedTable, ...]


def build_statistics(posting: Posting) -> Statistics:
    """Count applications and invitations; two queries. Withdrawn and doubled applications do not count."""
    invited = dict(posting.applications.exclude(status__in=CLOSED).order_by().values_list("pk", "invitation"))
    internal = set(posting.applications.filter(is_internal=True).order_by().values_list("pk", flat=True))
    stated = {data.application_id: data for data in EqualityData.objects.filter(application__posting=posting)}

    def counted(labels: Iterable[tuple[str, str]], of: Callable[[int], str]) -> tuple[Shown, ...]:
        applied = Counter(of(pk) for pk in invited)
        asked = Counter(of(pk) for pk, answer in invited.items() if answer == Invitation.INVITED)
        return tuple(suppress([Counted(str(label), applied[value], asked[value]) for value, label in labels]))

    def said(name: str, default: str) -> Callable[[int], str]:
        return lambda pk: getattr(stated[pk], name) if pk in stated else default

    total, asked = len(invited), sum(answer == Invitation.INVITED for answer in invited.values())
    return Statistics(
        applied=total if may_show_total(total) else None,
        invited=asked if may_show_part(total, asked) else None,
        tables=(
            CountedTable(_("Geschlecht"), counted(Sex.choices, said("sex", Sex.NOT_STATED))),
            CountedTable(
                _("Schwerbehinderung oder Gleichstellung"),
                counted(DisabilityStatus.choices, said("disability_status", DisabilityStatus.NOT_STATED)),
            ),
            CountedTable(
                _("Migrationshintergrund (freiwillige Angabe)"),
                counted(VoluntaryAnswer.choices, said("migration_background", VoluntaryAnswer.NOT_STATED)),
            ),
            CountedTable(
                _("Herkunft der Bewerbung"),
                counted(
                    [("yes", _("intern")), ("no", _("nicht intern"))], lambda pk: "yes" if pk in internal else "no"
                ),
            ),
        ),
    )


def cell(number: int | None) -> str:
    return HIDDEN if number is None else str(number)


def notes() -> tuple[str, ...]:
    """Return how to read the figures."""
    return (
        _(
            "%(sign)s heißt: nicht ausgewiesen. Zahlen unter %(n)s erscheinen nicht, ebenso wenig Zahlen, aus denen "
            "sie sich als Rest oder Unterschied errechnen ließen."
        )
        % {"sign": HIDDEN, "n": THRESHOLD},
        _("Zurückgezogene und doppelte Bewerbungen zählen nicht. Alle Angaben zur Gleichstellung sind freiwillig."),
        _("Die Zahl der Ausgewählten eines einzelnen Verfahrens ist stets klein und erscheint deshalb nicht."),
    )


def statistics_paper(posting: Posting) -> Paper:
    """Return the statistics as a document; no name, no number, no code of anybody.

    :raises TooFewApplications: if there are so few applications that nothing may be shown.
    """
    found = build_statistics(posting)
    if found.applied is None:
        raise TooFewApplications
    return paper(
        posting,
        title=_("Statistik des Verfahrens"),
        as_of=last_change(posting, "equality.changed"),
        lead=notes(),
        sections=(
            PaperSection(
                title=_("Zahlen"),
                tables=(
                    PaperTable(
                        caption=_("Alle Bewerbungen"),
                        rows=((_("Bewerbungen"), cell(found.applied)), (_("eingeladen"), cell(found.invited))),
                        numeric=(1,),
                    ),
                    *(
                        PaperTable(
                            caption=table.title,
                            header=(_("Angabe"), _("Bewerbungen"), _("davon eingeladen")),
                            rows=tuple((row.label, cell(row.applied), cell(row.invited)) for row in table.rows),
                            numeric=(1, 2),
                        )
                        for table in found.tables
                    ),
                ),
            ),
        ),
    )
