"""What is left of a person outside of the tables of the procedure: mails as files, sessions, ended jobs."""

import re
from collections.abc import Iterable
from email import message_from_string
from email.message import Message
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from postings.applications.models import Application
from recruitment.jobs.enums import ENDED
from recruitment.jobs.models import Job

# How Django's file backend parts the mails of one conversation with the server.
BETWEEN_MAILS = "-" * 79 + "\n"


def words_of(application: Application) -> tuple[str, ...]:
    """Return the words by which the person is found, nothing while another application needs the person."""
    person = application.applicant
    if person.applications.exclude(pk=application.pk).filter(erased_at=None).exists():
        return ()
    full_name = f"{person.first_name} {person.last_name}".strip()
    return tuple(word for word in (person.email, full_name, person.last_name) if word.strip())


def forget(words: tuple[str, ...]) -> None:
    """Delete sessions that hold one of ``words`` now, and mails in files once the transaction is committed."""
    if not words:
        return
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words), re.IGNORECASE)
    for session in Session.objects.iterator():
        if pattern.search(str(session.get_decoded())):
            session.delete()
    transaction.on_commit(lambda: _delete_mails(pattern))


def forget_jobs(posting_reference: str) -> None:
    """Delete the ended jobs of a procedure with their words and the addresses of their results."""
    Job.objects.filter(posting_reference=posting_reference, state__in=ENDED).delete()


def _delete_mails(pattern: re.Pattern[str]) -> None:
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    if not folder or not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        return
    for path in sorted(Path(folder).glob("*.log")):
        mails = [mail for mail in path.read_text().split(BETWEEN_MAILS) if mail.strip()]
        kept = [mail for mail in mails if not pattern.search(_readable(mail))]
        if not kept:
            path.unlink(missing_ok=True)
        elif len(kept) < len(mails):
            path.write_text("".join(mail + BETWEEN_MAILS for mail in kept))


def _readable(mail: str) -> str:
    """Return head and texts of a mail without their transfer encodings."""
    message = message_from_string(mail)
    return "\n".join([mail, *_texts(message)])


def _texts(message: Message) -> Iterable[str]:
    for part in message.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield content.decode(part.get_content_charset() or "utf-8", errors="replace")
