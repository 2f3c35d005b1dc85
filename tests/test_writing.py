"""Every form x role x step of the procedure: who changes something, and that everybody else changes nothing."""

import json
import logging
import os
from contextlib import suppress
from functools import partial
from pathlib import Path

import pgtrigger
import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.urls import reverse

from postings.participation.enums import Body
from postings.retention.models import ErasureRun, LegalHold
from recruitment.errors import ProcedureError
from tests.factories import (
    PUBLISHED_ON,
    make_appraisal,
    make_conflict,
    make_file,
    make_guide,
    make_hr_officer,
    make_interview,
    make_member,
    make_requirement,
    make_user,
)
from tests.permission_matrix import MATRIX
from tests.postings.files.building import pdf_of
from tests.postings.intake.lists import SILENT, reviewed
from tests.postings.notices.building import make_run
from tests.postings.participation.building import make_matter
from tests.test_permissions import _report, kept_scene
from tests.test_states import BUILD
from tests.writing import Watch, filled, light_client
from tests.writing_matrix import COLUMNS, LETTERS, OF_THE_HOUSE, SECOND_PERSON, WRITE_MATRIX

pytestmark = pytest.mark.django_db

LETTER = {role: letter for letter, role in LETTERS.items()} | {"outsider": "!"}
INSIDE = tuple(role for letter, role in LETTERS.items() if letter not in "RV")
# Leads each to the own place; the only question of a guide stays where it is; all letters are made, so none is left.
WITHOUT_WORDS = {"postings:start", "interviews:question_move", "notices:run_continue"}
# Names in the table of permissions that stand for one thing of the scene here.
SAME = {
    "posting": ("blind_posting", "draft_posting", "calm_posting", "undeclared_posting", "compared", "decided_posting",
                "aborted_posting"),
    "application": ("received_application", "proposed_refusal", "other", "discussed", "recorded"),
    "open_round": ("closed_round", "guided_round"),
    "file": ("consent_file", "waiting_file"),
    "appraisal": ("withdrawn_appraisal",),
    "open_list": ("accepted_list",),
    "disability_matter": ("womens_matter", "council_matter"),
    "report": ("guide_report", "memo_report", "rating_report", "extract_report", "overview_report",
               "statistics_report"),
}  # fmt: skip
ADDRESSES = sorted(
    {
        (
            name,
            tuple(
                next((one for one, others in SAME.items() if argument in others), argument) for argument in arguments
            ),
        )
        for _method, name, arguments, _expected in MATRIX
        if name.split(":")[0] not in OF_THE_HOUSE
    }
)


def _things(posting):
    """What a procedure can hold at its step; what cannot be made any more is missing."""
    application = posting.applications.order_by("pk").first()
    makers = {
        "posting": lambda: posting.pk,
        "application": lambda: application.pk,
        "open_round": lambda: posting.plan.rounds.get().pk,
        "observed": lambda: posting.profile.criteria.first().pk,
        "discussed_criterion": lambda: posting.profile.criteria.first().pk,
        "file": lambda: make_file(application, content=pdf_of()).pk,
        "need": lambda: _need(posting),
        "letter": lambda: _letter(application),
        "appraisal": lambda: make_appraisal(application).pk,
        "exemption": lambda: make_conflict(application, make_member(posting, role="deputy")).pk,
        "assessor": lambda: posting.memberships.filter(role="assessor").first().user_id,
        "hold": lambda: LegalHold.objects.create(posting=posting, reason="Prüfung", set_by=make_hr_officer()).pk,
        "erasure_run": lambda: (
            ErasureRun.objects.create(posting=posting, due_on=PUBLISHED_ON, proposed_by=make_hr_officer()).pk
        ),
        "open_list": lambda: reviewed(posting, SILENT).pk,
        "disability_matter": lambda: make_matter(posting, Body.WOMENS_REP).pk,
        "guide_question": lambda: make_guide(posting.plan.rounds.get(), questions=1).questions.get().pk,
        "interview": lambda: make_interview(application, posting.plan.rounds.get()).pk,
        "decision": lambda: posting.decisions.first().pk,
        "notice_run": lambda: make_run(posting).pk,
        "sent_notice": lambda: posting.notice_runs.first().notices.first().pk,
        "report": lambda: _report(posting).pk,
    }
    found = {"round": 1, "block": 1, "ladder_step": "formal", "competitor": "competitor", "body": "womens_rep",
             "rating_sheets": "rating_sheets", "formal_sheet": "formal_sheet"}  # fmt: skip
    for name, make in makers.items():
        with (
            suppress(DatabaseError, ProcedureError, ObjectDoesNotExist, AttributeError, ValueError),
            transaction.atomic(),
        ):
            found[name] = make()
    for name, others in SAME.items():
        if name in found:
            found |= dict.fromkeys(others, found[name])
    return found


def _need(posting):
    with pgtrigger.ignore("files.DocumentRequirement:documentrequirement_stands_after_decision"):  # asked for before
        return make_requirement(posting, "cv").need


