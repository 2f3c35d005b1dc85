"""App configuration of this step of the procedure."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    name = "postings.applications"
    label = "applications"
    verbose_name = _("Bewerbungen")
