from pathlib import Path

import pytest

import profiles.importing
from profiles.importing.document import UnreadableDocument
from profiles.importing.pipeline import read_content, read_document
from profiles.importing.serialising import as_json_dict

SHIPPED = Path(profiles.importing.__file__).with_name("documents") / "stellenausschreibung-148-2025.txt"
TEXT = SHIPPED.read_text(encoding="utf-8")
WEIGHTS = {"3.1": [2, 4, 3, 2, 3, 3], "3.2": [3, 2, 2, 4], "3.3": [3, 2, 3, 3, 2]}
INDICATORS = {"3.1": [3, 8, 5, 2, 2, 4], "3.2": [3, 3, 3, 3], "3.3": [3, 3, 3, 3, 3]}
EMPTY = '<input type="checkbox"/>'
TICKED = '<input checked="" type="checkbox"/>'


@pytest.fixture(scope="module")
def document():
    return read_document(SHIPPED)


def read(text: str, encoding: str = "utf-8"):
    return read_content(text.encode(encoding), "probe.txt")


def criterion(document, number):
    return next(c for section in document.profile.sections for c in section.criteria if c.number == number)


def weights(document):
    return {section.number: [c.weight for c in section.criteria] for section in document.profile.sections}


def codes(document, subject):
    return [finding.code for finding in document.findings if finding.subject == subject and "weight" in finding.code]


def test_all_fifteen_criteria_carry_the_weights_of_the_document(document):
    assert weights(document) == WEIGHTS


def test_every_criterion_has_its_indicators(document):
    found = {s.number: [len(c.indicators) for c in s.criteria] for s in document.profile.sections}

    assert found == INDICATORS


def test_definitions_stand_in_sections_3_2_and_3_3_and_at_3_1_2(document):
    defined = [c.number for s in document.profile.sections for c in s.criteria if c.definition]

    assert defined == ["3.1.2"] + [f"3.2.{n}" for n in range(1, 5)] + [f"3.3.{n}" for n in range(1, 6)]


def test_ragged_row_arrives_as_proposal_with_both_readings(document):
    ragged = criterion(document, "3.3.5")

    assert (ragged.weight, ragged.weight_confirmed, ragged.weight_alternatives) == (2, False, (2, 3))
    assert "am Original prüfen" in ragged.weight_reason
    assert codes(document, "3.3.5") == ["weight_ragged"]


def test_the_three_numbered_items_of_3_3_5_belong_to_the_definition(document):
    text = criterion(document, "3.3.5").definition.text

    assert [f"{n}. " in text for n in (1, 2, 3)] == [True, True, True]


def test_every_other_weight_is_beyond_doubt(document):
    doubtful = [c.number for s in document.profile.sections for c in s.criteria if not c.weight_confirmed]

    assert doubtful == ["3.3.5"]


def test_header_fields_of_the_posting(document):
    posting = document.posting

    assert (posting.authority, posting.office) == ("Bezirksamt Mitte von Berlin", "Amt für Soziales")
    assert posting.reference_number == "148/2025"
    assert posting.work_location == "Müllerstraße 146, 13353 Berlin"
    assert (posting.pay_grade_a, posting.pay_grade_e) == ("A 11", "E 10 Teil I TV-L")
    assert posting.working_time_percent == 100
    assert posting.available_from == "ab sofort"
    assert posting.deadline_weeks == 4
    assert posting.signatory == "Israel"
    assert posting.portal_url.endswith("j59662.html")


def test_permanent_or_fixed_term_arrives_as_undecided(document):
    assert document.posting.contract_term is None
    assert "contract_term_undecided" in [finding.code for finding in document.findings]


@pytest.mark.parametrize(
    ("lines", "term"),
    [("ab sofort unbefristet\n", "permanent"), ("ab sofort befristet\n", "fixed_term")],
)
def test_a_single_contract_term_is_read(lines, term):
    text = TEXT.replace("ab sofort unbefristet\n befristet\n", lines)

    assert read(text).posting.contract_term == term


