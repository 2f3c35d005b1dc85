"""Appraisals, findings of the pre-selection, and its conclusions."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from postings.applications.enums import Basis
from postings.applications.models import Application
from postings.models import Posting
from postings.screening.currency import is_current
from postings.screening.enums import Mark, Step, Verdict
from recruitment.audit.history import personal_history, stands


@pghistory.track(**personal_history())
class Appraisal(models.Model):
    """One dienstliche Beurteilung of one applicant for one period. 1 is the best mark; it is never part of a rating."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="appraisals")
    overall_mark = models.PositiveSmallIntegerField(_("Gesamturteil (1 = beste Note)"), choices=Mark)
    period_from = models.DateField(_("Beurteilungszeitraum von"))
    period_to = models.DateField(_("Beurteilungszeitraum bis"))
    grade = models.CharField(
        _("Statusamt oder Entgeltgruppe im Zeitraum"),
        max_length=80,
        help_text=_("Zum Beispiel A 10. Gleiche Noten in verschiedenen Ämtern sagen nicht das Gleiche."),
    )
    issuing_authority = models.CharField(_("beurteilende Stelle"), max_length=200)
    note = models.TextField(_("Bemerkung"), blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    entered_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Dienstliche Beurteilung")
        verbose_name_plural = _("Dienstliche Beurteilungen")
        ordering = ["-period_to", "-id"]
        constraints = [
            models.CheckConstraint(name="appraisal_mark_1_to_5", condition=Q(overall_mark__in=Mark.values)),
            models.CheckConstraint(
                name="appraisal_period_in_order",
                condition=Q(period_to__gte=F("period_from")),
                violation_error_message=_("Der Zeitraum endet vor seinem Anfang."),
            ),
            models.UniqueConstraint(
                fields=["application", "period_from", "period_to"],
                name="appraisal_once_per_period",
                violation_error_message=_("Für diesen Zeitraum ist schon eine Beurteilung erfasst."),
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Gesamturteil')} {self.get_overall_mark_display()}"

    def is_current_for(self, posting: Posting) -> bool:
        """Whether the appraisal is current on the last day of the application period, by the posting's own rule."""
        return posting.deadline is not None and is_current(
            self.period_to, reference_day=posting.deadline, months=posting.appraisal_current_months
        )


@pghistory.track(**personal_history())
class SingleMark(models.Model):
    """The mark of one characteristic inside an appraisal, for the comparison in detail. 1 is the best."""

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="single_marks")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(_("Merkmal"), max_length=200)
    mark = models.PositiveSmallIntegerField(_("Note (1 = beste)"), choices=Mark)

    class Meta:
        verbose_name = _("Einzelnote")
        verbose_name_plural = _("Einzelnoten")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "position"], name="singlemark_position_once"),
            models.CheckConstraint(name="singlemark_1_to_5", condition=Q(mark__in=Mark.values)),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.mark}"


@pghistory.track(**personal_history())
class Finding(models.Model):
    """What was found about one application in one step of the pre-selection; written by HR or the chair."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="findings")
    step = models.CharField(_("Schritt"), max_length=15, choices=Step)
    verdict = models.CharField(_("Ergebnis"), max_length=10, choices=Verdict)
    basis = models.CharField(_("Grundlage des Vergleichs"), max_length=10, choices=Basis, blank=True)
    reason = models.TextField(_("Begründung"), blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(_("gespeichert am"))

    class Meta:
        verbose_name = _("Feststellung der Vorauswahl")
        verbose_name_plural = _("Feststellungen der Vorauswahl")
        constraints = [
            models.UniqueConstraint(fields=["application", "step"], name="finding_once_per_step"),
            models.CheckConstraint(name="finding_step_is_known", condition=Q(step__in=Step.values)),
            models.CheckConstraint(name="finding_verdict_is_known", condition=Q(verdict__in=Verdict.values)),
            models.CheckConstraint(
                name="finding_no_or_doubt_has_reason",
                condition=Q(verdict=Verdict.YES) | ~Q(reason=""),
                violation_error_message=_("Bitte begründen Sie „nein“ und „Bedenken“."),
            ),
            models.CheckConstraint(
                name="finding_invitation_is_yes_or_no",
                condition=~Q(step=Step.INVITATION) | ~Q(verdict=Verdict.DOUBT),
            ),
            models.CheckConstraint(
                name="finding_comparison_names_basis",
                condition=(Q(step=Step.COMPARISON) & Q(basis__in=Basis.values))
                | (~Q(step=Step.COMPARISON) & Q(basis="")),
                violation_error_message=_("Bitte nennen Sie die Grundlage des Vergleichs."),
            ),
            models.CheckConstraint(
                name="finding_comparison_without_basis_has_reason",
                condition=~Q(basis=Basis.NONE) | ~Q(reason=""),
                violation_error_message=_("Bitte begründen Sie, warum kein Leistungsnachweis vorliegt."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="finding_of_open_preselection",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM screening_preselection p
                        JOIN applications_application a ON a.posting_id = p.posting_id
                        WHERE a.id = NEW.application_id AND p.reopened_at IS NULL
                    ) THEN
                        RAISE EXCEPTION 'the pre-selection is concluded';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.get_verdict_display()}"


class PreSelection(models.Model):
    """One conclusion of the pre-selection of a posting; it stands until it is reopened with a reason and is kept."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="preselections")
    concluded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    concluded_at = models.DateTimeField(_("abgeschlossen am"), auto_now_add=True)
    invited_count = models.PositiveIntegerField(_("zur Einladung vorgeschlagen"))
    not_invited_count = models.PositiveIntegerField(_("nicht vorgeschlagen"))
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopen_reason = models.TextField(_("Begründung"), blank=True)

    class Meta:
        verbose_name = _("Abschluss der Vorauswahl")
        verbose_name_plural = _("Abschlüsse der Vorauswahl")
        ordering = ["concluded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["posting"], condition=Q(reopened_at=None), name="preselection_one_standing_per_posting"
            ),
            models.CheckConstraint(
                name="preselection_reopened_with_person_and_reason",
                condition=Q(reopened_at=None, reopened_by=None, reopen_reason="")
                | Q(~Q(reopen_reason=""), reopened_at__isnull=False, reopened_by__isnull=False),
            ),
        ]
        triggers = [
            stands(
                "preselection_reopened_stays",
                "reopen_reason",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__reopened_at__isnull=False),
            ),
            pgtrigger.Protect(name="preselection_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{_('Vorauswahl')} {self.posting.reference_number}"
