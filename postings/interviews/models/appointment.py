"""When somebody is interviewed."""

import uuid

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.assessment.models import AssessmentRound
from recruitment.audit.history import personal_history

# A plain index on numbers and ranges together needs an extension; a number as a range of one does not.
SAME_ROUND = Func(F("round"), F("round"), Value("[]"), function="int8range")
SAME_TIME = Func(F("starts_at"), F("ends_at"), RangeBoundary(), function="tstzrange")
# An interview and its record belong to a round of the very procedure in which somebody is asked something.
IN_THIS_ROUND = """
    IF NOT EXISTS (
        SELECT 1 FROM assessment_assessmentround r JOIN applications_application a ON a.posting_id = r.plan_id
        WHERE r.id = NEW.round_id AND a.id = NEW.application_id AND r.instrument <> 'file'
    ) THEN
        RAISE EXCEPTION 'this applicant is not interviewed in this round';
    END IF;
    RETURN NEW;
"""


@pghistory.track(**personal_history())
class Interview(models.Model):
    """One appointment of one applicant in one round. Planned by the chair or the personnel office.

    ``uid`` and ``sequence`` (number of changes) are what a calendar knows the entry by. The committee is one: no two
    interviews of a round overlap.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="interviews")
    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="interviews")
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"))
    place = models.CharField(_("Ort"), max_length=200, blank=True)
    note = models.TextField(_("Hinweis für die Kommission"), blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("zuletzt geändert"), auto_now=True)

    class Meta:
        verbose_name = _("Termin eines Auswahlgesprächs")
        verbose_name_plural = _("Termine der Auswahlgespräche")
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "round"], name="interview_once_per_round"),
            models.CheckConstraint(name="interview_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))),
            ExclusionConstraint(
                name="interview_one_at_a_time",
                expressions=[(SAME_ROUND, RangeOperators.OVERLAPS), (SAME_TIME, RangeOperators.OVERLAPS)],
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="interview_in_this_round",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("application_id", "round_id"),
                func=IN_THIS_ROUND,
            )
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.starts_at:%d.%m.%Y %H:%M}"

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60
