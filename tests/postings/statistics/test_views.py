from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from postings.documents.enums import DocumentKind
from postings.statistics.content import build_statistics, statistics_paper
from postings.statistics.errors import PeriodRunning, TooFewApplications
from postings.statistics.services import issue_statistics
from tests import pdf_gate
from tests.factories import make_application, make_equality_data, make_hr_officer, make_posting

pytestmark = pytest.mark.django_db


def make_procedure(women=12, men=9, diverse=1):
    posting = make_posting()
    for sex, number in (("female", women), ("male", men), ("diverse", diverse)):
        for place in range(number):
            application = make_application(
                posting, invitation="invited" if place % 2 else "not_invited", is_internal=place % 3 == 0
            )
            make_equality_data(application, sex=sex)
    make_application(posting, status="withdrawn", withdrawn_on=timezone.localdate())
    return posting


def test_small_cells_and_their_differences_are_hidden(django_assert_num_queries):
    posting = make_procedure()

    with django_assert_num_queries(3):
        found = build_statistics(posting)

    sexes = {row.label: (row.applied, row.invited) for row in found.tables[0].rows}
    assert (found.applied, found.invited) == (22, 10)
    assert sexes == {
        "keine Angabe": (None, None),
        "weiblich": (12, 6),
        "männlich": (None, None),
        "divers": (None, None),
    }


def test_page_and_document_hold_the_same_and_nobody(client, tmp_path):
    posting = make_procedure()
    officer = make_hr_officer()
    client.force_login(officer)

    page = client.get(reverse("statistics:statistics", args=[posting.pk])).content.decode()
    client.post(reverse("statistics:statistics_issue", args=[posting.pk]))
    report = posting.reports.get(kind=DocumentKind.STATISTICS)

    assert page.count("n. a.") >= 8
    path = tmp_path / "statistik.pdf"
    path.write_bytes(bytes(report.content))
    assert pdf_gate.faults(path, skipped=(*pdf_gate.SEVERAL_GRIDS, "TBL-010")) == []
    text = str(statistics_paper(posting))
    for application in posting.applications.select_related("applicant"):
        assert application.code not in text
        assert application.applicant.last_name not in text


def test_no_statistics_of_few_or_before_the_end():
    posting = make_procedure(women=2, men=1, diverse=0)
    with pytest.raises(TooFewApplications):
        issue_statistics(posting=posting, today=posting.deadline + timedelta(days=1), actor=None)
    with pytest.raises(PeriodRunning):
        issue_statistics(posting=posting, today=posting.deadline, actor=None)


@pytest.mark.parametrize("number", [3, 30])
def test_queries_do_not_grow(client, django_assert_max_num_queries, number):
    posting = make_procedure(women=number, men=0, diverse=0)
    client.force_login(make_hr_officer())
    with django_assert_max_num_queries(14):
        client.get(reverse("statistics:statistics", args=[posting.pk]))
