import pytest

from postings.applications.enums import ApplicationStatus
from postings.assessment import services
from postings.assessment.errors import (
    ApplicationNotRated,
    NotAnAssessor,
    RatingOutOfRange,
    ScoringNotOpen,
    SheetChangedMeanwhile,
    SheetIncomplete,
    SheetSubmitted,
    UnknownCriterion,
)
from postings.assessment.models import Rating, RatingSheet
from postings.assessment.services import Answer
from recruitment.audit.models import Event
from tests.factories import (
    answers_for,
    declare,
    make_application,
    make_hr_officer,
    make_member,
    make_posting,
    make_profile,
    make_sheet,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def assessor(posting):
    return make_member(posting)


@pytest.fixture
def application(posting):
    return make_application(posting)


def save(application, assessor, values, version=0, **arguments):
    declare(application.posting, assessor)
    return services.save_sheet(
        **{
            "application": application,
            "assessor": assessor,
            "answers": answers_for(application.posting, values),
            "note": "",
            "expected_version": version,
            "actor": assessor,
        }
        | arguments
    )


def stored(sheet):
    return list(sheet.ratings.order_by("criterion__number").values_list("value", flat=True))


def test_a_draft_keeps_open_criteria_open(application, assessor):
    sheet = save(application, assessor, [3, None, 5])

    assert (sheet.version, sheet.status, stored(sheet)) == (1, "draft", [3, 5])


def test_saving_again_changes_only_what_differs(application, assessor):
    save(application, assessor, [3, None, 5])
    sheet = save(application, assessor, [3, 2, 4], version=1)

    assert (sheet.version, stored(sheet)) == (2, [3, 2, 4])


def test_a_double_click_saves_once(application, assessor):
    first = save(application, assessor, [3, 4, 5])
    second = save(application, assessor, [3, 4, 5])

    assert (first.pk, second.version, RatingSheet.objects.count()) == (second.pk, 1, 1)


def test_a_stale_tab_writes_nothing(application, assessor):
    save(application, assessor, [3, 4, 5])
    save(application, assessor, [3, 4, 4], version=1)

    with pytest.raises(SheetChangedMeanwhile) as conflict:
        save(application, assessor, [1, 1, 1], version=1)

    assert (conflict.value.sheet.version, stored(conflict.value.sheet)) == (2, [3, 4, 4])


def test_a_value_taken_back_is_open_again(application, assessor):
    save(application, assessor, [3, 4, 5])
    sheet = save(application, assessor, [None, 4, 5], version=1)

    assert stored(sheet) == [None, 4, 5]
    with pytest.raises(SheetIncomplete):
        services.submit_sheet(sheet=sheet, actor=assessor)


@pytest.mark.parametrize("value", [6, -1, 100])
def test_a_rating_outside_the_scale_is_refused(application, assessor, value):
    with pytest.raises(RatingOutOfRange, match=f"Die Bewertung {value} liegt nicht auf der Skala von 1 bis 5"):
        save(application, assessor, [value, 3, 3])

    assert RatingSheet.objects.count() == 0


def test_a_criterion_of_another_profile_is_refused(application, assessor):
    stranger = make_profile().criteria.first()

    with pytest.raises(UnknownCriterion):
        save(application, assessor, [3, 3, 3], answers=[Answer(criterion_id=stranger.pk, value=3)])


def test_somebody_who_does_not_rate_has_no_sheet(application):
    with pytest.raises(NotAnAssessor):
        save(application, make_member(application.posting, role="observer"), [3, 3, 3])


@pytest.mark.parametrize("status", ["received", "ineligible"])
def test_only_eligible_applications_are_rated(posting, assessor, status):
    with pytest.raises(ApplicationNotRated):
        save(make_application(posting, status=status), assessor, [3, 3, 3])


def test_nothing_is_rated_before_the_rating_opens():
    posting = make_posting(status="published")

    with pytest.raises(ScoringNotOpen):
        save(make_application(posting), make_member(posting), [3, 3, 3])


def test_submitting_sums_in_the_database_and_locks(application, assessor):
    sheet = make_sheet(application, assessor, [3, 4, 5])

    assert (sheet.status, sheet.weighted_points, sheet.rated_weight) == ("submitted", 2 * 3 + 4 * 4 + 3 * 5, 9)
    assert [event.action for event in Event.objects.filter(subject_type="assessment.RatingSheet")] == [
        "sheet.submitted"
    ]
    with pytest.raises(SheetSubmitted):
        save(application, assessor, [1, 1, 1], version=1)
    with pytest.raises(SheetSubmitted):
        services.submit_sheet(sheet=sheet, actor=assessor)


def test_not_assessable_leaves_the_sums(application, assessor):
    sheet = make_sheet(application, assessor, [3, 0, 5])

    assert (sheet.weighted_points, sheet.rated_weight) == (2 * 3 + 3 * 5, 5)


def test_a_sheet_with_open_criteria_is_not_submitted(application, assessor):
    sheet = save(application, assessor, [3, None, 5])

    with pytest.raises(SheetIncomplete) as refused:
        services.submit_sheet(sheet=sheet, actor=assessor)

    criterion = application.posting.profile.criteria.get(number="3.1.2")
    assert refused.value.problems == {criterion.pk: "Bitte wählen Sie eine Stufe oder „nicht beurteilbar“."}
    sheet.refresh_from_db()
    assert sheet.status == "draft"


def test_not_assessable_needs_its_reason(application, assessor):
    sheet = save(application, assessor, [3, 0, 5])
    Rating.objects.filter(sheet=sheet, is_not_assessable=True).update(not_assessable_reason="")

    with pytest.raises(SheetIncomplete, match="nicht abgegeben"):
        services.submit_sheet(sheet=sheet, actor=assessor)


def test_observation_is_demanded_where_the_scale_says_so():
    profile = make_profile()
    profile.scale.comment_levels = [5]
    profile.scale.save()
    posting = make_posting(profile=profile)
    assessor = make_member(posting)

    with pytest.raises(SheetIncomplete) as refused:
        make_sheet(make_application(posting), assessor, [3, 4, 5])

    assert list(refused.value.problems.values()) == ["Bitte tragen Sie zu dieser Stufe eine Beobachtung ein."]


def test_a_paper_sheet_is_recorded_as_such(application, assessor):
    officer = make_hr_officer()
    sheet = save(application, assessor, [3, 4, 5], actor=officer)
    services.submit_sheet(sheet=sheet, actor=officer)

    sheet.refresh_from_db()
    assert (sheet.assessor, sheet.entered_by) == (assessor, officer)
    assert [event.action for event in Event.objects.order_by("id")][-2:] == [
        "sheet.paper_entered",
        "sheet.paper_submitted",
    ]


def test_an_application_withdrawn_meanwhile_is_not_submitted(application, assessor):
    sheet = save(application, assessor, [3, 4, 5])
    type(application).objects.filter(pk=application.pk).update(
        status=ApplicationStatus.WITHDRAWN, withdrawn_on="2025-08-02"
    )

    with pytest.raises(ApplicationNotRated):
        services.submit_sheet(sheet=sheet, actor=assessor)
