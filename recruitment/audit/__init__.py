"""The record of the procedure: who did what and when, in the field's words, kept so that nobody can change it.

Owns ``Event`` (append-only, held by a trigger) and ``record``. Field-by-field history of the rows is kept beside it by
django-pghistory. ``guards`` keeps all of them from being rewritten, ``sealing`` chains them day by day. Start with
``services.record``; the wording of every action stands in ``wording``.
"""
