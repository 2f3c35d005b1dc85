"""Documents of an application, what a posting asks for, what a person said to it, and the letters that ask again."""

from datetime import date

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.applications.enums import CLOSED
from postings.applications.models import Application
from postings.enums import CommitteeRole
from postings.files.enums import COMMITTEE_KINDS, FileKind, FileType, MergeProblem, Need, NeedState, ScanState
from postings.models import CommitteeMembership, Posting
from recruitment.audit.history import personal_history

# Who judges or takes part in judging; a minute taker writes down what is said and needs no documents (DOMAIN.md 5.2).
READING_ROLES = (CommitteeRole.CHAIR, CommitteeRole.ASSESSOR, CommitteeRole.DECIDER, CommitteeRole.OBSERVER)
SHA256 = r"^[0-9a-f]{64}$"


class ApplicationFileQuerySet(models.QuerySet["ApplicationFile"]):
    def visible_to(self, user) -> "ApplicationFileQuerySet":
        """Everything for HR officers; for those who judge what they need for it, of applications that stand.

        Documents name the person, so nobody else sees any while the names of a blind posting are hidden.
        """
        if user.is_hr_officer:
            return self
        own = CommitteeMembership.objects.filter(user=user, role__in=READING_ROLES).values("posting")
        is_named = Q(application__posting__is_blind=False) | Q(application__posting__names_disclosed_at__isnull=False)
        return self.filter(is_named, application__posting__in=own, kind__in=COMMITTEE_KINDS).exclude(
            application__status__in=CLOSED
        )

    def served_to(self, user) -> "ApplicationFileQuerySet":
        """What ``user`` may open now: a file that waits for its virus check only by who uploaded it."""
        return self.visible_to(user).filter(~Q(scan_state=ScanState.PENDING) | Q(uploaded_by=user))

    def listed(self) -> "ApplicationFileQuerySet":
        """In the order of the kinds, as people read an application, then in the order of coming in."""
        places = [models.When(kind=kind, then=models.Value(place)) for place, kind in enumerate(FileKind)]
        return self.select_related("uploaded_by").order_by(models.Case(*places), "uploaded_at", "id")


