"""Every form class of the house against generated input; which classes there are is found out, not written down.

Each page of the permission matrix is opened once, and every form that a view makes is noted with what it was made from.
Then the same form is made again and again with other data: sensible values for some fields, anything at all for the
others. A class that no page makes has a maker below; one that has neither fails the test.
"""

import copy
import importlib
import json
import logging
import os
import pkgutil
import re
import time
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.forms.forms import BaseForm, DeclarativeFieldsMetaclass
from django.http import HttpRequest, QueryDict
from django.test import RequestFactory, override_settings
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import postings
import profiles
import recruitment
from postings.applications.merging_forms import MergeForm
from postings.applications.models import Application
from postings.assessment.forms import CellForm
from postings.notices.forms import AppointmentForm
from postings.overview.forms import LatenessOfManyForm, RequestOfManyForm
from recruitment.access.forms import LoginForm, SendAgainForm
from recruitment.accounts.models import User
from tests.permission_matrix import MATRIX
from tests.postings.files.building import pdf_of
from tests.test_permissions import _files_of_the_scene, scene  # noqa: F401 - the kept scene of the table
from tests.writing import light_client

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:Generating overly large repr")]

OWN = ("postings", "profiles", "recruitment")
ADDRESSES = sorted({(name, arguments) for _method, name, arguments, _expected in MATRIX})
ROLES = ("hr_officer", "chair", "assessor_owing", "decider", "minute_taker", "administrator", "disability_rep")
EXAMPLES = 20
PHASES = (Phase.explicit, Phase.generate)  # shrinking would cost more than it tells
LONGEST_TEXT = 100_000
QUOTED = re.compile(r"[„“\"'].*?[“”\"']", re.S)  # what the person typed may be in any language
SECONDS = 1.0  # of CPU for one form, whatever is sent
NASTY = (
    "", " ", "\x00", "a\x00b", "\u202egpj.exe", "\ufeff", "x" * 60_000, "ß" * 5_001, "9" * 5_000, "9" * 19,
    "2147483648", "-2147483649", "-1", "0", "1e400", "NaN", "-Infinity", "½", "１２３", "1_000", "0x10", "2026-02-31",
    "9999-12-31", "0001-01-01", "31.12.26", "9999-12-31T23:59", "0001-01-01T00:00", "24:00", "[]", "{}", "null",
    "[" * 3_000, '{"a": [{"b": "\\ud800"}]}', "<script>alert(1)</script>", "'\"--", "%s{0}", "a\r\nBcc: x@example.org",
    "on", "true", "None", "__all__", "person@example.org", "a@" + "b" * 300 + ".example", "../../etc/passwd",
)  # fmt: skip
DAYS = ("0001-01-01", "9999-12-31", "1899-12-31", "0202-08-18", "20255-01-01", "2026-02-31", "18.08.25", "0")
NUMBERS = ("-1", "0", "32768", "2147483648", "-2147483649", "9" * 19, "9" * 5_000, "1.5", "1,5", "１２３", "NaN")
# What reaches a field is what the server made of UTF-8: no half of a surrogate pair.
TEXTS = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
# What Django and Python say in English when nobody has said it in German.
ENGLISH = re.compile(r"\b(the|this|that|value|must|enter|select|ensure|invalid|required|field|with|error)\b", re.I)


def own_form_classes() -> set[type[BaseForm]]:
    """Return every form class of the house, whichever module it stands in."""
    for package in (postings, profiles, recruitment):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not re.search(r"\.(migrations|management|tests)\b", module.name):
                importlib.import_module(module.name)
    return set(_below(BaseForm))


def _below(base: type) -> Iterator[type]:
    for one in base.__subclasses__():
        if one.__module__.split(".")[0] in OWN and one.__module__ != "recruitment.styleguide":
            yield one
        yield from _below(one)


def _own(cls: type) -> type | None:
    """Return the class of the house that ``cls`` is or was made from, as the admin site does."""
    return next((one for one in cls.__mro__ if one.__module__.split(".")[0] in OWN and issubclass(one, BaseForm)), None)


def _makers(found: dict, scene: dict) -> dict[type, tuple]:  # noqa: F811
    """Return how those are made that no page of the scene makes: the class, its arguments."""
    applications = list(Application.objects.filter(posting_id=scene["posting"])[:2])
    request = RequestFactory().post("/")
    request.session, request.user = {}, AnonymousUser()
    makers = {
        AppointmentForm: ((), {"applications": applications, "cancel_url": "/"}),
        CellForm: ((), {}),
        LatenessOfManyForm: ((), {"cancel_url": "/"}),
        LoginForm: ((request,), {}),
        MergeForm: ((), {"first": applications[0], "second": applications[1], "cancel_url": "/"}),
        RequestOfManyForm: ((), {"cancel_url": "/"}),
        SendAgainForm: ((request,), {}),
    }
    return {cls: (cls, *arguments) for cls, arguments in makers.items() if cls not in found}


