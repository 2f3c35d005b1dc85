#!/usr/bin/env python
"""Run an administrative command; without DATABASE_URL the project's own PostgreSQL is started first."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recruitment.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
