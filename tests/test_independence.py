"""What a colleague does leaves no trace in anything that somebody gets who still owes a sheet (DOMAIN.md R14, I9).

Not in the page, not in a header (length, ETag, date of change), and not in the time an answer takes: the statements
sent to the database are the same ones, so that there is nothing to measure.
"""

import re

import pytest
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from postings.applications.models import Application
from postings.assessment.services import save_sheet, submit_sheet
from postings.models import Posting
from tests.factories import answers_for, declare, make_member
from tests.permission_matrix import MATRIX
from tests.test_permissions import build_scene, kept_scene

pytestmark = pytest.mark.django_db

# What differs between any two answers: the token against forged forms and the nonce of the page.
CHANCE = re.compile(r'(name="csrfmiddlewaretoken" value=|hx-headers=|nonce[-=])"?\S+', re.IGNORECASE)
TIED_TO_ONE_ANSWER = {"Set-Cookie", "Content-Security-Policy", "Expires", "X-Request-ID"}
# Cannot import what is rated (contracts in pyproject.toml), and typesets documents for seconds.
KNOWS_NO_RATING = {"profiles", "drafting", "accounts", "admin", "operations"}
# Documents that carry the moment at which they were written; the same rows are walked as a page and as CSV.
CARRIES_THE_MOMENT = {
    ("overview:overview_export", "pdf"),
    ("overview:overview_export", "xlsx"),
    ("documents:application_files_merged", ""),
    ("documents:guide_pdf", ""),
}


def everything_seen(client, scene):
    """Return what each address answers: status, headers, text, and the statements it took."""
    seen = {}
    for method, name, arguments, _expected in MATRIX:
        kind = arguments[-1] if arguments and arguments[-1] in ("pdf", "xlsx") else ""
        if method != "get" or name.split(":")[0] in KNOWS_NO_RATING or (name, kind) in CARRIES_THE_MOMENT:
            continue
        url = reverse(name, args=[scene[argument] for argument in arguments])
        reset_queries()  # Django keeps the last 9,000 only
        with CaptureQueriesContext(connection) as queries:
            response = client.get(url)
        text = b"".join(response) if response.streaming else response.content
        seen[url] = (
            response.status_code,
            {key: value for key, value in response.headers.items() if key not in TIED_TO_ONE_ANSWER},
            CHANCE.sub("", text.decode(errors="replace")),
            [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries],
        )
    return seen


def differences(before, after):
    """Return per address what is not the same, by name."""
    parts = ("status", "headers", "text", "statements")
    return {
        url: [part for part, one, other in zip(parts, before[url], after[url], strict=True) if one != other]
        for url in before
        if before[url] != after[url]
    }


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker, tmp_path_factory):
    with kept_scene(django_db_blocker, tmp_path_factory.mktemp("scene"), build_scene) as built:
        yield built


@pytest.fixture(autouse=True)
def _files_of_the_scene(settings, scene):
    settings.APPLICATION_FILES_DIR = scene["files"]


@pytest.fixture
def colleague(scene):
    """Another member, impartial towards everybody, with no sheet yet."""
    posting = Posting.objects.get(pk=scene["posting"])
    member = make_member(posting)
    declare(posting, member)
    return member


def rate(scene, colleague, values, version):
    application = Application.objects.get(pk=scene["application"])
    return save_sheet(
        application=application,
        assessor=colleague,
        answers=answers_for(application.posting, values),
        note="ein Eindruck",
        expected_version=version,
        actor=colleague,
    )


def test_nothing_tells_somebody_who_owes_a_sheet_what_a_colleague_does(client, scene, colleague):
    client.force_login(scene["people"]["assessor_owing"])
    client.get(reverse("postings:posting_list"))  # what the first visit of all keeps
    before = everything_seen(client, scene)

    sheet = rate(scene, colleague, [1, 5, 1], 0)
    while_drafting = everything_seen(client, scene)
    submit_sheet(sheet=rate(scene, colleague, [5, 1, 0], sheet.version), actor=colleague)
    after_submission = everything_seen(client, scene)

    assert differences(before, while_drafting) == {}
    assert differences(before, after_submission) == {}


def test_the_comparison_would_notice(client, scene, colleague):
    """The chair sees who owes what: there something must differ."""
    client.force_login(scene["people"]["chair"])
    everything_seen(client, scene)
    before = everything_seen(client, scene)

    submit_sheet(sheet=rate(scene, colleague, [1, 5, 1], 0), actor=colleague)

    progress = reverse("assessment:progress", args=[scene["posting"]])
    assert "text" in differences(before, everything_seen(client, scene))[progress]
