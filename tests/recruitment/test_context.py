def test_the_head_of_a_page_names_the_authority_of_the_setting(client, settings):
    settings.AUTHORITY_NAME = "Bezirksamt Musterstadt"

    assert "Bezirksamt Musterstadt" in client.get("/anmelden/").content.decode()
