"""What somebody who rates writes down for the own eyes only."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application


class PrivateNoteQuerySet(models.QuerySet["PrivateNote"]):
    def of(self, owner: object, application: Application, position: int) -> "PrivateNoteQuerySet":
        """The note of ``owner`` in one round: nobody reads a note by any other way."""
        return self.filter(owner=owner, application=application, round_position=position)


class PrivateNote(models.Model):
    """The own notes of one person on one application in one round; no row where nothing is written.

    Read by its owner only: in no report, export, admin page or list of what is held. Without history on purpose: a
    history would keep every word that its owner deleted, and others than the owner read histories. No part of the
    sheet, so it can be changed after submission, until the round is concluded, and deleted by its owner at any time.
    The round is kept by its place, because a plan may be made anew before the first sheet.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="private_notes")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    round_position = models.PositiveSmallIntegerField(_("Reihenfolge"))
    text = models.TextField(_("Eigene Notizen"))
    saved_at = models.DateTimeField(_("gespeichert am"), auto_now=True)

    objects = PrivateNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("eigene Notizen")
        verbose_name_plural = _("eigene Notizen")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "owner", "round_position"], name="privatenote_once_per_owner_and_round"
            ),
            models.CheckConstraint(name="privatenote_says_something", condition=~Q(text="")),
        ]
        triggers = [
            # The application is locked, so that no note slips in while an erasure is under way.
            pgtrigger.Trigger(
                name="privatenote_while_rated",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF TG_OP = 'UPDATE' AND (OLD.application_id, OLD.owner_id, OLD.round_position)
                       IS DISTINCT FROM (NEW.application_id, NEW.owner_id, NEW.round_position) THEN
                        RAISE EXCEPTION 'a private note stays with its owner and its application';
                    END IF;
                    PERFORM 1 FROM applications_application
                    WHERE id = NEW.application_id AND status = 'eligible' FOR SHARE;
                    IF NOT FOUND THEN
                        RAISE EXCEPTION 'locked: the application is not rated';
                    END IF;
                    PERFORM 1 FROM assessment_assessmentround r
                    JOIN applications_application a ON a.posting_id = r.plan_id
                    WHERE a.id = NEW.application_id AND r.position = NEW.round_position
                      AND r.status IN ('open', 'closed') FOR SHARE OF r;
                    IF NOT FOUND THEN
                        RAISE EXCEPTION 'locked: the round is not under way';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return str(_("Eigene Notizen"))
