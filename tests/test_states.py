"""Who opens what at which step of the procedure, inside it and outside: one kept scene per step."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from postings.assessment.rounds import close_round
from postings.notices.aborting import abort_posting
from postings.notices.appointing import appoint
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_sheet, make_user
from tests.postings.notices.building import make_check, make_decided, tell_everybody
from tests.state_matrix import ROLES, STATE_MATRIX, STATES
from tests.test_permissions import become, kept_scene

pytestmark = pytest.mark.django_db


def _draft():
    return make_posting(status="draft")


def _published():
    posting = make_posting(status="published")
    make_application(posting)
    return posting


def _rating():
    posting = make_posting()
    make_application(posting)
    return posting


def _concluded():
    posting = _rating()
    assessor = make_member(posting)
    for application in posting.applications.all():
        make_sheet(application, assessor, [3, 3, 3])
    close_round(round=posting.plan.rounds.get(), actor=make_hr_officer())
    return posting


def _filled():
    posting = make_decided()
    tell_everybody(posting)
    make_check(posting)
    today = timezone.localdate()
    chosen = posting.decisions.get().entries.get(outcome="selected").application
    appoint(
        application=chosen, legal_form="contract", appointed_on=today, starts_on=today + timedelta(days=30),
        actor=make_hr_officer(), today=today,
    )  # fmt: skip
    return posting


def _aborted():
    posting = _rating()
    abort_posting(
        posting=posting, reason="Die Stelle entfällt nach dem neuen Haushaltsplan.", actor=make_hr_officer(),
        today=timezone.localdate(),
    )  # fmt: skip
    return posting


BUILD = {
    "draft": _draft,
    "published": _published,
    "rating": _rating,
    "concluded": _concluded,
    "decided": make_decided,
    "filled": _filled,
    "aborted": _aborted,
}


def _build(state):
    posting = BUILD[state]()
    application = posting.applications.order_by("pk").first()
    people = {
        "hr": make_user(roles=["hr_officer"]),
        "chair": None,
        "assessor": None,
        "decider": None,
        "observer": None,
        "outsider": make_user(),
        "member_elsewhere": make_member(make_posting(status="published"), role="chair"),
        "admin": make_user(roles=["administrator"]),
    }
    names = {"chair": "chair", "assessor": "assessor", "decider": "decider", "observer": "observer"}
    for name, role in names.items():
        people[name] = make_member(posting, role=role)
    return {"posting": posting.pk, "application": application and application.pk, "people": people}


@pytest.fixture(scope="module", params=STATES)
def state(request, django_db_setup, django_db_blocker, tmp_path_factory):
    with kept_scene(django_db_blocker, tmp_path_factory.mktemp("state"), lambda: _build(request.param)) as built:
        yield request.param, built


def test_every_role_gets_its_answer_at_this_step(client, state, settings):
    name, scene = state
    settings.APPLICATION_FILES_DIR = scene["files"]
    column = STATES.index(name)

    expected, answers = {}, {}
    for (method, address, argument), rows in STATE_MATRIX.items():
        if scene[argument] is None:  # no applicant before the publication
            continue
        url = reverse(address, args=[scene[argument]])
        for role in ROLES:
            become(client, scene, role)
            key = f"{method} {address} {role}"
            answers[key] = str(getattr(client, method)(url).status_code)
            expected[key] = _answers(rows, role)[column]

    assert answers == expected


def _answers(rows, role):
    answers = rows.get(role, "404").split()
    return answers * len(STATES) if len(answers) == 1 else answers


def test_outside_and_above_nobody_opens_anything():
    """By the table itself: 404 for outsiders, members of other procedures and administrators, at every step."""
    for rows in STATE_MATRIX.values():
        for role in ("outsider", "member_elsewhere", "admin"):
            assert set(_answers(rows, role)) == {"404"}
