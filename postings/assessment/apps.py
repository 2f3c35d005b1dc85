"""App configuration of this step of the procedure."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentConfig(AppConfig):
    name = "postings.assessment"
    label = "assessment"
    verbose_name = _("Bewertung")
