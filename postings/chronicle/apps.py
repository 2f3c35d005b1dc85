"""App configuration of the chronicle."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChronicleConfig(AppConfig):
    name = "postings.chronicle"
    label = "chronicle"
    verbose_name = _("Stand des Verfahrens")
