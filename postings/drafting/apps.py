"""App configuration of this step of the procedure."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DraftingConfig(AppConfig):
    name = "postings.drafting"
    label = "drafting"
    verbose_name = _("Eingelesene Dokumente")
