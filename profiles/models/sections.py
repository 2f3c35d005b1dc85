"""The unweighted parts: duties and formal requirements."""

from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from profiles.enums import Track
from profiles.models.profile import RequirementProfile
from profiles.models.triggers import part_of_profile


class Duty(models.Model):
    """One duty of the post (Arbeitsgebiet), under the heading it stands below in the document."""

    profile = models.ForeignKey(RequirementProfile, on_delete=models.CASCADE, related_name="duties")
    position = models.PositiveSmallIntegerField()
    heading = models.TextField(_("Überschrift"), blank=True)
    text = models.TextField(_("Aufgabe"))
    raw_text = models.TextField(blank=True, editable=False)
    is_special = models.BooleanField(_("hervorzuhebende Sonderaufgabe"), default=False)

    class Meta:
        verbose_name = _("Aufgabe")
        verbose_name_plural = _("Aufgaben")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "position"],
                name="duty_position_once_per_profile",
                deferrable=Deferrable.IMMEDIATE,  # rows swap places within one statement
            )
        ]
        triggers = [part_of_profile("duty_frozen", profile_id="part.profile_id")]

    def __str__(self) -> str:
        return self.text


class FormalRequirement(models.Model):
    """A formal requirement of one track: fulfilled by ANY of its alternatives; a track demands ALL its requirements.

    Source: DOMAIN.md 10.3; formal requirements carry no weight ("Gewichtungen entfallen hier").
    """

    profile = models.ForeignKey(RequirementProfile, on_delete=models.CASCADE, related_name="requirements")
    track = models.CharField(_("gilt für"), max_length=20, choices=Track)
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("Anforderung"))
    raw_text = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("Formale Anforderung")
        verbose_name_plural = _("Formale Anforderungen")
        ordering = ["track", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "track", "position"],
                name="formalrequirement_position_once_per_track",
                deferrable=Deferrable.IMMEDIATE,
            ),
            models.CheckConstraint(name="formalrequirement_track_is_known", condition=Q(track__in=Track.values)),
        ]
        triggers = [part_of_profile("formalrequirement_frozen", profile_id="part.profile_id")]

    def __str__(self) -> str:
        return self.text


class RequirementAlternative(models.Model):
    """One way to fulfil a formal requirement (for example one of the listed degrees)."""

    requirement = models.ForeignKey(FormalRequirement, on_delete=models.CASCADE, related_name="alternatives")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("Nachweis"))
    raw_text = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("Alternative")
        verbose_name_plural = _("Alternativen")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["requirement", "position"],
                name="alternative_position_once_per_requirement",
                deferrable=Deferrable.IMMEDIATE,
            )
        ]
        triggers = [
            part_of_profile(
                "alternative_frozen",
                profile_id="(SELECT profile_id FROM profiles_formalrequirement WHERE id = part.requirement_id)",
            )
        ]

    def __str__(self) -> str:
        return self.text
