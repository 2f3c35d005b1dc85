"""Matters that were put to a body, the papers of each, and how an objection was settled."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.models import Posting
from postings.participation.enums import STOPPING, Body, DocumentKind, Result, Subject
from recruitment.audit.history import ERASURE_RUNS, kept_unless_erased, personal_history, words_leave

# What an open matter may still become; everything else stands from the moment it is sent.
# What people write; a matter on the whole procedure stays when somebody named in it is erased.
WORDS = ("subject_note", "text", "urgency_reason", "papers_reason", "extension_reason", "note", "correction_reason")
OPEN_FIELDS = (
    "'result', 'answered_on', 'note', 'is_own_answer', 'recorded_by_id', 'recorded_at', 'extended_until', "
    "'extension_reason'"
)


def heard_before(row: str, moment: str) -> str:
    """Return SQL: whether the matter ``row`` was put before ``moment``; of a correction counts what it corrects.

    The twin of ``gate.is_before`` for the trigger, which must not trust the services.
    """
    return f"""EXISTS (
        WITH RECURSIVE chain AS (
            SELECT p.id, p.corrects_id, p.created_at, p.sent_on FROM participation_participation p WHERE p.id = {row}.id
            UNION ALL
            SELECT p.id, p.corrects_id, p.created_at, p.sent_on
            FROM participation_participation p JOIN chain ON p.id = chain.corrects_id
        )
        SELECT 1 FROM chain WHERE corrects_id IS NULL
          AND (created_at < {moment} OR sent_on < ({moment} AT TIME ZONE 'Europe/Berlin')::date))"""  # noqa: S608 - fixed names of our own tables only


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def standing(self) -> "ParticipationQuerySet":
        """Leave out what a later record corrects."""
        return self.filter(correction=None)

    def open(self) -> "ParticipationQuerySet":
        """Matters that wait for an answer."""
        return self.filter(result="")

    def stopping(self) -> "ParticipationQuerySet":
        """Standing objections and refusals without settlement, and omitted participations that are being made up."""
        return self.standing().filter(
            Q(result__in=STOPPING, settlement=None) | Q(result="", made_up_since__isnull=False)
        )


@pghistory.track(**personal_history(*WORDS))
class Participation(models.Model):
    """One matter put to one body, or the finding that it need not be asked. Written by HR, answered once.

    An answer is never overwritten: a correction is a new row that names the old one (``corrects``) and its reason.
    A row that concerns one application goes with the erasure of that application; the others stay.
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="participations")
    body = models.CharField(_("Beschäftigtenvertretung"), max_length=20, choices=Body)
    subject = models.CharField(_("Gegenstand"), max_length=20, choices=Subject)
    subject_note = models.CharField(_("Gegenstand in Worten"), max_length=200, blank=True)
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("Bewerbung")
    )
    text = models.TextField(_("Maßnahme und Begründung"), blank=True)
    sent_on = models.DateField(_("versandt am"), null=True, blank=True)
    received_on = models.DateField(_("dort eingegangen am"), null=True, blank=True)
    due_on = models.DateField(_("Frist"), null=True, blank=True)
    urgency_reason = models.TextField(_("Begründung der Dringlichkeit"), blank=True)
    papers_reason = models.TextField(_("Warum keine Unterlagen beiliegen"), blank=True, db_default="")
    made_up_since = models.DateField(_("unterlassene Beteiligung festgestellt am"), null=True, blank=True)
    extended_until = models.DateField(_("Frist schriftlich verlängert bis"), null=True, blank=True)
    extension_reason = models.TextField(_("Grund der Verlängerung"), blank=True)
    result = models.CharField(_("Ergebnis"), max_length=20, choices=Result, blank=True)
    answered_on = models.DateField(_("Antwort vom"), null=True, blank=True)
    note = models.TextField(_("Begründung oder Anmerkung"), blank=True)
    is_own_answer = models.BooleanField(_("von der Stelle selbst eingetragen"), default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("festgehalten von"),
    )
    recorded_at = models.DateTimeField(_("festgehalten am"), null=True, blank=True)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, related_name="correction", null=True, blank=True)
    correction_reason = models.TextField(_("Grund der Berichtigung"), blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("angelegt von"),
    )
    created_at = models.DateTimeField(_("angelegt am"), auto_now_add=True)

    objects = ParticipationQuerySet.as_manager()

    is_superseded: bool = False  # set by ``gate.standing_matters``: heard about a decision that was withdrawn since

    class Meta:
        verbose_name = _("Beteiligung")
        verbose_name_plural = _("Beteiligungen")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(name="participation_body_is_known", condition=Q(body__in=Body.values)),
            models.CheckConstraint(name="participation_subject_is_known", condition=Q(subject__in=Subject.values)),
            models.CheckConstraint(name="participation_result_is_known", condition=Q(result__in=["", *Result.values])),
            models.CheckConstraint(
                name="participation_other_is_named", condition=~Q(subject=Subject.OTHER) | ~Q(subject_note="")
            ),
            models.CheckConstraint(
                name="participation_sent_unless_not_required",
                condition=Q(result=Result.NOT_REQUIRED, sent_on=None, received_on=None, due_on=None)
                | Q(sent_on__isnull=False, received_on__isnull=False, due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="participation_reason_where_needed",
                condition=~Q(result__in=[Result.NOT_REQUIRED, *STOPPING]) | ~Q(note=""),
                violation_error_message=_("Bitte geben Sie eine Begründung an."),
            ),
            models.CheckConstraint(
                name="participation_days_in_order",
                # What is made up may come after its seven days; it is late then, and stays on record.
                condition=Q(sent_on=None)
                | Q(received_on__gte=F("sent_on"))
                & (Q(due_on__gte=F("received_on")) | Q(made_up_since__isnull=False))
                & (Q(answered_on=None) | Q(answered_on__gte=F("sent_on"))),
            ),
            models.CheckConstraint(
                name="participation_answered_iff_result",
                condition=Q(result="", answered_on=None, recorded_at=None, recorded_by=None)
                | Q(~Q(result=""), answered_on__isnull=False, recorded_at__isnull=False),
            ),
            models.CheckConstraint(
                name="participation_result_of_the_body",
                condition=~Q(result__in=[Result.REFUSED, Result.DEEMED_APPROVED, Result.OBJECTION])
                | Q(result__in=[Result.REFUSED, Result.DEEMED_APPROVED], body=Body.STAFF_COUNCIL)
                | Q(~Q(body=Body.STAFF_COUNCIL), result=Result.OBJECTION),
            ),
            models.CheckConstraint(
                name="participation_deemed_after_period",
                condition=~Q(result=Result.DEEMED_APPROVED)
                | Q(answered_on__gt=Coalesce(F("extended_until"), F("due_on"))),
            ),
            models.CheckConstraint(
                name="participation_refused_in_period",
                condition=~Q(result=Result.REFUSED) | Q(answered_on__lte=Coalesce(F("extended_until"), F("due_on"))),
            ),
            models.CheckConstraint(
                name="participation_urgency_of_the_staff_council",
                condition=Q(urgency_reason="") | Q(body=Body.STAFF_COUNCIL),
            ),
            models.CheckConstraint(
                name="participation_of_the_disability_rep_only",
                condition=Q(application=None, made_up_since=None) | Q(body=Body.DISABILITY_REP),
            ),
            models.CheckConstraint(
                name="participation_extension_with_reason",
                condition=Q(extended_until=None, extension_reason="")
                | Q(~Q(extension_reason=""), body=Body.STAFF_COUNCIL, extended_until__gt=F("due_on")),
            ),
            models.CheckConstraint(
                name="participation_correction_with_reason",
                condition=Q(corrects=None, correction_reason="")
                | Q(~Q(correction_reason=""), ~Q(result=""), corrects__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["posting", "body", "subject", "subject_note", "application"],
                condition=Q(result=""),
                nulls_distinct=False,
                name="participation_one_open_matter",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="participation_answer_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF TG_OP = 'DELETE' THEN
                        IF OLD.application_id IS NOT NULL AND {ERASURE_RUNS} THEN RETURN OLD; END IF;
                        RAISE EXCEPTION 'a participation stays';
                    END IF;
                    {words_leave(*WORDS)}
                    IF OLD.result <> '' THEN RAISE EXCEPTION 'an answer is never overwritten'; END IF;
                    IF (to_jsonb(OLD) - ARRAY[{OPEN_FIELDS}]) <> (to_jsonb(NEW) - ARRAY[{OPEN_FIELDS}]) THEN
                        RAISE EXCEPTION 'what was sent stands';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # The clock of the database decides whether a period is over; a refusal in writing rules silence out.
            pgtrigger.Trigger(
                name="participation_deemed_in_time",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NEW.result = 'deemed_approved' AND (
                        (now() AT TIME ZONE 'Europe/Berlin')::date <= COALESCE(NEW.extended_until, NEW.due_on)
                        OR NEW.answered_on > (now() AT TIME ZONE 'Europe/Berlin')::date
                        OR EXISTS (
                            SELECT 1 FROM participation_participation p
                            WHERE p.posting_id = NEW.posting_id AND p.body = NEW.body AND p.subject = NEW.subject
                              AND p.subject_note = NEW.subject_note AND p.sent_on = NEW.sent_on
                              AND p.result = 'refused'))
                    THEN
                        RAISE EXCEPTION 'not yet deemed approved';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # LGG § 17, I12: the Frauenvertretung first; on the same day only with the reason of the urgency.
            # S9: the part of the Schwerbehindertenvertretung is settled by then. Not asked again for a correction: what
            # was heard on single applications may have been erased since. After a decision was withdrawn, what was
            # heard before was heard about that one (``gate.is_before``), and the order begins anew.
            pgtrigger.Trigger(
                name="participation_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("old", "participation_participation"), ("since", "timestamptz")],
                func=f"""
                    PERFORM 1 FROM postings_posting WHERE id = NEW.posting_id FOR SHARE;
                    IF NEW.subject = 'selection' AND NEW.corrects_id IS NULL THEN
                        SELECT max(x.withdrawn_at) INTO since
                        FROM decision_decisionwithdrawal x JOIN decision_selectiondecision s ON s.id = x.decision_id
                        WHERE s.posting_id = NEW.posting_id;
                    END IF;
                    IF NEW.body = 'staff_council' AND NEW.sent_on IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM participation_participation w
                        WHERE w.posting_id = NEW.posting_id AND w.subject = NEW.subject
                          AND w.subject_note = NEW.subject_note AND w.body = 'womens_rep'
                          AND NOT EXISTS (SELECT 1 FROM participation_participation c WHERE c.corrects_id = w.id)
                          AND (since IS NULL OR NOT {heard_before("w", "since")})
                          AND (w.result = 'not_required' OR w.sent_on < NEW.sent_on
                               OR (w.sent_on = NEW.sent_on AND NEW.urgency_reason <> '')))
                    THEN
                        RAISE EXCEPTION 'the womens representative first';
                    END IF;
                    IF NEW.body = 'staff_council' AND NEW.sent_on IS NOT NULL AND NEW.corrects_id IS NULL
                        AND NOT EXISTS (
                            SELECT 1 FROM participation_participation d
                            WHERE d.posting_id = NEW.posting_id AND d.subject = NEW.subject
                              AND d.subject_note = NEW.subject_note AND d.body = 'disability_rep'
                              AND NOT EXISTS (SELECT 1 FROM participation_participation c WHERE c.corrects_id = d.id)
                              AND (since IS NULL OR NOT {heard_before("d", "since")})
                              AND (d.result = 'not_required' OR d.sent_on <= NEW.sent_on))
                    THEN
                        RAISE EXCEPTION 'the disability representative first';
                    END IF;
                    IF NEW.corrects_id IS NOT NULL THEN
                        SELECT * INTO old FROM participation_participation WHERE id = NEW.corrects_id;
                        IF old.result = '' OR (old.posting_id, old.body, old.subject, old.subject_note,
                                               old.application_id, old.sent_on, old.received_on, old.due_on,
                                               old.extended_until)
                            IS DISTINCT FROM (NEW.posting_id, NEW.body, NEW.subject, NEW.subject_note,
                                              NEW.application_id, NEW.sent_on, NEW.received_on, NEW.due_on,
                                              NEW.extended_until)
                        THEN
                            RAISE EXCEPTION 'a correction concerns the answer of the same matter';
                        END IF;
                    END IF;
                    RETURN NEW;
                """,  # noqa: S608 - fixed names of our own tables only
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_body_display()}: {self.subject_words}"

    @property
    def subject_words(self) -> str:
        """What it is about, in words."""
        name = self.subject_note if self.subject == Subject.OTHER else self.get_subject_display()
        if self.subject_note and self.subject != Subject.OTHER:
            name = f"{name} ({self.subject_note})"
        return str(name)

    @property
    def is_open(self) -> bool:
        return self.result == ""

    @property
    def ends_on(self):
        """Last day of the period, extended or not; None where the body was not asked."""
        return self.extended_until or self.due_on


class ParticipationDocument(models.Model):
    """A paper of a matter with its bytes: our letter, what went with it, an answer on paper.

    ``data_sha256`` is the hash of what our letter says, which it carries as attached data.
    """

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(_("Art"), max_length=20, choices=DocumentKind)
    name = models.CharField(_("Bezeichnung"), max_length=200)
    sha256 = models.CharField(_("Prüfsumme (SHA-256)"), max_length=64)
    data_sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)
    content = models.BinaryField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField(_("abgelegt am"), auto_now_add=True)

    class Meta:
        verbose_name = _("Schriftstück einer Beteiligung")
        verbose_name_plural = _("Schriftstücke einer Beteiligung")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="participationdocument_kind_is_known", condition=Q(kind__in=DocumentKind.values)
            ),
            models.CheckConstraint(name="participationdocument_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="participationdocument_data_of_letters",
                condition=Q(data_sha256="") | Q(kind=DocumentKind.LETTER, data_sha256__regex=r"^[0-9a-f]{64}$"),
            ),
            models.UniqueConstraint(
                fields=["participation"], condition=Q(kind="letter"), name="participationdocument_one_letter"
            ),
        ]
        triggers = [kept_unless_erased("participationdocument_stays")]

    def __str__(self) -> str:
        return self.name


class Settlement(models.Model):
    """How an objection or a refusal was settled, and by whom; without it the procedure stands still (LGG § 18)."""

    participation = models.OneToOneField(Participation, on_delete=models.PROTECT, related_name="settlement")
    reason = models.TextField(_("Wie und warum beigelegt"))
    settled_by = models.CharField(_("entschieden durch"), max_length=200)
    settled_on = models.DateField(_("beigelegt am"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("festgehalten von")
    )
    recorded_at = models.DateTimeField(_("festgehalten am"), auto_now_add=True)

    class Meta:
        verbose_name = _("Beilegung einer Beanstandung")
        verbose_name_plural = _("Beilegungen von Beanstandungen")
        constraints = [
            models.CheckConstraint(
                name="settlement_with_reason_and_person", condition=~Q(reason="") & ~Q(settled_by="")
            ),
        ]
        triggers = [
            kept_unless_erased("settlement_stays", "reason"),
            pgtrigger.Trigger(
                name="settlement_of_an_objection",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM participation_participation
                        WHERE id = NEW.participation_id AND result IN ('refused', 'objection')
                          AND answered_on <= NEW.settled_on
                    ) THEN
                        RAISE EXCEPTION 'nothing to settle';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation}"
