import io
import re
import subprocess
from dataclasses import replace

import docx
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings

from profiles.exchange.collect import collect_profile, edition_of
from profiles.exchange.json_format import parse_json, write_json
from profiles.exchange.services import export_profile, file_name, render_profile_html, write_pdf
from profiles.importing.exchange_json import read_profile_json
from profiles.models import Criterion, RatingScale, RequirementProfile
from profiles.services import confirm_weight, create_profile_from_document
from tests.factories import make_hr_officer, make_posting, make_profile
from tests.pdf_gate import SEVERAL_GRIDS, faults, tag_counts
from tests.profiles.exchange.contents import CONTENT, DRAFT, FROZEN, contents, plain, settled


def taken_in(content):
    document = read_profile_json(write_json(content, DRAFT), "profil.json")
    return create_profile_from_document(document=document, actor=None)


def loaded(profile):
    return RequirementProfile.objects.with_parts().get(pk=profile.pk)


def in_order(content):
    """The database keeps requirements by track."""
    return replace(content, requirements=tuple(sorted(content.requirements, key=lambda item: item.track)))


@pytest.mark.django_db
def test_export_import_export_gives_the_same_content():
    assert collect_profile(loaded(taken_in(CONTENT))) == in_order(CONTENT)


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=contents())
def test_any_content_comes_back_equal_through_the_database(content):
    assert collect_profile(loaded(taken_in(content))) == in_order(content)


@pytest.mark.django_db
def test_the_weights_that_a_document_may_mean_survive_export_and_import():
    profile = make_profile(weights={"3.1": (2, 4), "3.3": (3, 2)})
    doubtful = profile.criteria.get(number="3.3.2")
    Criterion.objects.filter(pk=doubtful.pk).update(
        weight_confirmed=False, weight_doubt="Die Zeile hat eine Spalte zu viel.", weight_readings=[2, 3]
    )

    document = read_profile_json(export_profile(profile_id=profile.pk, file_format="json"), "profil.json")
    again = create_profile_from_document(document=document, actor=None).criteria.get(number="3.3.2")

    assert (again.weight, again.weight_confirmed, again.weight_readings) == (2, False, [2, 3])
    assert again.possible_weights == (2, 3)
    confirm_weight(criterion=again, weight=3, reason="Original geprüft", actor=make_hr_officer())
    settled_file = export_profile(profile_id=again.profile_id, file_format="json")
    assert b"weight_readings" not in settled_file  # the doubt is settled and goes no further


@pytest.mark.django_db
def test_import_makes_a_draft_even_of_a_frozen_profile():
    frozen = make_posting().profile
    document = read_profile_json(export_profile(profile_id=frozen.pk, file_format="json"), "profil.json")

    draft = create_profile_from_document(document=document, actor=make_hr_officer())

    assert (draft.is_frozen, draft.content_hash, draft.source_name) == (False, "", "profil.json")
    assert collect_profile(loaded(draft)) == collect_profile(loaded(frozen))


@pytest.mark.django_db
def test_the_same_scale_is_not_made_twice_and_another_one_is_its_own():
    first, again = taken_in(CONTENT), taken_in(CONTENT)
    other = taken_in(replace(CONTENT, scale=replace(CONTENT.scale, comment_levels=())))

    assert first.scale_id == again.scale_id != other.scale_id
    assert RatingScale.objects.filter(name="Probeskala").count() == 2


@pytest.mark.django_db
def test_export_costs_the_same_queries_for_any_size(django_assert_num_queries):
    profile = make_profile(weights={"3.1": (2, 4, 3, 2, 3, 3), "3.2": (3, 2, 2, 4), "3.3": (3, 2, 3)})

    with django_assert_num_queries(9):
        content = export_profile(profile_id=profile.pk, file_format="json")

    assert len(parse_json(content.decode(), "x")[0].criteria) == 13


@pytest.mark.django_db
def test_each_format_is_what_it_is_called():
    profile = make_profile(title="Leiter*in des Amtes")

    assert parse_json(export_profile(profile_id=profile.pk, file_format="json").decode(), "x")[1].version == 1
    word = docx.Document(io.BytesIO(export_profile(profile_id=profile.pk, file_format="docx")))
    assert word.core_properties.title == "Anforderungsprofil: Leiter*in des Amtes"
    assert export_profile(profile_id=profile.pk, file_format="pdf").startswith(b"%PDF-1.7")
    assert file_name(profile, "pdf") == "anforderungsprofil-leiterin-des-amtes-fassung-1-entwurf.pdf"


def text_of(path, *options):
    finished = subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s+", " ", finished.stdout)


@pytest.fixture
def frozen_pdf(tmp_path):
    path = tmp_path / "profil.pdf"
    path.write_bytes(write_pdf(settled(CONTENT), FROZEN))
    return path


