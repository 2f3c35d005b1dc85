"""The settings of the tests: the real ones with a quick password hasher."""

from recruitment.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEBUG = False
AFTER_PUBLICATION = []  # two PDFs a publication are seconds; their tests switch it on again
PROCRASTINATE_IMPORT_PATHS = ["tests.recruitment.jobs.kinds"]

ERASURE_JOURNAL = ""
