"""Base of every ModelAdmin of the house: access by role, no deletion unless said."""

from typing import ClassVar

from django.contrib import admin
from django.http import HttpRequest


class RoleAdmin(admin.ModelAdmin):
    """A ModelAdmin that opens for the authority-wide roles it names, and for nobody else.

    ``roles`` may view and change; deletion is refused because what belongs to a procedure is kept.
    """

    roles: ClassVar[frozenset[str]] = frozenset()

    def _is_allowed(self, request: HttpRequest) -> bool:
        return bool(self.roles & request.user.authority_roles)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._is_allowed(request)

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        return self._is_allowed(request)

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return self._is_allowed(request)

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return self._is_allowed(request)

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


class RoleInline(admin.StackedInline):
    """An inline that follows the permission of the page it stands on."""

    extra = 0

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        return True

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission
