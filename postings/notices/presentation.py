"""Receipt, waiting period and what is due in words, shared by the pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from postings.models import Posting
from postings.notices.enums import Kind, NoticeState
from postings.notices.models import Notice
from postings.notices.recipients import recipients_of, step_problem
from postings.notices.waiting import WaitingSituation

LEVELS = {
    NoticeState.PENDING: "info",
    NoticeState.SENDING: "warning",
    NoticeState.MADE: "warning",
    NoticeState.SENT: "success",
    NoticeState.FAILED: "danger",
}


def day(value: date) -> str:
    return formats.date_format(value, "d.m.Y")


def receipt_words(notice: Notice) -> str:
    """Return "am 01.12.2026" or "vermutet am 04.12.2026", "" if it is not out."""
    if notice.receipt is None:
        return ""
    if notice.is_receipt_presumed:
        return _("vermutet am %(day)s") % {"day": day(notice.receipt)}
    return _("am %(day)s") % {"day": day(notice.receipt)}


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice as lists show it: finished words. ``name`` is what the viewer may see of the person."""

    notice: Notice
    name: str
    state: str
    level: str
    receipt: str
    agg_until: str


def rows_of(notices: Sequence[Notice], names: dict[int, str]) -> list[NoticeRow]:
    """Return the rows of ``notices``; ``names`` by application."""
    return [
        NoticeRow(
            notice=notice,
            name=names[notice.application_id],
            state=_("unzustellbar zurück") if notice.returned_on else notice.get_state_display(),
            level="danger" if notice.returned_on else LEVELS[NoticeState(notice.state)],
            receipt=receipt_words(notice),
            agg_until=day(notice.agg_until) if notice.agg_until else "",
        )
        for notice in notices
    ]


@dataclass(frozen=True, slots=True)
class KindBlock:
    """One kind of notice that fits the step now: how many were told, and how many are open."""

    kind: Kind
    told: int
    open: int
    untold: frozenset[tuple[int, str]]  # application and occasion, those not proposed included

    @property
    def badge(self) -> str:
        if self.open:
            return ngettext("%(n)s Person offen", "%(n)s Personen offen", self.open) % {"n": self.open}
        return _("alle benachrichtigt") if self.told else _("zurzeit niemand betroffen")

    @property
    def level(self) -> str:
        return "warning" if self.open else "success" if self.told else "info"


def kind_blocks(posting: Posting) -> list[KindBlock]:
    """Return the kinds that fit the step of ``posting``, in the order of the procedure."""
    blocks = []
    for kind in Kind:
        if not step_problem(posting, kind):
            found = recipients_of(posting, kind)
            told = sum(one.notice is not None for one in found)
            is_open = sum(one.notice is None and one.is_proposed for one in found)
            untold = frozenset((one.application.pk, one.occasion) for one in found if one.notice is None)
            blocks.append(KindBlock(kind=kind, told=told, open=is_open, untold=untold))
    return blocks


def waiting_words(situation: WaitingSituation, *, today: date) -> list[str]:
    """Return the computation of the waiting period in sentences, from the last receipt to the first possible day."""
    if situation.decision is None:
        return [_("Es gilt keine Auswahlentscheidung; eine Wartefrist gibt es noch nicht.")]
    if situation.needs_no_period:
        return [_("Es gibt keine unterlegenen Bewerbenden. Deshalb läuft keine Wartefrist.")]
    if situation.untold:
        total = situation.told_count + len(situation.untold)
        return [
            _(
                "Von %(total)s unterlegenen Personen ist an %(told)s die Konkurrentenmitteilung versandt. Die "
                "Wartefrist beginnt erst, wenn alle sie erhalten haben: Es zählt der Zugang der letzten."
            )
            % {"total": total, "told": situation.told_count}
        ]
    period = situation.period
    words = [
        _("Die Konkurrentenmitteilung ist an alle %(n)s unterlegenen Personen versandt.") % {"n": situation.told_count}
        if situation.told_count > 1
        else _("Die Konkurrentenmitteilung ist an die eine unterlegene Person versandt.")
    ]
    notice = situation.last_notice
    if period.is_receipt_presumed:
        words.append(
            _(
                "Die letzte Mitteilung wurde am %(sent)s versandt (%(way)s). Ein Zugang ist nicht festgehalten; er "
                "wird %(days)s Tage nach dem Versand vermutet, also am %(receipt)s."
            )
            % {
                "sent": day(notice.sent_on),
                "way": notice.get_way_display(),
                "days": notice.presumed_days,
                "receipt": day(period.last_receipt),
            }
        )
    else:
        words.append(
            _("Die letzte Mitteilung ist nachweislich am %(receipt)s zugegangen.")
            % {"receipt": day(period.last_receipt)}
        )
    words.append(
        _("Der Tag des Zugangs zählt nicht mit. %(days)s Tage danach ist der %(end)s.")
        % {"days": period.days, "end": day(period.unmoved_end)}
    )
    if period.is_moved:
        words.append(
            _("Das ist ein Samstag, Sonntag oder Feiertag in Berlin; die Frist endet am nächsten Werktag, dem %(end)s.")
            % {"end": day(period.until)}
        )
    words.append(_last_word(situation, today=today))
    return words


def _last_word(situation: WaitingSituation, *, today: date) -> str:
    period = situation.period
    if not period.is_over(today):
        sentence = _("Die Wartefrist läuft noch. Frühester Tag für die Übertragung der Stelle ist der %(day)s.")
    elif situation.open_suits:
        sentence = _(
            "Die Wartefrist endete vor dem %(day)s. Weil ein Gerichtsverfahren offen ist, wird die Stelle trotzdem "
            "erst nach dessen Ende übertragen."
        )
    else:
        sentence = _(
            "Die Wartefrist ist abgelaufen. Seit dem %(day)s kann die Stelle übertragen werden, wenn nichts anderes "
            "hindert."
        )
    return sentence % {"day": day(period.earliest_on)}
