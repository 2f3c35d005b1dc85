import pytest
from django.urls import reverse

from postings.applications.models import FormalDecision
from tests.factories import make_application, make_formal_decision, make_hr_officer, make_member, make_posting

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    officer = make_hr_officer()
    client.force_login(officer)
    return officer


def met(posting):
    requirement = posting.profile.requirements.get()
    return {
        f"r{requirement.pk}-result": "met",
        f"r{requirement.pk}-alternative": requirement.alternatives.first().pk,
        f"r{requirement.pk}-evidence": "Zeugnis von 2020",
    }


def failed(posting, reason="Der Abschluss steht nicht in der Liste."):
    requirement = posting.profile.requirements.get()
    return {f"r{requirement.pk}-result": "not_met", f"r{requirement.pk}-reason": reason}


def propose(posting, **fields):
    application = make_application(posting, status="received")
    return make_formal_decision(
        application,
        is_eligible=False,
        state="proposed",
        grounds="Der Abschluss fehlt.",
        confirmed_by=None,
        confirmed_at=None,
        **fields,
    )


def test_concluding_leads_to_the_next_and_at_the_end_to_the_list(client, officer):
    posting = make_posting()
    first, second = (make_application(posting, status="received") for _number in range(2))

    after_first = client.post(reverse("applications:formal_sheet", args=[first.pk]), {**met(posting), "conclude": "1"})
    after_second = client.post(after_first.url, {**failed(posting), "conclude": "1"})

    assert after_first.url == reverse("applications:formal_sheet", args=[second.pk])
    assert after_second.url == reverse("applications:formal_list", args=[posting.pk])
    assert list(posting.applications.values_list("status", flat=True)) == ["eligible", "received"]


def test_an_open_requirement_is_saved_as_it_is_and_not_concluded(client, officer):
    posting = make_posting()
    application = make_application(posting, status="received")
    url = reverse("applications:formal_sheet", args=[application.pk])

    content = client.post(url, {"conclude": "1"}).content.decode()

    assert "Es sind Anforderungen offen oder ungeklärt" in content
    assert FormalDecision.objects.count() == 0


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("", "Begründen Sie das Ergebnis."),
        ("fehlt", "mindestens 15 Zeichen"),
        ("Wegen der Schwangerschaft ungeeignet", "ohne „Schwanger“"),
    ],
)
def test_a_reason_is_checked_for_length_and_words(client, officer, reason, message):
    posting = make_posting()
    application = make_application(posting, status="received")

    response = client.post(reverse("applications:formal_sheet", args=[application.pk]), failed(posting, reason))

    assert message in response.content.decode()
    assert application.formal_checks.count() == 0


def test_only_what_somebody_else_proposed_can_be_ticked_and_confirmed(client, officer):
    posting = make_posting()
    others = [propose(posting) for _number in range(2)]
    own = propose(posting, concluded_by=officer)
    url = reverse("applications:formal_list", args=[posting.pk]) + "?stand=bestaetigen"

    rows = client.get(url).context["rows"]
    client.post(reverse("applications:refusals_confirm", args=[posting.pk]), {"decision": [others[0].pk, own.pk]})

    assert [row["can_confirm"] for row in rows] == [True, True, False]
    states = dict(FormalDecision.objects.values_list("pk", "state"))
    assert states == {others[0].pk: "standing", others[1].pk: "proposed", own.pk: "proposed"}


def test_a_refusal_of_another_posting_is_not_confirmed_along(client, officer):
    here, elsewhere = make_posting(), make_posting()
    decision = propose(elsewhere)

    client.post(reverse("applications:refusals_confirm", args=[here.pk]), {"decision": [decision.pk]})

    decision.refresh_from_db()
    assert decision.state == "proposed"


def test_what_was_sent_back_stands_under_to_be_checked_with_the_reason(client, officer):
    posting = make_posting()
    decision = propose(posting)

    client.post(
        reverse("applications:refusal_send_back", args=[decision.pk]), {"reason": "Das Zeugnis liegt in der Akte."}
    )
    content = client.get(reverse("applications:formal_list", args=[posting.pk])).content.decode()

    assert "zurückgegeben" in content
    assert "Das Zeugnis liegt in der Akte." in content


def test_reopening_shows_the_whole_history_on_the_page(client, officer):
    posting = make_posting()
    application = make_application(posting, status="ineligible", status_reason="Der Abschluss fehlt.")

    response = client.post(
        reverse("applications:formal_reopen", args=[application.pk]), {"reason": "Zeugnis nachgereicht"}
    )
    content = client.get(reverse("applications:application_detail", args=[application.pk])).content.decode()

    assert response.url == reverse("applications:formal_sheet", args=[application.pk])
    for words in ("Vorgeschlagen:", "Als zweite Person bestätigt:", "Wieder geöffnet. Zeugnis nachgereicht"):
        assert words in content


def test_the_committee_is_not_told_of_a_proposal(client):
    posting = make_posting()
    decision = propose(posting)
    client.force_login(make_member(posting))

    url = reverse("applications:application_detail", args=[decision.application_id])
    content = client.get(url).content.decode()

    assert "Die formale Prüfung ist noch nicht abgeschlossen." in content
    assert "vorgeschlagen" not in content


@pytest.mark.parametrize("count", [3, 30])
@pytest.mark.parametrize("bucket", ["pruefen", "bestaetigen"])
def test_the_list_costs_the_same_queries(client, officer, count, bucket, django_assert_num_queries):
    posting = make_posting()
    for _number in range(count):
        propose(posting)
        make_application(posting, status="received")

    with django_assert_num_queries(9):
        response = client.get(reverse("applications:formal_list", args=[posting.pk]), {"stand": bucket})

    assert len(response.context["rows"]) == count


def test_a_second_person_finds_at_once_what_waits_for_the_confirmation(client, officer):
    posting = make_posting()
    propose(posting)
    url = reverse("applications:formal_list", args=[posting.pk])

    assert 'name="decision"' in client.get(url).content.decode()

    make_application(posting, status="received")
    assert 'name="decision"' not in client.get(url).content.decode()
