import io
from datetime import timedelta

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_application, make_file, make_hr_officer, make_posting, make_requirement
from tests.postings.files.building import pdf_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(client):
    client.force_login(make_hr_officer())
    application = make_application(make_posting(reference_number="148/2025"))
    make_requirement(application.posting, "cv")
    return application


def test_all_documents_come_as_one_attachment(client, application):
    make_file(application, content=pdf_of(pages=2), pages=2)

    response = client.get(reverse("documents:application_files_merged", args=[application.pk]))

    assert response.headers["Content-Disposition"] == 'attachment; filename="Unterlagen-148-2025-Bewerbung-1.pdf"'
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert len(pdf.pages) == 3


def test_without_documents_the_page_says_so(client, application):
    response = client.get(reverse("documents:application_files_merged", args=[application.pk]), follow=True)

    assert "Es gibt keine Unterlage, die Sie einsehen können." in response.content.decode()


def test_a_letter_is_made_opened_and_sent(client, application):
    create_url = reverse("documents:document_request_create", args=[application.pk])
    form = client.get(create_url).context["form"]
    assert (form.initial["needs"], form.initial["due_on"] > timezone.localdate()) == (["cv"], True)

    refused = client.post(create_url, {"further": "", "due_on": timezone.localdate() + timedelta(days=9)})
    assert "Bitte wählen Sie mindestens eine Unterlage aus" in refused.content.decode()
    due = timezone.localdate() + timedelta(days=14)
    client.post(create_url, {"needs": ["cv"], "further": "", "due_on": due})

    letter = application.document_requests.get()
    response = client.get(reverse("documents:document_request_download", args=[letter.pk]))
    assert (
        response.headers["Content-Disposition"] == 'attachment; filename="Nachforderung-148-2025-Bewerbung-1-Nr-1.pdf"'
    )
    assert response.content == bytes(letter.content)

    sending_url = reverse("files:request_sending", args=[letter.pk])
    early = client.post(sending_url, {"sent_on": timezone.localdate() - timedelta(days=1)})
    assert "Der Tag liegt vor dem Datum des Schreibens." in early.content.decode()
    client.post(sending_url, {"sent_on": timezone.localdate()})
    letter.refresh_from_db()
    assert letter.sent_on == timezone.localdate()
    page = client.get(reverse("files:file_list", args=[application.pk])).content.decode()
    assert "Versandt am" in page
