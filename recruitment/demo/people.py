"""The invented people of the demonstration: accounts and applicants. Any likeness to living persons is accidental.

Names are made of materials, weather and plants, so that nobody takes them for real applicants.
"""

from dataclasses import dataclass, field
from datetime import date

PASSWORD = "demo-148-2025"  # printed by `make demo`; demonstration accounts exist on local machines only


@dataclass(frozen=True, slots=True)
class Account:
    """One demonstration account: who it is and what this person does."""

    username: str
    first_name: str
    last_name: str
    function: str
    does: str
    authority_roles: tuple[str, ...] = ()
    committee_roles: tuple[str, ...] = ()


# What each procedure of the demonstration is good for; printed with the accounts.
PROCEDURES = (
    (
        "148/2025",
        "mitten in der Bewertung: weiterbewerten (beisitz2), Rangfolge und Bericht ansehen (personal, vorsitz)",
    ),
    ("148/2025-Entwurf", "noch nicht veröffentlicht: Zweifel am Anforderungsprofil klären (profil, personal)"),
    (
        "900/2026",
        "am Ende, ganz erfunden: Vergleich, Auswahlvermerk, Beteiligung, Entscheidung, Mitteilungen; die Wartefrist "
        "ist vorbei, als „personal“ nach Klagen fragen und ernennen",
    ),
)

ACCOUNTS = (
    Account(
        "personal",
        "Petra",
        "Beispiel",
        "Personalservice",
        "führt die Verfahren: 148/2025 von der Bewerbung bis zum Bericht, 900/2026 bis zur Ernennung",
        authority_roles=("hr_officer",),
    ),
    Account(
        "personal2",
        "Pascal",
        "Gegenlese",
        "Personalservice",
        "zweite Person: bestätigt, wenn die formale Prüfung „nicht erfüllt“ ergibt",
        authority_roles=("hr_officer",),
    ),
    Account(
        "vorsitz",
        "Valentin",
        "Vorbild",
        "Leitung Amt für Soziales",
        "leitet die Auswahlkommission, bewertet, schreibt den Leistungsvergleich (900/2026: fertig)",
        committee_roles=("chair", "assessor"),
    ),
    Account(
        "beisitz1",
        "Beate",
        "Muster",
        "Leitung Teilhabefachdienst",
        "bewertet; hat alle Bögen abgegeben",
        committee_roles=("assessor",),
    ),
    Account(
        "beisitz2",
        "Bruno",
        "Probe",
        "Gruppenleitung Leistungskoordination",
        "bewertet; schuldet in 148/2025 noch zwei Bögen – hier weiterbewerten",
        committee_roles=("assessor",),
    ),
    Account(
        "protokoll",
        "Paula",
        "Protokoll",
        "Personalservice",
        "führt Protokoll, bewertet nicht (900/2026: Gesprächsprotokolle)",
        committee_roles=("minute_taker",),
    ),
    Account(
        "entscheidung",
        "Edda",
        "Entscheid",
        "Bezirksstadträtin (fiktiv)",
        "zeichnet den Auswahlvermerk und entscheidet mit Gründen (900/2026), bewertet nicht",
        committee_roles=("decider",),
    ),
    Account(
        "personalrat",
        "Paul",
        "Beirat",
        "Personalrat",
        "beobachtet; hat 900/2026 zugestimmt, sieht in 148/2025 die Rangfolge erst am Ende",
        authority_roles=("staff_council",),
        committee_roles=("observer",),
    ),
    Account(
        "frauenvertretung",
        "Frauke",
        "Beteiligt",
        "Frauenvertretung",
        "liest unter „Beteiligung“ alle Bewerbungen, auch nicht eingeladene; wurde in 900/2026 gehört",
        authority_roles=("womens_rep",),
    ),
    Account(
        "sbv",
        "Sibel",
        "Beistand",
        "Schwerbehindertenvertretung",
        "liest unter „Beteiligung“ Verfahren mit schwerbehinderten Bewerbenden; wurde in 900/2026 gehört",
        authority_roles=("disability_rep",),
    ),
    Account(
        "profil",
        "Frieda",
        "Fach",
        "Fachbereich Soz 4K",
        "bearbeitet Anforderungsprofile und klärt Zweifel",
        authority_roles=("profile_editor",),
    ),
    Account(
        "verwaltung",
        "Werner",
        "Wartung",
        "Verwaltung der Anwendung",
        "pflegt Konten, Skalen und Kommissionen; sieht keine Bewerbungen",
        authority_roles=("administrator",),
    ),
)

ASSESSORS = ("vorsitz", "beisitz1", "beisitz2")
OWES = "beisitz2"


