"""Agreement of a round: from the database, with the sentences for the committee, never with what was agreed on."""

import pytest
from django.urls import reverse

from postings.assessment.agreement import apart_sentences, round_agreement, summary_sentence
from postings.assessment.consensus import agree_on_value
from postings.assessment.rounds import close_round
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_sheet

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
        ([(1, 5), (5, 1), (2, 4), (4, 2), (3, 3)], "Die Einzelbewertungen stimmen kaum überein."),
        ([(1, 5), (2, 1), (3, 4), (4, 2), (5, 1)], "Die Einzelbewertungen stimmen kaum überein."),
        ([(1, 2), (2, 1), (3, 3), (3, 2), (2, 3), (4, 3)], "Die Einzelbewertungen stimmen mäßig überein."),
        (
            [(3, 3)] * 5,
            "Die Übereinstimmung ist nicht definiert (keine Unterschiede zwischen den Bewerbungen).",
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

    figures = dict(response.context["figures"])
    assert " bis " in figures["95-%-Bereich dazu"]
    assert f"{count} von {count} Bewerbungen, die alle 2 Mitglieder" in response.content.decode()


def test_somebody_who_owes_a_sheet_sees_nothing(client, posting):
    people = rate(posting, (1, 3))
    make_application(posting)
    client.force_login(people[0])

    assert client.get(reverse("assessment:agreement", args=[posting.plan.rounds.get().pk])).status_code == 403
