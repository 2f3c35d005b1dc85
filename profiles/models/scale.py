"""The rating scale and its steps in words."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from profiles.models.triggers import level_of_frozen_scale, scale_of_locked_profile


class RatingScale(models.Model):
    """A rating scale: whole steps, each with words. Created by an administrator; frozen with the first profile."""

    name = models.CharField(_("Bezeichnung"), max_length=120)
    minimum = models.PositiveSmallIntegerField(_("niedrigste Stufe"), default=1)
    maximum = models.PositiveSmallIntegerField(_("höchste Stufe (beste)"), default=5)
    comment_levels = models.JSONField(
        _("Stufen mit Pflichtbeobachtung"),
        default=list,
        blank=True,
        help_text=_("Stufen, bei denen eine Beobachtung eingetragen werden muss, zum Beispiel [1, 5]."),
    )
    frozen_at = models.DateTimeField(_("festgeschrieben am"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("Bewertungsskala")
        verbose_name_plural = _("Bewertungsskalen")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                name="ratingscale_runs_from_1_to_5",
                condition=Q(minimum=1, maximum=5),
                violation_error_message=_("Zurzeit wird auf der Skala von 1 bis 5 bewertet; 5 ist die beste Stufe."),
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="ratingscale_frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__frozen_at__isnull=False),
            ),
            scale_of_locked_profile,
        ]

    def __str__(self) -> str:
        return self.name


class RatingLevel(models.Model):
    """One step of a scale, in words."""

    scale = models.ForeignKey(RatingScale, on_delete=models.CASCADE, related_name="levels")
    value = models.PositiveSmallIntegerField(_("Stufe"))
    label = models.CharField(_("Bedeutung"), max_length=200)

    class Meta:
        verbose_name = _("Stufe")
        verbose_name_plural = _("Stufen")
        ordering = ["-value"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "value"], name="ratinglevel_once_per_scale"),
            models.CheckConstraint(name="ratinglevel_value_1_to_5", condition=Q(value__range=(1, 5))),
        ]
        triggers = [level_of_frozen_scale]

    def __str__(self) -> str:
        return f"{self.value} – {self.label}"
