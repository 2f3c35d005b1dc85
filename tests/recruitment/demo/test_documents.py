import pytest

from postings.files.models import ApplicationFile, DocumentRequest
from postings.files.needs import missing_by_application
from recruitment.demo import documents, procedure

pytestmark = pytest.mark.django_db


def test_a_rater_sees_documents_and_one_applicant_was_asked_again():
    posting = procedure.load()
    documents.load(posting)

    files = ApplicationFile.objects.order_by("application__number", "id").values_list("application__number", "kind")
    missing = missing_by_application(posting.applications.select_related("posting"))
    numbers = dict(posting.applications.values_list("pk", "number"))
    assert list(files) == [(number, str(kind)) for number, kinds in documents.UPLOADED.items() for kind in kinds]
    assert set(ApplicationFile.objects.values_list("merge_problem", "file_type")) == {("", "pdf")}
    assert {numbers[pk]: labels for pk, labels in missing.items() if labels} == {
        8: ["Lebenslauf", "Abschluss- oder Qualifikationsnachweis", "Erklärung zur Einsicht in die Personalakte"]
    }
    letter = DocumentRequest.objects.get()
    assert (letter.application.number, letter.sent_on) == (8, documents.REQUESTED_ON)
