import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from postings import views
from postings.models import Posting
from profiles.services import lock_profile, supersede_profile
from recruitment.forms import ShortChoiceField
from tests.factories import make_hr_officer, make_member, make_posting, make_profile, make_user

pytestmark = pytest.mark.django_db
FURTHER = "postings:posting_further"


@pytest.fixture
def officer(client):
    officer = make_hr_officer()
    client.force_login(officer)
    return officer


def choices(posting, **changes):
    return {
        "reference_number": "7/2026",
        "profile": posting.profile_id,
        "use": "same",
        "template": posting.pk,
        "version_reason": "",
        "function": "",
    } | changes


def test_a_further_posting_uses_the_same_frozen_version(client, officer):
    posting = make_posting(status="published")
    content = client.get(reverse(FURTHER), {"profil": posting.profile_id}).content.decode()
    assert f'<option value="{posting.profile_id}" selected>' in content
    assert f'<option value="{posting.pk}" selected>' in content

    response = client.post(reverse(FURTHER), choices(posting))

    further = Posting.objects.get(reference_number="7/2026")
    assert response.url == reverse("postings:posting_detail", args=[further.pk])
    assert (further.profile, further.status, further.authority) == (posting.profile, "draft", posting.authority)


def test_a_further_posting_begins_a_new_version_with_its_reason(client, officer):
    posting = make_posting(status="published")

    refused = client.post(reverse(FURTHER), choices(posting, use="version"))
    assert "Eine neue Fassung braucht einen Grund." in refused.content.decode()
    client.post(reverse(FURTHER), choices(posting, use="version", version_reason="neue Aufgabe"))

    assert Posting.objects.get(reference_number="7/2026").profile.version_reason == "neue Aufgabe"


@pytest.mark.parametrize(
    ("number", "is_superseded", "message"),
    [("1/2025", False, "gibt es schon"), ("7/2026", True, "ist abgelöst")],
)
def test_why_a_further_posting_is_not_possible_stands_in_the_form(client, officer, number, is_superseded, message):
    posting = make_posting(status="published", reference_number="1/2025")
    if is_superseded:
        supersede_profile(profile=posting.profile, reason="Stelle entfällt", actor=officer)

    response = client.post(reverse(FURTHER), choices(posting, reference_number=number))

    assert message in response.content.decode()
    assert Posting.objects.count() == 1


def test_the_pages_before_publication_name_the_missing_lock(client, officer):
    posting = make_posting(status="draft")
    pages = [reverse(f"postings:{name}", args=[posting.pk]) for name in ("posting_detail", "posting_publish")]

    assert all("noch nicht gesperrt" in client.get(page).content.decode() for page in pages)
    response = client.post(pages[1], {"published_on": "2025-07-18"})
    assert "noch nicht gesperrt" in response.content.decode()

    lock_profile(profile=posting.profile, actor=make_hr_officer())
    assert all("noch nicht gesperrt" not in client.get(page).content.decode() for page in pages)
    assert client.post(pages[1], {"published_on": "2025-07-18"}).url == pages[0]


def test_publishing_is_offered_only_when_it_is_possible(client, officer):
    posting = make_posting(status="draft")
    page = reverse("postings:posting_publish", args=[posting.pk])

    assert "Verbindlich veröffentlichen" not in client.get(page).content.decode()

    lock_profile(profile=posting.profile, actor=make_hr_officer())
    assert "Verbindlich veröffentlichen" in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("role", "target"),
    [
        ("womens_rep", "equality:representation_list"),
        ("profile_editor", "profiles:profile_list"),
        ("administrator", "admin:index"),
        ("hr_officer", "postings:posting_list"),
    ],
)
def test_the_start_leads_everybody_to_where_the_work_is(client, role, target):
    client.force_login(make_user(roles=[role]))

    assert client.get(reverse("postings:start")).url == reverse(target)


@pytest.mark.parametrize(
    ("role", "target"), [("observer", "equality:representation_list"), ("assessor", "postings:posting_list")]
)
def test_a_representation_that_only_observes_begins_with_what_waits_for_its_answer(client, role, target):
    member = make_user(roles=["staff_council"])
    make_member(make_posting(), user=member, role=role)
    client.force_login(member)

    assert client.get(reverse("postings:start")).url == reverse(target)


def test_a_representation_without_a_committee_is_led_to_the_participation(client):
    client.force_login(make_user(roles=["womens_rep"]))

    content = client.get(reverse("postings:posting_list")).content.decode()

    assert "Zur Beteiligung" in content
    assert "wenden Sie sich bitte an den Personalservice" not in content


