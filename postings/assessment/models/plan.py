"""The plan of the rating: which rounds there are, what each observes, how their values combine.

All of it is fixed before the first rating (DOMAIN.md 6, R4) and held by triggers: the first sheet and a change of the
plan lock the same row.
"""

import pghistory
import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.assessment.enums import CombinationRule, Instrument, RoundStatus, Visibility
from postings.models import Posting
from profiles.models import Criterion
from recruitment.audit.history import procedure_history

LARGEST_SHARE = 100


def _fixed_by_first_sheet(
    name: str,
    plan: str,
    *,
    operation: pgtrigger.Operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    condition: pgtrigger.Condition | None = None,
) -> pgtrigger.Trigger:
    """Return a trigger that refuses a change once a sheet has been begun; ``plan`` is SQL for the plan's id."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        condition=condition,
        declare=[("concerned", "BIGINT")],
        func=f"""
            IF TG_OP = 'DELETE' THEN
                SELECT {plan.format(row="OLD")} INTO concerned;
            ELSE
                SELECT {plan.format(row="NEW")} INTO concerned;
            END IF;
            PERFORM 1 FROM assessment_assessmentplan WHERE posting_id = concerned FOR UPDATE;
            IF EXISTS (
                SELECT 1 FROM assessment_ratingsheet s JOIN assessment_assessmentround r ON r.id = s.round_id
                WHERE r.plan_id = concerned
            ) THEN
                RAISE EXCEPTION 'fixed: the first rating has been given';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )


