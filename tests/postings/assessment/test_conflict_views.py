import pytest
from django.urls import reverse

from postings.assessment.impartiality import in_drawn_order, name_deputy
from postings.assessment.models import Exemption, ImpartialityDeclaration, RatingSheet
from tests.factories import (
    declare,
    make_application,
    make_conflict,
    make_hr_officer,
    make_member,
    make_posting,
    make_sheet,
)
from tests.postings.assessment.test_views import payload

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def assessor(posting):
    return make_member(posting)


@pytest.fixture
def application(posting):
    return make_application(posting, last_name="Aal")


@pytest.fixture
def chair(posting):
    return make_member(posting, role="chair")


def declare_url(posting):
    return reverse("assessment:impartiality_declare", args=[posting.pk])


def list_url(posting):
    return reverse("assessment:conflict_list", args=[posting.pk])


def text_of(response):
    return response.content.decode()


def test_the_sheet_leads_to_the_declaration_and_opens_after_it(client, posting, application, assessor):
    client.force_login(assessor)
    sheet_url = reverse("assessment:sheet_edit", args=[application.pk])

    assert client.get(sheet_url).url == declare_url(posting)
    assert "Erklärung fehlt" in text_of(client.get(reverse("assessment:sheet_list")))
    response = client.post(declare_url(posting), {f"d-{application.pk}": "nein", "save": "1"})

    assert response.url == reverse("assessment:sheet_list")
    assert client.get(sheet_url).status_code == 200
    assert "Erklärung fehlt" not in text_of(client.get(reverse("assessment:sheet_list")))


def test_a_sheet_sent_without_the_declaration_is_refused_and_loses_nothing(client, application, assessor):
    client.force_login(assessor)

    response = client.post(
        reverse("assessment:sheet_edit", args=[application.pk]), payload(application, [3, 4, 5], note="getippt")
    )

    assert "fehlt noch die Erklärung von" in text_of(response)
    assert "getippt" in text_of(response)
    assert RatingSheet.objects.count() == 0


def test_the_declaration_lists_everybody_by_name_and_asks_for_each(client, posting, application, assessor):
    other = make_application(posting, last_name="Zander")
    client.force_login(assessor)

    response = client.post(declare_url(posting), {f"d-{application.pk}": "ja", "save": "1"})

    assert [message for _id, message in response.context["form"].problems()] == [
        "Aal, Anna: Bitte nennen Sie den Grund der Befangenheit.",
        "Zander, Anna: Bitte wählen Sie „nicht befangen“ oder „befangen“.",
    ]
    assert ImpartialityDeclaration.objects.count() == 0
    client.post(
        declare_url(posting),
        {f"d-{application.pk}": "ja", f"g-{application.pk}": "Bruder", f"d-{other.pk}": "nein", "save": "1"},
    )
    assert Exemption.objects.get().reason == "Bruder"
    assert ImpartialityDeclaration.objects.count() == 2


def test_the_rest_can_be_filled_in_and_is_not_saved_by_that(client, posting, application, assessor):
    other = make_application(posting, last_name="Zander")
    client.force_login(assessor)
    sent = {f"d-{application.pk}": "ja", f"g-{application.pk}": "Bruder", "fill": "1"}

    form = client.post(declare_url(posting), sent).context["form"]

    assert [form[f"d-{pk}"].value() for pk in (application.pk, other.pk)] == ["ja", "nein"]
    assert form[f"g-{application.pk}"].value() == "Bruder"
    assert ImpartialityDeclaration.objects.count() == 0


def test_a_blind_posting_says_that_codes_hide_relations(client):
    posting = make_posting(is_blind=True)
    application, assessor = make_application(posting, last_name="Quitzow"), make_member(posting)
    client.force_login(assessor)

    content = text_of(client.get(declare_url(posting)))

    assert "Sobald die Namen offengelegt sind, werden Sie erneut gefragt." in content
    assert (application.code in content, "Quitzow" in content) == (True, False)


def test_a_paper_sheet_waits_for_the_declaration_on_paper(client, posting, application, assessor):
    client.force_login(make_hr_officer())
    paper_url = reverse("admin:assessment_ratingsheet_paper", args=[application.pk, assessor.pk])
    url = reverse("assessment:impartiality_paper", args=[posting.pk, assessor.pk])

    assert client.get(paper_url).url == url
    answers = {f"d-{application.pk}": "nein", "save": "1"}
    for day, message in (
        ("", "Bitte geben Sie das Datum an, das auf dem Papier steht."),
        ("2198-01-01", "Das Datum liegt in der Zukunft."),
    ):
        assert message in text_of(client.post(url, {**answers, "declared_on": day}))
    assert client.post(url, {**answers, "declared_on": "2025-08-20"}).url == list_url(posting)
    assert client.get(paper_url).status_code == 200
    assert "(Papier)" in text_of(client.get(list_url(posting)))


