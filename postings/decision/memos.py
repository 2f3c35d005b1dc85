"""Write, sign and finalise the selection memo. Every save is a further version; nothing of one ever changes."""

import hashlib
import json
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from postings.decision.blocks import BLOCKS, BY_KEY
from postings.decision.decisions import current_decision
from postings.decision.errors import (
    ChangedMeanwhile,
    MemoMissing,
    MemoStands,
    NotADecider,
    NotNewestVersion,
    NotReady,
    SignedAlready,
)
from postings.decision.facts import draft_facts
from postings.decision.guards import check_names, check_reasons, lock_for_comparison, newest_memo
from postings.decision.models import MemoBlock, MemoSignature, MemoVersion, SelectionMemo
from postings.decision.parts import Part
from postings.decision.permissions import may_decide
from postings.decision.readiness import missing_before_final
from postings.models import Posting
from postings.services import check_under_way, lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record


def newest_version(memo: SelectionMemo) -> MemoVersion:
    """Return the newest version with its blocks and sign-offs; a memo always has one."""
    versions = memo.versions.select_related("created_by").prefetch_related("blocks", "signatures__signed_by")
    return versions.order_by("-number")[0]


def texts_of(version: MemoVersion) -> dict[int, str]:
    """Return what people wrote, by block."""
    return {block.key: block.text for block in version.blocks.all()}


def facts_of(version: MemoVersion) -> dict[int, list[Part]]:
    """Return what was drafted, by block."""
    return {block.key: block.facts for block in version.blocks.all()}


