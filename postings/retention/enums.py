"""Choices of erasure."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LegalGround(models.TextChoices):
    """Why data are erased."""

    WITHDRAWN = "withdrawn", _("Rücknahme der Bewerbung (Art. 17 Abs. 1 DSGVO)")
    PERIOD_OVER = "period_over", _("Ende der Aufbewahrungsfrist (Art. 17 Abs. 1 Buchst. a DSGVO)")


class RunState(models.TextChoices):
    """Steps of an erasure after the period: nothing goes before a second person has confirmed."""

    PROPOSED = "proposed", _("vorgeschlagen, wartet auf eine zweite Person")
    CONFIRMED = "confirmed", _("bestätigt, noch nicht abgeschlossen")
    DONE = "done", _("abgeschlossen")
    DISCARDED = "discarded", _("verworfen")
