"""The admin site: who may enter is a question of roles."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AdministrationSite(AdminSite):
    """The administrators' place, also for HR officers (paper sheets) and profile editors (profiles)."""

    site_header = _("Verwaltung · Personalauswahl")
    site_title = _("Verwaltung")
    index_title = _("Übersicht der Verwaltung")
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.may_administrate
