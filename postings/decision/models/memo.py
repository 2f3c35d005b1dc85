"""The selection memo (Auswahlvermerk): versions with their blocks, sign-offs, and the final state. All append-only."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.decision.blocks import LAST_BLOCK
from postings.models import Posting
from recruitment.audit.history import ERASURE_RUNS, stands, words_leave


class SelectionMemo(models.Model):
    """One memo of a posting; a further one follows only where a final one no longer suffices, with ``reason``."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="memos")
    number = models.PositiveSmallIntegerField(_("laufende Nummer"))
    reason = models.TextField(_("Anlass"), blank=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    finalised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    finalised_at = models.DateTimeField(_("endgültig seit"), null=True)

    class Meta:
        verbose_name = _("Auswahlvermerk")
        verbose_name_plural = _("Auswahlvermerke")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["posting", "number"], name="selectionmemo_number_once"),
            models.UniqueConstraint(
                fields=["posting"], condition=Q(finalised_at=None), name="selectionmemo_one_open_per_posting"
            ),
            models.CheckConstraint(
                name="selectionmemo_final_with_person",
                condition=Q(finalised_at=None, finalised_by=None)
                | Q(finalised_at__isnull=False, finalised_by__isnull=False),
            ),
            models.CheckConstraint(name="selectionmemo_further_with_reason", condition=Q(number=1) | ~Q(reason="")),
        ]
        triggers = [
            # Final means signed: by everybody who decides in this procedure, and for the version that is the last.
            pgtrigger.Trigger(
                name="selectionmemo_final_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                declare=[("newest", "BIGINT")],
                func=f"""
                    {words_leave("reason")}
                    IF TG_OP = 'DELETE' OR OLD.finalised_at IS NOT NULL
                       OR (to_jsonb(OLD) - ARRAY['finalised_at', 'finalised_by_id'])
                          <> (to_jsonb(NEW) - ARRAY['finalised_at', 'finalised_by_id']) THEN
                        RAISE EXCEPTION 'frozen: a memo is kept as it is';
                    END IF;
                    SELECT id INTO newest FROM decision_memoversion
                    WHERE memo_id = NEW.id ORDER BY number DESC LIMIT 1;
                    IF NEW.finalised_at IS NOT NULL AND (newest IS NULL
                       OR NOT EXISTS (SELECT 1 FROM postings_committeemembership
                                      WHERE posting_id = NEW.posting_id AND role = 'decider')
                       OR EXISTS (SELECT 1 FROM postings_committeemembership m
                                  WHERE m.posting_id = NEW.posting_id AND m.role = 'decider' AND NOT EXISTS (
                                      SELECT 1 FROM decision_memosignature s
                                      WHERE s.version_id = newest AND s.signed_by_id = m.user_id))) THEN
                        RAISE EXCEPTION 'a final memo is signed by every decider';
                    END IF;
                    RETURN NEW;
                """,  # noqa: S608 - fixed names of our own tables only
            )
        ]

    def __str__(self) -> str:
        return f"{_('Auswahlvermerk')} {self.number}"

    @property
    def is_final(self) -> bool:
        return self.finalised_at is not None


class MemoVersion(models.Model):
    """One saved state of a memo. ``sha256`` is the hash of all blocks; a sign-off names it."""

    memo = models.ForeignKey(SelectionMemo, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("Fassung"))
    note = models.CharField(_("Änderung"), max_length=200)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("gespeichert am"), auto_now_add=True)
    sha256 = models.CharField(_("Prüfsumme"), max_length=64)

    class Meta:
        verbose_name = _("Fassung des Auswahlvermerks")
        verbose_name_plural = _("Fassungen des Auswahlvermerks")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["memo", "number"], name="memoversion_number_once"),
            models.CheckConstraint(name="memoversion_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
        ]
        triggers = [
            stands("memoversion_unchangeable", "note"),
            pgtrigger.Trigger(
                name="memoversion_of_open_memo",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM 1 FROM decision_selectionmemo WHERE id = NEW.memo_id AND finalised_at IS NULL FOR SHARE;
                    IF NOT FOUND THEN RAISE EXCEPTION 'frozen: the memo is final'; END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Fassung')} {self.number}"


class MemoBlock(models.Model):
    """One of the fourteen blocks in one version: what the program drafted from the data, and what people wrote.

    ``facts`` is a list of parts (``facts.py``) in which applicants stand by id, so that everybody reads them as this
    person may know them; ``text`` is the authors' light mark-up.
    """

    version = models.ForeignKey(MemoVersion, on_delete=models.PROTECT, related_name="blocks")
    key = models.PositiveSmallIntegerField(_("Abschnitt"))
    facts = models.JSONField(default=list)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("Abschnitt des Auswahlvermerks")
        verbose_name_plural = _("Abschnitte des Auswahlvermerks")
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="memoblock_key_once"),
            models.CheckConstraint(name="memoblock_key_1_to_14", condition=Q(key__range=(1, LAST_BLOCK))),
        ]
        triggers = [
            # Erasure takes a person out of what was drafted and written; nothing else changes a version.
            pgtrigger.Trigger(
                name="memoblock_unchangeable",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF TG_OP = 'UPDATE' AND {ERASURE_RUNS} THEN
                        IF (to_jsonb(OLD) - ARRAY['facts', 'text']) = (to_jsonb(NEW) - ARRAY['facts', 'text']) THEN
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'frozen: a version of the memo is kept as it is';
                """,
            )
        ]

    def __str__(self) -> str:
        return str(self.key)


class MemoSignature(models.Model):
    """That a decider stands by one version, named by its hash. A newer version voids it: it does not carry over."""

    version = models.ForeignKey(MemoVersion, on_delete=models.PROTECT, related_name="signatures")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("gezeichnet von")
    )
    signed_at = models.DateTimeField(_("gezeichnet am"), auto_now_add=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("Zeichnung des Auswahlvermerks")
        verbose_name_plural = _("Zeichnungen des Auswahlvermerks")
        ordering = ["signed_at"]
        constraints = [models.UniqueConstraint(fields=["version", "signed_by"], name="memosignature_once")]
        triggers = [
            pgtrigger.Protect(name="memosignature_unchangeable", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="memosignature_by_decider_on_newest",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM decision_memoversion v
                        JOIN decision_selectionmemo m ON m.id = v.memo_id
                        JOIN postings_committeemembership c ON c.posting_id = m.posting_id
                        WHERE v.id = NEW.version_id AND v.sha256 = NEW.sha256 AND m.finalised_at IS NULL
                          AND c.user_id = NEW.signed_by_id AND c.role = 'decider'
                          AND NOT EXISTS (SELECT 1 FROM decision_memoversion n
                                          WHERE n.memo_id = v.memo_id AND n.number > v.number)
                    ) THEN
                        RAISE EXCEPTION 'a decider signs the newest version of an open memo, by its hash';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signed_by} {self.signed_at}"
