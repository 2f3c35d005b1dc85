"""The memo as it goes to a representation (setting ``ENCLOSURE_SOURCES``): without appraisals it may not see."""

import functools

from django.utils.translation import gettext as _

from postings.decision.guards import newest_memo
from postings.decision.memo_document import build_memo_content, render_memo
from postings.decision.memos import newest_version
from postings.decision.models import MemoVersion
from postings.models import Posting
from postings.participation.enclosures import Enclosure


def memo_for_representations(posting: Posting) -> list[Enclosure]:
    """Return the newest version of the memo of ``posting``, if one is begun; its pages are set when they are asked for.

    The same version gives the same bytes, so that preview and letter name the same SHA-256.
    """
    memo = newest_memo(posting)
    if memo is None:
        return []
    version = newest_version(memo)
    label = (
        _("Auswahlvermerk %(memo)s, Fassung %(version)s")
        if memo.is_final
        else _("Auswahlvermerk %(memo)s, Entwurf, Fassung %(version)s")
    )
    return [
        Enclosure(
            key=f"vermerk-{version.pk}",
            label=label % {"memo": memo.number, "version": version.number},
            read=functools.cache(functools.partial(_pages, posting.pk, version)),
            is_basis=True,
        )
    ]


def _pages(posting_pk: int, version: MemoVersion) -> bytes:
    posting = Posting.objects.select_related("profile").get(pk=posting_pk)
    return render_memo(build_memo_content(posting, version, sees_appraisals=False))
