"""The interview guide of a round. Everybody is asked the same, so it is fixed before the first interview (DOMAIN.md 6).

Held by triggers: a change of the guide and the first sheet or record of the round lock the same row, that of the plan.
"""

import pghistory
import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.assessment.models import AssessmentRound
from profiles.models import Criterion

LONGEST_QUESTION = 120  # minutes


def _fixed_by_first_interview(name: str, round_id: str) -> pgtrigger.Trigger:
    """Return a trigger that refuses a change once a record or a sheet of the round exists.

    ``round_id`` is SQL for the round of ``{row}``.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("before", "BIGINT"), ("after", "BIGINT")],
        func=f"""
            IF TG_OP <> 'INSERT' THEN SELECT {round_id.format(row="OLD")} INTO before; END IF;
            IF TG_OP <> 'DELETE' THEN SELECT {round_id.format(row="NEW")} INTO after; END IF;
            PERFORM 1 FROM assessment_assessmentplan p
            JOIN assessment_assessmentround r ON r.plan_id = p.posting_id
            WHERE r.id IN (before, after) FOR UPDATE OF p;
            IF EXISTS (SELECT 1 FROM assessment_ratingsheet WHERE round_id IN (before, after))
               OR EXISTS (SELECT 1 FROM interviews_interviewrecord WHERE round_id IN (before, after)) THEN
                RAISE EXCEPTION 'fixed: the first interview of the round has been held';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,  # noqa: S608 - fixed names of our own tables only
    )


@pghistory.track()
class InterviewGuide(models.Model):
    """What is asked in the interviews or at the task of one round, the same for everybody.

    ``version`` counts every change of guide and questions: a stale tab is noticed by it, and each record names it.
    """

    round = models.OneToOneField(
        AssessmentRound, on_delete=models.PROTECT, related_name="guide", verbose_name=_("Bewertungsrunde")
    )
    opening = models.TextField(_("Begrüßung"), blank=True)
    closing = models.TextField(_("Abschluss"), blank=True)
    version = models.PositiveIntegerField(_("Fassung"), default=1)
    changed_at = models.DateTimeField(_("zuletzt geändert"), auto_now=True)

    class Meta:
        verbose_name = _("Gesprächsleitfaden")
        verbose_name_plural = _("Gesprächsleitfäden")
        triggers = [
            _fixed_by_first_interview("interviewguide_fixed", "{row}.round_id"),
            pgtrigger.Trigger(
                name="interviewguide_of_a_conversation",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("round_id"),
                func="""
                    IF (SELECT instrument FROM assessment_assessmentround WHERE id = NEW.round_id) = 'file' THEN
                        RAISE EXCEPTION 'nobody is asked anything in a round on the file';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Gesprächsleitfaden')} {self.round}"


@pghistory.track()
class GuideQuestion(models.Model):
    """One question or task, with what a good answer holds. ``minutes`` is how long it may take, None if it is open.

    ``version`` counts the changes of this question alone, so that two people may work on two questions.
    """

    guide = models.ForeignKey(InterviewGuide, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(_("Reihenfolge"))
    text = models.TextField(_("Frage oder Aufgabe"))
    expected = models.TextField(_("Erwartete Bestandteile der Antwort"), blank=True)
    follow_ups = models.TextField(_("Zulässige Nachfragen"), blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("Minuten"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(LONGEST_QUESTION)]
    )
    version = models.PositiveIntegerField(default=1)
    criteria = models.ManyToManyField(Criterion, through="QuestionCriterion", related_name="+")

    class Meta:
        verbose_name = _("Frage des Leitfadens")
        verbose_name_plural = _("Fragen des Leitfadens")
        ordering = ["guide_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["guide", "position"],
                name="guidequestion_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(name="guidequestion_with_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="guidequestion_minutes", condition=Q(minutes=None) | Q(minutes__range=(1, LONGEST_QUESTION))
            ),
        ]
        triggers = [
            _fixed_by_first_interview(
                "guidequestion_fixed", "(SELECT round_id FROM interviews_interviewguide WHERE id = {row}.guide_id)"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.text}"


ROUND_OF_QUESTION = """(
    SELECT g.round_id FROM interviews_guidequestion q JOIN interviews_interviewguide g ON g.id = q.guide_id
    WHERE q.id = {row}.question_id
)"""


@pghistory.track()
class QuestionCriterion(models.Model):
    """One criterion of the round that an answer tells something about."""

    question = models.ForeignKey(GuideQuestion, on_delete=models.CASCADE, related_name="links")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Anforderung einer Frage")
        verbose_name_plural = _("Anforderungen einer Frage")
        constraints = [models.UniqueConstraint(fields=["question", "criterion"], name="questioncriterion_once")]
        triggers = [
            _fixed_by_first_interview("questioncriterion_fixed", ROUND_OF_QUESTION),
            pgtrigger.Trigger(
                name="questioncriterion_observed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=f"""
                    IF NOT EXISTS (
                        SELECT 1 FROM assessment_roundcriterion o
                        WHERE o.round_id = {ROUND_OF_QUESTION.format(row="NEW")} AND o.criterion_id = NEW.criterion_id
                    ) THEN
                        RAISE EXCEPTION 'the round does not observe this criterion';
                    END IF;
                    RETURN NEW;
                """,  # noqa: S608 - fixed names of our own tables only
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.criterion_id}"


@pghistory.track()
class QuestionAnchor(models.Model):
    """What an answer at one step of the scale looks like; written for 1, 3 and 5 as a rule."""

    question = models.ForeignKey(GuideQuestion, on_delete=models.CASCADE, related_name="anchors")
    value = models.PositiveSmallIntegerField(_("Stufe"))
    text = models.TextField(_("Verhaltensanker"))

    class Meta:
        verbose_name = _("Anker")
        verbose_name_plural = _("Anker")
        ordering = ["question_id", "-value"]
        constraints = [
            models.UniqueConstraint(fields=["question", "value"], name="questionanchor_once"),
            models.CheckConstraint(name="questionanchor_value_1_to_5", condition=Q(value__range=(1, 5))),
            models.CheckConstraint(name="questionanchor_with_text", condition=~Q(text="")),
        ]
        triggers = [_fixed_by_first_interview("questionanchor_fixed", ROUND_OF_QUESTION)]

    def __str__(self) -> str:
        return f"{self.value}: {self.text}"
