"""App configuration of this step of the procedure."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EqualityConfig(AppConfig):
    name = "postings.equality"
    label = "equality"
    verbose_name = _("Gleichstellung")
