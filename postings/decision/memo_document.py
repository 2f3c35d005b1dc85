"""The memo as PDF/UA: one frozen value, so that the same version and sign-offs give the same bytes."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from postings.attachment import content_sha256
from postings.decision.blocks import BLOCKS
from postings.decision.errors import MemoMissing
from postings.decision.facts import moment
from postings.decision.guards import newest_memo
from postings.decision.markup import to_html
from postings.decision.memos import newest_version
from postings.decision.models import MemoVersion
from postings.decision.presentation import ShownPart, reader_of, shown_parts
from postings.documents.enums import DocumentKind
from postings.documents.issuing import issue_document
from postings.documents.models import IssuedReport
from postings.documents.paper import attached_data
from postings.enums import CommitteeRole
from postings.models import Posting
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.pdf import html_to_pdf

TEMPLATE_VERSION = "2"


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """One block: number and title, what the program drafted, what people wrote as clean HTML."""

    number: str
    title: str
    parts: tuple[ShownPart, ...]
    html: SafeString


@dataclass(frozen=True, slots=True)
class MemoContent:
    """Everything the memo prints, in German, in its order."""

    title: str
    authority: str
    office: str
    function: str
    reference_number: str
    memo_number: str
    reason: str
    version: str
    saved_at: str
    saved_at_iso: str
    sha256_of_version: str
    final_since: str
    profile_hash: str
    template_version: str
    blocks: tuple[PrintedBlock, ...]
    signatures: tuple[tuple[str, str, str], ...]  # person, function, signed at or empty

    @property
    def sha256(self) -> str:
        """SHA-256 of everything that is printed."""
        return content_sha256(asdict(self))


def build_memo_content(posting: Posting, version: MemoVersion, *, sees_appraisals: bool = True) -> MemoContent:
    """Collect what one version of the memo prints; under codes while the names are hidden.

    Without ``sees_appraisals`` as a representation reads it: no appraisal of anybody who did not consent to that.
    """
    memo = version.memo
    reader = reader_of(posting, shows_names=not posting.hides_names, sees_appraisals=sees_appraisals)
    stored = {block.key: block for block in version.blocks.all()}
    saved = version.created_at
    return MemoContent(
        title=_("Auswahlvermerk – Kennzahl %(number)s") % {"number": posting.reference_number},
        authority=posting.authority,
        office=posting.office,
        function=posting.function,
        reference_number=posting.reference_number,
        memo_number=str(memo.number),
        reason=memo.reason,
        version=str(version.number),
        saved_at=moment(saved),
        saved_at_iso=saved.isoformat(timespec="seconds"),
        sha256_of_version=version.sha256,
        final_since=moment(memo.finalised_at) if memo.finalised_at else "",
        profile_hash=posting.profile.content_hash,
        template_version=TEMPLATE_VERSION,
        blocks=tuple(
            PrintedBlock(
                number=str(block.key),
                title=str(block.title),
                parts=tuple(shown_parts(stored[block.key].facts, reader)),
                html=to_html(stored[block.key].text, heading=3),
            )
            for block in BLOCKS
        ),
        signatures=signature_rows(posting, version),
    )


def signature_rows(posting: Posting, version: MemoVersion) -> tuple[tuple[str, str, str], ...]:
    """Return every decider with function and the moment of the sign-off of this version, empty where it is missing."""
    signed = {signature.signed_by_id: signature for signature in version.signatures.all()}
    rows = [
        (str(signature.signed_by), signature.signed_by.function, moment(signature.signed_at))
        for signature in signed.values()
    ]
    members = posting.memberships.filter(role=CommitteeRole.DECIDER).select_related("user")
    rows += [(str(member.user), member.user.function, "") for member in members if member.user_id not in signed]
    return tuple(rows)


def render_memo(content: MemoContent) -> bytes:
    """Return the memo as PDF/UA and PDF/A-3 with its data attached; the same content gives the same bytes."""
    return html_to_pdf(
        render_to_string("reports/selection_memo.html", {"memo": content}),
        attached=attached_data(
            kind=DocumentKind.SELECTION_MEMO,
            reference_number=content.reference_number,
            profile_hash=content.profile_hash,
            content=asdict(content),
            dated_at=content.saved_at_iso,
        ),
    )


@transaction.atomic
def issue_memo(*, posting: Posting, actor: User) -> IssuedReport:
    """Make the newest version of the memo and keep it with version and SHA-256; a draft says that it is one.

    :raises MemoMissing: if there is no memo.
    :raises SystemLibraryMissing: if PDF making lacks a system library.
    """
    lock_posting(posting.pk)
    posting = Posting.objects.select_related("profile").get(pk=posting.pk)
    memo = newest_memo(posting)
    if memo is None:
        raise MemoMissing
    version = newest_version(memo)
    content = build_memo_content(posting, version)
    return issue_document(
        posting=posting,
        kind=DocumentKind.SELECTION_MEMO,
        data_sha256=content.sha256,
        make=lambda: render_memo(content),
        action="document.issued",
        actor=actor,
        source_version=f"{memo.number}.{version.number}",
        document=DocumentKind.SELECTION_MEMO.label,
    )
