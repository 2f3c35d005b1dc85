"""WSGI entry point for gunicorn: ``recruitment.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recruitment.settings")

application = get_wsgi_application()
