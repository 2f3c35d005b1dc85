"""The letter that asks for missing documents: what it says, what it looks like to a checker, that it stands."""

import io
import re
import subprocess
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from PIL import Image, ImageStat

from postings.documents.document_request import build_request_letter, issue_document_request, read_request
from postings.documents.errors import ReportDamaged
from postings.files.completeness import record_sending
from postings.files.errors import DueDateTooEarly, NothingRequested, RequestAlreadySent
from recruitment.audit.models import Event
from tests.factories import make_application, make_hr_officer, make_posting, make_requirement
from tests.pdf_gate import faults

pytestmark = pytest.mark.django_db
TODAY, DUE = date(2025, 8, 18), date(2025, 9, 1)


@pytest.fixture
def application():
    posting = make_posting(authority="Bezirksamt Mitte von Berlin", office="Amt für Soziales", signatory="Israel")
    for need in ("cv", "performance", "degree", "consent"):
        make_requirement(posting, need)
    application = make_application(posting, first_name="Änne", last_name="Ölkrug")
    person = application.applicant
    person.academic_title, person.street, person.postal_code, person.city = "Dr.", "Turmstraße 1", "01067", "Dresden"
    person.save()
    return application


def brightness(path):
    """Of the first page on average, 255 is white: no checker notices a page that is painted over."""
    picture = subprocess.run(["pdftoppm", "-r", "20", "-png", "-singlefile", path], capture_output=True, check=True)
    return ImageStat.Stat(Image.open(io.BytesIO(picture.stdout)).convert("L")).mean[0]


def letter_for(application, **fields):
    fields = {
        "number": 1,
        "needs": ["performance"],
        "further": "",
        "due_on": DUE,
        "today": TODAY,
        "actor": None,
        **fields,
    }
    return build_request_letter(application, **fields)


def issue(application, **fields):
    fields = {"needs": ["performance", "consent"], "further": "", "due_on": DUE, "today": TODAY, **fields}
    return issue_document_request(application=application, actor=make_hr_officer(), **fields)


def test_the_letter_passes_the_gate_and_says_everything(application, tmp_path):
    letter = issue(application, further="Nachweis des Lehrgangs\n\n Arbeitsprobe ")
    path = tmp_path / "brief.pdf"
    path.write_bytes(bytes(letter.content))

    assert faults(path) == []
    assert brightness(path) > 240
    text = re.sub(r"\s+", " ", subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True).stdout)
    for expected in (
        "Dr. Änne Ölkrug Turmstraße 1 01067 Dresden",
        "Guten Tag Dr. Änne Ölkrug,",
        "eine aktuelle dienstliche Beurteilung, bei Fristablauf höchstens 12 Monate alt",
        "Nachweis des Lehrgangs",
        "Arbeitsprobe",
        "bis zum 01.09.2025",
        "Eine Ablehnung schließt Sie nicht vom Verfahren aus.",
        "Im Auftrag Israel",
    ):
        assert expected in text


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("civil_servant", "eine aktuelle dienstliche Beurteilung, bei"),
        ("external", "ein aktuelles qualifiziertes Arbeitszeugnis, bei"),
        ("not_stated", "Beurteilung oder, außerhalb des öffentlichen Dienstes, ein Arbeitszeugnis"),
    ],
)
def test_it_asks_for_what_the_person_can_have(application, status, words):
    application.employment_status = status

    assert words in letter_for(application).documents[0]


def test_without_address_the_window_names_the_way(application):
    application.applicant.street, application.applicant.email = "", "aenne@example.org"

    assert letter_for(application).window == ("Dr. Änne Ölkrug", "per E-Mail: aenne@example.org")


def test_consent_is_explained_only_where_it_is_asked_for(application):
    assert [letter_for(application, needs=[need]).asks_for_consent for need in ("cv", "consent")] == [False, True]


def test_the_same_letter_gives_the_same_bytes(application):
    first, second = issue(application), issue(application)

    assert (first.number, second.number) == (1, 2)
    assert letter_for(application) == letter_for(application)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"needs": [], "further": "  "}, NothingRequested),
        ({"due_on": TODAY}, DueDateTooEarly),
    ],
)
def test_a_letter_needs_a_question_and_a_period(application, fields, error):
    with pytest.raises(error):
        issue(application, **fields)

    assert application.document_requests.count() == 0


def test_sending_is_recorded_once(application):
    letter, officer = issue(application), make_hr_officer()

    letter = record_sending(request=letter, sent_on=date(2025, 8, 19), actor=officer)

    assert (letter.sent_on, letter.sent_by) == (date(2025, 8, 19), officer)
    assert [letter.is_overdue(day) for day in (DUE, date(2025, 9, 2))] == [False, True]
    with pytest.raises(RequestAlreadySent):
        record_sending(request=letter, sent_on=date(2025, 8, 20), actor=officer)
    assert [str(event) for event in Event.objects.filter(action__startswith="request.").order_by("id")] == [
        f"Nachforderung 1 zu Bewerbung 1 erstellt, Frist 01.09.2025 (Prüfsumme {letter.sha256[:12]})",
        "Nachforderung 1 zu Bewerbung 1 versandt am 19.08.2025",
    ]


@pytest.mark.parametrize(
    "change", ["content = 'x'", "due_on = '2030-01-01'", "needs = '[]'", "number = 9", "sha256 = repeat('0', 64)"]
)
def test_a_letter_stands_as_it_was_made(application, change):
    issue(application)

    with pytest.raises(DatabaseError, match="stands as it was made"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE files_documentrequest SET {change}")


def test_a_recorded_sending_stands(application):
    record_sending(request=issue(application), sent_on=date(2025, 8, 19), actor=make_hr_officer())

    with pytest.raises(DatabaseError, match="stands as it was made"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE files_documentrequest SET sent_on = '2025-08-20'")


def test_opening_is_recorded_and_damaged_bytes_are_not_handed_out(application):
    letter, officer = issue(application), make_hr_officer()
    assert read_request(request=letter, actor=officer) == bytes(letter.content)
    assert Event.objects.get(action="request.opened").actor == officer

    letter.content = b"anders"
    with pytest.raises(ReportDamaged):
        read_request(request=letter, actor=officer)
