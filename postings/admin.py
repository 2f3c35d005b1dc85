"""Committees in the administration: who has which role in which procedure. No applicant appears here."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from postings.enums import PostingStatus
from postings.errors import MemberHasRated
from postings.models import CommitteeMembership, Posting
from postings.services import record_member_added, remove_member
from recruitment.accounts.enums import AuthorityRoleName
from recruitment.administration.options import RoleAdmin


@admin.register(CommitteeMembership)
class CommitteeMembershipAdmin(RoleAdmin):
    """Roles are given and taken here; whoever has submitted sheets stays."""

    roles = frozenset({AuthorityRoleName.ADMINISTRATOR, AuthorityRoleName.HR_OFFICER})
    list_display = ("posting_number", "user", "role", "position")
    list_filter = ("role", "posting__reference_number")
    list_select_related = ("posting", "user")
    fields = ("posting", "user", "role", "position")

    def get_fields(self, request: HttpRequest, obj=None) -> tuple[str, ...]:
        # Django links a person to the account, which only an administrator may open.
        return self.fields if obj is None else ("posting_number", "person", "role", "position")

    def get_readonly_fields(self, request: HttpRequest, obj=None) -> tuple[str, ...]:
        return () if obj is None else ("posting_number", "person")

    @admin.display(description=_("Person"))
    def person(self, membership: CommitteeMembership) -> str:
        return str(membership.user)

    @admin.display(description=_("Kennzahl"), ordering="posting__reference_number")
    def posting_number(self, membership: CommitteeMembership) -> str:
        return membership.posting.reference_number

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return self._is_allowed(request)

    def get_actions(self, request: HttpRequest):
        # One role at a time, so that each removal is recorded and each refusal explained.
        return {}

    def delete_view(self, request: HttpRequest, object_id: str, extra_context=None) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except MemberHasRated as error:
            messages.error(request, error.user_message)
            return redirect("admin:postings_committeemembership_changelist")

    def delete_model(self, request: HttpRequest, obj: CommitteeMembership) -> None:
        remove_member(membership=obj, actor=request.user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "posting":
            kwargs |= {
                "queryset": Posting.objects.exclude(status=PostingStatus.DISCARDED).order_by("reference_number"),
                "label": _("Ausschreibung"),
            }
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: CommitteeMembership, form, change: bool) -> None:
        super().save_model(request, obj, form, change)
        record_member_added(membership=obj, actor=request.user)
