"""What the selection memo says of the data on equality: a statement and counts, never who (DOMAIN.md 1.5, blocks 2, 3).

Called by name (setting ``MEMO_SOURCES``): the app that writes the memo cannot import this one.
"""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from postings.equality.enums import SEVERELY_DISABLED, Sex, VoluntaryAnswer
from postings.equality.models import DutyBasis, EqualityData
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
    """Return the numbers of voluntary statements among all applications whose data are held; one query, no names."""
    found = EqualityData.objects.filter(application__posting=posting).aggregate(
        disabled=Count("pk", filter=Q(disability_status__in=SEVERELY_DISABLED)),
        women=Count("pk", filter=Q(sex=Sex.FEMALE)),
        migration=Count("pk", filter=Q(migration_background=VoluntaryAnswer.YES)),
    )
    lines = [
        _("Schwerbehinderte und gleichgestellte Menschen: %(n)s.") % {"n": found["disabled"]},
        _("Frauen: %(n)s.") % {"n": found["women"]},
        _("Menschen mit Migrationshintergrund: %(n)s.") % {"n": found["migration"]}
        if found["migration"]
        else _("Menschen mit Migrationshintergrund: keine freiwilligen Angaben."),
    ]
    return "\n".join([*lines, _("Die Zahlen beruhen auf freiwilligen Angaben.")])
