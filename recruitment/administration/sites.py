"""The admin site: who may enter is a question of roles."""

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
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

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """Send people to the one log-in of the house, and tell those who are logged in that this is not theirs."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))
