"""Who gets which answer from which address: one table, read by ``test_permissions``.

Columns in the order of ROLES; "login" is the redirect of somebody who is not logged in. 404 outside one"s scope, 403
inside it. The administrator sees no procedure and no applicant: no role stands above the others.
"""

ROLES = (
    "anonymous",
    "outsider",
    "hr_officer",
    "profile_editor",
    "administrator",
    "chair",
    "assessor_done",
    "assessor_owing",
    "minute_taker",
    "decider",
    "observer",
)

PUBLIC = {"accounts:login", "accounts:logout"}

# fmt: off
MATRIX = [
    # method, name, arguments, and for: anonymous outsider hr editor admin chair done owing minutes decider observer
    ("get", "postings:start", (), "login 302 302 302 302 302 302 302 302 302 302"),
    ("get", "postings:posting_list", (), "login 200 200 200 200 200 200 200 200 200 200"),
    ("get", "postings:posting_detail", ("posting",), "login 404 200 404 404 200 200 200 200 200 200"),
    ("get", "postings:contract_term_settle", ("posting",), "login 404 200 404 404 403 403 403 403 403 403"),
    ("get", "postings:posting_publish", ("posting",), "login 404 200 404 404 403 403 403 403 403 403"),
    ("post", "postings:scoring_open", ("posting",), "login 404 302 404 404 403 403 403 403 403 403"),
    ("get", "postings:posting_events", ("posting",), "login 404 200 404 404 200 403 403 200 403 403"),
    ("get", "profiles:profile_list", (), "login 403 200 200 200 403 403 403 403 403 403"),
    ("get", "profiles:profile_detail", ("profile",), "login 404 200 200 200 200 200 200 200 200 200"),
    ("get", "profiles:profile_detail", ("draft",), "login 404 200 200 200 404 404 404 404 404 404"),
    ("get", "profiles:weight_confirm", ("criterion",), "login 403 200 200 200 403 403 403 403 403 403"),
    ("post", "profiles:profile_new_version", ("profile",), "login 403 302 302 302 403 403 403 403 403 403"),
    ("get", "drafting:document_list", (), "login 403 200 200 200 403 403 403 403 403 403"),
    ("get", "drafting:document_review", ("document",), "login 403 200 200 200 403 403 403 403 403 403"),
    ("get", "drafting:document_file", ("document",), "login 403 200 200 200 403 403 403 403 403 403"),
    ("post", "drafting:document_discard", ("document",), "login 403 302 302 302 403 403 403 403 403 403"),
    ("get", "applications:application_list", ("posting",), "login 404 200 404 404 200 200 200 200 200 200"),
    ("get", "applications:application_create", ("posting",), "login 404 200 404 404 403 403 403 403 403 403"),
    ("get", "applications:application_detail", ("application",), "login 404 200 404 404 200 200 200 200 200 200"),
    ("get", "applications:formal_check", ("application", "requirement"), "login 404 200 404 404 403 403 403 403 403 403"),
    ("post", "applications:eligibility_decide", ("application",), "login 404 302 404 404 403 403 403 403 403 403"),
    ("get", "applications:lateness_decide", ("application",), "login 404 200 404 404 403 403 403 403 403 403"),
    ("get", "applications:application_withdraw", ("application",), "login 404 200 404 404 403 403 403 403 403 403"),
    ("get", "equality:equality_edit", ("application",), "login 404 200 404 404 403 403 403 403 403 403"),
    ("get", "assessment:sheet_list", (), "login 200 200 200 200 200 200 200 200 200 200"),
    ("get", "assessment:sheet_edit", ("application",), "login 404 403 404 404 403 200 200 403 403 403"),
    ("post", "assessment:sheet_edit", ("application",), "login 404 403 404 404 403 200 200 403 403 403"),
    ("get", "assessment:progress", ("posting",), "login 404 200 404 404 200 403 403 403 403 403"),
    ("get", "selection:ranking", ("posting",), "login 404 200 404 404 200 200 403 200 200 403"),
    ("get", "selection:result_detail", ("application",), "login 404 200 404 404 200 200 403 200 200 403"),
    ("get", "documents:report_list", ("posting",), "login 404 200 404 404 200 200 403 200 200 403"),
    ("post", "documents:report_issue", ("posting",), "login 404 302 404 404 302 403 403 302 403 403"),
    ("get", "documents:report_download", ("report",), "login 404 200 404 404 200 200 403 200 200 403"),
    ("get", "accounts:password_change", (), "login 200 200 200 200 200 200 200 200 200 200"),
    ("get", "accounts:password_changed", (), "login 200 200 200 200 200 200 200 200 200 200"),
    ("get", "admin:index", (), "login login 200 200 200 login login login login login login"),
    ("get", "admin:accounts_user_changelist", (), "login login 403 403 200 login login login login login login"),
    ("get", "admin:accounts_user_add", (), "login login 403 403 200 login login login login login login"),
    ("get", "admin:accounts_user_change", ("user",), "login login 403 403 200 login login login login login login"),
    ("get", "admin:profiles_ratingscale_changelist", (), "login login 403 403 200 login login login login login login"),
    ("get", "admin:profiles_ratingscale_change", ("scale",), "login login 403 403 200 login login login login login login"),
    ("get", "admin:profiles_requirementprofile_changelist", (), "login login 200 200 200 login login login login login login"),
    ("get", "admin:profiles_requirementprofile_change", ("draft",), "login login 200 200 200 login login login login login login"),
    ("get", "admin:profiles_requirementprofile_change", ("profile",), "login login 200 200 200 login login login login login login"),
    ("post", "admin:profiles_requirementprofile_new_version", ("profile",), "login login 302 302 302 login login login login login login"),
    ("get", "admin:postings_committeemembership_changelist", (), "login login 200 403 200 login login login login login login"),
    ("get", "admin:postings_committeemembership_add", (), "login login 200 403 200 login login login login login login"),
    ("get", "admin:assessment_ratingsheet_changelist", (), "login login 200 403 403 login login login login login login"),
    ("get", "admin:assessment_ratingsheet_add", (), "login login 200 403 403 login login login login login login"),
    ("get", "admin:assessment_ratingsheet_paper", ("application", "assessor"), "login login 200 403 403 login login login login login login"),
    ("post", "admin:assessment_ratingsheet_paper", ("application", "assessor"), "login login 200 403 403 login login login login login login"),
]
# fmt: on
