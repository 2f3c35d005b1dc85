"""Lists for the tests of the intake."""

import csv
import hashlib
import io

from postings.applications.importing.reading import read_list
from postings.intake import services
from postings.intake.models import ApplicantList
from tests.factories import make_hr_officer

HEADER = (
    "Bewerbernummer", "Anrede", "Vorname", "Nachname", "Geburtsdatum", "PLZ", "Ort", "E-Mail", "Telefon", "Eingang",
    "Schwerbehinderung", "Migrationshintergrund", "intern/extern", "Familienstand",
)  # fmt: skip
JOERDIS = ("1", "Frau", "Jördis", "Müller", "04.03.1985", "01067", "Dresden", "jm@example.org", "+49 30 1",
           "14.08.2025", "ja", "nein", "extern", "ledig")  # fmt: skip
LATE = ("2", "Herr", "Max", "Muster", "01.02.1970", "10115", "Berlin", "mm@example.org", "", "20.08.2025", "nein", "",
        "intern", "verheiratet")  # fmt: skip
SILENT = ("3", "", "Kim", "Ott", "05.05.1991", "", "", "ko@example.org", "", "01.08.2025", "", "", "", "")
BROKEN = ("4", "Frau", "Uta", "Vogt", "morgen", "", "Bonn", "uv@example.org", "", "01.08.2025", "", "", "", "")
TWIN = ("5", "Herr", "Max", "Mustre", "07.07.1970", "10115", "Berlin", "twin@example.org", "", "01.08.2025", "", "",
        "", "")  # fmt: skip
GOOD = (JOERDIS, LATE, SILENT)


def changed(row, **values):
    """``row`` with other values, by the reduced names of the header ("Telefon" as telefon)."""
    names = [name.replace("-", "").replace("/", "").lower() for name in HEADER]
    return tuple(values.get(name, value) for name, value in zip(names, row, strict=True))


def csv_of(*rows, header=HEADER) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows([header, *rows])
    return file.getvalue().encode()


def upload(posting, *rows, actor=None, **more) -> ApplicantList:
    """An uploaded list, read without the child process, which costs a start of Python each time."""
    content = csv_of(*rows)
    return services.keep_list(
        posting=posting,
        table=read_list(content, "liste.csv"),
        sha256=hashlib.sha256(content).hexdigest(),
        actor=actor or make_hr_officer(),
        **more,
    )


def reviewed(posting, *rows, actor=None, **more) -> ApplicantList:
    """A list with its preview, mapped as proposed."""
    actor = actor or make_hr_officer()
    kept = upload(posting, *rows, actor=actor, **more)
    return services.map_columns(applicant_list=kept, mapping=kept.mapping, defaults={}, actor=actor)


def take_over(posting, *rows, valid_only=False, **more) -> ApplicantList:
    actor = make_hr_officer()
    kept = reviewed(posting, *rows, actor=actor, **more)
    return services.accept_list(applicant_list=kept, actor=actor, valid_only=valid_only)
