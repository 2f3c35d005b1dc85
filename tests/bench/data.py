"""Procedures of 200 and 2,000 applicants x 15 criteria x 5 assessors, loaded in one go.

The triggers are off while loading (the bench database is thrown away); the sums of the sheets are computed by the
same expression that the trigger uses.
"""

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction

from postings.applications.models import Applicant, Application
from postings.models import Posting
from recruitment.accounts.models import User
from tests.factories import SEED_WEIGHTS, make_hr_officer, make_member, make_posting, make_profile

ASSESSORS = 5

DECLARATIONS = """
    INSERT INTO assessment_impartialitydeclaration
        (application_id, person_id, is_conflicted, names_were_shown, declared_on, recorded_at)
    SELECT a.id, m.user_id, false, true, current_date, now()
    FROM applications_application a JOIN postings_committeemembership m ON m.posting_id = a.posting_id
    WHERE a.posting_id = %(posting)s AND m.role = 'assessor'
"""
SHEETS = """
    INSERT INTO assessment_ratingsheet
        (application_id, round_id, assessor_id, status, version, note, started_at, saved_at)
    SELECT a.id, r.id, m.user_id, 'draft', 1, '', now(), now()
    FROM applications_application a JOIN postings_committeemembership m ON m.posting_id = a.posting_id
    JOIN assessment_assessmentround r ON r.plan_id = a.posting_id
    WHERE a.posting_id = %(posting)s AND m.role = 'assessor'
"""
# Deterministic and spread out: about one answer in 300 is "not assessable", so both paths of the ranking are walked.
RATINGS = """
    INSERT INTO assessment_rating (sheet_id, criterion_id, value, is_not_assessable, not_assessable_reason, observation)
    SELECT s.id, c.id,
           CASE WHEN h %% 300 = 0 THEN NULL ELSE 1 + (h %% 5) END, h %% 300 = 0,
           CASE WHEN h %% 300 = 0 THEN 'nicht gefragt' ELSE '' END, ''
    FROM assessment_ratingsheet s
    JOIN applications_application a ON a.id = s.application_id
    JOIN postings_posting p ON p.id = a.posting_id
    JOIN profiles_criterion c ON c.profile_id = p.profile_id,
    LATERAL (SELECT abs(hashint8(s.id * 31 + c.id))) AS hashed(h)
    WHERE a.posting_id = %(posting)s
"""
SUBMIT = """
    UPDATE assessment_ratingsheet s
    SET status = 'submitted', submitted_at = now(), weighted_points = t.points, rated_weight = t.weight
    FROM (SELECT r.sheet_id, coalesce(sum(c.weight * r.value), 0) AS points,
                 coalesce(sum(c.weight) FILTER (WHERE r.value IS NOT NULL), 0) AS weight
          FROM assessment_rating r JOIN profiles_criterion c ON c.id = r.criterion_id GROUP BY r.sheet_id) t,
         applications_application a
    WHERE t.sheet_id = s.id AND a.id = s.application_id AND a.posting_id = %(posting)s
"""


def load(count: int) -> tuple[Posting, User, User]:
    """Load a procedure with ``count`` applicants; return it with an HR officer and an assessor who owes one sheet."""
    posting, assessors = _load(count, ASSESSORS, (DECLARATIONS, SHEETS, RATINGS, SUBMIT))
    return posting, make_hr_officer(), assessors[0]


def load_unrated(count: int, assessors: int) -> tuple[Posting, list[User]]:
    """Load a procedure in which everybody has declared impartiality and nobody has rated yet."""
    return _load(count, assessors, (DECLARATIONS,))


@transaction.atomic
def _load(count: int, assessors: int, statements: Sequence[str]) -> tuple[Posting, list[User]]:
    profile = make_profile(weights=SEED_WEIGHTS, title=f"Bench {count}")
    posting = make_posting(profile=profile, reference_number=f"bench-{count}")
    people = [make_member(posting) for _ in range(assessors)]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        _load_applications(posting, count)
        for statement in statements:
            cursor.execute(statement, {"posting": posting.pk})
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE")
    return posting, people


def _load_applications(posting: Posting, count: int) -> None:
    applicants = Applicant.objects.bulk_create(
        Applicant(first_name=f"Vorname{i}", last_name=f"Nachname{i:05}", sort_key=f"nachname{i:05}, vorname{i}")
        for i in range(1, count + 1)
    )
    Application.objects.bulk_create(
        Application(
            posting=posting,
            applicant=applicant,
            number=number,
            received_on=date(2025, 8, 1),
            employment_status=("employee", "civil_servant", "external")[number % 3],
            track="employee",
            current_grade="E 9c",
            current_position="Sachbearbeitung",
            qualification="Bachelor of Laws",
            experience="3 Jahre",
            basis="appraisal",
            basis_result="2",
            status="eligible",
        )
        for number, applicant in enumerate(applicants, start=1)
    )


def applicant_rows(count: int) -> list[tuple[str, ...]]:
    """Rows of a portal's list: header, then ``count`` different persons, spread over names, years and towns."""
    first = ("Anna", "Bernd", "Çiğdem", "Dieter", "Eva", "Fatma", "Georg", "Hülya", "Ivo", "Jördis", "Karl", "Lena")
    last = ("Albrecht", "Brandt", "Çelik", "Dörfler", "Engel", "Fuchs", "Grimm", "Hoppe", "Ising", "Jahn", "Kröger")
    towns = ("Berlin", "Potsdam", "Bernau", "Oranienburg", "Falkensee", "Teltow", "Erkner")
    header = (
        "Bewerbernummer", "Anrede", "Titel", "Vorname", "Nachname", "Geburtsdatum", "Straße", "PLZ", "Ort", "E-Mail",
        "Telefon", "Eingang", "Schwerbehinderung", "intern/extern",
    )  # fmt: skip
    # Two more syllables, so that no two persons of one year or town sound alike.
    syllables = [a + b for a in ("bar", "dul", "fim", "gos", "kal", "lun", "mer", "nok", "pit", "rasch") for b in
                 ("berg", "dorf", "feld", "hof", "kamp", "lein", "mann", "ning", "rath", "stein")]  # fmt: skip
    return [header, *(
        (
            str(n), "Frau" if n % 2 else "Herr", "", f"{first[n % 12]}{syllables[n // 97 % 100]}",
            f"{last[n % 11]}{syllables[n % 97]}", f"{1 + n % 28:02}.{1 + n % 12:02}.{1955 + n % 50}", f"Allee {n}",
            f"{10000 + n:05}", towns[n % 7], f"person{n}@example.org", f"+49 30 {n}", "01.08.2025",
            "nein" if n % 9 else "ja", "extern",
        )
        for n in range(count)
    )]  # fmt: skip
