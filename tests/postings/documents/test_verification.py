import io
import json

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from postings.applications.services import withdraw_application
from postings.documents import archive, verification
from postings.documents.enums import DocumentKind
from postings.documents.models import IssuedReport
from postings.documents.verification import Verdict, verify
from recruitment.pdf import html_to_pdf
from tests.factories import PUBLISHED_ON, make_application, make_hr_officer, make_member, make_posting

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    posting = make_posting(reference_number="148/2025")
    for name in ("Zander", "Quitzow"):
        make_application(posting, last_name=name, experience="drei Jahre")
    return posting


@pytest.fixture
def overview(posting):
    return archive.issue_overview(posting=posting, actor=make_hr_officer())


def saved_again(content, change=lambda pdf: None):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        output = io.BytesIO()
        pdf.save(output)
    return output.getvalue()


def change_data(pdf):
    data = json.loads(pdf.attachments["daten.json"].get_file().read_bytes())
    data["content"]["title"] = "Gefälscht"
    spec = pikepdf.AttachedFileSpec(pdf, json.dumps(data).encode(), filename="daten.json")
    del pdf.attachments["daten.json"]
    pdf.attachments["daten.json"] = spec


def test_ours_and_unaltered_names_version_and_data(posting, overview):
    found = verify(bytes(overview.content))

    facts = dict(found.facts)
    assert found.verdict == Verdict.GENUINE
    assert facts["Kennzahl"] == "148/2025"
    assert facts["Prüfsumme der Daten"] == overview.data_sha256
    assert facts["Fassung"] == "1"


def test_an_older_version_says_that_there_is_a_newer_one(posting, overview):
    make_application(posting)
    archive.issue_overview(posting=posting, actor=None)

    assert dict(verify(bytes(overview.content)).facts)["Fassung"] == "1 (es gibt eine neuere: Fassung 2)"


def test_something_appended_is_found(overview):
    found = verify(bytes(overview.content) + b"\n% more\n")

    assert found.verdict == Verdict.ALTERED
    assert "danach wurde etwas angehängt" in found.sentence


def test_a_file_saved_anew_holds_our_data_and_is_altered(overview):
    found = verify(saved_again(bytes(overview.content)))

    assert found.verdict == Verdict.ALTERED
    assert found.differences[0].startswith("Text und Daten sind gleich")


def test_changed_data_are_named(overview):
    found = verify(saved_again(bytes(overview.content), change_data))

    assert found.verdict == Verdict.ALTERED
    assert any(words.startswith("Daten, title: bei uns „Bewerberübersicht") for words in found.differences)


def test_changed_text_is_named(posting, overview):
    other = archive.render_paper(
        archive.build_applicant_overview(posting), kind=DocumentKind.APPLICANT_OVERVIEW, posting=posting
    )
    assert other == bytes(overview.content)
    posting.applications.update(experience="vier Jahre")
    text = archive.render_paper_html(archive.build_applicant_overview(posting))
    from postings.documents.paper import attached_data

    stored = json.loads(verification._inspected(bytes(overview.content))["attached"])
    forged = html_to_pdf(
        text,
        attached=attached_data(
            kind=DocumentKind.APPLICANT_OVERVIEW,
            reference_number="148/2025",
            profile_hash=stored["profile_sha256"],
            content=stored["content"],
            dated_at=stored["content"]["dated_at"],
        ),
    )

    found = verify(forged)

    assert found.verdict == Verdict.ALTERED
    assert any("hinzugekommen" in words and "vier" in words for words in found.differences)
    hidden = verify(forged, may_read=lambda report: False)
    assert hidden.differences == ("Worin sie sich unterscheiden, sehen nur diejenigen, die das Dokument lesen dürfen.",)


def test_foreign_and_unreadable_files():
    foreign = html_to_pdf('<html lang="de"><head><title>Brief</title></head><body><h1>Brief</h1></body></html>')

    assert verify(foreign).verdict == Verdict.FOREIGN
    assert verify(b"no pdf").verdict == Verdict.UNREADABLE
    assert verify(foreign[: len(foreign) // 2]).verdict in (Verdict.UNREADABLE, Verdict.FOREIGN)


def test_a_document_that_went_with_the_data_is_still_known(posting, overview):
    content = bytes(overview.content)
    withdraw_application(application=posting.applications.first(), withdrawn_on=PUBLISHED_ON, actor=make_hr_officer())

    assert not IssuedReport.objects.filter(pk=overview.pk).exists()
    assert verify(content).verdict == Verdict.ERASED


def test_the_command_tells_and_exits(overview, tmp_path, capsys):
    path = tmp_path / "a.pdf"
    path.write_bytes(bytes(overview.content))
    call_command("verify_document", str(path))
    assert "Unverändert von uns" in capsys.readouterr().out

    for content, code in ((saved_again(bytes(overview.content)), 1), (b"no pdf", 3)):
        path.write_bytes(content)
        with pytest.raises(SystemExit) as ended:
            call_command("verify_document", str(path))
        assert ended.value.code == code
    with pytest.raises(CommandError, match="kann nicht gelesen werden") as missing:
        call_command("verify_document", str(tmp_path / "none.pdf"))
    assert missing.value.returncode == 3


def test_the_page_checks_and_keeps_nothing(client, overview, settings):
    client.force_login(make_hr_officer())
    url = reverse("documents:document_verify")

    answer = client.post(url, {"file": SimpleUploadedFile("a.pdf", bytes(overview.content))}).content.decode()
    settings.VERIFY_MAX_MB = 0
    refused = client.post(url, {"file": SimpleUploadedFile("a.pdf", bytes(overview.content))}).content.decode()

    assert "Unverändert von uns" in answer
    assert "größer als 0 MB" in refused
    assert IssuedReport.objects.count() == 1


def test_only_officers_check_files(client, posting):
    client.force_login(make_member(posting, role="chair"))
    assert client.get(reverse("documents:document_verify")).status_code == 403
