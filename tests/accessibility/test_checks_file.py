"""The file behind the statement is whole: every page of the house is in it, and it is of these templates."""

import pytest
from django.urls import get_resolver, reverse

from recruitment.accessibility.files import content_sha256, last_checks
from tests.accessibility.documents import kinds
from tests.accessibility.pages import NO_PAGE
from tests.permission_matrix import MATRIX
from tests.test_permissions import _names, scene  # noqa: F401 - the fixture

pytestmark = pytest.mark.django_db
ASKED = ("hr_officer", "administrator", "chair", "decider", "profile_editor", "assessor_owing")


def test_the_file_is_of_these_templates_styles_and_scripts():
    assert content_sha256() == last_checks().content_sha256, "make accessibility"


def test_the_file_tells_a_whole_run():
    run = last_checks()
    assert len(run.pages) > 180
    assert len(run.keyboard) == 7
    assert run.widths == (1280, 320)


def test_an_address_is_checked_or_shows_no_page(client, scene, settings):  # noqa: F811
    """A new page that nobody walked fails here: it answers with HTML and is not in the file."""
    settings.APPLICATION_FILES_DIR = scene["files"]
    checked = {page.name for page in last_checks().pages}
    names = {name for name in _names(get_resolver().url_patterns) if not name.endswith("None")} - checked - set(NO_PAGE)
    rows = {(name, arguments) for _method, name, arguments, _expected in MATRIX if name in names}
    pages = set()
    for role in ASKED:
        client.force_login(scene["people"][role])
        for name, arguments in rows:
            response = client.get(reverse(name, args=[scene[one] for one in arguments]))
            if response.status_code in (200, 422) and response["Content-Type"].startswith("text/html"):
                pages.add(name)

    assert pages == set(), "make accessibility"
    assert names - {name for name, _arguments in rows} == set(), "neither walked nor in NO_PAGE with a reason"


def test_nothing_is_excused_that_is_gone():
    assert set(NO_PAGE) - set(_names(get_resolver().url_patterns)) == set()


def test_every_kind_of_document_is_in_the_file():
    assert {document.name for document in last_checks().documents} == set(kinds())


def test_what_is_refused_is_no_page(client, scene):  # noqa: F811
    """The reasons of Django's addresses hold for whoever comes nearest to them."""
    client.force_login(scene["people"]["administrator"])
    for name in NO_PAGE:
        if name.startswith("admin:") and name.endswith("_delete"):
            assert client.get(reverse(name, args=[1])).status_code in (302, 403), name
    assert client.get(reverse("admin:login")).status_code == 403
