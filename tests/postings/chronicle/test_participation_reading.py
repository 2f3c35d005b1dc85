"""What was put to the representations of the employees, on a day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from postings.chronicle.participation_reading import read_participation
from postings.chronicle.reading import read_state
from postings.participation.answers import correct_answer, record_answer, settle_objection
from postings.participation.enums import Result
from tests.factories import make_hr_officer, make_member, make_posting, make_user
from tests.postings.chronicle.test_reading import history
from tests.postings.participation.building import SENT, leave_out, make_accompanied, make_matter

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_hr_officer()


def read(posting, viewer, moment=None):
    labels = {pk: str(number) for pk, number in posting.applications.values_list("pk", "number")}
    return read_participation(posting, moment or timezone.now(), viewer=viewer, labels=labels)


def test_an_objection_before_it_came_and_before_it_was_settled(officer):
    posting = make_posting()
    before = timezone.now()
    matter = make_matter(posting)
    asked = timezone.now()
    record_answer(
        matter=matter,
        result=Result.OBJECTION,
        note="Quote verfehlt",
        answered_on=SENT,
        is_own_answer=False,
        actor=officer,
    )
    objected = timezone.now()
    settle_objection(
        matter=matter, reason="nachgewiesen", settled_by="Dienststellenleitung", settled_on=SENT, actor=officer
    )

    assert read(posting, officer, before) == ()
    waiting, open_still, settled = (read(posting, officer, moment)[0] for moment in (asked, objected, timezone.now()))
    assert (waiting.body, waiting.sent_on, waiting.person) == ("Frauenvertretung", "01.09.2025", "")
    assert waiting.answer.startswith("noch keine Antwort; Frist bis ")
    assert (open_still.answer, open_still.person, open_still.settled) == (
        "beanstandet, 01.09.2025",
        str(officer),
        "",
    )
    assert settled.settled == "beigelegt am 01.09.2025 durch Dienststellenleitung"


def test_a_corrected_answer_gives_way_to_the_correction_from_then_on(officer):
    posting = make_posting()
    matter = make_matter(posting)
    record_answer(matter=matter, result=Result.APPROVED, note="", answered_on=SENT, is_own_answer=False, actor=officer)
    before = timezone.now()
    correct_answer(
        matter=matter, result=Result.NO_OBJECTION, note="", answered_on=SENT, reason="verwechselt", actor=officer
    )

    assert [one.answer for one in read(posting, officer, before)] == ["zugestimmt, 01.09.2025"]
    assert [one.answer for one in read(posting, officer)] == ["keine Einwände, 01.09.2025"]


def test_an_extension_counts_from_the_day_it_was_written_down(officer):
    posting = make_posting()
    matter = make_matter(posting)
    history(matter, timezone.now() + timedelta(days=1), extended_until=date(2025, 10, 1))

    assert "Frist bis " in read(posting, officer)[0].answer
    later = read(posting, officer, timezone.now() + timedelta(days=2))[0]
    assert later.answer == "noch keine Antwort; Frist verlängert bis 01.10.2025"


def test_what_went_to_the_disability_representation_is_read_by_it_and_the_personnel_office_only(officer):
    posting = make_posting()
    application = make_accompanied(posting)
    make_matter(posting, "disability_rep", application=application)
    make_matter(posting)

    def bodies(viewer):
        return [one.body for one in read(posting, viewer)]

    assert sorted(bodies(officer)) == ["Frauenvertretung", "Schwerbehindertenvertretung"]
    assert bodies(None) == bodies(make_user(roles=["womens_rep"])) == ["Frauenvertretung"]
    assert bodies(make_user(roles=["disability_rep"])) == ["Schwerbehindertenvertretung"]
    assert [one.label for one in read(posting, officer) if one.label] == [str(application.number)]
    chair = make_member(posting, role="chair")
    assert read_state(posting, timezone.localdate(), viewer=chair).participation is None


def test_what_was_not_required_has_no_day_of_sending(officer):
    posting = make_posting()
    leave_out(posting, "womens_rep")

    (one,) = read_state(posting, timezone.localdate(), viewer=officer).participation
    assert (one.sent_on, one.answer) == ("", f"Beteiligung nicht erforderlich, {timezone.localdate():%d.%m.%Y}")
