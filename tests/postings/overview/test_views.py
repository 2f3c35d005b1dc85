import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from lxml import html
from openpyxl import load_workbook

from postings.applications.models import Applicant
from postings.overview.views import deadline_words
from recruitment.audit.models import Event
from tests.factories import make_application, make_file, make_hr_officer, make_member, make_posting, make_requirement

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def officer(client):
    officer = make_hr_officer()
    client.force_login(officer)
    return officer


def overview(posting):
    return reverse("overview:applicant_overview", args=[posting.pk])


def table(response):
    """Return head and rows of the overview as a person reads them."""
    found = html.fromstring(response.content.decode()).find_class("overview")[0]
    heads = [" ".join(cell.text_content().replace("▲", "").replace("▼", "").split()) for cell in found.iter("th")]
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in found.find("tbody")]
    return heads, rows


def exported(client, posting, kind, address=""):
    return client.get(reverse("overview:overview_export", args=[posting.pk, kind]) + address)


def csv_rows(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def act(client, posting, **data):
    return client.post(reverse("overview:overview_act", args=[posting.pk]), data, follow=True)


def test_the_officer_sees_what_is_missing_and_the_committee_does_not(client, posting, officer):
    make_requirement(posting, need="cv")
    application = make_application(posting, last_name="Aal", number=1)

    heads, rows = table(client.get(overview(posting)))
    assert "fehlende Unterlagen" in heads
    assert rows[0][1:3] == ["1", "Aal, Anna"]
    assert "Lebenslauf" in rows[0]

    make_file(application, kind="cv")
    assert "Lebenslauf" not in table(client.get(overview(posting)))[1][0]

    client.force_login(make_member(posting))
    page = client.get(overview(posting)).content.decode()
    assert ("fehlende Unterlagen" in page, 'name="auswahl"' in page, "Zu erledigen" in page) == (False, False, False)


@pytest.mark.parametrize("count", [3, 30])
def test_the_overview_costs_the_same_few_queries(client, posting, officer, count, django_assert_max_num_queries):
    make_requirement(posting, need="cv")
    for _number in range(count):
        make_file(make_application(posting), kind="degree")
    client.get(overview(posting))

    with django_assert_max_num_queries(13):
        _heads, rows = table(client.get(overview(posting)))

    assert len(rows) == count


def test_more_than_two_hundred_come_in_pages(client, posting, officer):
    for _number in range(201):
        make_application(posting)

    assert len(table(client.get(overview(posting)))[1]) == 50
    assert len(table(client.get(overview(posting), {"seite": "5"}))[1]) == 1


def test_chosen_columns_stay_with_the_person(client, posting, officer):
    make_application(posting)

    heads, _rows = table(client.get(overview(posting), {"spalten": ["", "email", "quatsch"]}))

    assert heads[:3] == ["Nr.", "Name", "E-Mail-Adresse"]
    assert table(client.get(overview(posting)))[0][:3] == heads[:3]
    client.force_login(make_member(posting))
    assert "E-Mail-Adresse" not in table(client.get(overview(posting), {"spalten": ["email"]}))[0]


def test_no_text_of_people_becomes_markup(client, posting, officer):
    make_application(posting, last_name="<script>alert(1)</script>", current_grade="<b>E 9</b>")

    page = client.get(overview(posting)).content.decode()

    assert ("<script>alert" in page, "<b>E 9" in page) == (False, False)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_an_export_shows_the_same_rows_in_the_same_order_and_is_recorded(client, posting, officer):
    for name, status in (("Zander", "received"), ("Aal", "received"), ("Barsch", "eligible")):
        make_application(posting, last_name=name, status=status)

    response = exported(client, posting, "csv", "?stand=received&richtung=ab")

    rows = csv_rows(response)
    assert [row[1] for row in rows] == ["Name", "Zander, Anna", "Aal, Anna"]
    assert response["Content-Disposition"].startswith("attachment")
    assert str(Event.objects.first()) == (
        "Bewerberübersicht als CSV ausgegeben: 2 Bewerbungen, Spalten: Nr., Name, Eingang, Beschäftigung, "
        "Amt / Entgelt, Leistungsnachweis, fehlende Unterlagen, Stand"
    )


def test_no_cell_of_an_export_begins_a_formula(client, posting, officer):
    make_application(posting, last_name="=1+1", first_name="@A", current_grade="+49\x0b")

    text = csv_rows(exported(client, posting, "csv"))[1]
    sheet = load_workbook(io.BytesIO(exported(client, posting, "xlsx").content)).active

    assert text[1] == "'=1+1, @A"
    assert [cell for cell in text if cell.startswith(("=", "+", "-", "@"))] == []
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [sheet["B2"].value, sheet["E2"].value] == ["=1+1, @A", "+49"]


def test_the_committee_exports_what_it_sees(client, posting):
    application = make_application(posting, last_name="Aal")
    Applicant.objects.filter(pk=application.applicant_id).update(email="a@example.org")
    client.force_login(make_member(posting))

    header, row = csv_rows(exported(client, posting, "csv", "?spalten=email&spalten=fehlend"))

    assert ("E-Mail-Adresse" in header, "a@example.org" in row) == (False, False)


def test_exports_of_a_blind_posting_hold_codes(client):
    posting = make_posting(is_blind=True)
    application = make_application(posting, last_name="Quitzow")
    application.refresh_from_db()
    client.force_login(make_member(posting))

    header, row = csv_rows(exported(client, posting, "csv"))

    assert (header[0], row[0]) == ("Kennung", application.code)
    assert "Quitzow" not in "".join(row)


def test_lateness_is_decided_for_many_after_a_question(client, posting, officer):
    late = [
        make_application(posting, last_name=name, late_decision="open", status="received") for name in ("Aal", "Barsch")
    ]
    punctual = make_application(posting, last_name="Zander")
    chosen = [one.pk for one in (*late, punctual)]

    page = act(client, posting, aktion="verspaetung", umfang="auswahl", auswahl=chosen).content.decode()
    assert "2 Bewerbungen sind betroffen" in page
    assert "Zander, Anna: nicht verspätet oder schon entschieden" in page
    assert [one.late_decision for one in posting.applications.filter(pk__in=chosen)].count("open") == 2

    ids = " ".join(str(one.pk) for one in late)
    answer = {"is_admitted": "yes", "reason": "Die Sichtung hatte noch nicht begonnen."}
    done = act(client, posting, aktion="verspaetung", confirmed="1", ids=ids, **answer).content.decode()

    assert "Über die Verspätung von 2 Bewerbungen ist entschieden." in done
    assert list(posting.applications.order_by("pk").values_list("late_decision", "late_reason")) == [
        ("admitted", "Die Sichtung hatte noch nicht begonnen."),
        ("admitted", "Die Sichtung hatte noch nicht begonnen."),
        ("not_late", ""),
    ]


def test_without_a_reason_nothing_is_decided_and_the_question_stays(client, posting, officer):
    late = make_application(posting, late_decision="open", status="received")

    page = act(client, posting, aktion="verspaetung", confirmed="1", ids=late.pk, is_admitted="no").content.decode()

    assert "Bitte begründen Sie die Entscheidung." in page
    late.refresh_from_db()
    assert late.late_decision == "open"


def test_what_changed_meanwhile_is_asked_again(client, posting, officer):
    late, decided = make_application(posting, late_decision="open", status="received"), make_application(posting)

    page = act(
        client, posting, aktion="verspaetung", confirmed="1", ids=f"{late.pk} {decided.pk}", is_admitted="yes",
        reason="Noch vor der Sichtung.",
    ).content.decode()  # fmt: skip

    assert "Inzwischen hat sich etwas geändert." in page
    late.refresh_from_db()
    assert late.late_decision == "open"


def test_missing_documents_are_requested_from_all_that_are_shown(client, posting, officer):
    make_requirement(posting, need="cv")
    lacking = make_application(posting, last_name="Aal")
    make_file(make_application(posting, last_name="Barsch"), kind="cv")

    page = act(client, posting, aktion="nachfordern", umfang="alle").content.decode()
    assert "1 Bewerbung ist betroffen" in page
    assert "Barsch, Anna: es fehlt nichts" in page

    done = act(client, posting, aktion="nachfordern", confirmed="1", ids=lacking.pk, due_on="2099-01-15")

    assert "1 Schreiben ist erstellt." in done.content.decode()
    assert [(one.application_id, one.needs, one.due_on) for one in lacking.document_requests.all()] == [
        (lacking.pk, ["cv"], date(2099, 1, 15))
    ]


def test_more_letters_than_go_at_once_are_refused_in_words(client, posting, officer):
    make_requirement(posting, need="cv")
    for _number in range(26):
        make_application(posting)

    page = act(client, posting, aktion="nachfordern", umfang="alle").content.decode()

    assert "Es sind 26 Bewerbungen; auf einmal gehen höchstens 25." in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"aktion": "verspaetung"}, "Bitte wählen Sie mindestens eine Bewerbung aus."),
        ({"aktion": "", "umfang": "alle"}, "Bitte wählen Sie aus, was geschehen soll."),
    ],
)
def test_a_choice_without_rows_or_act_asks_for_it(client, posting, officer, data, words):
    make_application(posting)

    assert words in act(client, posting, **data).content.decode()


def test_ids_of_other_postings_are_not_touched(client, posting, officer):
    other = make_application(make_posting(), late_decision="open", status="received")

    answer = {"is_admitted": "yes", "reason": "Die Sichtung hatte noch nicht begonnen."}
    act(client, posting, aktion="verspaetung", confirmed="1", ids=other.pk, **answer)

    other.refresh_from_db()
    assert other.late_decision == "open"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2025, 8, 10), "Die Bewerbungsfrist läuft noch 5 Tage, bis 15.08.2025."),
        (date(2025, 8, 14), "Die Bewerbungsfrist läuft noch 1 Tag, bis 15.08.2025."),
        (date(2025, 8, 15), "Die Bewerbungsfrist endet heute, 15.08.2025."),
        (date(2025, 8, 16), "Die Bewerbungsfrist ist am 15.08.2025 abgelaufen."),
    ],
)
def test_the_deadline_counts_down(today, words):
    assert deadline_words(date(2025, 8, 15), today) == words
