import hashlib
import io
import json
import re

import pikepdf
import pymupdf
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from postings.applications.services import withdraw_application
from postings.documents import archive, services
from postings.documents.enums import DocumentKind
from postings.documents.errors import ExtractImpossible, NothingToIssue
from postings.documents.models import IssuedReport
from postings.documents.paper import content_sha256
from postings.documents.sheet_content import build_applicant_overview, build_rating_sheets
from recruitment.audit.models import Event
from tests import pdf_gate
from tests.factories import (
    PUBLISHED_ON,
    make_application,
    make_equality_data,
    make_hr_officer,
    make_member,
    make_posting,
    make_sheet,
)

pytestmark = pytest.mark.django_db


def make_procedure(**fields):
    posting = make_posting(reference_number="148/2025", **fields)
    people = [make_member(posting), make_member(posting)]
    for first, last, values in (("Zita", "Zander", [5, 4, 3]), ("Alma", "Quitzow", [3, 0, 5])):
        application = make_application(posting, first_name=first, last_name=last)
        for person in people:
            make_sheet(application, person, values)
    return posting


@pytest.fixture
def posting():
    return make_procedure()


def application_of(posting, last_name):
    return posting.applications.get(applicant__last_name=last_name)


def text_of(content):
    with pymupdf.open(stream=content) as document:
        return " ".join(" ".join(page.get_text() for page in document).split())


