import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from postings.applications.models import Applicant
from postings.intake.models import ApplicantList, ListSource
from tests.factories import make_hr_officer, make_posting
from tests.postings.intake.lists import (
    BROKEN,
    GOOD,
    HEADER,
    JOERDIS,
    LATE,
    TWIN,
    changed,
    csv_of,
    reviewed,
    take_over,
    upload,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    user = make_hr_officer()
    client.force_login(user)
    return user


def address(name, kept):
    return reverse(f"intake:{name}", args=[kept.pk])


def post_file(client, posting, content, name="liste.csv", source="rexx"):
    data = {"file": SimpleUploadedFile(name, content), "source_name": source}
    return client.post(reverse("intake:list_upload", args=[posting.pk]), data)


def mapped(kept, **changes):
    """What the mapping form sends: the proposal, with changes by column."""
    columns = kept.source_table.columns
    chosen = {**kept.mapping, **changes}
    return {f"column-{place}": chosen[column] or "" for place, column in enumerate(columns)}


def table_rows(response):
    """The rows of the preview as (number, name, what happens)."""
    body = response.content.decode()
    found = re.findall(
        r'<tr><td class="num">(\d+)</td><th scope="row">(.*?)(?:<details.*?)?</th><td>(.*?)</td>', body, re.S
    )
    return [(int(number), name, " ".join(re.sub(r"<[^>]*>", " ", badge).split())) for number, name, badge in found]


def test_a_list_goes_from_upload_over_mapping_and_preview_to_its_result(client, officer):
    posting = make_posting()

    response = post_file(client, posting, csv_of(*GOOD, BROKEN))
    kept = ApplicantList.objects.get()
    assert response.url == address("list_map", kept)
    assert Applicant.objects.count() == 0

    page = client.get(response.url).content.decode()
    assert "<strong>Familienstand</strong>: Familienstand – gehört nicht in ein Auswahlverfahren" in page
    assert "Beispiele: Müller · Muster · Ott" in page
    assert re.search(r'<option value="last_name" selected>Nachname</option>', page)

    response = client.post(address("list_map", kept), mapped(kept))
    assert response.url == address("list_detail", kept)
    preview = client.get(response.url)
    assert table_rows(preview) == [
        (5, "Vogt, Uta", "ungültig"),
        (3, "Muster, Max", "verspätet"),
        (2, "Müller, Jördis", "neu"),
        (4, "Ott, Kim", "neu"),
    ]
    assert "<strong>Geburtsdatum:</strong> Das ist kein Datum." in preview.content.decode()
    assert '<p class="muted preline">Eingang: 14.08.2025</p>' in preview.content.decode()

    refused = client.post(address("list_accept", kept), follow=True).content.decode()
    assert "Es wurde nichts übernommen: 1 Zeilen sind ungültig" in refused
    assert Applicant.objects.count() == 0

    result = client.post(address("list_accept", kept), {"valid_only": "1"}, follow=True).content.decode()
    assert posting.applications.count() == 3
    assert "Eine Zeile wartet als Liste" in result

    rest = client.get(address("list_rest", kept))
    rows = list(csv.reader(io.StringIO(rest.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[1:6] for row in rows] == [list(HEADER[:5]), list(BROKEN[:5])]
    assert rest.headers["Content-Disposition"].startswith("attachment; filename=")
    assert (rest.headers["Cache-Control"], rest.headers["X-Content-Type-Options"]) == ("no-store", "nosniff")

    gone = client.post(address("list_rest_delete", kept), follow=True).content.decode()
    assert "Eine Zeile wartet als Liste" not in gone
    assert client.get(address("list_rest", kept)).status_code == 404


def test_the_rest_is_corrected_and_uploaded_again(client, officer):
    posting = make_posting()
    kept = take_over(posting, JOERDIS, BROKEN, valid_only=True, source_name="rexx")
    rest = client.get(address("list_rest", kept)).content

    post_file(client, posting, rest.replace(b"morgen", b"02.03.1990"))
    again = ApplicantList.objects.first()
    client.post(address("list_map", again), mapped(again))
    client.post(address("list_accept", again))

    assert [a.applicant.last_name for a in posting.applications.in_name_order()] == ["Müller", "Vogt"]


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "Die Datei ist leer."), (b"%PDF-1.7", "ist ein PDF"), (b"nur Text", "keine Spalten")],
)
def test_a_file_that_is_no_list_gets_one_sentence(client, officer, content, message):
    response = post_file(client, make_posting(), content)

    assert (response.status_code, ApplicantList.objects.count()) == (200, 0)
    assert message in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"Ort": "email"}, "„E-Mail-Adresse“ ist schon der Spalte „Ort“ zugeordnet."),
        ({"Vorname": None}, "Bitte ordnen Sie Vorname und Nachname zu"),
        ({"Eingang": None}, "Keine Spalte enthält den Eingang."),
    ],
)
def test_a_mapping_that_cannot_work_is_told_and_kept_on_the_page(client, officer, changes, message):
    kept = upload(make_posting(), *GOOD)

    response = client.post(address("list_map", kept), mapped(kept, **changes))

    assert message in response.content.decode()
    kept.refresh_from_db()
    assert kept.status == "mapping"