def test_notices_are_told_apart(document):
    assert [notice.kind for notice in document.posting.notices] == [
        "family_friendly",
        "profile_is_part",
        "women",
        "severe_disability",
        "migration_background",
        "appraisal_required",
        "consent_personnel_file",
        "reference_letter",
        "no_photo",
        "deadline",
        "portal",
        "paper",
    ]


def test_formal_requirements_are_and_of_ors(document):
    found = [(r.track, r.number, len(r.alternatives)) for r in document.profile.requirements]

    assert found == [("employee", 1, 10), ("employee", 2, 1), ("civil_servant", 1, 1), ("civil_servant", 2, 1)]


def test_the_flattened_table_cell_leaves_the_requirement(document):
    text = document.profile.requirements[2].text.text

    assert "Gewichtungen" not in text
    assert "Dienst) des allgemeinen Verwaltungsdienstes" in text


def test_duties_of_posting_and_profile_agree_after_correction(document):
    assert len(document.profile.tasks) == 25
    assert sum(task.is_special for task in document.profile.tasks) == 1
    assert [t.text.text for t in document.profile.tasks] == [t.text.text for t in document.posting.tasks]


def test_damaged_words_keep_raw_and_displayed_text(document):
    item = criterion(document, "3.1.2").indicators[4]

    assert ("Bafög" in item.raw, "BAföG" in item.text) == (True, True)
    assert {c.raw for c in document.corrections} == {
        "Leistungskordinator*in",
        "Eingliederungshilfenach",
        "Teilhabepanverfahren",
        "Teilhabepflichtverfahren",
        "verschiedenen gelagerten Interessen",
        "Teilhabepaner*innen",
        "Teilhabepflichter*innen",
        "mindestens ein Jahr",
        "Bafög",
        "UntSexldGIG",
    }


def test_profile_head(document):
    profile = document.profile

    assert (profile.stand, profile.author) == ("Jul 2025", "Soz 4K, Soz 41")
    assert profile.department[-1] == "Amt für Soziales"
    assert (profile.pay_grade_e, profile.pay_grade_a) == ("E 10, Tl. I, TV-L", "A 11")


def test_columns_may_run_the_other_way_round():
    text = TEXT.replace("\t\t4\t3\t2\t1", "\t\t1\t2\t3\t4")

    assert weights(read(text))["3.2"] == [2, 3, 3, 1]


def row_of(number):
    return next(line for line in TEXT.split("\n") if line.startswith(number))


def test_no_tick_gives_no_weight():
    row = row_of("3.2.1")
    document = read(TEXT.replace(row, row.replace(TICKED, EMPTY)))

    assert (criterion(document, "3.2.1").weight, codes(document, "3.2.1")) == (None, ["weight_missing"])


def test_two_ticks_give_no_weight_but_both_readings():
    row = row_of("3.2.1")
    document = read(TEXT.replace(row, row.replace(EMPTY, TICKED, 1)))
    found = criterion(document, "3.2.1")

    assert (found.weight, found.weight_alternatives, codes(document, "3.2.1")) == (None, (3, 4), ["weight_twice"])


def test_a_cell_too_many_makes_a_doubt():
    row = row_of("3.2.1")
    document = read(TEXT.replace(row, row.replace(EMPTY, "\t" + EMPTY, 1)))

    assert criterion(document, "3.2.1").weight_confirmed is False
    assert codes(document, "3.2.1") == ["weight_ragged"]


def test_without_header_row_no_weight_is_read():
    document = read(TEXT.replace("\t\t4\t3\t2\t1", "\t\t\t\t\t"))

    assert {weight for values in weights(document).values() for weight in values} == {None}


def test_a_text_without_grid_yields_no_criterion_and_says_so():
    document = read("Anforderungsprofil\n\nStand: 2025\n")

    assert document.profile.sections == ()
    assert "no_weight_grid" in [finding.code for finding in document.findings]
    assert document.posting is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_encodings_and_line_ends_change_nothing(encoding):
    text = TEXT.replace("\n", "\r\n")

    assert weights(read(text, encoding)) == WEIGHTS


