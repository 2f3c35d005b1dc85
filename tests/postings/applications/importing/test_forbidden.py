import pytest

from postings.applications.importing.columns import compact, fields
from postings.applications.importing.forbidden import reason_by_content, reason_by_name, sensitive_word
from postings.applications.importing.reading import read_list
from tests.postings.applications.importing.building import HEADER, ROW, build_csv, build_ods, build_xlsx

NAMES = (
    "Foto", "Bewerbungsfoto", "Photo", "Familienstand", "Marital status", "Kinder", "Anzahl der Kinder", "Children",
    "Religion", "Konfession", "Staatsangehörigkeit", "Nationality", "Geburtsort", "Gewerkschaft", "Partei", "GdB",
    "Gesundheitszustand", "Schwangerschaft", "Sexuelle Orientierung", "Vorstrafen", "IBAN", "Alter",
    "Bewerber: Familienstand", "FAMILIENSTAND*", "Familienstand der Person", "Anzahl Kinder im Haushalt",
    "Link zum Bewerbungsfoto",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("build", [build_csv, build_xlsx, build_ods])
def test_a_column_that_must_not_be_held_goes_at_the_door_and_is_named(build, name):
    table = read_list(build([[*HEADER[:3], name, *HEADER[3:]], [*ROW[:3], "Geheimes", *ROW[3:]]]), "liste")

    assert (table.columns, table.rows[0].cells, len(table.rows[0].kinds)) == (HEADER, ROW, len(HEADER))
    assert [column.name for column in table.dropped] == [name]
    assert "Geheimes" not in str(table.to_plain())


@pytest.mark.parametrize(
    ("cells", "start"),
    [
        (["ledig", "verheiratet", "", "ledig", "geschieden"], "Familienstand"),
        (["evangelisch", "röm.-katholisch", "rk", "ev.", "konfessionslos", "ev."], "Religion"),
        (["ledig", "Berlin", "Hamburg"], None),
        (["", ""], None),
        (["ja", "nein"], None),
    ],
)
def test_a_column_is_known_by_what_stands_in_it(cells, start):
    reason = reason_by_content(cells)

    assert (reason or "").split(" ")[0] == (start or "")


def test_a_column_with_a_harmless_name_goes_when_its_content_says_what_it_is():
    table = read_list(build_csv([[*HEADER, "Feld 17"], [*ROW, "ledig"], [*ROW, "verheiratet"]]), "liste.csv")

    assert [column.name for column in table.dropped] == ["Feld 17"]


def test_no_field_of_ours_is_forbidden():
    for info in fields().values():
        for alias in info.aliases:
            assert reason_by_name(alias) is None, (alias, compact(alias))


@pytest.mark.parametrize("name", ["Erfahrung in der Kinder- und Jugendhilfe", "Gesundheitswesen", "politische Bildung"])
def test_experience_with_children_or_health_is_no_family_status(name):
    assert reason_by_name(name) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [("ist schwerbehindert", "schwerbehind"), ("GdB 50", "GdB"), ("Bachelor of Laws", None), ("unerledigt", None)],
)
def test_words_that_the_committee_must_not_read(text, word):
    assert sensitive_word(text) == word
