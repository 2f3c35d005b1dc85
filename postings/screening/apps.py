"""App configuration of this step of the procedure."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScreeningConfig(AppConfig):
    name = "postings.screening"
    label = "screening"
    verbose_name = _("Vorauswahl")
