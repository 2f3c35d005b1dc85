"""What a PDF shows of itself without being opened names nobody, whatever kind of document it is."""

import io
import re

import pikepdf
import pytest
from django.utils import timezone

from postings.disclosure.services import issue_disclosure
from postings.documents import archive
from postings.documents.models import IssuedReport
from tests.factories import make_hr_officer
from tests.postings.retention.building import CHOSEN, LOSER
from tests.postings.retention.test_runs import filled, scene  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


def head_of(content):
    """Everything of a PDF that is shown without opening a page: information, XMP, names of what is attached."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        words = [f"{key} {value}" for key, value in pdf.docinfo.items()]
        if "/Metadata" in pdf.Root:
            words.append(pdf.Root.Metadata.read_bytes().decode("utf-8", errors="replace"))
        for name, attachment in pdf.attachments.items():
            words += [name, attachment.filename, attachment.description]
    return "\n".join(words)


def test_the_head_of_no_document_names_a_person(filled):  # noqa: F811
    officer, own = make_hr_officer(), filled.applications.get(applicant__last_name=LOSER)
    archive.issue_overview(posting=filled, actor=officer)
    archive.issue_extract(application=own, reason=f"Antrag von {LOSER}", actor=officer)
    issue_disclosure(application=own, reason=f"Antrag von {LOSER}", actor=officer, today=timezone.localdate())
    for kind in archive.ON_ONE_APPLICATION:
        if kind != "formal_sheet" or own.formal_checks.exists():
            archive.issue_application_document(application=own, kind=kind, actor=officer)

    documents = [(report.kind, bytes(report.content)) for report in IssuedReport.objects.all()]
    assert len({kind for kind, _content in documents}) >= 5
    for kind, content in documents:
        head = head_of(content)
        assert re.search("Bezirksamt|1/2025", head), kind
        for word in (LOSER, CHOSEN, "Espenlaubhuber", "example.org"):
            assert word not in head, (kind, word)
