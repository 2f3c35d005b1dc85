"""What the selection memo says of the data on equality: a statement and counts, never who (DOMAIN.md 1.5, blocks 2, 3).

Called by name (setting ``MEMO_SOURCES``): the app that writes the memo cannot import this one.
"""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from postings.applications.enums import ApplicationStatus
from postings.equality.enums import SEVERELY_DISABLED, Sex, VoluntaryAnswer
from postings.equality.models import DutyBasis, EqualityData
from postings.equality.small_numbers import may_show_part
from postings.models import Posting


def women_statement(posting: Posting) -> str:
    """Return whether women are under-represented in this area, as the personnel office found; else nothing."""
    basis = DutyBasis.objects.filter(posting=posting).first()
    if basis is None or basis.women_underrepresented is None:
        return ""
    text = (
        _("Frauen sind in diesem Bereich unterrepräsentiert (%(source)s).")
        if basis.women_underrepresented
        else _("Frauen sind in diesem Bereich nicht unterrepräsentiert (%(source)s).")
    )
    return text % {"source": basis.women_source}


def counts(posting: Posting) -> str:
    """Return the numbers of voluntary statements among all applications; two queries, no names.

    The committee and whoever decides read the memo; a number under five, zero included, or one that leaves under five
    would tell them of single persons what the law keeps from them. The exact numbers stand with the personnel office.

    Source: DOMAIN.md 1.5 (block 3), 5.2, 7; decision 201.
    """
    applied = posting.applications.exclude(status=ApplicationStatus.DUPLICATE)
    whole = applied.count()
    found = EqualityData.objects.filter(application__in=applied).aggregate(
        disabled=Count("pk", filter=Q(disability_status__in=SEVERELY_DISABLED)),
        women=Count("pk", filter=Q(sex=Sex.FEMALE)),
        migration=Count("pk", filter=Q(migration_background=VoluntaryAnswer.YES)),
    )
    labels = (
        ("disabled", _("Schwerbehinderte und gleichgestellte Menschen")),
        ("women", _("Frauen")),
        ("migration", _("Menschen mit Migrationshintergrund")),
    )
    lines = [
        _("%(label)s: %(n)s.")
        % {"label": label, "n": found[key] if may_show_part(whole, found[key]) else _("keine Angabe")}
        for key, label in labels
    ]
    if any(not may_show_part(whole, found[key]) for key, _label in labels):
        lines.append(
            _(
                "Keine Angabe steht, wo die Zahl oder der Rest zu allen Bewerbungen unter fünf liegt, auch bei null: "
                "Sie ließe auf einzelne Personen schließen. Die genauen Zahlen führt der Personalservice."
            )
        )
    return "\n".join([*lines, _("Die Zahlen beruhen auf freiwilligen Angaben.")])