def attached(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (name,) = pdf.attachments
        file = pdf.attachments[name].get_file()
        assert (str(pdf.Root.AF[0].AFRelationship), file.mime_type) == ("/Data", "application/json")
        return json.loads(file.read_bytes())


def every_stream(content):
    """All bytes of the file with its streams unpacked, so that nothing hides behind a filter."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        parts = [item.read_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream)]
    return content + b"".join(parts)


def issue_each(posting):
    officer = make_hr_officer()
    application = application_of(posting, "Quitzow")
    return {
        report.kind: report
        for report in (
            services.issue_selection_report(posting=posting, actor=officer),
            archive.issue_overview(posting=posting, actor=officer),
            archive.issue_application_document(application=application, kind=DocumentKind.RATING_SHEETS, actor=officer),
            archive.issue_application_document(
                application=checked(posting), kind=DocumentKind.FORMAL_SHEET, actor=officer
            ),
            archive.issue_extract(application=application, reason="Antrag vom 1.12.", actor=officer),
        )
    }


def checked(posting):
    return make_application(posting, status="ineligible", last_name="Fremd", status_reason="kein Abschluss")


def test_each_archived_document_passes_the_gate_and_carries_its_data(posting, tmp_path):
    for kind, report in issue_each(posting).items():
        path = tmp_path / f"{kind}.pdf"
        path.write_bytes(bytes(report.content))
        assert pdf_gate.faults(path, skipped=(*pdf_gate.SEVERAL_GRIDS, "TBL-010")) == [], kind  # small tables
        data = attached(bytes(report.content))
        assert (data["kind"], data["reference_number"]) == (kind, "148/2025")
        assert content_sha256(data["content"]) == data["data_sha256"] == report.data_sha256
        with pikepdf.open(path) as pdf:
            xmp = pdf.Root.Metadata.read_bytes().decode()
            assert 'pdfaid:part="3"' in xmp
            assert "<pdfuaid:part>1<" in xmp
            assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()
            fonts = [
                item
                for item in pdf.objects
                if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
            ]
            assert fonts
            assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_same_data_same_bytes_and_no_second_version(posting):
    first = archive.issue_overview(posting=posting, actor=None)

    assert archive.issue_overview(posting=posting, actor=None).pk == first.pk
    posting.refresh_from_db()
    content = build_applicant_overview(posting)
    again = archive.render_paper(content, kind=DocumentKind.APPLICANT_OVERVIEW, posting=posting)
    assert hashlib.sha256(again).hexdigest() == first.sha256


def test_rating_sheets_hold_every_value_and_observation(posting):
    application = application_of(posting, "Quitzow")

    content = build_rating_sheets(application)

    sheets = content.sections[:-1]
    assert [[row[2] for row in section.tables[0].rows] for section in sheets] == [["3", "n. b.", "5"]] * 2
    assert sheets[0].tables[0].rows[1][3] == "Grund: nicht gefragt"


def test_nothing_is_issued_without_content():
    posting = make_posting()
    with pytest.raises(NothingToIssue):
        archive.issue_overview(posting=posting, actor=None)
    application = make_application(posting)
    for kind in (DocumentKind.RATING_SHEETS, DocumentKind.FORMAL_SHEET):
        with pytest.raises(NothingToIssue):
            archive.issue_application_document(application=application, kind=kind, actor=None)


def test_while_names_are_hidden_sheets_and_overview_stand_under_codes():
    posting = make_procedure(is_blind=True)
    application = application_of(posting, "Quitzow")
    for report in (
        archive.issue_overview(posting=posting, actor=None),
        archive.issue_application_document(application=application, kind=DocumentKind.RATING_SHEETS, actor=None),
    ):
        found = every_stream(bytes(report.content))
        assert [name for name in (b"Quitzow", b"Zander", b"Alma") if name in found] == []
        assert application.code in text_of(bytes(report.content))


def test_equality_data_change_not_one_sign(posting):
    def made():
        return (
            build_applicant_overview(posting).sha256,
            build_rating_sheets(application_of(posting, "Quitzow")).sha256,
        )

    before = made()
    for application in posting.applications.all():
        make_equality_data(application, sex="female", disability_status="severe")

    assert made() == before


def test_an_extract_holds_own_data_whole_and_nobody_else(posting):
    own, other = application_of(posting, "Quitzow"), application_of(posting, "Zander")
    make_equality_data(own, sex="female")
    own.applicant.email = "alma@example.org"
    own.applicant.save()
    own.remarks = "Frau Zander und ZITA Zander, Nr. 1, riefen an; Zanders Tochter nicht."
    own.save()
    assert other.number == 1

    report = archive.issue_extract(application=own, reason="Antrag auf Akteneinsicht", actor=make_hr_officer())
    content = bytes(report.content)
    text = text_of(content)

    for expected in ("Alma Quitzow", "alma@example.org", "weiblich", "Sie selbst", "Bewerbung A"):
        assert expected in text
    assert "Frau Bewerbung A und Bewerbung A, Bewerbung A, riefen an; Bewerbung A Tochter nicht." in text
    for hidden in (b"Zander", b"Zita", b"ZITA", other.code.encode()):
        assert hidden not in every_stream(content)
    assert not re.search("Zander|Zita", text, re.IGNORECASE)
    assert "Zander" not in json.dumps(attached(content), ensure_ascii=False)


def test_an_extract_is_recorded_with_its_reason_each_time(posting):
    own, officer = application_of(posting, "Quitzow"), make_hr_officer()

    first = archive.issue_extract(application=own, reason="Antrag", actor=officer)
    again = archive.issue_extract(application=own, reason="Gericht", actor=officer)

    assert again.pk == first.pk
    events = Event.objects.filter(action__startswith="extract.").order_by("pk")
    assert [(event.action, event.facts["reason"]) for event in events] == [
        ("extract.issued", "Antrag"),
        ("extract.asked_again", "Gericht"),
    ]


def test_the_sheets_of_each_application_are_counted_for_it(posting):
    kind = DocumentKind.RATING_SHEETS
    first, other = application_of(posting, "Quitzow"), application_of(posting, "Zander")

    issued = [archive.issue_application_document(application=one, kind=kind, actor=None) for one in (first, other)]

    assert [report.version for report in issued] == [1, 1]
    with pytest.raises(IntegrityError, match="issuedreport_version_once"), transaction.atomic():
        IssuedReport.objects.create(
            posting=posting, kind=kind, application=first, version=1, data_sha256="a" * 64, sha256="a" * 64, content=b""
        )


def test_only_a_memo_shows_a_version_of_a_memo(posting):
    with pytest.raises(IntegrityError, match="issuedreport_source_version_of_memos"), transaction.atomic():
        IssuedReport.objects.create(
            posting=posting, version=7, source_version="1.1", data_sha256="a" * 64, sha256="a" * 64, content=b""
        )


def test_documents_on_a_person_go_with_the_person_and_their_numbers_never_return(posting):
    own = application_of(posting, "Quitzow")
    issue_each(posting)

    withdraw_application(application=own, withdrawn_on=PUBLISHED_ON, actor=make_hr_officer())

    assert set(IssuedReport.objects.filter(posting=posting).values_list("kind", flat=True)) == {
        "selection_report",
        "formal_sheet",
    }
    assert archive.issue_overview(posting=posting, actor=None).version == 2
    own.refresh_from_db()
    with pytest.raises(ExtractImpossible):
        archive.issue_extract(application=own, reason="Antrag", actor=make_hr_officer())


def test_no_archived_document_is_changed_or_deleted_by_hand(posting):
    issue_each(posting)

    for sql in ("UPDATE documents_issuedreport SET version = 9", "DELETE FROM documents_issuedreport"):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_only_documents_on_one_person_name_an_application(posting):
    fields = {"posting": posting, "version": 1, "profile_hash": "", "data_sha256": "0" * 64, "sha256": "0" * 64}
    for kind, application in (("rating_sheets", None), ("statistics", application_of(posting, "Zander"))):
        with pytest.raises(IntegrityError, match="about_one"), transaction.atomic():
            IssuedReport.objects.create(kind=kind, application=application, content=b"x", **fields)


def test_the_committee_does_not_learn_who_inspected_the_file(client, posting):
    own = application_of(posting, "Quitzow")
    archive.issue_extract(application=own, reason="Antrag", actor=make_hr_officer())
    archive.issue_overview(posting=posting, actor=None)
    pages = {}
    for name, user in (("officer", make_hr_officer()), ("chair", make_member(posting, role="chair"))):
        client.force_login(user)
        pages[name] = "".join(
            client.get(reverse(url, args=[pk])).content.decode()
            for url, pk in (
                ("documents:archive_list", posting.pk),
                ("postings:posting_events", posting.pk),
                ("chronicle:state", posting.pk),
            )
        )

    assert {name: '<th scope="row">Auszug zur Akteneinsicht' in page for name, page in pages.items()} == {
        "officer": True,
        "chair": False,
    }
    assert '<th scope="row">Bewerberübersicht' in pages["chair"]
