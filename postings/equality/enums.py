"""Choices of the equality data; all voluntary."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DisabilityStatus(models.TextChoices):
    NOT_STATED = "not_stated", _("keine Angabe")
    NONE = "none", _("nein")
    SEVERE = "severe", _("schwerbehindert")
    EQUATED = "equated", _("gleichgestellt")


class Sex(models.TextChoices):
    NOT_STATED = "not_stated", _("keine Angabe")
    FEMALE = "female", _("weiblich")
    MALE = "male", _("männlich")
    DIVERSE = "diverse", _("divers")


class VoluntaryAnswer(models.TextChoices):
    NOT_STATED = "not_stated", _("keine Angabe")
    YES = "yes", _("ja")
    NO = "no", _("nein")
