"""Choices of erasure."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LegalGround(models.TextChoices):
    """Why data are erased."""

    WITHDRAWN = "withdrawn", _("Rücknahme der Bewerbung (Art. 17 Abs. 1 DSGVO)")
