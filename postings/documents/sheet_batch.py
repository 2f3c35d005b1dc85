"""The rating sheets of all applications: issued one by one, handed out as one ZIP of the kept files.

Each sheet stays a document of its own with version and SHA-256, that the check of a file knows; the ZIP is packed when
somebody takes it and kept nowhere, so nothing outlives the data of a person in it (decision 128).
"""

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from typing import IO

from django.db import transaction
from django.utils import timezone

from postings.applications.models import Application
from postings.documents.archive import issue_application_document
from postings.documents.enums import DocumentKind
from postings.documents.errors import NothingToIssue
from postings.documents.file_names import issued_file_name
from postings.documents.issuing import stored_bytes
from postings.documents.models import IssuedReport
from postings.models import Posting
from recruitment.accounts.models import User
from recruitment.audit.services import record

CHECKSUMS = "pruefsummen.sha256"  # as `sha256sum --check` reads it


def applications_with_sheets(posting: Posting) -> list[Application]:
    """Return the applications with a submitted sheet, in the order of their numbers."""
    rated = posting.applications.filter(sheets__status="submitted", erased_at=None).distinct()
    return list(rated.select_related("applicant", "posting__profile__scale").order_by("number"))


def issue_all_sheets(*, posting: Posting, actor: User, on_done: Callable[[int], None]) -> int:
    """Issue the sheets of every application; what has not changed is not issued again. Return how many there are.

    Each is kept in a transaction of its own: whoever begins again after an interruption finds those that are done.
    """
    count = 0
    for place, application in enumerate(applications_with_sheets(posting), start=1):
        try:
            issue_application_document(application=application, kind=DocumentKind.RATING_SHEETS, actor=actor)
        except NothingToIssue:  # withdrawn or lifted meanwhile
            continue
        finally:
            on_done(place)
        count += 1
    return count


def newest_sheets(posting: Posting):
    """Return the newest issued sheets of every application, without their bytes."""
    newest = IssuedReport.objects.filter(posting=posting, kind=DocumentKind.RATING_SHEETS)
    return newest.order_by("application_id", "-version").distinct("application_id").defer("content")


@transaction.atomic
def pack_sheets(*, posting: Posting, actor: User) -> IO[bytes]:
    """Return the newest sheets of every application as a ZIP (an open temporary file), and record who took them.

    The same documents give the same bytes. File names hold the number, or the code while names are hidden.

    :raises NothingToIssue: if no sheet was issued.
    :raises ReportDamaged: if the bytes of one do not fit their SHA-256.
    """
    file = tempfile.TemporaryFile()
    sums = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:  # a PDF is compressed already
        for report, name in _named(posting):
            sums.append(f"{report.sha256}  {name}\n")
            moment = timezone.localtime(report.issued_at)
            packed.writestr(zipfile.ZipInfo(name, moment.timetuple()[:6]), stored_bytes(report))
        packed.writestr(zipfile.ZipInfo(CHECKSUMS), "".join(sums))
    if not sums:
        file.close()
        raise NothingToIssue(document=DocumentKind.RATING_SHEETS.label)
    record(
        actor=actor,
        action="sheets.downloaded",
        subject=posting,
        posting_reference=posting.reference_number,
        count=len(sums),
    )
    file.seek(0)
    return file


def _named(posting: Posting) -> Iterator[tuple[IssuedReport, str]]:
    """Yield the reports one by one, that never all of them are in memory, with the names of their files."""
    places = {report.pk: report for report in newest_sheets(posting).select_related("application")}
    by_order = sorted(
        places.values(),
        key=lambda one: one.application.code if posting.hides_names else f"{one.application.number:06}",
    )
    for report in by_order:
        yield report, issued_file_name(report, posting)
        del report.content  # read for the caller, not wanted any more
