"""Choices of the decision."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """What the decision means for one application."""

    SELECTED = "selected", _("ausgewählt")
    RESERVE = "reserve", _("Reserve")
    NOT_SELECTED = "not_selected", _("nicht ausgewählt")


class WithdrawalGround(models.TextChoices):
    """Why a decision does not stand any more."""

    OBJECTION = "objection", _("Einwand oder Beanstandung einer Beschäftigtenvertretung")
    COURT = "court", _("gerichtliche Entscheidung")
    DECLINED = "declined", _("ausgewählte Person hat abgesagt")
    ERROR = "error", _("Fehler im Verfahren")
    OTHER = "other", _("anderer Grund")


class LadderStep(models.TextChoices):
    """The comparison of performance, step by step (DOMAIN.md 1.4); auxiliary criteria come after all of them."""

    FORMAL = "formal", _("Formale Anforderungen")
    APPRAISALS = "appraisals", _("Aktuelle dienstliche Beurteilungen, vergleichbar gemacht")
    DETAIL = "detail", _("Ausschärfung der aktuellen Beurteilungen")
    EARLIER = "earlier", _("Frühere Beurteilungen")
    INSTRUMENTS = "instruments", _("Weitere leistungsbezogene Erkenntnismittel")


class StepStatus(models.TextChoices):
    OPEN = "open", _("offen")
    DONE = "done", _("abgeschlossen")
    OMITTED = "omitted", _("entfällt, mit Begründung")


class AuxiliaryKind(models.TextChoices):
    """Auxiliary criteria that a statute names. Their order is never the program's (DOMAIN.md 4.1)."""

    WOMEN = "women", _("Förderung von Frauen bei Unterrepräsentanz (§ 8 LGG Berlin)")
    SEVERE_DISABILITY = "severe_disability", _("Schwerbehinderung oder Gleichstellung (SGB IX)")
    MIGRATION = "migration", _("Migrationsgeschichte (§ 12 PartMigG)")
    OTHER = "other", _("anderes Hilfskriterium, im Text benannt")
