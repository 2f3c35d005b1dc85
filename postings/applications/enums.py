"""Choices of applicants and applications."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EmploymentStatus(models.TextChoices):
    """Where an applicant comes from; decides nothing but the order of knowledge (DOMAIN.md 1.4)."""

    EMPLOYEE = "employee", _("tarifbeschäftigt im öffentlichen Dienst")
    CIVIL_SERVANT = "civil_servant", _("verbeamtet")
    EXTERNAL = "external", _("extern")
    NOT_STATED = "not_stated", _("noch nicht angegeben")


class Channel(models.TextChoices):
    PORTAL = "portal", _("Karriereportal")
    PAPER = "paper", _("Papier")


class Basis(models.TextChoices):
    """What the file holds on past performance."""

    APPRAISAL = "appraisal", _("dienstliche Beurteilung")
    REFERENCE = "reference", _("qualifiziertes Arbeitszeugnis")
    NONE = "none", _("liegt nicht vor")


class ApplicationStatus(models.TextChoices):
    RECEIVED = "received", _("eingegangen")
    ELIGIBLE = "eligible", _("formale Anforderungen erfüllt")
    INELIGIBLE = "ineligible", _("formale Anforderungen nicht erfüllt")
    WITHDRAWN = "withdrawn", _("zurückgezogen")
    DUPLICATE = "duplicate", _("doppelt")


CLOSED = (ApplicationStatus.WITHDRAWN, ApplicationStatus.DUPLICATE)  # no step is possible any more


class LateDecision(models.TextChoices):
    """A late application is neither in nor out by itself: the period is an Ordnungsfrist (DOMAIN.md S2)."""

    NOT_LATE = "not_late", _("fristgerecht")
    OPEN = "open", _("verspätet – noch nicht entschieden")
    ADMITTED = "admitted", _("verspätet – zugelassen")
    REFUSED = "refused", _("verspätet – nicht zugelassen")


class CheckResult(models.TextChoices):
    MET = "met", _("erfüllt")
    NOT_MET = "not_met", _("nicht erfüllt")
    UNCLEAR = "unclear", _("ungeklärt")


class DecisionState(models.TextChoices):
    """What has become of a conclusion of the formal check; a "no" stands only once a second person confirmed it."""

    PROPOSED = "proposed", _("wartet auf die Bestätigung durch eine zweite Person")
    STANDING = "standing", _("gilt")
    SENT_BACK = "sent_back", _("zurückgegeben")
    REOPENED = "reopened", _("wieder geöffnet")


class Invitation(models.TextChoices):
    """Whether somebody is invited to the interviews; the committee sees this and never a ground of it."""

    OPEN = "open", _("noch nicht entschieden")
    INVITED = "invited", _("eingeladen")
    NOT_INVITED = "not_invited", _("nicht eingeladen")
