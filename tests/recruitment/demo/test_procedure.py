import pytest
from django.contrib.auth import get_user
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from postings.assessment import rounds
from postings.assessment.permissions import applications_owed_by
from postings.equality.models import EqualityData
from postings.interviews.models import InterviewRecord
from postings.models import Posting
from postings.selection.ranking import build_ranking
from recruitment.accounts.models import User
from recruitment.demo import people, procedure

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo():
    return procedure.load()


def test_twelve_applicants_of_every_kind(demo):
    applications = list(demo.applications.all())

    assert len(applications) == 12
    assert sorted(a.status for a in applications) == ["eligible"] * 10 + ["ineligible", "withdrawn"]
    assert {a.track for a in applications} == {"employee", "civil_servant"}
    assert {a.is_internal for a in applications} == {True, False}
    assert [a.late_decision for a in applications].count("admitted") == 1
    assert EqualityData.objects.filter(disability_status__in=["severe", "equated"]).count() == 2


def test_eight_are_rated_with_one_tie_and_one_close_pair_and_two_are_owed_by_one(demo):
    ranking = build_ranking(demo)

    tied = [line.facts.name for line in ranking.ranked if line.is_tied]
    close = [
        group
        for group in ranking.closeness
        if len({line.mean for line in ranking.ranked if line.facts.application_id in group}) > 1
    ]
    assert [line.rank for line in ranking.ranked] == [1, 2, 3, 4, 5, 6, 6, 8]
    assert tied == ["Detlef Eisenkraut", "Edeltraud Federwolke"]
    assert len(close) == 1
    assert [item.missing_count for item in ranking.incomplete] == [1, 1]
    owed = {
        account.username: applications_owed_by(User.objects.get(username=account.username), demo).count()
        for account in people.ACCOUNTS
    }
    assert {name: count for name, count in owed.items() if count} == {people.OWES: 2}


def test_everybody_who_is_rated_was_interviewed_and_the_records_are_complete(demo):
    entry = demo.plan.rounds.get()
    answers = [record.answers.count() for record in InterviewRecord.objects.filter(round=entry)]

    assert entry.guide.questions.count() == 5
    observed = set(entry.guide.questions.values_list("criteria", flat=True))
    assert (answers, len(observed)) == ([5] * 10, 15)
    assert rounds.round_gaps(entry, User.objects.get(username="vorsitz")) == []
    assert entry.interviews.filter(starts_at__lt=timezone.now()).count() == 10


def test_the_copy_is_unpublished_with_its_doubts_open(demo):
    copy = Posting.objects.get(status="draft")

    assert (copy.contract_term, copy.profile.is_frozen) == ("undecided", False)
    assert list(copy.profile.criteria.filter(weight_confirmed=False).values_list("number", flat=True)) == ["3.3.5"]


def test_every_account_can_log_in_with_the_printed_password(demo, client, capsys):
    call_command("demo", accounts=True)

    printed = capsys.readouterr().out
    for account in people.ACCOUNTS:
        client.logout()
        client.post(reverse("accounts:login"), {"username": account.username, "password": people.PASSWORD})
        assert get_user(client).username == account.username
        assert account.username in printed
        assert account.does in printed


def test_the_second_procedure_comes_later_and_loading_twice_keeps_the_data(demo, capsys):
    call_command("demo", first=True)
    first, count = capsys.readouterr().out, Posting.objects.count()
    call_command("demo")
    then = capsys.readouterr().out
    call_command("demo")
    at_last = capsys.readouterr().out

    assert (count, Posting.objects.count()) == (2, 3)
    assert "900/2026 wird im Hintergrund geladen" in first
    assert "Vorführverfahren geladen: 900/2026" in then
    assert "schon geladen" in at_last


@pytest.mark.parametrize("command", ["demo", "demo_reset"])
def test_production_is_left_alone(settings, command):
    settings.IS_PRODUCTION = True

    with pytest.raises(CommandError, match="Produktion"):
        call_command(command)
