"""Roles that hold for the whole authority."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuthorityRoleName(models.TextChoices):
    HR_OFFICER = "hr_officer", _("Personalservice")
    PROFILE_EDITOR = "profile_editor", _("Profilverantwortung (Fachbereich)")
    ADMINISTRATOR = "administrator", _("Verwaltung der Anwendung")
