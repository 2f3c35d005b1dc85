import io
import json
import subprocess
import sys
import zipfile

import pytest
from django.core.management import CommandError, call_command

from postings.models import Posting
from profiles.models import RequirementProfile
from tests.conftest import ROOT
from tests.factories import make_hr_officer, make_user
from tests.profiles.importing.building_docx import build_docx
from tests.profiles.importing.building_html import build_html
from tests.profiles.importing.building_odt import build_odt
from tests.profiles.importing.building_pdf import build_pdf
from tests.profiles.importing.building_text import build_text
from tests.profiles.importing.test_pipeline import SHIPPED
from tests.profiles.importing.written_profile import EXAMPLE


def run(*arguments):
    return subprocess.run(
        [sys.executable, "manage.py", "import_profile", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_dry_run_prints_json_with_the_fixed_keys_and_nothing_else():
    finished = run(str(SHIPPED), "--dry-run", "--json")

    content = json.loads(finished.stdout)
    assert finished.returncode == 0
    assert list(content) == ["metadata", "tasks", "formal_requirements", "sections", "findings"]
    assert content["metadata"] == {
        "behoerde": "Bezirksamt Mitte von Berlin",
        "amt": "Amt für Soziales",
        "stellentitel": "Erste Sachbearbeitung Leistungskoordination und zugleich Leistungskoordination im "
        "Teilhabefachdienst des Amtes für Soziales",
        "besoldungsgruppe": "A 11",
        "entgeltgruppe": "E 10, Tl. I, TV-L",
        "kennzahl": "148/2025",
        "stand": "Jul 2025",
        "ersteller": "Soz 4K, Soz 41",
    }
    assert set(content["sections"][2]["criteria"][4]) == {
        "number",
        "title",
        "definition",
        "indicators",
        "weight",
        "weight_reason",
    }
    assert {tuple(finding) for finding in content["findings"]} == {("code", "message", "where")}


def test_an_unreadable_file_ends_with_2_and_one_line():
    finished = run("gibt-es-nicht.txt", "--dry-run", "--json")

    assert (finished.returncode, finished.stdout) == (2, "")
    assert finished.stderr == "Die Datei gibt-es-nicht.txt gibt es nicht.\n"


@pytest.mark.django_db
def test_without_dry_run_posting_and_profile_are_stored():
    officer = make_hr_officer()

    call_command("import_profile", str(SHIPPED), user=officer.username)

    posting = Posting.objects.get()
    assert (posting.reference_number, posting.contract_term) == ("148/2025", "undecided")
    assert posting.profile.criteria.count() == 15
    assert posting.profile.criteria.get(weight_confirmed=False).number == "3.3.5"


@pytest.mark.django_db
def test_storing_needs_somebody_who_may():
    nobody = make_user()

    with pytest.raises(CommandError, match="Bitte mit --user"):
        call_command("import_profile", str(SHIPPED), user=nobody.username)

    assert RequirementProfile.objects.count() == 0


@pytest.fixture
def file(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return str(path)

    return write


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("profil.docx", lambda: build_docx(EXAMPLE)),
        ("profil.odt", lambda: build_odt(EXAMPLE)),
        ("profil.pdf", lambda: build_pdf(EXAMPLE)),
        ("profil.html", lambda: build_html(EXAMPLE).encode()),
        ("profil.md", lambda: build_text(EXAMPLE, table="pipe").encode()),
        ("profil.txt", lambda: build_text(EXAMPLE).encode("utf-16")),
        ("profil", lambda: build_docx(EXAMPLE)),
    ],
)
def test_every_format_gives_the_same_weights(file, name, content):
    finished = run(file(name, content()), "--dry-run", "--json")

    sections = json.loads(finished.stdout)["sections"]
    assert finished.returncode == 0
    assert {c["number"]: c["weight"] for section in sections for c in section["criteria"]} == EXAMPLE.weights


ZIP_BOMB = io.BytesIO()
with zipfile.ZipFile(ZIP_BOMB, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("[Content_Types].xml", "<Types/>")
    archive.writestr("word/document.xml", b" " * (300 * 1024 * 1024))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("profil.docx", b"PK\x03\x04 kaputt", "beschädigt"),
        ("profil.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "Kennwort"),
        ("profil.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "als DOCX"),
        ("profil.docx", ZIP_BOMB.getvalue(), "profil.docx"),
        ("profil.pdf", b"%PDF-1.7\nkaputt", "profil.pdf"),
        ("profil.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "kein lesbares PDF, sondern eine Datei der Art PNG"),
        ("profil.docx", b"%PDF-1.7\n", "ist aber ein PDF"),
        ("profil.txt", b"", "leer"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_two_and_one_line(file, name, content, words):
    finished = run(file(name, content), "--dry-run", "--json")

    assert (finished.returncode, finished.stdout) == (2, "")
    assert len(finished.stderr.strip().split("\n")) == 1
    assert words in finished.stderr