@pytest.fixture(scope="module")
def made(scene, django_db_blocker):  # noqa: F811
    """Return for each class of the house how the pages make it: the class and its arguments, the first time."""
    found: dict[type, tuple] = {}

    def call(cls, *args, **kwargs):
        if own := _own(cls):
            found.setdefault(own, (cls, args, kwargs))
        return type.__call__(cls, *args, **kwargs)

    document = pdf_of("Dokument")
    patch = pytest.MonkeyPatch()
    with (
        patch.context() as patched,
        django_db_blocker.unblock(),
        override_settings(APPLICATION_FILES_DIR=scene["files"]),
    ):
        patched.setattr(DeclarativeFieldsMetaclass, "__call__", call, raising=False)
        patched.setattr("recruitment.pdf._write", lambda *_arguments: (document, []))
        patched.setattr(logging.getLogger("django.request"), "disabled", True)
        clients = {role: light_client(scene["people"][role]) for role in ROLES}
        for name, arguments in ADDRESSES:
            url = reverse(name, args=[scene[argument] for argument in arguments])
            for role in ("administrator", "hr_officer") if name.startswith("admin:") else ROLES:
                with transaction.atomic():
                    status = clients[role].post(url, {"save": "1"}).status_code
                    if status in (200, 302, 405):  # what is asked first, or only read
                        clients[role].get(url)
                    transaction.set_rollback(True)
                if status not in (302, 403, 404):
                    break
    return found | _makers(found, scene)


def test_each_form_class_is_reached(made):
    # A class that others build on is reached with one of them.
    missing = {one for one in own_form_classes() if not any(issubclass(cls, one) for cls in made)}

    assert sorted(f"{one.__module__}.{one.__name__}" for one in missing) == []
    assert len(made) > 80


def _again(making: tuple, data: QueryDict, files: MultiValueDict) -> BaseForm:
    """Make the form anew, bound to other data; what it was made from stays as it was."""
    cls, args, kwargs = making
    first = [one for one in args[:1] if isinstance(one, HttpRequest | AnonymousUser | User)]  # forms of an account
    kwargs = {name: value for name, value in kwargs.items() if name not in ("data", "files")}
    if "instance" in kwargs:
        kwargs["instance"] = copy.copy(kwargs["instance"])
    if files:
        kwargs["files"] = files
    return cls(*first, data=data, **kwargs)


def _sensible(name: str, field: forms.Field) -> list[str]:
    """Return values of a field as an honest person sends them."""
    if isinstance(field, forms.ModelChoiceField):
        return [str(field.prepare_value(one)) for one in field.queryset[:2]]
    if isinstance(field, forms.ChoiceField):
        flat = [str(key) for key, label in field.choices if not isinstance(label, list | tuple)]
        flat += [str(key) for _group, inner in field.choices if isinstance(inner, list | tuple) for key, _ in inner]
        return [key for key in flat if key]
    if isinstance(field, forms.DateTimeField):
        return ["2026-10-05T10:00"]
    if isinstance(field, forms.DateField):
        return ["2026-10-05", "2025-08-18"]
    if isinstance(field, forms.TimeField):
        return ["10:00"]
    if isinstance(field, forms.IntegerField):
        return [str(field.min_value or 1), str(field.max_value or 3)]
    if isinstance(field, forms.EmailField):
        return ["person@example.org"]
    if isinstance(field, forms.BooleanField):
        return ["on"]
    return ["Das Bild der Leistungen spricht nach den Unterlagen dafür.", "Muster"]


def _anything(field: forms.Field) -> st.SearchStrategy[str]:
    """Return what a field may meet, most often what is nearly of its kind."""
    if isinstance(field, forms.DateField | forms.DateTimeField):
        return st.sampled_from(DAYS) | TEXTS
    if isinstance(field, forms.IntegerField | forms.ModelChoiceField):
        return st.sampled_from(NUMBERS) | TEXTS
    return TEXTS


