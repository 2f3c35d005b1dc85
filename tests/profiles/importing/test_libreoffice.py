"""What LibreOffice makes of a form written for Word reads the same; runs where LibreOffice is installed."""

import shutil
import subprocess

import pytest

from profiles.importing.pipeline import read_content
from tests.profiles.importing.building_docx import build_docx
from tests.profiles.importing.written_profile import EXAMPLE

SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["odt", "pdf", "docx"])
def test_a_form_saved_by_libreoffice_reads_the_same(kind, tmp_path):
    source, target = tmp_path / "profil.docx", tmp_path / "neu"
    source.write_bytes(build_docx(EXAMPLE, tick="legacy"))

    command = [SOFFICE, f"-env:UserInstallation=file://{tmp_path}/konto", "--headless", "--convert-to", kind]
    command += ["--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)

    document = read_content((target / f"profil.{kind}").read_bytes(), f"profil.{kind}")
    found = {c.number: (c.weight, c.weight_confirmed) for s in document.profile.sections for c in s.criteria}
    assert found == {number: (weight, True) for number, weight in EXAMPLE.weights.items()}
