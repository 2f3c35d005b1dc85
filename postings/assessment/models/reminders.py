"""Reminders that went out by e-mail: what was written to whom, by whom, and with which result."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from postings.assessment.enums import ReminderState
from postings.models import Posting


class Reminder(models.Model):
    """One e-mail to one person who owes sheets in one round. Written by ``reminders`` only, never changed.

    The row is there before anything is sent: state "pending" until the mail server has answered, so that a process
    that dies in between leaves a trace and nobody is reminded twice. The round is kept by place and title, because a
    plan may be made anew before the first sheet. ``batch`` is the key of one sending: a second click brings the same.
    ``sent_by`` is None for the nightly job. Holds nothing on applicants, so erasure leaves it alone.
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="reminders")
    round_position = models.PositiveSmallIntegerField(_("Reihenfolge"))
    round_title = models.CharField(_("Bewertungsrunde"), max_length=120)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Mitglied")
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("veranlasst von"),
    )
    batch = models.UUIDField(editable=False)
    reminded_on = models.DateField(_("Tag"))
    is_repeat = models.BooleanField(_("am selben Tag mit Absicht wiederholt"), default=False)
    address = models.EmailField(_("Adresse"))
    subject = models.CharField(_("Betreff"), max_length=200)
    body = models.TextField(_("Text"))
    state = models.CharField(_("Ergebnis"), max_length=10, choices=ReminderState, default=ReminderState.PENDING)
    failure = models.CharField(_("Grund"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("veranlasst am"), default=timezone.now)
    finished_at = models.DateTimeField(_("Ergebnis vom"), null=True)

    class Meta:
        verbose_name = _("Erinnerung")
        verbose_name_plural = _("Erinnerungen")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "person"], name="reminder_once_per_sending"),
            models.UniqueConstraint(
                fields=["posting", "round_position", "person", "reminded_on"],
                condition=Q(is_repeat=False) & ~Q(state="failed"),
                name="reminder_once_a_day",
            ),
            models.CheckConstraint(name="reminder_state_is_known", condition=Q(state__in=ReminderState.values)),
            models.CheckConstraint(
                name="reminder_result_follows_state",
                condition=Q(state="pending", finished_at=None, failure="")
                | Q(state="sent", finished_at__isnull=False, failure="")
                | (Q(state="failed", finished_at__isnull=False) & ~Q(failure="")),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="reminder_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF TG_OP = 'INSERT' AND NEW.state = 'pending' THEN RETURN NEW; END IF;
                    IF TG_OP = 'UPDATE' AND OLD.state = 'pending' AND NEW.state <> 'pending'
                       AND to_jsonb(OLD) - ARRAY['state', 'failure', 'finished_at']
                         = to_jsonb(NEW) - ARRAY['state', 'failure', 'finished_at'] THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'Cannot % rows of reminders', lower(TG_OP);
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.reminded_on}: {self.get_state_display()}"
