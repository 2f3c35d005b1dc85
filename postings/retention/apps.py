"""App configuration of this step of the procedure."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RetentionConfig(AppConfig):
    name = "postings.retention"
    label = "retention"
    verbose_name = _("Löschung")
