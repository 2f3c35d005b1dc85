import hashlib
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from postings.assessment.impartiality import name_deputy
from postings.documents import services
from postings.documents.errors import ReportDamaged
from postings.documents.models import IssuedReport
from postings.documents.report_content import build_report_content
from postings.equality.models import EqualityData
from postings.selection.errors import NoCompleteRating, ProfileNotFrozen
from recruitment.audit.models import Event
from tests.factories import (
    make_application,
    make_appraisal,
    make_conflict,
    make_hr_officer,
    make_member,
    make_posting,
    make_sheet,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    posting = make_posting(reference_number="148/2025")
    chair = make_member(posting, role="chair")
    assessors = [make_member(posting, user=chair), make_member(posting)]
    for name, values in (("Zander", [5, 4, 3]), ("Aal", [3, 0, 5]), ("Barsch", [3, 3, 3])):
        application = make_application(posting, last_name=name)
        for assessor in assessors:
            make_sheet(application, assessor, values)
    make_application(posting, last_name="Offen")
    make_application(posting, last_name="Fremd", status="ineligible", status_reason="kein Abschluss")
    return posting


def text_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize(("consents", "is_told"), [(True, True), (False, False), (None, False)])
def test_an_appraisal_is_told_with_consent_only_because_representations_read_the_report(posting, consents, is_told):
    application = posting.applications.get(applicant__last_name="Zander")
    application.consents_to_personnel_file = consents
    application.save()
    make_appraisal(application, grade="A 10 Geheim")

    facts = str([page.facts for page in build_report_content(posting).pages])

    assert ("A 10 Geheim" in facts) is is_told
    assert ("mangels Einwilligung" in facts) is not is_told


def test_content_holds_everybody_with_rank_or_reason(posting):
    content = build_report_content(posting)

    assert [(line.rank, line.name) for line in content.lines] == [
        ("1", "Anna Aal"),
        ("2", "Anna Zander"),
        ("3", "Anna Barsch"),
    ]
    assert content.incomplete == (("Anna Offen", "0 von 2 Bögen abgegeben"),)
    assert content.excluded == (("Anna Fremd", "formale Anforderungen nicht erfüllt", "kein Abschluss"),)
    assert content.lines[0].fewer == "5 / 9"


def test_report_carries_headline_legend_hash_and_signatures(posting):
    content = build_report_content(posting)
    text = text_of(services.render_report_html(content))

    for expected in (
        content.headline,
        posting.profile.content_hash,
        "5 ist die beste Stufe (hoch = gut)",
        "Unterschriften",
        "Anlage: Anforderungsprofil mit Gewichtungen",
        "Verfahren der Berechnung",
    ):
        assert expected in text


def test_report_says_who_did_not_rate_whom_and_never_why(posting):
    application = posting.applications.get(applicant__last_name="Offen")
    members = [member.user for member in posting.memberships.filter(role="assessor")]
    deputy = make_member(posting, role="deputy")
    first, _second = (make_conflict(application, person, reason="Schwager") for person in members)
    name_deputy(exemption=first, deputy=deputy, actor=make_hr_officer())

    content = build_report_content(posting)
    text = text_of(services.render_report_html(content))

    assert content.conflicts == (
        ("Anna Offen", members[0].get_full_name(), deputy.get_full_name()),
        ("Anna Offen", members[1].get_full_name(), "keine Stellvertretung"),
    )
    assert ("Wer wen nicht bewertet hat" in text, "Schwager" in text) == (True, False)


def test_annex_tells_the_agreement_of_each_round_without_a_name(posting):
    content = build_report_content(posting)

    (section,) = content.agreement
    assert section.summary.startswith("Von allen vollständig bewertet sind 2 Bewerbungen.")
    assert section.figures == ()
    assert [row[1:] for row in section.criteria] == [("zu wenige Bewerbungen (unter 5)", "0,00", 0)] * 3
    assert [row[1:] for row in section.assessors] == [(8, "3,63", "0,92", "0,00", False)] * 2
    text = text_of(services.render_report_html(content))
    annex = text[text.index("Anlage: Plausibilitätsprüfung") :]
    assert [name for name in ("Zander", "Aal", "Barsch", "Offen") if name in annex] == []


def test_equality_data_change_not_one_sign_of_the_report(posting):
    before = build_report_content(posting)
    for application in posting.applications.all():
        EqualityData.objects.create(application=application, sex="female", disability_status="severe")

    assert build_report_content(posting) == before


def test_same_data_same_bytes_and_no_second_version(posting):
    officer = make_hr_officer()
    first = services.issue_selection_report(posting=posting, actor=officer)
    again = services.issue_selection_report(posting=posting, actor=officer)

    assert (again.pk, IssuedReport.objects.count()) == (first.pk, 1)
    assert services.render_report(build_report_content(posting)) == bytes(first.content)
    assert hashlib.sha256(bytes(first.content)).hexdigest() == first.sha256
    assert [e.action for e in Event.objects.filter(action__startswith="report.")] == ["report.issued"]


def test_new_ratings_give_the_next_version(posting):
    first = services.issue_selection_report(posting=posting, actor=None)
    open_application = posting.applications.get(applicant__last_name="Offen")
    for membership in posting.memberships.filter(role="assessor"):
        make_sheet(open_application, membership.user, [5, 5, 5])

    second = services.issue_selection_report(posting=posting, actor=None)

    assert (first.version, second.version) == (1, 2)
    assert first.sha256 != second.sha256


def test_an_issued_report_cannot_be_changed_or_deleted(posting):
    report = services.issue_selection_report(posting=posting, actor=None)

    for sql in ("UPDATE documents_issuedreport SET content = 'x'", "DELETE FROM documents_issuedreport"):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    assert services.read_report(report=report, actor=None) == bytes(report.content)


def test_bytes_that_do_not_fit_their_hash_are_not_handed_out(posting):
    report = services.issue_selection_report(posting=posting, actor=None)
    report.content = b"other"

    with pytest.raises(ReportDamaged):
        services.read_report(report=report, actor=None)


def test_no_report_without_a_complete_rating():
    posting = make_posting()
    make_application(posting)
    make_member(posting)

    with pytest.raises(NoCompleteRating, match="noch keine vollständige Bewertung"):
        services.issue_selection_report(posting=posting, actor=None)


def test_no_report_before_publication():
    with pytest.raises(ProfileNotFrozen):
        services.issue_selection_report(posting=make_posting(status="draft"), actor=None)


def test_command_writes_the_stored_bytes(posting, tmp_path):
    target = tmp_path / "bericht.pdf"

    call_command("selection_report", posting="148/2025", output=target)

    assert target.read_bytes() == bytes(IssuedReport.objects.get().content)


def test_command_says_in_german_why_a_file_cannot_be_written(posting, tmp_path):
    with pytest.raises(CommandError, match="kann nicht geschrieben werden: Den Ordner gibt es nicht"):
        call_command("selection_report", posting="148/2025", output=tmp_path / "fehlt" / "x.pdf")


def test_command_names_an_unknown_reference_number(tmp_path):
    with pytest.raises(CommandError, match="Eine Ausschreibung mit der Kennzahl 9/9999 gibt es nicht"):
        call_command("selection_report", posting="9/9999", output=tmp_path / "x.pdf")
