"""Issued documents that may go with a letter to a representation (setting ``ENCLOSURE_SOURCES``)."""

import functools

from django.utils.translation import gettext as _

from postings.documents.models import IssuedReport
from postings.documents.services import stored_bytes
from postings.models import Posting
from postings.participation.enclosures import Enclosure


def issued_documents(posting: Posting) -> list[Enclosure]:
    """Return the newest version of every issued document of ``posting``; of guides the newest of every round."""
    newest = (
        IssuedReport.objects.filter(posting=posting)
        .order_by("kind", "round_id", "-version")
        .distinct("kind", "round_id")
        .defer("content")
        .select_related("round")
    )
    return [
        Enclosure(
            key=f"bericht-{report.pk}",
            label=_("%(document)s, Fassung %(version)s")
            % {
                "document": f"{report.get_kind_display()} {report.round.title}"
                if report.round
                else report.get_kind_display(),
                "version": report.version,
            },
            read=functools.partial(stored_bytes, report),
            sha256=report.sha256,
        )
        for report in newest
    ]
