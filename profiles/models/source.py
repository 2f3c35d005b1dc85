"""What the import left behind: corrected words and findings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.models.profile import RequirementProfile
from profiles.models.triggers import part_of_profile


class TextCorrection(models.Model):
    """A damaged word of the source with its reading: shown as corrected, the raw text kept (DOMAIN.md 10.4)."""

    profile = models.ForeignKey(RequirementProfile, on_delete=models.CASCADE, related_name="corrections")
    position = models.PositiveSmallIntegerField()
    place = models.CharField(_("Stelle"), max_length=200)
    raw_text = models.TextField(_("im Dokument"))
    display_text = models.TextField(_("angezeigt"))
    reason = models.TextField(_("Grund"), blank=True)

    class Meta:
        verbose_name = _("Korrektur")
        verbose_name_plural = _("Korrekturen")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "position"], name="textcorrection_position_once_per_profile")
        ]
        triggers = [part_of_profile("textcorrection_frozen", profile_id="part.profile_id")]

    def __str__(self) -> str:
        return f"{self.raw_text} → {self.display_text}"


class ImportFinding(models.Model):
    """Something doubtful that the import found, in words and with its place in the document."""

    profile = models.ForeignKey(RequirementProfile, on_delete=models.CASCADE, related_name="findings")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    message = models.TextField(_("Befund"))
    place = models.CharField(_("Stelle"), max_length=200, blank=True)
    subject = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("Befund des Imports")
        verbose_name_plural = _("Befunde des Imports")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "position"], name="importfinding_position_once_per_profile")
        ]
        triggers = [part_of_profile("importfinding_frozen", profile_id="part.profile_id")]

    def __str__(self) -> str:
        return self.message
