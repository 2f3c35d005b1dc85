"""A database as after years: 10,000 procedures with 1,000,000 applications, and what pages and nightly jobs cost there.

``block`` builds five procedures through the services, so that every rule and trigger has seen them; ``multiply`` copies
them by SQL, table by table; ``scene`` is the procedure that is measured, alike in the empty and in the full database;
``pages`` and ``nightly`` measure. `python -m tests.bench.scale` runs it all on databases of its own.
"""
