import pytest
from django.urls import reverse

from postings.documents.report_content import build_report_content
from postings.screening.models import Finding, PreSelection
from tests.factories import (
    make_application,
    make_appraisal,
    make_hr_officer,
    make_member,
    make_posting,
    make_sheet,
)

pytestmark = pytest.mark.django_db

YES = {
    "version": "0",
    "first_sight-verdict": "yes",
    "qualification-verdict": "yes",
    "comparison-verdict": "yes",
    "comparison-basis": "reference",
    "invitation-verdict": "yes",
}


@pytest.fixture
def officer(client):
    officer = make_hr_officer()
    client.force_login(officer)
    return officer


def test_an_officer_selects_concludes_and_reopens(client, officer):
    posting = make_posting()
    first, second = make_application(posting), make_application(posting)
    url = reverse("screening:findings_edit", args=[first.pk])

    response = client.post(url, {**YES, "next": "1"})
    assert response.url == reverse("screening:findings_edit", args=[second.pk])
    refusal = {"invitation-verdict": "no", "invitation-reason": "Erfahrung nur in einem anderen Gebiet"}
    assert client.post(response.url, {**YES, **refusal, "save": "1"}).status_code == 302
    shown = client.get(reverse("screening:preselection_conclude", args=[posting.pk])).content.decode()
    client.post(reverse("screening:preselection_conclude", args=[posting.pk]))
    content = client.get(reverse("screening:preselection", args=[posting.pk])).content.decode()
    client.post(reverse("screening:preselection_reopen", args=[posting.pk]), {"reason": "Zeugnis wurde nachgereicht"})

    assert "Erfahrung nur in einem anderen Gebiet" in shown
    assert "1 zur Einladung vorgeschlagen, 1 nicht." in content
    assert PreSelection.objects.get().reopen_reason == "Zeugnis wurde nachgereicht"
    assert list(posting.applications.values_list("invitation", flat=True)) == ["open", "open"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"invitation-verdict": "no"}, "Bitte begründen Sie diese Feststellung."),
        ({"invitation-verdict": "no", "invitation-reason": "passt nicht"}, "mindestens 15 Zeichen"),
        ({"invitation-verdict": "no", "invitation-reason": "Die Person ist schwerbehindert"}, "ohne „schwerbehind“"),
        ({"comparison-basis": ""}, "Bitte nennen Sie die Grundlage des Vergleichs."),
        ({"comparison-basis": "none"}, "Bitte begründen Sie diese Feststellung."),
        ({"comparison-basis": "appraisal"}, "es ist aber keine erfasst"),
        ({"first_sight-verdict": "", "first_sight-reason": "Etwas fehlt noch, siehe Akte"}, "wählen Sie ein Ergebnis"),
    ],
)
def test_a_faulty_entry_stores_nothing_and_keeps_what_was_typed(client, officer, change, message):
    application = make_application(make_posting())

    content = client.post(reverse("screening:findings_edit", args=[application.pk]), {**YES, **change}).content.decode()

    assert message in content
    assert change.get("invitation-reason", "") in content
    assert Finding.objects.count() == 0


def test_a_second_window_is_told_and_can_save_again(client, officer):
    application = make_application(make_posting())
    url = reverse("screening:findings_edit", args=[application.pk])
    client.post(url, {"version": "0", "first_sight-verdict": "yes"})

    response = client.post(url, YES)

    assert "inzwischen an anderer Stelle bearbeitet" in response.content.decode()
    version = response.context["form"].data["version"]
    assert client.post(url, {**YES, "version": version}).status_code == 302


def test_an_officer_may_not_write_a_hidden_name_and_the_chair_learns_nothing_by_guessing(client, officer):
    posting = make_posting(is_blind=True)
    application = make_application(posting, last_name="Quitzow")
    url = reverse("screening:findings_edit", args=[application.pk])
    data = {**YES, "invitation-verdict": "no", "invitation-reason": "Frau Quitzow hat zu wenig Erfahrung"}

    by_officer = client.post(url, data)
    client.force_login(make_member(posting, role="chair"))
    by_chair = client.post(url, data)

    assert "ohne den Namen „Quitzow“" in by_officer.content.decode()
    assert by_chair.status_code == 302


