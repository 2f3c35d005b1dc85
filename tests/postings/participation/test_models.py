"""What the database itself holds, with raw SQL: an officer with psql cannot get round it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from postings.applications.services import withdraw_application
from postings.decision.models import DecisionWithdrawal
from postings.participation.answers import correct_answer, record_answer, settle_objection
from postings.participation.enums import DocumentKind, Result
from postings.participation.models import Participation
from postings.participation.services import keep_document
from tests.factories import make_decision, make_hr_officer, make_posting, make_ranked
from tests.postings.participation.building import (
    NEXT,
    SENT,
    ask_staff_council,
    leave_out,
    make_accompanied,
    make_matter,
)

pytestmark = pytest.mark.django_db
TABLE = "participation_participation"


@pytest.fixture
def posting():
    return make_posting()


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def insert(posting, **fields):
    """Insert a row by hand, valid as a sent and open one unless ``fields`` say otherwise."""
    row = {
        "posting_id": posting.pk,
        "body": "womens_rep",
        "subject": "selection",
        "subject_note": "",
        "text": "",
        "sent_on": SENT,
        "received_on": SENT,
        "due_on": "2025-09-15",
        "urgency_reason": "",
        "papers_reason": "",
        "extension_reason": "",
        "result": "",
        "note": "",
        "is_own_answer": False,
        "correction_reason": "",
        "created_at": "2025-09-01T08:00:00Z",
        **fields,
    }
    if row["result"]:
        row = {"answered_on": "2025-09-10", "recorded_at": "2025-09-10T08:00:00Z", **row}
    columns = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(["%s"] * len(row))
    sql(f"INSERT INTO {TABLE} ({columns}) VALUES ({marks})", *row.values())


def answer(matter, result, **fields):
    fields = {"note": "Grund", "answered_on": matter.sent_on, "is_own_answer": False, **fields}
    return record_answer(matter=matter, result=Result(result), actor=make_hr_officer(), **fields)


def test_lgg_17_the_staff_council_is_not_asked_before_the_womens_representative(posting):
    with pytest.raises(DatabaseError, match="womens representative first"):
        insert(posting, body="staff_council")

    leave_out(posting)
    insert(posting)
    with pytest.raises(DatabaseError, match="womens representative first"):  # at the same time, without urgency
        insert(posting, body="staff_council")
    with pytest.raises(DatabaseError, match="womens representative first"):  # about something else
        insert(posting, body="staff_council", subject="appointment", sent_on=NEXT, received_on=NEXT)

    insert(posting, body="staff_council", urgency_reason="Die Stelle ist seit Monaten unbesetzt.")


def test_lgg_17_the_order_begins_anew_once_a_decision_was_withdrawn(posting):
    ask_staff_council(posting)
    for matter in Participation.objects.open():
        answer(matter, "approved" if matter.body == "staff_council" else "no_objection")
    application, other = make_ranked(posting, [5, 5, 5], [4, 4, 4])
    decision = make_decision(posting, application, reserve=[other])
    sql(
        "INSERT INTO decision_decisionwithdrawal (decision_id, withdrawn_at, withdrawn_by_id, ground, reason)"
        " VALUES (%s, %s, %s, 'error', 'Die Begründung trug nicht.')",
        decision.pk,
        timezone.now(),
        decision.decided_by_id,
    )
    today = timezone.localdate()
    now = {"sent_on": today, "received_on": today, "due_on": today + timedelta(days=14), "created_at": timezone.now()}

    with pytest.raises(DatabaseError, match="womens representative first"):  # heard on the former decision only
        insert(posting, body="staff_council", **now)
    with pytest.raises(DatabaseError, match="womens representative first"):  # nor does a correction hear anew
        womens = Participation.objects.get(body="womens_rep")
        insert(
            posting, result="no_objection", note="Grund", corrects_id=womens.pk, correction_reason="Schreibfehler",
            due_on=womens.due_on, created_at=timezone.now(),
        )  # fmt: skip
        insert(posting, body="staff_council", **now)
    insert(posting, **now)
    with pytest.raises(DatabaseError, match="disability representative first"):
        insert(posting, body="staff_council", urgency_reason="Die Stelle ist seit Monaten unbesetzt.", **now)
    leave_out(posting)
    insert(posting, body="staff_council", urgency_reason="Die Stelle ist seit Monaten unbesetzt.", **now)


def test_an_answer_on_a_withdrawn_decision_is_corrected_without_hearing_anybody_anew(posting):
    council = answer(ask_staff_council(posting), "approved")
    [application] = make_ranked(posting, [5, 5, 5])
    withdrawn = make_decision(posting, application)
    DecisionWithdrawal.objects.create(
        decision=withdrawn, withdrawn_by=withdrawn.decided_by, ground="error", reason="Die Begründung trug nicht."
    )

    insert(
        posting, body="staff_council", result="approved", note="Grund", corrects_id=council.pk,
        sent_on=council.sent_on, received_on=council.received_on, due_on=council.due_on, answered_on=council.sent_on,
        correction_reason="Schreibfehler", created_at=timezone.now(),
    )  # fmt: skip


def test_lgg_17_a_later_day_needs_no_urgency(posting):
    leave_out(posting)
    insert(posting)
    insert(posting, body="staff_council", sent_on=NEXT, received_on=NEXT)

    assert posting.participations.count() == 3


def test_s9_the_staff_council_is_not_asked_before_the_part_of_the_disability_representative_is_settled(posting):
    insert(posting)
    council = {"body": "staff_council", "sent_on": NEXT, "received_on": NEXT}
    with pytest.raises(DatabaseError, match="disability representative first"):
        insert(posting, **council)
    insert(posting, body="disability_rep", subject="invitation")  # about something else
    with pytest.raises(DatabaseError, match="disability representative first"):
        insert(posting, **council)
    insert(posting, body="disability_rep", sent_on="2025-09-03", received_on="2025-09-03")  # later than the Personalrat
    with pytest.raises(DatabaseError, match="disability representative first"):
        insert(posting, **council)

    insert(posting, **{**council, "sent_on": "2025-09-03", "received_on": "2025-09-03"})


def test_s9_a_correction_does_not_ask_for_what_was_erased_since(posting):
    application = make_accompanied(posting)
    make_matter(posting)
    make_matter(posting, "disability_rep", application=application)
    matter = make_matter(posting, "staff_council")
    answer(matter, "approved")
    withdraw_application(application=application, withdrawn_on=NEXT, actor=make_hr_officer())
    assert not posting.participations.filter(body="disability_rep").exists()

    corrected = correct_answer(
        matter=matter, result="refused", note="doch nicht", answered_on=NEXT, reason="verlesen", actor=make_hr_officer()
    )

    assert corrected.result == "refused"


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"result": "not_required", "note": ""}, "reason_where_needed"),
        ({"result": "objection", "note": ""}, "reason_where_needed"),
        ({"result": "refused", "note": "nein"}, "result_of_the_body"),
        ({"result": "deemed_approved", "answered_on": "2025-10-01"}, "result_of_the_body"),
        ({"result": "perhaps"}, "result_is_known"),
        ({"body": "works_council"}, "body_is_known"),
        ({"subject": "other"}, "other_is_named"),
        ({"subject": "lunch"}, "subject_is_known"),
        ({"sent_on": None, "received_on": None, "due_on": None}, "sent_unless_not_required"),
        ({"received_on": "2025-08-31"}, "days_in_order"),
        ({"due_on": "2025-08-31"}, "days_in_order"),
        ({"result": "no_objection", "answered_on": "2025-08-31"}, "days_in_order"),
        ({"answered_on": "2025-09-02"}, "answered_iff_result"),
        ({"urgency_reason": "eilt"}, "urgency_of_the_staff_council"),
        ({"made_up_since": "2025-09-01"}, "of_the_disability_rep_only"),
        ({"extended_until": "2025-09-20", "extension_reason": "Urlaub"}, "extension_with_reason"),
        ({"correction_reason": "falsch"}, "correction_with_reason"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused(posting, fields, constraint):
    with pytest.raises(IntegrityError, match=f"participation_{constraint}"):
        insert(posting, **fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"result": "objection", "note": "nein"}, "result_of_the_body"),
        ({"result": "refused", "note": "nein", "answered_on": "2025-09-16"}, "refused_in_period"),
        ({"extended_until": "2025-09-15", "extension_reason": "Urlaub"}, "extension_with_reason"),
        ({"extended_until": "2025-09-20"}, "extension_with_reason"),
    ],
)
def test_a_row_of_the_staff_council_that_makes_no_sense_is_refused(posting, fields, constraint):
    leave_out(posting)
    insert(posting)
    with pytest.raises(IntegrityError, match=f"participation_{constraint}"):
        insert(posting, body="staff_council", sent_on=NEXT, received_on=NEXT, **fields)


def test_persvg_79_deemed_approval_only_after_the_period(posting):
    matter = ask_staff_council(posting)
    deem = f"UPDATE {TABLE} SET result = 'deemed_approved', answered_on = %s, recorded_at = now() WHERE id = %s"

    with pytest.raises(IntegrityError, match="deemed_after_period"):
        sql(deem, matter.due_on, matter.pk)
    with pytest.raises(DatabaseError, match="not yet deemed approved"):  # a day that has not come
        sql(deem, "2999-01-01", matter.pk)

    sql(deem, "2025-10-01", matter.pk)
    matter.refresh_from_db()
    assert matter.result == "deemed_approved"


def test_persvg_79_an_extended_period_runs_longer(posting):
    matter = ask_staff_council(posting)
    sql(f"UPDATE {TABLE} SET extended_until = '2999-01-01', extension_reason = 'Urlaub' WHERE id = %s", matter.pk)

    with pytest.raises(DatabaseError, match="not yet deemed approved"):
        sql(
            f"UPDATE {TABLE} SET result = 'deemed_approved', answered_on = '2999-01-02', recorded_at = now() "
            "WHERE id = %s",
            matter.pk,
        )


def test_persvg_79_no_deemed_approval_over_a_written_refusal(posting):
    matter = answer(ask_staff_council(posting), "refused")
    columns = (
        "posting_id, body, subject, subject_note, text, sent_on, received_on, due_on, urgency_reason, papers_reason, "
        "extension_reason, note, is_own_answer, created_at"
    )

    with pytest.raises(DatabaseError, match="not yet deemed approved"):
        sql(
            f"INSERT INTO {TABLE} ({columns}, result, answered_on, recorded_at, corrects_id, correction_reason) "
            f"SELECT {columns}, 'deemed_approved', '2025-10-01', now(), id, 'doch' FROM {TABLE} WHERE id = %s",
            matter.pk,
        )


def test_an_answer_is_never_overwritten(posting):
    matter = answer(make_matter(posting), "objection")

    with pytest.raises(DatabaseError, match="never overwritten"):
        sql(f"UPDATE {TABLE} SET result = 'no_objection' WHERE id = %s", matter.pk)
    with pytest.raises(DatabaseError, match="never overwritten"):
        sql(f"UPDATE {TABLE} SET note = 'anders' WHERE id = %s", matter.pk)


@pytest.mark.parametrize("column", ["sent_on", "received_on", "due_on"])
def test_what_was_sent_stands(posting, column):
    matter = make_matter(posting)

    with pytest.raises(DatabaseError, match="what was sent stands"):
        sql(f"UPDATE {TABLE} SET {column} = '2025-09-05' WHERE id = %s", matter.pk)


def test_nothing_is_deleted_outside_of_an_erasure(posting):
    matter = make_matter(posting)
    about_one = make_matter(posting, "disability_rep", application=make_accompanied(posting))

    for found in (matter, about_one):
        keep_document(found, DocumentKind.LETTER, "Schreiben", b"%PDF", None)
        with pytest.raises(DatabaseError, match="without a deletion record"):
            sql("DELETE FROM participation_participationdocument WHERE participation_id = %s", found.pk)
        with pytest.raises(DatabaseError, match="a participation stays"):
            sql(f"DELETE FROM {TABLE} WHERE id = %s", found.pk)


def test_a_correction_concerns_the_same_matter(posting):
    matter = answer(make_matter(posting), "objection")

    with pytest.raises(DatabaseError, match="same matter"):
        insert(
            posting,
            result="no_objection",
            sent_on="2025-08-20",
            corrects_id=matter.pk,
            correction_reason="falscher Tag",
        )


def test_only_one_open_matter_of_a_kind(posting):
    make_matter(posting)

    with pytest.raises(IntegrityError, match="participation_one_open_matter"):
        insert(posting)


def test_only_an_objection_is_settled(posting):
    calm, other = make_matter(posting), leave_out(posting)
    for matter in (calm, other):
        with pytest.raises(DatabaseError, match="nothing to settle"):
            sql(
                "INSERT INTO participation_settlement (participation_id, reason, settled_by, settled_on, "
                "recorded_by_id, recorded_at) SELECT id, 'a', 'b', '2025-09-20', created_by_id, now() "
                f"FROM {TABLE} WHERE id = %s",
                matter.pk,
            )


def test_a_settlement_stands(posting):
    matter = answer(make_matter(posting), "objection")
    settle_objection(matter=matter, reason="erörtert", settled_by="Leitung", settled_on=NEXT, actor=make_hr_officer())

    with pytest.raises(DatabaseError, match="without a deletion record"):
        sql("UPDATE participation_settlement SET reason = 'x'")
    assert Participation.objects.stopping().count() == 0
