"""App configuration of the information for data subjects."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisclosureConfig(AppConfig):
    name = "postings.disclosure"
    label = "disclosure"
    verbose_name = _("Auskunft an betroffene Personen")
