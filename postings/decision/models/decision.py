"""The selection decision: what was decided on everybody, frozen when it is made; its withdrawal is a further row."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.decision.enums import Outcome, WithdrawalGround
from postings.models import Posting
from recruitment.audit.history import ERASURE_RUNS, stands


class SelectionDecisionQuerySet(models.QuerySet["SelectionDecision"]):
    def standing(self) -> "SelectionDecisionQuerySet":
        """Decisions that nobody withdrew."""
        return self.filter(withdrawal=None)


class SelectionDecision(models.Model):
    """One decision of the person with the power to decide. A later one has a higher ``number``; one stands at a time.

    ``ranking_sha256`` is the hash of the computed ranking that lay on the table (``basis.ranking_digest``),
    ``profile_hash`` that of the profile it rests on.
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField(_("laufende Nummer"))
    decided_at = models.DateTimeField(_("entschieden am"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("entschieden von")
    )
    reason = models.TextField(_("Begründung"))
    ranking_sha256 = models.CharField(_("Prüfsumme der rechnerischen Rangfolge"), max_length=64)
    profile_hash = models.CharField(_("Prüfsumme des Anforderungsprofils"), max_length=64)

    objects = SelectionDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Auswahlentscheidung")
        verbose_name_plural = _("Auswahlentscheidungen")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["posting", "number"], name="selectiondecision_number_once_per_posting"),
            models.CheckConstraint(name="selectiondecision_with_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="selectiondecision_hashes",
                condition=Q(ranking_sha256__regex=r"^[0-9a-f]{64}$", profile_hash__regex=r"^[0-9a-f]{64}$"),
            ),
        ]
        triggers = [
            stands("selectiondecision_unchangeable", "reason"),
            # The posting's row is the one lock of a procedure: two decisions at once wait for each other here.
            pgtrigger.Trigger(
                name="selectiondecision_one_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM 1 FROM postings_posting WHERE id = NEW.posting_id FOR UPDATE;
                    IF EXISTS (
                        SELECT 1 FROM decision_selectiondecision d
                        WHERE d.posting_id = NEW.posting_id AND NOT EXISTS (
                            SELECT 1 FROM decision_decisionwithdrawal w WHERE w.decision_id = d.id)
                    ) THEN
                        RAISE EXCEPTION 'a decision stands already';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Auswahlentscheidung')} {self.number}"

    @property
    def is_standing(self) -> bool:
        return not hasattr(self, "withdrawal")


class DecisionEntry(models.Model):
    """What one decision means for one application. Everybody who takes part has one, from the first to the ineligible.

    ``position`` is the order of people among the chosen (1 is first), ``computed_rank`` and ``computed_mean`` what the
    ratings added up to then (exact, "123/41"), empty without a complete rating.
    """

    decision = models.ForeignKey(SelectionDecision, on_delete=models.PROTECT, related_name="entries")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decision_entries")
    outcome = models.CharField(_("Ergebnis"), max_length=12, choices=Outcome)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), null=True)
    computed_rank = models.PositiveIntegerField(_("rechnerischer Rang"), null=True)
    computed_mean = models.CharField(_("rechnerischer Mittelwert"), max_length=80, blank=True)
    deviation_reason = models.TextField(_("Grund der Abweichung von der rechnerischen Rangfolge"), blank=True)

    class Meta:
        verbose_name = _("Entscheidung über eine Bewerbung")
        verbose_name_plural = _("Entscheidungen über Bewerbungen")
        ordering = [
            "decision_id",
            models.F("position").asc(nulls_last=True),
            models.F("computed_rank").asc(nulls_last=True),
            "pk",
        ]
        constraints = [
            models.UniqueConstraint(fields=["decision", "application"], name="decisionentry_once_per_application"),
            models.UniqueConstraint(fields=["decision", "position"], name="decisionentry_position_once"),
            models.CheckConstraint(name="decisionentry_outcome_is_known", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(
                name="decisionentry_chosen_have_position_and_rank",
                condition=Q(outcome=Outcome.NOT_SELECTED, position=None)
                | (~Q(outcome=Outcome.NOT_SELECTED) & Q(position__gte=1, computed_rank__gte=1)),
            ),
        ]
        triggers = [
            # Entries come with their decision: once the posting says "decided", none is added. Erasure takes the words
            # on a person out and leaves the act.
            pgtrigger.Trigger(
                name="decisionentry_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF TG_OP = 'UPDATE' AND {ERASURE_RUNS} THEN
                        IF (to_jsonb(OLD) - 'deviation_reason') = (to_jsonb(NEW) - 'deviation_reason') THEN
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF TG_OP <> 'INSERT' THEN RAISE EXCEPTION 'frozen: the decision has been made'; END IF;
                    IF NOT EXISTS (
                        SELECT 1 FROM decision_selectiondecision d
                        JOIN postings_posting p ON p.id = d.posting_id
                        JOIN applications_application a ON a.posting_id = p.id
                        WHERE d.id = NEW.decision_id AND a.id = NEW.application_id AND p.status = 'scoring_open'
                          AND (NEW.outcome = 'not_selected' OR a.status = 'eligible')
                          AND NOT EXISTS (SELECT 1 FROM decision_decisionwithdrawal w WHERE w.decision_id = d.id)
                    ) THEN
                        RAISE EXCEPTION 'frozen: no entry of this application can be added to this decision';
                    END IF;
                    RETURN NEW;
                """,  # noqa: S608 - fixed names of our own tables only
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} ({self.application_id})"


class DecisionWithdrawal(models.Model):
    """That a decision does not stand any more, with ground and reason. The decision itself stays as it was made."""

    decision = models.OneToOneField(SelectionDecision, on_delete=models.PROTECT, related_name="withdrawal")
    withdrawn_at = models.DateTimeField(_("aufgehoben am"), auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("aufgehoben von")
    )
    ground = models.CharField(_("Anlass"), max_length=10, choices=WithdrawalGround)
    reason = models.TextField(_("Begründung"))

    class Meta:
        verbose_name = _("Aufhebung einer Auswahlentscheidung")
        verbose_name_plural = _("Aufhebungen von Auswahlentscheidungen")
        constraints = [
            models.CheckConstraint(
                name="decisionwithdrawal_ground_is_known", condition=Q(ground__in=WithdrawalGround.values)
            ),
            models.CheckConstraint(name="decisionwithdrawal_with_reason", condition=~Q(reason="")),
        ]
        triggers = [stands("decisionwithdrawal_unchangeable", "reason")]

    def __str__(self) -> str:
        return f"{_('Aufhebung')} {self.decision_id}"
