"""Steps with a document: take in, describe, open, check again, remove; and the end of all documents of an application.

Reading and writing bytes happens outside of transactions; what is written down locks the posting first, as every step
does. ``storage`` tells why a crash leaves no row without a file.
"""

import hashlib
import json
import logging
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.text import Truncator

from postings.applications.models import Application
from postings.applications.steps import lock_active
from postings.files import errors, kinds, storage
from postings.files.enums import FileKind, FileType, MergeProblem, ScanState
from postings.files.models import ApplicationFile
from postings.files.scanning import scan
from postings.services import lock_posting
from profiles.errors import ReasonMissing
from profiles.importing.document import UnreadableDocument
from profiles.importing.readers.packages import DOCX, Package
from profiles.importing.sandbox import in_child
from recruitment.accounts.models import User
from recruitment.audit.services import record

logger = logging.getLogger(__name__)

MEGABYTE = 1024 * 1024
NAMES_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came. Without ``kind`` its name tells what it may be."""

    name: str
    content: bytes
    kind: FileKind | None = None
    dated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one upload: the stored file, or the sentence that says why not."""

    name: str
    file: ApplicationFile | None = None
    problem: str = ""


@dataclass(slots=True)
class _Checked:
    upload: Upload
    file: ApplicationFile


def take_in_files(*, application: Application, uploads: Sequence[Upload], actor: User | None) -> list[Outcome]:
    """Check and keep each of ``uploads``; a refused one does not keep the others out. One outcome each, in their order.

    :raises ApplicationWithdrawn: if the application is withdrawn; nothing is kept then.
    """
    outcomes: dict[int, Outcome] = {}
    checked: dict[int, _Checked] = {}
    for place, upload in enumerate(uploads):
        try:
            checked[place] = _Checked(upload, _checked_file(application, upload, actor))
        except errors.FileRefused as error:
            outcomes[place] = Outcome(upload.name, problem=str(error.user_message))
    try:
        _inspect(checked.values())
    except OSError as fault:
        logger.error("Documents could not be inspected: %s", type(fault).__name__)
        for place, item in checked.items():
            refusal = errors.FileNotStored(name=kinds.shown_name(item.upload.name, item.file.file_type))
            outcomes[place] = Outcome(item.upload.name, problem=str(refusal.user_message))
        checked = {}
    for place, item in checked.items():
        try:
            outcomes[place] = Outcome(item.upload.name, file=_keep(item, actor))
        except errors.FileRefused as error:
            outcomes[place] = Outcome(item.upload.name, problem=str(error.user_message))
    return [outcomes[place] for place in range(len(uploads))]


def _checked_file(application: Application, upload: Upload, actor: User | None) -> ApplicationFile:
    """Return the unsaved row for ``upload``.

    :raises FileRefused: a subclass for each reason; a virus is recorded.
    """
    name = kinds.shown_name(upload.name, "pdf").rpartition(".")[0]
    if not upload.content:
        raise errors.FileEmpty(name=name)
    if len(upload.content) > settings.APPLICATION_FILE_MAX_MB * MEGABYTE:
        raise errors.FileTooLarge(name=name, limit=settings.APPLICATION_FILE_MAX_MB)
    if kinds.is_disability_proof(upload.name):
        raise errors.DisabilityProofRefused(name=name)
    file_type = kinds.type_of(upload.content)
    if file_type == kinds.MACROS:
        raise errors.MacrosRefused(name=name)
    if file_type is None:
        raise errors.FileTypeRefused(name=name)
    if file_type == FileType.DOCX:
        try:
            Package(upload.content, kinds.shown_name(upload.name, file_type), DOCX)
        except UnreadableDocument as error:
            raise errors.PackageRefused(reason=str(error)) from None
    result = scan(upload.content)
    if result.virus:
        record_act(application, actor, "file.virus_refused", virus=_short(result.virus))
        raise errors.VirusFound(name=name, virus=_short(result.virus))
    return ApplicationFile(
        application=application,
        kind=upload.kind or FileKind(kinds.guess_kind(upload.name)),
        dated_on=upload.dated_on,
        name=kinds.shown_name(upload.name, file_type),
        storage_name=storage.new_name(),
        file_type=file_type,
        size=len(upload.content),
        sha256=hashlib.sha256(upload.content).hexdigest(),
        scan_state=result.state,
        scanned_at=timezone.now() if result.state == ScanState.CLEAN else None,
        uploaded_by=actor,
    )


