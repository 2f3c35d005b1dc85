"""What goes with a letter: documents of the procedure that later steps name, and uploaded papers."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from postings.files import kinds
from postings.files.enums import FileType, ScanState
from postings.files.models import ApplicationFile
from postings.files.scanning import scan
from postings.models import Posting
from postings.participation.errors import DocumentRefused
from postings.participation.permissions import accompanied_applications

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A document of the procedure: ``key`` names it in a form, ``sha256`` is that of its stored bytes.

    ``read`` gives these bytes (PDF), to be kept with the letter; what is made for the letter has no ``sha256`` before.
    Papers of an applicant have no ``read``: the letter names them, they stay in one place, and go with the applicant's
    data; they belong to ``application_id``. ``is_basis``: it tells what a selection rests on. ``is_open``: it tells
    nothing of single persons, so a representation reads it at any time.
    """

    key: str
    label: str
    read: Callable[[], bytes] | None
    sha256: str = ""
    application_id: int | None = None
    is_basis: bool = False
    is_open: bool = False

    @property
    def entry(self) -> str:
        """The line in the list of enclosures: what it is, and by what it is known again."""
        sha256 = self.sha256 or (hashlib.sha256(self.read()).hexdigest() if self.read else "")
        return _("%(document)s, SHA-256 %(sha256)s") % {"document": self.label, "sha256": sha256}


@dataclass(frozen=True, slots=True)
class Paper:
    """An uploaded PDF that was checked."""

    name: str
    content: bytes


def enclosures_of(posting: Posting) -> list[Enclosure]:
    """Return what may be enclosed, from the functions of the setting ``ENCLOSURE_SOURCES``."""
    return [one for name in settings.ENCLOSURE_SOURCES for one in import_string(name)(posting)]


def papers_of_applicants(posting: Posting) -> list[Enclosure]:
    """Return the papers of the applicants whom the Schwerbehindertenvertretung accompanies (§ 178 Abs. 2 SGB IX).

    For its letters on the one application only: it inspects what is decisive for the decision; no other body is told
    whose papers these are.
    """
    files = ApplicationFile.objects.filter(application__in=accompanied_applications().filter(posting=posting))
    files = files.exclude(scan_state=ScanState.PENDING).select_related("application").order_by("application__number")
    return [
        Enclosure(
            key=f"unterlage-{file.pk}",
            label=_("Bewerbung %(number)s: %(kind)s „%(name)s“")
            % {"number": file.application.number, "kind": file.get_kind_display(), "name": file.name},
            read=None,
            sha256=file.sha256,
            application_id=file.application_id,
        )
        for file in files
    ]


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
