"""The reasons that a competitor notice gives to one person: worded by the personnel office, proposed from the file."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from postings.applications import reasons as file_reasons
from postings.applications.models import Application
from postings.decision.decisions import current_decision
from postings.models import Posting
from postings.notices.errors import NamesAnother, ReasonUnusable
from postings.notices.models import IndividualReason
from postings.notices.people import active_applications, tokens_by_application
from postings.notices.wording import named_person
from postings.reasons import is_too_short
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record


def reason_problem(text: str) -> str:
    """Return in words why ``text`` is no reason for a notice, "" if it is one; names of others are checked apart."""
    if is_too_short(text):
        return _("Bitte nennen Sie die wesentlichen Gründe so, dass die Person entscheiden kann, ob sie klagt.")
    if len(text) > file_reasons.LIMIT:
        return _("Bitte höchstens %(n)s Zeichen.") % {"n": file_reasons.LIMIT}
    if word := file_reasons.protected_word(text):
        return _("Das Wort „%(word)s“ berührt ein geschütztes Merkmal und gehört nicht in die Gründe.") % {"word": word}
    return ""


def faults_of(posting: Posting, texts: Mapping[int, str]) -> dict[int, str]:
    """Return in words what is wrong with which of the reasons, by application; empty texts are left out."""
    tokens = tokens_by_application(posting)
    faults = {}
    for pk, text in texts.items():
        if not text.strip():
            continue
        if problem := reason_problem(text):
            faults[pk] = problem
            continue
        own = tokens.get(pk, frozenset())
        foreign = frozenset().union(*(words for other, words in tokens.items() if other != pk)) - own
        if name := named_person(text, sorted(foreign)):
            faults[pk] = str(NamesAnother(name=name).user_message)
    return faults


@transaction.atomic
def save_reasons(*, posting: Posting, texts: Mapping[int, str], actor: User) -> int:
    """Save the reasons by application; an empty text takes none away. Return how many changed.

    :raises ReasonUnusable: if one is too short, holds a protected word or names somebody else (``faults_of``).
    """
    posting = lock_posting(posting.pk)
    given = {pk: text.replace("\r\n", "\n").strip() for pk, text in texts.items()}
    if faults := faults_of(posting, given):
        raise ReasonUnusable(problem=next(iter(faults.values())))
    stored = {one.application_id: one for one in IndividualReason.objects.filter(application__posting=posting)}
    known = set(active_applications(posting).values_list("pk", flat=True))
    changed = 0
    for pk, text in given.items():
        if pk not in known or not text or (pk in stored and stored[pk].text == text):
            continue
        reason = stored.get(pk) or IndividualReason(application_id=pk)
        reason.text, reason.saved_by = text, actor
        reason.save()
        changed += 1
    if changed:
        record(
            actor=actor,
            action="notice.reasons_saved",
            subject=posting,
            posting_reference=posting.reference_number,
            count=changed,
        )
    return changed


def proposed_reasons(posting: Posting, applications: list[Application]) -> dict[int, str]:
    """Return what the file says on each, to begin with: why the final order deviates, else the formal conclusion.

    A proposal for the form only; nothing of it is stored or sent before somebody saved it.
    """
    found = {application.pk: application.status_reason for application in applications if application.status_reason}
    if decision := current_decision(posting):
        entries = decision.entries.exclude(deviation_reason="")
        found |= dict(entries.values_list("application", "deviation_reason"))
    return found
