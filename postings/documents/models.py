"""Issued documents, kept with their bytes: evidence that cannot be changed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.assessment.models import AssessmentRound
from postings.documents.enums import DocumentKind
from postings.models import Posting


class IssuedReportQuerySet(models.QuerySet["IssuedReport"]):
    def of_kind(self, kind: DocumentKind) -> "IssuedReportQuerySet":
        """Issued documents of one kind, newest first, without their bytes."""
        return self.filter(kind=kind).defer("content")


class IssuedReport(models.Model):
    """One version of a document, exactly as it was issued: selection report, posting, profile, or guide of a ``round``.

    The bytes lie in the row, so that file, version and SHA-256 are written in one transaction and backed up together.
    ``data_sha256`` is the hash of the content the PDF was made from: the same content is never issued twice.
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(
        _("Art"), max_length=20, choices=DocumentKind, default=DocumentKind.SELECTION_REPORT, editable=False
    )
    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    version = models.PositiveIntegerField(_("Fassung"))
    issued_at = models.DateTimeField(_("ausgefertigt am"), auto_now_add=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("ausgefertigt von"),
    )
    profile_hash = models.CharField(_("Prüfsumme des Anforderungsprofils"), max_length=64)
    data_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(_("Prüfsumme (SHA-256)"), max_length=64)
    content = models.BinaryField()

    objects = IssuedReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ausgefertigtes Dokument")
        verbose_name_plural = _("Ausgefertigte Dokumente")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "kind", "version"], name="issuedreport_version_once_per_posting_and_kind"
            ),
            models.CheckConstraint(name="issuedreport_kind_is_known", condition=Q(kind__in=DocumentKind.values)),
            models.CheckConstraint(
                name="issuedreport_guide_of_a_round",
                condition=Q(kind="interview_guide", round__isnull=False) | (~Q(kind="interview_guide") & Q(round=None)),
            ),
            models.CheckConstraint(name="issuedreport_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
        ]
        triggers = [pgtrigger.Protect(name="issuedreport_unchangeable", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.posting.reference_number}, {_('Fassung')} {self.version}"
