"""States of a job."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    WAITING = "waiting", _("wartet")
    RUNNING = "running", _("in Arbeit")
    SUCCEEDED = "succeeded", _("fertig")
    FAILED = "failed", _("nicht gelungen")


OPEN = frozenset({JobState.WAITING, JobState.RUNNING})
ENDED = frozenset({JobState.SUCCEEDED, JobState.FAILED})