def test_printed_profile_passes_the_gate_and_reads_like_the_form(frozen_pdf):
    assert faults(frozen_pdf, skipped=SEVERAL_GRIDS) == []

    text = text_of(frozen_pdf)
    for expected in (
        "Anforderungsprofil",
        "Stand Jul 2025",
        "Ersteller/in Soz 4K, Soz 41",
        "Stellentitel / Funktion",
        "Dienststelle",
        "1 Beschreibung des Arbeitsgebietes",
        "Hervorzuhebende Sonderaufgaben",
        "2 Formale Anforderungen Gewichtungen entfallen hier.",
        "3 Leistungsmerkmale",
        "* Gewichtungen: 4 = unabdingbar, 3 = sehr wichtig, 2 = wichtig, 1 = erforderlich",
        "festgeschrieben am 18.07.2025",
        "Seite 1 von 2",
    ):
        assert expected in text
    assert re.sub(r"\s", "", "ab" * 32) in re.sub(r"\s", "", text)
    assert "Entwurf" not in text


def test_every_box_of_the_form_has_words_for_those_who_do_not_see_it(frozen_pdf):
    with pikepdf.open(frozen_pdf) as pdf:
        spoken = [
            str(item["/Alt"])
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
        assert pdf.Root.Lang == "de"
        assert pdf.Root.Outlines.Count != 0
    assert sorted(spoken) == sorted(
        f"Gewichtung {weight} angekreuzt" if weight == ticked else f"{weight} leer"
        for ticked in (4, 1, 2)
        for weight in (4, 3, 2, 1)
    )
    assert tag_counts(frozen_pdf)["/Table"] == 5  # head, grades, two sections, corrections


def test_a_draft_says_so_on_every_page_and_carries_no_hash(tmp_path):
    long = replace(
        CONTENT.sections[0].criteria[0],
        indicators=tuple(plain(f"Kenntnisse des Rechtsgebietes {n} " * 6) for n in range(24)),
    )
    many = tuple(replace(long, key="", number=f"3.1.{n}") for n in range(1, 5))
    content = replace(CONTENT, sections=(replace(CONTENT.sections[0], criteria=many),))
    path = tmp_path / "entwurf.pdf"
    path.write_bytes(write_pdf(content, DRAFT))

    assert faults(path, skipped=SEVERAL_GRIDS) == []
    with pikepdf.open(path) as pdf:
        pages = len(pdf.pages)
    for page in range(1, pages + 1):
        text = text_of(path, "-f", str(page), "-l", str(page))
        assert ("ENTWURF" in text, "Entwurf – nicht veröffentlicht" in text) == (True, True)
    assert "Prüfsumme (SHA-256)" not in text_of(path)


def test_a_criterion_is_not_torn_where_it_fits_on_a_page(tmp_path):
    row = replace(CONTENT.sections[0].criteria[0], indicators=tuple(plain(f"Kenntnis {n}") for n in range(12)))
    rows = tuple(replace(row, number=f"3.1.{n}", title=plain(f"Merkmal {n}")) for n in range(1, 9))
    path = tmp_path / "profil.pdf"
    path.write_bytes(write_pdf(replace(CONTENT, sections=(replace(CONTENT.sections[0], criteria=rows),)), DRAFT))

    assert faults(path, skipped=SEVERAL_GRIDS) == []
    with pikepdf.open(path) as pdf:
        texts = [text_of(path, "-f", str(n), "-l", str(n)) for n in range(1, len(pdf.pages) + 1)]
    for n in range(1, 9):
        page = next(text for text in texts if f"Merkmal {n} " in text)
        assert "Kenntnis 11" in page.partition(f"Merkmal {n} ")[2].partition("Merkmal")[0]


def test_same_content_same_bytes():
    assert write_pdf(CONTENT, DRAFT) == write_pdf(CONTENT, DRAFT)


def test_texts_of_people_stay_text():
    html = render_profile_html(replace(CONTENT, title=plain("<script>alert(1)</script>")), DRAFT)

    assert "<script>" not in html


@pytest.mark.django_db
def test_edition_tells_draft_from_frozen():
    draft, frozen = make_profile(), make_posting().profile

    assert (edition_of(draft).is_draft, edition_of(draft).sha256) == (True, "")
    assert (edition_of(frozen).is_draft, edition_of(frozen).sha256) == (False, frozen.content_hash)


@pytest.mark.django_db
def test_a_criterion_keeps_its_identifier_through_exchange_and_versions():
    profile = taken_in(CONTENT)

    assert [str(key) for key in Criterion.objects.filter(profile=profile).values_list("key", flat=True)] == [
        criterion.key for criterion in CONTENT.criteria
    ]
