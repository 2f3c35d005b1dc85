import pgtrigger
import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from postings.applications.formal_check import reopen_formal_check
from postings.assessment.errors import RoundNotReady, ScoringNotOpen
from postings.assessment.rounds import reopen_round, save_plan, set_due_date
from postings.assessment.services import save_sheet
from postings.decision.decisions import current_decision, decide, withdraw_decision
from postings.decision.errors import AlreadyDecided, NoStandingDecision, NotReady, OrderFaulty, ReasonTooShort
from postings.decision.models import DecisionEntry, DecisionWithdrawal, SelectionDecision
from postings.decision.order import Placing
from postings.errors import WrongStep
from postings.models import Posting
from postings.selection.ranking import build_ranking
from recruitment.audit.models import Event
from tests.factories import (
    PUBLISHED_ON,
    answers_for,
    make_application,
    make_decision,
    make_hr_officer,
    make_member,
    make_posting,
    make_ranked,
    placings_of,
)

pytestmark = pytest.mark.django_db
REASON = "Bestes Gesamtbild nach dem Anforderungsprofil."


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def ranked(posting):
    """Ranks 1, 2, 2; a fourth is not rated."""
    applications = make_ranked(posting, [5, 5, 5], [3, 3, 3], [3, 3, 3])
    make_application(posting, status="ineligible")
    return applications


def refused(sql, *values, match):
    with pytest.raises(DatabaseError, match=match), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def ready(monkeypatch):
    """Nothing is missing: what must be there is tested on its own."""
    monkeypatch.setattr("postings.decision.decisions.missing_before_decision", lambda posting: [])


def test_decide_stores_what_became_of_everybody(posting, ranked, ready):
    decider = make_member(posting, role="decider")

    decision = decide(
        posting=posting, placings=placings_of(posting, ranked[0], reserve=[ranked[2]]), reason=REASON, actor=decider
    )

    rows = list(decision.entries.values_list("application_id", "outcome", "position", "computed_rank", "computed_mean"))
    assert rows[:3] == [
        (ranked[0].pk, "selected", 1, 1, "5"),
        (ranked[2].pk, "reserve", 2, 2, "3"),
        (ranked[1].pk, "not_selected", None, 2, "3"),
    ]
    assert rows[3][1:] == ("not_selected", None, None, "")
    posting.refresh_from_db()
    assert (posting.status, current_decision(posting)) == ("decided", decision)
    assert Event.objects.filter(action="decision.made", posting_reference=posting.reference_number).count() == 1


def test_decide_refuses_while_something_is_missing(posting):
    ranked = make_ranked(posting, [5, 5, 5], concluded=False)

    with pytest.raises(NotReady) as caught:
        decide(posting=posting, placings=placings_of(posting, ranked[0]), reason=REASON, actor=make_hr_officer())

    assert any("noch nicht endgültig abgeschlossen" in sentence for sentence in caught.value.missing)
    assert not SelectionDecision.objects.exists()


def test_decide_asks_the_checks_of_other_steps(posting, ranked, settings):
    settings.DECISION_CHECKS = [f"{__name__}.one_is_open"]

    with pytest.raises(NotReady) as caught:
        decide(posting=posting, placings=placings_of(posting, ranked[0]), reason=REASON, actor=make_hr_officer())

    assert "Eine Beteiligung ist offen." in caught.value.missing


def one_is_open(posting):
    return ["Eine Beteiligung ist offen."]


def test_decide_refuses_a_deviation_without_reason(posting, ranked, ready):
    placings = [
        Placing(placing.application_id, placing.outcome, placing.position, "passt")
        for placing in placings_of(posting, ranked[1])
    ]

    with pytest.raises(OrderFaulty) as caught:
        decide(posting=posting, placings=placings, reason=REASON, actor=make_hr_officer())

    assert len(caught.value.problems) == 1


def test_decide_refuses_a_reason_that_is_none(posting, ranked, ready):
    with pytest.raises(ReasonTooShort):
        decide(posting=posting, placings=placings_of(posting, ranked[0]), reason="ok", actor=make_hr_officer())


def test_decide_refuses_a_second_decision(posting, ranked, ready):
    make_decision(posting, ranked[0])

    with pytest.raises(AlreadyDecided):
        decide(posting=posting, placings=placings_of(posting, ranked[0]), reason=REASON, actor=make_hr_officer())


def test_withdraw_adds_a_record_and_leaves_the_decision(posting, ranked):
    decision = make_decision(posting, ranked[0])

    withdraw_decision(
        decision=decision, ground="court", reason="Beschluss des Gerichts vom Mai.", actor=make_hr_officer()
    )

    posting.refresh_from_db()
    assert (posting.status, current_decision(posting)) == ("scoring_open", None)
    assert decision.entries.count() == 4
    assert make_decision(posting, ranked[0]).number == 2


