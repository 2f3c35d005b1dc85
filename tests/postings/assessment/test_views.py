import pgtrigger
import pytest
from django.urls import reverse

from postings.assessment.models import RatingSheet
from tests.factories import declare, make_application, make_member, make_posting, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def application(posting):
    return make_application(posting)


@pytest.fixture
def assessor(posting, client):
    assessor = make_member(posting)
    client.force_login(assessor)
    return assessor


def url_of(application):
    return reverse("assessment:sheet_edit", args=[application.pk])


def payload(application, values, version=0, **extra):
    criteria = application.posting.profile.criteria.all()
    fields = {f"r-{c.pk}": str(value) for c, value in zip(criteria, values, strict=True)}
    return {**fields, "version": version, "note": "", "save": "1", **extra}


def test_saving_keeps_values_and_answers_with_the_count(client, application, assessor):
    declare(application.posting, assessor)
    response = client.post(url_of(application), payload(application, [3, "", "nb"]), follow=True)

    sheet = RatingSheet.objects.get()
    assert (sheet.assessor, sheet.status, sheet.version) == (assessor, "draft", 1)
    assert "Gespeichert: 2 von 3 Anforderungen beantwortet. Noch nicht abgegeben." in response.content.decode()


@pytest.mark.parametrize("value", ["6", "0", "-1", "3.5", "abc"])
def test_a_value_outside_the_scale_gets_a_message_and_loses_nothing(client, application, assessor, value):
    criterion = application.posting.profile.criteria.first()
    response = client.post(
        url_of(application), payload(application, [value, 4, 5], **{f"o-{criterion.pk}": "sorgfältig getippt"})
    )

    content = response.content.decode()
    assert response.status_code == 200
    assert "Diese Bewertung gibt es nicht. Bitte wählen Sie eine Stufe von 1 bis 5." in content
    assert "sorgfältig getippt" in content
    assert RatingSheet.objects.count() == 0


def test_an_unknown_criterion_gets_a_message(client, application, assessor):
    response = client.post(url_of(application), payload(application, [3, 4, 5], **{"r-999999": "3"}))

    assert "nicht zum Anforderungsprofil dieser Ausschreibung gehört" in response.content.decode()
    assert RatingSheet.objects.count() == 0


def test_a_stale_version_answers_409_with_both_values(client, application, assessor):
    make_sheet(application, assessor, [5, 5, 5], is_submitted=False)

    response = client.post(url_of(application), payload(application, [1, 5, 5], version=0))

    assert response.status_code == 409
    ((theirs, ours),) = response.context["conflict"]
    assert (theirs.choice, ours.choice) == ("5", "1")
    assert 'name="version" value="1"' in response.content.decode()


def test_a_rating_after_submission_is_refused_with_a_message(client, application, assessor):
    make_sheet(application, assessor, [5, 5, 5])

    response = client.post(url_of(application), payload(application, [1, 5, 5], version=1, note="spät getippt"))

    content = response.content.decode()
    assert response.status_code == 409
    assert "Der Bogen ist bereits abgegeben; Ihre Eingabe kann nicht mehr gespeichert werden." in content
    assert [(theirs.choice, ours.choice) for theirs, ours in response.context["conflict"]] == [("5", "1")]
    assert "spät getippt" in content
    assert 'name="submit"' not in content
    assert set(RatingSheet.objects.get().ratings.values_list("value", flat=True)) == {5}


@pytest.mark.parametrize("button", ["save", "submit"])
def test_the_same_sheet_sent_again_after_submission_is_no_error(client, application, assessor, button):
    make_sheet(application, assessor, [5, 5, 5])
    sent = payload(application, [5, 5, 5], version=1)
    del sent["save"]

    response = client.post(url_of(application), {**sent, button: "1"}, follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        f"Der Bewertungsbogen zu {application.applicant.full_name} ist abgegeben."
    ]


def test_a_rating_of_an_application_out_of_the_rating_is_refused_and_loses_nothing(client, posting, assessor):
    application = make_application(posting, status="ineligible")

    response = client.post(url_of(application), payload(application, [1, 2, 3], note="lange getippt"))

    content = response.content.decode()
    assert "Diese Bewerbung wird nicht bewertet: formale Anforderungen nicht erfüllt." in content
    assert "lange getippt" in content
    assert RatingSheet.objects.count() == 0


def test_a_note_that_is_too_long_is_named_in_the_summary(client, application, assessor):
    response = client.post(url_of(application), payload(application, [1, 2, 3], note="x" * 4001))

    assert "Gesamteindruck: " in response.content.decode()
    assert RatingSheet.objects.count() == 0


