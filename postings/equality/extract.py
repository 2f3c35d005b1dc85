"""What an applicant stated on equality, for the extract that this applicant alone inspects (``EXTRACT_FACTS``)."""

from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.equality.models import EqualityData


def own_facts(application: Application) -> list[tuple[str, str]]:
    """Return the rows (term, value) of ``application``; empty without any statement."""
    found = EqualityData.objects.filter(application=application).first()
    if found is None:
        return []
    return [
        (_("Geschlecht (freiwillig)"), str(found.get_sex_display())),
        (_("Schwerbehinderung oder Gleichstellung (freiwillig)"), str(found.get_disability_status_display())),
        (_("Migrationshintergrund (freiwillig)"), str(found.get_migration_background_display())),
    ]