def _inspect(items: Iterable[_Checked]) -> None:
    """Count the pages of all in one child process; a file that brings it down counts as broken, alone."""
    items = list(items)
    found = _inspected(items)
    if found is None and len(items) > 1:
        found = [(_inspected([item]) or [None])[0] for item in items]
    for item, answer in zip(items, found or [None] * len(items), strict=True):
        item.file.pages = answer["pages"] if answer else None
        item.file.merge_problem = answer["problem"] if answer else MergeProblem.BROKEN


def _inspected(items: Sequence[_Checked]) -> list[dict] | None:
    if not items:
        return []
    with tempfile.TemporaryDirectory(prefix="unterlagen-") as folder:
        manifest = []
        for place, item in enumerate(items):
            path = Path(folder, str(place))
            path.write_bytes(item.upload.content)
            manifest.append({"path": str(path), "type": str(item.file.file_type)})
        try:
            return in_child("postings.files.pages:inspect", json.dumps(manifest).encode(), "")
        except UnreadableDocument:
            return None


def _keep(item: _Checked, actor: User | None) -> ApplicationFile:
    """Write the bytes, then the row; if the row is not written, the bytes go again.

    If the database goes away, nobody knows whether it stored the row: the bytes stay; ``sweep`` deletes them if not.

    :raises FileNotStored: if the bytes cannot be written.
    """
    store, file = storage.file_storage(), item.file
    try:
        store.save(file.storage_name, ContentFile(item.upload.content))
    except OSError as fault:
        logger.error("A document could not be stored: %s", type(fault).__name__)
        raise errors.FileNotStored(name=kinds.shown_name(item.upload.name, file.file_type)) from fault
    try:
        with transaction.atomic():
            _write_row(file, item.upload.name, actor)
    except (OperationalError, InterfaceError):
        raise
    except BaseException:
        store.delete(file.storage_name)
        raise
    return file


def _write_row(file: ApplicationFile, name: str, actor: User | None) -> None:
    application = lock_active(file.application)
    shown = kinds.shown_name(name, file.file_type)
    if application.files.filter(sha256=file.sha256).exists():
        raise errors.FileAlreadyThere(name=shown)
    total = application.files.aggregate(total=Sum("size"))["total"] or 0
    if total + file.size > settings.APPLICATION_FILES_MAX_MB * MEGABYTE:
        raise errors.ApplicationFull(name=shown, limit=settings.APPLICATION_FILES_MAX_MB)
    file.application = application
    file.full_clean()
    file.save()
    record_act(application, actor, "file.taken_in", file, kind=file.get_kind_display(), hash=file.sha256[:12])


@transaction.atomic
def describe_file(*, file: ApplicationFile, kind: FileKind, dated_on: date | None, actor: User) -> ApplicationFile:
    """Say what a document is and of which day.

    :raises ApplicationWithdrawn: if the application is withdrawn.
    """
    application = lock_active(file.application)
    file = application.files.get(pk=file.pk)
    file.kind, file.dated_on = FileKind(kind), dated_on
    file.full_clean()
    file.save(update_fields=["kind", "dated_on"])
    record_act(application, actor, "file.described", file, kind=file.get_kind_display(), hash=file.sha256[:12])
    return file


@transaction.atomic
def remove_file(*, file: ApplicationFile, reason: str, actor: User) -> None:
    """Remove a document with a reason, unless something keeps it; its bytes go once that is committed.

    :raises ReasonMissing: if ``reason`` is empty.
    """
    if not reason.strip():
        raise ReasonMissing
    lock_posting(file.application.posting_id)
    file = ApplicationFile.objects.select_related("application__posting").get(pk=file.pk)
    for name in settings.FILE_REMOVAL_CHECKS:
        import_string(name)(application=file.application)
    record_act(
        file.application,
        actor,
        "file.removed",
        file,
        kind=file.get_kind_display(),
        hash=file.sha256[:12],
        reason=reason.strip(),
    )
    _delete(file)


@transaction.atomic
def erase_files(*, application: Application, actor: User | None) -> int:
    """Delete every document, letter and remark of an application, as a withdrawal and the end of retention demand.

    Call it inside the transaction of that act. Returns the number of documents; their bytes go after the commit.
    """
    lock_posting(application.posting_id)
    files = list(application.files.all())
    for file in files:
        _delete(file)
    application.document_requests.all().delete()
    application.recorded_states.all().delete()
    if files:
        record_act(application, actor, "file.all_erased", count=len(files))
    return len(files)


