"""Whose well-formed form changes anything at which step of the procedure: one table, read by ``test_writing``.

Columns in the order of COLUMNS, steps of ``state_matrix``. H hr officer, C chair, A assessor, M minute taker, D
decider, O observer, R the three representations, V administrator; "-" nobody. An address that is missing here changes
nothing for anybody. What a form needs and the scene lacks (a record, a second person) is refused in words, and such an
address is missing as well.
After the end the file goes on (decisions 182, 210, 211): documents, suits, participation, corrections, erasure. A hold
stands in each scene, so that nobody removes a document; who does without one, ``test_after_the_end`` tells.
"""

COLUMNS = ("draft", "published", "rating", "concluded", "decided", "filled", "aborted")
LETTERS = {
    "H": "hr",
    "C": "chair",
    "A": "assessor",
    "M": "minute_taker",
    "D": "decider",
    "O": "observer",
    "R": "representation",
    "V": "admin",
}
# What an administrator may do in a procedure, from numbers alone (decision 140).
SECOND_PERSON = {"retention:run_confirm", "retention:run_discard"}

# fmt: off
WRITE_MATRIX: dict[str, str] = {
    "applications:formal_reopen": "-  H  H  H   -   -   -",
    "applications:formal_sheet": "-  H  H  H   -   -   -",
    "assessment:conflict_lift": "-  -  HC -   -   -   -",
    "assessment:conflict_record": "-  -  HC -   -   -   -",
    "assessment:consensus_edit": "-  -  -  CM  -   -   -",
    "assessment:impartiality_declare": "-  -  A  A   -   -   -",
    "assessment:impartiality_paper": "-  -  H  -   -   -   -",
    "assessment:plan_edit": "-  HC HC -   -   -   -",
    "assessment:round_close": "-  -  HC -   -   -   -",
    "assessment:round_conclude": "-  -  -  HC  -   -   -",
    "assessment:round_due": "-  -  HC -   -   -   -",
    "assessment:round_reopen": "-  -  -  HC  -   -   -",
    "decision:auxiliary_order": "H  H  H  -   -   -   -",
    "decision:decision_withdraw": "-  -  -  -   HD  -   -",
    "decision:ladder_edit": "-  -  HC HC  -   -   -",
    "decision:memo_begin": "-  HC HC HC  -   -   -",
    "decision:memo_further": "-  HC HC HC  -   -   -",
    "decision:order_edit": "-  -  HC HC  -   -   -",
    "disclosure:disclosure_create": "-  H  H  H   H   H   H",
    "documents:all_sheets_issue": "-  -  -  HCM HCM HCM -",
    "documents:application_document_issue": "-  -  -  HCM HCM HCM -",
    "documents:document_request_create": "-  H  H  H   H   H   H",
    "documents:extract_create": "-  H  H  H   H   H   H",
    "documents:guide_issue": "-  -  HC -   -   -   -",
    "documents:overview_issue": "-  HC HC HC  HC  HC  HC",
    "documents:posting_document_issue": "-  H  H  H   H   H   H",
    "documents:report_issue": "-  -  -  HCM -   -   -",
    "equality:duty_basis": "H  H  H  H   -   -   -",
    "equality:equality_edit": "-  H  H  H   H   H   H",
    "equality:invitation_proposal": "H  H  H  H   -   -   -",
    "files:consent_record": "-  H  H  H   H   H   H",
    "files:file_describe": "-  H  H  H   H   H   H",
    "files:file_list": "-  H  H  H   H   H   H",
    "files:request_sending": "-  H  H  H   H   H   H",
    "files:requirements_edit": "H  H  H  H   -   -   -",
    "files:state_record": "-  H  H  H   H   H   H",
    "intake:list_accept": "-  H  H  H   H   -   -",
    "intake:list_discard": "H  H  H  H   H   H   H",
    "intake:list_map": "H  H  H  H   H   H   H",
    "interviews:guide_delete": "-  -  HC -   -   -   -",
    "interviews:interview_edit": "-  -  HC HC  -   -   -",
    "interviews:question_add": "-  -  HC -   -   -   -",
    "interviews:question_delete": "-  -  HC -   -   -   -",
    "interviews:question_edit": "-  -  HC -   -   -   -",
    "notices:abort_edit": "-  H  H  H   H   -   -",
    "notices:check_add": "-  H  H  H   H   H   H",
    "notices:lawsuit_add": "-  H  H  H   H   H   H",
    "participation:matter_answer": "HR HR HR HR  HR  HR  HR",
    "participation:matter_not_required": "H  H  H  H   H   H   H",
    "participation:matter_withdraw": "H  H  H  H   H   H   H",
    "postings:contract_term_settle": "H  -  -  -   -   -   -",
    "postings:posting_discard": "H  -  -  -   -   -   -",
    "postings:posting_further": "H  H  H  H   H   H   H",
    "postings:rules_settle": "H  -  -  -   -   -   -",
    "retention:application_withdraw": "-  H  H  H   H   H   H",
    "retention:hold_lift": "H  H  H  H   H   H   H",
    "retention:hold_set": "H  H  H  H   H   H   H",
    "retention:run_confirm": "HV HV HV HV  HV  HV  HV",
    "retention:run_discard": "HV HV HV HV  HV  HV  HV",
    "screening:appraisal_delete": "-  H  H  H   -   -   -",
    "screening:findings_edit": "-  HC HC HC  -   -   -",
}
# fmt: on

# Answer to POST, and belong to no procedure: rights and states of their own, in the table of permissions.
OF_THE_HOUSE = {"accounts", "admin", "otp_webauthn", "profiles", "drafting", "operations", "jobs"}
