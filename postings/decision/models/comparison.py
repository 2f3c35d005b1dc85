"""What people write on the way to a decision: ladder, equality findings, auxiliary criteria, final order."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.decision.enums import AuxiliaryKind, LadderStep, Outcome, StepStatus
from postings.models import Posting
from recruitment.audit.history import ERASURE_RUNS, personal_history, procedure_history, words_leave


def while_memo_is_open(name: str, posting_id: str) -> pgtrigger.Trigger:
    """Return a trigger that holds rows once the memo is final, until a further memo is begun; ``posting_id`` is SQL for
    the posting of ``{row}``. Erasure goes on."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("concerned", "BIGINT")],
        func=f"""
            IF TG_OP <> 'INSERT' AND {ERASURE_RUNS} THEN
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END IF;
            IF TG_OP = 'DELETE' THEN
                SELECT {posting_id.format(row="OLD")} INTO concerned;
            ELSE
                SELECT {posting_id.format(row="NEW")} INTO concerned;
            END IF;
            IF EXISTS (SELECT 1 FROM decision_selectionmemo
                       WHERE posting_id = concerned AND finalised_at IS NOT NULL)
               AND NOT EXISTS (SELECT 1 FROM decision_selectionmemo
                               WHERE posting_id = concerned AND finalised_at IS NULL)
            THEN
                RAISE EXCEPTION 'locked: the memo is final';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,  # noqa: S608 - fixed names of our own tables only
    )


@pghistory.track(**procedure_history("text", "weight_reason"))
class LadderSection(models.Model):
    """One step of the comparison of a posting as the committee wrote it. ``version`` counts the saves.

    ``weight_reason`` belongs to the last step in a field of public servants and others: why it weighs more there.
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="ladder_sections")
    step = models.CharField(_("Stufe"), max_length=12, choices=LadderStep)
    status = models.CharField(_("Stand"), max_length=8, choices=StepStatus, default=StepStatus.OPEN)
    text = models.TextField(_("Ihr Text"), blank=True)
    weight_reason = models.TextField(_("Warum diese Stufe stärker wiegt"), blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Stufe des Leistungsvergleichs")
        verbose_name_plural = _("Stufen des Leistungsvergleichs")
        constraints = [
            models.UniqueConstraint(fields=["posting", "step"], name="laddersection_step_once"),
            models.CheckConstraint(name="laddersection_step_is_known", condition=Q(step__in=LadderStep.values)),
            models.CheckConstraint(name="laddersection_status_is_known", condition=Q(status__in=StepStatus.values)),
            models.CheckConstraint(
                name="laddersection_settled_with_text", condition=Q(status=StepStatus.OPEN) | ~Q(text="")
            ),
        ]
        triggers = [while_memo_is_open("laddersection_while_memo_is_open", "{row}.posting_id")]

    def __str__(self) -> str:
        return self.get_step_display()


@pghistory.track(**personal_history("reason"))
class EqualityFinding(models.Model):
    """The finding of people whether some applicants are essentially equally suited, and why. Never computed (S8)."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="equality_findings")
    applications = models.ManyToManyField(Application, through="FindingMember", related_name="equality_findings")
    is_equal = models.BooleanField(_("Im Wesentlichen gleich geeignet?"))
    reason = models.TextField(_("Begründung"))
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Feststellung zur im Wesentlichen gleichen Eignung")
        verbose_name_plural = _("Feststellungen zur im Wesentlichen gleichen Eignung")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="equalityfinding_with_reason", condition=~Q(reason=""))]
        triggers = [
            while_memo_is_open("equalityfinding_while_memo_is_open", "{row}.posting_id"),
            pgtrigger.Trigger(
                name="equalityfinding_carries_auxiliary",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("is_equal"),
                func="""
                    IF NOT NEW.is_equal AND EXISTS (
                        SELECT 1 FROM decision_auxiliaryact WHERE finding_id = NEW.id) THEN
                        RAISE EXCEPTION 'an auxiliary criterion rests on this finding';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Feststellung')} {self.pk}"


POSTING_OF_FINDING = "(SELECT posting_id FROM decision_equalityfinding WHERE id = {row}.finding_id)"


class FindingMember(models.Model):
    """One of the applicants a finding speaks about."""

    finding = models.ForeignKey(EqualityFinding, on_delete=models.CASCADE, related_name="members")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["finding", "application"], name="findingmember_once")]
        triggers = [
            while_memo_is_open("findingmember_while_memo_is_open", POSTING_OF_FINDING),
            pgtrigger.Trigger(
                name="findingmember_of_this_posting",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM decision_equalityfinding f
                        JOIN applications_application a ON a.posting_id = f.posting_id
                        WHERE f.id = NEW.finding_id AND a.id = NEW.application_id
                    ) THEN
                        RAISE EXCEPTION 'the application is not of this procedure';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.application_id}"


