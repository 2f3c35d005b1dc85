"""Pages of the rounds: planned, closed, discussed, agreed on."""

import pytest
from django.urls import reverse

from postings.assessment.models import AssessmentRound, ConsensusRating
from postings.assessment.rounds import close_round
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def chair(posting, client):
    chair = make_member(posting, role="chair")
    client.force_login(chair)
    return chair


@pytest.fixture
def closed(posting, chair):
    """A closed round in which two assessors lie four steps apart on one criterion."""
    application = make_application(posting)
    for value in (1, 5):
        make_sheet(application, make_member(posting), [value, 3, 3])
    return close_round(round=posting.plan.rounds.get(), actor=chair)


def plan_data(posting, observed):
    ids = dict(posting.profile.criteria.values_list("number", "pk"))
    data = {"combination": "shares"}
    for position in range(1, 5):
        data |= {f"instrument-{position}": "interview", f"visibility-{position}": "after_close"}
        data |= {f"title-{position}": "", f"share-{position}": position}
        if position <= len(observed):
            data[f"title-{position}"] = f"Teil {position}"
            data[f"criteria-{position}"] = [ids[number] for number in observed[position - 1]]
    return data


def test_the_chair_plans_two_rounds(client, posting, chair):
    url = reverse("assessment:plan_edit", args=[posting.pk])

    response = client.post(url, plan_data(posting, [["3.1.1", "3.1.2"], ["3.1.1", "3.2.1"]]))

    assert response.status_code == 302
    assert [
        (entry.title, entry.share, entry.visibility, entry.status, [one.number for one in entry.criteria.all()])
        for entry in AssessmentRound.objects.filter(plan=posting.pk)
    ] == [
        ("Teil 1", 1, "after_close", "open", ["3.1.1", "3.1.2"]),
        ("Teil 2", 2, "after_close", "planned", ["3.1.1", "3.2.1"]),
    ]


def test_before_publication_the_page_says_when_rounds_can_be_planned(client):
    posting = make_posting(status="draft")
    client.force_login(make_hr_officer())

    content = client.get(reverse("assessment:round_list", args=[posting.pk])).content.decode()

    assert "Planen können Sie, sobald die Ausschreibung veröffentlicht ist." in content
    assert reverse("assessment:plan_edit", args=[posting.pk]) not in content


def test_a_plan_with_a_gap_is_shown_again_with_what_was_typed(client, posting, chair):
    response = client.post(reverse("assessment:plan_edit", args=[posting.pk]), plan_data(posting, [["3.1.1"]]))

    assert "Diese Anforderungen beobachtet keine Bewertungsrunde: 3.1.2" in response.content.decode()
    assert [[ticked for _n, ticked in ticks] for _c, ticks in response.context["form"].matrix()] == [
        [True, False, False, False],
        [False, False, False, False],
        [False, False, False, False],
    ]


def test_ticks_without_a_title_are_no_round_and_say_so(client, posting, chair):
    data = plan_data(posting, [["3.1.1", "3.1.2", "3.2.1"], ["3.1.1"]]) | {"title-2": ""}

    response = client.post(reverse("assessment:plan_edit", args=[posting.pk]), data)

    assert response.context["form"].errors == {"title-2": ["Bitte geben Sie der Runde eine Bezeichnung."]}


def test_closing_asks_for_the_reason_only_when_sheets_are_missing(client, posting, chair):
    make_member(posting)
    make_application(posting)
    url = reverse("assessment:round_close", args=[posting.plan.rounds.get().pk])

    assert "reason" in client.get(url).context["form"].fields
    assert client.post(url, {"reason": "krank"}).status_code == 200
    assert client.post(url, {"reason": "Herr B. ist länger erkrankt."}).status_code == 302
    assert posting.plan.rounds.get().closing_reason == "Herr B. ist länger erkrankt."


def test_the_discussion_names_what_lies_apart(client, closed):
    response = client.get(reverse("assessment:discussion", args=[closed.pk]))

    assert [(row["wide"], row["open"], row["agreed"]) for row in response.context["rows"]] == [
        (["3.1.1"], ["3.1.1"], [])
    ]


def test_the_chair_writes_down_what_was_agreed_on(client, posting, chair, closed):
    application = posting.applications.get()
    criterion = closed.criteria.get(number="3.1.1")
    people = [member.user_id for member in posting.memberships.all()]
    url = reverse("assessment:consensus_edit", args=[closed.pk, application.pk, criterion.pk])

    response = client.post(url, {"value": "4", "reason": "Auf Nachfrage geklärt", "present": people})

    detail = reverse("assessment:discussion_detail", args=[closed.pk, application.pk])
    assert response.url == detail
    (agreed,) = ConsensusRating.objects.all()
    assert (agreed.value, agreed.reason, agreed.recorded_by) == (4, "Auf Nachfrage geklärt", chair)
    page = client.get(detail).content.decode()
    assert "Auf Nachfrage geklärt" in page
    assert client.get(reverse("assessment:discussion", args=[closed.pk])).context["rows"][0]["open"] == []

    assert client.post(url, {"drop": "1", "reason": "verschrieben"}).url == detail
    assert ConsensusRating.objects.count() == 0


@pytest.mark.parametrize("count", [3, 30])
def test_the_discussion_costs_the_same_queries(client, posting, chair, count, django_assert_max_num_queries):
    assessor = make_member(posting)
    for _ in range(count):
        make_sheet(make_application(posting), assessor, [3, 3, 3])
    entry = close_round(round=posting.plan.rounds.get(), actor=make_hr_officer())

    with django_assert_max_num_queries(9):
        client.get(reverse("assessment:discussion", args=[entry.pk]))
    with django_assert_max_num_queries(16):
        client.get(reverse("assessment:discussion_detail", args=[entry.pk, posting.applications.first().pk]))
