"""What those who run the application need and nobody else sees: probes, metrics, log lines, backups.

Owns ``probes`` (is it alive, is it ready), ``metrics`` (figures for Prometheus), ``requests`` and ``logs`` (one JSON
line a request, with its number, without personal data), ``archive`` with ``backups`` and ``restoring``
(``manage.py backup``, ``manage.py restore``) and ``manage.py migrate``, which two deployments may start at once.
Knows no procedure: figures are counts of requests and jobs, never of applicants. Start with ``docs/operations.md``.
"""
