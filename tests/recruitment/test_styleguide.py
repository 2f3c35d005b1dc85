"""The gallery shows everything in both states."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from lxml import html as lxml_html

from recruitment.styleguide import styleguide
from recruitment.templatetags import components


def gallery(query: str) -> lxml_html.HtmlElement:
    request = RequestFactory().get(f"/bausteine/{query}")
    request.user = AnonymousUser()
    return lxml_html.fromstring(styleguide(request).content.decode())


@pytest.mark.parametrize(("query", "summary_count"), [("", 0), ("?fehler", 1)])
def test_gallery_shows_form_with_and_without_errors(query, summary_count):
    page = gallery(query)

    ids = page.xpath("//@id")
    assert len(page.find_class("error-summary")) == summary_count
    assert sorted(ids) == sorted(set(ids))


def test_gallery_uses_every_component():
    source = (settings.BASE_DIR / "templates" / "styleguide.html").read_text(encoding="utf-8")
    form_only = {"required_note"}  # stands in the form pack

    missing = {name for name in components.register.tags if f"{{% {name} " not in source} - form_only

    assert missing == set()
