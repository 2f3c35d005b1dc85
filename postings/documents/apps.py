"""App configuration of this step of the procedure."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "postings.documents"
    label = "documents"
    verbose_name = _("Dokumente")
