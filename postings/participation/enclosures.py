"""What goes with a letter: documents of the procedure that later steps name, and uploaded papers."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from postings.files import kinds
from postings.files.enums import FileType, ScanState
from postings.files.scanning import scan
from postings.models import Posting
from postings.participation.errors import DocumentRefused

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A document of the procedure: ``key`` names it in a form, ``read`` gives its bytes (PDF)."""

    key: str
    label: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Paper:
    """An uploaded PDF that was checked."""

    name: str
    content: bytes


def enclosures_of(posting: Posting) -> list[Enclosure]:
    """Return what may be enclosed, from the functions of the setting ``ENCLOSURE_SOURCES``."""
    return [one for name in settings.ENCLOSURE_SOURCES for one in import_string(name)(posting)]


def check_paper(upload: UploadedFile) -> Paper:
    """Return the checked upload.

    :raises DocumentRefused: if it is empty, too large, no PDF, infected, or cannot be checked for viruses now.
    """
    name = kinds.shown_name(upload.name or "", "pdf")
    limit = settings.APPLICATION_FILE_MAX_MB
    if (upload.size or 0) > limit * MEGABYTE:
        raise DocumentRefused(
            reason=_("%(name)s: Die Datei ist größer als %(limit)s MB.") % {"name": name, "limit": limit}
        )
    content = upload.read()
    if kinds.type_of(content) != FileType.PDF:
        raise DocumentRefused(reason=_("%(name)s: Angenommen werden nur PDF-Dateien.") % {"name": name})
    result = scan(content)
    if result.virus:
        raise DocumentRefused(reason=_("%(name)s: Die Virenprüfung hat die Datei abgelehnt.") % {"name": name})
    if result.state == ScanState.PENDING:
        raise DocumentRefused(
            reason=_("%(name)s: Die Virenprüfung ist zurzeit nicht möglich. Bitte versuchen Sie es später.")
            % {"name": name}
        )
    return Paper(name, content)
