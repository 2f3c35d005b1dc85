from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from postings.notices import runs
from postings.notices.composing import digest_of
from postings.notices.enums import Kind, Way
from postings.notices.errors import (
    DayImpossible,
    NamesAnother,
    NothingToDispatch,
    NoticesChanged,
    NotPossibleNow,
    NotUnclear,
    RecipientsIncomplete,
    WarningsUnread,
)
from postings.notices.models import IndividualReason, Notice, NoticeRun
from postings.notices.reasons import save_reasons
from postings.notices.receipts import record_return
from postings.notices.recipients import recipients_of
from postings.notices.runs import confirm_run, drafts_for, process_run, record_dispatch, settle_unclear
from postings.notices.texts import save_text
from recruitment.audit.models import Event
from tests.factories import make_application, make_hr_officer, make_interview, make_posting
from tests.kept import kept
from tests.postings.notices.building import REASON, address, give_reasons, keys_of, make_decided, make_run

pytestmark = pytest.mark.django_db


def refused(sql, *values, match):
    with pytest.raises(DatabaseError, match=match), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def officer():
    return make_hr_officer()


_decided = kept(make_decided)


@pytest.fixture
def decided(_decided):
    return _decided()


def confirm(posting, officer, *, kind=Kind.COMPETITOR, way=Way.EMAIL, keys=None, key=None, digest=None, **fields):
    keys = keys_of(posting, kind) if keys is None else keys
    if digest is None:
        digest = digest_of(drafts_for(posting, kind, way, keys, actor=officer))
    return confirm_run(
        posting=posting, kind=kind, way=way, keys=keys, key=key or uuid4(), digest=digest, actor=officer,
        today=timezone.localdate(), **{"has_read_warnings": False, **fields},
    )  # fmt: skip


def states(run):
    return sorted(run.notices.values_list("state", flat=True))


def test_competitor_notices_go_to_everybody_who_lost(decided):
    found = recipients_of(decided, Kind.COMPETITOR)

    selected = decided.decisions.get().entries.get(outcome="selected").application
    assert {one.application for one in found} == set(decided.applications.exclude(pk=selected.pk))
    assert [one.application for one in recipients_of(decided, Kind.OFFER)] == [selected]


def test_no_competitor_notice_without_an_individual_reason(decided, officer):
    with pytest.raises(RecipientsIncomplete):
        drafts_for(decided, Kind.COMPETITOR, Way.EMAIL, keys_of(decided, Kind.COMPETITOR), actor=officer)


def test_sending_by_email_once_word_for_word(decided, officer):
    give_reasons(decided, officer)
    key = uuid4()
    keys = keys_of(decided, Kind.COMPETITOR)
    digest = digest_of(drafts_for(decided, Kind.COMPETITOR, Way.EMAIL, keys, actor=officer))

    run = confirm(decided, officer, keys=keys, key=key, digest=digest)
    process_run(run)
    again = confirm(decided, officer, keys=keys, key=key, digest=digest)
    process_run(again)

    assert again == run
    assert len(mail.outbox) == 2
    [first] = [one for one in mail.outbox if one.to == [run.notices.first().address]]
    assert first.body == run.notices.first().body
    assert REASON in first.body
    assert {(one.sent_on, one.sent_by) for one in run.notices.all()} == {(timezone.localdate(), officer)}
    assert Event.objects.filter(action="notice.sent").count() == 2
    assert keys_of(decided, Kind.COMPETITOR) == []


def test_confirming_what_was_not_read_sends_nothing(decided, officer):
    give_reasons(decided, officer)

    with pytest.raises(NoticesChanged):
        confirm(decided, officer, digest="0" * 64)

    assert not NoticeRun.objects.exists()


def test_somebody_told_meanwhile_stops_the_second_sending(decided, officer):
    give_reasons(decided, officer)
    keys = keys_of(decided, Kind.COMPETITOR)
    confirm(decided, officer, keys=keys)

    with pytest.raises(NoticesChanged):
        confirm(decided, officer, keys=keys, digest="")


def test_words_of_the_warning_list_need_a_confirmation(decided, officer):
    save_reasons(
        posting=decided,
        texts={one.application.pk: f"{REASON} Sie wirkten zu jung." for one in recipients_of(decided, Kind.COMPETITOR)},
        actor=officer,
    )

    with pytest.raises(WarningsUnread):
        confirm(decided, officer)

    assert confirm(decided, officer, has_read_warnings=True).notices.count() == 2


def test_a_reason_that_names_somebody_else_is_refused_even_past_the_form(decided, officer):
    give_reasons(decided, officer)
    one = recipients_of(decided, Kind.COMPETITOR)[0].application
    selected = decided.decisions.get().entries.get(outcome="selected").application
    IndividualReason.objects.filter(application=one).update(text=f"{selected.applicant.last_name} war klar besser.")

    with pytest.raises(NamesAnother):
        confirm(decided, officer)


