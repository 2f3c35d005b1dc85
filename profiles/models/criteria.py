"""The weighted part: sections, criteria and what makes them visible."""

from uuid import uuid4

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from profiles.enums import Weight
from profiles.models.catalogue import BaseCriterion
from profiles.models.profile import RequirementProfile
from profiles.models.triggers import mandatory_criterion_keeps_its_words, mandatory_criterion_stays, part_of_profile


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
            models.UniqueConstraint(
                fields=["profile", "number"],
                name="criteriongroup_number_once_per_profile",
                deferrable=Deferrable.IMMEDIATE,  # rows swap numbers within one statement
            )
        ]
        triggers = [part_of_profile("criteriongroup_frozen", profile_id="part.profile_id")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


@pghistory.track()
class Criterion(models.Model):
    """One weighted requirement (Leistungsmerkmal). ``weight`` 1..4, 4 = unabdingbar; None = not readable yet.

    ``key`` stays the same through all versions and copies, so that comparisons find their partner; the number follows
    the order. A criterion with ``is_mandatory_base`` True keeps its words and cannot be dropped (triggers).

    ``weight_confirmed`` is False while the import could not read the tick beyond doubt; ``weight_doubt`` says why in
    words, ``weight_readings`` which weights the document may mean; a person settles it with a reason
    (``services.confirm_weight``).
    """

    key = models.UUIDField(_("Kennung über alle Fassungen"), default=uuid4, db_default=RandomUUID(), editable=False)
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
    weight_readings = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True, editable=False)
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
    base_criterion = models.ForeignKey(
        BaseCriterion,
        on_delete=models.PROTECT,
        related_name="criteria",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("Anforderung des Basisanforderungsprofils"),
    )

    class Meta:
        verbose_name = _("Anforderung")
        verbose_name_plural = _("Anforderungen")
        ordering = ["group__position", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "number"],
                name="criterion_number_once_per_profile",
                deferrable=Deferrable.IMMEDIATE,
            ),
            models.UniqueConstraint(fields=["profile", "key"], name="criterion_key_once_per_profile"),
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
            models.CheckConstraint(
                name="criterion_weight_readings_1_to_4", condition=Q(weight_readings__contained_by=Weight.values)
            ),
        ]
        triggers = [
            part_of_profile("criterion_frozen", profile_id="part.profile_id"),
            pgtrigger.ReadOnly(name="criterion_key_stays", fields=["key"]),
            mandatory_criterion_keeps_its_words,
            mandatory_criterion_stays,
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def is_settled(self) -> bool:
        """Whether the weight stands beyond doubt."""
        return self.weight is not None and self.weight_confirmed

    @property
    def possible_weights(self) -> tuple[int, ...]:
        """The weights, ascending, that a document which left this one in doubt may mean; empty without any doubt."""
        if not self.weight_doubt:
            return ()
        found = {*self.weight_readings, self.weight} - {None}
        return tuple(sorted(found if len(found) > 1 else Weight.values))

    @property
    def is_in_doubt(self) -> bool:
        """Whether the document left the weight in doubt: settled with a reason only, never in passing."""
        return not self.weight_confirmed and (self.weight is not None or bool(self.weight_doubt))

    @property
    def is_open(self) -> bool:
        """Whether nobody has chosen a weight yet, as in a profile that began with the catalogue."""
        return self.weight is None and not self.weight_doubt


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
            part_of_profile(
                "indicator_frozen",
                profile_id="(SELECT profile_id FROM profiles_criterion WHERE id = part.criterion_id)",
            )
        ]

    def __str__(self) -> str:
        return self.text
