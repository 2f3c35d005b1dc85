"""Choices of the participation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from recruitment.accounts.enums import AuthorityRoleName


class Body(models.TextChoices):
    """The bodies that represent employees; a person speaks for a body by the role of the same value (``accounts``)."""

    DISABILITY_REP = AuthorityRoleName.DISABILITY_REP.value, AuthorityRoleName.DISABILITY_REP.label
    WOMENS_REP = AuthorityRoleName.WOMENS_REP.value, AuthorityRoleName.WOMENS_REP.label
    STAFF_COUNCIL = AuthorityRoleName.STAFF_COUNCIL.value, AuthorityRoleName.STAFF_COUNCIL.label


class Subject(models.TextChoices):
    """What a body is asked about; ``SELECTION`` is what no decision goes without."""

    POSTING = "posting", _("Stellenausschreibung")
    INVITATION = "invitation", _("Vorauswahl und Einladung")
    SELECTION = "selection", _("Auswahlentscheidung")
    APPOINTMENT = "appointment", _("Einstellung, Ernennung oder Eingruppierung")
    OTHER = "other", _("Sonstiges")


class Result(models.TextChoices):
    """What came back (DOMAIN.md 1.6); an empty value is: nothing yet."""

    APPROVED = "approved", _("zugestimmt")
    REFUSED = "refused", _("Zustimmung verweigert")
    NO_OBJECTION = "no_objection", _("keine Einwände")
    OBJECTION = "objection", _("beanstandet")
    DEEMED_APPROVED = "deemed_approved", _("gilt als erteilt (Frist abgelaufen)")
    NOT_REQUIRED = "not_required", _("Beteiligung nicht erforderlich")


class DocumentKind(models.TextChoices):
    LETTER = "letter", _("Schreiben")
    ENCLOSURE = "enclosure", _("Anlage")
    ANSWER = "answer", _("Antwort auf Papier")


STOPPING = (Result.REFUSED, Result.OBJECTION)

# What each body may answer; a deemed approval is recorded, not answered.
ANSWERS: dict[str, tuple[Result, ...]] = {
    Body.DISABILITY_REP: (Result.NO_OBJECTION, Result.APPROVED, Result.OBJECTION),
    Body.WOMENS_REP: (Result.NO_OBJECTION, Result.APPROVED, Result.OBJECTION),
    Body.STAFF_COUNCIL: (Result.APPROVED, Result.NO_OBJECTION, Result.REFUSED),
}