def test_own_name_is_no_foreign_name_even_if_somebody_shares_it(decided, officer):
    give_reasons(decided, officer)
    for application in decided.applications.select_related("applicant"):
        address(application, last_name="Müller")

    assert len(drafts_for(decided, Kind.COMPETITOR, Way.EMAIL, keys_of(decided, Kind.COMPETITOR), actor=officer)) == 2


def test_missing_postal_address_stops_letters_only(decided, officer):
    give_reasons(decided, officer)
    one = recipients_of(decided, Kind.COMPETITOR)[0]
    address(one.application, street="")

    with pytest.raises(RecipientsIncomplete):
        confirm(decided, officer, way=Way.LETTER)

    assert confirm(decided, officer, way=Way.EMAIL)


def test_letters_are_made_and_count_as_sent_when_dispatched(decided, officer):
    run = make_run(decided, way=Way.LETTER, actor=officer)

    assert states(run) == ["made", "made"]
    notice = run.notices.first()
    assert bytes(notice.content).startswith(b"%PDF")
    with pytest.raises(DayImpossible):
        record_dispatch(run=run, sent_on=run.dated_on - timedelta(days=1), actor=officer, today=timezone.localdate())
    assert record_dispatch(run=run, sent_on=run.dated_on, actor=officer, today=timezone.localdate()) == 2
    assert states(run) == ["sent", "sent"]
    with pytest.raises(NothingToDispatch):
        record_dispatch(run=run, sent_on=run.dated_on, actor=officer, today=timezone.localdate())


class HalfBroken(EmailBackend):
    """Refuses the first address of every sending."""

    def send_messages(self, messages):
        if messages[0].to[0].startswith("person2"):
            raise SMTPRecipientsRefused({})
        return super().send_messages(messages)


def test_a_refused_mail_fails_alone_and_can_be_sent_again(decided, officer, settings):
    settings.EMAIL_BACKEND = "tests.postings.notices.test_runs.HalfBroken"
    run = make_run(decided, actor=officer)

    assert states(run) == ["failed", "sent"]
    [key] = keys_of(decided, Kind.COMPETITOR)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    second = make_run(decided, actor=officer, keys=[key])

    assert states(second) == ["sent"]
    assert keys_of(decided, Kind.COMPETITOR) == []


class Dying(EmailBackend):
    def send_messages(self, messages):
        raise KeyboardInterrupt


