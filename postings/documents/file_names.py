"""What an issued document is called as a file: one name per kind. No name of a person (``postings.file_names``)."""

from postings.applications.models import Application
from postings.documents.enums import DocumentKind
from postings.documents.models import IssuedReport
from postings.file_names import file_name
from postings.models import Posting

WORDS = {
    DocumentKind.SELECTION_REPORT: "Auswahlbericht",
    DocumentKind.POSTING: "Stellenausschreibung",
    DocumentKind.PROFILE: "Anforderungsprofil",
    DocumentKind.INTERVIEW_GUIDE: "Gesprächsleitfaden",
    DocumentKind.SELECTION_MEMO: "Auswahlvermerk",
    DocumentKind.APPLICANT_OVERVIEW: "Bewerberübersicht",
    DocumentKind.RATING_SHEETS: "Bewertungsbögen",
    DocumentKind.FORMAL_SHEET: "Prüfbogen formale Anforderungen",
    DocumentKind.FILE_EXTRACT: "Akteneinsicht",
    DocumentKind.DISCLOSURE: "Auskunft",
    DocumentKind.STATISTICS: "Statistik",
}
_VERSION, _ISSUE = "Fassung", "Ausfertigung"


def issued_file_name(report: IssuedReport, posting: Posting, *, extension: str = "pdf") -> str:
    """Return the name of the file of ``report``, which belongs to ``posting``.

    A memo has versions of its own, which its issued files do not count; a second "Fassung" would mix them up.
    """
    count = _ISSUE if report.kind == DocumentKind.SELECTION_MEMO else _VERSION
    return file_name(
        WORDS[DocumentKind(report.kind)],
        posting.reference_number,
        application_mark(report.application, posting) if report.application else "",
        f"{count} {report.version}",
        extension=extension,
    )


def application_mark(application: Application, posting: Posting) -> str:
    """Return by what a file name tells the application: its number, or its code while the names are hidden."""
    return application.code if posting.hides_names else f"Bewerbung {application.number}"
