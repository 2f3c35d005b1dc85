"""Whatever profile is written, in whatever format: what is read is what was written."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiles.importing.pipeline import read_content
from tests.profiles.importing.building_docx import TICKS as DOCX_TICKS
from tests.profiles.importing.building_docx import build_docx
from tests.profiles.importing.building_html import build_html
from tests.profiles.importing.building_odt import TICKS as ODT_TICKS
from tests.profiles.importing.building_odt import build_odt
from tests.profiles.importing.building_pdf import build_pdf
from tests.profiles.importing.building_text import TICKS as TEXT_TICKS
from tests.profiles.importing.building_text import build_text
from tests.profiles.importing.written_profile import (
    EXAMPLE,
    WrittenCriterion,
    WrittenProfile,
    WrittenSection,
    WrittenStatement,
    large,
)

COLUMNS = st.sampled_from([(4, 3, 2, 1), (1, 2, 3, 4)])
WORDS = st.sampled_from(
    "Planung Kenntnisse Sozialrecht Bürger*innen „Fälle“ (§ 97 SGB IX) Müller's ÖPNV 3,5 A&B Soll/Ist straßenweise "
    "begründet prüft sicher auch unter Druck zügig rechtssicher IT-Verfahren z.B. 100 % E-Akte".split()
)
NAMES = st.sampled_from(
    "Rechtskenntnisse Planungsfähigkeit Diversity-Kompetenz Überzeugungskraft IT-Kenntnisse".split()
)


def sentence(minimum=1, maximum=12):
    return st.lists(WORDS, min_size=minimum, max_size=maximum).map(lambda words: "sorgt für " + " ".join(words))


def title():
    return st.tuples(NAMES, st.lists(WORDS, max_size=3)).map(lambda parts: " ".join([parts[0], *parts[1]]))


def criterion(number):
    return st.builds(
        WrittenCriterion,
        number=st.just(number),
        title=title(),
        weight=st.sampled_from([1, 2, 3, 4, 4, 3, None]),
        definition=st.none() | sentence(2).map(lambda text: f"Fähigkeit, {text}"),
        indicators=st.lists(sentence(), max_size=4).map(tuple),
    )


def section(number):
    return st.integers(1, 4).flatmap(
        lambda count: st.builds(
            WrittenSection,
            number=st.just(number),
            title=st.sampled_from(["Fachkompetenzen", "Soziale Kompetenzen", "Führungskompetenzen"]),
            criteria=st.tuples(*(criterion(f"{number}.{n}") for n in range(1, count + 1))),
        )
    )


PROFILES = st.builds(
    WrittenProfile,
    metadata=st.just(EXAMPLE.metadata),
    tasks=st.tuples(
        st.tuples(st.none() | st.just("Im Einzelnen:"), st.lists(sentence(2), min_size=1, max_size=4).map(tuple))
    ),
    special_tasks=st.lists(sentence(2), max_size=2).map(tuple),
    requirements=st.just(
        {
            "employee": (WrittenStatement("Abgeschlossenes Studium:", ("Verwaltung", "Recht")),),
            "civil_servant": (WrittenStatement("Laufbahnbefähigung für den allgemeinen Verwaltungsdienst"),),
        }
    ),
    sections=st.integers(1, 4).flatmap(lambda count: st.tuples(*(section(f"3.{n}") for n in range(1, count + 1)))),
)


def assert_read_equals(content: bytes, name: str, written: WrittenProfile) -> None:
    document = read_content(content, name)
    profile = document.profile

    assert [(s.number, s.title.text) for s in profile.sections] == [(s.number, s.title) for s in written.sections]
    found = [
        (
            c.number,
            c.title.text,
            c.definition.text if c.definition else None,
            tuple(i.text for i in c.indicators),
            c.weight,
        )
        for s in profile.sections
        for c in s.criteria
    ]
    assert found == [
        (c.number, c.title, c.definition, c.indicators, c.weight) for s in written.sections for c in s.criteria
    ]
    doubtful = [c.number for s in profile.sections for c in s.criteria if not c.weight_confirmed]
    assert doubtful == [c.number for s in written.sections for c in s.criteria if c.weight is None]
    duties = [duty for _heading, duties in written.tasks for duty in duties] + list(written.special_tasks)
    assert [task.text.text for task in profile.tasks] == duties
    assert [len(requirement.alternatives) for requirement in profile.requirements] == [2, 1]
    assert (profile.stand, profile.author) == (written.metadata["stand"], written.metadata["ersteller"])


@settings(max_examples=60, deadline=None)
@given(
    written=PROFILES, tick=st.sampled_from(sorted(TEXT_TICKS)), table=st.sampled_from(["tab", "pipe"]), columns=COLUMNS
)
@pytest.mark.parametrize("encoding", ["utf-8"])
def test_text(encoding, written, tick, table, columns):
    text = build_text(written, tick=tick, table=table, columns=columns)

    assert_read_equals(text.encode(encoding), "profil.md", written)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    written=PROFILES,
    tick=st.sampled_from(sorted(DOCX_TICKS)),
    columns=COLUMNS,
    indicator_rows=st.booleans(),
    one_table=st.booleans(),
    typed_bullets=st.booleans(),
)
def test_docx(written, tick, columns, indicator_rows, one_table, typed_bullets):
    content = build_docx(
        written,
        tick=tick,
        columns=columns,
        indicator_rows=indicator_rows,
        one_table=one_table,
        typed_bullets=typed_bullets,
    )

    assert_read_equals(content, "profil.docx", written)


@settings(max_examples=40, deadline=None)
@given(
    written=PROFILES,
    tick=st.sampled_from(["control", *sorted(ODT_TICKS)]),
    columns=COLUMNS,
    indicator_rows=st.booleans(),
    one_table=st.booleans(),
    typed_bullets=st.booleans(),
)
def test_odt(written, tick, columns, indicator_rows, one_table, typed_bullets):
    content = build_odt(
        written,
        tick=tick,
        columns=columns,
        indicator_rows=indicator_rows,
        one_table=one_table,
        typed_bullets=typed_bullets,
    )

    assert_read_equals(content, "profil.odt", written)


@settings(max_examples=40, deadline=None)
@given(written=PROFILES, tick=st.sampled_from(["input", "char", "bracket", "wingdings", "svg"]), columns=COLUMNS)
def test_html(written, tick, columns):
    html = build_html(written, tick=tick, columns=columns)

    assert_read_equals(html.encode(), "profil.html", written)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    written=PROFILES,
    tick=st.sampled_from(["input", "char", "bracket", "svg"]),
    columns=COLUMNS,
    has_repeated_head=st.booleans(),
    has_whole_rows=st.booleans(),
    is_split=st.booleans(),
)
def test_pdf(written, tick, columns, has_repeated_head, has_whole_rows, is_split):
    content = build_pdf(
        written,
        tick=tick,
        columns=columns,
        has_repeated_head=has_repeated_head,
        has_whole_rows=has_whole_rows,
        is_split=is_split,
    )

    assert_read_equals(content, "profil.pdf", written)


@pytest.mark.parametrize("has_repeated_head", [True, False])
def test_pdf_over_many_pages_with_rows_torn_at_their_ends(has_repeated_head):
    written = large(3, 6)
    content = build_pdf(written, has_repeated_head=has_repeated_head, has_whole_rows=False)

    document = read_content(content, "profil.pdf")
    found = [
        (c.number, c.definition.text, tuple(i.text for i in c.indicators), c.weight, c.weight_confirmed)
        for s in document.profile.sections
        for c in s.criteria
    ]
    assert found == [
        (c.number, c.definition, c.indicators, c.weight, True) for s in written.sections for c in s.criteria
    ]
