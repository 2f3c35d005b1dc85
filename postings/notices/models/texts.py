"""The text of one kind of notice in one procedure."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.models import Posting
from postings.notices.enums import Kind
from recruitment.audit.history import stands

SUBJECT_LIMIT = 200
BODY_LIMIT = 6_000


class NoticeText(models.Model):
    """One version of a text, with placeholders, written by the personnel office. Never changed: a change is a version.

    Version 0, the text of the house, is not stored (``standard_texts``).
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="notice_texts")
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    version = models.PositiveIntegerField(_("Fassung"))
    subject = models.CharField(_("Betreff"), max_length=SUBJECT_LIMIT)
    body = models.TextField(_("Text"), max_length=BODY_LIMIT)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("gespeichert von")
    )
    saved_at = models.DateTimeField(_("gespeichert am"), auto_now_add=True)

    class Meta:
        verbose_name = _("Text einer Mitteilung")
        verbose_name_plural = _("Texte der Mitteilungen")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["posting", "kind", "version"], name="noticetext_version_once"),
            models.CheckConstraint(name="noticetext_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="noticetext_version_from_1", condition=Q(version__gte=1)),
            models.CheckConstraint(name="noticetext_not_empty", condition=~Q(subject="") & ~Q(body="")),
            models.CheckConstraint(
                name="noticetext_offer_with_reservation",
                condition=~Q(kind=Kind.OFFER) | Q(body__icontains="vorbehalt"),
                violation_error_message=_(
                    "Vor dem Ende der Wartefrist darf die Stelle nur unter Vorbehalt zugesagt werden. Bitte nehmen Sie "
                    "das Wort „vorbehaltlich“ oder „unter Vorbehalt“ in den Text auf."
                ),
            ),
        ]
        triggers = [stands("noticetext_stands", "subject", "body")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.version}"