def test_the_sheet_says_which_steps_need_an_observation(client, application, assessor):
    scale = application.posting.profile.scale
    with pgtrigger.ignore(
        "profiles.RatingScale:ratingscale_frozen", "profiles.RatingScale:ratingscale_of_locked_profile"
    ):
        scale.comment_levels = [1, 2, 5]
        scale.save()
    declare(application.posting, assessor)

    content = client.get(url_of(application)).content.decode()

    assert "Zu den Stufen 1, 2 und 5 tragen Sie bitte immer eine Beobachtung ein." in content
    assert content.count("– erforderlich bei Stufe 1, 2 und 5") == 3  # beside every observation, none is "optional"


def test_a_stale_tab_after_submission_elsewhere_shows_what_was_typed(client, application, assessor):
    make_sheet(application, assessor, [5, 5, 5], is_submitted=False)
    RatingSheet.objects.get()  # the first tab submits while the second is open

    response = client.post(url_of(application), payload(application, [1, 2, 3], version=0))

    assert response.status_code == 409
    assert [row.choice for row in response.context["form"].rows()] == ["1", "2", "3"]


def test_submitting_an_incomplete_sheet_saves_it_and_names_the_gap(client, application, assessor):
    declare(application.posting, assessor)
    response = client.post(url_of(application), payload(application, [3, "", 5], submit="1"))

    assert RatingSheet.objects.get().status == "draft"
    assert "Gespeichert, aber noch nicht abgegeben" in response.content.decode()
    assert [row.error for row in response.context["form"].rows()] == [
        "",
        "Bitte wählen Sie eine Stufe oder „nicht beurteilbar“.",
        "",
    ]


def test_an_application_out_of_the_rating_leads_back(client, posting, assessor):
    application = make_application(posting, status="ineligible")

    response = client.get(url_of(application), follow=True)

    assert "steht zurzeit nicht zur Bewertung" in response.content.decode()


def test_no_value_of_another_assessor_is_on_any_page_before_the_own_last_sheet(client, posting, application, assessor):
    other = make_member(posting)
    sheet = make_sheet(application, other, [5, 5, 5], is_submitted=False)
    sheet.ratings.update(observation="Geheime Beobachtung")
    make_application(posting)

    for name, pk in (
        ("postings:posting_detail", posting.pk),
        ("overview:applicant_overview", posting.pk),
        ("applications:application_detail", application.pk),
        ("assessment:sheet_edit", application.pk),
        ("selection:ranking", posting.pk),
        ("selection:result_detail", application.pk),
        ("documents:report_list", posting.pk),
    ):
        assert "Geheime Beobachtung" not in client.get(reverse(name, args=[pk])).content.decode(), name


@pytest.mark.parametrize("count", [3, 30])
def test_own_list_costs_the_same_queries(client, posting, assessor, count, django_assert_num_queries):
    for _ in range(count):
        make_application(posting)

    with django_assert_num_queries(8):
        client.get(reverse("assessment:sheet_list"))


def test_a_sheet_is_opened_and_saved_with_few_queries(
    client, posting, assessor, application, django_assert_num_queries
):
    declare(posting, assessor)
    url = reverse("assessment:sheet_edit", args=[application.pk])
    values = {f"r-{pk}": "3" for pk in posting.profile.criteria.values_list("pk", flat=True)}
    client.post(url, {**values, "version": 0, "save": "1"})

    with django_assert_num_queries(12):
        assert client.get(url).status_code == 200
    with django_assert_num_queries(10):
        assert client.post(url, {**values, "note": "neu", "version": 1, "save": "1"}).status_code == 302


def test_long_lists_of_own_sheets_come_in_pages_and_count_everybody(client, posting, assessor):
    for _ in range(201):
        make_application(posting)
    make_sheet(posting.applications.first(), assessor, [3, 3, 3])

    pages = [
        client.get(reverse("assessment:sheet_list"), {"seite": number}).context["blocks"][0]["rounds"][0]
        for number in range(1, 6)
    ]

    shown = [application.pk for part in pages for application in part["applications"]]
    assert [part["rows"].count("<tr>") for part in pages] == [50, 50, 50, 50, 1]
    assert sorted(shown) == sorted(posting.applications.values_list("pk", flat=True))
    assert {(part["done"], part["total"], part["must_declare"]) for part in pages} == {(1, 201, False)}
