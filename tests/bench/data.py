"""Procedures of 200 and 2,000 applicants x 15 criteria x 5 assessors, loaded by SQL in one go.

The triggers are off while loading (the bench database is thrown away); the sums of the sheets are computed by the
same expression that the trigger uses.
"""

from django.db import connection, transaction

from postings.models import Posting
from recruitment.accounts.models import User
from tests.factories import SEED_WEIGHTS, make_hr_officer, make_member, make_posting, make_profile

ASSESSORS = 5

APPLICANTS = """
    INSERT INTO applications_applicant (academic_title, first_name, last_name, street, postal_code, city, email, phone,
        sort_key)
    SELECT '', 'Vorname' || i, 'Nachname' || lpad(i::text, 5, '0'), '', '', '', '', '',
           'nachname' || lpad(i::text, 5, '0') || ', vorname' || i
    FROM generate_series(1, %(count)s) AS i RETURNING id
"""
APPLICATIONS = """
    INSERT INTO applications_application (posting_id, applicant_id, number, received_on, channel, employment_status,
        track, is_internal, current_grade, current_position, qualification, experience, basis, basis_result, remarks,
        late_decision, late_reason, status, status_reason, source, source_number)
    SELECT %(posting)s, id, row_number() OVER (ORDER BY id), '2025-08-01', 'portal',
           (ARRAY['employee', 'civil_servant', 'external'])[1 + id %% 3], 'employee', false, 'E 9c', 'Sachbearbeitung',
           'Bachelor of Laws', '3 Jahre', 'appraisal', '2', '', 'not_late', '', 'eligible', '',
           '', ''
    FROM applications_applicant WHERE id = ANY(%(applicants)s)
"""
SHEETS = """
    INSERT INTO assessment_ratingsheet (application_id, assessor_id, status, version, note, started_at, saved_at)
    SELECT a.id, m.user_id, 'draft', 1, '', now(), now()
    FROM applications_application a JOIN postings_committeemembership m ON m.posting_id = a.posting_id
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


@transaction.atomic
def load(count: int) -> tuple[Posting, User, User]:
    """Load a procedure with ``count`` applicants; return it with an HR officer and an assessor who owes one sheet."""
    profile = make_profile(weights=SEED_WEIGHTS, title=f"Bench {count}")
    posting = make_posting(profile=profile, reference_number=f"bench-{count}")
    assessors = [make_member(posting) for _ in range(ASSESSORS)]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(APPLICANTS, {"count": count})
        values = {"posting": posting.pk, "applicants": [row[0] for row in cursor.fetchall()]}
        for statement in (APPLICATIONS, SHEETS, RATINGS, SUBMIT):
            cursor.execute(statement, values)
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE")
    return posting, make_hr_officer(), assessors[0]


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
