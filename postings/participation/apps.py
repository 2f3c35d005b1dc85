"""App configuration of this step of the procedure."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipationConfig(AppConfig):
    name = "postings.participation"
    label = "participation"
    verbose_name = _("Beteiligung")
