import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from postings.drafting.models import ImportedDocument
from postings.models import Posting
from profiles.importing.reading import MAXIMUM_BYTES
from tests.factories import make_hr_officer, make_user
from tests.postings.drafting.test_services import answers_for, upload
from tests.profiles.importing.building_text import build_text
from tests.profiles.importing.test_pipeline import TEXT
from tests.profiles.importing.written_profile import EXAMPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    user = make_hr_officer()
    client.force_login(user)
    return user


def post_file(client, content, name="probe.txt"):
    return client.post(reverse("drafting:document_list"), {"file": SimpleUploadedFile(name, content)})


def posted(document, **changes):
    data = {"reference_number": "148/2025"}
    for position, answer in answers_for(document).items():
        data |= {f"answer-{position}": answer.answer, f"reason-{position}": answer.reason}
    return data | changes


def test_upload_leads_to_the_review_with_source_and_findings(client, officer):
    response = post_file(client, TEXT.encode())

    document = ImportedDocument.objects.get()
    assert response.url == reverse("drafting:document_review", args=[document.pk])
    page = client.get(response.url).content.decode()
    assert "Gewichtung 3.3.5 nicht eindeutig lesbar" in page
    assert 'href="#quelle-251"' in page
    assert 'id="quelle-251"' in page


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"\x00\x01\x02", "probe.txt", "keine Textdatei"),
        (b"%PDF-1.7 kaputt", "probe.docx", "heißt wie ein Word-Dokument (DOCX), ist aber ein PDF"),
        (b"PK\x03\x04kaputt", "probe.docx", "beschädigt"),
        (b"", "probe.txt", "leer"),
        (b"a" * (MAXIMUM_BYTES + 1), "probe.txt", "größer als 20 MB"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_sentence_and_stores_nothing(client, officer, content, name, message):
    response = post_file(client, content, name)

    assert (response.status_code, ImportedDocument.objects.count()) == (200, 0)
    assert message in response.content.decode()


def test_accepting_makes_the_posting_and_leads_there(client, officer):
    document = upload(actor=officer)

    response = client.post(reverse("drafting:document_review", args=[document.pk]), posted(document))

    posting = Posting.objects.get()
    assert response.url == reverse("postings:posting_detail", args=[posting.pk])


def test_a_missing_answer_is_named_and_everything_typed_is_kept(client, officer):
    document = upload(actor=officer)
    data = posted(document)
    left_out = next(name for name in data if name.startswith("answer-"))
    del data[left_out]

    response = client.post(reverse("drafting:document_review", args=[document.pk]), data)

    page = response.content.decode()
    assert "Bitte nehmen Sie zu diesem Befund Stellung." in page
    assert "Original eingesehen" in page
    assert Posting.objects.count() == 0


def test_an_interim_save_keeps_what_is_there(client, officer):
    document = upload(actor=officer)
    data = posted(document)
    first = next(name for name in data if name.startswith("answer-"))

    client.post(reverse("drafting:document_review", args=[document.pk]), {first: data[first], "interim": "1"})

    assert [f"answer-{answer.position}" for answer in document.answers.all()] == [first]


def test_a_taken_reference_number_is_said_at_its_field(client, officer):
    first, second = upload(actor=officer), upload(actor=officer)
    client.post(reverse("drafting:document_review", args=[first.pk]), posted(first))

    response = client.post(reverse("drafting:document_review", args=[second.pk]), posted(second))

    assert "Eine Ausschreibung mit der Kennzahl 148/2025 gibt es schon." in response.content.decode()


def test_a_profile_editor_is_led_to_the_profile(client):
    editor = make_user(roles=["profile_editor"])
    client.force_login(editor)
    document = upload(actor=editor)

    response = client.post(reverse("drafting:document_review", args=[document.pk]), posted(document))

    document.refresh_from_db()
    assert response.url == reverse("profiles:profile_detail", args=[document.profile_id])


def test_an_accepted_document_shows_the_answers_and_no_form(client, officer):
    document = upload(actor=officer)
    client.post(reverse("drafting:document_review", args=[document.pk]), posted(document))

    page = client.get(reverse("drafting:document_review", args=[document.pk])).content.decode()

    assert "Befunde und Stellungnahmen" in page
    assert 'name="answer-' not in page


def test_the_original_is_handed_out_unchanged_as_attachment(client, officer):
    document = upload(actor=officer)

    response = client.get(reverse("drafting:document_file", args=[document.pk]))

    assert response.content == TEXT.encode()
    assert response["Content-Disposition"] == 'attachment; filename="probe.txt"'
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("count", [1, 4])
def test_list_needs_the_same_number_of_queries(client, officer, count, django_assert_num_queries):
    for _ in range(count):
        upload(actor=officer)

    with django_assert_num_queries(4):
        client.get(reverse("drafting:document_list"))


def test_the_words_of_the_document_stand_beside_its_weights(client, officer):
    text = build_text(EXAMPLE, tick="letter").replace("\tx", "\t", 1)
    text += "* 4 = muss vorliegen, 3 = sehr wichtig, 2 = soll vorliegen, 1 = kann helfen\n"
    document = upload(text, officer)

    page = client.get(reverse("drafting:document_review", args=[document.pk])).content.decode()

    assert "4 – muss vorliegen" in page
