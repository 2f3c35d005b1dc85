"""Run an act in a process whose files may not grow beyond some bytes: what a full disk feels like, without one."""

import os
import subprocess
import sys

from tests.bench.load import database_url
from tests.conftest import ROOT

PRELUDE = """
import os, resource, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # Python ignores the signal; writing fails with EFBIG
"""


def run_limited(limit, code, **environment):
    """Run ``code`` with files of at most ``limit`` bytes on the database of the test; return the finished process."""
    environment = {**os.environ, "DATABASE_URL": database_url(), **environment}
    command = [sys.executable, "-c", PRELUDE + code, str(limit)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
