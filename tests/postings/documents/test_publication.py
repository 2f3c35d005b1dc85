"""The documents of a published posting: made with the publication, kept as issued, never for a draft."""

import hashlib
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from postings.documents import services
from postings.documents.enums import DocumentKind
from postings.documents.errors import PostingNotPublished
from postings.documents.models import IssuedReport
from postings.documents.posting_content import build_posting_content, with_links
from postings.models import Posting, PostingNotice
from postings.services import publish_posting
from profiles.exchange.json_format import parse_json
from profiles.models import RequirementProfile
from profiles.services import lock_profile
from recruitment.audit.models import Event
from recruitment.pdf import SystemLibraryMissing
from tests.factories import PUBLISHED_ON, make_application, make_hr_officer, make_member, make_posting, make_profile

pytestmark = pytest.mark.django_db


def content_of(posting):
    return build_posting_content(posting, RequirementProfile.objects.with_parts().get(pk=posting.profile_id))


def refuse_publication(*, posting, actor):
    raise SystemLibraryMissing(libraries="pango", packages="libpango")


def test_publication_makes_both_documents_in_its_transaction(settings):
    settings.AFTER_PUBLICATION = ["postings.documents.services.issue_publication"]
    posting = make_posting(status="draft", reference_number="148/2025")
    lock_profile(profile=posting.profile, actor=make_hr_officer())

    publish_posting(posting=posting, published_on=PUBLISHED_ON, actor=make_hr_officer())

    issued = IssuedReport.objects.filter(posting=posting).order_by("kind")
    assert [(report.kind, report.version) for report in issued] == [("posting", 1), ("profile", 1)]
    assert {hashlib.sha256(bytes(report.content)).hexdigest() for report in issued} == {r.sha256 for r in issued}
    actions = list(Event.objects.order_by("id").values_list("action", flat=True))
    assert actions[-3:] == ["posting.published", "document.issued", "document.issued"]


def test_nothing_is_published_when_its_documents_cannot_be_made(settings):
    settings.AFTER_PUBLICATION = ["tests.postings.documents.test_publication.refuse_publication"]
    posting = make_posting(status="draft")
    lock_profile(profile=posting.profile, actor=make_hr_officer())

    with pytest.raises(SystemLibraryMissing):
        publish_posting(posting=posting, published_on=PUBLISHED_ON, actor=make_hr_officer())

    posting = Posting.objects.get(pk=posting.pk)
    assert (posting.is_published, posting.profile.is_frozen) == (False, False)


def test_what_has_not_changed_is_not_issued_again():
    posting = make_posting()

    first = services.issue_publication(posting=posting, actor=None)
    again = services.issue_publication(posting=posting, actor=None)

    assert [report.pk for report in first] == [report.pk for report in again]
    assert Event.objects.filter(action="document.issued").count() == 2


def test_a_draft_is_not_issued():
    with pytest.raises(PostingNotPublished):
        services.issue_publication(posting=make_posting(status="draft"), actor=None)


