"""Reasons why a step of the participation is not possible."""

from django.utils.translation import gettext_lazy as _

from recruitment.errors import ProcedureError


class ProcedureStopped(ProcedureError):
    """Raised while an objection is not settled. Says neither whose it is nor about what: not everybody may know."""

    user_message = _(
        "Das Verfahren ist angehalten, bis eine Beteiligung abgeschlossen ist. Auskunft gibt der Personalservice."
    )


class BodyNotCompetent(ProcedureError):
    """Raised when the Schwerbehindertenvertretung is to be told of what does not concern it."""

    user_message = _(
        "Dafür ist die Schwerbehindertenvertretung nicht zuständig: Es gibt keine Bewerbung eines schwerbehinderten "
        "oder gleichgestellten Menschen, oder ihre Beteiligung wurde ausdrücklich abgelehnt. Halten Sie fest, dass die "
        "Beteiligung nicht erforderlich ist."
    )


class BodyCompetent(ProcedureError):
    """Raised when the Schwerbehindertenvertretung is to be left out although it has to be heard."""

    user_message = _(
        "Die Schwerbehindertenvertretung ist zu beteiligen: Es liegt eine Bewerbung eines schwerbehinderten oder "
        "gleichgestellten Menschen vor (§ 178 Abs. 2 SGB IX)."
    )


class PapersOfOthers(ProcedureError):
    """Raised when papers of an applicant would go with a letter that is not on this application."""

    user_message = _(
        "Bewerbungsunterlagen werden nur einem Schreiben an die Schwerbehindertenvertretung zu derselben Bewerbung "
        "beigefügt. Bitte wählen Sie die Bewerbung aus oder lassen Sie die Unterlagen weg."
    )


class BasisMissing(ProcedureError):
    """Raised when a body would be heard on the selection without what it rests on (DOMAIN.md 1.6)."""

    user_message = _(
        "Weder der Auswahlvermerk noch ein Auswahlbericht liegt bei. Die Stelle kann nur prüfen, was sie erhält. Bitte "
        "wählen Sie die Anlage, oder begründen Sie, warum sie nicht beiliegt."
    )


class WomensRepFirst(ProcedureError):
    """Raised when the Personalrat is to be asked before the Frauenvertretung (LGG § 17)."""

    user_message = _(
        "Zuerst ist die Frauenvertretung zu beteiligen, mindestens einen Tag vor dem Personalrat (LGG § 17). Am selben "
        "Tag geht es nur in dringenden Fällen; bitte begründen Sie dann die Dringlichkeit."
    )


class DisabilityRepFirst(ProcedureError):
    """Raised when the Personalrat is to be asked before the part of the Schwerbehindertenvertretung is settled."""

    user_message = _(
        "Zuerst ist die Schwerbehindertenvertretung zu beteiligen oder festzuhalten, dass ihre Beteiligung nicht "
        "erforderlich ist."
    )


class DayImpossible(ProcedureError):
    """Raised when a day does not fit the others; ``reason`` says which."""

    user_message = _("%(reason)s")


class MatterOpen(ProcedureError):
    """Raised when the same matter is sent a second time while it is open."""

    user_message = _("Zu diesem Gegenstand ist bei dieser Stelle schon ein Vorgang offen.")


class MatterAnswered(ProcedureError):
    """Raised when an answered matter is to be answered again."""

    user_message = _(
        "Dieser Vorgang ist bereits beantwortet. Eine Antwort wird nicht überschrieben; der Personalservice kann sie "
        "mit Begründung berichtigen."
    )


class MatterNotAnswered(ProcedureError):
    """Raised when an answer is to be corrected that does not exist, or was corrected already."""

    user_message = _("Hier gibt es keine Antwort, die sich berichtigen lässt.")


class AnswerImpossible(ProcedureError):
    """Raised when a body cannot give this answer."""

    user_message = _("Diese Antwort gibt es bei dieser Stelle nicht.")


class AnswerTooLate(ProcedureError):
    """Raised when the Personalrat refuses after its period: the approval counts as given (PersVG Berlin § 79)."""

    user_message = _(
        "Die Frist ist am %(day)s abgelaufen; danach kann die Zustimmung nicht mehr verweigert werden. Ging die "
        "Verweigerung rechtzeitig ein, hält der Personalservice sie mit dem Tag des Eingangs fest."
    )


class NotYetDeemed(ProcedureError):
    """Raised when an approval is to count as given before the end of the period, or at all (only the Personalrat)."""

    user_message = _(
        "Nur die Zustimmung des Personalrats kann als erteilt gelten, und erst wenn seine Frist abgelaufen ist, ohne "
        "dass er sie schriftlich verweigert hat."
    )


class NothingToSettle(ProcedureError):
    """Raised when something is to be settled that is no objection, or is settled."""

    user_message = _("Hier ist keine Beanstandung oder Verweigerung offen.")


class DocumentRefused(ProcedureError):
    """Raised when an uploaded paper cannot be kept; ``reason`` says why."""

    user_message = _("%(reason)s")


class DocumentDamaged(ProcedureError):
    """Raised when stored bytes do not fit their SHA-256."""

    user_message = _("Das Dokument ist beschädigt und wird nicht ausgegeben. Bitte melden Sie das der Systembetreuung.")


class PreviewOutdated(ProcedureError):
    """Raised when the letter is no longer what was read in the preview."""

    user_message = _("Das Schreiben hat sich seit der Vorschau geändert. Bitte lesen Sie es noch einmal.")