@pghistory.track(**procedure_history("reason"))
class AuxiliaryOrder(models.Model):
    """In which order auxiliary criteria are looked at in this procedure, fixed before anybody is rated. Set by HR."""

    posting = models.OneToOneField(Posting, on_delete=models.PROTECT, related_name="auxiliary_order")
    kinds = ArrayField(models.CharField(max_length=20, choices=AuxiliaryKind), verbose_name=_("Reihenfolge"))
    reason = models.TextField(_("Begründung"))
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Reihenfolge der Hilfskriterien")
        verbose_name_plural = _("Reihenfolgen der Hilfskriterien")
        constraints = [
            models.CheckConstraint(name="auxiliaryorder_with_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="auxiliaryorder_kinds_are_known",
                condition=Q(kinds__contained_by=AuxiliaryKind.values) & ~Q(kinds=[]),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="auxiliaryorder_before_anybody_is_rated",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("concerned", "BIGINT")],
                func=f"""
                    {words_leave("reason")}
                    concerned := CASE WHEN TG_OP = 'DELETE' THEN OLD.posting_id ELSE NEW.posting_id END;
                    IF EXISTS (
                        SELECT 1 FROM assessment_ratingsheet s
                        JOIN assessment_assessmentround r ON r.id = s.round_id WHERE r.plan_id = concerned
                    ) THEN
                        RAISE EXCEPTION 'fixed: somebody has been rated';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,  # noqa: S608 - fixed names of our own tables only
            )
        ]

    def __str__(self) -> str:
        return " > ".join(self.labels)

    @property
    def labels(self) -> list[str]:
        return [str(AuxiliaryKind(kind).label) for kind in self.kinds]


@pghistory.track(**personal_history("reason", "case_check"))
class AuxiliaryAct(models.Model):
    """That an auxiliary criterion was looked at for the applicants of a finding "yes", with the check of the case.

    It names no applicant and holds no attribute of anybody: people write what follows from it.
    """

    finding = models.ForeignKey(EqualityFinding, on_delete=models.PROTECT, related_name="auxiliary_acts")
    kind = models.CharField(_("Hilfskriterium"), max_length=20, choices=AuxiliaryKind)
    reason = models.TextField(_("Begründung"))
    case_check = models.TextField(_("Einzelfallprüfung"))
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Anwendung eines Hilfskriteriums")
        verbose_name_plural = _("Anwendungen von Hilfskriterien")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "kind"], name="auxiliaryact_kind_once"),
            models.CheckConstraint(name="auxiliaryact_kind_is_known", condition=Q(kind__in=AuxiliaryKind.values)),
            models.CheckConstraint(name="auxiliaryact_with_reasons", condition=~Q(reason="") & ~Q(case_check="")),
        ]
        triggers = [
            while_memo_is_open("auxiliaryact_while_memo_is_open", POSTING_OF_FINDING),
            pgtrigger.Trigger(
                name="auxiliaryact_after_finding_yes",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("finding_id"),
                func="""
                    PERFORM 1 FROM decision_equalityfinding WHERE id = NEW.finding_id AND is_equal FOR SHARE;
                    IF NOT FOUND THEN
                        RAISE EXCEPTION 'an auxiliary criterion needs a reasoned finding of equal suitability';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class FinalOrder(models.Model):
    """That people set an order for the posting; its lines are the proposal until it is decided."""

    posting = models.OneToOneField(Posting, on_delete=models.PROTECT, related_name="final_order")
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Endgültige Reihenfolge")
        verbose_name_plural = _("Endgültige Reihenfolgen")
        triggers = [while_memo_is_open("finalorder_while_memo_is_open", "{row}.posting_id")]

    def __str__(self) -> str:
        return f"{_('Endgültige Reihenfolge')} {self.posting_id}"


@pghistory.track(**personal_history())
class FinalOrderLine(models.Model):
    """What is proposed for one applicant: outcome, place among the chosen, reason of a deviation."""

    order = models.ForeignKey(FinalOrder, on_delete=models.PROTECT, related_name="lines")
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="final_order_line")
    outcome = models.CharField(_("Ergebnis"), max_length=12, choices=Outcome, default=Outcome.NOT_SELECTED)
    position = models.PositiveSmallIntegerField(_("Platz"), null=True)
    deviation_reason = models.TextField(_("Grund der Abweichung"), blank=True)

    class Meta:
        verbose_name = _("Zeile der endgültigen Reihenfolge")
        verbose_name_plural = _("Zeilen der endgültigen Reihenfolge")
        constraints = [
            models.CheckConstraint(name="finalorderline_outcome_is_known", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(
                name="finalorderline_position_iff_chosen",
                condition=Q(outcome=Outcome.NOT_SELECTED, position=None)
                | (~Q(outcome=Outcome.NOT_SELECTED) & Q(position__gte=1)),
            ),
        ]
        triggers = [
            while_memo_is_open(
                "finalorderline_while_memo_is_open",
                "(SELECT posting_id FROM decision_finalorder WHERE id = {row}.order_id)",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.get_outcome_display()}"
