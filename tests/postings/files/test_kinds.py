import pytest

from postings.files.kinds import guess_kind, is_disability_proof, pages_in_words, shown_name, type_of
from tests.postings.files.building import docx_of, pdf_of, picture_of


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (pdf_of(), "pdf"),
        (b"Kopf eines Mailprogramms\n" + pdf_of(), "pdf"),
        (picture_of("PNG"), "png"),
        (picture_of("JPEG"), "jpg"),
        (docx_of(), "docx"),
        (docx_of(member="word/document2.xml"), "docx"),
        (docx_of(with_macros=True), "docm"),
        (docx_of(member="xl/workbook.xml"), None),
        (b"PK\x03\x04 kein Archiv", None),
        (b"MZ\x90 ein Programm", None),
        (b"<html><script>alert(1)</script></html>", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"", None),
    ],
)
def test_the_type_is_told_by_the_content(content, expected):
    assert type_of(content) == expected


@pytest.mark.parametrize(
    ("name", "file_type", "expected"),
    [
        ("Lebenslauf.pdf", "pdf", "Lebenslauf.pdf"),
        ("Zeugnis.pdf", "jpg", "Zeugnis.jpg"),
        ("Foto.JPEG", "jpg", "Foto.jpeg"),
        (r"C:\Users\anna\Zeugnis 2020.pdf", "pdf", "Zeugnis 2020.pdf"),
        ("../../etc/passwd", "pdf", "passwd.pdf"),
        ("Zeugnis\u202efdp.exe", "pdf", "Zeugnisfdp.pdf"),
        ("Brief\r\nSet-Cookie: x.pdf", "pdf", "BriefSet-Cookie x.pdf"),
        ("Müller (Kopie) v1.2.pdf", "pdf", "Müller (Kopie) v1.2.pdf"),
        ("u\u0308bersicht.pdf", "pdf", "übersicht.pdf"),
        ("", "pdf", "Unterlage.pdf"),
        (".pdf", "pdf", "pdf.pdf"),
        ("a" * 300 + ".pdf", "pdf", "a" * 120 + ".pdf"),
    ],
)
def test_the_shown_name_is_safe_and_fits_the_type(name, file_type, expected):
    assert shown_name(name, file_type) == expected


@pytest.mark.parametrize(
    "name",
    ["Schwerbehindertenausweis.pdf", "SB-Ausweis.jpg", "Nachweis GdB 50.pdf", "Feststellungsbescheid.pdf",
     "gleichstellungsbescheid_2023.pdf", "Schwerbehinderung.png"],
)  # fmt: skip
def test_a_proof_of_disability_is_known_by_its_name(name):
    assert is_disability_proof(name)


@pytest.mark.parametrize("name", ["Zeugnis_Gleichstellungsbeauftragte.pdf", "Lebenslauf.pdf", "Handgdbuch.pdf"])
def test_other_names_are_no_proof_of_disability(name):
    assert not is_disability_proof(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lebenslauf_Muster.pdf", "cv"), ("CV 2025.pdf", "cv"), ("Anschreiben.docx", "cover_letter"),
        ("dienstl. Beurteilung 2024.pdf", "appraisal"), ("Arbeitszeugnis.pdf", "reference"),
        ("Bachelorurkunde.pdf", "degree"), ("Zeugnis.pdf", "degree"), ("Zertifikat Excel.pdf", "evidence"),
        ("Einverständnis Personalakte.pdf", "consent"), ("Bewerbung.pdf", "whole"),
        ("Bewerbungsunterlagen.pdf", "whole"),
        ("scan0001.pdf", "other"),
    ],
)  # fmt: skip
def test_the_name_proposes_a_kind(name, expected):
    assert guess_kind(name) == expected


def test_pages_are_one_number_or_a_range():
    assert (pages_in_words((3,)), pages_in_words((3, 5))) == ("3", "3–5")
