"""Records as people read them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from postings.interviews.models import GuideQuestion, InterviewRecord
from postings.interviews.records import GivenAnswer, RecordContent
from postings.models import Posting


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question of the guide with what became of it; ``state`` in words, ``is_open`` while nothing is said."""

    question: GuideQuestion
    state: str
    is_open: bool
    answer: str


def time_text(started_at: datetime | None, ended_at: datetime | None) -> str:
    """Return "12.01.2026, 10:00 bis 10:50 Uhr"; empty without a beginning."""
    if started_at is None:
        return ""
    starts = formats.date_format(timezone.localtime(started_at), "d.m.Y, H:i")
    if ended_at is None:
        return _("ab %(start)s Uhr") % {"start": starts}
    return _("%(start)s bis %(end)s Uhr") % {
        "start": starts,
        "end": formats.date_format(timezone.localtime(ended_at), "H:i"),
    }


def state_text(given: GivenAnswer) -> str:
    """Return whether a question was asked, with the reason if not."""
    if given.is_asked is None:
        return _("keine Angabe, ob gestellt")
    return _("gestellt") if given.is_asked else _("nicht gestellt: %(reason)s") % {"reason": given.reason}


def answer_lines(stored: InterviewRecord, questions: Sequence[GuideQuestion]) -> list[AnswerLine]:
    """Return every question of the guide in its order, with what the record says on it."""
    answers = {given.question_id: given for given in stored.answers.all()}
    lines = []
    for question in questions:
        found = answers.get(question.pk)
        given = GivenAnswer(question.pk, *((found.is_asked, found.reason, found.answer) if found else ()))
        lines.append(AnswerLine(question, state_text(given), given.is_asked is None, given.answer))
    return lines


def content_lines(
    content: RecordContent, questions: Sequence[GuideQuestion], names: Mapping[int, str], extra_count: int
) -> list[tuple[str, str]]:
    """Return (label, text) of everything a record holds, the same labels for every content: to compare two states."""
    answers = {given.question_id: given for given in content.answers}
    lines = [
        (_("Zeit"), time_text(content.started_at, content.ended_at)),
        (_("Anwesend"), ", ".join(names.get(pk, str(pk)) for pk in content.present)),
        (_("Weitere Anwesende"), content.others_present),
    ]
    for question in questions:
        given = answers.get(question.pk, GivenAnswer(question.pk))
        text = "\n".join(part for part in (state_text(given), given.answer) if part)
        lines.append((_("Frage %(n)s") % {"n": question.position}, text))
    for number in range(1, extra_count + 1):
        pair = content.extras[number - 1] if number <= len(content.extras) else ("", "")
        lines.append((_("Zusätzliche Frage %(n)s") % {"n": number}, "\n".join(part for part in pair if part)))
    return lines


def interview_facts(posting: Posting) -> dict[int, tuple[tuple[str, str], ...]]:
    """Return per application what a report says of its interviews: when, who was there, by which guide (DOMAIN.md 1.5
    No. 8). Nothing where there is no record; never an answer."""
    found = InterviewRecord.objects.filter(application__posting=posting).select_related("round")
    facts: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for stored in found.prefetch_related("present").order_by("round__position"):
        people = sorted(stored.present.all(), key=lambda person: (person.last_name, person.first_name, person.pk))
        parts = (
            time_text(stored.started_at, stored.ended_at),
            _("anwesend: %(people)s") % {"people": ", ".join(person.get_full_name() for person in people)}
            if people
            else "",
            _("Leitfaden Fassung %(n)s") % {"n": stored.guide_version} if stored.guide_version else _("ohne Leitfaden"),
        )
        facts[stored.application_id].append((stored.round.title, "; ".join(part for part in parts if part)))
    return {pk: tuple(lines) for pk, lines in facts.items()}
