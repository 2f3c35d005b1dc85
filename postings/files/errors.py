"""Reasons why a document is not taken in, opened or asked for."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class FileRefused(ProcedureError):
    """Base of every "this file is not taken in"; the other files of the same upload are."""


class FileEmpty(FileRefused):
    user_message = _("%(name)s: Die Datei ist leer.")


class FileTooLarge(FileRefused):
    user_message = _("%(name)s: Die Datei ist größer als %(limit)s MB. Bitte verkleinern oder teilen Sie sie.")


class FileTypeRefused(FileRefused):
    """Raised for anything but PDF, PNG, JPEG and DOCX without macros, whatever its name says."""

    user_message = _(
        "%(name)s: Angenommen werden PDF, PNG, JPEG und DOCX. Die Datei ist nach ihrem Inhalt nichts davon."
    )


class PackageRefused(FileRefused):
    """Raised when a Word document unpacks beyond all measure or is damaged in its package; ``reason`` is a sentence."""

    user_message = _("%(reason)s")


class MacrosRefused(FileRefused):
    user_message = _(
        "%(name)s: Das Word-Dokument enthält Makros. Bitte speichern Sie es als DOCX ohne Makros oder als PDF."
    )


class DisabilityProofRefused(FileRefused):
    """Raised when a file is, by its name or the chosen kind, a proof of disability."""

    user_message = _(
        "%(name)s: Ein Nachweis der Schwerbehinderung oder Gleichstellung wird hier nicht aufgenommen, weil die "
        "Auswahlkommission ihn nicht sehen darf. Bitte vermerken Sie unter „Angaben zur Gleichstellung“ nur, dass der "
        "Nachweis vorlag. Ist die Datei etwas anderes, geben Sie ihr bitte einen anderen Namen."
    )


class VirusFound(FileRefused):
    user_message = _(
        "%(name)s: Die Virenprüfung hat „%(virus)s“ gefunden. Die Datei wurde nicht gespeichert; der Fund steht im "
        "Protokoll."
    )


class FileAlreadyThere(FileRefused):
    user_message = _("%(name)s: Diese Datei liegt bei der Bewerbung schon vor und wurde nicht noch einmal gespeichert.")


class ApplicationFull(FileRefused):
    user_message = _("%(name)s: Die Unterlagen einer Bewerbung dürfen zusammen höchstens %(limit)s MB groß sein.")


class FileNotStored(FileRefused):
    """Raised when the storage takes no more: full, read-only or away."""

    user_message = _(
        "%(name)s: Die Datei konnte nicht gespeichert werden, weil der Speicher voll oder gestört ist. Bitte wenden "
        "Sie sich an die Systembetreuung und laden Sie die Datei danach noch einmal hoch."
    )


class FileDamaged(ProcedureError):
    """Raised when the stored bytes are gone or no longer fit their SHA-256."""

    user_message = _(
        "Die gespeicherte Datei fehlt oder stimmt nicht mit ihrer Prüfsumme überein und wird nicht ausgegeben. "
        "Bitte wenden Sie sich an die Systembetreuung."
    )


class FileNotScanned(ProcedureError):
    user_message = _(
        "Diese Datei ist noch nicht auf Viren geprüft und wird erst danach ausgegeben. Die Virenprüfung war beim "
        "Hochladen nicht erreichbar."
    )


class NothingToMerge(ProcedureError):
    user_message = _("Es gibt keine Unterlage, die Sie einsehen können.")


class MergeFailed(ProcedureError):
    user_message = _(
        "Die Unterlagen konnten nicht zusammengeführt werden, weil das zu viel Zeit oder Speicher brauchte. Bitte "
        "öffnen Sie sie einzeln."
    )


class NeedUnknown(ProcedureError):
    user_message = _("Diese Unterlage wird für die Ausschreibung nicht verlangt.")


class NothingRequested(ProcedureError):
    user_message = _("Bitte wählen Sie mindestens eine Unterlage aus oder nennen Sie eine weitere.")


class DueDateTooEarly(ProcedureError):
    user_message = _("Die Frist muss nach dem Tag des Schreibens liegen.")


class RequestAlreadySent(ProcedureError):
    user_message = _("Dieses Schreiben ist schon als versandt festgehalten.")
