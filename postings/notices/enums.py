"""Choices of the notices and of the end of a procedure."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What is told, in the order of the procedure (DOMAIN.md 7)."""

    INVITATION = "invitation", _("Einladung zum Auswahlgespräch")
    EARLY_REJECTION = "early_rejection", _("Absage nach der Vorauswahl")
    COMPETITOR = "competitor", _("Konkurrentenmitteilung")
    OFFER = "offer", _("Zusage unter Vorbehalt")
    REJECTION = "rejection", _("Abschließende Absage")
    ABORT = "abort", _("Mitteilung über den Abbruch")


# After these an applicant knows of not getting the post: claims under the AGG run from their receipt (DOMAIN.md S13).
REJECTING = (Kind.EARLY_REJECTION, Kind.COMPETITOR, Kind.REJECTION)


class Way(models.TextChoices):
    LETTER = "letter", _("Brief")
    EMAIL = "email", _("E-Mail")


class NoticeState(models.TextChoices):
    """What became of a notice; a letter is sent when somebody says that it went into the post."""

    PENDING = "pending", _("noch nicht erstellt")
    SENDING = "sending", _("unklar, ob versandt")
    MADE = "made", _("erstellt, noch nicht abgesandt")
    SENT = "sent", _("versandt")
    FAILED = "failed", _("nicht versandt")


class LegalForm(models.TextChoices):
    """How the post is given (DOMAIN.md S11)."""

    APPOINTMENT = "appointment", _("Ernennung (Beamtenverhältnis)")
    TRANSFER = "transfer", _("Übertragung des Dienstpostens (Beamtenverhältnis)")
    CONTRACT = "contract", _("Arbeitsvertrag (Tarifbeschäftigung)")
