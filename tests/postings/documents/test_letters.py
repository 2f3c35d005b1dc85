"""Letters are archived like every document: PDF/A-3 with their data, known again by the check of a file."""

import io
import json
from datetime import timedelta

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from postings.applications.services import withdraw_application
from postings.attachment import content_sha256
from postings.documents.document_request import issue_document_request
from postings.documents.verification import Verdict, verify
from postings.files.models import DocumentRequest
from postings.notices.enums import Way
from postings.notices.models import Notice
from postings.participation.enums import Body
from postings.participation.models import ParticipationDocument
from tests import pdf_gate
from tests.factories import make_application, make_hr_officer, make_posting
from tests.postings.notices.building import make_decided, make_run
from tests.postings.participation.building import send

pytestmark = pytest.mark.django_db


def make_notice():
    make_run(make_decided(), way=Way.LETTER)
    return Notice.objects.order_by("pk").first()


def make_participation_letter():
    send(make_posting(status="scoring_open"), Body.WOMENS_REP)
    return ParticipationDocument.objects.get(kind="letter")


def make_request():
    application = make_application(make_posting(), last_name="Nachweis")
    today = timezone.localdate()
    return issue_document_request(
        application=application, needs=["cv"], further="", due_on=today + timedelta(days=14), today=today,
        actor=make_hr_officer(),
    )  # fmt: skip


KEPT = {
    "competitor": make_notice,
    "participation_letter": make_participation_letter,
    "document_request": make_request,
}


def attached(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (name,) = pdf.attachments
        return json.loads(pdf.attachments[name].get_file().read_bytes())


def saved_again(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        output = io.BytesIO()
        pdf.save(output)
    return output.getvalue()


@pytest.mark.parametrize("kind", KEPT)
def test_a_kept_letter_passes_the_gate_carries_its_data_and_is_known_again(kind, tmp_path):
    letter = KEPT[kind]()
    content = bytes(letter.content)
    path = tmp_path / "letter.pdf"
    path.write_bytes(content)

    data = attached(content)

    assert pdf_gate.faults(path) == []
    assert data["kind"] == kind
    assert content_sha256(data["content"]) == data["data_sha256"] == letter.data_sha256
    assert verify(content).verdict == Verdict.GENUINE
    appended, again = verify(content + b"\n% more\n"), verify(saved_again(content))
    assert (appended.verdict, again.verdict) == (Verdict.ALTERED, Verdict.ALTERED)
    assert again.differences[0].startswith("Text und Daten sind gleich")


def test_a_letter_that_went_with_the_data_is_still_known():
    request = make_request()
    content = bytes(request.content)

    withdraw_application(application=request.application, withdrawn_on=timezone.localdate(), actor=make_hr_officer())

    assert not DocumentRequest.objects.exists()
    assert verify(content).verdict == Verdict.ERASED


def test_only_a_letter_has_data_that_it_carries():
    enclosure = make_participation_letter()
    with pytest.raises(IntegrityError, match="data_of_letters"), transaction.atomic():
        ParticipationDocument.objects.create(
            participation=enclosure.participation, kind="enclosure", name="Anlage", content=b"x", sha256="0" * 64,
            data_sha256="1" * 64,
        )  # fmt: skip
