"""What an extract for the inspection of the file holds of decision and memo (setting ``EXTRACT_SECTIONS``).

Drafts of a memo and of a decision are no part of what is inspected (§ 29 Abs. 1 Satz 2 VwVfG): only what is final.
"""

import html
from collections.abc import Mapping

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.decision.blocks import BLOCKS, Block
from postings.decision.facts import moment
from postings.decision.markup import to_html
from postings.decision.memo_document import signature_rows
from postings.decision.memos import newest_version
from postings.decision.models import MemoBlock, SelectionDecision, SelectionMemo
from postings.decision.parts import Part
from postings.decision.presentation import Reader, shown_parts
from postings.documents.extract_sections import ExtractSection
from postings.documents.paper import PaperSection, PaperTable
from postings.documents.redaction import BLACK
from postings.models import Posting

# Blocks that tell of statements on equality: counts of voluntary statements (3), auxiliary criteria (10).
COUNTS, AUXILIARY = 3, 10


def sections(application: Application, names: Mapping[int, str]) -> list[ExtractSection]:
    """Return every final memo and every decision; applicants are called by ``names`` (application id -> word)."""
    posting = application.posting
    memos = SelectionMemo.objects.filter(posting=posting, finalised_at__isnull=False).order_by("number")
    found = [section for memo in memos for section in _memo(posting, memo, application, names)]
    decisions = SelectionDecision.objects.filter(posting=posting).select_related("decided_by", "withdrawal")
    found += [_decision(decision, application, names) for decision in decisions.order_by("number")]
    return [ExtractSection(section) for section in found]


def _decision(decision: SelectionDecision, application: Application, names: Mapping[int, str]) -> PaperSection:
    withdrawal = getattr(decision, "withdrawal", None)
    entries = list(decision.entries.all())
    own = [entry for entry in entries if entry.application_id == application.pk]
    paragraphs = [
        _("Entschieden am %(moment)s von %(person)s.")
        % {"moment": moment(decision.decided_at), "person": decision.decided_by},
        _("Begründung: %(reason)s") % {"reason": decision.reason},
        *(_("Über Ihre Bewerbung: %(outcome)s.") % {"outcome": entry.get_outcome_display()} for entry in own),
    ]
    if withdrawal is not None:
        paragraphs.append(
            _("Aufgehoben am %(moment)s (%(ground)s): %(reason)s")
            % {
                "moment": moment(withdrawal.withdrawn_at),
                "ground": withdrawal.get_ground_display(),
                "reason": withdrawal.reason,
            }
        )
    rows = tuple(
        (
            names.get(entry.application_id, BLACK),
            str(entry.get_outcome_display()),
            str(entry.position or "–"),
            str(entry.computed_rank or "–"),
            entry.deviation_reason or "–",
        )
        for entry in entries
    )
    return PaperSection(
        title=_("Auswahlentscheidung %(number)s") % {"number": decision.number},
        paragraphs=tuple(paragraphs),
        tables=(
            PaperTable(
                caption=_("Was über jede Bewerbung entschieden wurde"),
                header=(
                    _("Bewerbung"),
                    _("Ergebnis"),
                    _("Reihenfolge"),
                    _("rechnerischer Rang"),
                    _("Grund einer Abweichung"),
                ),
                rows=rows,
                numeric=(2, 3),
            ),
        )
        if rows
        else (),
        starts_page=True,
    )


def _memo(
    posting: Posting, memo: SelectionMemo, application: Application, names: Mapping[int, str]
) -> list[PaperSection]:
    version = newest_version(memo)
    stored = {block.key: block for block in version.blocks.all()}
    # Personnel files of others are told of nobody who did not consent; the own one is the reader's.
    withheld = posting.applications.exclude(consents_to_personnel_file=True).exclude(pk=application.pk)
    reader = Reader(names=names, withheld=frozenset(withheld.values_list("pk", flat=True)))
    title = _("Auswahlvermerk %(number)s") % {"number": memo.number}
    signed = tuple(
        (person, function or "–", when or _("nicht gezeichnet"))
        for person, function, when in signature_rows(posting, version)
    )
    head = PaperSection(
        title=title,
        paragraphs=(
            _("Fassung %(version)s, endgültig seit %(moment)s.")
            % {"version": version.number, "moment": moment(memo.finalised_at)},
            *((_("Grund des weiteren Vermerks: %(reason)s") % {"reason": memo.reason},) if memo.reason else ()),
        ),
        tables=(
            PaperTable(caption=_("Zeichnungen"), header=(_("Person"), _("Funktion"), _("gezeichnet am")), rows=signed),
        )
        if signed
        else (),
        starts_page=True,
    )
    blocks = [_block(title, block, stored[block.key], application, reader) for block in BLOCKS if block.key in stored]
    return [head, *(section for section in blocks if section.paragraphs or section.tables)]


def _block(title: str, block: Block, stored: MemoBlock, application: Application, reader: Reader) -> PaperSection:
    parts = [part for part in stored.facts if not _tells_of_others(block, part, application)]
    shown = shown_parts(parts, reader)
    paragraphs = [part.text for part in shown if part.text]
    written = _lines(stored.text)
    if len(parts) < len(stored.facts):
        paragraphs.append(BLACK)
        written = [BLACK] if written and block.key == AUXILIARY else written
    return PaperSection(
        title=_("%(memo)s, %(number)s. %(block)s") % {"memo": title, "number": block.key, "block": block.title},
        paragraphs=(*paragraphs, *written),
        tables=tuple(PaperTable(caption=part.caption, header=part.head, rows=part.rows) for part in shown if part.rows),
    )


def _tells_of_others(block: Block, part: Part, application: Application) -> bool:
    """Whether ``part`` tells what others stated on equality: small counts, auxiliary criteria of a group of others."""
    if block.key == COUNTS:
        return "text" in part
    return block.key == AUXILIARY and bool(part.get("of")) and application.pk not in part["of"]


def _lines(text: str) -> list[str]:
    """Return what people wrote, paragraph by paragraph, without its mark-up."""
    marked = to_html(text).replace("<li>", "– ")
    for end in ("</p>", "</li>", "</h4>", "<br>", "<br />"):
        marked = marked.replace(end, "\n")
    return [line.strip() for line in html.unescape(strip_tags(marked)).splitlines() if line.strip(" –")]
