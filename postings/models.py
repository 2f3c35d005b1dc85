"""The posting, its sentences and its committee."""

from datetime import date
from functools import cached_property

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _

from postings.closeness import closeness_words
from postings.deadlines import application_deadline
from postings.enums import ENDED, UNDER_WAY, UNPUBLISHED, CommitteeRole, ContractTerm, NoticeKind, PostingStatus
from profiles.models import RequirementProfile
from recruitment.audit.history import procedure_history, words_leave


class PostingQuerySet(models.QuerySet["Posting"]):
    def visible_to(self, user) -> "PostingQuerySet":
        """Postings that ``user`` may know of: all for HR officers, else those with an own role in them."""
        if user.is_hr_officer:
            return self
        return self.filter(pk__in=CommitteeMembership.objects.filter(user=user).values("posting"))

    def found_by(self, words: str) -> "PostingQuerySet":
        """Postings whose Kennzahl, task or office holds ``words``; all of them without any.

        The index of migration 0006 is about just this condition on just these columns.
        """
        if not words:
            return self
        return self.filter(
            Q(reference_number__icontains=words) | Q(function__icontains=words) | Q(office__icontains=words)
        )

    def with_committee(self, user) -> "PostingQuerySet":
        """With profile and scale, the assessors' ids and the roles of ``user``, all in the one query."""
        members = CommitteeMembership.objects.filter(posting=OuterRef("pk"))
        return (
            self.select_related("profile__scale")
            .defer("profile__source_text")
            .annotate(
                assessor_ids=ArraySubquery(members.filter(role=CommitteeRole.ASSESSOR).values("user")),
                own_roles=ArraySubquery(members.filter(user=user).values("role")),
            )
        )

    def published(self) -> "PostingQuerySet":
        """Postings that were advertised, whatever became of them."""
        return self.exclude(status__in=UNPUBLISHED)

    def managed_by(self, user) -> "PostingQuerySet":
        """Postings whose procedure ``user`` runs (personnel office)."""
        return self if user.is_hr_officer else self.none()


