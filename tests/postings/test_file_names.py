import pytest

from postings.file_names import file_name


@pytest.mark.parametrize(
    ("parts", "extension", "expected"),
    [
        (("Auswahlbericht", "148/2025", "Fassung 2"), "pdf", "Auswahlbericht-148-2025-Fassung-2.pdf"),
        (("Bewertungsbögen", "148/2025"), "zip", "Bewertungsboegen-148-2025.zip"),
        (("Prüfbogen", "4 / 2025-Entwurf", "", "Bewerbung 7"), "pdf", "Pruefbogen-4-2025-Entwurf-Bewerbung-7.pdf"),
        (("Straße", '../x"\r\n', "Größe Ä"), "csv", "Strasse-x-Groesse-Ae.csv"),
    ],
)
def test_names_are_plain_and_stay_in_one_line(parts, extension, expected):
    assert file_name(*parts, extension=extension) == expected
