import re

import pytest
from django.db import DatabaseError, connection, transaction

from recruitment.audit.models import Event
from recruitment.audit.services import build_event, record, record_all
from recruitment.audit.wording import RETIRED, WORDING
from tests.conftest import ROOT
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_an_event_is_worded_when_it_is_shown():
    actor = make_user()

    event = record(actor=actor, action="application.withdrawn", subject=None, posting_reference="148/2025", number=7)

    assert (str(event), event.actor, event.posting_reference) == ("Bewerbung 7 zurückgezogen", actor, "148/2025")


@pytest.mark.parametrize("facts", [{}, {"nummer": 7}])
def test_missing_facts_fail_when_recording(facts):
    with pytest.raises((KeyError, TypeError)):
        str(record(actor=None, action="application.withdrawn", subject=None, **facts))


def test_many_events_are_appended_in_their_order():
    actor = make_user()

    record_all(build_event(actor=actor, action="application.withdrawn", subject=None, number=n) for n in (3, 1, 2))

    assert [event.facts["number"] for event in Event.objects.order_by("id")] == [3, 1, 2]
    with pytest.raises(KeyError):
        build_event(actor=actor, action="application.withdrawn", subject=None)


def test_an_unknown_action_fails():
    with pytest.raises(KeyError):
        record(actor=None, action="something.else", subject=None)


@pytest.mark.parametrize("sql", ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event"])
def test_the_record_cannot_be_changed(sql):
    record(actor=None, action="posting.created", subject=None)

    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert Event.objects.count() == 1


def test_every_action_that_the_code_records_has_a_wording():
    sources = [path for app in ("profiles", "postings", "recruitment") for path in (ROOT / app).rglob("*.py")]
    used = {
        action
        for path in sources
        if path.name != "wording.py" and path.parent.name != "migrations"
        for action in re.findall(r'"([a-z]+\.[a-z_]+)"', path.read_text())
        if action.split(".")[0] in {known.split(".")[0] for known in WORDING} and action != "equality.equalitydata"
    }

    assert used == set(WORDING) - RETIRED
