"""Whose well-formed form changes anything at which step of the procedure: one table, read by ``test_writing``.

Columns in the order of COLUMNS, steps of ``state_matrix``. H hr officer, C chair, A assessor, M minute taker, D
decider, O observer, V administrator; "-" nobody. An address that is missing here changes nothing for anybody. What one
form needs and the scene lacks (a record, a second person) is refused in words, and such an address is missing as well.
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
    "applications:formal_reopen": "H",
    "applications:formal_sheet": "H",
    "assessment:conflict_lift": "HC",
    "assessment:conflict_record": "HC",
    "assessment:impartiality_declare": "A",
    "assessment:impartiality_paper": "H",
    "assessment:plan_edit": "HC",
    "assessment:round_close": "HC",
    "assessment:round_due": "HC",
    "decision:auxiliary_order": "H",
    "decision:ladder_edit": "HC",
    "decision:memo_begin": "HC",
    "decision:memo_further": "HC",
    "decision:order_edit": "HC",
    "disclosure:disclosure_create": "H",
    "documents:document_request_create": "H",
    "documents:extract_create": "H",
    "documents:guide_issue": "HC",
    "documents:overview_issue": "HC",
    "documents:posting_document_issue": "H",
    "equality:duty_basis": "H",
    "equality:equality_edit": "H",
    "equality:invitation_proposal": "H",
    "files:consent_record": "H",
    "files:file_describe": "H",
    "files:file_list": "H",
    "files:file_remove": "H",
    "files:request_sending": "H",
    "files:requirements_edit": "H",
    "files:state_record": "H",
    "intake:list_accept": "H",
    "intake:list_discard": "H",
    "intake:list_map": "H",
    "interviews:guide_delete": "HC",
    "interviews:interview_edit": "HC",
    "interviews:question_add": "HC",
    "interviews:question_delete": "HC",
    "interviews:question_edit": "HC",
    "notices:abort_edit": "H",
    "notices:check_add": "H",
    "notices:lawsuit_add": "H",
    "participation:matter_answer": "H",
    "participation:matter_not_required": "H",
    "participation:matter_withdraw": "H",
    "postings:posting_further": "H",
    "retention:application_withdraw": "H",
    "retention:hold_lift": "H",
    "retention:hold_set": "H",
    "retention:run_confirm": "HV",
    "retention:run_discard": "HV",
    "screening:appraisal_delete": "H",
    "screening:findings_edit": "HC",
}
# fmt: on

# Answer to POST, and belong to no procedure: rights and states of their own, in the table of permissions.
OF_THE_HOUSE = {"accounts", "admin", "otp_webauthn", "profiles", "drafting", "operations", "jobs"}
