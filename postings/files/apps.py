"""App configuration of this step of the procedure."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "postings.files"
    label = "files"
    verbose_name = _("Bewerbungsunterlagen")