@st.composite
def inputs(draw, form: BaseForm) -> tuple[QueryDict, MultiValueDict]:
    """Return what is sent to ``form``: most fields sensible, some with anything, some missing, some several times."""
    data, files = QueryDict(mutable=True), MultiValueDict()
    names = list(form.fields)
    share = draw(st.sampled_from((0, 1, 1, 3, len(names))))
    spoilt = set(draw(st.lists(st.sampled_from(names), max_size=share, min_size=min(share, 1)))) if names else set()
    if share == len(names):
        spoilt = set(names)
    for name, field in form.fields.items():
        sent = form.add_prefix(name)
        if isinstance(field, forms.FileField):
            content = draw(
                st.sampled_from((b"", b"%PDF-1.7", b"PK\x03\x04", b"\x00" * 1_000, b"<svg/>", b"Name;Vorname"))
            )
            kind = draw(st.sampled_from(("application/pdf", "text/plain", "", "x/y" * 90)))
            title = draw(st.sampled_from(("a.pdf", "b" * 300 + ".pdf", "\u202efdp.exe", "c.xlsx", "d.csv", "\x00")))
            files.setlist(sent, [SimpleUploadedFile(title or "x", content, content_type=kind)])
            if name in spoilt:
                data[sent] = draw(TEXTS)
                files.pop(sent)
            continue
        sensible = _sensible(name, field)
        values = [draw(st.sampled_from(sensible))] if sensible else []
        if name in spoilt:
            values = draw(st.lists(_anything(field), max_size=3))
            if len("".join(values)) < 100 and draw(st.sampled_from((False,) * 15 + (True,))):
                values = values * 2_000
        parts = getattr(field.widget, "widgets_names", [""])
        for part in parts:
            data.setlist(sent + part, values)
    if draw(st.booleans()):
        data.setlist(draw(st.sampled_from(("known", "save", "version", "ids", "assessor", "criterion"))), [draw(TEXTS)])
    return data, files


def _faults(field: forms.Field, value: object) -> str:
    """Say in which way a cleaned value is not what its field declares; empty when it is."""
    if value in field.empty_values:
        return "empty" if field.required and not isinstance(field, forms.BooleanField) else ""
    match value:
        case str():
            if "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
                return "a sign that no database holds"
            if (limit := getattr(field, "max_length", None)) is not None and len(value) > limit:
                return "too long"
            if limit is None and type(field) is forms.CharField and len(value) > LONGEST_TEXT:
                return "as long as one likes"
        case bool():
            return ""
        case int():
            least, most = getattr(field, "min_value", None), getattr(field, "max_value", None)
            if not (-(2**31) if least is None else least) <= value <= (2**31 - 1 if most is None else most):
                return "out of range"
        case Decimal():
            return "" if value.is_finite() else "not finite"
        case datetime() | date():
            if not 1900 <= value.year <= 2200:
                return "not a day of anybody's procedure"
        case models.Model():
            return "" if field.queryset.filter(pk=value.pk).exists() else "not among those offered"
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        chosen = value if isinstance(value, list | set | tuple) else [value]
        if not all(field.valid_value(one.value if hasattr(one, "value") else one) for one in chosen):
            return "not among those offered"
    return ""


def _check(making: tuple, data: QueryDict, files: MultiValueDict, *, shows: bool = False) -> bool:
    began = time.process_time()
    with transaction.atomic():
        form = _again(making, data, files)
        is_valid = form.is_valid()
        if shows and getattr(form, "helper", None) is not None:
            assert render_crispy_form(form)
        transaction.set_rollback(True)
    assert time.process_time() - began < SECONDS, "too slow"
    if not is_valid:
        assert form.errors, "refused without a word"
    for name, messages in form.errors.items():
        assert name == "__all__" or name in form.fields
        for message in messages:
            assert str(message).strip(), f"{name}: an empty message"
            assert not ENGLISH.search(QUOTED.sub("", str(message))), f"{name}: {message}"
    for name, value in form.cleaned_data.items():
        if name in form.fields and name not in form.errors:
            fault = _faults(form.fields[name], value)
            assert not fault, f"{name}: {fault}: {str(value)[:80]!r}"
    return is_valid


def _withstands(making: tuple) -> None:
    shown = iter((True, False))

    @settings(max_examples=EXAMPLES, database=None, suppress_health_check=list(HealthCheck), phases=PHASES)
    @given(sent=inputs(making[0](*making[1], **making[2])))
    def withstands(sent):
        _check(making, *sent, shows=next(shown, False))

    withstands()


def test_each_form_withstands_anything(made):
    """Never an exception; a refusal in German; cleaned values within what their fields declare; in bounded time."""
    wrong = {}
    for own, making in made.items():
        try:
            _withstands(making)
        except Exception as error:  # every class is asked, so that one run tells all
            wrong[f"{own.__module__}.{own.__name__}"] = f"{type(error).__name__}: {str(error)[:300]}"
    if folder := os.environ.get("FORMS_SEEN"):
        Path(folder, "forms.json").write_text(json.dumps(wrong, indent=1))
    assert wrong == {}
