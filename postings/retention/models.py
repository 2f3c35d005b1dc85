"""What was erased, when, why and by whom; never whose."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.retention.enums import LegalGround


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
