"""The database of the house: a real PostgreSQL by ``DATABASE_URL``, else the project's own, started when needed.

Owns ``configuration`` (what Django's settings ask for) and ``embedded`` (a private PostgreSQL under ``var/``: socket
only, no service, no root). Nothing in here imports Django. Start with ``configuration``; ``python -m
recruitment.database`` is the command line.
"""
