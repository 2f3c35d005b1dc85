"""Sensitive attributes of an application, apart from everything that rates (Art. 9 GDPR; DOMAIN.md 5.2)."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.equality.enums import DisabilityStatus, Sex, VoluntaryAnswer


@pghistory.track()
class EqualityData(models.Model):
    """What an applicant stated voluntarily. Entered by HR; read by HR only; the degree of disability is not stored."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="+")
    sex = models.CharField(_("Geschlecht"), max_length=12, choices=Sex, default=Sex.NOT_STATED)
    disability_status = models.CharField(
        _("Schwerbehinderung oder Gleichstellung"),
        max_length=12,
        choices=DisabilityStatus,
        default=DisabilityStatus.NOT_STATED,
    )
    disability_proof_seen = models.BooleanField(_("Nachweis lag vor"), default=False)
    refuses_disability_representative = models.BooleanField(
        _("lehnt die Beteiligung der Schwerbehindertenvertretung ausdrücklich ab"), default=False
    )
    migration_background = models.CharField(
        _("Migrationshintergrund (freiwillig)"),
        max_length=12,
        choices=VoluntaryAnswer,
        default=VoluntaryAnswer.NOT_STATED,
    )

    class Meta:
        verbose_name = _("Angaben zur Gleichstellung")
        verbose_name_plural = _("Angaben zur Gleichstellung")
        constraints = [
            models.CheckConstraint(name="equalitydata_sex_is_known", condition=Q(sex__in=Sex.values)),
            models.CheckConstraint(
                name="equalitydata_disability_status_is_known",
                condition=Q(disability_status__in=DisabilityStatus.values),
            ),
            models.CheckConstraint(
                name="equalitydata_migration_background_is_known",
                condition=Q(migration_background__in=VoluntaryAnswer.values),
            ),
        ]

    def __str__(self) -> str:
        return str(self.application)
