"""Erasure of personal data: at once on withdrawal, and after the period (DOMAIN.md 5.4). Its record names nobody.

Owns ``DeletionRecord``, ``LegalHold``, ``ErasureRun`` and the order of erasing: each step of the procedure erases its
own rows (``erasure`` modules named in the settings ``ERASURE_STEPS`` and ``PROCEDURE_ERASURE_STEPS``), this app knows
none of them. Start with ``services.erase_application``; periods are in ``rules`` and ``due``, runs in ``runs``.
"""
