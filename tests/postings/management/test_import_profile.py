import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from postings.models import Posting
from profiles.models import RequirementProfile
from tests.conftest import ROOT
from tests.factories import make_hr_officer, make_user
from tests.profiles.importing.test_pipeline import SHIPPED


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
