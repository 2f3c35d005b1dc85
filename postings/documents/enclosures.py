"""Issued documents that may go with a letter to a representation (setting ``ENCLOSURE_SOURCES``)."""

import functools

from django.utils.translation import gettext as _

from postings.documents.enums import ERASABLE, DocumentKind
from postings.documents.models import IssuedReport
from postings.documents.services import stored_bytes
from postings.models import Posting
from postings.participation.enclosures import Enclosure

OPEN = (DocumentKind.POSTING, DocumentKind.PROFILE, DocumentKind.INTERVIEW_GUIDE)
NOT_ENCLOSED = (DocumentKind.FILE_EXTRACT, DocumentKind.DISCLOSURE, DocumentKind.SELECTION_MEMO)


def issued_documents(posting: Posting) -> list[Enclosure]:
    """Return the newest version of every issued document of ``posting``; of guides the newest of every round, of
    rating sheets and formal checks the newest of every application.

    What is erased with a person's data is named only: a copy with the letter would outlive it. Who inspected the file
    or asked what is held on her or him is nobody's business. The memo has a source of its own (``decision``): as issued
    it names appraisals that a representation may not see.
    """
    newest = (
        IssuedReport.objects.filter(posting=posting)
        .exclude(kind__in=NOT_ENCLOSED)
        .order_by("kind", "round_id", "application__number", "-version")
        .distinct("kind", "round_id", "application__number")
        .defer("content")
        .select_related("round", "application")
    )
    return [
        Enclosure(
            key=f"bericht-{report.pk}",
            label=_("%(document)s, Fassung %(version)s")
            % {
                "document": _name(report),
                "version": report.version,
            },
            read=None if report.kind in ERASABLE else functools.partial(stored_bytes, report),
            sha256=report.sha256,
            is_basis=report.kind == DocumentKind.SELECTION_REPORT,
            is_open=report.kind in OPEN,
        )
        for report in newest
    ]


def _name(report: IssuedReport) -> str:
    if report.round:
        return f"{report.get_kind_display()} {report.round.title}"
    if report.application:
        return _("%(document)s zu Bewerbung %(number)s") % {
            "document": report.get_kind_display(),
            "number": report.application.number,
        }
    return str(report.get_kind_display())
