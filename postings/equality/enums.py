"""Choices of the equality data; all voluntary."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from postings.participation import enums as bodies


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


class Body(models.TextChoices):
    """Who is to be told of an application at once (§ 164 Abs. 1 S. 4 SGB IX)."""

    DISABILITY_REP = bodies.Body.DISABILITY_REP.value, bodies.Body.DISABILITY_REP.label
    STAFF_COUNCIL = bodies.Body.STAFF_COUNCIL.value, bodies.Body.STAFF_COUNCIL.label


class NoticeWay(models.TextChoices):
    """How a body was told; opening the file to it is no notice (DOMAIN.md S2)."""

    EMAIL = "email", _("E-Mail")
    LETTER = "letter", _("Brief oder Hauspost")
    IN_PERSON = "in_person", _("persönlich oder telefonisch")


SEVERELY_DISABLED = (DisabilityStatus.SEVERE, DisabilityStatus.EQUATED)
