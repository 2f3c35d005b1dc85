"""The catalogue: base profiles (Basisanforderungsprofile) whose criteria a new profile starts from."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class BaseProfile(models.Model):
    """A base profile that applies to many posts. Kept by administrators and profile editors.

    ``note`` says where it comes from and what is not proven about it.
    """

    name = models.CharField(_("Bezeichnung"), max_length=200, unique=True)
    note = models.TextField(_("Herkunft und Hinweis"), blank=True)
    is_offered = models.BooleanField(_("für neue Anforderungsprofile anbieten"), default=True)

    class Meta:
        verbose_name = _("Basisanforderungsprofil")
        verbose_name_plural = _("Basisanforderungsprofile")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class BaseSection(models.Model):
    """A section of a base profile, with the number it has on the paper form."""

    base_profile = models.ForeignKey(
        BaseProfile, on_delete=models.PROTECT, related_name="sections", verbose_name=_("Basisanforderungsprofil")
    )
    number = models.CharField(_("Nummer"), max_length=10)
    title = models.CharField(_("Bezeichnung"), max_length=200)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=1)

    class Meta:
        verbose_name = _("Abschnitt des Basisanforderungsprofils")
        verbose_name_plural = _("Abschnitte der Basisanforderungsprofile")
        ordering = ["base_profile", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["base_profile", "number"], name="basesection_number_once_per_base_profile")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


@pghistory.track()
class BaseCriterion(models.Model):
    """One criterion of a base profile, without weight: the weight belongs to the post.

    ``is_mandatory`` is None until HR has confirmed what the grey shading of the form says (DOMAIN.md 2.4); unknown is
    not mandatory.
    """

    section = models.ForeignKey(
        BaseSection, on_delete=models.PROTECT, related_name="criteria", verbose_name=_("Abschnitt")
    )
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=1)
    title = models.CharField(_("Bezeichnung"), max_length=200)
    definition = models.TextField(_("Definition"), blank=True)
    indicators = models.TextField(_("Operationalisierungen"), blank=True, help_text=_("Eine je Zeile."))
    is_mandatory = models.BooleanField(
        _("verbindlich"),
        null=True,
        blank=True,
        help_text=_(
            "Verbindlich heißt: muss mit diesem Wortlaut im Anforderungsprofil stehen. „Unbekannt“, bis der "
            "Personalservice es am Vordruck geprüft hat; Unbekanntes gilt nicht als verbindlich."
        ),
    )
    note = models.TextField(_("Herkunft und Hinweis"), blank=True)

    class Meta:
        verbose_name = _("Anforderung des Basisanforderungsprofils")
        verbose_name_plural = _("Anforderungen der Basisanforderungsprofile")
        ordering = ["section__base_profile", "section__position", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["section", "title"], name="basecriterion_title_once_per_section")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def indicator_lines(self) -> list[str]:
        return [line.strip() for line in self.indicators.splitlines() if line.strip()]
