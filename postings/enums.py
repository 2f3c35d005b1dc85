"""Choices of the procedure."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PostingStatus(models.TextChoices):
    """Steps of the procedure, in their order."""

    DRAFT = "draft", _("Entwurf")
    PUBLISHED = "published", _("veröffentlicht")
    SCORING_OPEN = "scoring_open", _("Bewertung läuft")
    DECIDED = "decided", _("entschieden")
    FILLED = "filled", _("besetzt")
    ABORTED = "aborted", _("abgebrochen")
    DISCARDED = "discarded", _("verworfener Entwurf")  # never published: nobody applied, nobody is told


# Steps at which applicants are still compared: after them nothing that enters the comparison changes.
UNDER_WAY = (PostingStatus.PUBLISHED, PostingStatus.SCORING_OPEN)
ENDED = (PostingStatus.FILLED, PostingStatus.ABORTED)
UNPUBLISHED = (PostingStatus.DRAFT, PostingStatus.DISCARDED)


class ContractTerm(models.TextChoices):
    UNDECIDED = "undecided", _("noch ungeklärt")
    PERMANENT = "permanent", _("unbefristet")
    FIXED_TERM = "fixed_term", _("befristet")


class CommitteeRole(models.TextChoices):
    """Roles inside one procedure; only an assessor rates (DOMAIN.md 1.1, R15)."""

    CHAIR = "chair", _("Vorsitz")
    ASSESSOR = "assessor", _("Mitglied mit Bewertung")
    DEPUTY = "deputy", _("Stellvertretung mit Bewertung")
    MINUTE_TAKER = "minute_taker", _("Protokollführung")
    DECIDER = "decider", _("entscheidungsbefugte Stelle")
    OBSERVER = "observer", _("Beschäftigtenvertretung (beratend, ohne Bewertung)")


class NoticeKind(models.TextChoices):
    """Sentences of the posting that carry a legal or practical meaning of their own."""

    FAMILY_FRIENDLY = "family_friendly", _("Familienfreundlichkeit")
    PROFILE_IS_PART = "profile_is_part", _("Anforderungsprofil als Bestandteil")
    WOMEN = "women", _("Frauen")
    SEVERE_DISABILITY = "severe_disability", _("Schwerbehinderte und gleichgestellte Menschen")
    MIGRATION_BACKGROUND = "migration_background", _("Menschen mit Migrationshintergrund")
    APPRAISAL_REQUIRED = "appraisal_required", _("Dienstliche Beurteilung")
    CONSENT_PERSONNEL_FILE = "consent_personnel_file", _("Einsicht in die Personalakte")
    REFERENCE_LETTER = "reference_letter", _("Arbeitszeugnis")
    NO_PHOTO = "no_photo", _("Bewerbungsfoto")
    DEADLINE = "deadline", _("Bewerbungsfrist")
    PORTAL = "portal", _("Karriereportal")
    PAPER = "paper", _("Bewerbung auf Papier")
