"""App configuration of this step of the procedure."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionConfig(AppConfig):
    name = "postings.decision"
    label = "decision"
    verbose_name = _("Auswahlentscheidung")
