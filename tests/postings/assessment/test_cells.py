from dataclasses import replace

import pytest

from postings.assessment import cells
from postings.assessment.cells import CellInput
from postings.assessment.errors import (
    ApplicationNotRated,
    CellChangedMeanwhile,
    ExemptFromRating,
    NotAnAssessor,
    NotDeclared,
    RatingOutOfRange,
    RoundNotOpen,
    ScoringNotOpen,
    SheetSubmitted,
    UnknownCriterion,
)
from postings.assessment.models import Rating, RatingSheet
from postings.assessment.rounds import close_round
from postings.assessment.services import EMPTY
from tests.factories import (
    declare,
    make_application,
    make_conflict,
    make_hr_officer,
    make_member,
    make_posting,
    make_rounds,
    make_sheet,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def assessor(posting):
    return make_member(posting)


@pytest.fixture
def application(posting, assessor):
    application = make_application(posting)
    declare(posting, assessor)
    return application


@pytest.fixture
def criteria(posting):
    return [criterion.pk for criterion in posting.profile.criteria.all()]


def save(application, assessor, cell, *, known=(EMPTY,), position=1):
    place = cells.find_place(application.pk, position, assessor)
    return cells.save_cell(place=place, assessor=assessor, cell=cell, known=known)


def state(sheet):
    rows = sheet.ratings.order_by("criterion__number").values_list("value", "is_not_assessable", "observation")
    return RatingSheet.objects.get(pk=sheet.pk).version, list(rows)


def test_the_first_cell_begins_the_sheet(application, assessor, criteria):
    saved = save(application, assessor, CellInput(criteria[1], value=4, observation="ruhig"))

    sheet = RatingSheet.objects.get(application=application, assessor=assessor)
    assert (saved.content, saved.version_before, saved.version) == ((4, False, "", "ruhig"), 0, 1)
    assert state(sheet) == (1, [(4, False, "ruhig")])


def test_a_cell_changes_itself_only(application, assessor, criteria):
    sheet = make_sheet(application, assessor, [3, 3, 3], is_submitted=False)

    saved = save(application, assessor, CellInput(criteria[0], value=5), known=[(3, False, "", "")])

    assert (saved.version_before, saved.version) == (1, 2)
    assert state(sheet) == (2, [(5, False, ""), (3, False, ""), (3, False, "")])


def test_a_cell_without_row_on_a_begun_sheet_gets_one(application, assessor, criteria):
    sheet = RatingSheet.objects.create(
        application=application, assessor=assessor, round=application.posting.plan.rounds.get(), version=1
    )

    save(application, assessor, CellInput(criteria[0], value=2))

    assert state(sheet) == (2, [(2, False, "")])


def test_a_text_that_is_not_sent_stays(application, assessor, criteria):
    save(application, assessor, CellInput(criteria[0], value=4, observation="ruhig"))

    saved = save(application, assessor, CellInput(criteria[0], value=5), known=[(4, False, "", "ruhig")])

    assert saved.content == (5, False, "", "ruhig")


def test_the_reason_goes_with_not_assessable(application, assessor, criteria):
    first = save(application, assessor, CellInput(criteria[0], is_not_assessable=True, not_assessable_reason="fehlte"))

    second = save(application, assessor, CellInput(criteria[0], value=3), known=[first.content])

    assert (first.content, second.content) == ((None, True, "fehlte", ""), (3, False, "", ""))


def test_the_same_again_changes_nothing(application, assessor, criteria):
    save(application, assessor, CellInput(criteria[0], value=4))

    saved = save(application, assessor, CellInput(criteria[0], value=4))

    assert (saved.version_before, saved.version) == (1, 1)
    assert Rating.pgh_event_model.objects.count() == 1


def test_nothing_on_a_sheet_that_is_not_there_begins_none(application, assessor, criteria):
    assert save(application, assessor, CellInput(criteria[0])).version == 0
    assert save(application, assessor, "  ", known=[""]).version == 0
    assert RatingSheet.objects.count() == 0


def test_what_the_client_does_not_know_of_is_never_overwritten(application, assessor, criteria):
    save(application, assessor, CellInput(criteria[0], value=4))

    with pytest.raises(CellChangedMeanwhile) as caught:
        save(application, assessor, CellInput(criteria[0], value=2))

    assert (caught.value.stored, caught.value.sent) == ((4, False, "", ""), (2, False, "", ""))
    assert Rating.objects.get().value == 4


def test_what_the_client_sent_without_an_answer_is_no_conflict(application, assessor, criteria):
    save(application, assessor, CellInput(criteria[0], value=4))

    save(application, assessor, CellInput(criteria[0], value=2), known=[EMPTY, (4, False, "", "")])

    assert Rating.objects.get().value == 2


def test_other_cells_saved_meanwhile_are_no_conflict(application, assessor, criteria):
    save(application, assessor, CellInput(criteria[0], value=4))
    save(application, assessor, "Notiz", known=[""])

    save(application, assessor, CellInput(criteria[1], value=2))

    assert state(RatingSheet.objects.get()) == (3, [(4, False, ""), (2, False, "")])


def test_the_note_follows_the_same_rule(application, assessor):
    save(application, assessor, "erste\r\nZeile", known=[""])

    assert save(application, assessor, "erste\nZeile", known=[""]).version == 1
    with pytest.raises(CellChangedMeanwhile):
        save(application, assessor, "andere", known=[""])
    assert save(application, assessor, "andere", known=["erste\nZeile"]).version == 2
    assert RatingSheet.objects.get().note == "andere"


def test_line_ends_of_a_form_are_no_change(application, assessor, criteria):
    sheet = make_sheet(application, assessor, [3, 3, 3], is_submitted=False)
    Rating.objects.filter(criterion=criteria[0]).update(observation="a\r\nb")

    saved = save(application, assessor, CellInput(criteria[0], value=3, observation="a\nb"))

    assert saved.version == sheet.version


def test_saving_over_a_paper_draft_makes_it_the_assessors_own(application, assessor, criteria):
    sheet = make_sheet(application, assessor, [3, 3, 3], is_submitted=False)
    RatingSheet.objects.update(entered_by=make_hr_officer())

    save(application, assessor, CellInput(criteria[0], value=5), known=[(3, False, "", "")])

    assert RatingSheet.objects.get(pk=sheet.pk).entered_by is None


def test_a_submitted_sheet_is_locked(application, assessor, criteria):
    sheet = make_sheet(application, assessor, [3, 3, 3])

    with pytest.raises(SheetSubmitted):
        save(application, assessor, CellInput(criteria[0], value=5), known=[(3, False, "", "")])
    assert state(sheet) == (1, [(3, False, ""), (3, False, ""), (3, False, "")])


@pytest.mark.parametrize("is_begun", [True, False])
def test_a_closed_round_is_locked(application, assessor, criteria, is_begun):
    if is_begun:
        save(application, assessor, CellInput(criteria[0], value=4))
    close_round(round=application.posting.plan.rounds.get(), actor=make_hr_officer(), reason="krank")

    with pytest.raises(RoundNotOpen):
        save(application, assessor, CellInput(criteria[1], value=5))


def test_a_round_that_is_not_there(application, assessor, criteria):
    with pytest.raises(LookupError):
        save(application, assessor, CellInput(criteria[0], value=5), position=2)


def test_refusals(posting, application, assessor, criteria):
    foreign = make_posting().profile.criteria.first().pk
    for cell, person, error in (
        (CellInput(criteria[0], value=6), assessor, RatingOutOfRange),
        (CellInput(criteria[0], value=0), assessor, RatingOutOfRange),
        (CellInput(foreign, value=3), assessor, UnknownCriterion),
        (CellInput(criteria[0], value=3), make_member(posting, role="decider"), NotAnAssessor),
        (CellInput(criteria[0], value=3), make_user(), LookupError),
    ):
        with pytest.raises(error):
            save(application, person, cell)
    with pytest.raises(ApplicationNotRated):
        save(make_application(posting, status="ineligible"), assessor, CellInput(criteria[0], value=3))
    with pytest.raises(LookupError):
        save(application, assessor, CellInput(criteria[0], value=3), position=2)
    place = replace(cells.find_place(application.pk, 1, assessor), posting_status="published")
    with pytest.raises(ScoringNotOpen):
        cells.save_cell(place=place, assessor=assessor, cell=CellInput(criteria[0], value=3), known=[EMPTY])
    assert RatingSheet.objects.count() == 0


def test_nothing_is_saved_without_the_declaration_of_impartiality(posting, application, criteria):
    with pytest.raises(NotDeclared):
        save(application, make_member(posting), CellInput(criteria[0], value=4))

    assert not RatingSheet.objects.exists()


def test_a_conflict_recorded_later_locks_the_sheet_begun(application, assessor, criteria):
    sheet = make_sheet(application, assessor, [3, 4, None], is_submitted=False)
    make_conflict(application, assessor)
    before = state(sheet)

    with pytest.raises(ExemptFromRating):
        save(application, assessor, CellInput(criteria[0], value=5), known=[(3, False, "", "")])

    assert state(sheet) == before


def test_a_place_is_that_of_the_round_asked_for(posting, application, assessor):
    make_rounds(posting, ["3.1.1"], ["3.1.2", "3.2.1"])

    first, second = (cells.find_place(application.pk, position, assessor) for position in (1, 2))

    assert [(place.application_id, place.round_id) for place in (first, second)] == [
        (application.pk, entry.pk) for entry in posting.plan.rounds.order_by("position")
    ]


@pytest.mark.parametrize("is_begun", [True, False])
def test_a_round_closed_between_check_and_write_is_said(posting, application, assessor, criteria, is_begun):
    if is_begun:
        make_sheet(application, assessor, [3, 4, None], is_submitted=False)
    place = cells.find_place(application.pk, 1, assessor)
    close_round(round=posting.plan.rounds.get(), actor=make_hr_officer(), reason="Termin der Kommission")
    known = [(3, False, "", ""), EMPTY]

    with pytest.raises(RoundNotOpen):
        cells.save_cell(place=place, assessor=assessor, cell=CellInput(criteria[0], value=5), known=known)

    assert list(Rating.objects.filter(value=5)) == []
