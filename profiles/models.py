"""The requirement profile, its parts and its rating scale; frozen ones are held by triggers.

Every text keeps what the document said (``raw_*``) beside what is shown; where both differ a person can see the
correction (DOMAIN.md 10.4).
"""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from profiles.enums import AggregationRule, Track, Weight

FROZEN_MESSAGE = "frozen: the requirement profile has been published"


def _part_of_frozen_profile(name: str, *, profile_id: str, profile_table: str = "profiles_requirementprofile"):
    """Return a trigger that refuses every write to a part of a frozen profile.

    ``profile_id`` is an SQL expression over the row variable ``part``. The profile row is read FOR SHARE, so a write
    that races with the freezing waits and is then refused.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("frozen", "TIMESTAMPTZ"), ("part", "RECORD")],
        func=f"""
            IF TG_OP <> 'INSERT' THEN
                part := OLD;
                SELECT frozen_at INTO frozen FROM {profile_table} WHERE id = {profile_id} FOR SHARE;
                IF frozen IS NOT NULL THEN RAISE EXCEPTION '{FROZEN_MESSAGE}'; END IF;
            END IF;
            IF TG_OP <> 'DELETE' THEN
                part := NEW;
                SELECT frozen_at INTO frozen FROM {profile_table} WHERE id = {profile_id} FOR SHARE;
                IF frozen IS NOT NULL THEN RAISE EXCEPTION '{FROZEN_MESSAGE}'; END IF;
                RETURN NEW;
            END IF;
            RETURN OLD;
        """,
    )


class RatingScale(models.Model):
    """A rating scale: whole steps, each with words. Created by an administrator; frozen with the first profile."""

    name = models.CharField(_("Bezeichnung"), max_length=120)
    minimum = models.PositiveSmallIntegerField(_("niedrigste Stufe"), default=1)
    maximum = models.PositiveSmallIntegerField(_("höchste Stufe (beste)"), default=5)
    comment_levels = models.JSONField(
        _("Stufen mit Pflichtbeobachtung"),
        default=list,
        blank=True,
        help_text=_("Stufen, bei denen eine Beobachtung eingetragen werden muss, zum Beispiel [1, 5]."),
    )
    frozen_at = models.DateTimeField(_("festgeschrieben am"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("Bewertungsskala")
        verbose_name_plural = _("Bewertungsskalen")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                name="ratingscale_runs_from_1_to_5",
                condition=Q(minimum=1, maximum=5),
                violation_error_message=_("Zurzeit wird auf der Skala von 1 bis 5 bewertet; 5 ist die beste Stufe."),
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="ratingscale_frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__frozen_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name


class RatingLevel(models.Model):
    """One step of a scale, in words."""

    scale = models.ForeignKey(RatingScale, on_delete=models.CASCADE, related_name="levels")
    value = models.PositiveSmallIntegerField(_("Stufe"))
    label = models.CharField(_("Bedeutung"), max_length=200)

    class Meta:
        verbose_name = _("Stufe")
        verbose_name_plural = _("Stufen")
        ordering = ["-value"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "value"], name="ratinglevel_once_per_scale"),
            models.CheckConstraint(name="ratinglevel_value_1_to_5", condition=Q(value__range=(1, 5))),
        ]
        triggers = [
            _part_of_frozen_profile(
                "ratinglevel_frozen", profile_id="part.scale_id", profile_table="profiles_ratingscale"
            )
        ]

    def __str__(self) -> str:
        return f"{self.value} – {self.label}"

    @property
    def value_text(self) -> str:
        """The step as a form field sends it."""
        return str(self.value)


class RequirementProfileQuerySet(models.QuerySet["RequirementProfile"]):
    def visible_to(self, user) -> "RequirementProfileQuerySet":
        """Profiles that ``user`` may read as such: all for those who edit profiles, none for others."""
        return self if user.edits_profiles else self.none()

    def readable_by(self, user) -> "RequirementProfileQuerySet":
        """Profiles of ``visible_to`` and, for a committee, the profile of its own posting."""
        if user.edits_profiles:
            return self
        return self.filter(pk__in=RequirementProfile.objects.filter(postings__memberships__user=user).values("pk"))

    def drafts(self) -> "RequirementProfileQuerySet":
        return self.filter(frozen_at__isnull=True)

    def with_parts(self) -> "RequirementProfileQuerySet":
        """With sections, criteria, indicators, duties and formal requirements, in six queries whatever the size."""
        return self.select_related("scale", "created_by", "replaces").prefetch_related(
            "scale__levels", "groups__criteria__indicators", "duties", "requirements__alternatives", "corrections"
        )


@pghistory.track(exclude=["source_text"])
class RequirementProfile(models.Model):
    """One version of a requirement profile. Created by import or as a new version by HR or a profile editor."""

    title = models.CharField(_("Stellentitel / Funktion"), max_length=300)
    raw_title = models.CharField(max_length=300, blank=True, editable=False)
    version = models.PositiveIntegerField(_("Fassung"), default=1)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("ersetzt die Fassung"),
    )
    stand = models.CharField(_("Stand"), max_length=60, blank=True)
    author = models.CharField(_("Ersteller/in"), max_length=200, blank=True)
    department = models.TextField(_("Dienststelle"), blank=True)
    pay_grade_e = models.CharField(_("Entgeltgruppe"), max_length=80, blank=True)
    pay_grade_a = models.CharField(_("Besoldungsgruppe"), max_length=80, blank=True)
    base_profile_note = models.TextField(_("Hinweis zum Basisanforderungsprofil"), blank=True)
    scale = models.ForeignKey(
        RatingScale, on_delete=models.PROTECT, related_name="profiles", verbose_name=_("Bewertungsskala")
    )
    aggregation_rule = models.CharField(
        _("Zusammenfassung der Bewertungen"),
        max_length=20,
        choices=AggregationRule,
        default=AggregationRule.MEAN,
    )
    source_name = models.CharField(_("Quelldokument"), max_length=200, blank=True, editable=False)
    source_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    source_text = models.TextField(_("Text des Quelldokuments"), blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    created_at = models.DateTimeField(_("angelegt am"), auto_now_add=True)
    frozen_at = models.DateTimeField(_("festgeschrieben am"), null=True, blank=True, editable=False)
    content_hash = models.CharField(_("Prüfsumme (SHA-256)"), max_length=64, blank=True, editable=False)

    objects = RequirementProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anforderungsprofil")
        verbose_name_plural = _("Anforderungsprofile")
        ordering = ["title", "-version", "-id"]
        constraints = [
            models.CheckConstraint(
                name="requirementprofile_hash_iff_frozen",
                condition=Q(frozen_at__isnull=True, content_hash="")
                | (Q(frozen_at__isnull=False) & Q(content_hash__regex=r"^[0-9a-f]{64}$")),
            ),
            models.CheckConstraint(
                name="requirementprofile_aggregation_rule_is_known",
                condition=Q(aggregation_rule__in=AggregationRule.values),
            ),
            models.CheckConstraint(name="requirementprofile_does_not_replace_itself", condition=~Q(replaces=F("id"))),
        ]
        triggers = [
            pgtrigger.Protect(
                name="requirementprofile_frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__frozen_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({_('Fassung')} {self.version})"

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None

    @property
    def short_hash(self) -> str:
        """First twelve signs of the SHA-256, as printed on every document."""
        return self.content_hash[:12]


class Duty(models.Model):
    """One duty of the post (Arbeitsgebiet), under the heading it stands below in the document."""

    profile = models.ForeignKey(RequirementProfile, on_delete=models.CASCADE, related_name="duties")
    position = models.PositiveSmallIntegerField()
    heading = models.TextField(_("Überschrift"), blank=True)
    text = models.TextField(_("Aufgabe"))
    raw_text = models.TextField(blank=True, editable=False)
    is_special = models.BooleanField(_("hervorzuhebende Sonderaufgabe"), default=False)

    class Meta:
        verbose_name = _("Aufgabe")
        verbose_name_plural = _("Aufgaben")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["profile", "position"], name="duty_position_once_per_profile")]
        triggers = [_part_of_frozen_profile("duty_frozen", profile_id="part.profile_id")]

    def __str__(self) -> str:
        return self.text


class FormalRequirement(models.Model):
    """A formal requirement of one track: fulfilled by ANY of its alternatives; a track demands ALL its requirements.

    Source: DOMAIN.md 10.3; formal requirements carry no weight ("Gewichtungen entfallen hier").
    """

    profile = models.ForeignKey(RequirementProfile, on_delete=models.CASCADE, related_name="requirements")
    track = models.CharField(_("gilt für"), max_length=20, choices=Track)
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("Anforderung"))
    raw_text = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("Formale Anforderung")
        verbose_name_plural = _("Formale Anforderungen")
        ordering = ["track", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "track", "position"], name="formalrequirement_position_once_per_track"
            ),
            models.CheckConstraint(name="formalrequirement_track_is_known", condition=Q(track__in=Track.values)),
        ]
        triggers = [_part_of_frozen_profile("formalrequirement_frozen", profile_id="part.profile_id")]

    def __str__(self) -> str:
        return self.text


class RequirementAlternative(models.Model):
    """One way to fulfil a formal requirement (for example one of the listed degrees)."""

    requirement = models.ForeignKey(FormalRequirement, on_delete=models.CASCADE, related_name="alternatives")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("Nachweis"))
    raw_text = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("Alternative")
        verbose_name_plural = _("Alternativen")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["requirement", "position"], name="alternative_position_once_per_requirement"
            )
        ]
        triggers = [
            _part_of_frozen_profile(
                "alternative_frozen",
                profile_id="(SELECT profile_id FROM profiles_formalrequirement WHERE id = part.requirement_id)",
            )
        ]

    def __str__(self) -> str:
        return self.text


class CriterionGroup(models.Model):
    """A section of weighted criteria: 3.1 Fachkompetenzen, 3.2 Persönliche Kompetenzen, 3.3 Sozialkompetenzen, ..."""

    profile = models.ForeignKey(RequirementProfile, on_delete=models.CASCADE, related_name="groups")
    number = models.CharField(_("Nummer"), max_length=10)
    title = models.CharField(_("Bezeichnung"), max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("Abschnitt")
        verbose_name_plural = _("Abschnitte")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "number"], name="criteriongroup_number_once_per_profile")
        ]
        triggers = [_part_of_frozen_profile("criteriongroup_frozen", profile_id="part.profile_id")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


@pghistory.track()
class Criterion(models.Model):
    """One weighted requirement (Leistungsmerkmal). ``weight`` 1..4, 4 = unabdingbar; None = not readable yet.

    ``weight_confirmed`` is False while the import could not read the tick beyond doubt; ``weight_doubt`` says why in
    words; a person settles it with a reason (``services.confirm_weight``).
    """

    profile = models.ForeignKey(RequirementProfile, on_delete=models.CASCADE, related_name="criteria")
    group = models.ForeignKey(CriterionGroup, on_delete=models.CASCADE, related_name="criteria")
    number = models.CharField(_("Nummer"), max_length=10)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("Bezeichnung"), max_length=200)
    raw_title = models.CharField(max_length=200, blank=True, editable=False)
    definition = models.TextField(_("Definition"), blank=True)
    raw_definition = models.TextField(blank=True, editable=False)
    weight = models.PositiveSmallIntegerField(_("Gewichtung"), choices=Weight, null=True, blank=True)
    weight_confirmed = models.BooleanField(_("Gewichtung bestätigt"), default=True)
    weight_doubt = models.TextField(_("Zweifel an der Gewichtung"), blank=True, editable=False)
    weight_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    weight_confirmed_at = models.DateTimeField(null=True, editable=False)
    weight_reason = models.TextField(_("Begründung der Bestätigung"), blank=True, editable=False)
    is_mandatory_base = models.BooleanField(
        _("verbindlicher Teil des Basisanforderungsprofils"),
        null=True,
        blank=True,
        help_text=_(
            "Die graue Unterlegung des Vordrucks ist im Text nicht erkennbar; „Unbekannt“ heißt: nicht geprüft."
        ),
    )

    class Meta:
        verbose_name = _("Anforderung")
        verbose_name_plural = _("Anforderungen")
        ordering = ["group__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "number"], name="criterion_number_once_per_profile"),
            models.CheckConstraint(
                name="criterion_weight_1_to_4",
                condition=Q(weight__isnull=True) | Q(weight__in=Weight.values),
                violation_error_message=_("Die Gewichtung muss 4, 3, 2 oder 1 sein."),
            ),
            models.CheckConstraint(
                name="criterion_confirmed_has_weight",
                condition=Q(weight_confirmed=False) | Q(weight__isnull=False),
                violation_error_message=_("Eine bestätigte Gewichtung darf nicht leer sein."),
            ),
        ]
        triggers = [_part_of_frozen_profile("criterion_frozen", profile_id="part.profile_id")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def is_settled(self) -> bool:
        """Whether the weight stands beyond doubt."""
        return self.weight is not None and self.weight_confirmed


class Indicator(models.Model):
    """Observable behaviour or knowledge that makes a criterion visible (Operationalisierung)."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("Operationalisierung"))
    raw_text = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("Operationalisierung")
        verbose_name_plural = _("Operationalisierungen")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "position"], name="indicator_position_once_per_criterion")
        ]
        triggers = [
            _part_of_frozen_profile(
                "indicator_frozen",
                profile_id="(SELECT profile_id FROM profiles_criterion WHERE id = part.criterion_id)",
            )
        ]

    def __str__(self) -> str:
        return self.text


