"""Every form of the house against what no honest browser sends; and no form is missing from this."""

import importlib
import logging
import os
import pkgutil
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django import forms
from django.db import connection, transaction
from django.forms.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

import postings
import profiles
import recruitment
from tests.permission_matrix import MATRIX
from tests.test_permissions import build_scene, kept_scene
from tests.writing import NOT_OF_THE_PROCEDURE, client_of, filled

pytestmark = pytest.mark.django_db

ADDRESSES = sorted({(name, arguments) for _method, name, arguments, _expected in MATRIX})
ROLES = ("hr_officer", "chair", "assessor_owing", "decider", "minute_taker", "administrator", "disability_rep",
         "womens_rep")  # fmt: skip
URLENCODED = "application/x-www-form-urlencoded"
# One kind of malice a row, as bytes in the body: everything a field may hold on the way in.
NASTY = {
    "nothing": b"",
    "NUL": b"a%00b",
    "surrogate": b"%ED%A0%80",
    "broken UTF-8": b"%FF%FE",
    "right to left": quote("\u202egpj.exe\u2066").encode(),
    "very long": b"x" * 60_000,
    "huge number": b"9" * 4_500,
    "just too big": b"9223372036854775808",
    "negative": b"-2147483649",
    "no number": b"NaN",
    "fraction": b"1e400",
    "foreign digits": quote("１２٣").encode(),
    "no such day": b"2026-02-31",
    "day out of range": b"9999-12-31",
    "first of all days": b"0001-01-01",
    "a moment out of range": b"0001-01-01T00:00",
    "list": b"[]",
    "markup": quote("<script>alert(1)</script>").encode(),
    "two lines": b"a%0D%0ABcc%3A+x%40example.org",
}
EXAMPLES = int(os.environ.get("FORM_EXAMPLES", "2"))
# Reached otherwise, with the test that does.
ELSEWHERE = {
    "LoginForm": "recruitment/access/test_lockout.py",
    "SendAgainForm": "recruitment/access/test_sessions.py",
}


def _forms(base: type) -> Iterator[type]:
    for one in base.__subclasses__():
        if one.__module__.split(".")[0] in ("postings", "profiles", "recruitment"):
            yield one
        yield from _forms(one)


def _all_forms() -> set[type]:
    for package in (postings, profiles, recruitment):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.rsplit(".", 1)[-1].endswith(("forms", "views", "admin")):
                importlib.import_module(module.name)
    return {*_forms(BaseForm), *_forms(BaseFormSet)}


@pytest.fixture(scope="module")
def scenes(django_db_setup, django_db_blocker, tmp_path_factory):
    """Ours and a stranger procedure; bound form classes are noted for the whole module."""

    def both():
        ours, theirs = build_scene(), build_scene()
        clients = {role: client_of(ours["people"][role]) for role in ROLES}
        return {"ours": ours, "theirs": theirs, "clients": clients, "foreign": Foreign(theirs)}

    with kept_scene(django_db_blocker, tmp_path_factory.mktemp("forms"), both) as built:
        yield built


@pytest.fixture(autouse=True)
def _surroundings(settings, scenes, monkeypatch):
    settings.APPLICATION_FILES_DIR = scenes["files"]
    settings.USE_LIMITS = dict.fromkeys(settings.USE_LIMITS, 1_000_000)
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)


class Foreign:
    """Whether anything of another procedure was written, or anything that points into it."""

    TABLES = {"postings_posting": "posting", "applications_application": "application"}

    def __init__(self, scene: dict) -> None:
        self._ids = {"postings_posting": [], "applications_application": []}
        with connection.cursor() as cursor:
            keys = ("posting", "compared", "decided_posting", "undeclared_posting", "calm_posting", "draft_posting")
            self._ids["postings_posting"] = [scene[key] for key in keys]
            cursor.execute(
                "SELECT id FROM applications_application WHERE posting_id = ANY(%s)", [self._ids["postings_posting"]]
            )
            self._ids["applications_application"] = [row[0] for row in cursor.fetchall()]
            cursor.execute(
                """SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text FROM pg_constraint c
                JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
                WHERE c.contype = 'f' AND c.confrelid::regclass::text = ANY(%s)""",
                [list(self._ids)],
            )
            self._columns: dict[str, list[tuple[str, str]]] = {table: [("id", table)] for table in self._ids}
            for table, column, target in cursor.fetchall():
                self._columns.setdefault(table, []).append((column, target))
            self._before = {table: self._sum(cursor, table) for table in self._columns}

    def touched(self, before: dict[str, int]) -> set[str]:
        with connection.cursor() as cursor:
            moved = {table for table, count in moves().items() if before.get(table) != count} - NOT_OF_THE_PROCEDURE
            return {table for table in moved & set(self._columns) if self._sum(cursor, table) != self._before[table]}

    def _sum(self, cursor, table: str) -> str:
        where = " OR ".join(f'"{column}" = ANY(%s)' for column, _target in self._columns[table])
        ids = [self._ids[target] for _column, target in self._columns[table]]
        total = "md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), ''))"
        cursor.execute(f'SELECT {total} FROM "{table}" t WHERE {where}', ids)
        return cursor.fetchone()[0]


