"""Requirement profiles and rating scales in the administration: the matrix of the paper form."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from profiles import services
from profiles.enums import Weight
from profiles.forms import ProfileMatrixForm
from profiles.models import RatingLevel, RatingScale, RequirementProfile
from recruitment.accounts.enums import AuthorityRoleName
from recruitment.administration.options import RoleAdmin, RoleInline
from recruitment.errors import ProcedureError


class RatingLevelInline(RoleInline):
    model = RatingLevel
    extra = 5
    max_num = 5


@admin.register(RatingScale)
class RatingScaleAdmin(RoleAdmin):
    """Scales; a frozen one is read-only."""

    roles = frozenset({AuthorityRoleName.ADMINISTRATOR})
    inlines = (RatingLevelInline,)
    list_display = ("name", "minimum", "maximum", "frozen_at")

    def has_change_permission(self, request: HttpRequest, obj: RatingScale | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.frozen_at is None)

    def get_inline_instances(self, request: HttpRequest, obj: RatingScale | None = None):
        inlines = super().get_inline_instances(request, obj)
        if obj is not None and obj.frozen_at is not None:
            for inline in inlines:
                inline.has_add_permission = inline.has_change_permission = inline.has_delete_permission = (
                    lambda request, obj=None: False
                )
        return inlines


@admin.register(RequirementProfile)
class RequirementProfileAdmin(RoleAdmin):
    """Profiles: drafts as an editable matrix, frozen ones read-only with the action "new version"."""

    roles = frozenset({AuthorityRoleName.PROFILE_EDITOR, AuthorityRoleName.HR_OFFICER, AuthorityRoleName.ADMINISTRATOR})
    list_display = ("title", "version", "stand", "is_frozen_display", "frozen_at")
    list_filter = ("version",)
    search_fields = ("title", "author")

    @admin.display(description=_("festgeschrieben"), boolean=True)
    def is_frozen_display(self, profile: RequirementProfile) -> bool:
        return profile.is_frozen

    def has_add_permission(self, request: HttpRequest) -> bool:
        # A profile comes from a document or as a new version; an empty one would have no place in a procedure.
        return False

    def get_urls(self):
        own = path(
            "<int:pk>/neue-fassung/",
            self.admin_site.admin_view(self.new_version_view),
            name="profiles_requirementprofile_new_version",
        )
        return [own, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context=None) -> HttpResponse:
        """Show and save the matrix of a draft; show a frozen profile without any field to change."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        profile = get_object_or_404(RequirementProfile.objects.with_parts(), pk=object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Anforderungsprofil"),
            "profile": profile,
            "weights": Weight.choices,
            "opts": self.opts,
            "breadcrumbs": [
                (_("Verwaltung"), reverse("admin:index")),
                (_("Anforderungsprofile"), reverse("admin:profiles_requirementprofile_changelist")),
                (str(profile), ""),
            ],
        }
        if profile.is_frozen:
            return render(request, "profiles/matrix_frozen.html", context)
        form = ProfileMatrixForm(request.POST or None, instance=profile, state=services.draft_state(profile))
        if request.method == "POST" and form.is_valid():
            try:
                services.edit_draft(
                    profile=profile,
                    expected_state=form.cleaned_data["state"],
                    header=form.header_values(),
                    criteria=form.edits(),
                    additions=form.additions(),
                    actor=request.user,
                )
            except ProcedureError as error:
                form.add_error(None, error.user_message)
            else:
                messages.success(request, _("Der Entwurf ist gespeichert."))
                return redirect(request.path)
        return render(request, "profiles/matrix_edit.html", context | {"form": form})

    def new_version_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Copy the profile into a new draft and open its matrix."""
        if request.method != "POST" or not self.has_change_permission(request):
            raise PermissionDenied
        profile = get_object_or_404(RequirementProfile, pk=pk)
        copy = services.create_new_version(profile=profile, actor=request.user)
        messages.success(request, _("Die Fassung %(n)s ist als Entwurf angelegt.") % {"n": copy.version})
        return redirect("admin:profiles_requirementprofile_change", copy.pk)
