"""Uploaded lists of applicants and what the columns of their sources mean."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.applications.importing.planning import Decision
from postings.applications.importing.table import SourceTable
from postings.intake.enums import ListStatus
from postings.models import Posting


class ListSource(models.Model):
    """Where lists come from, with the meaning that a person gave their columns last. Made with the first list.

    ``mapping`` leads from the reduced name of a column to a field, "" for "do not take over".
    """

    name = models.CharField(_("Quelle"), max_length=100, unique=True)
    mapping = models.JSONField(default=dict)
    defaults = models.JSONField(default=dict)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("zugeordnet von"),
    )
    changed_at = models.DateTimeField(_("zugeordnet am"), auto_now=True)

    class Meta:
        verbose_name = _("Quelle von Bewerberlisten")
        verbose_name_plural = _("Quellen von Bewerberlisten")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ApplicantListQuerySet(models.QuerySet["ApplicantList"]):
    def visible_to(self, user) -> "ApplicantListQuerySet":
        """Lists of the postings that ``user`` may know of; opening one is for the personnel office only."""
        return self.filter(posting__in=Posting.objects.visible_to(user))

    def listed(self) -> "ApplicantListQuerySet":
        """Without the personal data, with the people, in one query."""
        return self.select_related("source", "uploaded_by", "accepted_by").defer(
            "table", "plan", "decisions", "mapping"
        )


class ApplicantList(models.Model):
    """One uploaded list. The file itself is never stored; ``table`` is what was read of it, without forbidden columns.

    ``plan`` is the preview, with the fingerprint of what it rests on. With the acceptance both go; the rows that were
    left out stay in ``table`` until they are downloaded and deleted, with ``reasons`` by row. Counts and checksum stay.
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="applicant_lists")
    source = models.ForeignKey(ListSource, on_delete=models.PROTECT, related_name="lists", verbose_name=_("Quelle"))
    sha256 = models.CharField(_("Prüfsumme (SHA-256)"), max_length=64, db_index=True)
    format_name = models.CharField(_("Format"), max_length=60)
    table = models.JSONField(null=True, editable=False)
    mapping = models.JSONField(default=dict, editable=False)
    defaults = models.JSONField(default=dict, editable=False)
    plan = models.JSONField(null=True, editable=False)
    decisions = models.JSONField(default=dict, editable=False)
    reasons = models.JSONField(default=dict, editable=False)
    summary = models.JSONField(default=dict, editable=False)
    status = models.CharField(_("Stand"), max_length=10, choices=ListStatus, default=ListStatus.MAPPING)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("eingelesen von")
    )
    uploaded_at = models.DateTimeField(_("eingelesen am"), auto_now_add=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("übernommen von"),
    )
    accepted_at = models.DateTimeField(_("übernommen am"), null=True)

    objects = ApplicantListQuerySet.as_manager()

    class Meta:
        verbose_name = _("Bewerberliste")
        verbose_name_plural = _("Bewerberlisten")
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(name="applicantlist_status_is_known", condition=Q(status__in=ListStatus.values)),
            models.CheckConstraint(
                name="applicantlist_accepted_iff_person_and_time",
                condition=Q(status=ListStatus.ACCEPTED, accepted_by__isnull=False, accepted_at__isnull=False)
                | (~Q(status=ListStatus.ACCEPTED) & Q(accepted_by__isnull=True, accepted_at__isnull=True)),
            ),
            # What was taken over is not kept a second time; the rest has a reason for each row.
            models.CheckConstraint(
                name="applicantlist_accepted_keeps_only_the_rest",
                condition=~Q(status=ListStatus.ACCEPTED)
                | (
                    Q(plan__isnull=True, decisions={})
                    & (Q(table__isnull=True, reasons={}) | (Q(table__isnull=False) & ~Q(reasons={})))
                ),
            ),
            models.CheckConstraint(
                name="applicantlist_open_has_table",
                condition=Q(status=ListStatus.ACCEPTED) | Q(table__isnull=False),
            ),
            models.CheckConstraint(
                name="applicantlist_plan_iff_review",
                condition=Q(status=ListStatus.REVIEW, plan__isnull=False)
                | (~Q(status=ListStatus.REVIEW) & Q(plan__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.sha256[:8]}"

    @property
    def is_open(self) -> bool:
        return self.status != ListStatus.ACCEPTED

    @property
    def short_hash(self) -> str:
        return self.sha256[:8]

    @property
    def source_table(self) -> SourceTable:
        """What was read, of an accepted list the rows that were left out."""
        return SourceTable.from_plain(self.table)

    @property
    def decided(self) -> dict[int, Decision]:
        """What a person said to rows that need it."""
        return {int(row): Decision(said) for row, said in self.decisions.items()}
