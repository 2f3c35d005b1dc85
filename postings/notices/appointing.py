"""The appointment: what still hinders it, and recording it. Then the post is filled and final rejections may go."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from postings.applications.models import Application
from postings.decision.decisions import current_decision
from postings.decision.enums import Outcome
from postings.decision.readiness import composed_checks, open_weights
from postings.enums import PostingStatus
from postings.models import Posting
from postings.notices.enums import LegalForm
from postings.notices.errors import DayImpossible, NotAppointable, NotSelected
from postings.notices.models import Appointment
from postings.notices.people import active_applications
from postings.notices.waiting import WaitingSituation, situation_of
from postings.services import lock_posting
from recruitment.accounts.models import User
from recruitment.audit.services import record


def hindrances(posting: Posting, situation: WaitingSituation, *, today: date) -> list[str]:
    """Return in sentences what keeps the post from being given on ``today``; empty when nothing does.

    Source: DOMAIN.md S11, I11, I13. Open participations and the like come by the setting ``DECISION_CHECKS``.
    """
    if posting.status != PostingStatus.DECIDED or situation.decision is None:
        return [_("Es gibt keine Auswahlentscheidung, die gilt.")]
    found = [*open_weights(posting), *composed_checks(posting)]
    if count := len(situation.untold):
        found.append(
            ngettext(
                "%(n)s Person hat noch keine Konkurrentenmitteilung erhalten. Die Wartefrist hat nicht begonnen.",
                "%(n)s Personen haben noch keine Konkurrentenmitteilung erhalten. Die Wartefrist hat nicht begonnen.",
                count,
            )
            % {"n": count}
        )
    period = situation.period
    if period is not None and not period.is_over(today):
        found.append(
            _("Die Wartefrist läuft bis einschließlich %(until)s. Frühester Tag ist der %(earliest)s.")
            % {
                "until": formats.date_format(period.until, "d.m.Y"),
                "earliest": formats.date_format(period.earliest_on, "d.m.Y"),
            }
        )
    found += [_("Ein Gerichtsverfahren ist offen: %(suit)s.") % {"suit": str(suit)} for suit in situation.open_suits]
    if situation.check is None:
        found.append(
            _(
                "Nach dem Ende der Wartefrist hat noch niemand bei Gericht oder Rechtsamt nachgefragt, ob ein "
                "Verfahren anhängig ist (oder die Auskunft war nicht eindeutig)."
            )
        )
    return found


def selected_applications(posting: Posting) -> Sequence[Application]:
    """Return the selected people who are not appointed yet, by name."""
    decision = current_decision(posting)
    if decision is None:
        return []
    chosen = decision.entries.filter(outcome=Outcome.SELECTED, application__appointment=None)
    return active_applications(posting).filter(pk__in=chosen.values("application")).in_name_order()


@transaction.atomic
def appoint(
    *,
    application: Application,
    legal_form: str,
    appointed_on: date,
    starts_on: date,
    actor: User,
    today: date,
) -> Appointment:
    """Record that ``application`` got the post; the posting is filled once every selected person is appointed.

    :raises NotAppointable: while something hinders it (``hindrances``).
    :raises NotSelected: if the person is not selected, or appointed already.
    :raises DayImpossible: if the day lies in the future, inside the waiting period or before the check for suits.
    """
    posting = lock_posting(application.posting_id)
    situation = situation_of(posting)
    if found := hindrances(posting, situation, today=today):
        raise NotAppointable(hindrances=found)
    waiting = {one.pk for one in selected_applications(posting)}
    if application.pk not in waiting:
        raise NotSelected
    first = max(situation.check.asked_on, situation.period.earliest_on if situation.period else date.min)
    if not first <= appointed_on <= today:
        raise DayImpossible(
            problem=_(
                "Der Tag der Ernennung oder des Vertragsschlusses liegt frühestens am %(first)s (nach Wartefrist und "
                "Nachfrage) und nicht in der Zukunft."
            )
            % {"first": formats.date_format(first, "d.m.Y")}
        )
    if starts_on < appointed_on:
        raise DayImpossible(problem=_("Der Beginn kann nicht vor dem Tag der Ernennung liegen."))
    appointment = Appointment.objects.create(
        application_id=application.pk,
        decision=situation.decision,
        legal_form=LegalForm(legal_form),
        appointed_on=appointed_on,
        starts_on=starts_on,
        waiting_until=situation.period.until if situation.period else None,
        no_suit_check=situation.check,
        recorded_by=actor,
    )
    record(
        actor=actor,
        action="appointment.recorded",
        subject=appointment,
        posting_reference=posting.reference_number,
        number=application.number,
        code=application.code,
        form=appointment.get_legal_form_display(),
        date=formats.date_format(appointed_on, "d.m.Y"),
        start=formats.date_format(starts_on, "d.m.Y"),
    )
    if waiting == {application.pk}:
        posting.status = PostingStatus.FILLED
        posting.save(update_fields=["status"])
        record(actor=actor, action="posting.filled", subject=posting, posting_reference=posting.reference_number)
    return appointment
