"""One row per act of the procedure, and the seals over all histories."""

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


class HistorySeal(models.Model):
    """One link of the chain over all histories: everything written since the former link. Made by ``sealing`` only.

    ``digest`` is a keyed hash (HMAC-SHA-256) over this row, its parts and the former digest; the key is no part of the
    database. So whoever may write in the database can break the chain but cannot mend it.
    """

    number = models.PositiveIntegerField(_("Nummer"), unique=True)
    day = models.DateField(_("Tag"), unique=True)
    sealed_at = models.DateTimeField(_("versiegelt am"))
    row_count = models.PositiveBigIntegerField(_("Zeilen"))
    former_digest = models.CharField(_("Prüfsumme davor"), max_length=64, blank=True)
    digest = models.CharField(_("Prüfsumme"), max_length=64)

    class Meta:
        verbose_name = _("Siegel der Historie")
        verbose_name_plural = _("Siegel der Historie")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(name="historyseal_begins_with_one", condition=models.Q(number__gte=1)),
            models.CheckConstraint(name="historyseal_is_hashed", condition=models.Q(digest__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="historyseal_follows_iff_not_first",
                condition=models.Q(number=1, former_digest="")
                | models.Q(number__gt=1, former_digest__regex=r"^[0-9a-f]{64}$"),
            ),
        ]
        triggers = [pgtrigger.Protect(name="historyseal_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.number}: {self.digest[:12]}"


class SealedPart(models.Model):
    """What one link covers of one table: the rows with ``after_id`` < key <= ``last_id``.

    ``columns`` are those that were hashed: a column added later leaves the seals as they are. ``digest`` is the
    SHA-256 over the hashes of the rows in the order of their keys.
    """

    seal = models.ForeignKey(HistorySeal, on_delete=models.PROTECT, related_name="parts")
    table = models.CharField(max_length=63)
    after_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    row_count = models.PositiveBigIntegerField()
    columns = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["seal", "table"]
        constraints = [
            models.UniqueConstraint(name="sealedpart_once_per_seal", fields=["seal", "table"]),
            models.UniqueConstraint(name="sealedpart_ends_once", fields=["table", "last_id"]),
            models.CheckConstraint(
                name="sealedpart_is_no_empty_range", condition=models.Q(after_id__lt=models.F("last_id"))
            ),
        ]
        triggers = [pgtrigger.Protect(name="sealedpart_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.table} {self.after_id + 1}-{self.last_id}"


class ErasureMark(models.Model):
    """What is left of a sealed row that an erasure took or emptied: its hash. Written by a trigger only.

    ``row_hash`` takes the place of the row in its sealed part; ``new_hash`` is the hash of what stands there now, empty
    where nothing does. The marks are a history like any other, so the next link seals them.
    """

    table = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    row_hash = models.CharField(max_length=64)
    new_hash = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    transaction_number = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(name="erasuremark_of_row", fields=["table", "row_id"])]
        triggers = [pgtrigger.Protect(name="erasuremark_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.table} {self.row_id}"