def _letter(application):
    from postings.files.models import DocumentRequest

    return DocumentRequest.objects.create(
        application=application, number=1, needs=["cv"], dated_on="2025-08-18", due_on="2025-09-01", content=b"",
        sha256="e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ).pk  # fmt: skip


def _build(state):
    posting = BUILD[state]()
    people = {
        "hr": make_hr_officer(),
        "representation": make_user(roles=["disability_rep", "womens_rep", "staff_council"]),
        "admin": make_user(roles=["administrator"]),
        # Whoever may do much elsewhere and nothing here: the chair of another procedure who also writes profiles.
        "outsider": make_member(BUILD["rating"](), role="chair", user=make_user(roles=["profile_editor"])),
    }
    people |= {role: make_member(posting, role=role) for role in INSIDE if role != "hr"}
    things = _things(posting)
    return {"things": things, "clients": {role: light_client(user) for role, user in people.items()}, "watch": Watch()}


@pytest.fixture(scope="module", params=COLUMNS)
def state(request, django_db_setup, django_db_blocker, tmp_path_factory):
    with kept_scene(django_db_blocker, tmp_path_factory.mktemp("writing"), lambda: _build(request.param)) as built:
        yield request.param, built


@pytest.fixture(scope="module")
def takes_forms():
    """Which addresses take a form at all: told by the view at whatever step, so each is asked once."""
    return {}


def _bodies(clients, url):
    """Return who was shown the form, and what this person would send: two ways, for forms with choices."""
    for role in INSIDE:
        with transaction.atomic():
            response = clients[role].get(url)
            transaction.set_rollback(True)
        if response.status_code == 200 and response.get("Content-Type", "").startswith("text/html"):
            bodies = [filled(response.content, url), filled(response.content, url, last=True)]
            if bodies[0]:
                return bodies[:1] if str(bodies[0]) == str(bodies[1]) else bodies
        if response.status_code == 405:
            break
    return [{"save": "1"}]


def _send(scene, role, url, body):
    """Return the status, the tables that hold something else now, and whether there were words; take all of it back."""
    watch = scene["watch"]
    with transaction.atomic():
        for value in body.values():
            if hasattr(value, "seek"):
                value.seek(0)
        response = scene["clients"][role].post(url, body)
        changed = watch.changed() if response.status_code < 500 else set()
        words = response.status_code != 302 or bool(list(get_messages(response.wsgi_request)))
        transaction.set_rollback(True)
    return response.status_code, changed, words


def _refused(_request, exception=None, *, status):
    return HttpResponse(status=status)


@pytest.fixture
def _light(settings, monkeypatch):
    """Some thousand requests without what nobody looks at here: logs, limits, the pages of refusals and of PDFs."""
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    settings.USE_LIMITS = dict.fromkeys(settings.USE_LIMITS, 1_000_000)
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    for status in (403, 404):
        refuse = partial(_refused, status=status)
        monkeypatch.setattr(f"recruitment.urls.handler{status}", refuse, raising=False)
    document = pdf_of("Dokument")
    monkeypatch.setattr("recruitment.pdf._write", lambda *_arguments: (document, []))


@pytest.mark.usefixtures("_light")
def test_forms_change_only_what_the_table_grants(state, settings, takes_forms):
    name, scene = state
    settings.APPLICATION_FILES_DIR = scene["files"]
    seen, wrong, reached = {}, [], set()
    for address, arguments in ADDRESSES:
        if not set(arguments) <= set(scene["things"]):
            continue
        url = reverse(address, args=[scene["things"][argument] for argument in arguments])
        if address not in takes_forms:
            takes_forms[address] = _send(scene, "outsider", url, {"save": "1"})[0] != 405
        if not takes_forms[address]:
            continue
        reached.add(address)
        bodies, letters = _bodies(scene["clients"], url), ""
        for role in LETTER:
            for body in bodies:
                status, changed, words = _send(scene, role, url, body)
                if status >= 500:
                    wrong.append((address, role, status))
                if not changed and not words and role in INSIDE and address not in WITHOUT_WORDS:
                    wrong.append((address, role, status, "refused without a word"))
                if changed:
                    letters += LETTER[role]
                if changed or status in (403, 404, 405):
                    break
        if letters:
            both = seen.get(address, "") + letters
            seen[address] = "".join(letter for letter in LETTER.values() if letter in both)
    if folder := os.environ.get("WRITING_SEEN"):  # for whoever writes the table: what is, to be judged
        found = {"seen": seen, "wrong": wrong, "reached": sorted(reached), "things": sorted(scene["things"])}
        Path(folder, f"{name}.json").write_text(json.dumps(found))

    column = COLUMNS.index(name)
    expected = {address: cells.split()[column] for address, cells in WRITE_MATRIX.items()}
    assert wrong == []
    assert seen == {address: letters for address, letters in expected.items() if letters != "-"}


def test_who_is_outside_changes_nothing_by_the_table_itself():
    """But that an administrator may be the second person of an erasure, who sees numbers only."""
    letters = {address: set("".join(cells.split())) for address, cells in WRITE_MATRIX.items()}
    assert {address for address, found in letters.items() if "!" in found} == set()
    assert {address for address, found in letters.items() if "V" in found} <= SECOND_PERSON
    assert {address for address, found in letters.items() if "O" in found} == set()
