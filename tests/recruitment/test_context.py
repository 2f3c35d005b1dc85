from django.urls import reverse


def test_the_head_of_a_page_names_the_authority_of_the_setting(client, settings):
    settings.AUTHORITY_NAME = "Bezirksamt Musterstadt"

    response = client.get(reverse("accounts:login"))

    assert response.status_code == 200
    assert "Bezirksamt Musterstadt" in response.content.decode()
