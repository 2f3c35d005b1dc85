"""Documents that leave the house as PDF/UA: selection report, posting and profile, and the archived documents.

Each is stored with version and SHA-256 (``IssuedReport``); a published posting has a public page as well. Start with
``report_content`` and ``posting_content`` (what stands in them, one frozen dataclass each), then ``services``.
``paper`` is the form of the archived documents, ``archive`` issues them, ``verification`` knows a file again.
"""
