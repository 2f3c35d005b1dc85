"""Rating sheets and ratings. What is submitted is held by triggers; see DOMAIN.md R13, R14, I9, I10."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.assessment.enums import SheetStatus
from postings.assessment.models.plan import AssessmentRound
from profiles.models import Criterion
from recruitment.audit.history import ERASURE_RUNS, kept_unless_erased, personal_history

RATING_ROLES = ("assessor", "deputy")  # a deputy gives sheets only where a member is exempt


class RatingSheetQuerySet(models.QuerySet["RatingSheet"]):
    def submitted(self) -> "RatingSheetQuerySet":
        return self.filter(status=SheetStatus.SUBMITTED)

    def counting(self) -> "RatingSheetQuerySet":
        """Submitted sheets of applications that are still to be rated, by people who still rate."""
        return self.submitted().filter(
            application__in=Application.objects.to_be_rated(),
            application__posting__memberships__user=models.F("assessor"),
            application__posting__memberships__role__in=RATING_ROLES,
        )


@pghistory.track(**personal_history())
class RatingSheet(models.Model):
    """One assessor's sheet for one application in one round: a draft until submitted, then locked for good.

    ``version`` counts the saves, so that a stale second tab is noticed. ``entered_by`` is set when the personnel office
    typed a paper sheet. ``weighted_points`` (sum of weight times value) and ``rated_weight`` (sum of the weights rated)
    are written by the database at submission from the very rows it locks; whole numbers, None before.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="sheets")
    round = models.ForeignKey(
        AssessmentRound, on_delete=models.PROTECT, related_name="sheets", verbose_name=_("Bewertungsrunde")
    )
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sheets", verbose_name=_("bewertet von")
    )
    status = models.CharField(_("Stand"), max_length=10, choices=SheetStatus, default=SheetStatus.DRAFT)
    version = models.PositiveIntegerField(default=0)
    note = models.TextField(_("Gesamteindruck"), blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("vom Papierbogen eingegeben durch"),
    )
    started_at = models.DateTimeField(_("begonnen am"), auto_now_add=True)
    saved_at = models.DateTimeField(_("gespeichert am"), auto_now=True)
    submitted_at = models.DateTimeField(_("abgegeben am"), null=True, blank=True)
    weighted_points = models.PositiveIntegerField(null=True, editable=False)
    rated_weight = models.PositiveIntegerField(null=True, editable=False)

    objects = RatingSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("Bewertungsbogen")
        verbose_name_plural = _("Bewertungsbögen")
        ordering = ["application__number", "round__position", "assessor_id"]
        indexes = [
            models.Index(
                fields=["application"],
                condition=Q(status="submitted"),
                include=["assessor", "round", "weighted_points", "rated_weight"],
                name="ratingsheet_submitted",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "assessor", "round"], name="ratingsheet_once_per_assessor_and_round"
            ),
            models.CheckConstraint(name="ratingsheet_status_is_known", condition=Q(status__in=SheetStatus.values)),
            models.CheckConstraint(
                name="ratingsheet_submitted_at_iff_submitted",
                condition=Q(
                    status="submitted",
                    submitted_at__isnull=False,
                    weighted_points__isnull=False,
                    rated_weight__isnull=False,
                )
                | Q(status="draft", submitted_at__isnull=True, weighted_points__isnull=True, rated_weight__isnull=True),
            ),
        ]
        triggers = [
            kept_unless_erased("ratingsheet_locked", condition=pgtrigger.Q(old__status="submitted")),
            # At submission once more: a draft of somebody who is exempt since is kept, but never counts.
            pgtrigger.Trigger(
                name="ratingsheet_assessor_rates_here",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("status", "application_id", "assessor_id", "round_id"),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM postings_committeemembership m
                        JOIN applications_application a ON a.posting_id = m.posting_id
                        JOIN assessment_assessmentround r ON r.plan_id = a.posting_id
                        WHERE a.id = NEW.application_id AND r.id = NEW.round_id AND m.user_id = NEW.assessor_id
                          AND (m.role = 'assessor' OR m.role = 'deputy' AND EXISTS (
                              SELECT 1 FROM assessment_exemption e
                              WHERE e.application_id = a.id AND e.deputy_id = NEW.assessor_id
                                AND coalesce(e.round_id, r.id) = r.id))
                    ) THEN
                        RAISE EXCEPTION 'only an assessor of the committee has a rating sheet';
                    END IF;
                    IF EXISTS (
                        SELECT 1 FROM assessment_exemption e
                        WHERE e.application_id = NEW.application_id AND e.person_id = NEW.assessor_id
                          AND coalesce(e.round_id, NEW.round_id) = NEW.round_id
                    ) THEN
                        RAISE EXCEPTION 'exempt: this member does not rate this application';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # The application is locked, so that no sheet slips in while it is withdrawn or erased.
            pgtrigger.Trigger(
                name="ratingsheet_application_is_rated",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("status", "application_id"),
                func="""
                    PERFORM 1 FROM applications_application
                    WHERE id = NEW.application_id AND status = 'eligible' FOR SHARE;
                    IF NOT FOUND THEN
                        RAISE EXCEPTION 'locked: the application is not rated';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # The word of the person comes first.
            pgtrigger.Trigger(
                name="ratingsheet_by_the_impartial",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("status", "application_id", "assessor_id", "round_id"),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM assessment_impartialitydeclaration d
                        JOIN applications_application a ON a.id = d.application_id
                        JOIN postings_posting p ON p.id = a.posting_id
                        WHERE d.application_id = NEW.application_id AND d.person_id = NEW.assessor_id
                          AND NOT d.is_conflicted
                          AND (d.names_were_shown OR (p.is_blind AND p.names_disclosed_at IS NULL))
                    ) THEN
                        RAISE EXCEPTION 'undeclared: no declaration of impartiality on this application';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # Whoever begins the first sheet locks the plan against changes, and waits for one that is under way.
            pgtrigger.Trigger(
                name="ratingsheet_fixes_the_plan",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM 1 FROM assessment_assessmentplan p
                    JOIN assessment_assessmentround r ON r.plan_id = p.posting_id
                    WHERE r.id = NEW.round_id FOR SHARE OF p;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="ratingsheet_round_is_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("step", "TEXT")],
                func="""
                    SELECT status INTO step FROM assessment_assessmentround WHERE id = NEW.round_id FOR SHARE;
                    IF step <> 'open' THEN
                        RAISE EXCEPTION 'locked: the round is not open';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # Locks nothing before the sums are right: the sums are taken from the rows that the lock then protects.
            pgtrigger.Trigger(
                name="ratingsheet_complete_when_submitted",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__status="submitted"),
                declare=[("expected", "INTEGER"), ("answered", "INTEGER")],
                func="""
                    SELECT count(*) INTO expected FROM assessment_roundcriterion WHERE round_id = NEW.round_id;
                    SELECT count(*) FILTER (
                               WHERE r.value IS NOT NULL OR (r.is_not_assessable AND r.not_assessable_reason <> '')),
                           coalesce(sum(c.weight * r.value), 0),
                           coalesce(sum(c.weight) FILTER (WHERE r.value IS NOT NULL), 0)
                    INTO answered, NEW.weighted_points, NEW.rated_weight
                    FROM assessment_rating r JOIN profiles_criterion c ON c.id = r.criterion_id
                    WHERE r.sheet_id = NEW.id;
                    IF answered <> expected THEN
                        RAISE EXCEPTION 'a submitted sheet answers every criterion (% of %)', answered, expected;
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Bewertungsbogen')} {self.application.number} – {self.assessor}"

    @property
    def is_submitted(self) -> bool:
        return self.status == SheetStatus.SUBMITTED


@pghistory.track(**personal_history())
class Rating(models.Model):
    """One assessor's answer on one criterion. No row or an empty row = open; never read as a number.

    ``value`` is a whole step of the scale (1..5, 5 is best); ``is_not_assessable`` with its reason is the third state.
    """

    sheet = models.ForeignKey(RatingSheet, on_delete=models.CASCADE, related_name="ratings")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField(_("Bewertung"), null=True, blank=True)
    is_not_assessable = models.BooleanField(_("nicht beurteilbar"), default=False)
    not_assessable_reason = models.TextField(_("Grund"), blank=True)
    observation = models.TextField(_("Beobachtung"), blank=True)

    class Meta:
        verbose_name = _("Einzelbewertung")
        verbose_name_plural = _("Einzelbewertungen")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="rating_once_per_criterion"),
            models.CheckConstraint(
                name="rating_value_1_to_5",
                condition=Q(value__isnull=True) | Q(value__range=(1, 5)),
                violation_error_message=_("Die Bewertung liegt nicht auf der Skala."),
            ),
            models.CheckConstraint(
                name="rating_value_or_not_assessable", condition=Q(value__isnull=True) | Q(is_not_assessable=False)
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="rating_of_open_sheet",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("state", "TEXT"), ("step", "TEXT")],
                func=f"""
                    IF TG_OP <> 'INSERT' AND (TG_OP = 'DELETE' OR NEW.sheet_id <> OLD.sheet_id) THEN
                        SELECT status INTO state FROM assessment_ratingsheet WHERE id = OLD.sheet_id FOR SHARE;
                        IF state = 'submitted' AND NOT (TG_OP = 'DELETE' AND {ERASURE_RUNS}) THEN
                            RAISE EXCEPTION 'locked: the rating sheet has been submitted';
                        END IF;
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    SELECT s.status, r.status INTO state, step
                    FROM assessment_ratingsheet s JOIN assessment_assessmentround r ON r.id = s.round_id
                    WHERE s.id = NEW.sheet_id FOR SHARE OF s;
                    IF state = 'submitted' THEN
                        RAISE EXCEPTION 'locked: the rating sheet has been submitted';
                    END IF;
                    IF step <> 'open' THEN
                        RAISE EXCEPTION 'locked: the round is not open';
                    END IF;
                    IF TG_OP = 'INSERT' OR NEW.criterion_id <> OLD.criterion_id OR NEW.sheet_id <> OLD.sheet_id THEN
                        IF NOT EXISTS (
                            SELECT 1 FROM assessment_ratingsheet s
                            JOIN assessment_roundcriterion o ON o.round_id = s.round_id
                            WHERE s.id = NEW.sheet_id AND o.criterion_id = NEW.criterion_id
                        ) THEN
                            RAISE EXCEPTION 'the round does not observe this criterion';
                        END IF;
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.value}"

    @property
    def is_open(self) -> bool:
        return self.value is None and not self.is_not_assessable
