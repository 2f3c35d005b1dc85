import json

import pytest
from django.urls import reverse

from postings.assessment.models import Rating, RatingSheet
from postings.assessment.rounds import close_round
from tests.factories import declare, make_application, make_hr_officer, make_member, make_posting, make_sheet

pytestmark = pytest.mark.django_db

OPEN = json.dumps(["", "", ""])


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def assessor(posting, client):
    assessor = make_member(posting)
    client.force_login(assessor)
    return assessor


@pytest.fixture
def application(posting, assessor):
    application = make_application(posting)
    declare(posting, assessor)
    return application


@pytest.fixture
def criterion(posting):
    return posting.profile.criteria.first()


@pytest.fixture
def send(client, application, assessor, criterion):
    def post(position=1, **fields):
        url = reverse("assessment:cell_save", args=[application.pk, position])
        if "note" not in fields:
            fields = {"criterion": criterion.pk, **fields}
        return client.post(url, {"assessor": assessor.pk, "known": OPEN, **fields})

    return post


def test_a_cell_is_saved_and_answers_with_what_stands(send):
    response = send(choice="4", reason="", observation="ruhig")

    answer = response.json()
    assert (response.status_code, json.loads(answer["known"])) == (200, ["4", "", "ruhig"])
    assert (answer["before"], answer["version"], len(answer["time"])) == (0, 1, 5)
    assert Rating.objects.values_list("value", "observation").get() == (4, "ruhig")


def test_the_note_is_a_cell(send):
    assert json.loads(send(note="gut", known=json.dumps([""])).json()["known"]) == ["gut"]
    assert RatingSheet.objects.get().note == "gut"


def test_not_assessable_is_a_choice(send):
    answer = send(choice="nb", reason="kam nicht vor", observation="").json()

    assert json.loads(answer["known"]) == ["nb", "kam nicht vor", ""]


def test_a_conflict_answers_with_both_values(send):
    send(choice="4", observation="ruhig")

    response = send(choice="2", observation="laut")

    content = response.content.decode()
    assert response.status_code == 409
    assert response.context["known"] == json.dumps(["4", "", "ruhig"])
    assert response.context["stored"] == [("Bewertung", "4"), ("Beobachtung", "ruhig")]
    assert response.context["sent"] == [("Bewertung", "2"), ("Beobachtung", "laut")]
    assert "Meine Eingabe speichern" in content
    assert "<html" not in content
    assert Rating.objects.get().value == 4


@pytest.mark.parametrize(
    "fields",
    [
        {"choice": "6"},
        {"choice": "0"},
        {"choice": "²"},
        {"choice": "x"},
        {"choice": "3", "criterion": "999999"},
        {"choice": "3", "criterion": "abc"},
        {"choice": "3", "observation": "x" * 4001},
        {"choice": "3", "known": "{}"},
        {"choice": "3", "known": "[1, 2, 3]"},
        {"choice": "3", "known": '["a", "b"]'},
        {"choice": "3", "assessor": ""},
    ],
)
def test_what_is_no_cell_gets_400_and_a_message(send, fields):
    response = send(**fields)

    assert response.status_code == 400
    assert response.json()["message"]
    assert RatingSheet.objects.count() == 0


def test_another_person_at_the_same_browser_saves_nothing(send, assessor):
    response = send(choice="3", assessor=assessor.pk + 1)

    assert (response.status_code, RatingSheet.objects.count()) == (403, 0)
    assert "einer anderen Person" in response.json()["message"]


def test_an_unknown_round_is_404(send):
    assert send(position=2, choice="3").status_code == 404


def test_a_submitted_sheet_and_a_closed_round_are_423(send, application, assessor, posting):
    make_sheet(application, assessor, [3, 3, 3])
    submitted = send(choice="5", known=json.dumps(["3", "", ""]))
    close_round(round=posting.plan.rounds.get(), actor=make_hr_officer())
    closed = send(choice="5", known=json.dumps(["3", "", ""]))

    assert (submitted.status_code, closed.status_code) == (423, 423)
    assert "bereits abgegeben" in submitted.json()["message"]
    assert "ist nicht offen" in closed.json()["message"]


def test_without_a_session_a_header_says_so(send, client):
    client.logout()

    response = send(choice="3")

    assert (response.status_code, response["X-Log-In-Again"]) == (403, "session")


def test_one_cell_is_saved_with_at_most_eight_queries(send, django_assert_num_queries):
    send(choice="3")

    with django_assert_num_queries(8):
        assert send(choice="4", known=json.dumps(["3", "", ""])).status_code == 200
    with django_assert_num_queries(7):
        assert send(choice="4").status_code == 200
