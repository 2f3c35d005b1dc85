"""What was written to whom: one confirmed sending and its notices, and the reasons given to single people."""

import uuid
from datetime import date

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.models import Posting
from postings.notices.enums import REJECTING, Kind, NoticeState, Way
from postings.notices.models.merged import OF_ONE_PERSON
from postings.notices.models.texts import SUBJECT_LIMIT
from postings.notices.periods import agg_claims_until, presumed_receipt
from postings.reasons import MINIMUM_LENGTH
from recruitment.audit.history import ERASURE_RUNS, personal_history

SHA256 = r"^[0-9a-f]{64}$"


class NoticeRun(models.Model):
    """One sending as somebody confirmed it: which kind, which text, in which way. Holds nothing on applicants.

    ``key`` names the preview it was confirmed from, so that a second click finds the first.
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="notice_runs")
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    way = models.CharField(_("Versandweg"), max_length=10, choices=Way)
    text_version = models.PositiveIntegerField(_("Fassung des Textes"))
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dated_on = models.DateField(_("Datum"))
    # The setting of that day, as the letters say it: a later change neither shortens nor lengthens a running period.
    waiting_days = models.PositiveSmallIntegerField(_("Wartefrist in Tagen"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("veranlasst von")
    )
    confirmed_at = models.DateTimeField(_("veranlasst am"), default=timezone.now)

    class Meta:
        verbose_name = _("Versand von Mitteilungen")
        verbose_name_plural = _("Versand von Mitteilungen")
        ordering = ["-confirmed_at", "-id"]
        constraints = [
            models.CheckConstraint(name="noticerun_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="noticerun_way_is_known", condition=Q(way__in=Way.values)),
        ]
        triggers = [
            pgtrigger.Protect(name="noticerun_stands", operation=pgtrigger.Update | pgtrigger.Delete),
            # No announcement before a decision, no final rejection before the post is filled.
            pgtrigger.Trigger(
                name="noticerun_fits_the_step",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("step", "TEXT")],
                func="""
                    SELECT status INTO step FROM postings_posting WHERE id = NEW.posting_id FOR SHARE;
                    IF (NEW.kind, step) NOT IN (
                        ('invitation', 'published'), ('invitation', 'scoring_open'),
                        ('early_rejection', 'published'), ('early_rejection', 'scoring_open'),
                        ('competitor', 'decided'), ('offer', 'decided'), ('rejection', 'filled'), ('abort', 'aborted')
                    ) THEN
                        RAISE EXCEPTION 'this kind of notice does not fit the step of the procedure';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.dated_on}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def standing(self) -> "NoticeQuerySet":
        """Notices that were neither refused by the mail server nor came back: nobody is written to twice."""
        return self.filter(returned_on=None).exclude(state=NoticeState.FAILED)

    def sent(self) -> "NoticeQuerySet":
        """Notices that went out and did not come back."""
        return self.filter(state=NoticeState.SENT, returned_on=None)


