"""Requirement profiles, their catalogue and rating scales in the administration."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from profiles.models import BaseCriterion, BaseProfile, BaseSection, RatingLevel, RatingScale, RequirementProfile
from profiles.services.catalogue import record_catalogue_change
from profiles.views.editing import handle_draft
from recruitment.accounts.enums import AuthorityRoleName
from recruitment.administration.options import RoleAdmin, RoleInline


class RatingLevelInline(RoleInline):
    model = RatingLevel
    extra = 5
    max_num = 5


@admin.register(RatingScale)
class RatingScaleAdmin(RoleAdmin):
    """Scales; one that a locked or published profile rests on is read-only."""

    roles = frozenset({AuthorityRoleName.ADMINISTRATOR})
    inlines = (RatingLevelInline,)
    list_display = ("name", "minimum", "maximum", "frozen_at")

    @staticmethod
    def _is_held(scale: RatingScale | None) -> bool:
        return scale is not None and (
            scale.frozen_at is not None or scale.profiles.filter(locked_at__isnull=False).exists()
        )

    def has_change_permission(self, request: HttpRequest, obj: RatingScale | None = None) -> bool:
        return super().has_change_permission(request, obj) and not self._is_held(obj)

    def get_inline_instances(self, request: HttpRequest, obj: RatingScale | None = None):
        inlines = super().get_inline_instances(request, obj)
        if self._is_held(obj):
            for inline in inlines:
                inline.has_add_permission = inline.has_change_permission = inline.has_delete_permission = (
                    lambda request, obj=None: False
                )
        return inlines


class CatalogueAdmin(RoleAdmin):
    """Base of the catalogue's pages: for administrators and profile editors; every saving is recorded."""

    roles = frozenset({AuthorityRoleName.ADMINISTRATOR, AuthorityRoleName.PROFILE_EDITOR})

    def save_model(self, request: HttpRequest, obj, form, change: bool) -> None:
        super().save_model(request, obj, form, change)
        record_catalogue_change(subject=obj, actor=request.user)


class BaseSectionInline(RoleInline):
    model = BaseSection
    fields = ("number", "title", "position")

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


@admin.register(BaseProfile)
class BaseProfileAdmin(CatalogueAdmin):
    """Base profiles with their sections; the criteria have a page of their own."""

    list_display = ("name", "is_offered", "note")
    inlines = (BaseSectionInline,)


@admin.register(BaseCriterion)
class BaseCriterionAdmin(CatalogueAdmin):
    """Criteria of the base profiles: wording and whether they are mandatory. Profiles that exist keep their copy."""

    list_display = ("title", "section", "position", "mandatory_display", "note")
    list_filter = ("section__base_profile", "section", "is_mandatory")
    list_select_related = ("section",)
    search_fields = ("title", "definition")
    fields = ("section", "position", "title", "definition", "indicators", "is_mandatory", "note")

    @admin.display(description=_("verbindlich"), ordering="is_mandatory")
    def mandatory_display(self, criterion: BaseCriterion) -> str:
        return {True: _("ja"), False: _("nein"), None: _("unbekannt")}[criterion.is_mandatory]


@admin.register(RequirementProfile)
class RequirementProfileAdmin(RoleAdmin):
    """Profiles: drafts in the same editor as in the workplace, locked and frozen ones read-only."""

    roles = frozenset({AuthorityRoleName.PROFILE_EDITOR, AuthorityRoleName.HR_OFFICER, AuthorityRoleName.ADMINISTRATOR})
    list_display = ("title", "version", "stand", "status_display", "last_edited_by", "locked_by")
    list_filter = ("version",)
    list_select_related = ("last_edited_by", "locked_by")
    search_fields = ("title", "author")

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).with_status().defer("source_text")

    @admin.display(description=_("Stand"))
    def status_display(self, profile: RequirementProfile) -> str:
        return profile.status.label

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None) -> HttpResponse:
        """Lead to the page that offers the ways a profile begins."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return redirect("profiles:profile_begin")

    def get_urls(self):
        own = path(
            "<int:pk>/neue-fassung/",
            self.admin_site.admin_view(self.new_version_view),
            name="profiles_requirementprofile_new_version",
        )
        return [own, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context=None) -> HttpResponse:
        """Show the editor of a draft; show a locked or frozen profile without any field to change."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        profile = get_object_or_404(RequirementProfile.objects.with_status().with_parts(), pk=object_id)
        changelist_url = reverse("admin:profiles_requirementprofile_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Anforderungsprofil"),
            "opts": self.opts,
            "cancel_url": changelist_url,
            "breadcrumbs": [
                (_("Verwaltung"), reverse("admin:index")),
                (_("Anforderungsprofile"), changelist_url),
                (str(profile), ""),
            ],
        }
        if profile.is_draft:
            return handle_draft(request, profile, context)
        return render(request, "profiles/matrix_frozen.html", {**context, "profile": profile})

    def new_version_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Lead to the page that asks for the reason of a new version."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return redirect("profiles:profile_new_version", pk=pk)
