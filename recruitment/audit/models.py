"""One row per act of the procedure."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recruitment.accounts.models import User
from recruitment.audit.history import ERASURE_RUNS
from recruitment.audit.wording import COUNTING, PERSONNEL_OFFICE_ONLY, WORDING


class EventQuerySet(models.QuerySet["Event"]):
    def shown_to(self, user: User) -> "EventQuerySet":
        """Leave out what only the personnel office may know to have happened."""
        return self if user.is_hr_officer else self.exclude(action__in=PERSONNEL_OFFICE_ONLY)


class Event(models.Model):
    """An act that somebody did, in the order of doing. Written by ``services.record`` only.

    ``subject_*`` names the row it is about; ``posting_reference`` the procedure it belongs to (plain text: the audit
    knows no procedure). ``facts`` are ids, numbers and labels of the procedure that the wording needs; applicants
    appear by their running number only, so that erasure of a person leaves the record whole.
    """

    happened_at = models.DateTimeField(_("Zeitpunkt"), default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("Person")
    )
    action = models.CharField(_("Handlung"), max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True)
    posting_reference = models.CharField(_("Kennzahl"), max_length=40, blank=True, db_index=True)
    facts = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("Protokolleintrag")
        verbose_name_plural = _("Protokoll")
        ordering = ["-happened_at", "-id"]
        triggers = [
            # Erasure takes a person out of the reasons that somebody gave; the act itself stays.
            pgtrigger.Trigger(
                name="event_is_append_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF TG_OP = 'UPDATE' AND {ERASURE_RUNS} THEN
                        IF (to_jsonb(OLD) - 'facts') = (to_jsonb(NEW) - 'facts') THEN RETURN NEW; END IF;
                    END IF;
                    RAISE EXCEPTION 'Cannot % rows of the record', lower(TG_OP);
                """,
            )
        ]

    def show_code(self) -> None:
        """Word this event with the code of an application instead of its number, which tells the order of receipt."""
        if "number" in self.facts and self.action not in COUNTING:
            self.facts = {**self.facts, "number": self.facts.get("code", "…")}

    def __str__(self) -> str:
        return str(WORDING[self.action]) % self.facts if self.facts else str(WORDING[self.action])