@pghistory.track()
class AssessmentPlan(models.Model):
    """How a posting is rated; one per posting, there from the opening of the rating at the latest."""

    posting = models.OneToOneField(Posting, on_delete=models.CASCADE, primary_key=True, related_name="plan")
    combination = models.CharField(
        _("Mehrere Runden zu einer Anforderung"),
        max_length=10,
        choices=CombinationRule,
        default=CombinationRule.MEAN,
    )

    class Meta:
        verbose_name = _("Bewertungsplan")
        verbose_name_plural = _("Bewertungspläne")
        constraints = [
            models.CheckConstraint(
                name="assessmentplan_combination_is_known", condition=Q(combination__in=CombinationRule.values)
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="assessmentplan_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM assessment_ratingsheet s JOIN assessment_assessmentround r ON r.id = s.round_id
                        WHERE r.plan_id = OLD.posting_id
                    ) THEN
                        RAISE EXCEPTION 'fixed: the first rating has been given';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{_('Bewertungsplan')} {self.posting_id}"


@pghistory.track(**procedure_history("closing_reason", "reopening_reason", "concluding_reason"))
class AssessmentRound(models.Model):
    """One round of rating with one instrument: every assessor gives one sheet per applicant.

    ``share`` counts only under the rule "shares" (1..100, whole parts). ``closing_reason`` says why a round was closed
    while sheets were missing, ``reopening_reason`` why it was opened again the last time, ``concluding_reason`` why it
    was concluded though a record of an interview was missing; the history keeps each.
    ``due_on`` is the last day for the sheets; it asks and reminds, and locks nothing.
    """

    plan = models.ForeignKey(AssessmentPlan, on_delete=models.CASCADE, related_name="rounds")
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=1)
    instrument = models.CharField(_("Instrument"), max_length=10, choices=Instrument, default=Instrument.INTERVIEW)
    title = models.CharField(_("Bezeichnung"), max_length=120)
    share = models.PositiveSmallIntegerField(
        _("Anteil"), default=1, validators=[MinValueValidator(1), MaxValueValidator(LARGEST_SHARE)]
    )
    visibility = models.CharField(
        _("Bewertungen der anderen sind sichtbar"),
        max_length=20,
        choices=Visibility,
        default=Visibility.AFTER_OWN_SHEETS,
    )
    criteria = models.ManyToManyField(Criterion, through="RoundCriterion", related_name="+")
    due_on = models.DateField(_("Bewertungsfrist"), null=True, blank=True)
    status = models.CharField(_("Stand"), max_length=10, choices=RoundStatus, default=RoundStatus.PLANNED)
    opened_at = models.DateTimeField(_("geöffnet am"), null=True, editable=False)
    closed_at = models.DateTimeField(_("geschlossen am"), null=True, editable=False)
    closing_reason = models.TextField(_("Grund des Schließens ohne alle Bögen"), blank=True, editable=False)
    reopening_reason = models.TextField(_("Grund der erneuten Öffnung"), blank=True, editable=False)
    concluded_at = models.DateTimeField(_("abgeschlossen am"), null=True, editable=False)
    concluding_reason = models.TextField(_("Grund des Abschlusses trotz Lücken"), blank=True, editable=False)

    class Meta:
        verbose_name = _("Bewertungsrunde")
        verbose_name_plural = _("Bewertungsrunden")
        ordering = ["plan_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"],
                name="assessmentround_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(name="assessmentround_share", condition=Q(share__range=(1, LARGEST_SHARE))),
            models.CheckConstraint(
                name="assessmentround_choices_are_known",
                condition=Q(
                    instrument__in=Instrument.values,
                    visibility__in=Visibility.values,
                    status__in=RoundStatus.values,
                ),
            ),
            models.CheckConstraint(
                name="assessmentround_times_follow_status",
                condition=Q(status="planned", opened_at=None, closed_at=None, concluded_at=None)
                | Q(status="open", opened_at__isnull=False, closed_at=None, concluded_at=None)
                | Q(status="closed", opened_at__isnull=False, closed_at__isnull=False, concluded_at=None)
                | Q(
                    status="concluded",
                    opened_at__isnull=False,
                    closed_at__isnull=False,
                    concluded_at__isnull=False,
                ),
            ),
        ]
        triggers = [
            _fixed_by_first_sheet(
                "assessmentround_set_fixed", "{row}.plan_id", operation=pgtrigger.Insert | pgtrigger.Delete
            ),
            # The steps of a round are taken while sheets are there; everything else is the plan.
            _fixed_by_first_sheet(
                "assessmentround_fixed",
                "{row}.plan_id",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("plan", "position", "instrument", "title", "share", "visibility"),
            ),
            pgtrigger.Trigger(
                name="assessmentround_due_until_closed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("due_on"),
                func="""
                    IF OLD.status NOT IN ('planned', 'open') THEN
                        RAISE EXCEPTION 'fixed: the round is closed';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="assessmentround_steps",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("status"),
                func="""
                    IF (OLD.status, NEW.status) NOT IN (
                        ('planned', 'open'), ('open', 'closed'), ('closed', 'open'), ('closed', 'concluded')
                    ) AND NOT ((OLD.status, NEW.status) = ('open', 'planned') AND NOT EXISTS (
                        SELECT 1 FROM assessment_ratingsheet s WHERE s.round_id = OLD.id
                    )) THEN
                        RAISE EXCEPTION 'a round does not go from % to %', OLD.status, NEW.status;
                    END IF;
                    IF OLD.status = 'closed' AND NEW.status = 'open' AND NEW.reopening_reason = '' THEN
                        RAISE EXCEPTION 'a round is opened again with a reason only';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.status == RoundStatus.OPEN

    @property
    def is_revealed(self) -> bool:
        """Whether the committee talks about the values: the round is closed, or concluded."""
        return self.status in (RoundStatus.CLOSED, RoundStatus.CONCLUDED)


class RoundCriterion(models.Model):
    """One criterion that a round observes."""

    round = models.ForeignKey(AssessmentRound, on_delete=models.CASCADE, related_name="observed")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("beobachtete Anforderung")
        verbose_name_plural = _("beobachtete Anforderungen")
        constraints = [models.UniqueConstraint(fields=["round", "criterion"], name="roundcriterion_once")]
        triggers = [
            _fixed_by_first_sheet(
                "roundcriterion_fixed",
                "(SELECT plan_id FROM assessment_assessmentround WHERE id = {row}.round_id)",
            ),
            pgtrigger.Trigger(
                name="roundcriterion_of_the_profile",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM assessment_assessmentround r JOIN postings_posting p ON p.id = r.plan_id
                        JOIN profiles_criterion c ON c.profile_id = p.profile_id
                        WHERE r.id = NEW.round_id AND c.id = NEW.criterion_id
                    ) THEN
                        RAISE EXCEPTION 'the criterion does not belong to the profile of the posting';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.criterion_id}"