@pghistory.track(**procedure_history("names_disclosed_reason"))
class Posting(models.Model):
    """An advertised post with its requirement profile. Created by HR from a document or as a copy.

    From publication on everything that was advertised is held by a trigger; only ``status`` moves on.
    """

    reference_number = models.CharField(_("Kennzahl"), max_length=40, unique=True)
    profile = models.ForeignKey(
        RequirementProfile, on_delete=models.PROTECT, related_name="postings", verbose_name=_("Anforderungsprofil")
    )
    authority = models.CharField(_("Behörde"), max_length=200)
    office = models.CharField(_("Amt/OE"), max_length=200, blank=True)
    designation = models.CharField(_("Bezeichnung"), max_length=300, blank=True)
    function = models.CharField(_("Aufgabe/Funktion"), max_length=400)
    pay_grade_a = models.CharField(_("Besoldungsgruppe"), max_length=80, blank=True)
    pay_grade_e = models.CharField(_("Entgeltgruppe"), max_length=80, blank=True)
    working_time = models.CharField(_("Arbeitszeit"), max_length=200, blank=True)
    working_time_percent = models.PositiveSmallIntegerField(_("Arbeitszeit in Prozent"), null=True, blank=True)
    available_from = models.CharField(_("Besetzbar"), max_length=100, blank=True)
    contract_term = models.CharField(
        _("Befristung"), max_length=12, choices=ContractTerm, default=ContractTerm.UNDECIDED
    )
    contract_term_reason = models.TextField(_("Begründung zur Befristung"), blank=True)
    work_location = models.CharField(_("Einsatzort"), max_length=200, blank=True)
    profile_url = models.CharField(_("Adresse des Anforderungsprofils"), max_length=500, blank=True)
    portal_url = models.CharField(_("Adresse im Karriereportal"), max_length=500, blank=True)
    contact_url = models.CharField(_("Kontaktadresse"), max_length=500, blank=True)
    signatory = models.CharField(_("gezeichnet"), max_length=200, blank=True)
    deadline_weeks = models.PositiveSmallIntegerField(_("Bewerbungsfrist in Wochen"), default=4)
    deadline_moves_to_working_day = models.BooleanField(
        _("Fristende auf den nächsten Werktag verschieben"),
        default=True,
        help_text=_("§ 193 BGB; ob das für eine Ordnungsfrist gilt, ist umstritten – daher einstellbar."),
    )
    is_blind = models.BooleanField(
        _("Auswahlkommission sieht Kennungen statt Namen"),
        default=False,
        help_text=_(
            "Wird vor der Veröffentlichung festgelegt. Der Personalservice sieht die Namen immer, alle anderen erst, "
            "wenn sie mit Grund offengelegt sind."
        ),
    )
    # What the codes of the applications are drawn with: recorded, so that the draw can be repeated, and never shown.
    code_seed = models.UUIDField(db_default=RandomUUID(), editable=False)
    names_disclosed_at = models.DateTimeField(_("Namen offengelegt am"), null=True, editable=False)
    names_disclosed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    names_disclosed_reason = models.TextField(_("Grund der Offenlegung"), blank=True, editable=False)
    appraisal_current_months = models.PositiveSmallIntegerField(
        _("Beurteilung gilt als aktuell, in Monaten"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_(
            "So viele Monate darf das Ende des Beurteilungszeitraums am Tag des Fristablaufs zurückliegen. Üblich ist "
            "„möglichst nicht älter als ein Jahr“; bei dreijährigen Regelbeurteilungen kann mehr vertretbar sein."
        ),
    )
    closeness_steps = models.PositiveSmallIntegerField(
        _("Als gering gilt ein Abstand bis, in Stufen"),
        default=1,
        validators=[MaxValueValidator(4)],
        help_text=_(
            "Stufen bei einer einzigen Anforderung. Wer so nahe beieinanderliegt, steht in einer Gruppe, zu der die "
            "Auswahlkommission feststellt, ob im Wesentlichen gleiche Eignung besteht. 0 heißt: nur gleiche Werte."
        ),
    )
    closeness_weight = models.PositiveSmallIntegerField(
        _("Gewichtung dieser Anforderung"),
        choices=[(weight, str(weight)) for weight in (4, 3, 2, 1)],
        default=4,
        help_text=_("Üblich ist eine Stufe bei einer Anforderung mit der höchsten Gewichtung."),
    )
    published_on = models.DateField(_("veröffentlicht am"), null=True, blank=True)
    status = models.CharField(_("Stand"), max_length=20, choices=PostingStatus, default=PostingStatus.DRAFT)
    created_at = models.DateTimeField(_("angelegt am"), auto_now_add=True)
    discarded_at = models.DateTimeField(_("verworfen am"), null=True, editable=False)
    discarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    discarded_reason = models.TextField(_("Grund des Verwerfens"), blank=True, editable=False)
    # The Kennzahl the draft had: it is free for another posting, and the record still finds its entries by it.
    discarded_reference = models.CharField(_("frühere Kennzahl"), max_length=40, blank=True, editable=False)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ausschreibung")
        verbose_name_plural = _("Ausschreibungen")
        ordering = ["-created_at", "-id"]
        # The newest page of ten thousand procedures is read, not sorted; so are the few that were discarded.
        indexes = [
            models.Index(name="posting_newest_first", fields=["-created_at", "-id"]),
            models.Index(
                name="posting_discarded_newest",
                fields=["-created_at", "-id"],
                condition=Q(status=PostingStatus.DISCARDED),
            ),
        ]
        constraints = [
            models.CheckConstraint(name="posting_status_is_known", condition=Q(status__in=PostingStatus.values)),
            models.CheckConstraint(
                name="posting_contract_term_is_known", condition=Q(contract_term__in=ContractTerm.values)
            ),
            models.CheckConstraint(
                name="posting_published_is_settled",
                condition=Q(status__in=UNPUBLISHED)
                | (~Q(contract_term=ContractTerm.UNDECIDED) & Q(published_on__isnull=False)),
                violation_error_message=_("Vor der Veröffentlichung muss geklärt sein, ob die Stelle befristet ist."),
            ),
            models.CheckConstraint(
                name="posting_names_disclosed_with_person_and_reason",
                condition=Q(names_disclosed_at=None, names_disclosed_by=None, names_disclosed_reason="")
                | Q(
                    ~Q(names_disclosed_reason=""),
                    is_blind=True,
                    names_disclosed_at__isnull=False,
                    names_disclosed_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="posting_discarded_with_person_and_reason",
                condition=Q(
                    ~Q(status=PostingStatus.DISCARDED),
                    discarded_at=None,
                    discarded_by=None,
                    discarded_reason="",
                    discarded_reference="",
                )
                | Q(
                    ~Q(discarded_reason="") & ~Q(discarded_reference=""),
                    status=PostingStatus.DISCARDED,
                    discarded_at__isnull=False,
                    discarded_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="posting_appraisal_current_months", condition=Q(appraisal_current_months__range=(1, 60))
            ),
            models.CheckConstraint(name="posting_closeness_steps_0_to_4", condition=Q(closeness_steps__range=(0, 4))),
            models.CheckConstraint(name="posting_closeness_weight_1_to_4", condition=Q(closeness_weight__range=(1, 4))),
        ]
        triggers = [
            # R4: what was advertised stands; only the step of the procedure moves, and never back to draft. Names that
            # are hidden may be disclosed once and never hidden again.
            pgtrigger.Trigger(
                name="posting_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                declare=[("free", "TEXT[]")],
                func=f"""
                    {words_leave("names_disclosed_reason")}
                    IF OLD.status = 'discarded' THEN
                        RAISE EXCEPTION 'a discarded draft stays as it is';
                    END IF;
                    IF OLD.status <> 'draft' THEN
                        free := ARRAY['status'];
                        IF OLD.names_disclosed_at IS NULL THEN
                            free := free || ARRAY['names_disclosed_at', 'names_disclosed_by_id',
                                                  'names_disclosed_reason'];
                        END IF;
                        IF TG_OP = 'DELETE' OR NEW.status IN ('draft', 'discarded')
                           OR (to_jsonb(OLD) - free) <> (to_jsonb(NEW) - free) THEN
                            RAISE EXCEPTION 'frozen: the posting has been published';
                        END IF;
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            ),
            # What is filled or aborted stays so, and "decided" is said only of a posting with a decision that stands.
            # The table of the decisions is named here only.
            pgtrigger.Trigger(
                name="posting_decided_with_decision",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("status"),
                func="""
                    IF TG_OP = 'UPDATE' THEN
                        IF NEW.status = OLD.status THEN RETURN NEW; END IF;
                        IF OLD.status IN ('filled', 'aborted') THEN
                            RAISE EXCEPTION 'a procedure that has ended stays so';
                        END IF;
                        IF OLD.status = 'decided' AND NEW.status = 'published' THEN
                            RAISE EXCEPTION 'a decided procedure does not go back before the rating';
                        END IF;
                        IF NEW.status = 'filled' AND OLD.status <> 'decided' THEN
                            RAISE EXCEPTION 'a post is filled only after the decision';
                        END IF;
                    END IF;
                    IF NEW.status IN ('decided', 'filled') AND NOT EXISTS (
                        SELECT 1 FROM decision_selectiondecision d
                        WHERE d.posting_id = NEW.id AND NOT EXISTS (
                            SELECT 1 FROM decision_decisionwithdrawal w WHERE w.decision_id = d.id)
                    ) THEN
                        RAISE EXCEPTION 'a decided posting needs a decision that stands';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # How a procedure ends is told by a row; the tables of the appointments and aborts are named here only.
            pgtrigger.Trigger(
                name="posting_ends_with_a_row",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__df=pgtrigger.F("new__status")),
                func="""
                    IF NEW.status = 'filled' AND EXISTS (
                        SELECT 1 FROM decision_decisionentry e
                        JOIN decision_selectiondecision d ON d.id = e.decision_id
                        WHERE d.posting_id = NEW.id AND e.outcome = 'selected'
                          AND NOT EXISTS (SELECT 1 FROM decision_decisionwithdrawal w WHERE w.decision_id = d.id)
                          AND NOT EXISTS (SELECT 1 FROM notices_appointment p WHERE p.decision_id = d.id
                                          AND p.application_id = e.application_id)
                    ) THEN
                        RAISE EXCEPTION 'a post is filled only when everybody selected is appointed';
                    END IF;
                    IF NEW.status = 'aborted' AND NOT EXISTS (
                        SELECT 1 FROM notices_abort WHERE posting_id = NEW.id
                    ) THEN
                        RAISE EXCEPTION 'a procedure is aborted with a reason only';
                    END IF;
                    IF OLD.status = 'decided' AND NEW.status IN ('published', 'scoring_open') AND EXISTS (
                        SELECT 1 FROM notices_appointment p
                        JOIN applications_application a ON a.id = p.application_id WHERE a.posting_id = NEW.id
                    ) THEN
                        RAISE EXCEPTION 'a decision that somebody was appointed by stands';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="posting_published_with_frozen_profile",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NEW.status NOT IN ('draft', 'discarded') AND NOT EXISTS (
                        SELECT 1 FROM profiles_requirementprofile WHERE id = NEW.profile_id AND frozen_at IS NOT NULL
                    ) THEN
                        RAISE EXCEPTION 'a published posting needs a frozen requirement profile';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference_number} – {self.function}"

    @property
    def is_published(self) -> bool:
        return self.status not in UNPUBLISHED

    @property
    def is_draft(self) -> bool:
        return self.status == PostingStatus.DRAFT

    @property
    def is_under_way(self) -> bool:
        """Whether applicants are still compared: published, and neither decided nor ended."""
        return self.status in UNDER_WAY

    @property
    def is_ended(self) -> bool:
        """Whether the procedure is over for good: filled or aborted; a decision alone can still be withdrawn."""
        return self.status in ENDED

    @property
    def closeness_rule(self) -> str:
        """The closeness band in words."""
        return closeness_words(self.closeness_steps, self.closeness_weight)

    @property
    def hides_names(self) -> bool:
        """Whether the committee sees codes instead of names at present."""
        return self.is_blind and self.names_disclosed_at is None

    @cached_property
    def assessor_ids(self) -> list[int]:
        """Ids of those who rate; ``with_committee`` brings them along."""
        members = self.memberships.filter(role=CommitteeRole.ASSESSOR)
        return list(members.order_by().values_list("user_id", flat=True))

    @property
    def deadline(self) -> date | None:
        """Last day of the application period, or None before publication (DOMAIN.md 1.7)."""
        if self.published_on is None:
            return None
        return application_deadline(
            self.published_on, weeks=self.deadline_weeks, move_to_working_day=self.deadline_moves_to_working_day
        )


class PostingNotice(models.Model):
    """A sentence of the posting to be reproduced literally (DOMAIN.md 4.4)."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="notices")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("Art"), max_length=30, choices=NoticeKind)
    text = models.TextField(_("Text"))
    raw_text = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("Hinweis der Ausschreibung")
        verbose_name_plural = _("Hinweise der Ausschreibung")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["posting", "position"], name="postingnotice_position_once_per_posting"),
            models.CheckConstraint(name="postingnotice_kind_is_known", condition=Q(kind__in=NoticeKind.values)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="postingnotice_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("state", "TEXT")],
                func="""
                    IF TG_OP <> 'INSERT' THEN
                        SELECT status INTO state FROM postings_posting WHERE id = OLD.posting_id FOR SHARE;
                        IF state <> 'draft' THEN RAISE EXCEPTION 'frozen: the posting has been published'; END IF;
                    END IF;
                    IF TG_OP <> 'DELETE' THEN
                        SELECT status INTO state FROM postings_posting WHERE id = NEW.posting_id FOR SHARE;
                        IF state <> 'draft' THEN RAISE EXCEPTION 'frozen: the posting has been published'; END IF;
                        RETURN NEW;
                    END IF;
                    RETURN OLD;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.text


@pghistory.track()
class CommitteeMembership(models.Model):
    """One role of one person in one procedure. A chair who also rates holds two roles. Set by HR or administrator."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("Person"),
    )
    role = models.CharField(_("Rolle"), max_length=20, choices=CommitteeRole)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=1)

    class Meta:
        verbose_name = _("Mitglied der Auswahlkommission")
        verbose_name_plural = _("Mitglieder der Auswahlkommission")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["posting", "user", "role"], name="committeemembership_role_once"),
            models.UniqueConstraint(
                fields=["posting"],
                condition=Q(role=CommitteeRole.CHAIR),
                name="committeemembership_one_chair_per_posting",
                violation_error_message=_("Eine Auswahlkommission hat genau einen Vorsitz."),
            ),
            models.CheckConstraint(
                name="committeemembership_role_is_known", condition=Q(role__in=CommitteeRole.values)
            ),
        ]
        triggers = [
            # What somebody submitted counts, so that person stays; the table of the sheets is named here only.
            pgtrigger.Trigger(
                name="committeemembership_with_sheets_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete | pgtrigger.Update,
                func="""
                    IF OLD.role IN ('assessor', 'deputy')
                       AND (TG_OP = 'DELETE' OR (OLD.posting_id, OLD.user_id, OLD.role)
                                             IS DISTINCT FROM (NEW.posting_id, NEW.user_id, NEW.role))
                       AND EXISTS (
                           SELECT 1 FROM assessment_ratingsheet s
                           JOIN applications_application a ON a.id = s.application_id
                           WHERE a.posting_id = OLD.posting_id AND s.assessor_id = OLD.user_id
                             AND s.status = 'submitted')
                    THEN
                        RAISE EXCEPTION 'an assessor with submitted sheets stays';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            ),
            # R15: staff council, women's representative and SBV take part but never rate.
            pgtrigger.Trigger(
                name="committeemembership_observer_never_rates",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM postings_committeemembership
                        WHERE posting_id = NEW.posting_id AND user_id = NEW.user_id AND id <> NEW.id
                          AND ((role = 'observer' AND NEW.role IN ('assessor', 'chair'))
                            OR (role IN ('assessor', 'chair') AND NEW.role = 'observer'))
                    ) THEN
                        RAISE EXCEPTION 'an observer cannot chair or rate';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"
