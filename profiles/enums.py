"""Choices of the requirement profile."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Weight(models.IntegerChoices):
    """Importance of a criterion, 4 is the highest. Only the wording of 4 is verified (DOMAIN.md 2.3)."""

    INDISPENSABLE = 4, _("unabdingbar")
    VERY_IMPORTANT = 3, _("sehr wichtig")
    IMPORTANT = 2, _("wichtig")
    REQUIRED = 1, _("erforderlich")


class ProfileStatus(models.TextChoices):
    """Where a requirement profile stands in its life; derived, never stored."""

    DRAFT = "draft", _("Entwurf")
    LOCKED = "locked", _("gesperrt, zur Veröffentlichung frei")
    IN_USE = "in_use", _("veröffentlicht, festgeschrieben")
    SUPERSEDED = "superseded", _("abgelöst, festgeschrieben")


class Track(models.TextChoices):
    """The two legal tracks a formal requirement belongs to."""

    EMPLOYEE = "employee", _("Tarifbeschäftigte")
    CIVIL_SERVANT = "civil_servant", _("Beamtinnen und Beamte")


class AggregationRule(models.TextChoices):
    """How independent ratings become the committee's value of a criterion."""

    MEAN = "mean", _("Mittelwert der unabhängigen Einzelbewertungen")