def cards(client, **query):
    page = html.fromstring(client.get(reverse("postings:posting_list"), query).content.decode())
    return [link.text_content().split()[-1] for link in page.xpath("//ul[@class='cards']//h2/a")]


def many(count):
    profile = make_profile()
    made = [make_posting(status="draft", profile=profile, reference_number=f"{n}/2031") for n in range(count)]
    return [one.reference_number for one in reversed(made)]


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_takes_the_same_number_of_queries_whatever_its_length(client, count, django_assert_num_queries):
    client.force_login(make_hr_officer())
    many(count)

    with django_assert_num_queries(6):
        assert len(cards(client)) == count


def test_a_long_list_comes_in_pages_the_newest_first(client, monkeypatch):
    monkeypatch.setattr(views, "ALL_ON_ONE_PAGE", 4)
    monkeypatch.setattr(views, "ROWS_PER_PAGE", 3)
    client.force_login(make_hr_officer())
    numbers = many(7)

    assert cards(client) == numbers[:3]
    assert cards(client, seite=3) == numbers[6:]


@pytest.mark.parametrize("count", [3, 30])
def test_a_search_that_finds_few_reads_the_procedures_once(client, count, django_assert_num_queries):
    client.force_login(make_hr_officer())
    many(count)

    with django_assert_num_queries(6), CaptureQueriesContext(connection) as captured:
        assert len(cards(client, suche="/2031")) == count

    assert sum("LIKE" in query["sql"] for query in captured) == 2  # the second looks at the few that were discarded


def test_the_discarded_are_found_by_an_index_of_their_own():
    discarded = Posting.objects.filter(status="discarded")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")

    assert "posting_discarded_newest" in discarded[:51].explain()
    assert "posting_discarded_newest" in discarded.found_by("2031")[:51].explain()


def test_words_within_words_are_found_by_an_index():
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_extension WHERE extname = 'pg_trgm'")
        if not cursor.rowcount:
            pytest.skip("pg_trgm is missing on this server")
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")

    assert Posting.objects.found_by("vermess").explain().count("posting_searched") == 3


def test_a_search_that_finds_many_comes_in_pages(client, monkeypatch):
    monkeypatch.setattr(views, "ALL_ON_ONE_PAGE", 4)
    monkeypatch.setattr(views, "ROWS_PER_PAGE", 3)
    client.force_login(make_hr_officer())
    numbers = many(7)
    make_posting(status="draft", reference_number="1/2030")

    assert cards(client, suche="/2031", seite=2) == numbers[3:6]
    assert cards(client, suche="1/203") == ["1/2030", "1/2031"]


def test_the_list_is_searched_by_kennzahl_task_and_office_and_says_when_nothing_fits(client):
    client.force_login(make_hr_officer())
    many(2)
    make_posting(status="draft", function="Leitung Vermessung", reference_number="7/2032")
    make_posting(status="draft", office="Amt für Vermessung", reference_number="8/2032")

    assert cards(client, suche="1/2031") == ["1/2031"]
    assert set(cards(client, suche="vermessung")) == {"7/2032", "8/2032"}
    assert "Kein Verfahren enthält diese Wörter." in text_of(client, suche="gibtesnicht")


def text_of(client, **query):
    return client.get(reverse("postings:posting_list"), query).content.decode()


def test_a_search_finds_nothing_of_procedures_one_takes_no_part_in(client):
    client.force_login(make_member(make_posting(reference_number="1/2033")))
    make_posting(reference_number="2/2033")

    assert cards(client, suche="2033") == ["1/2033"]


def test_a_further_posting_offers_the_newest_and_takes_any(client, monkeypatch):
    monkeypatch.setattr(ShortChoiceField, "shown", 2)
    client.force_login(make_hr_officer())
    many(5)
    oldest = Posting.objects.get(reference_number="0/2031")
    address = reverse("postings:posting_further")

    page = html.fromstring(client.get(address).content.decode())
    assert len(page.xpath("//select[@name='template']/option")) == 3  # with "please choose"

    sent = {"reference_number": "9/2031", "profile": oldest.profile_id, "template": oldest.pk, "use": "same"}
    assert client.post(address, {**sent, "reference_number": ""}).context["form"]["template"].value() == str(oldest.pk)
    again = html.fromstring(client.post(address, {**sent, "reference_number": ""}).content.decode())
    assert again.xpath(f"//select[@name='template']/option[@value='{oldest.pk}'][@selected]")
    assert client.post(address, sent).status_code == 302
    assert Posting.objects.filter(reference_number="9/2031").exists()
