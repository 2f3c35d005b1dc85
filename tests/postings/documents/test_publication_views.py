import json
from datetime import date

import pytest
from django.urls import reverse
from lxml import html as lxml_html

from postings.documents.services import issue_publication
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_profile

pytestmark = pytest.mark.django_db
PUBLIC = "/stellen/148-2025/"


def page_of(response):
    return lxml_html.fromstring(response.content)


def test_everybody_reads_a_published_posting_under_its_lasting_address(client):
    posting = make_posting(reference_number="148/2025", function="Sachbearbeitung Soziales")
    make_application(posting, last_name="Geheimnis")
    member = make_member(posting)

    response = client.get(PUBLIC)
    page = page_of(response)

    assert response.status_code == 200
    assert page.xpath("string(//h1)") == "Sachbearbeitung Soziales"
    assert page.xpath("//h2[not(@class)]/text()") == [
        "Arbeitsgebiet",
        "Anforderungen",
        "Bewerbung",
        "Anforderungsprofil",
    ]
    assert [name for name in ("Geheimnis", member.last_name) if name in response.content.decode()] == []
    assert not response.cookies


def test_public_page_shows_every_weight_and_the_hash(client):
    posting = make_posting(reference_number="148/2025")

    page = page_of(client.get(PUBLIC))

    assert page.xpath("//*[@class='weight']/text()") == [
        "Gewichtung 2 – wichtig",
        "Gewichtung 4 – unabdingbar",
        "Gewichtung 3 – sehr wichtig",
    ]
    assert page.xpath("string(//code)") == posting.profile.content_hash


@pytest.mark.parametrize("address", [PUBLIC, f"{PUBLIC}stellenausschreibung.pdf", f"{PUBLIC}anforderungsprofil.pdf"])
def test_a_draft_has_no_public_page(client, address):
    make_posting(status="draft", reference_number="148/2025")

    for user in (None, make_hr_officer()):
        if user:
            client.force_login(user)
        assert client.get(address).status_code == 404


def test_structured_data_are_those_of_the_page(client):
    make_posting(reference_number="148/2025")

    block = page_of(client.get(PUBLIC)).xpath("string(//script[@type='application/ld+json'])")

    data = json.loads(block)
    assert (data["@type"], data["url"]) == ("JobPosting", f"http://testserver{PUBLIC}")


def test_files_are_handed_out_as_issued_and_only_those_that_are(client):
    posting = make_posting(reference_number="148/2025")
    before = client.get(f"{PUBLIC}stellenausschreibung.pdf").status_code
    issued, alone = issue_publication(posting=posting, actor=None)

    links = page_of(client.get(PUBLIC)).xpath("//main//a[contains(@href, '.pdf')]/@href")
    answers = [client.get(link) for link in links]

    assert before == 404
    assert links == [f"{PUBLIC}stellenausschreibung.pdf", f"{PUBLIC}anforderungsprofil.pdf"]
    assert [answer.content for answer in answers] == [bytes(issued.content), bytes(alone.content)]
    assert client.get(f"{PUBLIC}auswahlbericht.pdf").status_code == 404


def test_after_the_deadline_the_page_says_so_and_offers_no_application(client, monkeypatch):
    make_posting(reference_number="148/2025", portal_url="https://portal.example/")
    today = "postings.documents.publication_views.timezone.localdate"

    monkeypatch.setattr(today, lambda: date(2025, 8, 15))
    last_day = page_of(client.get(PUBLIC))
    monkeypatch.setattr(today, lambda: date(2025, 8, 16))
    day_after = page_of(client.get(PUBLIC))

    offers = "//a[@href='https://portal.example/']"
    notice = "//*[contains(text(), 'Die Bewerbungsfrist ist abgelaufen')]"
    assert (len(last_day.xpath(offers)), len(last_day.xpath(notice))) == (1, 0)
    assert (len(day_after.xpath(offers)), len(day_after.xpath(notice))) == (0, 1)


def test_an_address_that_two_numbers_share_belongs_to_the_first(client):
    first = make_posting(reference_number="148/2025", function="Erste Stelle")
    make_posting(reference_number="148-2025", function="Zweite Stelle")

    assert page_of(client.get(PUBLIC)).xpath("string(//h1)") == first.function


def test_page_of_the_documents_follows_the_state(client):
    officer = make_hr_officer()
    client.force_login(officer)
    posting = make_posting(reference_number="148/2025")
    draft = make_posting(status="draft", profile=make_profile())
    url = reverse("documents:posting_document_list", args=[posting.pk])

    missing = client.get(url).content.decode()
    client.post(reverse("documents:posting_document_issue", args=[posting.pk]))
    again = client.post(reverse("documents:posting_document_issue", args=[posting.pk]), follow=True).content.decode()
    preview = client.get(reverse("documents:posting_draft_pdf", args=[draft.pk]))

    assert "Unterlagen ausfertigen" in missing
    assert "Die Unterlagen sind schon ausgefertigt" in again
    assert again.count("PDF öffnen") == 2
    assert preview.content.startswith(b"%PDF-1.7")
    assert "Entwurf als PDF ansehen" in (
        client.get(reverse("documents:posting_document_list", args=[draft.pk])).content.decode()
    )


def test_public_page_costs_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    make_posting(reference_number="148/2025", profile=make_profile(weights={"3.1": (2,) * 12, "3.2": (3,) * 12}))

    with django_assert_max_num_queries(12):
        client.get(PUBLIC)
