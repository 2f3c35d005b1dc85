"""Texts that people wrote about a procedure as a whole and that may name somebody: an erasure takes the name out.

``PROCEDURE_TEXTS`` says which they are; a test walks every text of every table, so that a new one cannot be forgotten.
The rows stay, frozen ones and histories included: their triggers let these columns alone be rewritten, and only in a
transaction with a deletion record (``recruitment.audit.history``); every rewritten row of a history is marked, so the
sealed chain holds. Texts of another application go with that one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.models import Posting
from recruitment.audit.models import Event
from recruitment.audit.services import FREE_TEXT
from recruitment.jobs.enums import ENDED
from recruitment.jobs.models import Job

SPELLED = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))
FEWEST_DIGITS = 6  # of a telephone number


@dataclass(frozen=True, slots=True)
class Texts:
    """Text columns of one model of the procedure, and the way from its rows to their posting."""

    label: str
    path: str
    columns: tuple[str, ...]

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)


PROCEDURE_TEXTS = (
    Texts("postings.Posting", "pk", ("names_disclosed_reason",)),
    Texts("assessment.AssessmentRound", "plan", ("closing_reason", "reopening_reason", "concluding_reason")),
    Texts("screening.PreSelection", "posting", ("reopen_reason",)),
    Texts(
        "participation.Participation",
        "posting",
        ("subject_note", "text", "urgency_reason", "papers_reason", "extension_reason", "note", "correction_reason"),
    ),
    Texts("participation.Settlement", "participation__posting", ("reason",)),
    Texts("decision.LadderSection", "posting", ("text", "weight_reason")),
    Texts("decision.EqualityFinding", "posting", ("reason",)),
    Texts("decision.AuxiliaryOrder", "posting", ("reason",)),
    Texts("decision.AuxiliaryAct", "finding__posting", ("reason", "case_check")),
    Texts("decision.SelectionDecision", "posting", ("reason",)),
    Texts("decision.DecisionWithdrawal", "decision__posting", ("reason",)),
    Texts("decision.SelectionMemo", "posting", ("reason",)),
    Texts("decision.MemoVersion", "memo__posting", ("note",)),
    Texts("decision.MemoBlock", "version__memo__posting", ("facts", "text")),
    Texts("notices.NoticeText", "posting", ("subject", "body")),
    Texts("notices.NoSuitCheck", "posting", ("asked_of", "answer")),
    Texts("notices.Abort", "posting", ("reason",)),
    Texts("notices.Lawsuit", "posting", ("court", "result")),
    Texts("retention.LegalHold", "posting", ("reason", "lifted_reason")),
)


class Naming:
    """How one person may be named in a text: the last name however it is spelled, e-mail address, telephone.

    A last name alone counts with a capital letter only: somebody may be called Gut, Lang or Klein.
    """

    def __init__(self, application: Application) -> None:
        person = application.applicant
        whole = {f"{person.first_name} {person.last_name}", f"{person.last_name}, {person.first_name}"}
        names = _spellings(*(name for name in whole if person.first_name and person.last_name))
        alone = _spellings(person.last_name) if person.last_name.strip() else set()
        marks = {mark for mark in (person.email, person.street) if mark}
        # The longest first; a genitive goes with its name.
        parts = [f"(?i:{_pattern_of(names | marks)})"] if names or marks else []
        if alone:
            parts.append(
                _pattern_of(alone | {one.upper() for one in alone} | {one[:1].upper() + one[1:] for one in alone})
            )
        digits = "".join(sign for sign in person.phone if sign.isdigit())
        if len(digits) >= FEWEST_DIGITS:
            parts.append(r"[\s/().+-]*".join(digits))
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})[sS]?(?!\w)") if parts else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def is_in(self, text: str) -> bool:
        return self._pattern is not None and self._pattern.search(text) is not None

    def taken_out(self, value: Any) -> Any:
        """Return a text, or the texts of a JSON value, without the person."""
        if isinstance(value, str) and self._pattern is not None:
            return self._pattern.sub(_("[gelöscht]"), value)
        if isinstance(value, list):
            return [self.taken_out(one) for one in value]
        if isinstance(value, dict):
            return {key: self.taken_out(one) for key, one in value.items()}
        return value


def _spellings(*names: str) -> set[str]:
    found = set(names)
    for sign, two in SPELLED:
        found |= {one.replace(sign, two).replace(sign.upper(), two.capitalize()) for one in found}
    return found


def _pattern_of(words: set[str]) -> str:
    ordered = sorted(words, key=lambda one: (-len(one), one))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def forget_in_texts(posting: Posting, naming: Naming) -> None:
    """Take the person out of every text of the procedure, its histories and the record; inside an erasure only."""
    if not naming:
        return
    # Rows first: their own triggers write one more version, without the name.
    for texts in PROCEDURE_TEXTS:
        _rewrite(texts.model.objects.filter(**{texts.path: posting.pk}), texts.columns, naming)
    for texts in PROCEDURE_TEXTS:
        rows = history_of(texts, posting)
        if rows is not None:
            _rewrite(rows, texts.columns, naming)
    _forget_in_record(posting, naming)
    _forget_jobs(posting, naming)


def history_of(texts: Texts, posting: Posting) -> models.QuerySet | None:
    """Return the history of these rows, also of those that are gone, or None where there is none."""
    history = getattr(texts.model, "pgh_event_model", None)
    if history is None:
        return None
    if texts.path == "pk":
        return history.objects.filter(pgh_obj=posting.pk)
    first, _dot, rest = texts.path.partition("__")
    if not rest:
        return history.objects.filter(**{first: posting.pk})
    parent = texts.model._meta.get_field(first).related_model.pgh_event_model
    return history.objects.filter(**{f"{first}__in": parent.objects.filter(**{rest: posting.pk}).values("pgh_obj")})


def _rewrite(rows: models.QuerySet, columns: tuple[str, ...], naming: Naming) -> None:
    changed = []
    for row in rows.only(*columns):
        is_named = False
        for column in columns:
            value = getattr(row, column)
            left = naming.taken_out(value)
            if left != value:
                setattr(row, column, left[: row._meta.get_field(column).max_length] if isinstance(left, str) else left)
                is_named = True
        if is_named:
            changed.append(row)
    rows.model.objects.bulk_update(changed, columns, batch_size=200)


def _forget_in_record(posting: Posting, naming: Naming) -> None:
    """Acts on the procedure, or on somebody else, with a reason that names the person."""
    changed = []
    for event in Event.objects.filter(posting_reference=posting.reference_number, facts__has_any_keys=FREE_TEXT):
        facts = {name: naming.taken_out(value) if name in FREE_TEXT else value for name, value in event.facts.items()}
        if facts != event.facts:
            event.facts = facts
            changed.append(event)
    Event.objects.bulk_update(changed, ["facts"], batch_size=200)


def _forget_jobs(posting: Posting, naming: Naming) -> None:
    """An ended job is only shown to whoever began it: what names the person goes whole."""
    ended = Job.objects.filter(posting_reference=posting.reference_number, state__in=ENDED)
    ended.filter(pk__in=[job.pk for job in ended if naming.is_in("\n".join(_words_of(job)))]).delete()


def _words_of(job: Job) -> Iterator[str]:
    yield from (job.note, job.error, job.result_label, job.result_url, job.back_url, str(job.arguments))
