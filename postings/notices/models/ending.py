"""How a procedure ends: suits and the check for them, the appointment, the abort."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.models import Posting
from postings.notices.enums import LegalForm
from postings.notices.models.merged import OF_ONE_PERSON
from postings.reasons import MINIMUM_LENGTH
from recruitment.audit.history import ERASURE_RUNS, stands, words_leave

LONG_ENOUGH = rf"\S.{{{MINIMUM_LENGTH - 2},}}\S"


def _after_publication(name: str) -> pgtrigger.Trigger:
    """Return a trigger that refuses a row of a draft: nobody can sue against what nobody has seen."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func="""
            IF EXISTS (
                SELECT 1 FROM postings_posting WHERE id = NEW.posting_id AND status IN ('draft', 'discarded')
            ) THEN
                RAISE EXCEPTION 'there is no suit before publication';
            END IF;
            RETURN NEW;
        """,
    )


class Lawsuit(models.Model):
    """A suit or a motion for interim relief against the decision. While one is open, nobody is appointed.

    ``application`` is who sued, if that is known; its data may be erased, the suit stays.
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="lawsuits")
    application = models.ForeignKey(
        Application,
        on_delete=models.PROTECT,
        related_name="lawsuits",
        null=True,
        blank=True,
        verbose_name=_("Wer klagt"),
    )
    court = models.CharField(_("Gericht"), max_length=200)
    file_number = models.CharField(_("Aktenzeichen"), max_length=80)
    received_on = models.DateField(_("eingegangen am"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("festgehalten am"), auto_now_add=True)
    ended_on = models.DateField(_("beendet am"), null=True, blank=True)
    result = models.TextField(_("Ergebnis"), blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("Gerichtsverfahren")
        verbose_name_plural = _("Gerichtsverfahren")
        ordering = ["received_on", "id"]
        constraints = [
            models.CheckConstraint(name="lawsuit_court_and_number", condition=~Q(court="") & ~Q(file_number="")),
            models.UniqueConstraint(
                fields=["posting", "court", "file_number"],
                name="lawsuit_once_per_file_number",
                violation_error_message=_("Dieses Aktenzeichen ist für das Gericht schon festgehalten."),
            ),
            models.CheckConstraint(
                name="lawsuit_ended_iff_result_and_person",
                condition=Q(ended_on=None, result="", ended_by=None)
                | (Q(ended_on__gte=F("received_on"), ended_by__isnull=False) & ~Q(result="")),
                violation_error_message=_("Ein Gerichtsverfahren endet mit einem Ergebnis, nicht vor seinem Eingang."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="lawsuit_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                declare=[("free", "TEXT[]")],
                func=f"""
                    {words_leave("court", "result")}
                    free := ARRAY[]::TEXT[];
                    IF TG_OP = 'UPDATE' THEN
                        IF OLD.ended_on IS NULL THEN free := ARRAY['ended_on', 'result', 'ended_by_id']; END IF;
                        IF NEW.application_id IS NULL AND {ERASURE_RUNS} THEN
                            free := free || ARRAY['application_id'];
                        END IF;
                        IF {OF_ONE_PERSON} THEN free := free || ARRAY['application_id']; END IF;
                        IF to_jsonb(OLD) - free = to_jsonb(NEW) - free THEN RETURN NEW; END IF;
                    END IF;
                    RAISE EXCEPTION 'a suit stays as it was recorded';
                """,
            ),
            _after_publication("lawsuit_after_publication"),
        ]

    def __str__(self) -> str:
        return f"{self.court}, {self.file_number}"

    @property
    def is_open(self) -> bool:
        return self.ended_on is None


class NoSuitCheck(models.Model):
    """That somebody asked whether a suit is pending, whom, when, and what the answer was. Never changed."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="no_suit_checks")
    asked_of = models.CharField(_("Gefragte Stelle (Gericht oder Rechtsamt)"), max_length=200)
    asked_by = models.CharField(_("Wer hat gefragt"), max_length=200)
    asked_on = models.DateField(_("gefragt am"))
    is_clear = models.BooleanField(_("kein Verfahren anhängig"))
    answer = models.TextField(_("Auskunft"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("festgehalten am"), auto_now_add=True)

    class Meta:
        verbose_name = _("Nachfrage nach Gerichtsverfahren")
        verbose_name_plural = _("Nachfragen nach Gerichtsverfahren")
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="nosuitcheck_complete", condition=~Q(asked_of="") & ~Q(asked_by="") & ~Q(answer="")
            )
        ]
        triggers = [
            stands("nosuitcheck_stands", "asked_of", "answer"),
            _after_publication("nosuitcheck_after_publication"),
        ]

    def __str__(self) -> str:
        return f"{self.asked_of} {self.asked_on}"


class Appointment(models.Model):
    """That a selected person got the post: in which legal form, on which day, from when on.

    The trigger refuses it before the waiting period is over, while somebody was not told or a suit is open, and without
    a check for suits made after the period; ``waiting_until`` is None only if nobody was unsuccessful.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="appointment")
    decision = models.ForeignKey("decision.SelectionDecision", on_delete=models.PROTECT, related_name="appointments")
    legal_form = models.CharField(_("Rechtsform"), max_length=12, choices=LegalForm)
    appointed_on = models.DateField(_("Tag der Ernennung, Übertragung oder des Vertragsschlusses"))
    starts_on = models.DateField(_("Beginn"))
    waiting_until = models.DateField(_("Ende der Wartefrist"), null=True)
    no_suit_check = models.ForeignKey(NoSuitCheck, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("festgehalten von")
    )
    recorded_at = models.DateTimeField(_("festgehalten am"), auto_now_add=True)

    class Meta:
        verbose_name = _("Ernennung, Einstellung oder Übertragung")
        verbose_name_plural = _("Ernennungen, Einstellungen und Übertragungen")
        constraints = [
            models.CheckConstraint(
                name="appointment_legal_form_is_known", condition=Q(legal_form__in=LegalForm.values)
            ),
            models.CheckConstraint(
                name="appointment_after_the_waiting_period",
                condition=Q(waiting_until=None) | Q(appointed_on__gt=F("waiting_until")),
                violation_error_message=_("Vor dem Ende der Wartefrist darf niemand ernannt werden."),
            ),
            models.CheckConstraint(
                name="appointment_does_not_begin_before_the_act",
                condition=Q(starts_on__gte=F("appointed_on")),
                violation_error_message=_("Der Beginn kann nicht vor dem Tag der Ernennung liegen."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="appointment_lawful",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("concerned", "BIGINT"), ("last_end", "DATE"), ("checked", "DATE"), ("today", "DATE")],
                func="""
                    today := (now() AT TIME ZONE 'Europe/Berlin')::date;
                    SELECT posting_id INTO concerned FROM applications_application WHERE id = NEW.application_id;
                    PERFORM 1 FROM postings_posting WHERE id = concerned AND status = 'decided' FOR UPDATE;
                    IF NOT FOUND THEN RAISE EXCEPTION 'not lawful: the posting is not decided'; END IF;
                    IF NOT EXISTS (
                        SELECT 1 FROM decision_decisionentry e
                        JOIN applications_application a ON a.id = e.application_id
                        WHERE e.decision_id = NEW.decision_id AND e.application_id = NEW.application_id
                          AND e.outcome = 'selected' AND a.status = 'eligible'
                          AND NOT EXISTS (SELECT 1 FROM decision_decisionwithdrawal w
                                          WHERE w.decision_id = NEW.decision_id)
                    ) THEN
                        RAISE EXCEPTION 'not lawful: this applicant is not selected by a decision that stands';
                    END IF;
                    IF EXISTS (SELECT 1 FROM notices_lawsuit WHERE posting_id = concerned AND ended_on IS NULL) THEN
                        RAISE EXCEPTION 'not lawful: a suit is open';
                    END IF;
                    IF EXISTS (
                        SELECT 1 FROM applications_application a
                        WHERE a.posting_id = concerned AND a.status NOT IN ('withdrawn', 'duplicate')
                          AND NOT EXISTS (SELECT 1 FROM decision_decisionentry e WHERE e.application_id = a.id
                                          AND e.decision_id = NEW.decision_id AND e.outcome = 'selected')
                          AND NOT EXISTS (SELECT 1 FROM notices_notice n WHERE n.application_id = a.id
                                          AND n.kind = 'competitor' AND n.state = 'sent' AND n.returned_on IS NULL
                                          AND n.occasion = 'decision-' || NEW.decision_id)
                    ) THEN
                        RAISE EXCEPTION 'not lawful: somebody has not been told of the decision';
                    END IF;
                    SELECT max(coalesce(n.received_on, n.sent_on + n.presumed_days) + r.waiting_days) INTO last_end
                    FROM notices_notice n JOIN notices_noticerun r ON r.id = n.run_id
                    WHERE r.posting_id = concerned AND n.kind = 'competitor' AND n.state = 'sent'
                      AND n.returned_on IS NULL AND n.occasion = 'decision-' || NEW.decision_id;
                    IF last_end IS NOT NULL AND (NEW.waiting_until IS NULL OR NEW.waiting_until < last_end) THEN
                        RAISE EXCEPTION 'not lawful: the waiting period ends later';
                    END IF;
                    IF NEW.appointed_on > today OR NEW.waiting_until >= today THEN
                        RAISE EXCEPTION 'not lawful: the waiting period is not over';
                    END IF;
                    SELECT asked_on INTO checked FROM notices_nosuitcheck
                    WHERE id = NEW.no_suit_check_id AND posting_id = concerned AND is_clear;
                    IF checked IS NULL OR checked <= NEW.waiting_until OR checked > NEW.appointed_on
                       OR EXISTS (SELECT 1 FROM notices_lawsuit WHERE posting_id = concerned AND ended_on > checked)
                    THEN
                        RAISE EXCEPTION 'not lawful: nobody asked for suits after the waiting period';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="appointment_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF TG_OP = 'DELETE' AND {ERASURE_RUNS} THEN RETURN OLD; END IF;
                    RAISE EXCEPTION 'an appointment stands as it was recorded';
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_legal_form_display()} {self.appointed_on}"


class Abort(models.Model):
    """That a procedure was aborted, and why (DOMAIN.md SX). Written by the personnel office; never changed."""

    posting = models.OneToOneField(Posting, on_delete=models.PROTECT, related_name="abort")
    reason = models.TextField(_("Grund des Abbruchs"))
    aborted_on = models.DateField(_("abgebrochen am"))
    aborted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("abgebrochen von")
    )

    class Meta:
        verbose_name = _("Abbruch")
        verbose_name_plural = _("Abbrüche")
        constraints = [
            models.CheckConstraint(
                name="abort_reason_long_enough",
                condition=Q(reason__regex=LONG_ENOUGH),
                violation_error_message=_("Bitte begründen Sie den Abbruch so, dass andere es nachvollziehen können."),
            )
        ]
        triggers = [
            stands("abort_stands", "reason"),
            pgtrigger.Trigger(
                name="abort_before_the_end",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM 1 FROM postings_posting
                    WHERE id = NEW.posting_id AND status NOT IN ('draft', 'discarded', 'filled', 'aborted') FOR UPDATE;
                    IF NOT FOUND THEN RAISE EXCEPTION 'only a procedure that runs can be aborted'; END IF;
                    IF EXISTS (SELECT 1 FROM notices_appointment p
                               JOIN applications_application a ON a.id = p.application_id
                               WHERE a.posting_id = NEW.posting_id) THEN
                        RAISE EXCEPTION 'a procedure with an appointment cannot be aborted';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Abbruch')} {self.posting.reference_number}"
