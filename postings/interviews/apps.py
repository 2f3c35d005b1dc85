"""App configuration of this step of the procedure."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterviewsConfig(AppConfig):
    name = "postings.interviews"
    label = "interviews"
    verbose_name = _("Auswahlgespräche")