class ApplicationFile(models.Model):
    """One document. The bytes lie in the private storage under ``storage_name``; everything about them is fixed.

    No history table: it would keep the names of files, which people write into them, beyond the deletion. The record
    has every act with kind and checksum.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(_("Art der Unterlage"), max_length=20, choices=FileKind)
    dated_on = models.DateField(
        _("Datum der Unterlage"),
        null=True,
        blank=True,
        help_text=_("Bei Beurteilung und Arbeitszeugnis: danach richtet sich, ob sie aktuell ist."),
    )
    name = models.CharField(_("Name der Datei"), max_length=130)
    storage_name = models.CharField(max_length=60, unique=True, editable=False)
    file_type = models.CharField(_("Dateityp"), max_length=10, choices=FileType, editable=False)
    size = models.PositiveIntegerField(_("Größe in Byte"), editable=False)
    sha256 = models.CharField(_("Prüfsumme (SHA-256)"), max_length=64, editable=False)
    pages = models.PositiveIntegerField(_("Seiten"), null=True, editable=False)
    merge_problem = models.CharField(max_length=10, choices=MergeProblem, blank=True, editable=False)
    scan_state = models.CharField(_("Virenprüfung"), max_length=15, choices=ScanState, editable=False)
    scanned_at = models.DateTimeField(_("geprüft am"), null=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("aufgenommen von"),
    )
    uploaded_at = models.DateTimeField(_("aufgenommen am"), auto_now_add=True)

    objects = ApplicationFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("Unterlage")
        verbose_name_plural = _("Unterlagen")
        ordering = ["uploaded_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "sha256"], name="applicationfile_once_per_application"),
            models.CheckConstraint(name="applicationfile_kind_is_known", condition=Q(kind__in=FileKind.values)),
            models.CheckConstraint(name="applicationfile_type_is_known", condition=Q(file_type__in=FileType.values)),
            models.CheckConstraint(
                name="applicationfile_scan_state_is_known", condition=Q(scan_state__in=ScanState.values)
            ),
            models.CheckConstraint(name="applicationfile_sha256", condition=Q(sha256__regex=SHA256)),
            models.CheckConstraint(name="applicationfile_is_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="applicationfile_pages_or_problem",
                condition=Q(pages__isnull=False, pages__gt=0, merge_problem="")
                | Q(pages__isnull=True, merge_problem__in=MergeProblem.values),
            ),
            models.CheckConstraint(
                name="applicationfile_scanned_at_iff_clean",
                condition=Q(scan_state=ScanState.CLEAN, scanned_at__isnull=False)
                | (~Q(scan_state=ScanState.CLEAN) & Q(scanned_at__isnull=True)),
            ),
        ]
        triggers = [
            # Evidence stays; the tables of holds and suits are named here only.
            pgtrigger.Trigger(
                name="applicationfile_stays_while_held",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__scan_state="pending"),
                func="""
                    IF EXISTS (
                        SELECT 1 FROM applications_application a
                        WHERE a.id = OLD.application_id AND (
                            EXISTS (SELECT 1 FROM notices_lawsuit s
                                    WHERE s.posting_id = a.posting_id AND s.ended_on IS NULL)
                            OR EXISTS (SELECT 1 FROM retention_legalhold h
                                       WHERE h.posting_id = a.posting_id AND h.lifted_at IS NULL
                                         AND (h.application_id IS NULL OR h.application_id = a.id)))
                    ) THEN
                        RAISE EXCEPTION 'a document stays while a hold or a suit keeps it';
                    END IF;
                    RETURN OLD;
                """,
            ),
            pgtrigger.Trigger(
                name="applicationfile_bytes_are_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF (OLD.storage_name, OLD.sha256, OLD.size, OLD.file_type, OLD.uploaded_at)
                       IS DISTINCT FROM (NEW.storage_name, NEW.sha256, NEW.size, NEW.file_type, NEW.uploaded_at) THEN
                        RAISE EXCEPTION 'the bytes of a document never change';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_for_committee(self) -> bool:
        return self.kind in COMMITTEE_KINDS

    @property
    def is_waiting(self) -> bool:
        return self.scan_state == ScanState.PENDING

    @property
    def becomes_rendition(self) -> bool:
        return self.merge_problem == MergeProblem.NO_PAGES


class DocumentRequirement(models.Model):
    """One document that a posting asks of every application. A standard set comes with the publication."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="document_requirements")
    need = models.CharField(_("Unterlage"), max_length=20, choices=Need)

    class Meta:
        verbose_name = _("verlangte Unterlage")
        verbose_name_plural = _("verlangte Unterlagen")
        constraints = [
            models.UniqueConstraint(fields=["posting", "need"], name="documentrequirement_once_per_posting"),
            models.CheckConstraint(name="documentrequirement_need_is_known", condition=Q(need__in=Need.values)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="documentrequirement_stands_after_decision",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("concerned", "BIGINT[]")],
                func="""
                    IF TG_OP <> 'INSERT' THEN concerned := concerned || OLD.posting_id::bigint; END IF;
                    IF TG_OP <> 'DELETE' THEN concerned := concerned || NEW.posting_id::bigint; END IF;
                    IF EXISTS (
                        SELECT 1 FROM postings_posting
                        WHERE id = ANY(concerned) AND status IN ('decided', 'filled', 'aborted')
                    ) THEN
                        RAISE EXCEPTION 'what was asked of everybody stands after the decision';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.get_need_display()


@pghistory.track(**personal_history())
class RecordedState(models.Model):
    """What a person said of one needed document; it stands above what the files tell."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="recorded_states")
    need = models.CharField(_("Unterlage"), max_length=20, choices=Need)
    state = models.CharField(_("Stand"), max_length=15, choices=NeedState)
    remark = models.CharField(_("Bemerkung"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("festgehalten von"),
    )
    recorded_at = models.DateTimeField(_("festgehalten am"))

    class Meta:
        verbose_name = _("Stand einer Unterlage")
        verbose_name_plural = _("Stand der Unterlagen")
        constraints = [
            models.UniqueConstraint(fields=["application", "need"], name="recordedstate_once_per_need"),
            models.CheckConstraint(name="recordedstate_need_is_known", condition=Q(need__in=Need.values)),
            models.CheckConstraint(name="recordedstate_state_is_known", condition=Q(state__in=NeedState.values)),
            models.CheckConstraint(
                name="recordedstate_exception_has_remark",
                condition=Q(state=NeedState.PRESENT) | ~Q(remark=""),
                violation_error_message=_(
                    "Bitte begründen Sie, warum die Unterlage fehlt oder nicht erforderlich ist."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_need_display()} – {self.get_state_display()}"


class DocumentRequest(models.Model):
    """A letter that asks for missing documents, exactly as it was made.

    Not an ``IssuedReport``: those can never be deleted, and this one holds the address of a person whose data go with
    a withdrawal or at the end of the retention period.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="document_requests")
    number = models.PositiveIntegerField(_("Nummer"))
    needs = models.JSONField(default=list)
    further = models.TextField(_("weitere Unterlagen"), blank=True)
    dated_on = models.DateField(_("Datum des Schreibens"))
    due_on = models.DateField(_("Frist"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("erstellt von"),
    )
    issued_at = models.DateTimeField(_("erstellt am"), auto_now_add=True)
    sent_on = models.DateField(_("versandt am"), null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("Versand festgehalten von"),
    )
    sha256 = models.CharField(_("Prüfsumme (SHA-256)"), max_length=64)
    data_sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("Nachforderung")
        verbose_name_plural = _("Nachforderungen")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="documentrequest_number_once"),
            models.CheckConstraint(name="documentrequest_due_after_date", condition=Q(due_on__gt=models.F("dated_on"))),
            models.CheckConstraint(name="documentrequest_sha256", condition=Q(sha256__regex=SHA256)),
            models.CheckConstraint(
                name="documentrequest_data_sha256", condition=Q(data_sha256="") | Q(data_sha256__regex=SHA256)
            ),
            models.CheckConstraint(
                name="documentrequest_sent_on_iff_sent_by",
                condition=Q(sent_on__isnull=True, sent_by__isnull=True)
                | Q(sent_on__isnull=False, sent_by__isnull=False),
            ),
            models.CheckConstraint(
                name="documentrequest_sent_not_before_date",
                condition=Q(sent_on__isnull=True) | Q(sent_on__gte=models.F("dated_on")),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="documentrequest_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF OLD.sent_on IS NOT NULL OR (to_jsonb(OLD) - '{sent_on,sent_by_id,application_id}'::text[])
                       <> (to_jsonb(NEW) - '{sent_on,sent_by_id,application_id}'::text[]) THEN
                        RAISE EXCEPTION 'a letter stands as it was made';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{_('Nachforderung')} {self.number}"

    def is_overdue(self, today: date) -> bool:
        """Whether the period of a letter that went out has run; whether anything is missing still, ``needs`` tells."""
        return self.sent_on is not None and self.due_on < today
