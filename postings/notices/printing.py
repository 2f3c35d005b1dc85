"""The stored letters: one as it was made, or all of a sending in one file for the printer."""

import hashlib
import io

import pikepdf
from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from postings.letters import KeptLetter
from postings.notices.enums import NoticeState
from postings.notices.errors import LetterDamaged, NothingToPrint
from postings.notices.models import Notice, NoticeRun
from recruitment.accounts.models import User
from recruitment.audit.services import record

PRINTABLE = (NoticeState.MADE, NoticeState.SENT)


def letter_bytes(notice: Notice) -> bytes:
    """Return the letter as it was made.

    :raises NothingToPrint: if there is none.
    :raises LetterDamaged: if the bytes do not fit their SHA-256.
    """
    if not notice.sha256 or notice.content is None:
        raise NothingToPrint
    content = bytes(notice.content)
    if hashlib.sha256(content).hexdigest() != notice.sha256:
        raise LetterDamaged
    return content


def kept_letter(**hashes: str) -> KeptLetter | None:
    """Return the letter to an applicant with this ``sha256`` or ``data_sha256`` (setting ``LETTER_SOURCES``)."""
    kept = (
        Notice.objects.filter(**hashes).defer("content", "body").select_related("run__posting", "application").first()
    )
    if kept is None:
        return None
    return KeptLetter(
        label=str(kept.get_kind_display()),
        facts=(
            (_("Dokument"), str(kept.get_kind_display())),
            (_("Kennzahl"), kept.run.posting.reference_number),
            (_("Bewerbung"), str(kept.application.number)),
            (_("Datum"), formats.date_format(kept.run.dated_on, "d.m.Y")),
            (_("Stand"), str(kept.get_state_display())),
        ),
        sha256=kept.sha256,
        data_sha256=kept.data_sha256,
        read=lambda: letter_bytes(Notice.objects.get(pk=kept.pk)),
    )


@transaction.atomic
def open_notice(*, notice: Notice, actor: User) -> bytes:
    """Return the letter and record who opened it.

    :raises NothingToPrint: as ``letter_bytes``.
    :raises LetterDamaged:
    """
    content = letter_bytes(notice)
    record(
        actor=actor,
        action="notice.opened",
        subject=notice,
        posting_reference=notice.run.posting.reference_number,
        kind=notice.get_kind_display(),
        number=notice.application.number,
        code=notice.application.code,
    )
    return content


@transaction.atomic
def print_run(*, run: NoticeRun, is_double_sided: bool, actor: User) -> bytes:
    """Return all letters of ``run`` as one PDF, in the order of the names, and record who took it.

    For the printer only: the single letters are the documents, tagged and kept with their hash; the joined file claims
    no standard. ``is_double_sided`` adds an empty page after an odd one, so that no letter ends up on the back of
    another person's.

    :raises NothingToPrint: if no letter is made yet.
    :raises LetterDamaged: if the bytes of one do not fit their SHA-256.
    """
    letters = run.notices.filter(state__in=PRINTABLE, returned_on=None).exclude(sha256="")
    letters = letters.order_by("application__applicant__sort_key", "application__number", "pk")
    count = 0
    with pikepdf.new() as joined:
        for notice in letters.iterator(chunk_size=20):
            with pikepdf.open(io.BytesIO(letter_bytes(notice))) as letter:
                joined.pages.extend(letter.pages)
                if is_double_sided and len(letter.pages) % 2:
                    box = letter.pages[0].mediabox
                    joined.add_blank_page(page_size=(box[2], box[3]))
            count += 1
        if not count:
            raise NothingToPrint
        for page in joined.pages:
            if "/StructParents" in page.obj:  # the tree that it points into stays with the single letter
                del page.obj["/StructParents"]
        with joined.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = str(run)
        target = io.BytesIO()
        joined.save(target, deterministic_id=True)
    record(
        actor=actor,
        action="notice.printed",
        subject=run,
        posting_reference=run.posting.reference_number,
        kind=run.get_kind_display(),
        count=count,
    )
    return target.getvalue()
