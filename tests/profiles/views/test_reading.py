import pytest
from django.urls import reverse
from lxml import html as lxml_html

from profiles.models import Criterion
from profiles.services import create_new_version
from profiles.views import reading
from recruitment.accounts.enums import AuthorityRoleName
from tests.factories import make_frozen_profile, make_hr_officer, make_posting, make_profile, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def officer(client):
    client.force_login(make_hr_officer())


def compared(client, profile, other):
    url = reverse("profiles:profile_compare", args=[profile.pk])
    return lxml_html.fromstring(client.get(url, {"mit": other.pk}).content)


def test_versions_are_compared_older_on_the_left_with_reason_and_word_marks(client):
    first = make_frozen_profile()
    second = create_new_version(profile=first, reason="Wortwahl", actor=None)
    Criterion.objects.filter(profile=second, number="3.1.1").update(title="Merkmal ganz neu", weight=4)
    second.criteria.filter(number="3.2.1").delete()

    page = compared(client, second, first)

    text = " ".join(page.text_content().split())
    assert "0 hinzugefügt, 1 entfernt, 1 anders gewichtet, 1 anders formuliert, 0 verschoben" in text
    assert "Gewichtung: 2 → 4" in text
    assert "Wortwahl" in text
    assert [" ".join(e.text_content().split()) for e in page.xpath("//del")] == ["[entfernt:] 3.1.1"]
    assert [" ".join(e.text_content().split()) for e in page.xpath("//ins")] == ["[neu:] ganz neu"]


def test_equal_profiles_are_said_to_be_equal(client):
    page = compared(client, make_profile(), make_profile())

    assert "Kein Unterschied im Inhalt" in page.text_content()


def test_without_a_partner_the_comparison_leads_back(client):
    profile = make_profile()
    url = reverse("profiles:profile_compare", args=[profile.pk])

    for query in ({}, {"mit": "999999"}, {"mit": profile.pk}):
        assert client.get(url, query).url == reverse("profiles:profile_detail", args=[profile.pk])


def test_the_page_of_a_profile_names_its_versions_and_their_reasons(client):
    first = make_frozen_profile()
    create_new_version(profile=first, reason="neue Aufgabe", actor=None)

    content = client.get(reverse("profiles:profile_detail", args=[first.pk])).content.decode()

    assert "neue Aufgabe" in content
    assert "Fassungen 1 und 2 vergleichen" in content


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_takes_the_same_number_of_queries_whatever_its_length(client, count, django_assert_num_queries):
    for _ in range(count):
        make_posting(status="draft")

    with django_assert_num_queries(6):
        assert client.get(reverse("profiles:profile_list")).status_code == 200


def test_the_list_is_searched_by_title_and_comes_in_pages(client, monkeypatch):
    monkeypatch.setattr(reading, "ROWS_PER_PAGE", 2)
    client.force_login(make_editor())
    for title in ("Archivar", "Baurat", "Chemikerin"):
        make_profile(title=title)

    def page(**query):
        return client.get(reverse("profiles:profile_list"), query).content.decode()

    assert "Chemikerin" not in page()
    assert "Chemikerin" in page(seite=2)
    assert "Chemikerin" in page(suche="chemik")
    assert "Baurat" not in page(suche="chemik")
    assert "Kein Anforderungsprofil hat einen solchen Titel." in page(suche="gibtesnicht")


@pytest.mark.parametrize("count", [2, 5])
def test_the_page_takes_the_same_number_of_queries_whatever_the_versions(client, count, django_assert_max_num_queries):
    profile = make_frozen_profile()
    for _ in range(count):
        create_new_version(profile=profile, reason="x", actor=None)

    with django_assert_max_num_queries(24):
        assert client.get(reverse("profiles:profile_detail", args=[profile.pk])).status_code == 200


def make_editor():
    return make_user(roles=[AuthorityRoleName.PROFILE_EDITOR])


@pytest.mark.parametrize(("make_person", "is_link"), [(make_hr_officer, True), (make_editor, False)])
def test_a_posting_is_a_link_only_for_those_who_may_open_it(client, make_person, is_link):
    posting = make_posting(status="published")
    client.force_login(make_person())

    page = client.get(reverse("profiles:profile_detail", args=[posting.profile_id])).content.decode()

    assert posting.reference_number in page
    assert (reverse("postings:posting_detail", args=[posting.pk]) in page) is is_link
