import pymupdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from recruitment import pdf

PAGE = '<!doctype html><html lang="de"><head><title>Probe</title></head><body><h1>Probe</h1>{}</body></html>'


def text_of(content):
    with pymupdf.open(stream=content) as pages:
        return " ".join(page.get_text() for page in pages)


def test_a_letter_that_no_font_has_is_refused_in_words_and_not_left_out():
    with pytest.raises(pdf.DocumentFaulty) as refused:
        pdf.html_to_pdf(PAGE.format("<p>\U0001f9ff\U00013000</p>"))

    assert refused.value.user_message == (
        "Das PDF wurde nicht erstellt, weil es fehlerhaft wäre: Für das Zeichen „\U00013000“ (U+13000) fehlt eine "
        "Schrift. Abhilfe durch die Systembetreuung: eine Schrift installieren, die es enthält."
    )


def test_a_picture_sign_that_no_font_has_stands_as_its_number():
    """One such sign in a locked observation must not keep the report from being issued for ever."""
    content = pdf.html_to_pdf(PAGE.format("<p>sehr gut \U0001f44d\U0001f3fd und klar</p>"))

    assert "sehr gut [Zeichen U+1F44D][Zeichen U+1F3FD] und klar" in text_of(content)


def test_no_address_outside_the_project_is_read():
    with pytest.raises(FatalURLFetchingError):
        pdf.html_to_pdf(PAGE.format('<p><img alt="x" src="http://127.0.0.1:9/x.png"></p>'))


def test_line_separators_and_private_signs_do_not_break_the_document():
    assert pdf.html_to_pdf(PAGE.format("<p>a\u2028b\ue000c</p>")).startswith(b"%PDF-1.7")


def test_a_missing_system_library_is_named_with_the_command_that_installs_it(monkeypatch):
    monkeypatch.setitem(pdf.SYSTEM_LIBRARIES, "gibt-es-nicht-1.0", "libgibtesnicht1")

    with pytest.raises(pdf.SystemLibraryMissing) as missing:
        pdf.html_to_pdf(PAGE.format(""))

    assert str(missing.value.user_message) == (
        "Das PDF kann nicht erstellt werden: Auf diesem Rechner fehlt gibt-es-nicht-1.0. "
        "Abhilfe durch die Systembetreuung: apt-get install libgibtesnicht1"
    )


@pytest.mark.parametrize("number", [124, 142, 145, 154, 214, 241])
def test_no_stream_ends_ambiguously(number):
    """These six of 250 texts gave a stream that ends in a carriage return; the gate found it now and then."""
    assert pdf.AMBIGUOUS_END not in pdf.html_to_pdf(PAGE.format(f"<p>Probe {number}</p>"))


def test_no_stream_ends_ambiguously_after_its_footer_became_an_artifact():
    """The repair of the running foot changes the stream of the page; this text then ended in a carriage return."""
    footed = PAGE.replace("</head>", '<style>@page{{@bottom-left{{content:"Fuß"}}}}</style></head>')

    assert pdf.AMBIGUOUS_END not in pdf.html_to_pdf(footed.format("<p>Probe 1</p>"))


def test_the_lean_style_sheet_of_the_library_changes_no_byte(monkeypatch):
    import weasyprint

    page = PAGE.format(
        "<ul><li>a<ol><li>b</li></ol></li></ul><ol><li><p>c</p></li></ol><p>d<br><q>e</q></p><dl><dt>f</dt><dd>g</dd></dl>"
    )
    lean = pdf.html_to_pdf(page)
    monkeypatch.setattr(pdf, "_lean_html", lambda: weasyprint.HTML)

    assert lean == pdf.html_to_pdf(page)
