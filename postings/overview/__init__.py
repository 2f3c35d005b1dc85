"""The applicant overview: the officer's home in one procedure, and what the committee sees of it.

Owns no data. It brings together what the steps of the procedure know of each application (receipt, documents, formal
check, invitation), filters, sorts, exports, and leads to the same act for many at once. It stands above all steps, so
that none of them has to know the others. Start with ``query`` (which rows), then ``columns`` (what a row shows), then
``views``.
"""
