"""Applicants, applications and the check of the formal requirements."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Case, ExpressionWrapper, F, Q, Value, When
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from postings.applications import identity
from postings.applications.enums import (
    CLOSED,
    ApplicationStatus,
    Basis,
    Channel,
    CheckResult,
    DecisionState,
    EmploymentStatus,
    Invitation,
    LateDecision,
)
from postings.applications.sorting import din_5007_2_key
from postings.models import Posting
from profiles.enums import Track
from profiles.models import FormalRequirement, RequirementAlternative
from recruitment.audit.history import ERASURE_RUNS, personal_history


@pghistory.track(**personal_history())
class Applicant(models.Model):
    """A person who applied: name, way of contact, and the day of birth to know the person again (HR only).

    No photo, no family status, nothing that DOMAIN.md 5.2 keeps out. ``is_erased``: only the empty row is left, so that
    the withdrawn application still counts.
    """

    PERSONAL_FIELDS = (
        "academic_title", "first_name", "last_name", "birth_date", "street", "postal_code", "city", "email", "phone"
    )  # fmt: skip

    academic_title = models.CharField(_("Titel"), max_length=50, blank=True)
    first_name = models.CharField(_("Vorname"), max_length=150)
    last_name = models.CharField(_("Nachname"), max_length=150)
    birth_date = models.DateField(_("Geburtsdatum"), null=True, blank=True)
    street = models.CharField(_("Straße und Hausnummer"), max_length=200, blank=True)
    postal_code = models.CharField(_("PLZ"), max_length=10, blank=True)
    city = models.CharField(_("Ort"), max_length=120, blank=True)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    is_erased = models.BooleanField(_("Daten gelöscht"), default=False, editable=False)

    class Meta:
        verbose_name = _("Bewerberin oder Bewerber")
        verbose_name_plural = _("Bewerbende")
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                name="applicant_erased_is_empty",
                condition=Q(is_erased=False)
                | Q(
                    academic_title="",
                    first_name="",
                    last_name="",
                    birth_date__isnull=True,
                    street="",
                    postal_code="",
                    city="",
                    email="",
                    phone="",
                    sort_key="",
                ),
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """ "Dr. Erika Muster"; pages take ``Application.shown`` instead, which knows who is looking."""
        if self.is_erased:
            return gettext("Name gelöscht")
        return identity.full_name(self.academic_title, self.first_name, self.last_name)

    @property
    def list_name(self) -> str:
        """ "Muster, Dr. Erika", as lists sort it; pages take ``Application.shown`` instead."""
        if self.is_erased:
            return gettext("Name gelöscht")
        return identity.list_name(self.academic_title, self.first_name, self.last_name)


# What ``Application.shown`` reads, for lists that leave the rest of these wide rows in the database.
SHOWN_COLUMNS = (
    "number",
    "code",
    *(f"applicant__{name}" for name in ("sort_key", "academic_title", "first_name", "last_name", "is_erased")),
)


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user) -> "ApplicationQuerySet":
        """Applications of the postings that ``user`` may know of (HR officers and members of the committee)."""
        return self.filter(posting__in=Posting.objects.visible_to(user))

    def managed_by(self, user) -> "ApplicationQuerySet":
        """Applications that ``user`` may check and change (personnel office)."""
        return self.filter(posting__in=Posting.objects.managed_by(user))

    def to_be_rated(self) -> "ApplicationQuerySet":
        """Applications that the committee rates: formal requirements met, not withdrawn."""
        return self.filter(status=ApplicationStatus.ELIGIBLE)

    def awaiting_confirmation(self) -> "ApplicationQuerySet":
        """Applications whose refusal is proposed and waits for a second officer."""
        return self.filter(
            pk__in=FormalDecision.objects.to_confirm().values("application"), status=ApplicationStatus.RECEIVED
        )

    def to_be_checked(self) -> "ApplicationQuerySet":
        """Applications whose formal check is open: not begun, begun, sent back or reopened."""
        return self.filter(status=ApplicationStatus.RECEIVED).exclude(
            pk__in=FormalDecision.objects.to_confirm().values("application")
        )

    def in_name_order(self) -> "ApplicationQuerySet":
        """In the order of a telephone book; for pages of the personnel office, which always sees names."""
        return self.select_related("applicant").order_by("applicant__sort_key", "number")

    def named_for(self, user) -> "ApplicationQuerySet":
        """With ``is_named``: whether ``user`` sees the name of each applicant or, in a blind posting, the code."""
        if user.is_hr_officer:
            is_named = Value(True, output_field=BooleanField())
        else:
            is_named = ExpressionWrapper(
                Q(posting__is_blind=False) | Q(posting__names_disclosed_at__isnull=False), output_field=BooleanField()
            )
        return self.select_related("applicant").annotate(is_named=is_named)

    def in_shown_order(self, user, *before: str) -> "ApplicationQuerySet":
        """As ``named_for``, sorted by what is shown and never by what is hidden; ``before`` sorts first."""
        if user.is_hr_officer:
            return (
                self.named_for(user).select_related("duplicate_of").order_by(*before, "applicant__sort_key", "number")
            )
        shown = Case(When(is_named=True, then=F("applicant__sort_key")), default=F("code"))
        return self.named_for(user).select_related("duplicate_of").order_by(*before, shown, "code")

    def find_shown(self, text: str) -> "ApplicationQuerySet":
        """After ``named_for``: what is shown contains ``text``; a name that is hidden finds nothing."""
        if not text:
            return self
        return self.filter(
            Q(is_named=True, applicant__sort_key__contains=din_5007_2_key(text))
            | Q(is_named=False, code__icontains=text)
        )


@pghistory.track(**personal_history())
class Application(models.Model):
    """One person's application to one posting. Entered by HR, numbered in the order of receipt."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="applications")
    number = models.PositiveIntegerField(_("laufende Nummer"))
    # Drawn by the database from the seed of the posting, whoever enters the application.
    code = models.CharField(_("Kennung"), max_length=10, editable=False, db_default="")
    received_on = models.DateField(_("Eingang am"))
    channel = models.CharField(_("Eingangsweg"), max_length=10, choices=Channel, default=Channel.PORTAL)
    employment_status = models.CharField(_("Beschäftigung"), max_length=20, choices=EmploymentStatus)
    track = models.CharField(
        _("bewirbt sich als"),
        max_length=20,
        choices=Track,
        blank=True,
        help_text=_("Bestimmt, welche formalen Anforderungen geprüft werden."),
    )
    is_internal = models.BooleanField(_("beschäftigt beim Bezirksamt"), default=False)
    current_grade = models.CharField(_("Statusamt oder Entgeltgruppe"), max_length=80, blank=True)
    current_position = models.CharField(_("derzeitige Tätigkeit"), max_length=300, blank=True)
    qualification = models.CharField(_("Abschluss"), max_length=300, blank=True)
    experience = models.CharField(_("einschlägige Erfahrung"), max_length=300, blank=True)
    basis = models.CharField(_("Leistungsnachweis"), max_length=10, choices=Basis, default=Basis.NONE)
    basis_dated_on = models.DateField(_("Leistungsnachweis vom"), null=True, blank=True)
    basis_result = models.CharField(
        _("Gesamturteil"),
        max_length=120,
        blank=True,
        help_text=_("Note der dienstlichen Beurteilung (1 ist die beste) – geht nicht in die Punkte ein."),
    )
    consents_to_personnel_file = models.BooleanField(
        _("Einverständnis zur Einsicht in die Personalakte"),
        null=True,
        blank=True,
        help_text=_("Ein fehlendes Einverständnis schließt niemanden aus."),
    )
    remarks = models.TextField(_("Bemerkung"), blank=True)
    source = models.CharField(_("Quelle"), max_length=100, blank=True)
    source_number = models.CharField(_("Bewerbernummer der Quelle"), max_length=100, blank=True)
    late_decision = models.CharField(_("Frist"), max_length=10, choices=LateDecision, default=LateDecision.NOT_LATE)
    late_reason = models.TextField(_("Begründung zur Verspätung"), blank=True)
    status = models.CharField(_("Stand"), max_length=12, choices=ApplicationStatus, default=ApplicationStatus.RECEIVED)
    status_reason = models.TextField(_("Begründung"), blank=True)
    invitation = models.CharField(
        _("Auswahlgespräch"), max_length=12, choices=Invitation, default=Invitation.OPEN, editable=False
    )
    withdrawn_on = models.DateField(_("zurückgezogen am"), null=True, blank=True)
    erased_at = models.DateTimeField(_("Daten gelöscht am"), null=True, blank=True, editable=False)
    duplicate_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="duplicates",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("doppelt zu"),
    )

    objects = ApplicationQuerySet.as_manager()

    is_named: bool | None = None  # set by ``named_for``; without it a hidden name stays hidden from everybody

    class Meta:
        verbose_name = _("Bewerbung")
        verbose_name_plural = _("Bewerbungen")
        ordering = ["number"]
        indexes = [
            # Whether an ended procedure still holds data, and what a hold kept, without reading what was erased.
            models.Index(name="application_holds_data", fields=["posting"], condition=Q(erased_at=None)),
            models.Index(
                name="application_withdrawn_kept", fields=["posting"], condition=Q(status="withdrawn", erased_at=None)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["posting", "number"], name="application_number_once_per_posting"),
            models.UniqueConstraint(fields=["posting", "applicant"], name="application_once_per_applicant"),
            models.UniqueConstraint(
                fields=["posting", "code"], condition=~Q(code=""), name="application_code_once_per_posting"
            ),
            models.CheckConstraint(
                name="application_status_is_known", condition=Q(status__in=ApplicationStatus.values)
            ),
            models.UniqueConstraint(
                fields=["posting", "source", "source_number"],
                condition=~Q(source_number=""),
                name="application_source_number_once_per_posting",
            ),
            # A portal does not always say; the track is then settled before the formal check is concluded.
            models.CheckConstraint(name="application_track_is_known", condition=Q(track__in=["", *Track.values])),
            models.CheckConstraint(
                name="application_eligible_has_track",
                condition=~Q(status=ApplicationStatus.ELIGIBLE) | ~Q(track=""),
                violation_error_message=_("Es ist noch nicht geklärt, auf welchem Weg sich die Person bewirbt."),
            ),
            models.CheckConstraint(name="application_channel_is_known", condition=Q(channel__in=Channel.values)),
            models.CheckConstraint(name="application_basis_is_known", condition=Q(basis__in=Basis.values)),
            models.CheckConstraint(
                name="application_employment_status_is_known",
                condition=Q(employment_status__in=EmploymentStatus.values),
            ),
            models.CheckConstraint(
                name="application_late_decision_is_known", condition=Q(late_decision__in=LateDecision.values)
            ),
            models.CheckConstraint(
                name="application_invitation_is_known", condition=Q(invitation__in=Invitation.values)
            ),
            models.CheckConstraint(
                name="application_withdrawn_on_iff_withdrawn",
                condition=Q(status=ApplicationStatus.WITHDRAWN, withdrawn_on__isnull=False)
                | (~Q(status=ApplicationStatus.WITHDRAWN) & Q(withdrawn_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="application_duplicate_iff_linked",
                condition=Q(status=ApplicationStatus.DUPLICATE, duplicate_of__isnull=False)
                | (~Q(status=ApplicationStatus.DUPLICATE) & Q(duplicate_of__isnull=True)),
            ),
            models.CheckConstraint(
                name="application_erased_keeps_no_personal_text",
                condition=Q(erased_at__isnull=True)
                | Q(
                    current_grade="",
                    current_position="",
                    qualification="",
                    experience="",
                    basis_result="",
                    remarks="",
                    source_number="",
                    late_reason="",
                    status_reason="",
                ),
            ),
            models.CheckConstraint(
                name="application_late_decision_has_reason",
                condition=Q(late_decision__in=[LateDecision.NOT_LATE, LateDecision.OPEN])
                | ~Q(late_reason="")
                | Q(erased_at__isnull=False),
                violation_error_message=_("Die Entscheidung über eine verspätete Bewerbung braucht eine Begründung."),
            ),
            models.CheckConstraint(
                name="application_eligible_is_admitted",
                condition=~Q(status=ApplicationStatus.ELIGIBLE)
                | Q(late_decision__in=[LateDecision.NOT_LATE, LateDecision.ADMITTED]),
                violation_error_message=_("Über die Verspätung ist noch nicht entschieden."),
            ),
        ]
        triggers = [
            # Nobody is excluded by one person alone; the table of the conclusions is named here only.
            pgtrigger.Trigger(
                name="application_refused_by_two",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("status"),
                condition=pgtrigger.Q(new__status="ineligible"),
                func="""
                    IF TG_OP = 'UPDATE' THEN
                        IF OLD.status = 'ineligible' THEN RETURN NEW; END IF;
                    END IF;
                    IF NOT EXISTS (
                        SELECT 1 FROM applications_formaldecision
                        WHERE application_id = NEW.id AND state = 'standing' AND NOT is_eligible
                    ) THEN
                        RAISE EXCEPTION 'a refusal needs the confirmation of a second person';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="application_comes_before_the_end",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("posting_id"),
                func="""
                    IF TG_OP = 'UPDATE' THEN
                        IF NEW.posting_id = OLD.posting_id THEN RETURN NEW; END IF;
                    END IF;
                    IF EXISTS (
                        SELECT 1 FROM postings_posting WHERE id = NEW.posting_id AND status IN ('filled', 'aborted')
                    ) THEN
                        RAISE EXCEPTION 'an ended procedure takes in no application';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # The comparison rests on it; an erasure takes it out.
            pgtrigger.Trigger(
                name="application_statements_stand",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"""
                    IF (NEW.received_on, NEW.channel, NEW.employment_status, NEW.track, NEW.is_internal,
                        NEW.current_grade, NEW.current_position, NEW.qualification, NEW.experience, NEW.basis,
                        NEW.basis_dated_on, NEW.basis_result)
                       IS DISTINCT FROM
                       (OLD.received_on, OLD.channel, OLD.employment_status, OLD.track, OLD.is_internal,
                        OLD.current_grade, OLD.current_position, OLD.qualification, OLD.experience, OLD.basis,
                        OLD.basis_dated_on, OLD.basis_result)
                       AND NOT {ERASURE_RUNS}
                       AND EXISTS (
                           SELECT 1 FROM postings_posting
                           WHERE id = OLD.posting_id AND status IN ('decided', 'filled', 'aborted')
                       ) THEN
                        RAISE EXCEPTION 'what an application states stands after the decision';
                    END IF;
                    RETURN NEW;
                """,  # noqa: S608 - fixed names of our own tables only
            ),
            # The code tells nothing: neither alphabet nor order of receipt, without the seed that nobody is shown.
            pgtrigger.Trigger(
                name="application_code_drawn",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("code", "posting_id"),
                declare=[("seed", "TEXT"), ("attempt", "INTEGER"), ("drawn", "BIGINT")],
                func="""
                    IF TG_OP = 'UPDATE' THEN
                        IF OLD.code <> ''
                           AND (NEW.code, NEW.posting_id) IS DISTINCT FROM (OLD.code, OLD.posting_id) THEN
                            RAISE EXCEPTION 'the code of an application stays';
                        END IF;
                    END IF;
                    IF NEW.code <> '' THEN RETURN NEW; END IF;
                    SELECT code_seed::text INTO seed FROM postings_posting WHERE id = NEW.posting_id;
                    attempt := 0;
                    LOOP
                        drawn := ('x' || encode(substring(
                            sha256(convert_to(seed || ':' || NEW.number || ':' || attempt, 'UTF8')) FROM 1 FOR 4
                        ), 'hex'))::bit(32)::bigint;
                        -- four digits are quickly read out in a meeting; more only where thousands applied
                        NEW.code := 'B-' || CASE WHEN attempt < 40 THEN lpad((drawn % 10000)::text, 4, '0')
                                                 ELSE lpad((drawn % 1000000)::text, 6, '0') END;
                        EXIT WHEN NOT EXISTS (
                            SELECT 1 FROM applications_application
                            WHERE posting_id = NEW.posting_id AND code = NEW.code
                        );
                        attempt := attempt + 1;
                    END LOOP;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Bewerbung')} {self.shown.label}"

    @property
    def shown(self) -> identity.ShownIdentity:
        """How the viewer of this application sees the applicant: by name, or by the code."""
        if not (not self.posting.hides_names if self.is_named is None else self.is_named):
            return identity.by_code(code=self.code, word=gettext("Bewerbung"))
        person = self.applicant
        if person.is_erased:
            return identity.erased(words=person.full_name, number=self.number)
        return identity.by_name(
            title=person.academic_title,
            first=person.first_name,
            last=person.last_name,
            sort_key=person.sort_key,
            number=self.number,
        )

    @property
    def is_late(self) -> bool:
        return self.late_decision != LateDecision.NOT_LATE

    @property
    def is_active(self) -> bool:
        """Whether steps with the application are possible: neither withdrawn nor the second of a person."""
        return self.status not in CLOSED

    @property
    def state_words(self) -> str:
        """The state as every list shows it, with what became of the data."""
        words = self.get_status_display()
        if self.erased_at:
            day = formats.date_format(timezone.localtime(self.erased_at), "d.m.Y")
            return _("%(state)s (Daten gelöscht am %(day)s)") % {"state": words, "day": day}
        return words

    @property
    def is_invited(self) -> bool:
        return self.invitation == Invitation.INVITED

    @property
    def is_to_be_rated(self) -> bool:
        return self.status == ApplicationStatus.ELIGIBLE


@pghistory.track(**personal_history())
class FormalCheck(models.Model):
    """Result of one formal requirement for one application: met, not met or unclear, with evidence and reason."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="formal_checks")
    requirement = models.ForeignKey(FormalRequirement, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(_("Ergebnis"), max_length=10, choices=CheckResult)
    alternative = models.ForeignKey(
        RequirementAlternative,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("erfüllt durch"),
    )
    evidence = models.CharField(_("Nachweis"), max_length=300, blank=True)
    reason = models.TextField(_("Begründung"), blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("geprüft von")
    )
    checked_at = models.DateTimeField(_("geprüft am"))

    class Meta:
        verbose_name = _("Formale Prüfung")
        verbose_name_plural = _("Formale Prüfungen")
        ordering = ["requirement__position"]
        constraints = [
            models.UniqueConstraint(fields=["application", "requirement"], name="formalcheck_once_per_requirement"),
            models.CheckConstraint(name="formalcheck_result_is_known", condition=Q(result__in=CheckResult.values)),
            models.CheckConstraint(
                name="formalcheck_met_names_alternative",
                condition=Q(result=CheckResult.MET, alternative__isnull=False)
                | (~Q(result=CheckResult.MET) & Q(alternative__isnull=True)),
                violation_error_message=_("Wählen Sie, wodurch die Anforderung erfüllt ist."),
            ),
            models.CheckConstraint(
                name="formalcheck_met_has_evidence",
                condition=~Q(result=CheckResult.MET) | ~Q(evidence=""),
                violation_error_message=_("Nennen Sie den Nachweis."),
            ),
            models.CheckConstraint(
                name="formalcheck_not_met_has_reason",
                condition=Q(result=CheckResult.MET) | ~Q(reason=""),
                violation_error_message=_("Begründen Sie das Ergebnis."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requirement} – {self.get_result_display()}"


class FormalDecisionQuerySet(models.QuerySet["FormalDecision"]):
    def open(self) -> "FormalDecisionQuerySet":
        """Conclusions that stand or wait for their confirmation; at most one per application."""
        return self.filter(state__in=[DecisionState.PROPOSED, DecisionState.STANDING])

    def to_confirm(self) -> "FormalDecisionQuerySet":
        """Proposed refusals that wait for a second officer."""
        return self.filter(state=DecisionState.PROPOSED)


class FormalDecision(models.Model):
    """One conclusion of the formal check. A row never changes its content and is never taken away: it ends.

    A "yes" stands at once. A "no" is proposed by one officer and stands when a second one confirms it; it can be sent
    back by the second or reopened later, both with a reason. ``grounds`` are the reasons of the clauses that failed.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="formal_decisions")
    is_eligible = models.BooleanField(_("formale Anforderungen erfüllt"))
    grounds = models.TextField(_("Gründe"), blank=True)
    state = models.CharField(_("Stand"), max_length=10, choices=DecisionState)
    concluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("festgestellt von"),
    )
    concluded_at = models.DateTimeField(_("festgestellt am"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("bestätigt von"),
    )
    confirmed_at = models.DateTimeField(_("bestätigt am"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.TextField(_("Begründung"), blank=True)

    objects = FormalDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ergebnis der formalen Prüfung")
        verbose_name_plural = _("Ergebnisse der formalen Prüfung")
        ordering = ["concluded_at", "id"]
        # The few that wait for a second person are asked for on every list of a procedure.
        indexes = [models.Index(name="formaldecision_proposed", fields=["application"], condition=Q(state="proposed"))]
        constraints = [
            models.CheckConstraint(name="formaldecision_state_is_known", condition=Q(state__in=DecisionState.values)),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=[DecisionState.PROPOSED, DecisionState.STANDING]),
                name="formaldecision_one_open_per_application",
            ),
            models.CheckConstraint(
                name="formaldecision_no_has_person_and_grounds",
                condition=Q(is_eligible=True) | (Q(concluded_by__isnull=False) & ~Q(grounds="")),
                violation_error_message=_("Eine Ablehnung braucht eine Person, die sie feststellt, und Gründe."),
            ),
            models.CheckConstraint(
                name="formaldecision_no_stands_by_two",
                condition=Q(is_eligible=True)
                | ~Q(state=DecisionState.STANDING)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="formaldecision_second_person_is_another",
                condition=Q(confirmed_by=None) | Q(concluded_by=None) | ~Q(confirmed_by=F("concluded_by")),
            ),
            models.CheckConstraint(
                name="formaldecision_sent_back_by_another",
                condition=~Q(state=DecisionState.SENT_BACK)
                | (Q(ended_by__isnull=False) & ~Q(ended_by=F("concluded_by"))),
            ),
            models.CheckConstraint(
                name="formaldecision_ended_with_reason",
                condition=Q(
                    state__in=[DecisionState.PROPOSED, DecisionState.STANDING], ended_at__isnull=True, end_reason=""
                )
                | (
                    Q(state__in=[DecisionState.SENT_BACK, DecisionState.REOPENED], ended_at__isnull=False)
                    & ~Q(end_reason="")
                ),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="formaldecision_content_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF OLD.state IN ('sent_back', 'reopened')
                       OR (NEW.application_id, NEW.is_eligible, NEW.grounds, NEW.concluded_by_id, NEW.concluded_at)
                          IS DISTINCT FROM
                          (OLD.application_id, OLD.is_eligible, OLD.grounds, OLD.concluded_by_id, OLD.concluded_at)
                       OR (OLD.confirmed_at IS NOT NULL AND (NEW.confirmed_by_id, NEW.confirmed_at)
                           IS DISTINCT FROM (OLD.confirmed_by_id, OLD.confirmed_at)) THEN
                        RAISE EXCEPTION 'a conclusion of the formal check stays as it was made';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return str(ApplicationStatus.ELIGIBLE.label if self.is_eligible else ApplicationStatus.INELIGIBLE.label)

    @property
    def is_proposed(self) -> bool:
        return self.state == DecisionState.PROPOSED


class ErasedMark(models.Model):
    """A keyed hash by which a list that comes later does not bring an erased application back. Tells no name."""

    class Kind(models.TextChoices):
        NUMBER = "number", _("Bewerbernummer der Quelle")
        EMAIL = "email", _("E-Mail-Adresse")
        PERSON = "person", _("Name und Geburtsdatum")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="erased_marks")
    kind = models.CharField(_("Art"), max_length=10, choices=Kind)
    mark = models.CharField(_("Kennzeichen (Hash)"), max_length=64)

    class Meta:
        verbose_name = _("Kennzeichen einer gelöschten Bewerbung")
        verbose_name_plural = _("Kennzeichen gelöschter Bewerbungen")
        constraints = [
            models.UniqueConstraint(fields=["application", "kind"], name="erasedmark_once_per_kind"),
            models.CheckConstraint(name="erasedmark_is_hashed", condition=Q(mark__regex=r"^[0-9a-f]{64}$")),
        ]

    def __str__(self) -> str:
        return self.mark[:12]


class ApplicantMerge(models.Model):
    """Two records of one person made one, by whom and why; ``before`` holds the rows as they were, for the way back.

    ``after`` is what the merge made of them: only rows that still read so are put back. Both go with the person's data.
    """

    kept = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="+")
    merged = models.ForeignKey(Applicant, on_delete=models.SET_NULL, related_name="+", null=True)
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="applicant_merges")
    numbers = models.CharField(_("Bewerbungen"), max_length=80)
    reason = models.TextField(_("Begründung"))
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("zusammengeführt von")
    )
    merged_at = models.DateTimeField(_("zusammengeführt am"), auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("aufgehoben von"),
    )
    undone_at = models.DateTimeField(_("aufgehoben am"), null=True)

    class Meta:
        verbose_name = _("Zusammenführung")
        verbose_name_plural = _("Zusammenführungen")
        ordering = ["-merged_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="applicantmerge_undone_iff_person_and_time",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
            models.CheckConstraint(
                name="applicantmerge_rows_of_both_or_none",
                condition=Q(before__isnull=True, after__isnull=True) | Q(before__isnull=False, after__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.numbers

    @property
    def is_reversible(self) -> bool:
        return self.undone_at is None and self.before is not None
