"""Choices of appraisals and of the pre-selection."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mark(models.IntegerChoices):
    """A mark of a dienstliche Beurteilung: 1 is the BEST. No rating; the two run in opposite directions (R3).

    Source: LfbG § 27 Abs. 2.
    """

    VERY_GOOD = 1, _("1 – sehr gut (beste Note)")
    GOOD = 2, _("2 – gut")
    SATISFACTORY = 3, _("3 – befriedigend")
    SUFFICIENT = 4, _("4 – ausreichend")
    POOR = 5, _("5 – mangelhaft")


class Step(models.TextChoices):
    """The four steps of the Vorauswahl, in their order (DOMAIN.md S4)."""

    FIRST_SIGHT = "first_sight", _("1. Erste Sichtung")
    QUALIFICATION = "qualification", _("2. Zwingende formale Qualifikation")
    COMPARISON = "comparison", _("3. Wertender Leistungsvergleich")
    INVITATION = "invitation", _("4. Einladung zum Auswahlgespräch")


class Verdict(models.TextChoices):
    YES = "yes", _("ja")
    NO = "no", _("nein")
    DOUBT = "doubt", _("Bedenken")
