import pytest

from postings.applications.importing.damage import lost_characters

LOST = [
    "M\ufffdller",
    "MÃ¼ller",
    "StraÃŸe",
    "Å\x81ukasz",
    "Ã\x96zkan",
    "GrÃ¼n â€“ Blau",
    "M&uuml;ller",
    "&#252;",
    "M\x01ller",
    "M?ller",
    "?zkan",
    "M¿ller",
]
WHOLE = ["Müller", "Łukasz", "Özkan", "Nguyễn", "O'Neill", "Ângela", "Åsa", "Ñuñez", "São Paulo", "Müller & Söhne",
         "Wirklich? Ja.", "Warum nicht?", "10 %", "A&B", "Ärztin – Praxis “neu”"]  # fmt: skip


@pytest.mark.parametrize("text", LOST)
def test_lost_characters_are_told(text):
    assert lost_characters(text)


@pytest.mark.parametrize("text", WHOLE)
def test_whole_words_are_left_in_peace(text):
    assert lost_characters(text) is None


def test_in_a_name_every_question_mark_stands_for_a_letter():
    assert lost_characters("Müller?", is_name=True)
    assert lost_characters("Müller?") is None


@pytest.mark.parametrize("name", ["Müller", "Größe", "Åsa", "Łukasz Żółć", "Özgür Çelik", "Đặng", "Þór", "Ærø"])
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_every_misread_name_is_found(name, encoding):
    try:
        misread = name.encode().decode(encoding)
    except UnicodeDecodeError:
        misread = name.encode().decode("latin-1")

    assert lost_characters(misread)
