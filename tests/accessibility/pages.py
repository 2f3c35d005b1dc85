"""Which pages are walked as whom: the permission table tells all of them; here stand the further states and reasons."""

from tests.permission_matrix import MATRIX, ROLES

# Who opens a page, if several may: the first who has the most to see there.
PREFERENCE = (
    "hr_officer",
    "chair",
    "decider",
    "assessor_owing",
    "assessor_done",
    "minute_taker",
    "administrator",
    "profile_editor",
    "disability_rep",
    "womens_rep",
    "staff_council",
    "observer",
    "outsider",
    "anonymous",
)

# Pages of Django's administration beside those of the permission table: name, arguments, role.
FURTHER = [
    ("admin:app_list", ("app",), "administrator"),
    ("admin:password_change", (), "administrator"),
    ("admin:password_change_done", (), "administrator"),
    ("admin:auth_user_password_change", ("user",), "administrator"),
    ("admin:accounts_user_history", ("user",), "administrator"),
    ("admin:postings_committeemembership_change", ("membership",), "administrator"),
    ("admin:postings_committeemembership_delete", ("membership",), "administrator"),
    ("admin:postings_committeemembership_history", ("membership",), "administrator"),
    ("admin:profiles_ratingscale_add", (), "administrator"),
    ("admin:profiles_ratingscale_history", ("scale",), "administrator"),
    ("admin:profiles_baseprofile_change", ("base_profile",), "administrator"),
    ("admin:profiles_baseprofile_history", ("base_profile",), "administrator"),
    ("admin:profiles_basecriterion_change", ("base_criterion",), "administrator"),
    ("admin:profiles_basecriterion_history", ("base_criterion",), "administrator"),
    ("admin:profiles_requirementprofile_history", ("draft",), "administrator"),
]

# Addresses that show no page of their own to anybody, and why nothing is left unchecked.
NO_PAGE = {
    "accounts:logout": "takes the button only; the page behind it is walked with those for faults",
    "jobs:job_state": "a part that the page of the job, which is walked, puts into itself",
    "accounts:single_sign_on": "leads to the provider",
    "accounts:single_sign_on_back": "leads on to the page that was wanted, or to the log-in",
    "admin:login": "refused: the log-in of the house is the only one",
    "admin:logout": "takes the form of the log-out only",
    "admin:autocomplete": "data for a field",
    "admin:jsi18n": "a script",
    "admin:view_on_site": "leads on to another address",
    "admin:accounts_user_delete": "refused: accounts are switched off",
    "admin:assessment_ratingsheet_change": "refused: paper sheets have their own page, which is walked",
    "admin:assessment_ratingsheet_delete": "refused",
    "admin:assessment_ratingsheet_history": "refused",
    "admin:profiles_basecriterion_delete": "refused",
    "admin:profiles_baseprofile_delete": "refused",
    "admin:profiles_ratingscale_delete": "refused",
    "admin:profiles_requirementprofile_delete": "refused",
}


def role_for(expected: str) -> str | None:
    """Return who opens the page of a row of the permission table, or None if nobody gets one."""
    answers = expected.split()
    answers += answers[1:2] * (len(ROLES) - len(answers))
    allowed = {role for role, answer in zip(ROLES, answers, strict=True) if answer == "200"}
    return next((role for role in PREFERENCE if role in allowed), None)


def walk() -> list[tuple[str, str, tuple[str, ...], str]]:
    """Return method, name, arguments and role of every step, one role after the other.

    "post" sends the empty form: the page with its errors.
    """
    rows = [(method, name, arguments, role_for(expected)) for method, name, arguments, expected in MATRIX]
    rows = [row for row in rows if row[1] not in NO_PAGE]
    rows += [("get", *row) for row in FURTHER]
    return sorted((row for row in rows if row[3]), key=lambda row: PREFERENCE.index(row[3]))
