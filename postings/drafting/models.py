"""Uploaded documents and what people said to their findings."""

import cattrs
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.drafting.enums import ImportStatus
from postings.models import Posting
from profiles.importing.document import ParsedDocument
from profiles.models import RequirementProfile


class ImportedDocumentQuerySet(models.QuerySet["ImportedDocument"]):
    def visible_to(self, user) -> "ImportedDocumentQuerySet":
        """All documents for those who edit profiles, none for others."""
        return self if user.edits_profiles else self.none()

    def listed(self) -> "ImportedDocumentQuerySet":
        """Without the bytes and the reading, with the people and the drafts, in one query."""
        return self.select_related("uploaded_by", "profile", "posting").defer("content", "reading")


class ImportedDocument(models.Model):
    """One uploaded file with what was read in it. Created by whoever edits profiles.

    ``reading`` is the ``ParsedDocument`` as plain data. Once accepted it is the origin of a draft and stays as it is.
    """

    name = models.CharField(_("Datei"), max_length=200)
    content = models.BinaryField(editable=False)
    sha256 = models.CharField(_("Prüfsumme (SHA-256)"), max_length=64, db_index=True)
    format_name = models.CharField(_("Format"), max_length=60)
    reading = models.JSONField(editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("eingelesen von")
    )
    uploaded_at = models.DateTimeField(_("eingelesen am"), auto_now_add=True)
    status = models.CharField(_("Stand"), max_length=10, choices=ImportStatus, default=ImportStatus.OPEN)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    accepted_at = models.DateTimeField(_("übernommen am"), null=True, editable=False)
    profile = models.ForeignKey(
        RequirementProfile, on_delete=models.PROTECT, related_name="origins", null=True, editable=False
    )
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="origins", null=True, editable=False)

    objects = ImportedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("eingelesenes Dokument")
        verbose_name_plural = _("eingelesene Dokumente")
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="importeddocument_status_is_known", condition=Q(status__in=ImportStatus.values)
            ),
            models.CheckConstraint(
                name="importeddocument_accepted_has_draft",
                condition=Q(
                    status=ImportStatus.OPEN, accepted_at__isnull=True, accepted_by__isnull=True, profile__isnull=True
                )
                | Q(
                    status=ImportStatus.ACCEPTED,
                    accepted_at__isnull=False,
                    accepted_by__isnull=False,
                    profile__isnull=False,
                ),
            ),
            models.CheckConstraint(name="importeddocument_sha256_is_one", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
        ]
        triggers = [
            pgtrigger.Protect(
                name="importeddocument_accepted_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__status=ImportStatus.ACCEPTED),
            ),
            # What was uploaded and what was read in it is evidence from the first moment.
            pgtrigger.Protect(
                name="importeddocument_reading_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("content", "sha256", "reading", "name", "uploaded_by", "uploaded_at"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.status == ImportStatus.OPEN

    @property
    def document(self) -> ParsedDocument:
        """What was read, as the parser gave it."""
        return cattrs.structure(self.reading, ParsedDocument)


class ImportAnswer(models.Model):
    """What a person said to one finding (its 1-based position in the reading); see ``profiles.importing.review``."""

    document = models.ForeignKey(ImportedDocument, on_delete=models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    answer = models.CharField(_("Antwort"), max_length=200)
    reason = models.TextField(_("Begründung"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Stellungnahme zu einem Befund")
        verbose_name_plural = _("Stellungnahmen zu Befunden")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="importanswer_once_per_finding"),
            models.CheckConstraint(name="importanswer_is_not_empty", condition=~Q(answer="")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="importanswer_accepted_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("state", "TEXT")],
                func="""
                    SELECT status INTO state FROM drafting_importeddocument
                    WHERE id = COALESCE(NEW.document_id, OLD.document_id) FOR SHARE;
                    IF state = 'accepted' THEN RAISE EXCEPTION 'the document has become a draft'; END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.position}: {self.answer}"