@dataclass(frozen=True, slots=True)
class Person:
    """One invented applicant. ``ratings`` are the panel's centre per criterion, in the order of the profile."""

    first_name: str
    last_name: str
    received_on: date
    track: str
    employment_status: str
    is_internal: bool
    current_grade: str
    current_position: str
    qualification: str
    alternative: int  # 1-based: by which alternative the first formal requirement is met
    experience: str
    basis: str
    basis_dated_on: date | None
    basis_result: str = ""
    academic_title: str = ""
    channel: str = "portal"
    consents: bool | None = None
    is_eligible: bool = True
    is_withdrawn: bool = False
    late_reason: str = ""
    ratings: tuple[tuple[int, ...], ...] = field(default=())  # one row per assessor, 15 values, 0 = not assessable
    equality: tuple[str, str, str] = ("not_stated", "not_stated", "not_stated")  # sex, disability, migration


PUBLISHED_ON = date(2025, 7, 18)
IN_TIME = date(2025, 8, 1)
NO_RECORD_REASON = "Weder Beurteilung noch Zeugnis; der Lebenslauf belegt einschlägige Tätigkeiten."

# The two applicants of the worked example (DOMAIN.md 8.3), rated alike by all three.
EXAMPLE_A = (4, 3, 3, 4, 3, 3, 4, 4, 3, 3, 4, 4, 3, 3, 3)
EXAMPLE_B = (3, 4, 3, 2, 2, 3, 4, 3, 3, 4, 3, 3, 4, 3, 5)

