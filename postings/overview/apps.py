"""App configuration of the applicant overview."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OverviewConfig(AppConfig):
    name = "postings.overview"
    label = "overview"
    verbose_name = _("Bewerberübersicht")
