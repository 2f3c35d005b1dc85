"""Reasons why a document is not issued or handed out."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class ReportDamaged(ProcedureError):
    """Raised when the stored bytes no longer fit their SHA-256."""

    user_message = _("Die gespeicherte Datei stimmt nicht mit ihrer Prüfsumme überein und wird nicht ausgegeben.")


class ReportNotAllowed(ProcedureError):
    """Raised when whoever started the making of a report may no longer see the results by the time it is made."""

    user_message = _("Sie dürfen die Ergebnisse nicht mehr einsehen. Es ist kein Bericht entstanden.")


class DocumentNotAllowed(ProcedureError):
    """Raised when whoever started the making of a document may no longer issue it by the time it is made."""

    user_message = _("Sie dürfen dieses Dokument nicht mehr ausfertigen. Es ist keines entstanden.")


class PostingNotPublished(ProcedureError):
    """Raised when the documents of a draft are to be issued: what may still change is no document."""

    user_message = _("Ausgefertigt wird erst mit der Veröffentlichung; der Entwurf kann sich noch ändern.")


class GuideMissing(ProcedureError):
    """Raised when the guide of a round is to be issued that has none."""

    user_message = _("Für diese Bewertungsrunde gibt es noch keinen Leitfaden.")


class NothingToIssue(ProcedureError):
    """Raised when a document is asked for that would be empty; ``document`` says what is missing."""

    user_message = _("Das Dokument kann noch nicht ausgefertigt werden: Es gibt noch nicht %(document)s.")


class ExtractImpossible(ProcedureError):
    """Raised when an extract is asked for an applicant whose data are erased."""

    user_message = _("Die Daten dieser Bewerbung sind gelöscht; es gibt nichts, was eingesehen werden könnte.")
