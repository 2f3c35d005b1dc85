"""Issued documents, kept with their bytes: evidence that cannot be changed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.assessment.models import AssessmentRound
from postings.documents.enums import ERASABLE, OF_ONE_APPLICATION, OF_PERSONNEL_OFFICE, OF_THE_FILE, DocumentKind
from postings.models import Posting
from recruitment.accounts.models import User
from recruitment.audit.history import ERASURE_RUNS

ERASABLE_KINDS = [str(kind.value) for kind in ERASABLE]
KINDS_OF_THE_FILE = [str(kind.value) for kind in OF_THE_FILE]


class IssuedReportQuerySet(models.QuerySet["IssuedReport"]):
    def of_kind(self, kind: DocumentKind) -> "IssuedReportQuerySet":
        """Issued documents of one kind, newest first, without their bytes."""
        return self.filter(kind=kind).defer("content")

    def shown_to(self, user: User) -> "IssuedReportQuerySet":
        """Leave out what only the personnel office may know to exist."""
        return self if user.is_hr_officer else self.exclude(kind__in=OF_PERSONNEL_OFFICE)

    def erased_with(self, application: Application) -> "IssuedReportQuerySet":
        """What goes with the data of ``application``: its own documents, and lists of the posting that hold it."""
        return self.filter(
            Q(application=application) | Q(posting=application.posting_id, kind=DocumentKind.APPLICANT_OVERVIEW)
        ).defer("content")


class IssuedReport(models.Model):
    """One version of a document, exactly as it was issued; some belong to a ``round`` or to an ``application``.

    The bytes lie in the row, so that file, version and SHA-256 are written in one transaction and backed up together.
    ``data_sha256`` is the hash of the content the PDF was made from: the same content is never issued twice.
    ``version`` counts the documents of one kind of a posting, of those on one application each application's own.
    ``source_version`` says which memo and version an issued memo shows ("2.3"); empty for all others and for those
    issued before this was kept.
    ``unsigned_sha256`` is the hash of the bytes before the signature, which the same data give again; empty when the
    file is not signed. Documents on single persons go with the person's data, those of the file with the last of them.
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(
        _("Art"), max_length=20, choices=DocumentKind, default=DocumentKind.SELECTION_REPORT, editable=False
    )
    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="reports", null=True, editable=False
    )
    version = models.PositiveIntegerField(_("Fassung"))
    source_version = models.CharField(
        _("gezeigter Auswahlvermerk, Fassung"), max_length=20, blank=True, default="", db_default="", editable=False
    )
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
    unsigned_sha256 = models.CharField(max_length=64, blank=True, default="")
    content = models.BinaryField()

    objects = IssuedReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ausgefertigtes Dokument")
        verbose_name_plural = _("Ausgefertigte Dokumente")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "kind", "application", "version"],
                nulls_distinct=False,
                name="issuedreport_version_once",
            ),
            models.CheckConstraint(
                name="issuedreport_source_version_of_memos",
                condition=Q(source_version="") | Q(kind="selection_memo", source_version__regex=r"^\d+\.\d+$"),
            ),
            models.CheckConstraint(name="issuedreport_kind_is_known", condition=Q(kind__in=DocumentKind.values)),
            models.CheckConstraint(
                name="issuedreport_guide_of_a_round",
                condition=Q(kind="interview_guide", round__isnull=False) | (~Q(kind="interview_guide") & Q(round=None)),
            ),
            models.CheckConstraint(
                name="issuedreport_application_iff_about_one",
                condition=Q(kind__in=OF_ONE_APPLICATION, application__isnull=False)
                | (~Q(kind__in=OF_ONE_APPLICATION) & Q(application=None)),
            ),
            models.CheckConstraint(
                name="issuedreport_unsigned_sha256", condition=Q(unsigned_sha256__regex=r"^([0-9a-f]{64})?$")
            ),
            models.CheckConstraint(name="issuedreport_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="issuedreport_unchangeable",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF TG_OP = 'DELETE' AND OLD.kind = ANY (ARRAY{ERASABLE_KINDS}) AND {ERASURE_RUNS} THEN
                        RETURN OLD;
                    END IF;
                    IF TG_OP = 'DELETE' AND OLD.kind = ANY (ARRAY{KINDS_OF_THE_FILE}) AND {ERASURE_RUNS}
                        AND NOT EXISTS (
                            SELECT 1 FROM applications_application
                            WHERE posting_id = OLD.posting_id AND erased_at IS NULL
                        )
                    THEN
                        RETURN OLD;
                    END IF;
                    RAISE EXCEPTION 'Cannot % rows of the issued documents', lower(TG_OP);
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.posting.reference_number}, {_('Fassung')} {self.version}"
