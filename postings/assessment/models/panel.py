"""What the committee adds to the single sheets: who does not rate whom, and the values it agreed on."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.assessment.enums import ExemptionKind
from postings.assessment.models.plan import AssessmentRound
from profiles.models import Criterion
from recruitment.audit.history import ERASURE_RUNS, personal_history


class ExemptionQuerySet(models.QuerySet["Exemption"]):
    def holding_in(self, entry: AssessmentRound) -> "ExemptionQuerySet":
        """Exemptions that hold in this round: those of every round and its own."""
        return self.filter(Q(round=None) | Q(round=entry))


@pghistory.track(**personal_history())
class Exemption(models.Model):
    """One member who gives no sheet on one applicant, with the reason, and the deputy who does instead.

    Without ``round`` it holds for every round (Befangenheit); with one, that round was closed without the sheet.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="exemptions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Mitglied")
    )
    round = models.ForeignKey(
        AssessmentRound, on_delete=models.PROTECT, related_name="exemptions", null=True, verbose_name=_("Runde")
    )
    kind = models.CharField(_("Art"), max_length=10, choices=ExemptionKind)
    reason = models.TextField(_("Grund"))
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("Stellvertretung"),
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("festgehalten am"), auto_now_add=True)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ausschluss von der Bewertung")
        verbose_name_plural = _("Ausschlüsse von der Bewertung")
        ordering = ["recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "person", "round"], name="exemption_once", nulls_distinct=False
            ),
            models.CheckConstraint(name="exemption_with_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="exemption_absence_in_a_round",
                condition=Q(kind="conflict", round=None) | Q(kind="absence", round__isnull=False),
            ),
            models.CheckConstraint(
                name="exemption_deputy_is_another", condition=Q(deputy=None) | ~Q(deputy=models.F("person"))
            ),
            models.CheckConstraint(
                name="exemption_deputy_for_conflicts_only", condition=Q(deputy=None) | Q(kind="conflict")
            ),
            # One person gives one sheet, so nobody stands in for two on one applicant.
            models.UniqueConstraint(fields=["application", "deputy"], name="exemption_deputy_once_per_application"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="exemption_without_sheet",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM assessment_ratingsheet s
                        WHERE s.application_id = NEW.application_id AND s.assessor_id = NEW.person_id
                          AND s.status = 'submitted' AND coalesce(NEW.round_id, s.round_id) = s.round_id
                    ) THEN
                        RAISE EXCEPTION 'the member has submitted a sheet on this application';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="exemption_deputy_stands_by",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("deputy_id", "application_id"),
                func="""
                    IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM postings_committeemembership m
                        JOIN applications_application a ON a.posting_id = m.posting_id
                        WHERE a.id = NEW.application_id AND m.user_id = NEW.deputy_id AND m.role = 'deputy'
                    ) THEN
                        RAISE EXCEPTION 'only a deputy of the committee stands in';
                    END IF;
                    IF EXISTS (
                        SELECT 1 FROM assessment_exemption e
                        WHERE e.application_id = NEW.application_id AND e.person_id = NEW.deputy_id
                          AND e.round_id IS NULL
                    ) THEN
                        RAISE EXCEPTION 'exempt: the deputy does not rate this application';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # What a deputy submitted counts, so the exemption it rests on stays with it.
            pgtrigger.Trigger(
                name="exemption_with_sheet_of_deputy_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("deputy_id", "application_id", "person_id") | pgtrigger.Delete,
                func=f"""
                    IF TG_OP = 'DELETE' AND {ERASURE_RUNS} THEN RETURN OLD; END IF;
                    IF EXISTS (
                        SELECT 1 FROM assessment_ratingsheet s
                        WHERE s.application_id = OLD.application_id AND s.assessor_id = OLD.deputy_id
                          AND s.status = 'submitted'
                    ) AND (TG_OP = 'DELETE' OR (OLD.application_id, OLD.person_id, OLD.deputy_id)
                                               IS DISTINCT FROM (NEW.application_id, NEW.person_id, NEW.deputy_id))
                    THEN
                        RAISE EXCEPTION 'the deputy has submitted a sheet on this application';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.get_kind_display()}"


@pghistory.track(**personal_history())
class ConsensusRating(models.Model):
    """The value the committee agreed on for one criterion of one applicant, beside the single values.

    Recorded while the round is closed and not yet concluded; a whole step of the scale with the reason and who took
    part in the discussion.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="consensus_ratings")
    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="consensus_ratings")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField(_("gemeinsamer Wert"))
    reason = models.TextField(_("Begründung"))
    present = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="ConsensusPresence",
        related_name="+",
        verbose_name=_("an der Besprechung beteiligt"),
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("festgehalten am"), auto_now=True)

    class Meta:
        verbose_name = _("gemeinsamer Wert")
        verbose_name_plural = _("gemeinsame Werte")
        ordering = ["round_id", "application_id", "criterion_id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "round", "criterion"], name="consensusrating_once"),
            models.CheckConstraint(name="consensusrating_value_1_to_5", condition=Q(value__range=(1, 5))),
            models.CheckConstraint(name="consensusrating_with_reason", condition=~Q(reason="")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="consensusrating_while_discussed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("concerned", "BIGINT"), ("step", "TEXT")],
                func=f"""
                    IF TG_OP = 'DELETE' AND {ERASURE_RUNS} THEN RETURN OLD; END IF;
                    IF TG_OP = 'DELETE' THEN concerned := OLD.round_id; ELSE concerned := NEW.round_id; END IF;
                    SELECT status INTO step FROM assessment_assessmentround WHERE id = concerned FOR SHARE;
                    IF step <> 'closed' THEN
                        RAISE EXCEPTION 'locked: values are agreed on while the round is closed and not concluded';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    IF NOT EXISTS (
                        SELECT 1 FROM assessment_roundcriterion o
                        JOIN assessment_assessmentround r ON r.id = o.round_id
                        JOIN applications_application a ON a.posting_id = r.plan_id
                        WHERE o.round_id = NEW.round_id AND o.criterion_id = NEW.criterion_id
                          AND a.id = NEW.application_id
                    ) THEN
                        RAISE EXCEPTION 'the round does not observe this criterion of this application';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.value}"


class ConsensusPresence(models.Model):
    """One person who took part when the committee agreed on a value; held together with the value."""

    consensusrating = models.ForeignKey(ConsensusRating, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Beteiligung an der Besprechung")
        verbose_name_plural = _("Beteiligungen an der Besprechung")
        constraints = [models.UniqueConstraint(fields=["consensusrating", "person"], name="consensuspresence_once")]
        triggers = [
            pgtrigger.Trigger(
                name="consensuspresence_while_discussed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("concerned", "BIGINT"), ("step", "TEXT")],
                func=f"""
                    IF TG_OP = 'DELETE' AND {ERASURE_RUNS} THEN RETURN OLD; END IF;
                    IF TG_OP = 'INSERT' THEN
                        concerned := NEW.consensusrating_id;
                    ELSE
                        concerned := OLD.consensusrating_id;
                    END IF;
                    SELECT r.status INTO step
                    FROM assessment_consensusrating c JOIN assessment_assessmentround r ON r.id = c.round_id
                    WHERE c.id = concerned FOR SHARE OF r;
                    IF step <> 'closed' THEN
                        RAISE EXCEPTION 'locked: values are agreed on while the round is closed and not concluded';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.consensusrating_id}: {self.person_id}"
