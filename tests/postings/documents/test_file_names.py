from types import SimpleNamespace

import pytest

from postings.documents.enums import DocumentKind
from postings.documents.file_names import WORDS, issued_file_name


def named(kind, *, hides_names=False, application=None):
    report = SimpleNamespace(kind=kind, version=2, application=application)
    return issued_file_name(report, SimpleNamespace(reference_number="148/2025", hides_names=hides_names))


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_has_a_german_name_of_its_own(kind):
    assert named(kind) != named(next(other for other in DocumentKind if other != kind))
    assert kind.value not in named(kind)
    count = "Ausfertigung" if kind == DocumentKind.SELECTION_MEMO else "Fassung"
    assert named(kind).endswith(f"-148-2025-{count}-2.pdf")
    assert len(set(WORDS.values())) == len(DocumentKind)


def test_an_application_is_told_by_its_number_and_by_its_code_while_names_are_hidden():
    application = SimpleNamespace(number=7, code="K-4711")
    sheets = DocumentKind.RATING_SHEETS
    assert named(sheets, application=application) == "Bewertungsboegen-148-2025-Bewerbung-7-Fassung-2.pdf"
    assert named(sheets, application=application, hides_names=True) == "Bewertungsboegen-148-2025-K-4711-Fassung-2.pdf"
