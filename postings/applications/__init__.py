"""Applicants, their applications and the check of the formal requirements.

Owns ``Applicant``, ``Application`` and ``FormalCheck``. Nothing of ``postings.equality`` is known here. Start with
``models``, then ``services``.
"""
