import pytest

from tests.factories import make_posting, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/ausschreibungen/{pk}/bewerbungen/?suche=a%00",
        "/ausschreibungen/{pk}/bewerbungen/?a%00=b",
        "/ausschreibungen/?weiter=%00",
        "/stellen/1%00-2025/",
    ],
)
def test_an_address_with_nul_is_a_bad_request_and_no_fault(client, address):
    client.force_login(make_user(roles=["hr_officer"]))

    assert client.get(address.format(pk=make_posting().pk)).status_code in (400, 404)


def test_a_search_without_it_works(client):
    client.force_login(make_user(roles=["hr_officer"]))

    assert client.get(f"/ausschreibungen/{make_posting().pk}/bewerbungen/?suche=%F0%9F%98%80%25_'").status_code == 200
