"""App configuration of this step of the procedure."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "postings.intake"
    label = "intake"
    verbose_name = _("Bewerberlisten")
