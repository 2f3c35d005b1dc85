import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from postings.files.storage import file_storage
from postings.services import disclose_names
from recruitment.audit.models import Event
from tests.factories import (
    declare,
    make_application,
    make_file,
    make_hr_officer,
    make_member,
    make_posting,
    make_requirement,
)
from tests.postings.files.building import docx_of, pdf_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    officer = make_hr_officer()
    client.force_login(officer)
    return officer


def upload(client, application, *files, **fields):
    return client.post(
        reverse("files:file_list", args=[application.pk]),
        {"files": [SimpleUploadedFile(name, content) for name, content in files], **fields},
        follow=True,
    )


def test_several_files_come_in_at_once_and_each_is_told(client, officer):
    application = make_application(make_posting())

    response = upload(client, application, ("Lebenslauf.pdf", pdf_of()), ("leer.pdf", b""), ("Zeugnis.docx", docx_of()))

    told = [str(message) for message in response.context["messages"]]
    assert told == [
        "Lebenslauf.pdf ist aufgenommen als: Lebenslauf.",
        "leer: Die Datei ist leer.",
        "Zeugnis.docx ist aufgenommen als: Abschluss- oder Qualifikationsnachweis.",
    ]
    assert [(file.name, file.uploaded_by) for file in application.files.all()] == [
        ("Lebenslauf.pdf", officer),
        ("Zeugnis.docx", officer),
    ]
    assert "kann nicht zusammengeführt werden:</span>" not in response.content.decode()
    assert "steht im gemeinsamen PDF als Lesefassung" in re.sub(r"\s+", " ", response.content.decode())


def test_without_a_file_the_form_asks_for_one(client, officer):
    response = client.post(reverse("files:file_list", args=[make_application(make_posting()).pk]), {"kind": ""})

    assert "Bitte wählen Sie mindestens eine Datei aus." in response.content.decode()


def test_a_proof_of_disability_is_shown_to_its_place(client, officer):
    application = make_application(make_posting())

    response = upload(client, application, ("scan.pdf", pdf_of()), kind="disability_proof")

    assert "Angaben zur Gleichstellung" in response.content.decode()
    assert application.files.count() == 0


