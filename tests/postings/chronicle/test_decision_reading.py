"""The way to the decision on a day: without what was taken back or came later; on the server nobody is named."""

import json
from datetime import timedelta

import pgtrigger
import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from postings.applications.services import withdraw_application
from postings.chronicle.decision_reading import read_decision
from postings.chronicle.reading import end_of_day, read_state
from postings.decision.comparison import drop_auxiliary_act, drop_finding, save_auxiliary_act, save_finding
from postings.decision.decisions import withdraw_decision
from postings.decision.models import EqualityFinding, SelectionDecision
from recruitment.audit.models import Event
from tests.factories import PUBLISHED_ON, make_decision, make_hr_officer, make_member, make_posting, make_ranked
from tests.postings.chronicle.test_reading import history
from tests.postings.decision.building import REASON, make_compared, make_final, sign_all, write_memo

pytestmark = pytest.mark.django_db
today = timezone.localdate


@pytest.fixture
def scene():
    return make_compared(reference_number="148/2025")


def read(posting, moment=None, *, tells_words=True):
    return read_decision(
        posting,
        moment or end_of_day(today()),
        events=Event.objects.filter(posting_reference=posting.reference_number).order_by("happened_at", "pk"),
        labels=dict(posting.applications.filter(erased_at=None).values_list("pk", "number")),
        tells_words=tells_words,
    )


def test_everything_that_stood_before_the_decision(scene):
    posting, applications, chair = scene
    memo = write_memo(posting, chair)

    found = read(posting)

    assert {entry.state for entry in found.ladder} == {"abgeschlossen"}
    (finding,) = found.findings
    assert (finding.is_equal, finding.applications, finding.reason) == (True, 3, REASON)
    assert [(place.position, place.label, place.outcome) for place in found.order] == [
        (1, applications[0].number, "ausgewählt"),
        (2, applications[1].number, "Reserve"),
        (None, applications[2].number, "nicht ausgewählt"),
    ]
    (shown,) = found.memos
    newest = memo.versions.first()
    assert (shown.version, shown.sha256, shown.signed, shown.final_at) == (newest.number, newest.sha256, (), "")
    assert found.decisions == ()


def test_sign_offs_and_the_final_state(scene):
    posting, _applications, chair = scene
    make_final(posting, chair)

    (shown,) = read(posting).memos

    assert len(shown.signed) == 2
    assert shown.final_at


def test_what_was_taken_back_is_gone_and_a_changed_finding_says_its_last_word(scene):
    posting, applications, chair = scene
    (first,) = EqualityFinding.objects.filter(posting=posting)
    act = save_auxiliary_act(finding=first, kind="women", reason=REASON, case_check=REASON, actor=chair)
    assert [entry.auxiliary_count for entry in read(posting).findings] == [1]
    assert "Frauen" in read(posting).findings[0].auxiliary[0]
    drop_auxiliary_act(act=act, actor=chair)
    first.refresh_from_db()
    save_finding(
        posting=posting, application_ids=[one.pk for one in applications[:2]], is_equal=False, reason=REASON,
        actor=chair, finding=first, expected_version=first.version,
    )  # fmt: skip

    (changed,) = read(posting).findings
    assert (changed.is_equal, changed.applications, changed.auxiliary_count) == (False, 2, 0)
    drop_finding(finding=first, actor=chair)
    assert read(posting).findings == ()


