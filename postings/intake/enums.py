"""Choices of uploaded lists."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListStatus(models.TextChoices):
    """Where a list stands; a discarded one is gone."""

    MAPPING = "mapping", _("Spalten zuordnen")
    REVIEW = "review", _("in Prüfung")
    ACCEPTED = "accepted", _("übernommen")
