import json

import pytest
from django.urls import reverse
from lxml import html as lxml_html

from profiles.exchange.json_format import SCHEMA_FILE, schema
from tests.factories import make_hr_officer, make_member, make_posting, make_profile

pytestmark = pytest.mark.django_db


def export_url(profile, file_format):
    return reverse("profiles:profile_export", args=[profile.pk, file_format])


@pytest.mark.parametrize(
    ("file_format", "start"), [("json", b'{\n  "schema"'), ("docx", b"PK\x03\x04"), ("pdf", b"%PDF-1.7")]
)
def test_editor_gets_each_format_of_a_draft(client, file_format, start):
    client.force_login(make_hr_officer())
    profile = make_profile()

    response = client.get(export_url(profile, file_format))

    assert response.content.startswith(start)
    assert (
        f'filename="anforderungsprofil-sachbearbeitung-fassung-1-entwurf.{file_format}"'
        in (response["Content-Disposition"])
    )
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(("file_format", "status"), [("pdf", 200), ("docx", 403), ("json", 403)])
def test_member_gets_the_published_profile_as_pdf_only(client, file_format, status):
    posting = make_posting()
    client.force_login(make_member(posting))

    assert client.get(export_url(posting.profile, file_format)).status_code == status


@pytest.mark.parametrize("file_format", ["pdf", "json"])
def test_member_does_not_get_a_draft(client, file_format):
    posting = make_posting(status="draft")
    client.force_login(make_member(posting))

    assert client.get(export_url(posting.profile, file_format)).status_code == 403


def test_an_unknown_format_does_not_exist(client):
    client.force_login(make_hr_officer())

    assert client.get(export_url(make_profile(), "exe")).status_code == 404


def test_schema_is_public_under_its_lasting_address(client):
    response = client.get("/profile/austauschformat/anforderungsprofil-1.schema.json")

    assert (response["Content-Type"], response.content) == ("application/schema+json", SCHEMA_FILE.read_bytes())
    assert json.loads(response.content) == schema()


def test_description_of_the_format_links_the_schema_and_asks_nobody_to_log_in(client):
    page = lxml_html.fromstring(client.get(reverse("profiles:exchange_format")).content)

    assert reverse("profiles:exchange_schema") in page.xpath("//main//a/@href")
    assert page.xpath("//nav") == []


@pytest.mark.parametrize(("make_user", "formats"), [(make_hr_officer, ["pdf", "docx", "json"]), (None, ["pdf"])])
def test_profile_page_offers_what_may_be_taken(client, make_user, formats):
    posting = make_posting()
    client.force_login(make_user() if make_user else make_member(posting))

    page = lxml_html.fromstring(client.get(reverse("profiles:profile_detail", args=[posting.profile_id])).content)

    offered = [link for link in page.xpath("//main//a/@href") if "/ausgabe/" in link]
    assert offered == [export_url(posting.profile, name) for name in formats]
