"""The requirement profile itself: versions, life cycle, legend of the weights."""

from dataclasses import dataclass
from uuid import uuid4

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from profiles.enums import AggregationRule, ProfileStatus, Weight
from profiles.models.catalogue import BaseProfile
from profiles.models.scale import RatingScale
from profiles.models.triggers import profile_locked, supersession_of_frozen_profile

CURRENT_FORM = 2  # of the canonical content, see profiles.canonical


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What one weight means in words, and whether that wording is proven (by the document or a source)."""

    weight: int
    label: str
    is_verified: bool


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
        """Profiles that may still be edited."""
        return self.filter(frozen_at__isnull=True, locked_at__isnull=True)

    def with_status(self) -> "RequirementProfileQuerySet":
        """With the answer to ``is_superseded``, in the same query."""
        newer = RequirementProfile.objects.filter(
            lineage=OuterRef("lineage"), version__gt=OuterRef("version"), frozen_at__isnull=False
        )
        stated = Supersession.objects.filter(profile=OuterRef("pk"))
        return self.annotate(found_superseded=Exists(newer) | Exists(stated))

    def with_parts(self) -> "RequirementProfileQuerySet":
        """With sections, criteria, indicators, duties and formal requirements, in nine queries whatever the size."""
        return self.select_related("scale", "created_by", "last_edited_by", "locked_by", "replaces").prefetch_related(
            "scale__levels", "groups__criteria__indicators", "duties", "requirements__alternatives", "corrections"
        )


@pghistory.track(exclude=["source_text"])
class RequirementProfile(models.Model):
    """One version of a requirement profile. Created by import, from the catalogue, or as a copy or new version.

    Life: draft -> locked by a second person -> in use (frozen by publication) -> superseded. Every version of one
    profile shares its ``lineage``. ``weight_n_label`` is the legend of weight n in words, ``weight_n_verified``
    whether that wording is proven (DOMAIN.md 2.3).
    """

    title = models.CharField(_("Stellentitel / Funktion"), max_length=300)
    raw_title = models.CharField(max_length=300, blank=True, editable=False)
    lineage = models.UUIDField(default=uuid4, db_default=RandomUUID(), editable=False)
    version = models.PositiveIntegerField(_("Fassung"), default=1)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("ersetzt die Fassung"),
    )
    version_reason = models.TextField(_("Grund der Fassung"), blank=True, editable=False)
    copied_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="copies",
        verbose_name=_("übernommen aus"),
    )
    base_profile = models.ForeignKey(
        BaseProfile,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="profiles",
        verbose_name=_("begonnen mit dem Basisanforderungsprofil"),
    )
    stand = models.CharField(_("Stand"), max_length=60, blank=True)
    author = models.CharField(_("Ersteller/in"), max_length=200, blank=True)
    department = models.TextField(_("Dienststelle"), blank=True)
    pay_grade_e = models.CharField(_("Entgeltgruppe"), max_length=80, blank=True)
    pay_grade_a = models.CharField(_("Besoldungsgruppe"), max_length=80, blank=True)
    base_profile_note = models.TextField(_("Hinweis zum Basisanforderungsprofil"), blank=True)
    weight_4_label = models.CharField(_("4 bedeutet"), max_length=60, default="unabdingbar")
    weight_4_verified = models.BooleanField(_("Wortlaut von 4 belegt"), default=True)
    weight_3_label = models.CharField(_("3 bedeutet"), max_length=60, default="sehr wichtig")
    weight_3_verified = models.BooleanField(_("Wortlaut von 3 belegt"), default=False)
    weight_2_label = models.CharField(_("2 bedeutet"), max_length=60, default="wichtig")
    weight_2_verified = models.BooleanField(_("Wortlaut von 2 belegt"), default=False)
    weight_1_label = models.CharField(_("1 bedeutet"), max_length=60, default="erforderlich")
    weight_1_verified = models.BooleanField(_("Wortlaut von 1 belegt"), default=False)
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
    last_edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("zuletzt bearbeitet von"),
    )
    last_edited_at = models.DateTimeField(_("zuletzt bearbeitet am"), null=True, editable=False)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("gesperrt von"),
    )
    locked_at = models.DateTimeField(_("gesperrt am"), null=True, editable=False)
    frozen_at = models.DateTimeField(_("festgeschrieben am"), null=True, blank=True, editable=False)
    content_hash = models.CharField(_("Prüfsumme (SHA-256)"), max_length=64, blank=True, editable=False)
    canonical_form = models.PositiveSmallIntegerField(default=CURRENT_FORM, editable=False)

    objects = RequirementProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anforderungsprofil")
        verbose_name_plural = _("Anforderungsprofile")
        ordering = ["title", "-version", "-id"]
        indexes = [models.Index(name="requirementprofile_in_order", fields=["title", "-version", "-id"])]
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
            models.UniqueConstraint(fields=["lineage", "version"], name="requirementprofile_version_once_per_lineage"),
            models.CheckConstraint(
                name="requirementprofile_new_version_has_reason",
                condition=Q(replaces__isnull=True) | ~Q(version_reason=""),
                violation_error_message=_("Eine neue Fassung braucht einen Grund."),
            ),
            models.CheckConstraint(
                name="requirementprofile_lock_is_whole",
                condition=Q(locked_at__isnull=True, locked_by__isnull=True)
                | Q(locked_at__isnull=False, locked_by__isnull=False),
            ),
            models.CheckConstraint(
                name="requirementprofile_locked_by_second_person",
                condition=Q(locked_by__isnull=True)
                | Q(last_edited_by__isnull=True)
                | ~Q(locked_by=F("last_edited_by")),
                violation_error_message=_("Wer zuletzt bearbeitet hat, kann nicht selbst sperren."),
            ),
            models.CheckConstraint(
                # Form 1 was frozen before the lock existed; those profiles stay valid as they are.
                name="requirementprofile_frozen_was_locked",
                condition=Q(frozen_at__isnull=True) | Q(locked_at__isnull=False) | Q(canonical_form=1),
            ),
            models.CheckConstraint(
                name="requirementprofile_canonical_form_is_known", condition=Q(canonical_form__in=(1, 2))
            ),
            models.CheckConstraint(
                name="requirementprofile_legend_has_words",
                condition=~Q(weight_4_label="") & ~Q(weight_3_label="") & ~Q(weight_2_label="") & ~Q(weight_1_label=""),
                violation_error_message=_("Jede Gewichtung braucht ein Wort in der Legende."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="requirementprofile_frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__frozen_at__isnull=False),
            ),
            profile_locked,
            pgtrigger.ReadOnly(name="requirementprofile_lineage_stays", fields=["lineage", "version", "replaces"]),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({_('Fassung')} {self.version})"

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None

    @property
    def is_locked(self) -> bool:
        """Whether a second person has locked it and nobody has published it yet."""
        return self.locked_at is not None and self.frozen_at is None

    @property
    def is_draft(self) -> bool:
        return self.locked_at is None and self.frozen_at is None

    @property
    def is_superseded(self) -> bool:
        """Whether a newer version is in use or somebody stated it; ``with_status`` brings the answer along."""
        if not self.is_frozen:
            return False
        if "found_superseded" not in self.__dict__:
            self.found_superseded = RequirementProfile.objects.with_status().get(pk=self.pk).found_superseded
        return self.found_superseded

    @property
    def status(self) -> ProfileStatus:
        if self.is_frozen:
            return ProfileStatus.SUPERSEDED if self.is_superseded else ProfileStatus.IN_USE
        return ProfileStatus.LOCKED if self.is_locked else ProfileStatus.DRAFT

    @property
    def short_hash(self) -> str:
        """First twelve signs of the SHA-256, as printed on every document."""
        return self.content_hash[:12]

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """The four weights in words, highest first."""
        return tuple(
            LegendEntry(weight, getattr(self, f"weight_{weight}_label"), getattr(self, f"weight_{weight}_verified"))
            for weight in Weight.values
        )

    def weight_label(self, weight: int) -> str:
        """Return the word of this profile's legend for ``weight``."""
        return next(entry.label for entry in self.legend if entry.weight == weight)


class Supersession(models.Model):
    """A statement that a profile in use is no longer to be used, with the reason; never taken back or changed."""

    profile = models.OneToOneField(
        RequirementProfile, on_delete=models.PROTECT, related_name="supersession", verbose_name=_("Anforderungsprofil")
    )
    reason = models.TextField(_("Grund"))
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField(_("festgestellt am"), auto_now_add=True)

    class Meta:
        verbose_name = _("Ablösung")
        verbose_name_plural = _("Ablösungen")
        constraints = [models.CheckConstraint(name="supersession_has_reason", condition=~Q(reason=""))]
        triggers = [
            pgtrigger.Protect(name="supersession_stays", operation=pgtrigger.Update | pgtrigger.Delete),
            supersession_of_frozen_profile,
        ]

    def __str__(self) -> str:
        return self.reason