def version_digest(texts: Mapping[int, str], facts: Mapping[int, list[Part]]) -> str:
    """Return the SHA-256 of everything a version says."""
    rows = [[block.key, texts.get(block.key, ""), facts.get(block.key, [])] for block in BLOCKS]
    return hashlib.sha256(
        json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


@transaction.atomic
def begin_memo(*, posting: Posting, actor: User, reason: str = "") -> SelectionMemo:
    """Begin the memo of a posting, or with ``reason`` a further one that takes over the texts of the final one.

    :raises MemoStands: if one is open, or a decision stands.
    :raises WrongStep: once the procedure is aborted.
    :raises ReasonTooShort: if a further memo has no reason.
    """
    posting = lock_posting(posting.pk)
    last = newest_memo(posting)
    if (last is not None and not last.is_final) or current_decision(posting) is not None:
        raise MemoStands
    check_under_way(posting)
    if last is not None:
        check_reasons(reason)
    memo = SelectionMemo.objects.create(
        posting=posting, number=last.number + 1 if last else 1, reason=reason.strip() if last else "", begun_by=actor
    )
    texts = texts_of(newest_version(last)) if last else {}
    _write(memo, texts, draft_facts(posting), _("aus den Daten entworfen"), actor, number=1)
    _record(posting, actor, "memo.begun", memo, number_of_memo=memo.number)
    return memo


@transaction.atomic
def save_block(*, posting: Posting, key: int, text: str, expected_version: int, actor: User) -> MemoVersion:
    """Save the text of one block as a further version. ``expected_version`` is the version that the person saw.

    Somebody else's change of another block is no conflict; the same text again makes no version. What was drafted is
    brought up to the present data at the same time.

    :raises MemoMissing: if there is no memo.
    :raises MemoFinal: if it is final.
    :raises ChangedMeanwhile: if this block was changed since; nothing is written, ``stored`` is the newest version.
    :raises NameInText: if it names somebody whose name is hidden.
    """
    posting, memo = _open_memo(posting)
    newest = newest_version(memo)
    texts = texts_of(newest)
    text = text.replace("\r\n", "\n").strip()
    if texts[key] == text:
        return newest
    if newest.number != expected_version:
        seen = MemoBlock.objects.filter(version__memo=memo, version__number=expected_version, key=key).first()
        if seen is None or seen.text != texts[key]:
            raise ChangedMeanwhile(stored=newest)
    check_names(posting, text)
    note = _("Abschnitt %(key)s: %(title)s") % {"key": key, "title": BY_KEY[key].title}
    return _next(posting, memo, newest, {**texts, key: text}, note, actor)


@transaction.atomic
def refresh_facts(*, posting: Posting, actor: User) -> MemoVersion:
    """Bring what was drafted up to the present data, as a further version if anything differs.

    :raises MemoMissing: if there is no memo.
    :raises MemoFinal: if it is final.
    """
    posting, memo = _open_memo(posting)
    newest = newest_version(memo)
    facts = draft_facts(posting)
    if facts == facts_of(newest):
        return newest
    return _next(posting, memo, newest, texts_of(newest), _("Angaben aus den Daten erneuert"), actor, facts=facts)


@transaction.atomic
def sign_memo(*, posting: Posting, version: MemoVersion, actor: User) -> MemoSignature:
    """Sign the version somebody has read; it must still be the newest one.

    :raises NotADecider: if ``actor`` does not decide in this procedure.
    :raises NotNewestVersion: if a newer version was saved meanwhile.
    :raises SignedAlready: for a second time.
    :raises NotReady: while the version misses something that a sign-off cannot stand by.
    """
    posting, memo = _open_memo(posting)
    if not may_decide(actor, posting):
        raise NotADecider
    newest = newest_version(memo)
    if newest.pk != version.pk:
        raise NotNewestVersion
    if newest.signatures.filter(signed_by=actor).exists():
        raise SignedAlready
    if missing := missing_before_final(posting, newest, with_signatures=False):
        raise NotReady(missing=missing)
    signature = MemoSignature.objects.create(version=newest, signed_by=actor, sha256=newest.sha256)
    _record(posting, actor, "memo.signed", newest, version=newest.number, hash=newest.sha256[:12])
    return signature


@transaction.atomic
def finalise_memo(*, posting: Posting, actor: User) -> SelectionMemo:
    """Make the memo final: from now on neither it nor what it rests on changes.

    :raises NotReady: with the list of everything that is missing.
    :raises MemoMissing: if there is no memo.
    :raises MemoFinal: if it is final.
    """
    posting, memo = _open_memo(posting)
    newest = newest_version(memo)
    if missing := missing_before_final(posting, newest):
        raise NotReady(missing=missing)
    memo.finalised_by, memo.finalised_at = actor, timezone.now()
    memo.save(update_fields=["finalised_by", "finalised_at"])
    _record(posting, actor, "memo.finalised", memo, version=newest.number, hash=newest.sha256[:12])
    return memo


def _open_memo(posting: Posting) -> tuple[Posting, SelectionMemo]:
    posting = lock_for_comparison(posting.pk)
    memo = newest_memo(posting)
    if memo is None:
        raise MemoMissing
    return posting, memo


def _next(
    posting: Posting,
    memo: SelectionMemo,
    newest: MemoVersion,
    texts: Mapping[int, str],
    note: str,
    actor: User,
    facts: Mapping[int, list[Part]] | None = None,
) -> MemoVersion:
    voided = newest.signatures.count()
    version = _write(memo, texts, facts or draft_facts(posting), note, actor, number=newest.number + 1)
    action = "memo.saved_voiding" if voided else "memo.saved"
    _record(posting, actor, action, version, version=version.number, note=note, count=voided)
    return version


def _write(
    memo: SelectionMemo,
    texts: Mapping[int, str],
    facts: Mapping[int, list[Part]],
    note: str,
    actor: User,
    *,
    number: int,
) -> MemoVersion:
    version = MemoVersion.objects.create(
        memo=memo, number=number, note=note[:200], created_by=actor, sha256=version_digest(texts, facts)
    )
    MemoBlock.objects.bulk_create(
        MemoBlock(version=version, key=block.key, facts=facts.get(block.key, []), text=texts.get(block.key, ""))
        for block in BLOCKS
    )
    return version


def _record(posting: Posting, actor: User, action: str, subject: object, **facts: object) -> None:
    record(actor=actor, action=action, subject=subject, posting_reference=posting.reference_number, **facts)
