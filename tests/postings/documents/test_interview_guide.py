"""The guide as PDF: what it says, what a checker meets, that it is kept and the same every time."""

import io
import re
import subprocess

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from PIL import Image, ImageStat

from postings.documents.errors import GuideMissing
from postings.documents.guide_content import build_guide_content
from postings.documents.models import IssuedReport
from postings.documents.services import issue_guide, render_guide
from postings.interviews.guides import QuestionContent, add_question, guide_of
from tests.factories import (
    make_application,
    make_guide,
    make_hr_officer,
    make_member,
    make_posting,
    make_profile,
    make_record,
    make_rounds,
)
from tests.pdf_gate import SEVERAL_GRIDS, faults, tag_counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    profile = make_profile(weights={"3.1": (2, 4), "3.2": (3, 2)})
    return make_posting(profile=profile, authority="Bezirksamt Mitte von Berlin", office="Amt für Soziales")


@pytest.fixture
def entry(posting):
    return posting.plan.rounds.get()


def text_of(path):
    finished = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s+", " ", finished.stdout)


def pages_of(path):
    pictures = subprocess.run(["pdftoppm", "-r", "20", "-png", path, path.with_suffix("")], check=True)
    assert pictures.returncode == 0
    return [
        ImageStat.Stat(Image.open(io.BytesIO(found.read_bytes())).convert("L")).mean[0]
        for found in sorted(path.parent.glob("*.png"))
    ]


def test_the_guide_passes_the_gate_and_says_everything(entry, tmp_path):
    guide = make_guide(entry, questions=4)
    path = tmp_path / "leitfaden.pdf"
    path.write_bytes(render_guide(build_guide_content(guide)))

    assert faults(path, skipped=SEVERAL_GRIDS) == []
    assert min(pages_of(path)) > 200
    text = text_of(path)
    for words in (
        "Vertraulich – Personalangelegenheit",
        "Entwurf: Der Leitfaden kann sich noch ändern.",
        "Danach wird nicht gefragt",
        "Gesundheit, Behinderung",
        "Guten Tag.",
        "Frage 4 (10 Minuten)",
        "Wie gehen Sie in Lage 4 vor?",
        "3.2.2 Merkmal 3.2.2 (Gewichtung 2)",
        "nennt die Frist",
        "Woran würden Sie das merken?",
        "wägt Wege ab",
        "Antwort zu Frage 4 in Stichworten",
        "Vorgesehene Zeit für alle Fragen: 40 Minuten.",
        "Vielen Dank.",
        "Leitfaden Fassung 5",
    ):
        assert words in text
    counts = tag_counts(path)
    assert (counts["/H1"], counts["/H3"]) == (1, 4)


def test_an_empty_guide_and_long_texts_pass_too(posting, tmp_path):
    first, second = make_rounds(posting, ["3.1.1", "3.1.2", "3.2.1", "3.2.2"], ["3.1.1"])
    make_guide(first, questions=0)
    add_question(
        round=second,
        content=QuestionContent("Was tun Sie? " * 300, expected="- ein Punkt\n" * 60, anchors={3: "mittel " * 200}),
        actor=make_hr_officer(),
    )

    for entry in (first, second):
        path = tmp_path / f"leitfaden-{entry.position}.pdf"
        path.write_bytes(render_guide(build_guide_content(guide_of(entry))))
        assert faults(path, skipped=SEVERAL_GRIDS) == []


def test_the_same_guide_gives_the_same_bytes_and_one_issue(posting, entry):
    make_guide(entry, questions=1)
    officer = make_hr_officer()

    first, second = issue_guide(round=entry, actor=officer), issue_guide(round=entry, actor=officer)
    make_record(make_application(posting), entry)
    final = issue_guide(round=entry, actor=officer)

    assert (first.pk == second.pk, first.version, final.version) == (True, 1, 2)
    assert render_guide(build_guide_content(guide_of(entry))) == bytes(final.content)
    assert (build_guide_content(guide_of(entry)).is_fixed, bytes(first.content) != bytes(final.content)) == (True, True)


def test_guides_of_two_rounds_are_kept_side_by_side(posting):
    first, second = make_rounds(posting, ["3.1.1", "3.1.2", "3.2.1", "3.2.2"], ["3.1.1"])
    officer = make_hr_officer()
    for entry in (first, second):
        make_guide(entry, questions=0)

    issued = [issue_guide(round=entry, actor=officer) for entry in (first, second, first)]

    assert [(report.version, report.round_id) for report in issued] == [(1, first.pk), (2, second.pk), (1, first.pk)]


def test_without_a_guide_nothing_is_issued(entry):
    with pytest.raises(GuideMissing):
        issue_guide(round=entry, actor=make_hr_officer())


def test_only_a_guide_has_a_round(posting, entry):
    for kind, round_pk in (("selection_report", entry.pk), ("interview_guide", None)):
        with (
            pytest.raises(DatabaseError, match="issuedreport_guide_of_a_round"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "INSERT INTO documents_issuedreport (posting_id, kind, round_id, version, issued_at, profile_hash,"
                " data_sha256, sha256, unsigned_sha256, content) VALUES (%s, %s, %s, 1, now(), '', '', %s, '', '')",
                [posting.pk, kind, round_pk, "0" * 64],
            )


def test_the_committee_looks_and_the_chair_issues(client, posting, entry):
    make_guide(entry, questions=1)
    client.force_login(make_member(posting))
    seen = client.get(reverse("documents:guide_pdf", args=[entry.pk]))
    refused = client.post(reverse("documents:guide_issue", args=[entry.pk]))
    client.force_login(make_member(posting, role="chair"))
    url = reverse("documents:guide_issue", args=[entry.pk])
    first = client.post(url, follow=True).content.decode()
    again = client.post(url, follow=True).content.decode()
    report = IssuedReport.objects.get()
    stored = client.get(reverse("documents:guide_download", args=[report.pk]))

    assert (seen.content[:5], seen["Cache-Control"], refused.status_code) == (b"%PDF-", "no-store, private", 403)
    assert ("ausgefertigt (Nr. 1)" in first, "nichts geändert" in again) == (True, True)
    assert stored.content == bytes(report.content)
    assert report.sha256[:32] in again
