"""Roles that hold for the whole authority."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuthorityRoleName(models.TextChoices):
    HR_OFFICER = "hr_officer", _("Personalservice")
    PROFILE_EDITOR = "profile_editor", _("Profilverantwortung (Fachbereich)")
    ADMINISTRATOR = "administrator", _("Verwaltung der Anwendung")
    DISABILITY_REP = "disability_rep", _("Schwerbehindertenvertretung")
    WOMENS_REP = "womens_rep", _("Frauenvertretung")
    STAFF_COUNCIL = "staff_council", _("Personalrat")


# Those who run something; representations take part by law and change nothing.
OFFICES = frozenset({AuthorityRoleName.HR_OFFICER, AuthorityRoleName.PROFILE_EDITOR, AuthorityRoleName.ADMINISTRATOR})
REPRESENTATIONS = frozenset(
    {AuthorityRoleName.DISABILITY_REP, AuthorityRoleName.WOMENS_REP, AuthorityRoleName.STAFF_COUNCIL}
)