def moves() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return dict(cursor.fetchall())


def _page(scenes, url):
    """Return the first person who is shown a form that goes to ``url``, its fields, and a well-formed body."""
    for role in ROLES:
        with transaction.atomic():
            response = scenes["clients"][role].get(url)
            transaction.set_rollback(True)
        if response.status_code == 200 and response.get("Content-Type", "").startswith("text/html"):
            fields = html.fromstring(response.content).xpath("//form[@method='post']//@name")
            names = sorted({str(field) for field in fields} - {"csrfmiddlewaretoken"})
            if names:
                return role, names, filled(response.content, url)
    return None, ["reason", "save"], {"save": "1"}


def _sent(scenes, role, url, body, **how):
    foreign, before = scenes["foreign"], moves()
    with transaction.atomic():
        status = scenes["clients"][role].post(url, body, **how).status_code
        touched = foreign.touched(before) if status < 500 else set()
        transaction.set_rollback(True)
    return status, touched


def test_every_form_answers_every_malice_in_words(scenes, monkeypatch):
    """Each kind in every field at once, in the first field only, and the well-formed body with an id of theirs."""
    reached, wrong = set(), []
    for base in (BaseForm, BaseFormSet):
        clean = base.full_clean
        monkeypatch.setattr(
            base,
            "full_clean",
            lambda self, clean=clean: (self.is_bound and reached.update(type(self).__mro__), clean(self))[1],
        )
    ours, theirs = scenes["ours"], scenes["theirs"]
    strangers = {str(ours[key]): str(theirs[key]) for key in ours if isinstance(ours[key], int) and ours[key] > 5}
    for name, arguments in ADDRESSES:
        url = reverse(name, args=[ours[argument] for argument in arguments])
        found, fields, body = _page(scenes, url)
        for role in [found] if found else ["hr_officer"]:
            status, touched = _sent(scenes, role, url, body)
            if status == 405:
                break
            if status >= 500 or touched:
                wrong.append((name, "well-formed", status, sorted(touched)))
            for kind, value in NASTY.items():
                raw = b"&".join(quote(field).encode() + b"=" + value for field in fields if field != "save")
                status, touched = _sent(scenes, role, url, raw + b"&save=1", content_type=URLENCODED)
                if status >= 500 or touched:
                    wrong.append((name, kind, status, sorted(touched)))
            # Every id of ours that the form holds becomes the same thing of the stranger, one field at a time.
            for field, value in body.items():
                if isinstance(value, str) and value in strangers:
                    status, touched = _sent(scenes, role, url, body | {field: strangers[value]})
                    if status >= 500 or touched:
                        wrong.append((name, f"their {field}", status, sorted(touched)))
                if isinstance(value, str):
                    break_up = body | {field: [value, value, ""]}
                    if _sent(scenes, role, url, break_up)[0] >= 500:
                        wrong.append((name, f"{field} three times"))
                        break
    assert wrong == []
    missing = {one.__name__ for one in _all_forms() if one not in reached and not one.__subclasses__()}
    assert missing - set(ELSEWHERE) == set()


@pytest.mark.parametrize("field", [forms.CharField, forms.SlugField, forms.URLField])
def test_a_field_refuses_nul_itself(field):
    with pytest.raises(forms.ValidationError):
        field().clean("a\0b")


@settings(max_examples=EXAMPLES * 40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_mixed_malice_in_any_form(scenes, data):
    name, arguments = data.draw(st.sampled_from(ADDRESSES))
    url = reverse(name, args=[scenes["ours"][argument] for argument in arguments])
    role, fields, _body = _page(scenes, url)
    parts = data.draw(st.lists(st.tuples(st.sampled_from(fields), st.sampled_from(list(NASTY.values()))), max_size=12))
    raw = b"&".join(quote(field).encode() + b"=" + value for field, value in parts)

    status, touched = _sent(scenes, role or "hr_officer", url, raw, content_type=URLENCODED)

    assert status < 500
    assert touched == set()