PEOPLE = (
    Person(
        "Erika", "Ahornblatt", date(2025, 7, 24), "civil_servant", "civil_servant", True, "A 10",
        "Sachbearbeitung Eingliederungshilfe", "Laufbahnbefähigung, erstes Einstiegsamt der Laufbahngruppe 2", 1,
        "6 Jahre Teilhabefachdienst", "appraisal", date(2025, 3, 31), "2", consents=True,
        ratings=(
            (4, 5, 4, 4, 4, 4, 5, 4, 4, 5, 4, 4, 4, 4, 4),
            (4, 5, 4, 3, 4, 4, 4, 4, 4, 4, 5, 4, 4, 4, 4),
            (5, 4, 4, 4, 4, 4, 4, 4, 5, 5, 4, 4, 4, 4, 3),
        ),
        equality=("female", "severe", "not_stated"),
    ),
    Person(
        "Bodo", "Birnenmost", date(2025, 7, 28), "employee", "employee", True, "E 9c",
        "Leistungskoordination", "Verwaltungslehrgang II", 1,
        "9 Jahre Sozialverwaltung", "appraisal", date(2025, 2, 28), "2", consents=True,
        ratings=(EXAMPLE_A, EXAMPLE_A, EXAMPLE_A), equality=("male", "none", "no"),
    ),
    Person(
        "Clara", "Donnerwetter", date(2025, 8, 4), "employee", "external", False, "",
        "Fallmanagement bei einem freien Träger, zuvor Landratsamt", "Bachelor of Laws", 9,
        "3 Jahre öffentliche Verwaltung", "reference", date(2025, 6, 30), "", consents=None,
        ratings=(EXAMPLE_B, EXAMPLE_B, EXAMPLE_B), equality=("female", "none", "yes"),
    ),
    Person(
        "Detlef", "Eisenkraut", date(2025, 8, 6), "civil_servant", "civil_servant", False, "A 10",
        "Sachbearbeitung Hilfe zur Pflege in einem anderen Bezirk",
        "Laufbahnbefähigung, erstes Einstiegsamt der Laufbahngruppe 2", 1,
        "4 Jahre Sozialamt", "appraisal", date(2024, 12, 31), "3", consents=True,
        # The true tie with the next: the same values, given by other assessors.
        ratings=(
            (3, 4, 3, 3, 3, 3, 4, 3, 3, 4, 3, 4, 3, 3, 3),
            (3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3),
            (3, 4, 2, 3, 4, 3, 3, 3, 3, 4, 3, 3, 4, 3, 2),
        ),
        equality=("male", "not_stated", "not_stated"),
    ),
    Person(
        "Edeltraud", "Federwolke", date(2025, 8, 8), "employee", "employee", False, "E 10",
        "Sachbearbeitung Jobcenter", "Studiengang Öffentliche Verwaltung", 5,
        "5 Jahre Leistungsgewährung", "appraisal", date(2025, 1, 31), "3", consents=False,
        ratings=(
            (3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3),
            (3, 4, 2, 3, 4, 3, 3, 3, 3, 4, 3, 3, 4, 3, 2),
            (3, 4, 3, 3, 3, 3, 4, 3, 3, 4, 3, 4, 3, 3, 3),
        ),
        equality=("female", "none", "not_stated"),
    ),
    Person(
        "Ferdinand", "Glockenspiel", date(2025, 8, 11), "employee", "external", False, "",
        "Projektleitung Sozialwirtschaft", "Studiengang Sozialwirt", 10,
        "1 Jahr Bezirksamt (befristet)", "reference", date(2025, 5, 31), "",
        ratings=(
            (4, 3, 4, 3, 4, 3, 4, 4, 4, 4, 4, 5, 4, 4, 0),
            (4, 3, 3, 3, 4, 3, 4, 4, 4, 3, 5, 4, 5, 4, 4),
            (3, 1, 4, 3, 4, 3, 4, 4, 4, 4, 4, 5, 4, 5, 4),
        ),
        equality=("male", "none", "yes"),
    ),
    Person(
        "Gisela", "Haferkorn", date(2025, 8, 12), "civil_servant", "civil_servant", True, "A 9",
        "Sachbearbeitung Wohngeld", "Laufbahnbefähigung, erstes Einstiegsamt der Laufbahngruppe 2", 1,
        "2 Jahre Sozialamt", "appraisal", date(2025, 4, 30), "3", consents=True,
        ratings=(
            (3, 2, 2, 3, 3, 3, 3, 3, 3, 2, 3, 3, 4, 3, 3),
            (2, 3, 2, 3, 3, 3, 3, 2, 3, 3, 3, 3, 3, 3, 3),
            (3, 2, 3, 3, 2, 4, 3, 3, 2, 2, 3, 4, 3, 4, 3),
        ),
        equality=("female", "equated", "no"),
    ),
    Person(
        "Holger", "Inselmoos", date(2025, 8, 18), "employee", "employee", False, "E 9b",
        "Sachbearbeitung Landesamt", "Studiengang Verwaltungsinformatik", 7,
        "2 Jahre öffentliche Verwaltung", "appraisal", date(2024, 11, 30), "2",
        late_reason="Ein Tag nach Fristende eingegangen; die Sichtung hatte noch nicht begonnen.",
        ratings=(
            (5, 3, 3, 4, 5, 3, 4, 4, 4, 3, 3, 3, 4, 3, 3),
            (5, 3, 2, 4, 5, 3, 4, 4, 4, 3, 3, 4, 3, 4, 3),
            (5, 3, 3, 4, 5, 3, 4, 4, 4, 3, 4, 4, 3, 3, 4),
        ),
        equality=("male", "not_stated", "not_stated"),
    ),
    Person(
        "Isolde", "Jasminblüte", date(2025, 8, 13), "employee", "employee", True, "E 9c",
        "Sachbearbeitung Grundsicherung", "Verwaltungslehrgang II", 1,
        "7 Jahre Sozialamt", "appraisal", date(2025, 3, 31), "2", consents=True,
        ratings=(
            (4, 4, 3, 4, 4, 4, 4, 3, 4, 4, 4, 4, 4, 3, 3),
            (3, 4, 3, 3, 4, 4, 4, 4, 4, 3, 4, 4, 4, 4, 4),
        ),
        equality=("female", "none", "yes"),
    ),
    Person(
        "Jürgen", "Kieselstein", date(2025, 8, 14), "civil_servant", "civil_servant", False, "A 10",
        "Sachbearbeitung Personal", "Laufbahnbefähigung, erstes Einstiegsamt der Laufbahngruppe 2", 1,
        "8 Jahre öffentliche Verwaltung", "appraisal", date(2025, 5, 31), "3", consents=True, channel="paper",
        ratings=(
            (3, 3, 2, 4, 3, 3, 3, 4, 3, 3, 3, 3, 3, 3, 3),
            (4, 3, 2, 4, 3, 4, 3, 4, 4, 3, 3, 3, 3, 3, 2),
        ),
        equality=("male", "none", "no"),
    ),
    Person(
        "Karin", "Löwenzahn", date(2025, 8, 5), "employee", "external", False, "",
        "Erzieherin", "Ausbildung Erzieherin", 0,
        "keine in der öffentlichen Verwaltung", "reference", date(2025, 4, 30), "", is_eligible=False,
        equality=("female", "not_stated", "not_stated"),
    ),
    Person(
        "Lothar", "Morgenrot", date(2025, 7, 30), "employee", "employee", False, "E 9c",
        "Sachbearbeitung Ordnungsamt", "Verwaltungslehrgang II", 1,
        "4 Jahre öffentliche Verwaltung", "appraisal", date(2025, 1, 31), "3", is_withdrawn=True,
        equality=("male", "not_stated", "not_stated"),
    ),
)  # fmt: skip

OBSERVATIONS = {
    5: "Beispiel aus der eigenen Fallarbeit, lückenlos begründet und auf Nachfrage vertieft.",
    4: "Sicher im Vorgehen, ein Aspekt erst auf Nachfrage.",
    2: "Antwort blieb allgemein; Rechtsgrundlage nicht benannt.",
    1: "Kein eigenes Beispiel, auch auf Nachfrage nicht.",
}
NOT_ASSESSABLE_REASON = "Im Gespräch blieb dafür keine Zeit; aus der Akte nicht erkennbar."
