"""Sensitive attributes of an application, apart from everything that rates (Art. 9 GDPR; DOMAIN.md 5.2)."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.equality.enums import Body, DisabilityStatus, NoticeWay, Sex, VoluntaryAnswer
from postings.models import Posting
from recruitment.audit.history import kept_unless_erased, personal_history


@pghistory.track(**personal_history())
class EqualityData(models.Model):
    """What an applicant stated voluntarily. Entered by HR; read by HR only; the degree of disability is not stored."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="+")
    sex = models.CharField(_("Geschlecht"), max_length=12, choices=Sex, default=Sex.NOT_STATED)
    disability_status = models.CharField(
        _("Schwerbehinderung oder Gleichstellung"),
        max_length=12,
        choices=DisabilityStatus,
        default=DisabilityStatus.NOT_STATED,
    )
    disability_proof_seen = models.BooleanField(_("Nachweis lag vor"), default=False)
    disability_stated_on = models.DateField(
        _("Angabe eingegangen am"),
        null=True,
        blank=True,
        help_text=_("Nur wenn die Angabe zur Schwerbehinderung nach der Bewerbung kam; davon hängt die Meldefrist ab."),
    )
    refuses_disability_representative = models.BooleanField(
        _("lehnt die Beteiligung der Schwerbehindertenvertretung ausdrücklich ab"), default=False
    )
    migration_background = models.CharField(
        _("Migrationshintergrund (freiwillig)"),
        max_length=12,
        choices=VoluntaryAnswer,
        default=VoluntaryAnswer.NOT_STATED,
    )

    class Meta:
        verbose_name = _("Angaben zur Gleichstellung")
        verbose_name_plural = _("Angaben zur Gleichstellung")
        constraints = [
            models.CheckConstraint(name="equalitydata_sex_is_known", condition=Q(sex__in=Sex.values)),
            models.CheckConstraint(
                name="equalitydata_disability_status_is_known",
                condition=Q(disability_status__in=DisabilityStatus.values),
            ),
            models.CheckConstraint(
                name="equalitydata_migration_background_is_known",
                condition=Q(migration_background__in=VoluntaryAnswer.values),
            ),
        ]
        triggers = [
            # After the end nothing is stated anew: no purpose is left (Art. 5 I b DSGVO). Corrections stay possible.
            pgtrigger.Trigger(
                name="equalitydata_begins_before_the_end",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("before", "TEXT[]"), ("after", "TEXT[]")],
                func="""
                    after := ARRAY[NEW.sex, NEW.disability_status, NEW.migration_background];
                    before := ARRAY['not_stated', 'not_stated', 'not_stated'];
                    IF TG_OP = 'UPDATE' THEN
                        IF NEW.application_id = OLD.application_id THEN
                            before := ARRAY[OLD.sex, OLD.disability_status, OLD.migration_background];
                        END IF;
                    END IF;
                    IF EXISTS (
                        SELECT 1 FROM unnest(before, after) AS said (was, becomes)
                        WHERE was = 'not_stated' AND becomes <> 'not_stated'
                    ) AND EXISTS (
                        SELECT 1 FROM applications_application a JOIN postings_posting p ON p.id = a.posting_id
                        WHERE a.id = NEW.application_id AND p.status IN ('filled', 'aborted')
                    ) THEN
                        RAISE EXCEPTION 'after the end of a procedure nothing is stated anew';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return str(self.application)


@pghistory.track(**personal_history())
class ReceiptNotice(models.Model):
    """One body was told of one application. Entered by HR; which are still open follows from the equality data."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(_("Beschäftigtenvertretung"), max_length=20, choices=Body)
    informed_on = models.DateField(_("informiert am"))
    way = models.CharField(_("auf welchem Weg"), max_length=12, choices=NoticeWay)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("festgehalten von")
    )
    recorded_at = models.DateTimeField(_("festgehalten am"), auto_now_add=True)

    class Meta:
        verbose_name = _("Meldung bei Eingang")
        verbose_name_plural = _("Meldungen bei Eingang")
        constraints = [
            models.UniqueConstraint(fields=["application", "body"], name="receiptnotice_once_per_body"),
            models.CheckConstraint(name="receiptnotice_body_is_known", condition=Q(body__in=Body.values)),
            models.CheckConstraint(name="receiptnotice_way_is_known", condition=Q(way__in=NoticeWay.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_body_display()}, {self.application}"


@pghistory.track()
class DutyBasis(models.Model):
    """What the authority found for one posting and the checks of invitation rest on; None = not said yet. Set by HR."""

    posting = models.OneToOneField(Posting, on_delete=models.PROTECT, related_name="+")
    women_underrepresented = models.BooleanField(
        _("Frauen sind in diesem Bereich unterrepräsentiert"), null=True, blank=True
    )
    women_source = models.CharField(_("Fundstelle dazu"), max_length=300, blank=True)
    migration_share_percent = models.DecimalField(
        _("Anteil der Menschen mit Migrationshintergrund an der Bevölkerung in Prozent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
    )
    migration_source = models.CharField(_("Fundstelle dazu"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Grundlage der Einladungspflichten")
        verbose_name_plural = _("Grundlagen der Einladungspflichten")
        constraints = [
            models.CheckConstraint(
                name="dutybasis_share_0_to_100",
                condition=Q(migration_share_percent__isnull=True) | Q(migration_share_percent__range=(0, 100)),
                violation_error_message=_("Der Anteil liegt zwischen 0 und 100 Prozent."),
            ),
            models.CheckConstraint(
                name="dutybasis_women_with_source",
                condition=Q(women_underrepresented__isnull=True) | ~Q(women_source=""),
                violation_error_message=_("Nennen Sie die Fundstelle, zum Beispiel den Frauenförderplan."),
            ),
            models.CheckConstraint(
                name="dutybasis_share_with_source",
                condition=Q(migration_share_percent__isnull=True) | ~Q(migration_source=""),
                violation_error_message=_("Nennen Sie die Fundstelle, zum Beispiel die amtliche Statistik."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.posting)


@pghistory.track(**personal_history())
class SuitabilityFinding(models.Model):
    """Two persons find that the professional aptitude of a severely disabled applicant is obviously lacking.

    The one exception from the duty to invite (§ 165 S. 4 SGB IX); doubts are not enough. It counts once the second
    person has confirmed it.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("Begründung"))
    disability_rep_note = models.TextField(_("Schwerbehindertenvertretung"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("vorgeschlagen von")
    )
    proposed_at = models.DateTimeField(_("vorgeschlagen am"), auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("bestätigt von")
    )
    confirmed_at = models.DateTimeField(_("bestätigt am"), null=True)

    class Meta:
        verbose_name = _("Feststellung offensichtlich fehlender Eignung")
        verbose_name_plural = _("Feststellungen offensichtlich fehlender Eignung")
        constraints = [
            models.CheckConstraint(
                name="suitabilityfinding_has_reason_and_note", condition=~Q(reason="") & ~Q(disability_rep_note="")
            ),
            models.CheckConstraint(
                name="suitabilityfinding_confirmed_by_second_person",
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | (Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(confirmed_by=F("proposed_by"))),
                violation_error_message=_("Bestätigen muss eine zweite Person."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.application)


class InvitationDecision(models.Model):
    """The list of the invited as it was adopted, one row per version; counts and results only, nobody's name."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(_("Fassung"))
    counts = models.JSONField()
    checks = models.JSONField()
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("festgelegt von")
    )
    adopted_at = models.DateTimeField(_("festgelegt am"), auto_now_add=True)

    class Meta:
        verbose_name = _("Festlegung der Einladungen")
        verbose_name_plural = _("Festlegungen der Einladungen")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["posting", "version"], name="invitationdecision_version_once_per_posting")
        ]
        triggers = [
            pgtrigger.Protect(name="invitationdecision_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.posting_id} {self.version}"


class InvitationLine(models.Model):
    """One application in an adopted list: invited or not, on which grounds, and why where it left the proposal."""

    decision = models.ForeignKey(InvitationDecision, on_delete=models.PROTECT, related_name="lines")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    is_invited = models.BooleanField(_("eingeladen"))
    grounds = ArrayField(models.CharField(max_length=20), default=list)
    reason = models.TextField(_("Begründung"), blank=True)

    class Meta:
        verbose_name = _("Zeile einer Einladungsliste")
        verbose_name_plural = _("Zeilen einer Einladungsliste")
        constraints = [
            models.UniqueConstraint(fields=["decision", "application"], name="invitationline_once_per_application")
        ]
        triggers = [kept_unless_erased("invitationline_stays")]

    def __str__(self) -> str:
        return str(self.application)
