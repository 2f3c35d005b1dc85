"""Agreement of a round: from the database, with the sentences for the committee, never with what was agreed on."""

import pytest
from django.urls import reverse

from postings.assessment.agreement import apart_sentences, round_agreement, summary_sentence
from postings.assessment.consensus import agree_on_value
from postings.assessment.rounds import close_round
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_rounds, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_posting()


def rate(posting, *rows, assessors=2):
    people = [make_member(posting) for _ in range(assessors)]
    for row in rows:
        application = make_application(posting)
        for assessor, value in zip(people, row, strict=True):
            make_sheet(application, assessor, [value, 3, 3])
    return people


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)], "Die Einzelbewertungen stimmen gut überein."),
        (
            [(1, 5), (2, 1), (3, 4), (4, 2), (5, 1)],
            "Die Einzelbewertungen stimmen kaum überein. Sicher ist das nicht: Nach dem 95-%-Bereich ist „kaum“ bis "
            "„mäßig“ möglich.",
        ),
        (
            [(1, 2), (2, 1), (3, 3), (3, 2), (2, 3), (4, 3)],
            "Die Einzelbewertungen stimmen mäßig überein. Sicher ist das nicht: Nach dem 95-%-Bereich ist „kaum“ bis "
            "„gut“ möglich.",
        ),
        ([(1, 5), (5, 1), (2, 4), (4, 2), (3, 3)], "Die Einzelbewertungen stimmen kaum überein."),
        (
            [(3, 3)] * 5,
            "Die Übereinstimmung ist nicht definiert (keine Unterschiede zwischen den gewichteten Mitteln).",
        ),
        (
            [(1, 1), (5, 5)],
            "Von allen vollständig bewertet sind 2 Bewerbungen. Unter 5 sagen Kennzahlen der Übereinstimmung nichts "
            "aus; gezeigt werden nur die Unterschiede.",
        ),
    ],
)
def test_the_committee_reads_one_neutral_sentence(posting, rows, sentence):
    rate(posting, *rows)

    assert summary_sentence(round_agreement(posting.plan.rounds.get(), posting)) == sentence


def test_what_lies_apart_is_named(posting):
    rate(posting, (1, 3), (3, 3), (5, 2))

    assert apart_sentences(round_agreement(posting.plan.rounds.get(), posting)) == [
        "Bei Anforderung 3.1.1 liegen sie bei 2 Bewerbungen um zwei Stufen oder mehr auseinander – bitte besprechen."
    ]


def test_agreed_values_change_nothing(posting):
    people = rate(posting, (1, 3), (2, 3), (3, 3), (5, 2), (4, 4))
    before = round_agreement(posting.plan.rounds.get(), posting)
    closed = close_round(round=posting.plan.rounds.get(), actor=make_hr_officer())
    for application in posting.applications.all():
        agree_on_value(
            application=application,
            round=closed,
            criterion=closed.criteria.get(number="3.1.1"),
            value=5,
            reason="besprochen",
            present=people,
            actor=people[0],
        )

    assert round_agreement(closed, posting) == before


@pytest.mark.parametrize("count", [6, 30])
def test_the_page_shows_figures_with_their_interval(client, posting, count, django_assert_max_num_queries):
    rate(posting, *((1 + number % 5, 1 + number % 4) for number in range(count)))
    client.force_login(make_hr_officer())

    with django_assert_max_num_queries(13):
        response = client.get(reverse("assessment:agreement", args=[posting.plan.rounds.get().pk]))

    ranges = [
        *(value for _name, value in response.context["figures"][:4]),
        response.context["criteria"][0][2],
        *(row[4] for row in response.context["assessors"]),
    ]
    assert [text.count(" bis ") for text in ranges] == [1] * 7
    assert not any("-" in text for text in ranges), "a figure below zero carries a minus sign, no hyphen"
    assert any("\N{MINUS SIGN}" in row[4] for row in response.context["assessors"])
    assert f"{count} von {count} Bewerbungen, die alle 2 Mitglieder" in response.content.decode()


def test_the_values_of_one_criterion_can_be_shown_alone(client, posting):
    people = [make_member(posting) for _ in range(2)]
    for values in (([1, 3, 3], [3, 1, 3]), ([5, 3, 3], [5, 1, 3])):
        application = make_application(posting)
        for person, own in zip(people, values, strict=True):
            make_sheet(application, person, own)
    client.force_login(make_hr_officer())
    url = reverse("assessment:agreement", args=[posting.plan.rounds.get().pk])

    def listed(**query):
        return [(row[0].number, row[1], row[4]) for row in client.get(url, query).context["apart"]]

    assert listed() == [(1, "3.1.1", 2), (1, "3.1.2", 2), (2, "3.1.2", 2)]
    assert listed(anforderung="3.1.2") == [(1, "3.1.2", 2), (2, "3.1.2", 2)]
    assert listed(anforderung="9.9.9") == listed()
    assert "Nur Anforderung 3.1.2: 2 von 3." in client.get(url, {"anforderung": "3.1.2"}).content.decode()


def test_codes_stand_for_names_in_a_blind_posting(client):
    posting = make_posting(is_blind=True)
    people = rate(posting, (1, 3), (2, 5))
    client.force_login(people[0])

    response = client.get(reverse("assessment:agreement", args=[posting.plan.rounds.get().pk]))

    codes = sorted(posting.applications.values_list("code", flat=True))
    assert [row[0].shown.list_name for row in response.context["apart"]] == codes


def test_the_ranking_leads_to_the_agreement_of_each_round(client, posting):
    rate(posting, (1, 3))
    client.force_login(make_hr_officer())

    content = client.get(reverse("selection:ranking", args=[posting.pk])).content.decode()

    assert reverse("assessment:agreement", args=[posting.plan.rounds.get().pk]) in content


def test_the_ranking_leads_nobody_to_values_that_are_never_shown(client, posting):
    (entry,) = make_rounds(posting, ["3.1.1", "3.1.2", "3.2.1"], visibility="never")
    people = rate(posting, (1, 3))
    close_round(round=entry, actor=make_hr_officer())
    address = reverse("assessment:agreement", args=[entry.pk])

    def is_offered(user):
        client.force_login(user)
        return address in client.get(reverse("selection:ranking", args=[posting.pk])).content.decode()

    assert [is_offered(people[0]), is_offered(make_member(posting, role="decider"))] == [False, True]


def test_somebody_who_owes_a_sheet_sees_nothing(client, posting):
    people = rate(posting, (1, 3))
    make_application(posting)
    client.force_login(people[0])

    assert client.get(reverse("assessment:agreement", args=[posting.plan.rounds.get().pk])).status_code == 403
