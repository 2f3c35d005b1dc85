import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from postings.applications.models import Applicant
from postings.equality.models import EqualityData
from postings.intake.models import ApplicantList
from tests.conftest import ROOT
from tests.factories import make_hr_officer, make_posting, make_user
from tests.postings.intake.lists import BROKEN, GOOD, JOERDIS, LATE, TWIN, changed, csv_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path, capsys):
    """Return a function that runs the command on rows and returns (exit code, standard output, standard error)."""

    def run(*rows, posting, content=None, **options):
        file = tmp_path / "liste.csv"
        file.write_bytes(content if content is not None else csv_of(*rows))
        out, err, code = io.StringIO(), io.StringIO(), 0
        try:
            call_command("import_applications", str(file), posting=posting, stdout=out, stderr=err, **options)
        except SystemExit as stopped:
            code = stopped.code
        return code, out.getvalue(), err.getvalue()

    return run


def number():
    return make_posting().reference_number


def test_a_dry_run_prints_json_with_the_fixed_keys_and_stores_nothing(run):
    code, out, err = run(*GOOD, BROKEN, posting=number(), dry_run=True, json=True)

    report = json.loads(out)
    assert (code, err, list(report)) == (0, "", ["columns", "records", "summary"])
    assert report["columns"] == {
        "Familienstand": None, "Bewerbernummer": "source_number", "Anrede": "salutation", "Vorname": "first_name",
        "Nachname": "last_name", "Geburtsdatum": "birth_date", "PLZ": "postal_code", "Ort": "city",
        "E-Mail": "email", "Telefon": "phone", "Eingang": "received_on", "Schwerbehinderung": "severe_disability",
        "Migrationshintergrund": "migration_background", "intern/extern": "is_internal",
    }  # fmt: skip
    assert [set(record) for record in report["records"]] == [{"row", "action", "fields", "problems"}] * 4
    assert [(record["row"], record["action"]) for record in report["records"]] == [
        (2, "create"), (3, "late"), (4, "create"), (5, "invalid")
    ]  # fmt: skip
    assert report["records"][0]["fields"]["postal_code"] == "01067"
    assert report["records"][3]["problems"][0] == {
        "level": "error",
        "column": "Geburtsdatum",
        "field": "birth_date",
        "message": "Das ist kein Datum. Bitte als TT.MM.JJJJ angeben. Gelesen: „morgen“.",
    }
    assert {name: report["summary"][name] for name in ("rows", "create", "late", "invalid", "blocking")} == {
        "rows": 4, "create": 2, "late": 1, "invalid": 1, "blocking": 1
    }  # fmt: skip
    assert [column["column"] for column in report["summary"]["dropped_columns"]] == ["Familienstand"]
    assert (Applicant.objects.count(), ApplicantList.objects.count()) == (0, 0)


def test_without_dry_run_the_list_is_taken_over(run):
    posting, officer = make_posting(), make_hr_officer()

    code, out, err = run(*GOOD, posting=posting.reference_number, user=officer.username, json=True)

    assert (code, err, posting.applications.count(), EqualityData.objects.count()) == (0, "", 3, 2)
    assert json.loads(out)["summary"]["created"] == 3
    kept = ApplicantList.objects.get()
    assert (kept.accepted_by, kept.table) == (officer, None)


def test_the_same_file_twice_changes_nothing(run):
    posting, officer = make_posting(), make_hr_officer()
    run(*GOOD, posting=posting.reference_number, user=officer.username)
    before = list(Applicant.objects.values())

    code, out, _err = run(*GOOD, posting=posting.reference_number, user=officer.username, json=True)

    report = json.loads(out)
    assert (code, list(Applicant.objects.values()), report["summary"]["unchanged"]) == (0, before, 3)
    assert {record["action"] for record in report["records"]} == {"duplicate"}


def test_one_row_in_the_way_stops_all_of_them(run):
    posting, officer = make_posting(), make_hr_officer()

    code, out, err = run(*GOOD, BROKEN, posting=posting.reference_number, user=officer.username, json=True)

    assert (code, err) == (2, "Es wurde nichts übernommen: 1 Zeilen sind ungültig, doppelt oder noch zu prüfen.\n")
    assert json.loads(out)["summary"]["created"] == 0
    assert (Applicant.objects.count(), ApplicantList.objects.count()) == (0, 0)


def test_valid_only_takes_the_valid_and_writes_the_rest(run, tmp_path):
    posting, officer = make_posting(), make_hr_officer()
    rest = tmp_path / "rest.csv"

    code, _out, err = run(
        *GOOD, BROKEN, TWIN, posting=posting.reference_number, user=officer.username, valid_only=True, rest=rest
    )

    assert (code, err, posting.applications.count()) == (0, "", 3)
    assert rest.read_text("utf-8-sig").count("\n") == 3


def test_updates_and_checks_are_told(run):
    posting, officer = make_posting(), make_hr_officer()
    run(JOERDIS, LATE, posting=posting.reference_number, user=officer.username)

    _code, out, _err = run(
        changed(JOERDIS, telefon="030 2"), TWIN, posting=posting.reference_number, dry_run=True, json=True
    )

    assert [record["action"] for record in json.loads(out)["records"]] == ["update", "check"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"posting": "nix", "dry_run": True}, "Eine Ausschreibung mit der Kennzahl nix gibt es nicht."),
        ({}, "Bitte mit --user ein Konto des Personalservice angeben (oder --dry-run)."),
        ({"user": "outsider"}, "Bitte mit --user ein Konto des Personalservice angeben (oder --dry-run)."),
        (
            {"content": b"%PDF-1.7", "dry_run": True},
            "Die Datei liste.csv ist ein PDF, keine Tabelle. Lesbar sind CSV, XLSX und ODS.",
        ),
        (
            {"dry_run": True, "rest": Path("/nix/rest.csv")},
            "Die Datei /nix/rest.csv kann nicht geschrieben werden: No such file or directory.",
        ),
    ],
)
def test_an_error_ends_with_2_and_one_line(run, options, words):
    make_user(username="outsider")
    options = {"posting": number(), "json": True, **options}

    code, out, err = run(*GOOD, **options)

    assert (code, out, err) == (2, "", f"{words}\n")


def test_people_get_a_report_in_words(run):
    code, out, _err = run(*GOOD, BROKEN, posting=number(), dry_run=True)

    lines = out.splitlines()
    assert (code, lines[-1]) == (
        0, "4 Zeilen: 2 neu, 0 geändert, 0 doppelt (0 ohne Änderung), 0 zu prüfen, 1 verspätet, 1 ungültig."
    )  # fmt: skip
    assert "weggelassen: Familienstand (Familienstand – gehört nicht in ein Auswahlverfahren)" in lines


def test_the_command_itself_prints_one_line_for_a_missing_file():
    finished = subprocess.run(
        [sys.executable, "manage.py", "import_applications", "nix.csv", "--dry-run", "--json", "--posting", "nix"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (finished.returncode, finished.stdout, finished.stderr.count("\n")) == (2, "", 1)
