"""Pages to read: all profiles, one profile, two profiles side by side."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from profiles.comparing import Kind, compare
from profiles.contents import content_of
from profiles.enums import Track
from profiles.forms import CompareForm
from profiles.models import RequirementProfile
from profiles.permissions import (
    may_edit_profile,
    may_edit_profiles,
    may_lock_profile,
    may_lock_profiles,
    may_supersede_profile,
    may_unlock_profile,
)
from profiles.services import draft_state, profile_problems
from profiles.views.presentation import KIND_WORDS, advice_context

ROWS_PER_PAGE = 50


def profile_list(request: HttpRequest) -> HttpResponse:
    """Show all profiles, searched by their title and in pages. For HR officers and profile editors."""
    if not may_edit_profiles(request.user):
        raise PermissionDenied
    search = request.GET.get("suche", "").strip()
    profiles = RequirementProfile.objects.visible_to(request.user)
    if search:
        profiles = profiles.filter(title__icontains=search)
    shown = profiles.with_status().defer("source_text").prefetch_related("postings", "criteria")
    context = {
        "page": Paginator(shown, ROWS_PER_PAGE).get_page(request.GET.get("seite")),
        "search": search,
        "query": {"suche": search} if search else {},
        "nav": "profiles",
    }
    return render(request, "profiles/profile_list.html", context)


def profile_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one profile with what is doubtful first. For HR, profile editors, and members of a posting with it."""
    profile = get_object_or_404(RequirementProfile.objects.readable_by(request.user).with_status().with_parts(), pk=pk)
    criteria = [criterion for group in profile.groups.all() for criterion in group.criteria.all()]
    requirements = list(profile.requirements.all())
    edits = may_edit_profiles(request.user)
    can_lock = may_lock_profile(request.user, profile)
    context = {
        "profile": profile,
        "postings": list(profile.postings.all()),
        "open_postings": set(profile.postings.visible_to(request.user).values_list("pk", flat=True)),
        "doubts": [criterion for criterion in criteria if criterion.is_in_doubt],
        "problems": profile_problems(profile) if edits and profile.is_draft else [],
        "versions": _versions(profile) if edits else [],
        "supersession": getattr(profile, "supersession", None) if profile.is_superseded else None,
        "tracks": [
            (Track(track).label, [requirement for requirement in requirements if requirement.track == track])
            for track in Track.values
            if any(requirement.track == track for requirement in requirements)
        ],
        "weight_sum": sum(criterion.weight or 0 for criterion in criteria),
        "criterion_count": len(criteria),
        "is_settled": all(criterion.is_settled for criterion in criteria),
        "findings": list(profile.findings.all()),
        "edits": edits,
        "can_edit": may_edit_profile(request.user, profile),
        "can_lock": can_lock,
        "lock_query": f"?stand={draft_state(profile)}" if can_lock else "",
        "may_lock_others": may_lock_profiles(request.user) and profile.is_draft,
        "can_unlock": may_unlock_profile(request.user, profile),
        "can_supersede": may_supersede_profile(request.user, profile),
        "can_use_again": request.user.is_hr_officer,
        "further_query": f"?profil={profile.pk}",
        "compare_form": CompareForm(user=request.user, profile=profile) if edits else None,
        "nav": "profiles",
        "breadcrumbs": [
            (_("Anforderungsprofile"), reverse("profiles:profile_list"))
            if edits
            else (_("Ausschreibungen"), reverse("postings:posting_list")),
            (_("Anforderungsprofil, Fassung %(version)s") % {"version": profile.version}, ""),
        ],
        **(advice_context(profile) if edits else {"advice": (), "shares": [], "share_bars": []}),
    }
    return render(request, "profiles/profile_detail.html", context)


def _versions(profile: RequirementProfile) -> list[RequirementProfile]:
    """All versions of the profile's lineage, newest first."""
    return list(
        RequirementProfile.objects.filter(lineage=profile.lineage)
        .with_status()
        .select_related("created_by")
        .defer("source_text")
        .order_by("-version")
    )


def profile_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what differs between two profiles, versions of one another or not. For HR officers and profile editors.

    The other one is the query parameter ``mit``; the one that is older in the same lineage stands on the left.
    """
    if not may_edit_profiles(request.user):
        raise PermissionDenied
    visible = RequirementProfile.objects.visible_to(request.user)
    profile = get_object_or_404(visible, pk=pk)
    form = CompareForm(request.GET if "mit" in request.GET else None, user=request.user, profile=profile)
    if not form.is_valid():
        return redirect("profiles:profile_detail", pk=profile.pk)
    pair = visible.with_status().with_parts().in_bulk([profile.pk, form.cleaned_data["mit"].pk])
    before, after = pair[profile.pk], pair[form.cleaned_data["mit"].pk]
    if before.lineage == after.lineage and before.version > after.version:
        before, after = after, before
    comparison = compare(content_of(before), content_of(after))
    return render(
        request,
        "profiles/profile_compare.html",
        {
            "before": before,
            "after": after,
            "comparison": comparison,
            "counts": [(KIND_WORDS[kind], comparison.count(kind)) for kind in Kind],
            "is_same_lineage": before.lineage == after.lineage,
            "form": form,
            "profile": profile,
            "nav": "profiles",
            "breadcrumbs": [
                (_("Anforderungsprofile"), reverse("profiles:profile_list")),
                (
                    _("Fassung %(version)s") % {"version": profile.version},
                    reverse("profiles:profile_detail", args=[profile.pk]),
                ),
                (_("Vergleich"), ""),
            ],
        },
    )
