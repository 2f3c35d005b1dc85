"""Sending e-mails one by one: what became of each, in words, and one that fails keeps none of the others.

Whoever sends stores what is to be sent first, opens an ``Outbox`` after the transaction has committed and writes down
what ``send`` answers.
"""

import logging
from collections.abc import Mapping
from contextlib import suppress
from smtplib import SMTPAuthenticationError, SMTPRecipientsRefused
from types import TracebackType

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def is_mail_configured() -> bool:
    return not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


class Outbox:
    """One conversation with the mail server; a server that cannot be reached is not asked again for the rest."""

    def __init__(self) -> None:
        self._connection = get_connection()
        self._refusal = ""

    def __enter__(self) -> "Outbox":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def send(self, *, to: str, subject: str, body: str, headers: Mapping[str, str] | None = None) -> str:
        """Send one e-mail; return the reason in words if it did not leave, else nothing."""
        if self._refusal:
            return self._refusal
        try:
            self._connection.open()
        except OSError as error:
            self._refusal = _words(error)
            return self._refusal
        message = EmailMessage(
            subject=subject,
            body=body,
            to=[to],
            connection=self._connection,
            headers={"Auto-Submitted": "auto-generated", **(headers or {})},
        )
        try:
            message.send()
        except (OSError, ValueError) as error:  # every error of SMTP is an OSError; ValueError: no such header can be
            self._close()  # what is left of the conversation is unknown; the next one begins anew
            return _words(error)
        return ""

    def _close(self) -> None:
        with suppress(OSError):  # taking leave of a server that is gone
            self._connection.close()


def _words(error: Exception) -> str:
    logger.warning("An e-mail was not sent: %s", type(error).__name__)
    if isinstance(error, SMTPAuthenticationError):
        return _("Der Mailserver hat die Anmeldung abgelehnt. Bitte wenden Sie sich an die Verwaltung der Anwendung.")
    if isinstance(error, SMTPRecipientsRefused):
        return _("Der Mailserver hat die Adresse nicht angenommen. Bitte prüfen Sie die Adresse.")
    if isinstance(error, ValueError):
        return _("Die Adresse oder der Betreff ist für eine E-Mail nicht zulässig.")
    return _("Der Mailserver war nicht erreichbar oder hat abgebrochen. Bitte versuchen Sie es später noch einmal.")
