"""Committees in the administration: who has which role in which procedure. No applicant appears here."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from postings.models import CommitteeMembership, Posting
from postings.services import record_member_added
from recruitment.accounts.enums import AuthorityRoleName
from recruitment.administration.options import RoleAdmin


@admin.register(CommitteeMembership)
class CommitteeMembershipAdmin(RoleAdmin):
    """Roles are added here; a person who has submitted sheets stays, so nothing is deleted."""

    roles = frozenset({AuthorityRoleName.ADMINISTRATOR, AuthorityRoleName.HR_OFFICER})
    list_display = ("posting_number", "user", "role", "position")
    list_filter = ("role", "posting__reference_number")
    list_select_related = ("posting", "user")
    fields = ("posting", "user", "role", "position")

    @admin.display(description=_("Kennzahl"), ordering="posting__reference_number")
    def posting_number(self, membership: CommitteeMembership) -> str:
        return membership.posting.reference_number

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "posting":
            kwargs["queryset"] = Posting.objects.order_by("reference_number")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: CommitteeMembership, form, change: bool) -> None:
        super().save_model(request, obj, form, change)
        record_member_added(membership=obj, actor=request.user)
