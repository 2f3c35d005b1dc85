"""Choices of the decision."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """What the decision means for one application."""

    SELECTED = "selected", _("ausgewählt")
    RESERVE = "reserve", _("Reserve")
    NOT_SELECTED = "not_selected", _("nicht ausgewählt")


class WithdrawalGround(models.TextChoices):
    """Why a decision does not stand any more."""

    OBJECTION = "objection", _("Einwand oder Beanstandung einer Beschäftigtenvertretung")
    COURT = "court", _("gerichtliche Entscheidung")
    DECLINED = "declined", _("ausgewählte Person hat abgesagt")
    ERROR = "error", _("Fehler im Verfahren")
    OTHER = "other", _("anderer Grund")