class Notice(models.Model):
    """One letter or e-mail to one applicant, word for word. Written by ``runs``; what was written is never changed.

    The row is there before anything leaves the house: "pending" until a worker takes it, "sending" while the mail
    server is asked, so that a process that dies in between is seen and nobody is written to twice. ``occasion`` names
    what it is about (the decision, the very appointment): of one occasion an applicant is told once; a notice that
    failed or came back does not count. ``presumed_days`` is the setting of the day it was made. Not an
    ``IssuedReport``: it goes with the data of its person.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="sent_notices")
    run = models.ForeignKey(NoticeRun, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    occasion = models.CharField(max_length=80, blank=True, editable=False)
    way = models.CharField(_("Versandweg"), max_length=10, choices=Way)
    address = models.TextField(_("Anschrift oder Adresse"))
    subject = models.CharField(_("Betreff"), max_length=SUBJECT_LIMIT + 200)
    body = models.TextField(_("Text"))
    presumed_days = models.PositiveSmallIntegerField(_("Tage bis zum vermuteten Zugang"))
    state = models.CharField(_("Stand"), max_length=10, choices=NoticeState, default=NoticeState.PENDING)
    failure = models.CharField(_("Grund"), max_length=200, blank=True)
    sha256 = models.CharField(_("Prüfsumme (SHA-256)"), max_length=64, blank=True)
    data_sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)
    content = models.BinaryField(null=True)
    sent_on = models.DateField(_("versandt am"), null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("Versand durch"),
    )
    received_on = models.DateField(_("zugegangen am"), null=True)
    receipt_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("Zugang festgehalten von"),
    )
    returned_on = models.DateField(_("unzustellbar zurück am"), null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Mitteilung")
        verbose_name_plural = _("Mitteilungen")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind", "occasion"],
                condition=Q(returned_on=None) & ~Q(state=NoticeState.FAILED),
                name="notice_told_once",
            ),
            models.UniqueConstraint(fields=["run", "application", "occasion"], name="notice_once_per_run"),
            models.CheckConstraint(name="notice_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="notice_way_is_known", condition=Q(way__in=Way.values)),
            models.CheckConstraint(name="notice_state_is_known", condition=Q(state__in=NoticeState.values)),
            models.CheckConstraint(
                name="notice_sent_with_day_and_person",
                condition=Q(state=NoticeState.SENT, sent_on__isnull=False, sent_by__isnull=False)
                | (~Q(state=NoticeState.SENT) & Q(sent_on=None, sent_by=None, received_on=None, returned_on=None)),
            ),
            models.CheckConstraint(
                name="notice_failed_iff_reason",
                condition=(Q(state=NoticeState.FAILED) & ~Q(failure=""))
                | (~Q(state=NoticeState.FAILED) & Q(failure="")),
            ),
            models.CheckConstraint(
                name="notice_letter_lies_with_hash",
                condition=Q(content=None, sha256="") | Q(content__isnull=False, sha256__regex=SHA256),
            ),
            models.CheckConstraint(
                name="notice_data_of_a_letter_only",
                condition=Q(data_sha256="") | Q(content__isnull=False, data_sha256__regex=SHA256),
            ),
            models.CheckConstraint(
                name="notice_letter_is_made_before_it_is_sent",
                condition=~Q(way=Way.LETTER, state__in=[NoticeState.MADE, NoticeState.SENT]) | ~Q(sha256=""),
            ),
            models.CheckConstraint(
                name="notice_received_not_before_sent",
                condition=Q(received_on=None, receipt_by=None)
                | Q(receipt_by__isnull=False, received_on__gte=F("sent_on")),
                violation_error_message=_("Der Zugang kann nicht vor dem Versand liegen."),
            ),
            models.CheckConstraint(
                name="notice_returned_not_before_sent",
                condition=Q(returned_on=None) | Q(received_on=None, returned_on__gte=F("sent_on")),
                violation_error_message=_(
                    "Eine Mitteilung kann nicht vor dem Versand zurückkommen und nicht, wenn ihr Zugang feststeht."
                ),
            ),
            models.CheckConstraint(name="notice_receipt_presumed_in_days", condition=Q(presumed_days__lte=60)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="notice_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("free", "TEXT[]")],
                func=f"""
                    IF TG_OP = 'DELETE' THEN
                        IF {ERASURE_RUNS} THEN RETURN OLD; END IF;
                        RAISE EXCEPTION 'a notice stands as it was made';
                    END IF;
                    IF TG_OP = 'INSERT' THEN
                        IF NEW.state <> 'pending' THEN
                            RAISE EXCEPTION 'a notice begins before it is sent';
                        END IF;
                        IF NOT EXISTS (SELECT 1 FROM notices_noticerun r
                                       JOIN applications_application a ON a.posting_id = r.posting_id
                                       WHERE r.id = NEW.run_id AND a.id = NEW.application_id
                                         AND r.kind = NEW.kind AND r.way = NEW.way) THEN
                            RAISE EXCEPTION 'a notice is of the posting, kind and way of its run';
                        END IF;
                        RETURN NEW;
                    END IF;
                    free := ARRAY['received_on', 'receipt_by_id', 'returned_on'];
                    IF OLD.state NOT IN ('sent', 'failed') THEN
                        free := free || ARRAY['state', 'failure', 'sent_on', 'sent_by_id'];
                    END IF;
                    IF OLD.state IN ('pending', 'sending') THEN 
                        free := free || ARRAY['content', 'sha256', 'data_sha256'];
                    END IF;
                    -- Merged records of one person: from the duplicate to the application that stays, and back.
                    IF OLD.application_id <> NEW.application_id AND {OF_ONE_PERSON} THEN
                        free := free || ARRAY['application_id'];
                    END IF;
                    IF (OLD.returned_on IS NOT NULL
                        AND to_jsonb(OLD) - 'application_id' <> to_jsonb(NEW) - 'application_id')
                       OR to_jsonb(OLD) - free <> to_jsonb(NEW) - free
                       OR (OLD.state <> 'pending' AND NEW.state = 'pending') THEN
                        RAISE EXCEPTION 'a notice stands as it was made';
                    END IF;
                    RETURN NEW;
                """,  # noqa: S608 - a fixed condition of our own
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.application_id}"

    @property
    def is_out(self) -> bool:
        return self.state == NoticeState.SENT and self.returned_on is None

    @property
    def receipt(self) -> date | None:
        """The day it came in, recorded or presumed; None if it is not out."""
        if not self.is_out or self.sent_on is None:
            return None
        return self.received_on or presumed_receipt(self.sent_on, days=self.presumed_days)

    @property
    def is_receipt_presumed(self) -> bool:
        return self.received_on is None

    @property
    def agg_until(self) -> date | None:
        """The last day for claims under the AGG after this notice; None if it rejects nobody or is not out."""
        if self.kind not in REJECTING or self.receipt is None:
            return None
        return agg_claims_until(self.receipt, move_to_working_day=settings.PERIODS_MOVE_TO_WORKING_DAY)


@pghistory.track(**personal_history())
class IndividualReason(models.Model):
    """The essential reasons that a competitor notice gives to one applicant, as the personnel office worded them."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="individual_reason")
    text = models.TextField(_("wesentliche Gründe"))
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(_("gespeichert am"), auto_now=True)

    class Meta:
        verbose_name = _("Gründe für eine Person")
        verbose_name_plural = _("Gründe für einzelne Personen")
        constraints = [
            models.CheckConstraint(
                name="individualreason_long_enough", condition=Q(text__regex=rf"\S.{{{MINIMUM_LENGTH - 2},}}\S")
            )
        ]

    def __str__(self) -> str:
        return f"{_('Gründe')} {self.application_id}"