def test_a_worker_that_dies_leaves_one_unclear_and_nobody_forgotten(decided, officer, settings):
    run = make_run(decided, actor=officer, is_processed=False)
    settings.EMAIL_BACKEND = "tests.postings.notices.test_runs.Dying"
    with pytest.raises(KeyboardInterrupt):
        process_run(run)
    assert states(run) == ["pending", "sending"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    process_run(run)

    assert states(run) == ["sending", "sent"]
    assert len(mail.outbox) == 1
    unclear = run.notices.get(state="sending")
    settle_unclear(notice=unclear, was_sent=False, actor=officer, today=timezone.localdate())
    assert states(run) == ["failed", "sent"]
    with pytest.raises(NotUnclear):
        settle_unclear(notice=unclear, was_sent=True, actor=officer, today=timezone.localdate())
    make_run(decided, actor=officer, keys=keys_of(decided, Kind.COMPETITOR))
    assert len(mail.outbox) == 2


def test_two_workers_at_once_send_each_mail_once(decided, officer, monkeypatch):
    run = make_run(decided, actor=officer, is_processed=False)
    original = runs._Sender.do

    def overtaken(sender, pk):
        monkeypatch.setattr(runs._Sender, "do", original)
        process_run(run)  # a second worker does everything in between
        original(sender, pk)

    monkeypatch.setattr(runs._Sender, "do", overtaken)
    process_run(run)

    assert len(mail.outbox) == 2
    assert states(run) == ["sent", "sent"]


def test_what_is_outdated_is_not_sent(decided, officer):
    from postings.decision.decisions import withdraw_decision

    run = make_run(decided, actor=officer, is_processed=False)
    withdraw_decision(
        decision=decided.decisions.get(), ground="error", reason="Ein Bogen war vertauscht worden.", actor=officer
    )

    process_run(run)

    assert states(run) == ["failed", "failed"]
    assert mail.outbox == []


def test_who_came_back_is_told_again(decided, officer):
    run = make_run(decided, actor=officer)
    notice = run.notices.first()

    record_return(notice=notice, returned_on=timezone.localdate(), actor=officer, today=timezone.localdate())

    assert keys_of(decided, Kind.COMPETITOR) == [f"{notice.application_id}:{notice.occasion}"]


@pytest.mark.parametrize("kind", [Kind.COMPETITOR, Kind.OFFER, Kind.REJECTION, Kind.ABORT])
def test_what_does_not_fit_the_step_is_refused(kind, officer):
    posting = make_posting()
    address(make_application(posting))

    with pytest.raises(NotPossibleNow):
        drafts_for(posting, kind, Way.EMAIL, ["1:"], actor=officer)


def test_early_rejections_go_to_those_left_out(officer):
    posting = make_posting()
    out = address(make_application(posting, invitation="not_invited"))
    address(make_application(posting, invitation="invited"))
    refused_one = address(make_application(posting, status="ineligible"))

    assert {one.application for one in recipients_of(posting, Kind.EARLY_REJECTION)} == {out, refused_one}


def test_invitations_follow_the_appointment_and_again_when_it_moves(officer):
    posting = make_posting()
    application = address(make_application(posting, invitation="invited"))
    entry = posting.plan.rounds.get()
    type(entry).objects.filter(pk=entry.pk).update(instrument="interview")
    entry.refresh_from_db()
    later = timezone.now() + timedelta(days=10)
    interview = make_interview(application, entry, place="Raum 101")
    type(interview).objects.filter(pk=interview.pk).update(starts_at=later, ends_at=later + timedelta(hours=1))

    [draft] = drafts_for(posting, Kind.INVITATION, Way.EMAIL, keys_of(posting, Kind.INVITATION), actor=officer)
    assert "Raum 101" in draft.body
    make_run(posting, Kind.INVITATION, actor=officer)
    assert keys_of(posting, Kind.INVITATION) == []

    type(interview).objects.filter(pk=interview.pk).update(sequence=1)
    assert len(keys_of(posting, Kind.INVITATION)) == 1


def test_own_text_is_used_and_its_version_kept(decided, officer):
    text = save_text(
        posting=decided,
        kind=Kind.OFFER,
        subject="Ergebnis {kennzahl}",
        body="Vorbehaltlich: {stelle}",
        actor=officer,
    )
    run = make_run(decided, Kind.OFFER, actor=officer)

    assert (run.text_version, run.notices.get().subject) == (text.version, f"Ergebnis {decided.reference_number}")


@pytest.mark.parametrize("count", [3, 30])
def test_listing_recipients_takes_a_fixed_number_of_queries(count, django_assert_num_queries):
    posting = make_posting()
    for _n in range(count):
        make_application(posting, invitation="not_invited")

    with django_assert_num_queries(2):
        assert len(recipients_of(posting, Kind.EARLY_REJECTION)) == count


# ---- what the database holds, in raw SQL


def test_a_notice_stands_as_it_was_made(decided, officer):
    run = make_run(decided, actor=officer)
    notice = run.notices.first()

    refused("UPDATE notices_notice SET body = 'x' WHERE id = %s", notice.pk, match="stands")
    refused("UPDATE notices_notice SET state = 'pending' WHERE id = %s", notice.pk, match="stands")
    refused("UPDATE notices_notice SET sent_on = sent_on - 30 WHERE id = %s", notice.pk, match="stands")
    refused("DELETE FROM notices_notice WHERE id = %s", notice.pk, match="stands")
    refused("UPDATE notices_noticerun SET waiting_days = 1 WHERE id = %s", run.pk, match="Cannot update")
    refused(
        "UPDATE notices_notice SET received_on = sent_on - 1, receipt_by_id = %s WHERE id = %s", officer.pk, notice.pk,
        match="notice_received_not_before_sent",
    )  # fmt: skip


def test_nobody_is_told_twice_of_one_occasion(decided, officer):
    run = make_run(decided, actor=officer)
    notice = run.notices.first()
    second = make_second_run(run)

    with pytest.raises(IntegrityError, match="notice_told_once"), transaction.atomic():
        Notice.objects.create(
            application=notice.application, run=second, kind=run.kind, occasion=notice.occasion, way=run.way,
            address="x", subject="x", body="x", presumed_days=4,
        )  # fmt: skip


def make_second_run(run):
    return NoticeRun.objects.create(
        posting=run.posting, kind=run.kind, way=run.way, text_version=0, dated_on=run.dated_on, waiting_days=14,
        confirmed_by=run.confirmed_by,
    )  # fmt: skip


def test_a_notice_begins_unsent_and_in_its_own_posting(decided, officer):
    run = make_run(decided, actor=officer)
    other = make_application(make_posting())
    row = "INSERT INTO notices_notice (application_id, run_id, kind, occasion, way, address, subject, body,"
    row += " presumed_days, state, failure, sha256) VALUES (%s, %s, %s, 'x', 'email', 'a', 's', 'b', 4, %s, '', '')"

    refused(row, run.notices.first().application_id, run.pk, "competitor", "sent", match="begins before")
    refused(row, other.pk, run.pk, "competitor", "pending", match="of its run")


def test_no_run_that_does_not_fit_the_step(officer):
    posting = make_posting()

    for kind in ("competitor", "offer", "rejection", "abort"):
        with pytest.raises(DatabaseError, match="does not fit"), transaction.atomic():
            NoticeRun.objects.create(
                posting=posting, kind=kind, way="letter", text_version=0, dated_on=timezone.localdate(),
                waiting_days=14, confirmed_by=officer,
            )  # fmt: skip
