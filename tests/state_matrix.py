"""Which answer who gets at which step of the procedure: one table, read by ``test_states``.

Columns in the order of STATES; a word alone holds for every step, and a role that is not named gets 404. The steps are
those of ``PostingStatus``, and *concluded*: rating still open by name, its only round closed.
"""

STATES = ("draft", "published", "rating", "concluded", "decided", "filled", "aborted")
ROLES = ("hr", "chair", "assessor", "decider", "observer", "outsider", "member_elsewhere", "admin")

# fmt: off
STATE_MATRIX = {
    ("get", "postings:posting_detail", "posting"): {"hr": "200", "chair": "200", "assessor": "200", "decider": "200", "observer": "200"},
    ("get", "postings:posting_publish", "posting"): {"hr": "200", "chair": "403", "assessor": "403", "decider": "403", "observer": "403"},
    ("get", "postings:posting_events", "posting"): {"hr": "200", "chair": "200", "assessor": "403", "decider": "403", "observer": "403"},
    ("get", "applications:application_create", "posting"): {"hr": "200", "chair": "403", "assessor": "403", "decider": "403", "observer": "403"},
    ("get", "applications:formal_list", "posting"): {"hr": "200", "chair": "403", "assessor": "403", "decider": "403", "observer": "403"},
    ("get", "assessment:progress", "posting"): {"hr": "200", "chair": "200", "assessor": "403", "decider": "403", "observer": "403"},
    ("get", "assessment:plan_edit", "posting"): {"hr": "302 200 200 302 302 302 200", "chair": "302 200 200 302 302 302 200", "assessor": "403", "decider": "403", "observer": "403"},
    ("get", "selection:ranking", "posting"): {"hr": "200", "chair": "200", "assessor": "403 403 403 200 200 200 403", "decider": "200", "observer": "403"},
    ("get", "decision:overview", "posting"): {"hr": "200", "chair": "200", "assessor": "403 403 403 200 200 200 403", "decider": "200", "observer": "403"},
    ("get", "decision:decide", "posting"): {"hr": "403", "chair": "403", "assessor": "403", "decider": "200", "observer": "403"},
    ("get", "documents:report_list", "posting"): {"hr": "200", "chair": "200", "assessor": "403 403 403 200 200 200 403", "decider": "200", "observer": "403"},
    ("get", "notices:notice_list", "posting"): {"hr": "200", "chair": "200", "assessor": "403", "decider": "200", "observer": "403"},
    ("get", "overview:applicant_overview", "posting"): {"hr": "200", "chair": "200", "assessor": "200", "decider": "200", "observer": "200"},
    ("get", "applications:application_detail", "application"): {"hr": "200", "chair": "200", "assessor": "200", "decider": "200", "observer": "200"},
    ("get", "applications:formal_sheet", "application"): {"hr": "200", "chair": "403", "assessor": "403", "decider": "403", "observer": "403"},
    ("get", "files:file_list", "application"): {"hr": "200", "chair": "200", "assessor": "200", "decider": "200", "observer": "200"},
    ("get", "assessment:sheet_edit", "application"): {"hr": "403", "chair": "403", "assessor": "302", "decider": "403", "observer": "403"},
    ("get", "selection:result_detail", "application"): {"hr": "200", "chair": "200", "assessor": "403 403 403 200 200 200 403", "decider": "200", "observer": "403"},
    ("get", "documents:extract_create", "application"): {"hr": "200", "chair": "403", "assessor": "403", "decider": "403", "observer": "403"},
}
# fmt: on
