"""Choices of the rating."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SheetStatus(models.TextChoices):
    DRAFT = "draft", _("in Arbeit")
    SUBMITTED = "submitted", _("abgegeben")


class Instrument(models.TextChoices):
    """How the committee comes to know what it rates (DOMAIN.md 6: the source of a rating)."""

    FILE = "file", _("Bewerbungsunterlagen")
    INTERVIEW = "interview", _("Auswahlgespräch")
    TASK = "task", _("Aufgabe oder Arbeitsprobe")


class RoundStatus(models.TextChoices):
    """Steps of a round, in their order; only from closed there is a way back, with a reason."""

    PLANNED = "planned", _("geplant")
    OPEN = "open", _("offen")
    CLOSED = "closed", _("geschlossen, zur Besprechung")
    CONCLUDED = "concluded", _("abgeschlossen")


class Visibility(models.TextChoices):
    """From when on somebody who rates sees what the others gave (R14, I9)."""

    NEVER = "never", _("nie")
    AFTER_OWN_SHEET = "after_own_sheet", _("nach Abgabe des eigenen Bogens zu dieser Bewerbung")
    AFTER_OWN_SHEETS = "after_own_sheets", _("nach Abgabe aller eigenen Bögen der Runde")
    AFTER_CLOSE = "after_close", _("nach Schluss der Runde")


class CombinationRule(models.TextChoices):
    """How the values of several rounds on one criterion become one."""

    MEAN = "mean", _("Mittelwert der Runden, die die Anforderung beobachten")
    SHARES = "shares", _("gewogener Mittelwert nach den Anteilen der Runden")
    LATEST = "latest", _("der Wert der spätesten Runde, die die Anforderung beobachtet")


class ReminderState(models.TextChoices):
    """What became of a reminder; "pending" stays where the process ended before the mail server answered."""

    PENDING = "pending", _("Ergebnis unbekannt")
    SENT = "sent", _("gesendet")
    FAILED = "failed", _("nicht gesendet")


class ExemptionKind(models.TextChoices):
    """Why a member gives no sheet on an applicant."""

    CONFLICT = "conflict", _("Befangenheit")
    ABSENCE = "absence", _("Runde ohne diesen Bogen geschlossen")
