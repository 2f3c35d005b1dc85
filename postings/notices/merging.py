"""What becomes of notices when two records of one person are merged (setting ``MERGE_STEPS``).

A person was told what was told to either of the two applications: notices with their receipts, suits and the reasons
given go to the application that stays. Whoever was told different things cannot become one without people settling it.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.notices.enums import Kind, NoticeState
from postings.notices.errors import NoticeUnderWay, ReasonsDiffer, ToldDifferently, ToldOfItsOwn
from postings.notices.models import Appointment, IndividualReason, Lawsuit, Notice
from recruitment.accounts.models import User
from recruitment.audit.services import record

# What these tell hangs on an appointment or a decision entry of that very application, which no merge moves.
OF_ITS_OWN = (Kind.INVITATION, Kind.OFFER)


def move(*, stays: Application, goes: Application, actor: User) -> dict[str, list[int]]:
    """Give what was told to ``goes`` to ``stays``; return what was moved, by name of the model, for the way back.

    Call it when ``goes`` is the duplicate of ``stays`` already, in the transaction of the merge.

    :raises NoticeUnderWay: while a notice to ``goes`` is being made or sent.
    :raises ToldDifferently: if both were told something, and not the same.
    :raises ToldOfItsOwn: if ``goes`` was invited, promised the post or appointed.
    :raises ReasonsDiffer: if other reasons are kept for ``stays`` than ``goes`` was told.
    """
    told, own = list(_of(goes)), list(_of(stays))
    standing = [notice for notice in told if _stands(notice)]
    if any(notice.state in (NoticeState.PENDING, NoticeState.SENDING) for notice in standing):
        raise NoticeUnderWay(number=goes.number)
    if Appointment.objects.filter(application=goes).exists():
        raise ToldOfItsOwn(number=goes.number, kind=_("Ernennung, Einstellung oder Übertragung"))
    known = {_says(notice): notice for notice in own if _stands(notice)}
    if standing and known:
        if not {_says(notice) for notice in standing} <= known.keys():
            raise ToldDifferently(stays=_words(stays, known.values()), goes=_words(goes, standing))
        # Both were told the same: each keeps its letter, and nothing counts twice.
        moving = [notice for notice in told if not _stands(notice)]
    else:
        for notice in standing:
            if notice.kind in OF_ITS_OWN:
                raise ToldOfItsOwn(number=goes.number, kind=notice.get_kind_display())
        moving = told
    taken = {(notice.run_id, notice.occasion) for notice in own}
    moved = {
        "notices": [notice.pk for notice in moving if (notice.run_id, notice.occasion) not in taken],
        "lawsuits": list(Lawsuit.objects.filter(application=goes).values_list("pk", flat=True)),
        "reasons": _reasons(stays, goes, is_told=any(n.kind == Kind.COMPETITOR and _stands(n) for n in moving)),
    }
    _assign(moved, to=stays)
    if moved["notices"]:
        record(
            actor=actor,
            action="notice.moved",
            subject=stays,
            posting_reference=stays.posting.reference_number,
            number=stays.number,
            code=stays.code,
            count=len(moved["notices"]),
            source=goes.number,
        )
    return {name: pks for name, pks in moved.items() if pks}


def put_back(*, goes: Application, moved: Mapping[str, list[int]]) -> None:
    """Give ``goes`` back what ``move`` took from it, with what came in meanwhile; while it still is the duplicate."""
    _assign(moved, to=goes)


def _of(application: Application):
    return Notice.objects.filter(application=application).defer("content").order_by("pk")


def _stands(notice: Notice) -> bool:
    return notice.returned_on is None and notice.state != NoticeState.FAILED


def _says(notice: Notice) -> tuple[str, str, str]:
    """Return what tells one message from another: competitors are told reasons of their own."""
    return notice.kind, notice.occasion, notice.body if notice.kind == Kind.COMPETITOR else ""


def _words(application: Application, notices: Any) -> str:
    kinds = dict.fromkeys(str(notice.get_kind_display()) for notice in notices)
    return _("Nr. %(number)s: %(kinds)s") % {"number": application.number, "kinds": ", ".join(kinds)}


def _reasons(stays: Application, goes: Application, *, is_told: bool) -> list[int]:
    """Return the reasons kept for ``goes`` if they are to move: those of ``stays`` are kept unless others were told."""
    found = {one.application_id: one for one in IndividualReason.objects.filter(application__in=[stays, goes])}
    if goes.pk not in found:
        return []
    if stays.pk not in found:
        return [found[goes.pk].pk]
    if is_told and found[stays.pk].text != found[goes.pk].text:
        raise ReasonsDiffer(stays=stays.number, goes=goes.number)
    return []


def _assign(moved: Mapping[str, list[int]], *, to: Application) -> None:
    for name, model in (("notices", Notice), ("lawsuits", Lawsuit), ("reasons", IndividualReason)):
        model._default_manager.filter(pk__in=moved.get(name, [])).update(application=to)
