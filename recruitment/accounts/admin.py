"""Users and their roles in the administration; an administrator's page."""

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.admin import sensitive_post_parameters_m
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from recruitment.accounts.enums import AuthorityRoleName
from recruitment.accounts.models import AuthorityRole, User
from recruitment.administration.options import RoleAdmin, RoleInline

admin.site.unregister(Group)  # roles are rows of our own; Django's groups mean nothing here


class AuthorityRoleInline(RoleInline):
    model = AuthorityRole
    extra = 1


class PersonCreationForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "first_name", "last_name", "function", "email")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Django 5.2 has no German words for these.
        field = self.fields["usable_password"]
        field.label = _("Anmeldung mit Passwort")
        field.choices = [("true", _("möglich")), ("false", _("nicht möglich"))]
        field.help_text = _(
            "Ohne Passwort kann sich nur anmelden, für wen die Behörde eine zentrale Anmeldung eingerichtet hat."
        )


class PersonChangeForm(UserChangeForm):
    class Meta:
        model = User
        fields = ("username", "password", "first_name", "last_name", "function", "email", "is_active")


@admin.register(User)
class UserAdmin(RoleAdmin, DjangoUserAdmin):
    """Accounts are made inactive, never deleted: what a person did stays with the person."""

    roles = frozenset({AuthorityRoleName.ADMINISTRATOR})
    form = PersonChangeForm
    add_form = PersonCreationForm
    inlines = (AuthorityRoleInline,)
    list_display = ("username", "last_name", "first_name", "function", "is_active")
    list_filter = ("is_active", "roles__role")
    search_fields = ("username", "last_name", "first_name")
    ordering = ("last_name", "first_name")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password", "is_active")}),
        (_("Person"), {"fields": ("first_name", "last_name", "function", "email")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": (
                    "username",
                    "first_name",
                    "last_name",
                    "function",
                    "email",
                    "usable_password",
                    "password1",
                    "password2",
                ),
            },
        ),
    )

    @sensitive_post_parameters_m
    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Set a password for somebody, and tell it (setting ``WHEN_ACCESS_IS_GIVEN``): it could be used to log in."""
        with transaction.atomic():
            person = self.get_object(request, unquote(id))
            before = person.password if person else ""
            response = super().user_change_password(request, id, form_url)
            if person is not None and request.method == "POST":
                person.refresh_from_db(fields=["password"])
                if person.password != before:
                    import_string(settings.WHEN_ACCESS_IS_GIVEN)(user=person, actor=request.user)
        return response
