"""What holds for every page: the strict Content-Security-Policy, static files that exist, pages with a title."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from lxml import html as lxml_html

TEMPLATES = settings.BASE_DIR / "templates"
WEB_TEMPLATES = sorted(path for path in TEMPLATES.rglob("*.html") if "reports" not in path.relative_to(TEMPLATES).parts)
FORBIDDEN = {
    "style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    # Structured data for search engines are a data block: no browser runs it, and the policy does not concern it.
    "inline script": re.compile(
        r"""<script(?![^>]*\ssrc=)(?! type="application/ld\+json">\{\{ structured_data \}\}</script>)""", re.IGNORECASE
    ),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "foreign address": re.compile(r"""(?:src|href)=["'](?:https?:)?//""", re.IGNORECASE),
}


def name_of(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


@pytest.mark.parametrize("path", WEB_TEMPLATES, ids=name_of)
def test_template_respects_the_content_security_policy(path):
    source = path.read_text(encoding="utf-8")

    assert [reason for reason, pattern in FORBIDDEN.items() if pattern.search(source)] == []


@pytest.mark.parametrize("path", WEB_TEMPLATES, ids=name_of)
def test_template_compiles_and_names_only_static_files_that_exist(path):
    source = path.read_text(encoding="utf-8")
    names = re.findall(r"""\{% static ['"]([^'"]+)['"] %\}""", source)
    names += re.findall(r"""["']/static/([^"']+)["']""", source)

    get_template(name_of(path))

    assert [name for name in names if finders.find(name) is None] == []


# Pages of Django's administration get their title from there.
OWN_PAGES = [path for path in WEB_TEMPLATES if re.match(r'\{% extends "(?!admin/)', path.read_text("utf-8"))]


@pytest.mark.parametrize("path", OWN_PAGES, ids=name_of)
def test_page_has_a_title(path):
    assert re.search(r"\{% block title %\}\s*\S", path.read_text(encoding="utf-8")) is not None


@pytest.mark.parametrize("sheet", ["kern/fonts/fira-sans.css", "kern/kern.min.css", "css/app.css"])
def test_style_sheet_fetches_only_files_that_exist(sheet):
    path = Path(finders.find(sheet))
    addresses = re.findall(r"""url\(\s*["']?([^"')\s]+)""", path.read_text(encoding="utf-8"))

    assert [a for a in addresses if not a.startswith(("data:", "#", "%23")) and not (path.parent / a).exists()] == []


@pytest.mark.parametrize("name", ["403.html", "404.html"])
def test_refusal_page_keeps_the_frame_of_the_application(rf, name):
    request = rf.get("/")
    request.user = AnonymousUser()

    page = lxml_html.fromstring(get_template(name).render({}, request))

    assert (len(page.xpath("//main//h1")), page.xpath("//a[@class='skip-link']/@href")) == (1, ["#inhalt"])


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html", "503.html"])
def test_page_for_a_broken_moment_needs_no_request(name):
    page = lxml_html.fromstring(get_template(name).render())

    assert (page.get("lang"), len(page.xpath("//main//h1"))) == ("de", 1)
