import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from postings.applications.identity import ShownIdentity, by_code, by_name
from postings.applications.models import Application
from postings.models import Posting
from tests.factories import make_application, make_hr_officer, make_posting, make_user

# Files that only the personnel office reaches, or that make the names; everybody else takes ``Application.shown``.
MAY_READ_NAMES = {
    "postings/applications/formal_forms.py",
    "postings/applications/formal_views.py",
    "postings/applications/models.py",
    "postings/assessment/admin.py",
    "postings/decision/erasure.py",  # takes the name out of texts
    # for HR officers; the letter also for the representation it is sent to
    "postings/documents/extract_content.py",
    "postings/documents/sheet_content.py",
    "postings/participation/letters.py",
    "templates/reports/demo_document.html",
    "postings/selection/ranking.py",
}
PURE_OR_FOR_OFFICERS = (
    "postings/applications/importing/",
    "postings/disclosure/",
    "postings/intake/",
    "templates/intake/",
    "recruitment/demo/",
)


def test_a_name_is_shown_as_lists_and_headings_need_it():
    assert by_name(title="Dr.", first="Erika", last="Muster", sort_key="muster, erika", number=7) == ShownIdentity(
        name="Dr. Erika Muster", list_name="Muster, Dr. Erika", label="7", sort_key="muster, erika", is_name=True
    )


def test_a_code_stands_for_name_number_and_order():
    assert by_code(code="B-0417", word="Bewerbung") == ShownIdentity(
        name="Bewerbung B-0417", list_name="B-0417", label="B-0417", sort_key="b-0417", is_name=False
    )


def test_nobody_else_reads_names():
    reading = re.compile(r"applicant\.(full_name|list_name|last_name|first_name|sort_key|academic_title)|applicant }}")
    root = settings.BASE_DIR
    files = [path for folder in ("postings", "templates") for path in Path(root, folder).rglob("*.*")]
    found = {
        str(path.relative_to(root))
        for path in files
        if path.suffix in {".py", ".html"} and "migrations" not in path.parts and reading.search(path.read_text())
    }

    others = {name for name in found - MAY_READ_NAMES if not name.startswith(PURE_OR_FOR_OFFICERS)}
    assert others == {"postings/applications/services.py"}  # makes the sort key


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("is_officer", "is_blind", "is_name"),
    [(True, True, True), (True, False, True), (False, True, False), (False, False, True)],
)
def test_named_for_knows_the_viewer(is_officer, is_blind, is_name):
    posting = make_posting(is_blind=is_blind)
    make_application(posting)
    viewer = make_hr_officer() if is_officer else make_user()

    assert posting.applications.named_for(viewer).get().shown.is_name is is_name


@pytest.mark.django_db
def test_without_a_viewer_hidden_names_stay_hidden():
    application = make_application(make_posting(is_blind=True))

    assert Application.objects.get(pk=application.pk).shown.name == f"Bewerbung {application.code}"


@pytest.mark.django_db
def test_codes_are_drawn_once_each_and_follow_no_order():
    posting = make_posting(is_blind=True)
    applications = [make_application(posting) for _number in range(60)]

    codes = [application.code for application in applications]
    assert len(set(codes)) == 60
    assert all(re.fullmatch(r"B-\d{4}", code) for code in codes)
    assert codes not in (sorted(codes), sorted(codes, reverse=True))


@pytest.mark.django_db
def test_the_same_seed_draws_the_same_codes_and_another_one_others():
    seed = Posting.objects.get(pk=make_posting().pk).code_seed
    same, other = make_posting(code_seed=seed), make_posting()
    first, again, different = (
        make_application(posting).code for posting in (make_posting(code_seed=seed), same, other)
    )

    assert first == again
    assert first != different


@pytest.mark.django_db
def test_a_drawn_code_cannot_be_changed():
    application = make_application(make_posting())

    with pytest.raises(DatabaseError, match="the code of an application stays"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE applications_application SET code = 'B-1' WHERE id = %s", [application.pk])
