"""Links on the page of a posting lead only where the person may go."""

import pytest
from django.urls import reverse

from tests.factories import make_hr_officer, make_member, make_posting, make_ranked

pytestmark = pytest.mark.django_db
LATER = ("selection:ranking", "documents:report_list", "decision:overview", "decision:memo")


def page_of(client, posting, person):
    client.force_login(person)
    page = client.get(reverse("postings:posting_detail", args=[posting.pk])).content.decode()
    return page, [name for name in LATER if f'"{reverse(name, args=[posting.pk])}"' in page]


def test_who_may_not_see_results_yet_reads_when(client):
    posting = make_posting()
    make_ranked(posting, [4, 4, 4], concluded=False)
    owing = make_member(posting)
    observer = make_member(posting, role="observer")

    page, links = page_of(client, posting, observer)
    assert (links, "sobald niemand mehr einen Bewertungsbogen schuldet" in page) == ([], True)
    page, links = page_of(client, posting, owing)
    assert (links, "sobald Sie alle eigenen Bögen abgegeben haben" in page) == ([], True)
    assert page_of(client, posting, make_hr_officer())[1] == list(LATER)


def test_an_observer_follows_every_link_once_nobody_owes_a_sheet(client):
    posting = make_posting()
    make_ranked(posting, [4, 4, 4])
    observer = make_member(posting, role="observer")

    _page, links = page_of(client, posting, observer)

    assert links == list(LATER)
    assert {client.get(reverse(name, args=[posting.pk])).status_code for name in links} == {200}
