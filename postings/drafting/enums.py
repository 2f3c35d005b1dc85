"""Choices of the review."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportStatus(models.TextChoices):
    OPEN = "open", _("in Prüfung")
    ACCEPTED = "accepted", _("als Entwurf übernommen")
