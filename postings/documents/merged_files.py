"""All documents of one application as one PDF with bookmarks, behind a page of contents that says what is not inside.

The page of contents is ours (PDF/UA on its own); the pages behind it are those of strangers, so the whole claims no
standard and says so. Joining runs in a child process with bounded memory and time; so does making pages of a Word
document (``word_rendition``).
"""

import io
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.applications.models import Application
from postings.documents.word_rendition import render_all
from postings.files.enums import FileType, MergeProblem
from postings.files.errors import MergeFailed, NothingToMerge
from postings.files.kinds import pages_in_words
from postings.files.models import ApplicationFile
from postings.files.services import record_act, stored_bytes
from profiles.importing.document import UnreadableDocument
from profiles.importing.sandbox import in_child
from recruitment.accounts.models import User
from recruitment.pdf import html_to_pdf

WORDS = {
    MergeProblem.ENCRYPTED: gettext_lazy("mit einem Kennwort geschützt – bitte einzeln öffnen"),
    MergeProblem.BROKEN: gettext_lazy("beschädigt oder ungewöhnlich aufgebaut – bitte einzeln öffnen"),
}


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands on the page of contents; ``left_out`` are (kind, name, reason).

    ``parts`` are (kind, name, pages, whether the pages are the rendition of a Word document).
    """

    title: str
    authority: str
    reference_number: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str, str, bool], ...]
    left_out: tuple[tuple[str, str, str], ...]
    has_renditions: bool
    has_originals: bool
    made_at: str


def merge_application_files(*, application: Application, actor: User) -> bytes:
    """Return what ``actor`` may read of the application as one PDF, and record the opening.

    :raises NothingToMerge: if there is no document for ``actor``.
    :raises MergeFailed: if it takes too much time or memory.
    :raises FileDamaged: if stored bytes do not fit their SHA-256.
    """
    files = list(ApplicationFile.objects.visible_to(actor).filter(application=application).listed())
    if not files:
        raise NothingToMerge
    reasons = {file.pk: _reason(file, actor) for file in files}
    parts = [file for file in files if not reasons[file.pk]]
    with tempfile.TemporaryDirectory(prefix="unterlagen-") as folder:
        for file in parts:
            Path(folder, str(file.pk)).write_bytes(stored_bytes(file))
        _render_word(Path(folder), parts, reasons)
        parts = [file for file in parts if not reasons[file.pk]]
        failed = _join(Path(folder), application, files, reasons, actor)
        if failed:
            # Counted when it came in, and not to be joined all the same: say so in the contents instead of hiding it.
            reasons |= {parts[place].pk: str(WORDS[MergeProblem.BROKEN]) for place in failed}
            if _join(Path(folder), application, files, reasons, actor):
                raise MergeFailed
        content = Path(folder, "merged").read_bytes()
    record_act(application, actor, "file.all_opened", count=sum(not reason for reason in reasons.values()))
    return content


def _render_word(folder: Path, parts: list[ApplicationFile], reasons: dict[int, str]) -> None:
    """Put pages in the place of each Word document and count them, or say in ``reasons`` why there are none."""
    documents = [file for file in parts if file.file_type == FileType.DOCX]
    places = [(folder / str(file.pk), folder / f"{file.pk}.pdf", file.name) for file in documents]
    for file, rendered in zip(documents, render_all(places), strict=True):
        file.pages, reasons[file.pk] = rendered.pages, rendered.problem


def _join(
    folder: Path, application: Application, files: list[ApplicationFile], reasons: dict[int, str], actor: User
) -> list[int]:
    """Write the contents and join everything; return the places of parts that could not be joined."""
    parts = [file for file in files if not reasons[file.pk]]
    cover = _cover(application, files, reasons, actor, pages=1)
    if (pages := _page_count(cover)) > 1:
        cover = _cover(application, files, reasons, actor, pages=pages)
    Path(folder, "cover").write_bytes(cover)
    manifest = {
        "cover": str(folder / "cover"),
        "cover_title": _("Inhalt"),
        "output": str(folder / "merged"),
        "parts": [
            {
                "path": str(folder / (f"{file.pk}.pdf" if file.file_type == FileType.DOCX else str(file.pk))),
                "type": FileType.PDF if file.file_type == FileType.DOCX else file.file_type,
                "title": f"{file.get_kind_display()} – {file.name}",
            }
            for file in parts
        ],
    }
    try:
        return in_child("postings.files.pages:join", json.dumps(manifest).encode(), "")["failed"]
    except UnreadableDocument:
        raise MergeFailed from None


def _cover(
    application: Application, files: list[ApplicationFile], reasons: dict[int, str], actor: User, *, pages: int
) -> bytes:
    contents = build_contents(application, files, reasons, actor, cover_pages=pages)
    return html_to_pdf(render_to_string("reports/file_contents.html", {"contents": contents}))


def build_contents(
    application: Application, files: list[ApplicationFile], reasons: dict[int, str], actor: User, *, cover_pages: int
) -> Contents:
    """Return the contents for ``files``; ``reasons`` says of each by its id why it is left out, "" if it is inside."""
    parts, left_out, next_page = [], [], cover_pages + 1
    for file in files:
        if reason := reasons[file.pk]:
            left_out.append((file.get_kind_display(), file.name, reason))
            continue
        last = next_page + file.pages - 1
        numbers = pages_in_words((next_page,) if last == next_page else (next_page, last))
        parts.append((file.get_kind_display(), file.name, numbers, file.file_type == FileType.DOCX))
        next_page = last + 1
    posting = application.posting
    made_at = formats.date_format(timezone.localtime(), "d.m.Y, H:i")
    return Contents(
        title=_("Unterlagen zur Bewerbung %(n)s, Kennzahl %(number)s")
        % {"n": application.shown.label, "number": posting.reference_number},
        authority=posting.authority,
        reference_number=posting.reference_number,
        facts=(
            (_("Bewerberin oder Bewerber"), application.shown.name),
            (_("Stelle"), posting.function),
            (_("Zusammengestellt"), _("am %(time)s Uhr für %(person)s") % {"time": made_at, "person": actor}),
        ),
        parts=tuple(parts),
        left_out=tuple(left_out),
        has_renditions=any(is_rendition for *_rest, is_rendition in parts),
        has_originals=any(not is_rendition for *_rest, is_rendition in parts),
        made_at=timezone.localtime().isoformat(timespec="seconds"),
    )


def _reason(file: ApplicationFile, actor: User) -> str:
    if file.is_waiting and file.uploaded_by_id != actor.pk:
        return _("noch nicht auf Viren geprüft")
    return str(WORDS.get(file.merge_problem, ""))  # the pages of a Word document are made with the merged PDF


def _page_count(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)
