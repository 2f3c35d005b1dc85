"""What each person who rates declares on each applicant, and the order in which this person is shown them."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.models import Posting
from recruitment.audit.history import kept_unless_erased, personal_history


class ImpartialityDeclarationQuerySet(models.QuerySet["ImpartialityDeclaration"]):
    def standing(self) -> "ImpartialityDeclarationQuerySet":
        """Declarations that let somebody rate: impartial, and made knowing the name as soon as names are known."""
        return self.filter(
            Q(names_were_shown=True)
            | Q(application__posting__is_blind=True, application__posting__names_disclosed_at=None),
            is_conflicted=False,
        )


@pghistory.track(**personal_history())
class ImpartialityDeclaration(models.Model):
    """One person's word on one applicant: impartial or not. Made before the sheet, never changed.

    The reason of a conflict stands in the exemption that follows from it. ``names_were_shown`` is False where the
    person saw a code only, and could not know; the word is then asked for again once names are disclosed.
    ``entered_by`` is set where the personnel office typed a declaration on paper of ``declared_on``.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="declarations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Mitglied")
    )
    is_conflicted = models.BooleanField(_("befangen"), default=False)
    names_were_shown = models.BooleanField(_("in Kenntnis des Namens"))
    declared_on = models.DateField(_("erklärt am"))
    recorded_at = models.DateTimeField(_("festgehalten am"), auto_now_add=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("vom Papier eingegeben durch"),
    )

    objects = ImpartialityDeclarationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Erklärung zur Befangenheit")
        verbose_name_plural = _("Erklärungen zur Befangenheit")
        ordering = ["recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "person", "names_were_shown"],
                condition=Q(is_conflicted=False),
                name="impartialitydeclaration_impartial_once",
            )
        ]
        triggers = [kept_unless_erased("impartialitydeclaration_kept")]

    def __str__(self) -> str:
        return f"{self.person}: {_('befangen') if self.is_conflicted else _('nicht befangen')}"


@pghistory.track()
class AssessorOrder(models.Model):
    """The seed from which the order of the own sheets of one person is drawn; recorded, so that it can be repeated.

    The order is that of SHA-256 of "seed:number of the row of the application"; who is to be rated later finds a place
    among the others without moving them.
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="assessor_orders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seed = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(_("festgehalten am"), auto_now_add=True)

    class Meta:
        verbose_name = _("Reihenfolge der Bögen")
        verbose_name_plural = _("Reihenfolgen der Bögen")
        constraints = [models.UniqueConstraint(fields=["posting", "person"], name="assessororder_once")]
        triggers = [kept_unless_erased("assessororder_kept")]

    def __str__(self) -> str:
        return f"{self.posting_id}: {self.person_id}"
