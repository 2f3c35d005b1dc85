"""What was erased, when, why and by whom; never whose. What must not be erased, and who agreed to an erasure."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.models import Posting
from postings.retention.enums import LegalGround, RunState
from recruitment.accounts.models import User
from recruitment.audit.history import words_leave


class DeletionRecord(models.Model):
    """One erasure. ``subject_hash`` is a keyed hash of the application's id: only this installation can compare it.

    ``counts`` says how many rows of which kind went. ``transaction_number`` is written by the database: triggers let
    go of histories and submitted sheets only in the transaction that wrote such a row.
    """

    subject_hash = models.CharField(_("Kennzeichen (Hash)"), max_length=64)
    posting_reference = models.CharField(_("Kennzahl"), max_length=40, db_index=True)
    legal_ground = models.CharField(_("Rechtsgrund"), max_length=20, choices=LegalGround)
    counts = models.JSONField(_("gelöscht"), default=dict)
    erased_at = models.DateTimeField(_("gelöscht am"), auto_now_add=True)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("gelöscht durch"),
    )
    transaction_number = models.BigIntegerField(default=0, editable=False, db_index=True)

    class Meta:
        verbose_name = _("Löschnachweis")
        verbose_name_plural = _("Löschnachweise")
        ordering = ["-erased_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="deletionrecord_legal_ground_is_known", condition=Q(legal_ground__in=LegalGround.values)
            ),
            models.CheckConstraint(
                name="deletionrecord_subject_is_hashed", condition=Q(subject_hash__regex=r"^[0-9a-f]{64}$")
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="deletionrecord_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="deletionrecord_belongs_to_its_transaction",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="NEW.transaction_number = pg_current_xact_id()::text::bigint; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.subject_hash[:12]

    @property
    def counts_words(self) -> str:
        return ", ".join(f"{label}: {count}" for label, count in self.counts.items())


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    def standing(self) -> "LegalHoldQuerySet":
        return self.filter(lifted_at=None)


class LegalHold(models.Model):
    """Nothing of the procedure, or of the one ``application``, is erased while this stands (Art. 17 Abs. 3 DSGVO).

    An open lawsuit holds the procedure without such a row. Lifting is a second act; the row is never deleted, only its
    words go with the person.
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="legal_holds")
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="legal_holds", null=True, blank=True
    )
    reason = models.TextField(_("Grund"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("ausgesetzt am"), auto_now_add=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    lifted_at = models.DateTimeField(_("aufgehoben am"), null=True)
    lifted_reason = models.TextField(_("Grund der Aufhebung"), blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("Aussetzung der Löschung")
        verbose_name_plural = _("Aussetzungen der Löschung")
        ordering = ["-set_at", "-id"]
        constraints = [
            models.CheckConstraint(name="legalhold_with_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="legalhold_lifted_with_person_and_reason",
                condition=Q(lifted_at=None, lifted_by=None, lifted_reason="")
                | Q(~Q(lifted_reason=""), lifted_at__isnull=False, lifted_by__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="legalhold_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                declare=[("free", "TEXT[]")],
                func=f"""
                    {words_leave("reason", "lifted_reason")}
                    IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'a legal hold stays'; END IF;
                    free := ARRAY[]::TEXT[];
                    IF OLD.lifted_at IS NULL THEN
                        free := ARRAY['lifted_at', 'lifted_by_id', 'lifted_reason'];
                    END IF;
                    IF (to_jsonb(OLD) - free) <> (to_jsonb(NEW) - free) THEN
                        RAISE EXCEPTION 'a legal hold stands until it is lifted';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.posting.reference_number}: {self.scope}"

    @property
    def scope(self) -> str:
        """What is held, in words that name nobody."""
        if self.application is None:
            return str(_("das ganze Verfahren"))
        return str(_("Bewerbung %(number)s") % {"number": self.application.number})


class ErasureRunQuerySet(models.QuerySet["ErasureRun"]):
    def visible_to(self, user: User) -> "ErasureRunQuerySet":
        """All for the personnel office and the administrators: a run names procedures and numbers, no person."""
        return self if user.is_hr_officer or user.is_administrator else self.none()


class ErasureRun(models.Model):
    """The applications of one procedure whose period is over: proposed by one person, confirmed by another."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="erasure_runs")
    applications = models.ManyToManyField(Application, related_name="erasure_runs")
    due_on = models.DateField(_("fällig seit"))
    state = models.CharField(_("Stand"), max_length=10, choices=RunState, default=RunState.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("vorgeschlagen von")
    )
    proposed_at = models.DateTimeField(_("vorgeschlagen am"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("bestätigt von")
    )
    decided_at = models.DateTimeField(_("bestätigt am"), null=True)
    done_at = models.DateTimeField(_("abgeschlossen am"), null=True)

    objects = ErasureRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("Löschvorgang")
        verbose_name_plural = _("Löschvorgänge")
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(name="erasurerun_state_is_known", condition=Q(state__in=RunState.values)),
            models.CheckConstraint(
                name="erasurerun_confirmed_by_two",
                condition=~Q(state__in=[RunState.CONFIRMED, RunState.DONE]) | ~Q(decided_by=F("proposed_by")),
                violation_error_message=_("Eine Löschung bestätigt eine zweite Person."),
            ),
            models.CheckConstraint(
                name="erasurerun_decided_iff_not_proposed",
                condition=Q(state=RunState.PROPOSED, decided_by=None, decided_at=None)
                | (~Q(state=RunState.PROPOSED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="erasurerun_done_at_iff_done",
                condition=Q(state=RunState.DONE, done_at__isnull=False)
                | (~Q(state=RunState.DONE) & Q(done_at__isnull=True)),
            ),
            models.UniqueConstraint(
                name="erasurerun_one_open_per_posting",
                fields=["posting"],
                condition=Q(state__in=[RunState.PROPOSED, RunState.CONFIRMED]),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="erasurerun_steps",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                declare=[("free", "TEXT[]")],
                func="""
                    free := ARRAY['state', 'decided_by_id', 'decided_at'];
                    IF OLD.state = 'confirmed' THEN free := ARRAY['state', 'done_at']; END IF;
                    IF TG_OP = 'DELETE'
                        OR (OLD.state, NEW.state) NOT IN (
                            ('proposed', 'confirmed'), ('proposed', 'discarded'), ('confirmed', 'done'))
                        OR (to_jsonb(OLD) - free) <> (to_jsonb(NEW) - free)
                    THEN
                        RAISE EXCEPTION 'an erasure goes from step to step';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.posting.reference_number}, {self.get_state_display()}"
