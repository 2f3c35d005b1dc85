"""What is written for Word is read back equal, by the reader that every other Word document meets."""

import io
import zipfile
from dataclasses import replace

import docx
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiles.exchange.content import CriterionContent, DutyContent, RequirementContent, SectionContent
from profiles.exchange.docx import W14, write_docx
from profiles.importing.exchange_json import parsed_profile
from profiles.importing.pipeline import read_content
from tests.profiles.exchange.contents import CONTENT, DRAFT, FROZEN, key, plain, settled

PIECES = st.sampled_from(
    "Planung Kenntnisse Sozialrecht Bürger*innen „Fälle“ (§ 97 SGB IX) ÖPNV 3,5 A&B Soll/Ist <b> straßenweise "
    "begründet sicher unter Druck rechtssicher IT-Verfahren z.B. 100 %".split()
)


def sentence(start):
    return st.lists(PIECES, min_size=1, max_size=10).map(lambda pieces: plain(f"{start} {' '.join(pieces)}"))


@st.composite
def word_contents(draw):
    """Contents as the form can hold them: whole sentences, headings with a colon, special duties last."""
    sections, number = [], 0
    for part in range(1, draw(st.integers(1, 4)) + 1):
        rows = []
        for position in range(1, draw(st.integers(1, 4)) + 1):
            number += 1
            weight = draw(st.sampled_from([4, 3, 2, 1]))
            definition = draw(st.just(plain("")) | sentence("Fähigkeit,"))
            indicators = tuple(draw(st.lists(sentence("sorgt für"), max_size=4)))
            title = draw(st.sampled_from(["Rechtskenntnisse", "Diversity-Kompetenz", "Ziel- und Ergebnisorientierung"]))
            rows.append(
                CriterionContent(
                    key(number), f"3.{part}.{position}", plain(title), definition, indicators, weight, True, "", None
                )
            )
        sections.append(SectionContent(f"3.{part}", "Soziale Kompetenzen", tuple(rows)))
    heading = draw(st.sampled_from(["", "Insbesondere folgende Aufgaben:"]))
    duties = [DutyContent(heading, text, False) for text in draw(st.lists(sentence("Bearbeitung von"), max_size=4))]
    duties += [DutyContent("", text, True) for text in draw(st.lists(sentence("Mitarbeit an"), max_size=2))]
    degree = draw(st.sampled_from(["Abgeschlossenes Studium", "Abgeschlossener Lehrgang II"]))
    subjects = draw(st.lists(sentence("Fach"), max_size=3))
    alternatives = [plain(f"{degree}: {subject.text}") for subject in subjects] or [plain(degree)]
    return replace(
        settled(CONTENT),
        duties=tuple(duties),
        requirements=(RequirementContent("employee", plain(degree), tuple(alternatives)),),
        sections=tuple(sections),
        corrections=(),
    )


def words_of(profile):
    """What the form shows of a read profile: no raw texts, places and identifiers."""
    return {
        "head": (profile.title.text, profile.stand, profile.author, profile.department, profile.base_profile_note),
        "grades": (profile.pay_grade_e, profile.pay_grade_a),
        "legend": profile.legend,
        "tasks": [
            (task.heading.text if task.heading else "", task.text.text, task.is_special) for task in profile.tasks
        ],
        "requirements": [
            (item.track, item.number, item.text.text, [text.text for text in item.alternatives])
            for item in profile.requirements
        ],
        "sections": [
            (
                section.number,
                section.title.text,
                [
                    (
                        item.number,
                        item.title.text,
                        item.definition.text if item.definition else "",
                        [text.text for text in item.indicators],
                        item.weight,
                        item.weight_confirmed,
                    )
                    for item in section.criteria
                ],
            )
            for section in profile.sections
        ],
    }


def read_back(content, edition=FROZEN):
    return read_content(write_docx(content, edition), "profil.docx")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=word_contents())
def test_what_is_written_reads_back_equal(content):
    assert words_of(read_back(content).profile) == words_of(parsed_profile(content))


def test_an_open_weight_stays_open_and_nothing_else_is_in_doubt():
    document = read_back(CONTENT, DRAFT)

    assert words_of(document.profile) == words_of(parsed_profile(CONTENT))
    assert [finding.subject for finding in document.findings if finding.code == "weight_missing"] == ["3.1.2"]


def test_unproven_words_of_the_legend_do_not_come_back_as_proven():
    legend = tuple((weight, label, weight == 4) for weight, label, _ in CONTENT.weight_legend)

    assert read_back(replace(settled(CONTENT), weight_legend=legend)).profile.legend == ()


def test_same_content_same_bytes():
    assert write_docx(CONTENT, DRAFT) == write_docx(CONTENT, DRAFT)


def test_weights_are_check_boxes_that_word_understands():
    document = docx.Document(io.BytesIO(write_docx(settled(CONTENT), FROZEN)))
    controls = list(document.element.iter(qn("w:sdt")))

    assert len(controls) == 4 * 3
    names = [control.find(f".//{qn('w:alias')}").get(qn("w:val")) for control in controls[:4]]
    assert names == [f"3.1.1 Gewichtung {weight}" for weight in (4, 3, 2, 1)]
    checked = [control.find(f".//{W14}checked").get(f"{W14}val") for control in controls[:4]]
    assert checked == ["1", "0", "0", "0"]
    assert "".join(control.find(f".//{qn('w:t')}").text for control in controls[:4]) == "☒☐☐☐"


def test_document_is_german_titled_and_its_tables_have_marked_heads():
    content = write_docx(settled(CONTENT), FROZEN)
    document = docx.Document(io.BytesIO(content))

    assert document.core_properties.title == "Anforderungsprofil: Erste Sachbearbeitung Leistungskoordination"
    assert document.core_properties.language == "de-DE"
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"de-DE"}
    for table in document.tables:
        marked = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert marked == [True, True] + [False] * (len(marked) - 2)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")).startswith("3.")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_only_the_mandatory_part_is_grey():
    document = docx.Document(io.BytesIO(write_docx(settled(CONTENT), FROZEN)))
    shaded = {
        row.cells[0].text
        for table in document.tables
        for row in table.rows[2:]
        if row.cells[1]._tc.find(f".//{qn('w:shd')}") is not None
    }

    assert shaded == {"3.2.1"}
