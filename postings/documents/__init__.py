"""Documents that leave the house: the ranked selection report, the posting and its profile, as PDF/UA.

Each is stored with version and SHA-256 (``IssuedReport``); a published posting has a public page as well. Start with
``report_content`` and ``posting_content`` (what stands in them, one frozen dataclass each), then ``services``.
"""
