"""How often somebody did something that costs the house much, in the current period."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class UseKind(models.TextChoices):
    UPLOAD = "upload", _("Hochladen von Dateien")
    EXPORT = "export", _("Herunterladen von Dateien")
    JOB = "job", _("Vorgang im Hintergrund")


class UseCount(models.Model):
    """One counter of one person; a new period overwrites it, so nobody's habits are kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=UseKind)
    period = models.BigIntegerField()  # number of the period since 1970
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("Zähler")
        verbose_name_plural = _("Zähler")
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="usecount_once_per_user_and_kind"),
            models.CheckConstraint(name="usecount_kind_is_known", condition=Q(kind__in=UseKind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.count}"