def test_windows_1252_is_read():
    text = "Anforderungsprofil\n\nStellentitel / Funktion:\n\nPrüfung für Öffentlichkeit\n"

    assert read(text, "cp1252").profile.title.text == "Prüfung für Öffentlichkeit"


def test_no_break_spaces_and_soft_hyphens_do_not_matter():
    text = TEXT.replace("Digitale Kompetenzen", "Digitale\u00a0Kompe\u00adtenzen")

    assert criterion(read(text), "3.1.1").title.text == "Digitale Kompetenzen"


def test_a_file_that_is_no_text_is_refused():
    with pytest.raises(UnreadableDocument, match="keine Textdatei"):
        read_content(b"\x00\x01\x02\x03", "x.txt")


def test_a_missing_or_empty_file_is_refused(tmp_path):
    with pytest.raises(UnreadableDocument, match="gibt es nicht"):
        read_document(tmp_path / "fehlt.txt")
    (tmp_path / "leer.txt").write_bytes(b" \n")
    with pytest.raises(UnreadableDocument, match="ist leer"):
        read_document(tmp_path / "leer.txt")


@pytest.mark.parametrize("cut", range(0, len(TEXT), 997))
def test_a_document_cut_anywhere_is_read_without_an_accident(cut):
    document = read(TEXT[:cut] or " .")

    assert document.source_name == "probe.txt"


def test_a_bullet_that_adds_a_demand_is_no_possibility_of_the_list_above():
    text = (
        "Anforderungsprofil\n\n2 Formale Anforderungen\n\nTarifbeschäftigte:\n\n- Abgeschlossenes Studium:\n"
        "◦ Verwaltungsinformatik\n◦ Recht\n- mit mindestens einem Jahr Erfahrung\n\n3 Leistungsmerkmale\n"
    )

    assert [len(requirement.alternatives) for requirement in read(text).profile.requirements] == [2, 1]


@pytest.mark.parametrize(
    ("grading", "grades"),
    [
        ("Bewertung: E 9b TV-L / A 10", ("E 9b TV-L", "A 10")),
        ("Bewertung:\n\nE 9b Fgr. 1 TV-L / A 10", ("E 9b Fgr. 1 TV-L", "A 10")),
        ("Bewertung der Stelle: A 12 bzw. E 12 TV-L", ("E 12 TV-L", "A 12")),
        ("Bewertung: BesGr. A 13 / Entgeltgruppe E 13", ("E 13", "A 13")),
        ("Bewertung: A 9", (None, "A 9")),
    ],
)
def test_the_grading_may_stand_in_one_line_without_its_labels(grading, grades):
    profile = read(f"Anforderungsprofil\n\n1 Beschreibung des Arbeitsgebietes\n\n- Planung\n\n{grading}\n").profile

    assert (profile.pay_grade_e, profile.pay_grade_a) == grades
    assert [task.text.text for task in profile.tasks] == ["Planung"]


def test_an_or_in_its_own_line_stays_in_the_words_of_the_requirement():
    profile = read(
        "Anforderungsprofil\n\n2 Formale Anforderungen\n\nTarifbeschäftigte:\n\nVerwaltungslehrgang II\n\noder\n\n"
        "Bachelor Public Management\n\n3 Leistungsmerkmale\n"
    ).profile

    (requirement,) = profile.requirements
    assert requirement.text.text == "Verwaltungslehrgang II oder Bachelor Public Management"
    assert [option.text for option in requirement.alternatives] == [
        "Verwaltungslehrgang II",
        "Bachelor Public Management",
    ]