def test_a_document_is_handed_out_as_attachment_that_nothing_runs(client, officer):
    file = make_file(make_application(make_posting()), content=pdf_of(), name="Zeugnis Köln „2020“.pdf")

    response = client.get(reverse("files:file_download", args=[file.pk]))

    name = f"unterlage-{file.application.number}-{file.kind.replace('_', '-')}-{file.pk}.pdf"
    headers = {name: response.headers[name] for name in (
        "Content-Type", "Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control",
        "Cross-Origin-Resource-Policy",
    )}  # fmt: skip
    assert headers == {
        "Content-Type": "application/pdf",
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-store, private",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    assert response.content == pdf_of()
    assert Event.objects.get(action="file.opened").actor == officer


def test_the_committee_sees_and_opens_what_is_meant_for_it(client):
    posting = make_posting()
    application = make_application(posting)
    cv, consent = make_file(application, kind="cv"), make_file(application, kind="consent", name="einsicht.pdf")
    waiting = make_file(application, kind="degree", scan_state="pending", name="wartet.pdf")
    client.force_login(make_member(posting))

    page = client.get(reverse("files:file_list", args=[application.pk])).content.decode()
    answers = [client.get(reverse("files:file_download", args=[f.pk])).status_code for f in (cv, consent, waiting)]

    assert ("einsicht.pdf" in page, "wartet.pdf" in page, "noch nicht auf Viren geprüft" in page) == (False, True, True)
    assert "Vollständigkeit" not in page
    assert answers == [200, 404, 302]


def test_documents_of_a_posting_that_hides_names_are_for_the_personnel_office_alone(client):
    posting = make_posting(is_blind=True)
    application = make_application(posting)
    file = make_file(application, kind="cv", name="lebenslauf-anna.pdf")
    assessor, officer = make_member(posting), make_hr_officer()
    urls = [
        reverse("files:file_list", args=[application.pk]),
        reverse("files:file_download", args=[file.pk]),
        reverse("documents:application_files_merged", args=[application.pk]),
    ]

    def answers(user):
        client.force_login(user)
        return [client.get(url).status_code for url in urls]

    hidden, for_officer = answers(assessor), answers(officer)
    client.force_login(assessor)
    page = client.get(reverse("applications:application_detail", args=[application.pk])).content.decode()
    disclose_names(posting=posting, reason="Die Gespräche beginnen.", actor=officer)

    assert (hidden, for_officer) == ([403, 404, 403], [200, 200, 200])
    assert "lebenslauf" not in page
    assert answers(assessor) == [200, 200, 200]


@pytest.mark.parametrize("name", ["applications:application_detail", "assessment:sheet_edit"])
def test_documents_stand_beside_the_application_and_the_rating_sheet(client, name):
    posting = make_posting()
    application = make_application(posting)
    file = make_file(application, kind="appraisal")
    make_file(application, kind="consent", name="einsicht.pdf")
    assessor = make_member(posting)
    declare(posting, assessor)
    client.force_login(assessor)

    page = client.get(reverse(name, args=[application.pk])).content.decode()

    assert reverse("files:file_download", args=[file.pk]) in page
    assert "einsicht.pdf" not in page


def test_documents_stay_closed_while_names_are_hidden(client):
    posting = make_posting(is_blind=True)
    application = make_application(posting)
    file = make_file(application, name="Lebenslauf Ölkrug.pdf")
    assessor = make_member(posting)
    declare(posting, assessor)
    client.force_login(assessor)

    page = client.get(reverse("assessment:sheet_edit", args=[application.pk])).content.decode()
    answers = [
        client.get(reverse(name, args=[pk])).status_code
        for name, pk in (
            ("files:file_download", file.pk),
            ("files:file_list", application.pk),
            ("documents:application_files_merged", application.pk),
        )
    ]

    assert ("Ölkrug" in page, "sobald die Namen der Bewerbenden offengelegt sind" in page) == (False, True)
    assert answers == [404, 403, 403]
    disclose_names(posting=posting, reason="Die Gespräche beginnen.", actor=make_hr_officer())
    assert client.get(reverse("files:file_download", args=[file.pk])).status_code == 200


def test_the_minute_taker_sees_the_application_without_documents(client):
    posting = make_posting()
    application = make_application(posting)
    make_file(application)
    client.force_login(make_member(posting, role="minute_taker"))

    page = client.get(reverse("applications:application_detail", args=[application.pk])).content.decode()

    assert "Unterlagen" not in page


def test_a_document_whose_bytes_are_gone_is_told_in_words(client, officer, caplog):
    application = make_application(make_posting())
    file = make_file(application, kind="cv", name="lebenslauf.pdf")
    file_storage().delete(file.storage_name)

    page = client.get(reverse("files:file_download", args=[file.pk]), follow=True)

    assert page.redirect_chain == [(reverse("files:file_list", args=[application.pk]), 302)]
    assert "Die gespeicherte Datei fehlt" in page.content.decode()
    assert [record.getMessage() for record in caplog.records if record.name == "postings.files.views"] == [
        f"the stored bytes of application file {file.pk} are gone or changed"
    ]


def test_a_document_is_described_and_removed(client, officer):
    application = make_application(make_posting())
    file = make_file(application, kind="other")
    client.post(reverse("files:file_describe", args=[file.pk]), {"kind": "appraisal", "dated_on": "2025-03-01"})
    file.refresh_from_db()
    assert (file.kind, str(file.dated_on)) == ("appraisal", "2025-03-01")

    refused = client.post(reverse("files:file_remove", args=[file.pk]), {"reason": ""})
    assert (refused.status_code, application.files.count()) == (200, 1)
    client.post(reverse("files:file_remove", args=[file.pk]), {"reason": "doppelt"})

    assert application.files.count() == 0


def test_what_is_missing_is_told_and_a_person_has_the_last_word(client, officer):
    posting = make_posting()
    make_requirement(posting, "cv")
    make_requirement(posting, "consent")
    application = make_application(posting)
    detail = reverse("applications:application_detail", args=[application.pk])
    assert "Lebenslauf; Erklärung zur Einsicht in die Personalakte" in client.get(detail).content.decode()

    state_url = reverse("files:state_record", args=[application.pk, "cv"])
    refused = client.post(state_url, {"state": "not_required", "remark": ""})
    assert "Bitte begründen Sie" in refused.content.decode()
    client.post(state_url, {"state": "present", "remark": "auf Papier"})
    client.post(reverse("files:consent_record", args=[application.pk]), {"consents": "no"})

    application.refresh_from_db()
    assert application.consents_to_personnel_file is False
    page = client.get(reverse("files:file_list", args=[application.pk])).content.decode()
    assert "auf Papier" in page
    assert "Einverständnis nicht erteilt – schließt niemanden aus" in page
    assert "Es fehlt:" not in client.get(detail).content.decode()
    client.post(state_url, {"state": "", "remark": ""})
    assert application.recorded_states.count() == 0


def test_a_need_that_the_posting_does_not_ask_for_has_no_page(client, officer):
    application = make_application(make_posting())

    assert client.get(reverse("files:state_record", args=[application.pk, "cv"])).status_code == 404


def test_the_requirements_of_a_posting_are_set(client, officer):
    posting = make_posting()
    make_requirement(posting, "cover_letter")

    client.post(
        reverse("files:requirements_edit", args=[posting.pk]),
        {"needs": ["cv", "performance"]},
    )

    assert set(posting.document_requirements.values_list("need", flat=True)) == {"cv", "performance"}
    assert str(Event.objects.get(action="need.requirements_set")) == (
        "Verlangte Unterlagen festgelegt: Lebenslauf, Leistungsnachweis (dienstliche Beurteilung oder Arbeitszeugnis)"
    )


def test_a_withdrawn_application_takes_nothing_in(client, officer):
    application = make_application(make_posting(), status="withdrawn", withdrawn_on="2025-08-01")

    assert upload(client, application, ("Lebenslauf.pdf", pdf_of())).status_code == 403


def test_the_list_costs_the_same_for_many_documents(client, officer, django_assert_max_num_queries):
    posting = make_posting()
    make_requirement(posting, "cv")
    few, many = make_application(posting), make_application(posting)
    make_file(few)
    for _ in range(20):
        make_file(many)

    counts = []
    for application in (few, many):
        with django_assert_max_num_queries(20) as queries:
            client.get(reverse("files:file_list", args=[application.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1]