def test_what_was_mapped_by_hand_is_proposed_for_the_next_list_of_the_source(client, officer):
    posting = make_posting()
    header = [name.replace("Ort", "Feld 9") for name in HEADER]
    post_file(client, posting, csv_of(*GOOD, header=header))
    first = ApplicantList.objects.get()

    client.post(address("list_map", first), {**mapped(first, **{"Feld 9": "city"}), "employment_status": "external"})
    post_file(client, posting, csv_of(*GOOD, header=header))

    second = ApplicantList.objects.first()
    assert (second.mapping["Feld 9"], second.defaults) == ("city", {"employment_status": "external"})
    assert "Diese Datei wurde schon einmal eingelesen" in client.get(address("list_map", second)).content.decode()
    assert ListSource.objects.get().changed_by == officer


def test_cells_are_shown_as_text_wherever_they_stand(client, officer):
    nasty = changed(JOERDIS, nachname="<b>x</b>", ort="<img src=x>", email="keine <i>Adresse</i>")
    kept = reviewed(make_posting(), nasty)

    for name in ("list_map", "list_detail"):
        page = client.get(address(name, kept)).content.decode()
        assert [tag for tag in ("<b>x", "<img src=x", "<i>Adresse") if tag in page] == []
        assert "&lt;b&gt;x" in page


def test_the_preview_can_be_filtered_and_shows_what_changes(client, officer):
    posting = make_posting()
    take_over(posting, JOERDIS, LATE)
    kept = reviewed(posting, changed(JOERDIS, telefon="030 2", schwerbehinderung="nein"), LATE, TWIN)

    page = client.get(address("list_detail", kept), {"zeigen": "update"})

    assert table_rows(page) == [(2, "Müller, Jördis", "geändert")]
    body = page.content.decode()
    assert "<strong>Telefon:</strong> bisher „+49 30 1“, neu „030 2“" in body
    assert "bisher „schwerbehindert“, neu „nein“" in body
    assert table_rows(client.get(address("list_detail", kept), {"zeigen": "unchanged"})) == [
        (3, "Muster, Max", "schon vorhanden, nichts zu tun")
    ]


def test_decisions_are_taken_on_the_preview(client, officer):
    posting = make_posting()
    kept = reviewed(posting, LATE, TWIN, BROKEN)

    page = client.get(address("list_detail", kept)).content.decode()
    assert len(re.findall(r'<select [^>]*name="row-', page)) == 2
    response = client.post(
        address("list_decide", kept),
        {"row-3": "take", "row-4": "skip", "row-2": "Unsinn", "row-x": "take", "zeigen": "check"},
    )

    assert response.url == f"{address('list_detail', kept)}?zeigen=check"
    kept.refresh_from_db()
    assert (kept.decisions, kept.summary["blocking"]) == ({"3": "take", "4": "skip"}, 0)
    assert "Alle übernehmen</span>" in client.get(address("list_detail", kept)).content.decode()


def test_a_preview_that_is_out_of_date_is_made_anew(client, officer):
    posting = make_posting()
    kept = reviewed(posting, *GOOD)
    take_over(posting, JOERDIS)

    page = client.post(address("list_accept", kept), follow=True)

    assert "Seit der Vorschau hat sich etwas geändert" in page.content.decode()
    assert table_rows(page)[-1] == (2, "Müller, Jördis", "schon vorhanden, nichts zu tun")
    assert posting.applications.count() == 1


def test_discarding_deletes_the_list(client, officer):
    kept = upload(make_posting(), *GOOD)

    response = client.post(address("list_discard", kept))

    assert response.url == reverse("intake:list_upload", args=[kept.posting_id])
    assert ApplicantList.objects.count() == 0


@pytest.mark.parametrize("count", [1, 300])
def test_the_preview_is_paged_with_a_fixed_number_of_queries(client, officer, count, django_assert_max_num_queries):
    kept = reviewed(make_posting(), *[changed(BROKEN, email=f"{n}@x.de") for n in range(count)])

    with django_assert_max_num_queries(5):
        page = client.get(address("list_detail", kept))

    assert len(table_rows(page)) == min(count, 50)


def test_the_committee_sees_nothing_that_a_list_says_about_equality(client):
    from tests.factories import make_member

    posting = make_posting()
    client.force_login(make_member(posting))
    pages = []
    for said in ("ja", "nein"):
        take_over(posting, changed(JOERDIS, schwerbehinderung=said, migrationshintergrund=said))
        urls = [reverse("overview:applicant_overview", args=[posting.pk])]
        urls.append(reverse("applications:application_detail", args=[posting.applications.get().pk]))
        body = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", client.get(url).content.decode()) for url in urls]
        pages.append(body)

    assert pages[0] == pages[1]
    assert [word for word in ("1985", "Dresden", "jm@example.org", "Frau") if word in str(pages)] == []
