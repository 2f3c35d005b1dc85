"""Whose well-formed form changes anything at which step of the procedure: one table, read by ``test_writing``.

Columns in the order of STATES of ``state_matrix``. H hr officer, C chair, A assessor, M minute taker, D decider, O
observer; "-" nobody; "." no such thing at this step. Everybody else (outsiders, members of other procedures,
administrators) changes nothing anywhere: their letters do not exist.
"""

LETTERS = {"H": "hr", "C": "chair", "A": "assessor", "M": "minute_taker", "D": "decider", "O": "observer"}

# fmt: off
WRITE_MATRIX: dict[tuple[str, tuple[str, ...]], str] = {
}
# fmt: on

# Answer to POST, and belong to no procedure: rights and states of their own, in the table of permissions.
OF_THE_HOUSE = {"accounts", "admin", "otp_webauthn", "profiles", "drafting", "operations", "jobs"}
