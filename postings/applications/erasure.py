"""What this step holds on one applicant, and its erasure: the application stays as an empty, counted row."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from postings.applications.enums import Basis
from postings.applications.erased import keep_marks
from postings.applications.models import Applicant, ApplicantMerge, Application, FormalCheck
from recruitment.accounts.models import User

# Kept beside number, posting, day of withdrawal and invitation: what only says how many applied, when and as what.
KEPT_FOR_COUNTING = ("received_on", "channel", "employment_status", "track", "is_internal", "late_decision")
EMPTY = {
    "current_grade": "",
    "current_position": "",
    "qualification": "",
    "experience": "",
    "basis": Basis.NONE,
    "basis_dated_on": None,
    "basis_result": "",
    "consents_to_personnel_file": None,
    "remarks": "",
    "source": "",
    "source_number": "",
    "late_reason": "",
    "status_reason": "",
}


def held(application: Application) -> dict[str, int]:
    """Return what is kept of the person: name and contact, statements, checks, with their earlier versions."""
    person = application.applicant
    is_last = not person.applications.exclude(pk=application.pk).exists()
    history = application.events.count() + (person.events.count() if is_last else 0)
    return {
        _("Name, Anschrift, Kontakt und Geburtsdatum"): int(is_last),
        _("Angaben zu Abschluss, Tätigkeit, Erfahrung, Leistungsnachweis und Bemerkungen"): 1,
        _("Ergebnisse der formalen Prüfung mit Gründen"): application.formal_checks.count()
        + application.formal_decisions.count(),
        _("frühere Fassungen dieser Angaben"): history,
        _("Angaben zum Zusammenführen doppelter Einträge"): _merges_of(person).filter(before__isnull=False).count(),
    }


def erase(application: Application, actor: User | None) -> None:
    """Empty the application, give it an empty applicant, and delete the person unless another application needs it."""
    person = application.applicant
    keep_marks(application)
    checks = FormalCheck.pgh_event_model.objects.filter(application=application)
    application.formal_checks.all().delete()
    checks.delete()
    application.formal_decisions.all().delete()
    Application.pgh_event_model.objects.filter(pgh_obj=application).delete()
    empty = Applicant.objects.create(sort_key="", is_erased=True)
    Application.objects.filter(pk=application.pk).update(applicant=empty, erased_at=timezone.now(), **EMPTY)
    # Merges of this person cannot be undone any more: what they would put back is gone.
    merges = _merges_of(person)
    records = {person.pk, *merges.values_list("merged", flat=True), *merges.values_list("kept", flat=True)} - {None}
    merges.update(before=None, after=None, reason="")
    for record in Applicant.objects.filter(pk__in=records, applications__isnull=True):
        ApplicantMerge.objects.filter(merged=record).update(merged=None)
        ApplicantMerge.objects.filter(kept=record).update(kept=empty)
        record.events.all().delete()
        record.delete()


def _merges_of(person: Applicant):
    return ApplicantMerge.objects.filter(Q(kept=person) | Q(merged=person))
