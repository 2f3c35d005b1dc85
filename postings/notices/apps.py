"""App configuration of this step of the procedure."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "postings.notices"
    label = "notices"
    verbose_name = _("Mitteilungen und Abschluss des Verfahrens")
