"""App configuration of the accounts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "recruitment.accounts"
    label = "accounts"
    verbose_name = _("Benutzerkonten")
