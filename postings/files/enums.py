"""Choices of the documents of an application."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileKind(models.TextChoices):
    """What a document is. A proof of disability is no kind: it belongs to the data on equality (DOMAIN.md 5.2)."""

    COVER_LETTER = "cover_letter", _("Anschreiben")
    CV = "cv", _("Lebenslauf")
    APPRAISAL = "appraisal", _("dienstliche Beurteilung")
    REFERENCE = "reference", _("Arbeitszeugnis")
    DEGREE = "degree", _("Abschluss- oder Qualifikationsnachweis")
    EVIDENCE = "evidence", _("weiterer Nachweis")
    WHOLE = "whole", _("ganze Bewerbung in einer Datei")
    CONSENT = "consent", _("Einverständnis zur Einsicht in die Personalakte")
    OTHER = "other", _("Sonstiges (nur für den Personalservice)")


# What the committee needs to judge; the rest is for the personnel office.
COMMITTEE_KINDS = frozenset(FileKind) - {FileKind.CONSENT, FileKind.OTHER}
# Kinds whose day matters: a Leistungsnachweis must be current.
PERFORMANCE_KINDS = (FileKind.APPRAISAL, FileKind.REFERENCE)


class FileType(models.TextChoices):
    PDF = "pdf", _("PDF")
    PNG = "png", _("Bild (PNG)")
    JPEG = "jpg", _("Bild (JPEG)")
    DOCX = "docx", _("Word-Dokument (DOCX)")


MEDIA_TYPES = {
    FileType.PDF: "application/pdf",
    FileType.PNG: "image/png",
    FileType.JPEG: "image/jpeg",
    FileType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class MergeProblem(models.TextChoices):
    """Why a file has no pages of its own; those of a Word document are made with the merged PDF."""

    ENCRYPTED = "encrypted", _("mit einem Kennwort geschützt")
    BROKEN = "broken", _("beschädigt oder ungewöhnlich aufgebaut")
    NO_PAGES = "no_pages", _("Word-Dokument")


class ScanState(models.TextChoices):
    NOT_CONFIGURED = "not_configured", _("ohne Virenprüfung")
    PENDING = "pending", _("noch nicht auf Viren geprüft")
    CLEAN = "clean", _("auf Viren geprüft")


class Need(models.TextChoices):
    """Documents that a posting may ask of every application."""

    CV = "cv", _("Lebenslauf")
    COVER_LETTER = "cover_letter", _("Anschreiben")
    PERFORMANCE = "performance", _("Leistungsnachweis (dienstliche Beurteilung oder Arbeitszeugnis)")
    DEGREE = "degree", _("Abschluss- oder Qualifikationsnachweis")
    CONSENT = "consent", _("Erklärung zur Einsicht in die Personalakte")


class NeedState(models.TextChoices):
    PRESENT = "present", _("vorhanden")
    MISSING = "missing", _("fehlt")
    NOT_REQUIRED = "not_required", _("nicht erforderlich")
