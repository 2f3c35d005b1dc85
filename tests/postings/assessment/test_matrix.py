import pytest
from django.urls import reverse

from postings.assessment.impartiality import in_drawn_order
from postings.assessment.matrix import GridCell, grid_rows
from postings.assessment.own_sheets import own_applications
from postings.assessment.rounds import close_round
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def assessor(posting, client):
    assessor = make_member(posting)
    client.force_login(assessor)
    return assessor


@pytest.mark.parametrize(
    ("choice", "reason", "observation", "expected"),
    [
        ("", "", "", False),
        ("3", "", "", False),
        ("5", "", "", True),
        ("5", "", "ruhig", False),
        ("nb", "", "ruhig", True),
        ("nb", "fehlte", "", False),
    ],
)
def test_a_cell_lacks_a_text(choice, reason, observation, expected):
    assert GridCell(choice, reason, observation).lacks_text([1, 2, 5]) is expected


def test_only_own_answers_stand_in_the_rows_and_submitted_sheets_are_locked(posting, assessor):
    first, second, third = (make_application(posting) for _ in range(3))
    make_sheet(first, assessor, [5, 4, 3])
    make_sheet(second, assessor, [1, None, 2], is_submitted=False)
    make_sheet(third, make_member(posting), [5, 5, 5])
    entry = posting.plan.rounds.get()
    shown = own_applications(assessor, posting, entry)
    criteria = list(posting.profile.criteria.all())

    rows = {row.application: row for row in grid_rows(assessor, posting, entry, shown)}

    given = {key: [row.cell(criterion).choice for criterion in criteria] for key, row in rows.items()}
    assert given == {first: ["5", "4", "3"], second: ["1", "", "2"], third: ["", "", ""]}
    assert {key: (row.is_submitted, row.is_open) for key, row in rows.items()} == {
        first: (True, False),
        second: (False, True),
        third: (False, True),
    }


def test_a_closed_round_has_no_field(client, posting, assessor):
    application = make_application(posting)
    make_sheet(application, assessor, [5, 4, 3])
    close_round(round=posting.plan.rounds.get(), actor=make_hr_officer())
    criterion = posting.profile.criteria.first()

    for name, arguments in (("matrix", []), ("criterion_column", [criterion.pk])):
        content = client.get(reverse(f"assessment:{name}", args=[posting.pk, 1, *arguments])).content.decode()
        assert ("<select" in content, application.applicant.last_name in content) == (False, True)


@pytest.mark.parametrize(("is_submitted", "said"), [(True, "nichts mehr ändern"), (False, "wird sofort gespeichert")])
def test_the_page_says_whether_something_can_still_be_saved(client, posting, assessor, is_submitted, said):
    make_sheet(make_application(posting), assessor, [3, 3, 3], is_submitted=is_submitted)
    pages = [("matrix", []), ("criterion_column", [posting.profile.criteria.first().pk])]

    for name, arguments in pages:
        content = client.get(reverse(f"assessment:{name}", args=[posting.pk, 1, *arguments])).content.decode()
        both = [text for text in ("nichts mehr ändern", "wird sofort gespeichert") if text in content]
        assert both == [said]
        assert ("data-keys" in content) is not is_submitted


def test_what_was_typed_is_escaped(client, posting, assessor):
    make_application(posting)
    application = posting.applications.get()
    application.applicant.last_name = '"><b>Muster'
    application.applicant.save()
    sheet = make_sheet(application, assessor, [5, 4, 3], is_submitted=False)
    sheet.ratings.update(observation='"><i>fett')
    criterion = posting.profile.criteria.first()

    for name, arguments in (("matrix", []), ("criterion_column", [criterion.pk])):
        content = client.get(reverse(f"assessment:{name}", args=[posting.pk, 1, *arguments])).content.decode()
        assert ("<b>Muster" in content, "<i>fett" in content) == (False, False)


def test_an_unknown_round_or_criterion_is_404(client, posting, assessor):
    foreign = make_posting().profile.criteria.first()

    for arguments in ([posting.pk, 2, posting.profile.criteria.first().pk], [posting.pk, 1, foreign.pk]):
        assert client.get(reverse("assessment:criterion_column", args=arguments)).status_code == 404
    assert client.get(reverse("assessment:matrix", args=[posting.pk, 2])).status_code == 404


@pytest.mark.parametrize("count", [3, 30])
def test_the_matrix_costs_the_same_queries(client, posting, assessor, count, django_assert_max_num_queries):
    for _ in range(count):
        make_sheet(make_application(posting), assessor, [3, 3, 3], is_submitted=False)

    with django_assert_max_num_queries(12):
        assert client.get(reverse("assessment:matrix", args=[posting.pk, 1])).status_code == 200


def test_rows_stand_in_the_drawn_order_and_wait_for_the_declaration(client, posting, assessor):
    applications = [make_application(posting) for _ in range(4)]
    make_sheet(applications[0], assessor, [3, 3, 3], is_submitted=False)
    late = make_application(posting)

    response = client.get(reverse("assessment:matrix", args=[posting.pk, 1]))

    rows = [row for row, _cells in response.context["rows"]]
    drawn = in_drawn_order(posting.applications.all(), posting, assessor)
    assert [row.application.pk for row in rows] == [application.pk for application in drawn]
    assert [row.application.pk for row in rows if not row.is_open] == [late.pk]
    assert "Zuerst: Erklärung zur Befangenheit" in response.content.decode()
