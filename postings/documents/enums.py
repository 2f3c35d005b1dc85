"""Kinds of documents that leave the house."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    SELECTION_REPORT = "selection_report", _("Auswahlbericht")
    POSTING = "posting", _("Stellenausschreibung mit Anforderungsprofil")
    PROFILE = "profile", _("Anforderungsprofil")
    INTERVIEW_GUIDE = "interview_guide", _("Gesprächsleitfaden")
    SELECTION_MEMO = "selection_memo", _("Auswahlvermerk")


# What a published posting shows to everybody: file name -> kind.
PUBLIC_FILES = {
    "stellenausschreibung": DocumentKind.POSTING,
    "anforderungsprofil": DocumentKind.PROFILE,
}