@pytest.mark.parametrize("count", [3, 30])
def test_lists_cost_the_same_queries(client, officer, count, django_assert_num_queries):
    posting = make_posting()
    for _number in range(count):
        application = make_application(posting)
        make_appraisal(application, single_marks=[("Sorgfalt", 2)])
        client.post(reverse("screening:findings_edit", args=[application.pk]), YES)

    with django_assert_num_queries(8):
        client.get(reverse("screening:preselection", args=[posting.pk]))
    with django_assert_num_queries(8):
        client.get(reverse("screening:comparison", args=[posting.pk]))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"zeigen": "einladen"}, ["Aal, Anna"]),
        ({"zeigen": "offen"}, ["Barsch, Anna"]),
        ({"suche": "bars"}, ["Barsch, Anna"]),
        ({"zeigen": "nicht-einladen"}, []),
    ],
)
def test_the_list_is_filtered(client, officer, query, names):
    posting = make_posting()
    for name in ("Barsch", "Aal"):
        application = make_application(posting, last_name=name)
    client.post(reverse("screening:findings_edit", args=[application.pk]), YES)

    rows = client.get(reverse("screening:preselection", args=[posting.pk]), query).context["rows"]

    assert [application.shown.list_name for application, _cells in rows] == names


def test_an_appraisal_is_entered_with_single_marks_and_its_direction_is_printed(client, officer):
    posting = make_posting()
    application = make_application(posting)
    data = {
        "overall_mark": "2",
        "period_from": "2022-01-01",
        "period_to": "2024-12-31",
        "grade": "A 10",
        "issuing_authority": "Bezirksamt",
        "single_marks": "Fachkenntnisse: 1\n\nSorgfalt: 2",
    }
    url = reverse("screening:appraisal_create", args=[application.pk])

    faulty = client.post(url, {**data, "single_marks": "Sorgfalt: sehr gut"}).content.decode()
    client.post(url, data)
    twice = client.post(url, data).content.decode()
    page = client.get(reverse("applications:application_detail", args=[application.pk])).content.decode()

    assert "Zeile 1 ist nicht lesbar" in faulty
    assert "Für diesen Zeitraum ist schon eine Beurteilung erfasst." in twice
    assert [str(single) for single in application.appraisals.get().single_marks.all()] == [
        "Fachkenntnisse: 1",
        "Sorgfalt: 2",
    ]
    assert "Gesamturteil (1 = beste Note)" in page


@pytest.mark.parametrize(
    ("role", "consents", "is_shown"),
    [
        ("assessor", False, True),
        ("chair", None, True),
        ("decider", None, True),
        ("observer", True, True),
        ("observer", False, False),
        ("observer", None, False),
    ],
)
def test_appraisals_are_shown_to_whom_the_file_may_be_shown(client, role, consents, is_shown):
    posting = make_posting()
    application = make_application(posting, consents_to_personnel_file=consents)
    make_appraisal(application, issuing_authority="Landesamt für Prüfungen")
    client.force_login(make_member(posting, role=role))

    content = client.get(reverse("applications:application_detail", args=[application.pk])).content.decode()

    assert ("Landesamt für Prüfungen" in content) is is_shown


def test_a_mark_changes_no_rating_and_the_report_prints_its_direction():
    posting = make_posting()
    application = make_application(posting, consents_to_personnel_file=True)
    for _number in range(2):
        make_sheet(application, make_member(posting), [4, 4, 4])
    before = build_report_content(posting).lines

    make_appraisal(application, overall_mark=5, single_marks=[("Sorgfalt", 5)])
    after = build_report_content(posting)

    assert after.lines == before
    facts = dict(after.pages[0].facts)
    assert facts["Dienstliche Beurteilung (1 = beste Note, geht nicht in die Punkte ein)"] == (
        "5 – mangelhaft; 01.01.2022 bis 31.12.2024; A 10; Bezirksamt; aktuell; Einzelnoten (1 = beste): Sorgfalt: 5"
    )
