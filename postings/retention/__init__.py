"""Erasure of personal data, with a record that names nobody (DOMAIN.md 5.4).

Owns ``DeletionRecord`` and the order of erasing: each step of the procedure erases its own rows (``erasure`` modules
named in the setting ``ERASURE_STEPS``), this app knows none of them. Start with ``services.erase_application``.
"""
