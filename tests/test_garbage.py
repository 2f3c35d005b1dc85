"""Garbage in every form of the house: refused in words or ignored, never a fault of the server."""

import random

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from tests.permission_matrix import MATRIX
from tests.test_permissions import _files_of_the_scene, become, scene  # noqa: F401 - the kept scene of the table

pytestmark = pytest.mark.django_db

FORMS = sorted({(name, arguments) for method, name, arguments, _expected in MATRIX if not name.startswith("admin:")})
ROLES = ("hr_officer", "chair", "assessor_owing", "decider")
NASTY = (
    "", "\x00", "-1", "0", "99999999999999999999", "1e400", "NaN", "½", "２", "\u202e", "<script>", "'\"--", "%s{0}",
    "2026-02-31", "x" * 20_000,
)  # fmt: skip
VALUES = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def _fields(response) -> list[str]:
    if response.status_code != 200 or not response.get("Content-Type", "").startswith("text/html"):
        return []
    tree = html.fromstring(response.content)
    return sorted({str(name) for name in tree.xpath("//main//form[@method='post']//@name")} - {"csrfmiddlewaretoken"})


@pytest.mark.parametrize(("name", "arguments"), FORMS, ids=lambda value: value if isinstance(value, str) else "")
def test_no_form_fails_over_garbage(client, scene, name, arguments):  # noqa: F811
    url = reverse(name, args=[scene[argument] for argument in arguments])
    fields, posted = [], {name for method, name, _arguments, _expected in MATRIX if method == "post"}
    client.raise_request_exception = False
    for role in ROLES:
        become(client, scene, role)
        if fields := _fields(client.get(url)):
            break
    assert client.get(url, {"seite": "-1", "next": "１", "suche": "%'"}).status_code < 500
    if not fields and name not in posted:
        return

    @settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
    @given(seed=st.integers(0, 2**32), values=st.lists(VALUES, min_size=6, max_size=6))
    def send(seed, values):
        chance = random.Random(seed)
        data = {field: chance.choice(values) for field in fields or ["reason", "save"] if chance.random() < 0.9}
        with transaction.atomic():
            assert client.post(url, data).status_code < 500, data
            transaction.set_rollback(True)

    send()