def test_a_decision_before_and_after_its_withdrawal(scene):
    posting, applications, _chair = scene
    decision = make_decision(posting, applications[0], reserve=[applications[1]])
    withdraw_decision(
        decision=decision, ground="court", reason="Beschluss des Gerichts vom Mai.", actor=make_hr_officer()
    )
    with pgtrigger.ignore("decision.SelectionDecision:selectiondecision_unchangeable"):
        SelectionDecision.objects.filter(pk=decision.pk).update(decided_at=timezone.now() - timedelta(days=9))

    (now,) = read(posting).decisions
    (then,) = read(posting, end_of_day(today() - timedelta(days=7))).decisions

    assert (now.ground, now.withdrawal_reason) == ("gerichtliche Entscheidung", "Beschluss des Gerichts vom Mai.")
    assert (then.withdrawn_at, then.ground, then.withdrawal_reason) == ("", "", "")
    assert [(place.label, place.outcome) for place in then.chosen] == [
        (applications[0].number, "ausgewählt"),
        (applications[1].number, "Reserve"),
    ]
    assert then.other_count == 1
    assert read(posting, end_of_day(today() - timedelta(days=10))).decisions == ()


def test_before_all_of_it_there_was_nothing(scene):
    posting, _applications, _chair = scene
    week = timezone.now() - timedelta(days=7)
    history(posting, week)

    found = read_state(posting, timezone.localdate(week), viewer=make_hr_officer()).decision

    assert {entry.state for entry in found.ladder} == {"offen"}
    assert (found.findings, found.order, found.memos, found.decisions) == ((), (), (), ())


def test_the_command_tells_acts_and_numbers_but_no_words_of_people(scene, capsys):
    posting, applications, chair = scene
    (finding,) = EqualityFinding.objects.filter(posting=posting)
    save_auxiliary_act(finding=finding, kind="severe_disability", reason=REASON, case_check=REASON, actor=chair)
    make_decision(posting, applications[0])

    call_command("show_procedure", "148/2025")
    text = capsys.readouterr().out
    call_command("show_procedure", "148/2025", "--json")
    data = json.loads(capsys.readouterr().out)

    assert f"1: Nr. {applications[0].number}, ausgewählt" in text
    assert "Hilfskriterien herangezogen: 1" in text
    assert [word for word in (REASON, "Schwerbehinderung", "Adler", "Buche") if word in text] == []
    assert data["decision"]["findings"][0]["auxiliary_count"] == 1
    assert (data["decision"]["findings"][0]["reason"], data["decision"]["findings"][0]["auxiliary"]) == ("", [])


def test_the_erased_are_without_number_and_their_findings_without_history(scene):
    posting, applications, _chair = scene
    make_decision(posting, applications[0], reserve=[applications[1]])
    withdraw_application(application=applications[1], withdrawn_on=PUBLISHED_ON, actor=make_hr_officer())

    found = read(posting)

    assert [place.label for place in found.decisions[0].chosen] == [applications[0].number, "–"]
    assert applications[1].number not in [place.label for place in found.order]
    assert (found.findings, found.unknown_findings) == ((), 1)


def test_the_page_shows_it_to_the_office_and_not_to_who_may_not_see_single_values(client, scene):
    posting, applications, chair = scene
    decision = make_decision(posting, applications[0])
    url = reverse("chronicle:state", args=[posting.pk])
    client.force_login(make_hr_officer())
    content = client.get(url).content.decode()
    assert "Auswahlentscheidung: was dazu vorlag" in content
    assert decision.reason in content
    assert "Adler" not in content

    client.force_login(chair)
    assert "Mitteilungen, Wartefrist und Abschluss" in client.get(url).content.decode()
    running = make_posting()
    make_ranked(running, [3, 3, 3], concluded=False)
    owing = make_member(running, role="minute_taker")
    make_member(running, role="assessor", user=owing)
    client.force_login(owing)
    content = client.get(reverse("chronicle:state", args=[running.pk])).content.decode()
    assert "Stand am Ende des" in content
    assert "Auswahlentscheidung: was dazu vorlag" not in content
    assert "Mitteilungen, Wartefrist und Abschluss" not in content


def test_sign_offs_of_an_older_version_do_not_stand_at_the_newer_one(scene):
    posting, _applications, chair = scene
    memo = write_memo(posting, chair)
    sign_all(posting, memo)

    (shown,) = read(posting).memos

    assert len(shown.signed) == 2
    assert shown.final_at == ""
