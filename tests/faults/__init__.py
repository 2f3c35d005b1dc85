"""What breaks, on purpose: the database killed in the middle of each act, the disk full, mail and PDF engine away.

``python -m tests.faults --faults 300`` kills by hand; CI runs a small number with a fixed seed (``test_killed``).
"""
