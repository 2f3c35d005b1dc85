"""Interviews: the guide of a round, the appointments, and what was asked and answered.

Owns guides with their questions, interviews and their records; a record holds answers and never a rating, so whoever
rates may read it. Start with ``guides`` (fixed by the first record or sheet), ``appointments`` and ``records``.
"""