class TextCorrection(models.Model):
    """A damaged word of the source with its reading: shown as corrected, the raw text kept (DOMAIN.md 10.4)."""

    profile = models.ForeignKey(RequirementProfile, on_delete=models.CASCADE, related_name="corrections")
    position = models.PositiveSmallIntegerField()
    place = models.CharField(_("Stelle"), max_length=200)
    raw_text = models.TextField(_("im Dokument"))
    display_text = models.TextField(_("angezeigt"))
    reason = models.TextField(_("Grund"), blank=True)

    class Meta:
        verbose_name = _("Korrektur")
        verbose_name_plural = _("Korrekturen")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "position"], name="textcorrection_position_once_per_profile")
        ]
        triggers = [_part_of_frozen_profile("textcorrection_frozen", profile_id="part.profile_id")]

    def __str__(self) -> str:
        return f"{self.raw_text} → {self.display_text}"


class ImportFinding(models.Model):
    """Something doubtful that the import found, in words and with its place in the document."""

    profile = models.ForeignKey(RequirementProfile, on_delete=models.CASCADE, related_name="findings")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    message = models.TextField(_("Befund"))
    place = models.CharField(_("Stelle"), max_length=200, blank=True)
    subject = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("Befund des Imports")
        verbose_name_plural = _("Befunde des Imports")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "position"], name="importfinding_position_once_per_profile")
        ]
        triggers = [_part_of_frozen_profile("importfinding_frozen", profile_id="part.profile_id")]

    def __str__(self) -> str:
        return self.message
