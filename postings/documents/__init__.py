"""Documents that leave the house: the ranked selection report as PDF/UA, stored with version and SHA-256.

Owns ``IssuedReport``. Start with ``report_content`` (what stands in it, one frozen dataclass), then ``services``.
"""
