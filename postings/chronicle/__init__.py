"""A year later: what was known and decided in a procedure on a given day, and by whom.

Read from the histories that the database keeps (django-pghistory), from what is locked once given, and from the record
of the acts. Start with ``reading.read_state``; page and command show the same value.
"""
