"""One row per piece of long work, as the person who started it sees it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recruitment.accounts.models import User
from recruitment.jobs.enums import ENDED, OPEN, JobState
from recruitment.jobs.kinds import KINDS


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: User) -> "JobQuerySet":
        """Jobs are for whoever started them; what came of them is looked up where it belongs, by its own rules."""
        return self.filter(started_by=user)

    def open(self) -> "JobQuerySet":
        return self.filter(state__in=OPEN)


class Job(models.Model):
    """A piece of work handed to the workers. Made by ``services.start_job``, written by the worker that does it.

    ``arguments`` are ids and switches, never personal data. ``attempts`` counts how often a worker began, and tells a
    worker that was thought dead that another has taken over. ``queue_id`` is procrastinate's row while it lives.
    """

    kind = models.CharField(_("Art"), max_length=40)
    posting_reference = models.CharField(_("Kennzahl"), max_length=40, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("begonnen von")
    )
    arguments = models.JSONField(default=dict)
    back_url = models.CharField(max_length=300)
    state = models.CharField(_("Stand"), max_length=10, choices=JobState, default=JobState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)
    result_url = models.CharField(max_length=300, blank=True)
    result_label = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)
    queue_id = models.BigIntegerField(null=True, unique=True)
    queued_at = models.DateTimeField(_("begonnen"), default=timezone.now)
    ended_at = models.DateTimeField(_("beendet"), null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("Vorgang")
        verbose_name_plural = _("Vorgänge")
        ordering = ["-queued_at", "-id"]
        constraints = [
            models.CheckConstraint(name="job_state_is_known", condition=Q(state__in=JobState.values)),
            models.CheckConstraint(name="job_done_within_total", condition=Q(done__lte=F("total"))),
            models.CheckConstraint(
                name="job_ended_at_iff_ended",
                condition=Q(state__in=sorted(ENDED), ended_at__isnull=False)
                | Q(state__in=sorted(OPEN), ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="job_error_iff_failed",
                condition=(Q(state="failed") & ~Q(error="")) | (~Q(state="failed") & Q(error="")),
            ),
            models.CheckConstraint(
                name="job_result_only_of_success", condition=Q(state="succeeded") | Q(result_url="", result_label="")
            ),
            models.UniqueConstraint(
                fields=["kind", "started_by", "arguments"],
                condition=Q(state__in=sorted(OPEN)),
                name="job_open_once_per_person_and_work",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="job_ended_stays", operation=pgtrigger.Update, condition=pgtrigger.Q(old__state__in=sorted(ENDED))
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.posting_reference}".strip()

    @property
    def title(self) -> str:
        return str(KINDS[self.kind].label) if self.kind in KINDS else self.kind

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED
