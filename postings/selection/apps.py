"""App configuration of this step of the procedure."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelectionConfig(AppConfig):
    name = "postings.selection"
    label = "selection"
    verbose_name = _("Auswahl")