def read_file(*, file: ApplicationFile, actor: User) -> bytes:
    """Return the bytes of a document after checking them, and record who opened it.

    :raises FileNotScanned: if it waits for its virus check and ``actor`` is not who uploaded it.
    :raises FileDamaged: if the bytes are gone or do not fit their SHA-256.
    """
    if file.is_waiting and file.uploaded_by_id != actor.pk:
        raise errors.FileNotScanned
    content = stored_bytes(file)
    record_act(file.application, actor, "file.opened", file, kind=file.get_kind_display(), hash=file.sha256[:12])
    return content


def stored_bytes(file: ApplicationFile) -> bytes:
    """Return the bytes as they came.

    :raises FileDamaged: if they are gone or do not fit their SHA-256.
    """
    try:
        with storage.file_storage().open(file.storage_name) as stored:
            content = stored.read()
    except OSError:
        raise errors.FileDamaged from None
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise errors.FileDamaged
    return content


def scan_again(*, file: ApplicationFile, actor: User | None) -> ApplicationFile | None:
    """Check a document once more; what is found out to be a virus is deleted and recorded. None if it was deleted.

    :raises FileDamaged: if the bytes are gone or do not fit their SHA-256.
    """
    result = scan(stored_bytes(file))
    with transaction.atomic():
        lock_posting(file.application.posting_id)
        file = ApplicationFile.objects.select_related("application__posting").get(pk=file.pk)
        if result.virus:
            record_act(
                file.application,
                actor,
                "file.virus_removed",
                file,
                kind=file.get_kind_display(),
                hash=file.sha256[:12],
                virus=_short(result.virus),
            )
            # Not even a hold keeps a virus; the trigger lets go only what nobody else may open.
            ApplicationFile.objects.filter(pk=file.pk).update(scan_state=ScanState.PENDING, scanned_at=None)
            _delete(file)
            return None
        if result.state == ScanState.CLEAN:
            file.scan_state, file.scanned_at = result.state, timezone.now()
            file.save(update_fields=["scan_state", "scanned_at"])
            record_act(
                file.application, actor, "file.scanned", file, kind=file.get_kind_display(), hash=file.sha256[:12]
            )
    return file


def sweep_files(*, now: datetime) -> storage.Swept:
    """Delete stored bytes that no row names (a crash between bytes and row leaves such), and find rows without bytes.

    A folder at a time: of two million documents some ten thousand names are in memory.
    """

    def known_in(folder: str) -> set[str]:
        named = ApplicationFile.objects.filter(storage_name__startswith=f"{folder}/")
        return set(named.values_list("storage_name", flat=True))

    return storage.sweep(known_in=known_in, now=now)


def keys_of_missing(swept: storage.Swept) -> set[int]:
    """Return the keys of the documents whose bytes are gone."""
    keys: set[int] = set()
    for start in range(0, len(swept.missing), NAMES_AT_ONCE):
        names = swept.missing[start : start + NAMES_AT_ONCE]
        keys |= set(ApplicationFile.objects.filter(storage_name__in=names).values_list("pk", flat=True))
    return keys


def files_to_scan() -> QuerySet[ApplicationFile]:
    """Return what a virus check is still due for: what waits for one and, once there is a scanner, what came before."""
    states = [ScanState.PENDING, *([ScanState.NOT_CONFIGURED] if settings.CLAMD_ADDRESS else [])]
    return ApplicationFile.objects.filter(scan_state__in=states).select_related("application__posting").order_by("pk")


def _delete(file: ApplicationFile) -> None:
    name = file.storage_name
    file.delete()
    # Robust: the row is gone for good; bytes that could not be deleted (a bucket out of reach) go with ``sweep``.
    transaction.on_commit(lambda: storage.file_storage().delete(name), robust=True)


def _short(text: str) -> str:
    return Truncator(text).chars(80)


def record_act(
    application: Application, actor: User | None, action: str, file: ApplicationFile | None = None, **facts: object
) -> None:
    record(
        actor=actor,
        action=action,
        subject=file if file is not None and file.pk else application,
        posting_reference=application.posting.reference_number,
        number=application.number,
        code=application.code,
        **facts,
    )
