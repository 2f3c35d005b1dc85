"""Two records of one person become one, with a way back as long as the data exist."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from postings.applications.enums import CLOSED, ApplicationStatus
from postings.applications.errors import MergeChangedMeanwhile, MergeIrreversible, NotMergeable, SamePersonTwice
from postings.applications.models import Applicant, ApplicantMerge, Application
from postings.applications.sorting import din_5007_2_key
from postings.models import Posting
from postings.services import lock_posting
from profiles.errors import ReasonMissing
from recruitment.accounts.models import User
from recruitment.audit.services import record

ROW_OF_PERSON = (*Applicant.PERSONAL_FIELDS, "sort_key")
ROW_OF_APPLICATION = ("applicant_id", "status", "duplicate_of_id")


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a merge does with one application of the record that goes: it moves, or becomes the second of ``stays``."""

    application: Application
    stays: Application | None


def likely_duplicates(application: Application) -> models.QuerySet[Application]:
    """Return applications by other records that look like the same person: same address of e-mail, name or birthday.

    Only a proposal: people decide. Every procedure of the authority counts, because a record may serve several.
    """
    person = application.applicant
    alike = Q(applicant__first_name__iexact=person.first_name, applicant__last_name__iexact=person.last_name)
    if person.email:
        alike |= Q(applicant__email__iexact=person.email)
    if person.birth_date:
        alike |= Q(applicant__birth_date=person.birth_date, applicant__last_name__iexact=person.last_name)
        alike |= Q(applicant__birth_date=person.birth_date, applicant__first_name__iexact=person.first_name)
    return mergeable_with(application).filter(alike)


def mergeable_with(application: Application) -> models.QuerySet[Application]:
    """Return the applications whose applicant may be the same person as that of ``application``."""
    return (
        Application.objects.exclude(applicant=application.applicant_id)
        .exclude(status__in=CLOSED)
        .select_related("applicant", "posting")
    )


def consequences(*, stays: Application, goes: Application) -> list[Consequence]:
    """Return what becomes of every application of the record behind ``goes``; nothing is changed."""
    own = {application.posting_id: application for application in stays.applicant.applications.all()}
    return [
        Consequence(application, own.get(application.posting_id))
        for application in goes.applicant.applications.select_related("posting").order_by("posting_id", "number")
    ]


@transaction.atomic
def merge_applicants(
    *, stays: Application, goes: Application, taken_over: Iterable[str], reason: str, actor: User
) -> ApplicantMerge:
    """Make one record of the applicants behind two applications.

    The record of ``stays`` remains; ``taken_over`` names the fields whose value comes from the other. Applications of
    the other record move over; where both applied to the same posting, that of the remaining record stays and the other
    becomes its duplicate. Nothing of either application is mixed; what its person was told goes with the one that
    stays (setting ``MERGE_STEPS``).

    :raises SamePersonTwice: if both belong to the same record.
    :raises NotMergeable: if one of them is withdrawn or a duplicate.
    :raises ReasonMissing: if ``reason`` is empty.
    :raises ProcedureError: if a later step refuses, say because the two were told different things.
    """
    _lock_postings(stays, goes)
    stays = Application.objects.select_related("applicant", "posting").get(pk=stays.pk)
    goes = Application.objects.select_related("applicant", "posting").get(pk=goes.pk)
    if stays.applicant_id == goes.applicant_id:
        raise SamePersonTwice
    if not (stays.is_active and goes.is_active):
        raise NotMergeable
    if not reason.strip():
        raise ReasonMissing
    kept, merged = stays.applicant, goes.applicant
    concerned = consequences(stays=stays, goes=goes)
    before = _rows([kept, merged], [item.application for item in concerned])
    for name in taken_over:
        if name in Applicant.PERSONAL_FIELDS:
            setattr(kept, name, getattr(merged, name))
    kept.sort_key = din_5007_2_key(kept.last_name, kept.first_name)
    kept.full_clean()
    kept.save()
    joined: list[tuple[Application, Application]] = []
    for item in concerned:
        if item.stays is None:
            item.application.applicant = kept
        elif item.application.is_active:
            item.application.status = ApplicationStatus.DUPLICATE
            item.application.duplicate_of = item.stays
            joined.append((item.stays, item.application))
        item.application.save(update_fields=["applicant", "status", "duplicate_of"])
    before["moved"] = _move(joined, actor)
    done = ApplicantMerge.objects.create(
        kept=kept,
        merged=merged,
        posting=stays.posting,
        numbers=_numbers(stays, goes),
        reason=reason.strip(),
        before=before,
        after=_rows([kept, merged], [item.application for item in concerned]),
        merged_by=actor,
    )
    _record(done, actor, "applicant.merged")
    return done