def test_issued_documents_cannot_be_changed_and_their_kind_is_known():
    posting = make_posting()
    services.issue_publication(posting=posting, actor=None)

    for sql in ("UPDATE documents_issuedreport SET kind = 'profile'", "DELETE FROM documents_issuedreport"):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    for kind, constraint in (
        ("letter", "issuedreport_kind_is_known"),
        ("posting", "issuedreport_version_once"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            IssuedReport.objects.create(posting=posting, kind=kind, version=1, sha256="0" * 64, content=b"")


def test_versions_are_counted_for_each_kind():
    posting = make_posting()
    IssuedReport.objects.create(posting=posting, version=1, sha256="0" * 64, content=b"")

    issued, alone = services.issue_publication(posting=posting, actor=None)

    assert (issued.version, alone.version) == (1, 1)
    assert posting.reports.of_kind(DocumentKind.SELECTION_REPORT).count() == 1


def test_content_holds_the_header_fields_in_order_and_no_internal_reason():
    posting = make_posting(
        status="draft",
        reference_number="148/2025",
        office="Amt für Soziales",
        available_from="ab sofort",
        contract_term_reason="laut Stellenplan",
        work_location="Müllerstraße 146, 13353 Berlin",
    )

    content = content_of(posting)

    assert content.facts == (
        ("Behörde", "Bezirksamt"),
        ("Amt/OE", "Amt für Soziales"),
        ("Aufgabe/Funktion", "Sachbearbeitung"),
        ("Besetzbar", "ab sofort, unbefristet"),
        ("Einsatzort", "Müllerstraße 146, 13353 Berlin"),
        ("Kennzahl", "148/2025"),
        ("Bewerbungsfrist", "4 Wochen nach Veröffentlichung"),
    )
    assert "laut Stellenplan" not in services.render_posting_html(content)


def test_notices_stand_literally_and_the_way_to_apply_apart():
    posting = make_posting(status="draft")
    for position, (kind, text) in enumerate(
        [
            ("women", "Frauen werden bei gleichwertiger Qualifikation bevorzugt berücksichtigt."),
            ("deadline", "Bewerben Sie sich innerhalb von vier Wochen:"),
            ("portal", "https://portal.example/a?b=1&c=2"),
        ],
        start=1,
    ):
        PostingNotice.objects.create(posting=posting, position=position, kind=kind, text=text, raw_text=text)

    content = content_of(posting)

    assert content.notices == ("Frauen werden bei gleichwertiger Qualifikation bevorzugt berücksichtigt.",)
    link = "https://portal.example/a?b=1&amp;c=2"
    assert content.how_to_apply == ("Bewerben Sie sich innerhalb von vier Wochen:", f'<a href="{link}">{link}</a>')


@pytest.mark.parametrize(
    ("text", "address", "rest"),
    [
        ("auf „https://www.berlin.de/x“ abrufbar", "https://www.berlin.de/x", "“ abrufbar"),
        ("(siehe http://www.berlin.de/ba-mitte).", "http://www.berlin.de/ba-mitte", ")."),
        ("https://a.example/ä", "https://a.example/", "ä"),
    ],
)
def test_addresses_become_links_without_the_signs_around_them(text, address, rest):
    assert with_links(text).endswith(f'<a href="{address}">{address}</a>{rest}')


def test_the_document_names_no_applicant_and_no_member():
    posting = make_posting()
    make_application(posting, last_name="Geheimnis")
    member = make_member(posting)

    html = services.render_posting_html(content_of(posting))

    assert [name for name in ("Geheimnis", member.last_name) if name in html] == []


def test_draft_says_so_and_a_published_one_does_not():
    draft = services.render_posting_html(content_of(make_posting(status="draft")))
    published = services.render_posting_html(content_of(make_posting()))

    assert ("draft.css" in draft, "Prüfsumme (SHA-256)" in draft) == (True, False)
    assert ("draft.css" in published, "Prüfsumme (SHA-256)" in published) == (False, True)


@pytest.mark.parametrize("name", ["148/2025", "number"])
def test_command_writes_the_profile_by_kennzahl_and_by_number(name, tmp_path, capsys):
    posting = make_posting(reference_number="148/2025")
    target = tmp_path / "profil.json"

    call_command(
        "export_profile", str(posting.profile_id) if name == "number" else name, file_format="json", output=target
    )

    assert parse_json(target.read_text(), "x")[1].profile_sha256 == posting.profile.content_hash
    assert re.search(r"Sachbearbeitung, Fassung 1, Prüfsumme [0-9a-f]{64}\n$", capsys.readouterr().out)


def test_command_names_what_it_cannot_find_or_write(tmp_path):
    with pytest.raises(CommandError, match="mit der Nummer oder Kennzahl 9/9999 gibt es nicht"):
        call_command("export_profile", "9/9999", file_format="json", output=tmp_path / "x")
    with pytest.raises(CommandError, match="kann nicht geschrieben werden"):
        call_command("export_profile", str(make_profile().pk), file_format="json", output=tmp_path / "no" / "x")


@pytest.mark.parametrize("file_format", ["json", "docx"])
def test_exported_file_becomes_a_new_draft_by_command(file_format, tmp_path):
    profile = make_posting(profile=make_profile(weights={"3.1": (2, 4)})).profile
    target = tmp_path / f"profil.{file_format}"
    call_command("export_profile", str(profile.pk), file_format=file_format, output=target)

    call_command("import_profile", target, user=make_hr_officer().username)

    draft = RequirementProfile.objects.exclude(pk=profile.pk).get()
    assert (draft.is_draft, draft.title, draft.source_name) == (True, profile.title, target.name)
    assert list(draft.criteria.values_list("number", "title", "weight", "weight_confirmed")) == [
        ("3.1.1", "Merkmal 3.1.1", 2, True),
        ("3.1.2", "Merkmal 3.1.2", 4, True),
    ]