def test_chair_and_personnel_office_see_who_declared_the_reason_and_the_deputy(
    client, posting, application, assessor, chair
):
    deputy = make_member(posting, role="deputy")
    make_sheet(application, assessor, [3, 3, None], is_submitted=False)
    conflict = make_conflict(application, assessor, reason="Geschwister der Person")
    for person in (chair, make_hr_officer()):
        client.force_login(person)
        content = text_of(client.get(list_url(posting)))

        assert "Geschwister der Person" in content
        assert "Ein begonnener Entwurf ist beiseitegelegt und zählt nicht." in content
        assert "wird von weniger Personen bewertet" in content

    response = client.post(
        reverse("assessment:deputy_name", args=[conflict.pk]), {"deputy": deputy.pk, "save": "1"}, follow=True
    )

    states = {state.person: (state.asked_count, state.open_count) for state in response.context["people"]}
    assert states == {assessor: (0, 0), deputy: (1, 1)}
    assert "wird von weniger Personen bewertet" not in text_of(response)


def test_the_reason_is_hidden_from_the_chair_while_names_are(client):
    posting = make_posting(is_blind=True)
    application, chair = make_application(posting, last_name="Quitzow"), make_member(posting, role="chair")
    make_conflict(application, make_member(posting), reason="Schwester von Frau Quitzow")
    client.force_login(chair)

    content = text_of(client.get(list_url(posting)))

    assert (application.code in content, "Quitzow" in content) == (True, False)


def test_a_conflict_is_recorded_or_the_page_says_why_not(client, posting, application, assessor, chair):
    make_sheet(application, make_member(posting), [3, 3, 3])
    given = RatingSheet.objects.get().assessor
    client.force_login(chair)
    url = reverse("assessment:conflict_record", args=[posting.pk])
    sent = {"application": application.pk, "reason": "Geschwister", "save": "1"}

    refused = client.post(url, {**sent, "person": given.pk})
    done = client.post(url, {**sent, "person": assessor.pk})

    assert "hat zu dieser Bewerbung bereits einen Bogen abgegeben" in text_of(refused)
    assert (done.url, Exemption.objects.get().person) == (list_url(posting), assessor)


def test_nobody_names_the_own_deputy(client, posting, application):
    chair = make_member(posting, role="chair")
    make_member(posting, user=chair)
    deputy = make_member(posting, role="deputy")
    conflict = make_conflict(application, chair)
    client.force_login(chair)
    url = reverse("assessment:deputy_name", args=[conflict.pk])

    assert url not in text_of(client.get(list_url(posting)))
    assert "benennt die eigene Stellvertretung nicht selbst" in text_of(client.post(url, {"deputy": deputy.pk}))


def test_the_progress_says_who_is_rated_by_fewer_people(client, posting, application, assessor):
    make_member(posting)
    conflict = make_conflict(application, assessor)
    client.force_login(make_hr_officer())
    url = reverse("assessment:progress", args=[posting.pk])
    sentence = "Anna Aal: 1 Bogen statt 2, weil ein Mitglied nicht bewertet und niemand vertritt."

    assert sentence in text_of(client.get(url))
    name_deputy(exemption=conflict, deputy=make_member(posting, role="deputy"), actor=make_hr_officer())
    assert sentence not in text_of(client.get(url))


def test_a_deputy_finds_the_applicants_in_the_own_list(client, posting, application, assessor):
    make_application(posting, last_name="Zander")
    deputy = make_member(posting, role="deputy")
    conflict = make_conflict(application, assessor)
    name_deputy(exemption=conflict, deputy=deputy, actor=make_hr_officer())
    client.force_login(deputy)

    content = text_of(client.get(reverse("assessment:sheet_list")))

    assert ("Aal, Anna" in content, "Zander" in content) == (True, False)


def test_the_own_list_is_drawn_and_can_be_sorted_by_name(client, posting, assessor):
    for name in ("Aal", "Barsch", "Zander", "Hecht", "Karpfen"):
        make_application(posting, last_name=name)
    declare(posting, assessor)
    client.force_login(assessor)
    url = reverse("assessment:sheet_list")

    def shown(address):
        return [
            one.applicant.last_name for one in client.get(address).context["blocks"][0]["rounds"][0]["applications"]
        ]

    drawn = in_drawn_order(posting.applications.all(), posting, assessor)
    assert shown(url) == [application.applicant.last_name for application in drawn]
    assert shown(f"{url}?sortierung=name") == ["Aal", "Barsch", "Hecht", "Karpfen", "Zander"]


def test_a_draft_set_aside_cannot_be_opened(client, application, assessor):
    make_sheet(application, assessor, [3, None, None], is_submitted=False)
    make_conflict(application, assessor)
    client.force_login(assessor)

    response = client.get(reverse("assessment:sheet_edit", args=[application.pk]), follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "Sie bewerten diese Bewerbung nicht. Ihr Entwurf bleibt gespeichert, zählt aber nicht."
    ]


@pytest.mark.parametrize("count", [3, 30])
def test_the_pages_cost_the_same_queries(client, posting, assessor, chair, count, django_assert_num_queries):
    for _ in range(count):
        make_conflict(make_application(posting), assessor)
        make_application(posting)
    for person, url, cost in ((chair, list_url(posting), 12), (assessor, declare_url(posting), 6)):
        client.force_login(person)
        with django_assert_num_queries(cost):
            assert client.get(url).status_code == 200