def test_after_a_withdrawal_the_ratings_stand_and_no_round_opens_again(posting, ranked, client):
    decision, hr = make_decision(posting, ranked[0]), make_hr_officer()
    entry = posting.plan.rounds.get()
    assert entry.status == "concluded"
    means = [line.mean for line in build_ranking(posting).ranked]
    client.force_login(hr)
    form = client.get(reverse("decision:decision_withdraw", args=[decision.pk])).content.decode()
    assert "Die Bewertungen bleiben, wie sie abgegeben" in form

    withdraw_decision(decision=decision, ground="court", reason="Beschluss des Gerichts vom Mai.", actor=hr)

    with pytest.raises(RoundNotReady):
        reopen_round(round=entry, actor=hr, reason="Das Gericht hat die Entscheidung aufgehoben.")
    refused("UPDATE assessment_assessmentround SET status = 'open' WHERE id = %s", entry.pk, match="round")
    assert [line.mean for line in build_ranking(posting).ranked] == means
    page = client.get(reverse("decision:overview", args=[posting.pk])).content.decode()
    assert "Nach der Aufhebung" in page
    assert "abgeschlossene Runden werden nicht wieder geöffnet" in page
    assert make_decision(posting, ranked[0]).number == 2
    assert "Nach der Aufhebung" not in client.get(reverse("decision:overview", args=[posting.pk])).content.decode()


def test_withdraw_refuses_a_second_time(posting, ranked):
    decision = make_decision(posting, ranked[0])
    for_reason = {"ground": "error", "reason": "Die Ladung war fehlerhaft.", "actor": make_hr_officer()}
    withdraw_decision(decision=decision, **for_reason)

    with pytest.raises(NoStandingDecision):
        withdraw_decision(decision=decision, **for_reason)


def test_the_database_keeps_a_decision_as_it_was_made(posting, ranked):
    decision = make_decision(posting, ranked[0])
    late = make_application(posting)

    refused("UPDATE decision_selectiondecision SET reason = 'anders'", match="Cannot (update|delete)")
    refused("DELETE FROM decision_decisionentry", match="frozen")
    refused("UPDATE decision_decisionentry SET outcome = 'not_selected', position = NULL", match="frozen")
    refused(
        "INSERT INTO decision_decisionentry (decision_id, application_id, outcome, computed_mean, deviation_reason)"
        " VALUES (%s, %s, 'not_selected', '', '')", decision.pk, late.pk, match="frozen",
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="stands already"), transaction.atomic():
        SelectionDecision.objects.create(
            posting=posting, number=2, decided_by=decision.decided_by, reason="x", ranking_sha256="0" * 64,
            profile_hash="0" * 64,
        )  # fmt: skip


def test_the_database_keeps_a_withdrawal(posting, ranked):
    decision = make_decision(posting, ranked[0])
    withdraw_decision(decision=decision, ground="error", reason="Die Ladung war fehlerhaft.", actor=make_hr_officer())

    refused("DELETE FROM decision_decisionwithdrawal", match="Cannot (update|delete)")
    refused("UPDATE decision_decisionwithdrawal SET reason = 'x'", match="Cannot (update|delete)")
    assert DecisionWithdrawal.objects.count() == 1


def test_the_database_refuses_a_state_without_its_decision(posting, ranked):
    update = "UPDATE postings_posting SET status = %s WHERE id = %s"
    refused(update, "decided", posting.pk, match="needs a decision")
    refused(update, "filled", posting.pk, match="only after the decision")
    make_decision(posting, ranked[0])
    refused(update, "published", posting.pk, match="does not go back")
    with pgtrigger.ignore("postings.Posting:posting_ends_with_a_row"):  # an appointment needs more: postings.notices
        Posting.objects.filter(pk=posting.pk).update(status="filled")
    refused(update, "scoring_open", posting.pk, match="stays so")


def test_the_database_refuses_to_select_who_is_not_eligible(posting, ranked):
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        decision = SelectionDecision.objects.create(
            posting=posting, number=1, decided_by=make_hr_officer(), reason="x", ranking_sha256="0" * 64,
            profile_hash="0" * 64,
        )  # fmt: skip
        DecisionEntry.objects.create(
            decision=decision, application=posting.applications.get(status="ineligible"), outcome="selected",
            position=1, computed_rank=1,
        )  # fmt: skip


def test_after_the_decision_nothing_that_was_compared_changes(posting, ranked):
    make_decision(posting, ranked[0])
    hr, entry = make_hr_officer(), posting.plan.rounds.get()
    assessor = make_member(posting)
    posting.refresh_from_db()

    with pytest.raises(WrongStep):
        save_plan(posting=posting, combination="mean", rounds=[], actor=hr)
    with pytest.raises(WrongStep):
        set_due_date(round=entry, due_on=None, actor=hr, today=PUBLISHED_ON)
    with pytest.raises(ScoringNotOpen):
        reopen_round(round=entry, actor=hr, reason="noch einmal")
    with pytest.raises(ScoringNotOpen):
        save_sheet(
            application=ranked[0], assessor=assessor, answers=answers_for(posting, [1, 1, 1]), note="",
            expected_version=0, actor=assessor, round=entry,
        )  # fmt: skip
    with pytest.raises(WrongStep):
        reopen_formal_check(application=ranked[0], reason="noch einmal prüfen", actor=hr)