@transaction.atomic
def undo_merge(*, merge: ApplicantMerge, actor: User) -> ApplicantMerge:
    """Put both records back exactly as they were.

    :raises MergeIrreversible: if that was done before, or the data are erased.
    :raises MergeChangedMeanwhile: if one of the rows no longer reads as the merge left it.
    """
    _lock_all(ApplicantMerge.objects.get(pk=merge.pk))
    merge = ApplicantMerge.objects.select_for_update(of=("self",)).select_related("posting").get(pk=merge.pk)
    if not merge.is_reversible:
        raise MergeIrreversible
    people = {str(row.pk): row for row in Applicant.objects.filter(pk__in=merge.before["applicants"])}
    applications = {str(row.pk): row for row in Application.objects.filter(pk__in=merge.before["applications"])}
    if changed := _changed(merge.after, _rows(people.values(), applications.values())):
        raise MergeChangedMeanwhile(fields=", ".join(sorted(changed)))
    for name, rows in merge.before.get("moved", {}).items():
        for pk, moved in rows.items():
            import_module(name).put_back(goes=applications[pk], moved=moved)
    for pk, row in merge.before["applicants"].items():
        Applicant.objects.filter(pk=pk).update(**_from_json(row))
    for pk, row in merge.before["applications"].items():
        Application.objects.filter(pk=pk).update(**row)
    merge.undone_by, merge.undone_at = actor, timezone.now()
    merge.before = merge.after = None  # the way back is used up; two copies of the data are one too many
    merge.save(update_fields=["undone_by", "undone_at", "before", "after"])
    _record(merge, actor, "applicant.unmerged")
    return merge


def _move(joined: Iterable[tuple[Application, Application]], actor: User) -> dict[str, dict[str, object]]:
    """Let later steps move what belongs to the person: name of the step -> application that goes -> what was moved."""
    done: dict[str, dict[str, object]] = {}
    for name in settings.MERGE_STEPS:
        for stays, goes in joined:
            if moved := import_module(name).move(stays=stays, goes=goes, actor=actor):
                done.setdefault(name, {})[str(goes.pk)] = moved
    return done


def _lock_postings(*applications: Application) -> None:
    """Lock every procedure that either person takes part in, in the order of their ids, so that no two steps wait."""
    people = [application.applicant_id for application in applications]
    for pk in sorted(set(Application.objects.filter(applicant__in=people).values_list("posting", flat=True))):
        lock_posting(pk)


def _lock_all(merge: ApplicantMerge) -> None:
    people = [pk for pk in (merge.kept_id, merge.merged_id) if pk]
    postings = set(Application.objects.filter(applicant__in=people).values_list("posting", flat=True))
    for pk in sorted(postings | {merge.posting_id}):
        lock_posting(pk)


def _rows(people: Iterable[Applicant], applications: Iterable[Application]) -> dict[str, dict[str, dict[str, object]]]:
    return {
        "applicants": {str(row.pk): {name: _to_json(getattr(row, name)) for name in ROW_OF_PERSON} for row in people},
        "applications": {
            str(row.pk): {name: getattr(row, name) for name in ROW_OF_APPLICATION} for row in applications
        },
    }


def _changed(left: Mapping[str, Mapping], found: Mapping[str, Mapping]) -> set[str]:
    """Return the German names of the fields in which the rows differ from how the merge left them."""
    changed = set()
    for kind, model in (("applicants", Applicant), ("applications", Application)):
        for pk, row in left[kind].items():
            now = found[kind].get(pk, {})
            changed |= {
                str(model._meta.get_field(name.removesuffix("_id")).verbose_name)
                for name, value in row.items()
                if now.get(name, value) != value or not now
            }
    return changed


def _to_json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _from_json(row: Mapping[str, object]) -> dict[str, object]:
    return {**row, "birth_date": date.fromisoformat(row["birth_date"]) if row["birth_date"] else None}


def _numbers(stays: Application, goes: Application) -> str:
    def words(application: Application, home: Posting) -> str:
        same = application.posting_id == home.pk
        return str(application.number) if same else f"{application.posting.reference_number} Nr. {application.number}"

    return f"{words(stays, stays.posting)} + {words(goes, stays.posting)}"


def _record(merge: ApplicantMerge, actor: User, action: str) -> None:
    record(
        actor=actor,
        action=action,
        subject=merge,
        posting_reference=merge.posting.reference_number,
        numbers=merge.numbers,
    )
