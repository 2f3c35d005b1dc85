"""Kinds of documents that leave the house."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    SELECTION_REPORT = "selection_report", _("Auswahlbericht")
    POSTING = "posting", _("Stellenausschreibung mit Anforderungsprofil")
    PROFILE = "profile", _("Anforderungsprofil")
    INTERVIEW_GUIDE = "interview_guide", _("Gesprächsleitfaden")
    SELECTION_MEMO = "selection_memo", _("Auswahlvermerk")
    APPLICANT_OVERVIEW = "applicant_overview", _("Bewerberübersicht")
    RATING_SHEETS = "rating_sheets", _("Bewertungsbögen")
    FORMAL_SHEET = "formal_sheet", _("Prüfbogen formale Anforderungen")
    FILE_EXTRACT = "file_extract", _("Auszug zur Akteneinsicht")
    DISCLOSURE = "disclosure", _("Auskunft nach Art. 15 DSGVO")
    STATISTICS = "statistics", _("Statistik des Verfahrens")


# What a published posting shows to everybody: file name -> kind.
PUBLIC_FILES = {
    "stellenausschreibung": DocumentKind.POSTING,
    "anforderungsprofil": DocumentKind.PROFILE,
}

# About one application, and erased with it.
OF_ONE_APPLICATION = (
    DocumentKind.RATING_SHEETS, DocumentKind.FORMAL_SHEET, DocumentKind.FILE_EXTRACT, DocumentKind.DISCLOSURE,
)  # fmt: skip
# Erased when one of the persons in it is: made again from what is left at any time.
ERASABLE = (*OF_ONE_APPLICATION, DocumentKind.APPLICANT_OVERVIEW)
# Evidence for everybody in them: erased when the data of the last person of the procedure are.
OF_THE_FILE = (DocumentKind.SELECTION_REPORT, DocumentKind.SELECTION_MEMO)
# Whose existence already tells what the personnel office alone may know: who inspected the file.
OF_PERSONNEL_OFFICE = (
    DocumentKind.FORMAL_SHEET, DocumentKind.FILE_EXTRACT, DocumentKind.DISCLOSURE, DocumentKind.STATISTICS,
)  # fmt: skip
# What the page of archived documents lists.
ARCHIVED = (*ERASABLE, DocumentKind.STATISTICS)
