"""The record of one interview: what was asked, what was answered, who was there (DOMAIN.md R8). Never a rating."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.assessment.models import AssessmentRound
from postings.interviews.models.appointment import IN_THIS_ROUND
from postings.interviews.models.guide import GuideQuestion, InterviewGuide
from recruitment.audit.history import ERASURE_RUNS, personal_history


def _while_round_runs(name: str, round_id: str) -> pgtrigger.Trigger:
    """Return a trigger that lets rows change only while the round is open or discussed; ``round_id`` is SQL for the
    round of ``{row}``. Once it is concluded, only an erasure takes them away."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("concerned", "BIGINT"), ("step", "TEXT")],
        func=f"""
            IF TG_OP = 'DELETE' AND {ERASURE_RUNS} THEN RETURN OLD; END IF;
            IF TG_OP <> 'INSERT' THEN
                SELECT {round_id.format(row="OLD")} INTO concerned;
                SELECT status INTO step FROM assessment_assessmentround WHERE id = concerned FOR SHARE;
                IF step NOT IN ('open', 'closed') THEN
                    RAISE EXCEPTION 'locked: a record is kept while the round is open or discussed';
                END IF;
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            SELECT {round_id.format(row="NEW")} INTO concerned;
            SELECT status INTO step FROM assessment_assessmentround WHERE id = concerned FOR SHARE;
            IF step NOT IN ('open', 'closed') THEN
                RAISE EXCEPTION 'locked: a record is kept while the round is open or discussed';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - fixed names of our own tables only
    )


@pghistory.track(**personal_history())
class InterviewRecord(models.Model):
    """What was said in one interview, in outline; written while or after it, by whoever keeps the minutes or rates.

    ``version`` counts the saves, so that a stale second tab is noticed. Without a guide ``guide_version`` is None.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="interview_records")
    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="interview_records")
    guide = models.ForeignKey(InterviewGuide, on_delete=models.PROTECT, related_name="records", null=True)
    guide_version = models.PositiveIntegerField(_("Fassung des Leitfadens"), null=True)
    started_at = models.DateTimeField(_("Beginn"), null=True)
    ended_at = models.DateTimeField(_("Ende"), null=True)
    present = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="RecordPresence", related_name="+", verbose_name=_("anwesend")
    )
    others_present = models.CharField(_("weitere Anwesende"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(_("gespeichert am"), auto_now=True)

    class Meta:
        verbose_name = _("Gesprächsprotokoll")
        verbose_name_plural = _("Gesprächsprotokolle")
        ordering = ["round_id", "application_id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "round"], name="interviewrecord_once_per_round"),
            models.CheckConstraint(
                name="interviewrecord_ends_after_it_starts",
                condition=Q(ended_at=None) | Q(started_at__isnull=False, ended_at__gt=F("started_at")),
            ),
            models.CheckConstraint(
                name="interviewrecord_guide_with_version",
                condition=Q(guide=None, guide_version=None) | Q(guide__isnull=False, guide_version__isnull=False),
            ),
        ]
        triggers = [
            _while_round_runs("interviewrecord_while_round_runs", "{row}.round_id"),
            # Whoever writes the first record locks the guide against changes, and waits for one that is under way.
            pgtrigger.Trigger(
                name="interviewrecord_fixes_the_guide",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("guide_id", "round_id"),
                func="""
                    PERFORM 1 FROM assessment_assessmentplan p
                    JOIN assessment_assessmentround r ON r.plan_id = p.posting_id
                    WHERE r.id = NEW.round_id FOR SHARE OF p;
                    IF NEW.guide_id IS DISTINCT FROM
                       (SELECT id FROM interviews_interviewguide WHERE round_id = NEW.round_id) THEN
                        RAISE EXCEPTION 'the record goes by the guide of its round';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="interviewrecord_in_this_round",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("application_id", "round_id"),
                func=IN_THIS_ROUND,
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Gesprächsprotokoll')} {self.application.number}"


ROUND_OF_RECORD = "(SELECT round_id FROM interviews_interviewrecord WHERE id = {row}.record_id)"


@pghistory.track(**personal_history())
class RecordAnswer(models.Model):
    """One question of the guide in one interview: asked or not (None: nothing said yet), the answer in outline."""

    record = models.ForeignKey(InterviewRecord, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(GuideQuestion, on_delete=models.PROTECT, related_name="answers")
    is_asked = models.BooleanField(_("gestellt"), null=True)
    reason = models.TextField(_("Grund, warum nicht gestellt"), blank=True)
    answer = models.TextField(_("Antwort in Stichworten"), blank=True)

    class Meta:
        verbose_name = _("Antwort auf eine Frage des Leitfadens")
        verbose_name_plural = _("Antworten auf Fragen des Leitfadens")
        ordering = ["record_id", "question__position"]
        constraints = [
            models.UniqueConstraint(fields=["record", "question"], name="recordanswer_once"),
            models.CheckConstraint(
                name="recordanswer_not_asked_with_reason", condition=~Q(is_asked=False) | ~Q(reason="")
            ),
        ]
        triggers = [
            _while_round_runs("recordanswer_while_round_runs", ROUND_OF_RECORD),
            pgtrigger.Trigger(
                name="recordanswer_of_the_guide",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("record_id", "question_id"),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM interviews_interviewrecord r
                        JOIN interviews_guidequestion q ON q.guide_id = r.guide_id
                        WHERE r.id = NEW.record_id AND q.id = NEW.question_id
                    ) THEN
                        RAISE EXCEPTION 'the question is not of the guide of this record';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.question_id}"


@pghistory.track(**personal_history())
class RecordExtra(models.Model):
    """A question beyond the guide, and its answer."""

    record = models.ForeignKey(InterviewRecord, on_delete=models.CASCADE, related_name="extras")
    position = models.PositiveSmallIntegerField()
    question = models.TextField(_("zusätzliche Frage"))
    answer = models.TextField(_("Antwort in Stichworten"), blank=True)

    class Meta:
        verbose_name = _("zusätzliche Frage")
        verbose_name_plural = _("zusätzliche Fragen")
        ordering = ["record_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["record", "position"], name="recordextra_position_once"),
            models.CheckConstraint(name="recordextra_with_question", condition=~Q(question="")),
        ]
        triggers = [_while_round_runs("recordextra_while_round_runs", ROUND_OF_RECORD)]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.question}"


class RecordPresence(models.Model):
    """One member of the committee, or somebody of the personnel office, who took part in the interview."""

    record = models.ForeignKey(InterviewRecord, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Anwesenheit im Auswahlgespräch")
        verbose_name_plural = _("Anwesenheiten im Auswahlgespräch")
        constraints = [models.UniqueConstraint(fields=["record", "person"], name="recordpresence_once")]
        triggers = [_while_round_runs("recordpresence_while_round_runs", ROUND_OF_RECORD)]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.person_id}"
