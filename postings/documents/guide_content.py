"""Everything the printed interview guide says: one frozen value, so that the same guide gives the same bytes."""

import hashlib
import json
from dataclasses import asdict, dataclass

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from postings.interviews.guides import is_guide_fixed, questions_of
from postings.interviews.models import GuideQuestion, InterviewGuide
from postings.interviews.wording import FORBIDDEN_SUBJECTS, FORBIDDEN_WORDS

TEMPLATE_VERSION = "3"


@dataclass(frozen=True, slots=True)
class PrintedQuestion:
    """One question; ``anchors`` are pairs of step and text, best first."""

    number: str
    text: str
    minutes: str
    criteria: tuple[str, ...]
    expected: tuple[str, ...]
    follow_ups: tuple[str, ...]
    anchors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GuideContent:
    """Everything the guide prints, in German, in its order."""

    title: str
    authority: str
    office: str
    function: str
    reference_number: str
    round_title: str
    instrument: str
    version: str
    changed_at: str
    changed_at_iso: str
    is_fixed: bool
    minutes: str
    profile_hash: str
    template_version: str
    forbidden_words: str
    forbidden_subjects: tuple[str, ...]
    levels: tuple[tuple[str, str], ...]
    opening: str
    closing: str
    questions: tuple[PrintedQuestion, ...]

    @property
    def sha256(self) -> str:
        """SHA-256 of everything that is printed."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def build_guide_content(guide: InterviewGuide) -> GuideContent:
    """Collect what the guide of a round prints."""
    entry = guide.round
    posting = entry.plan.posting
    questions = questions_of(guide)
    minutes = sum(question.minutes or 0 for question in questions)
    changed = timezone.localtime(guide.changed_at)
    return GuideContent(
        title=_("Gesprächsleitfaden – Kennzahl %(number)s") % {"number": posting.reference_number},
        authority=posting.authority,
        office=posting.office,
        function=posting.function,
        reference_number=posting.reference_number,
        round_title=entry.title,
        instrument=str(entry.get_instrument_display()),
        version=str(guide.version),
        changed_at=formats.date_format(changed, "d.m.Y, H:i") + _(" Uhr"),
        changed_at_iso=changed.isoformat(timespec="seconds"),
        is_fixed=is_guide_fixed(entry),
        minutes=str(minutes or ""),
        profile_hash=posting.profile.content_hash,
        template_version=TEMPLATE_VERSION,
        forbidden_words=str(FORBIDDEN_WORDS),
        forbidden_subjects=tuple(map(str, FORBIDDEN_SUBJECTS)),
        levels=tuple((str(level.value), level.label) for level in posting.profile.scale.levels.all()),
        opening=guide.opening,
        closing=guide.closing,
        questions=tuple(_printed(question) for question in questions),
    )


def _printed(question: GuideQuestion) -> PrintedQuestion:
    return PrintedQuestion(
        number=str(question.position),
        text=question.text,
        minutes=str(question.minutes or ""),
        criteria=tuple(
            f"{link.criterion.number} {link.criterion.title} ({_('Gewichtung')} {link.criterion.weight})"
            for link in question.links.all()
        ),
        expected=_points(question.expected),
        follow_ups=_points(question.follow_ups),
        anchors=tuple((str(anchor.value), anchor.text) for anchor in question.anchors.all()),
    )


def _points(text: str) -> tuple[str, ...]:
    """Return the lines of a text, one point each, without the signs people put before them."""
    return tuple(line.strip().removeprefix("-").removeprefix("–").strip() for line in text.splitlines() if line.strip())
