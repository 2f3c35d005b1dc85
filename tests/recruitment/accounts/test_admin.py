import pytest
from django.urls import reverse

from recruitment.accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    client.force_login(make_user(roles=["administrator"]))


def test_the_page_of_a_new_account_speaks_german(client, administrator):
    page = client.get(reverse("admin:accounts_user_add")).content.decode()

    assert "Anmeldung mit Passwort" in page
    for foreign in ("Password-based", "Enabled", "Whether the user", "After you"):
        assert foreign not in page


def test_an_account_is_made_with_its_role(client, administrator):
    data = {
        "username": "neu",
        "first_name": "Nele",
        "last_name": "Neumann",
        "function": "",
        "email": "",
        "usable_password": "true",
        "password1": "ein-langes-Wort-77",
        "password2": "ein-langes-Wort-77",
        "roles-TOTAL_FORMS": "1",
        "roles-INITIAL_FORMS": "0",
        "roles-MIN_NUM_FORMS": "0",
        "roles-MAX_NUM_FORMS": "1000",
        "roles-0-role": "hr_officer",
    }

    assert client.post(reverse("admin:accounts_user_add"), data).status_code == 302

    person = User.objects.get(username="neu")
    assert person.is_hr_officer
    assert person.check_password("ein-langes-Wort-77")
