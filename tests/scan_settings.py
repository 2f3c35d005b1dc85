"""The settings of a scan (``scripts/dast.sh``): the real ones, without what would lock the scanner out or slow it down.

A scanner guesses passwords, sends a form a thousand times and downloads everything. What stops it from doing so has its
own tests; here it would only hide the pages behind it. Never for people: production settings are refused.
"""

from django.core.exceptions import ImproperlyConfigured

from recruitment.settings import *  # noqa: F403
from recruitment.settings import IS_PRODUCTION, LOGGING

if IS_PRODUCTION:
    raise ImproperlyConfigured("tests.scan_settings is for a scan on this machine only.")

AXES_ENABLED = False
USE_LIMITS = dict.fromkeys(("upload", "export", "job"), 10_000_000)
SESSION_IDLE_MINUTES = SESSION_COOKIE_AGE = 100_000
# One JSON line a request: which routes were reached, and with which answer (scripts/dast_findings.py reads it).
LOGGING["handlers"]["console"]["formatter"] = "json"
LOGGING["loggers"]["recruitment.requests"]["level"] = "INFO"
