"""Administrators see no device and no secret; what they do for others has its own page (``views.account_access``)."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from recruitment.accounts.admin import UserAdmin
from recruitment.accounts.models import User

for model in (StaticDevice, TOTPDevice):
    if admin.site.is_registered(model):
        admin.site.unregister(model)
admin.site.unregister(User)


@admin.register(User)
class UserWithAccessAdmin(UserAdmin):
    """An account with the way to its lock and its second factor."""

    readonly_fields = ("access",)
    fieldsets = (*UserAdmin.fieldsets, (_("Zugang"), {"fields": ("access",)}))

    @admin.display(description=_("Sperre und zweiter Faktor"))
    def access(self, user: User) -> str:
        url = reverse("accounts:account_access", args=[user.pk])
        return format_html('<a href="{}">{}</a>', url, _("ansehen, entsperren, zurücksetzen"))
