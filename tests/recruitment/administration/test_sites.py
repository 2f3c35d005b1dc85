import pytest
from django.urls import reverse

from tests.factories import make_hr_officer, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["admin:index", "admin:login"])
def test_without_a_session_the_administration_leads_to_the_one_log_in(client, name):
    response = client.get(reverse(name), follow=True)

    assert response.redirect_chain[-1] == ("/konto/anmelden/?next=/verwaltung/", 302)
    assert response.status_code == 200


def test_somebody_without_a_role_is_told_so(client):
    client.force_login(make_user())

    response = client.get(reverse("admin:index"), follow=True)

    assert response.status_code == 403
    assert "Für diese Seite fehlt Ihnen die Berechtigung" in response.content.decode()


def test_an_hr_officer_enters(client):
    client.force_login(make_hr_officer())

    assert client.get(reverse("admin:index")).status_code == 200