def test_a_profile_that_says_the_same_in_one_sentence_does_not_differ():
    grid = TEXT[TEXT.index("3.\tLeistungsmerkmale") :]
    document = read(
        "Stellenausschreibung\n\nAufgabe/Funktion: Sachbearbeitung (m/w/d) mit 75 % der regelmäßigen Arbeitszeit\n\n"
        "Arbeitsgebiet:\n\n- Planung\n\nAnforderungen:\n\nTarifbeschäftigte:\n\nLehrgang II\n\noder\n\nBachelor\n\n"
        "Im Auftrag\n\nAnforderungsprofil\n\nStellentitel: Sachbearbeitung (m/w/d)\n\n"
        "1 Beschreibung des Arbeitsgebietes\n\n- Planung\n\n2 Formale Anforderungen\n\nTarifbeschäftigte:\n\n"
        f"Lehrgang II oder Bachelor\n\n{grid}"
    )

    posting = document.posting
    assert (posting.function, posting.working_time_percent) == ("Sachbearbeitung (m/w/d)", 75)
    assert [finding.code for finding in document.findings if "differ" in finding.code] == []


def test_a_missing_title_is_null_in_the_json():
    assert as_json_dict(read("Anforderungsprofil\n\nStand: Juli 2025\n"))["metadata"]["stellentitel"] is None


def demands(text: str):
    profile = read(f"Anforderungsprofil\n\n2 Formale Anforderungen\n\n{text}\n\n3 Leistungsmerkmale\n").profile
    return [(found.track, [option.text for option in found.alternatives]) for found in profile.requirements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tarifbeschäftigte (m/w/d): Lehrgang II\n\nBeamtinnen/Beamte: Befähigung",
            [("employee", ["Lehrgang II"]), ("civil_servant", ["Befähigung"])],
        ),
        (
            "Tarifbeschäftigte benötigen den Lehrgang II.\n\nBeamte müssen die Befähigung besitzen.",
            [
                ("employee", ["Tarifbeschäftigte benötigen den Lehrgang II."]),
                ("civil_servant", ["Beamte müssen die Befähigung besitzen."]),
            ],
        ),
        ("Arbeitnehmer*innen:\n\nLehrgang II", [("employee", ["Lehrgang II"])]),
        (
            "Für Tarifbeschäftigte:\n\n- Lehrgang II oder\n- Bachelor, oder\n- Vergleichbares\n",
            [("employee", ["Lehrgang II", "Bachelor", "Vergleichbares"])],
        ),
    ],
)
def test_a_demand_beside_its_track_is_kept_and_a_closing_or_joins(text, expected):
    assert demands(text) == expected


@pytest.mark.parametrize(
    "heading",
    ["1 Aufgabenbeschreibung", "1. Beschreibung der Tätigkeiten / Aufgaben", "Tätigkeitsbeschreibung", "1 Aufgaben"],
)
def test_duties_stand_below_other_headings_too(heading):
    profile = read(f"Anforderungsprofil\n\n{heading}\n\n- Planung\n\n2 Formale Anforderungen\n").profile

    assert [task.text.text for task in profile.tasks] == ["Planung"]


@pytest.mark.parametrize(
    "head",
    [
        "Stand Juli 2025\n\nVerfasser/in: Fin 12\n",
        "| Stand | Ersteller/in |\n|---|---|\n| Juli 2025 | Fin 12 |\n",
        "| Stand: | Juli 2025 | Ersteller/in: | Fin 12 |\n",
    ],
)
def test_the_head_may_be_written_otherwise(head):
    profile = read(f"Anforderungsprofil\n\n{head}\nBezeichnung der Stelle: Planung\n").profile

    assert profile.title.text == "Planung"
    assert (profile.stand, profile.author) == ("Juli 2025", "Fin 12")


def test_a_list_with_or_comparable_is_not_called_closed():
    text = "Tarifbeschäftigte:\n\nLehrgang II\n\noder\n\nvergleichbare Abschlüsse"
    document = read(f"Anforderungsprofil\n\n2 Formale Anforderungen\n\n{text}\n\n3 Leistungsmerkmale\n")

    assert "closed_list" not in [finding.code for finding in document.findings]
