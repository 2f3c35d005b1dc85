"""The text of a kind of notice in one procedure: that of the house, or the last version of the personnel office."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from postings.models import Posting
from postings.notices.enums import Kind
from postings.notices.errors import NamesAnother, TextFaulty
from postings.notices.models import NoticeText
from postings.notices.people import tokens_by_application
from postings.notices.placeholders import faults_in, without_placeholders
from postings.notices.standard_texts import PLACEHOLDERS, REQUIRED, Text, standard_text
from postings.notices.wording import named_person
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record


def current_text(posting: Posting, kind: Kind) -> Text:
    """Return the text that is sent now."""
    last = NoticeText.objects.filter(posting=posting, kind=kind).first()
    return standard_text(kind) if last is None else Text(version=last.version, subject=last.subject, body=last.body)


def text_problem(kind: Kind, subject: str, body: str) -> str:
    """Return in words what is wrong with a text, "" if nothing is."""
    faults = faults_in(subject, body, known=PLACEHOLDERS[kind], required=REQUIRED.get(kind, ()))
    if faults.has_stray_brace:
        return _("Eine geschweifte Klammer steht allein. Platzhalter stehen in { und }, zum Beispiel {name}.")
    if faults.unknown:
        return _("Diese Platzhalter gibt es nicht: %(words)s. Möglich sind: %(known)s.") % {
            "words": _braced(faults.unknown),
            "known": _braced(PLACEHOLDERS[kind]),
        }
    if faults.missing:
        return _("Im Text fehlt: %(words)s. Ohne diese Angabe kann die Mitteilung nicht versandt werden.") % {
            "words": _braced(faults.missing)
        }
    if kind == Kind.OFFER and not re.search("vorbehalt", body, re.IGNORECASE):
        return _(
            "Vor dem Ende der Wartefrist darf die Stelle nur unter Vorbehalt zugesagt werden. Bitte nehmen Sie das "
            "Wort „vorbehaltlich“ oder „unter Vorbehalt“ in den Text auf."
        )
    return ""


def _braced(words) -> str:
    return ", ".join(f"{{{word}}}" for word in words)


@transaction.atomic
def save_text(*, posting: Posting, kind: Kind, subject: str, body: str, actor: User) -> Text:
    """Keep a new version of the text; the same words as now make none.

    :raises TextFaulty: for unknown, missing or broken placeholders, or an offer without reservation.
    :raises NamesAnother: if it names an applicant of the posting: it goes to several.
    """
    posting = lock_posting(posting.pk)
    subject, body = " ".join(subject.split()), body.replace("\r\n", "\n").strip()
    if problem := text_problem(kind, subject, body):
        raise TextFaulty(problem=problem)
    tokens = frozenset().union(*tokens_by_application(posting).values())
    if name := named_person(without_placeholders(f"{subject}\n{body}"), sorted(tokens)):
        raise NamesAnother(name=name)
    now = current_text(posting, kind)
    if (now.subject, now.body) == (subject, body):
        return now
    stored = NoticeText(posting=posting, kind=kind, version=now.version + 1, subject=subject, body=body, saved_by=actor)
    stored.full_clean()
    stored.save()
    record(
        actor=actor,
        action="notice.text_saved",
        subject=stored,
        posting_reference=posting.reference_number,
        kind=stored.get_kind_display(),
        version=stored.version,
    )
    return Text(version=stored.version, subject=subject, body=body)
