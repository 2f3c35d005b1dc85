"""Pages of the requirement profiles: list, detail, settling of doubts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from profiles import services
from profiles.enums import Track, Weight
from profiles.forms import WeightConfirmForm
from profiles.models import Criterion, RequirementProfile
from profiles.permissions import may_edit_profile, may_edit_profiles
from recruitment.errors import ProcedureError


def profile_list(request: HttpRequest) -> HttpResponse:
    """Show all profiles. For HR officers and profile editors."""
    if not may_edit_profiles(request.user):
        raise PermissionDenied
    profiles = RequirementProfile.objects.visible_to(request.user).prefetch_related("postings", "criteria")
    return render(request, "profiles/profile_list.html", {"profiles": profiles, "nav": "profiles"})


def profile_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one profile with what is doubtful first. For HR, profile editors, and members of a posting with it."""
    profile = get_object_or_404(RequirementProfile.objects.readable_by(request.user).with_parts(), pk=pk)
    criteria = [criterion for group in profile.groups.all() for criterion in group.criteria.all()]
    requirements = list(profile.requirements.all())
    context = {
        "profile": profile,
        "postings": list(profile.postings.all()),
        "doubts": [criterion for criterion in criteria if not criterion.is_settled],
        "tracks": [
            (Track(track).label, [requirement for requirement in requirements if requirement.track == track])
            for track in Track.values
            if any(requirement.track == track for requirement in requirements)
        ],
        "weight_sum": sum(criterion.weight or 0 for criterion in criteria),
        "criterion_count": len(criteria),
        "weights": Weight.choices,
        "findings": list(profile.findings.all()),
        "can_edit": may_edit_profile(request.user, profile),
        "can_create_version": may_edit_profiles(request.user),
        "nav": "profiles",
        "breadcrumbs": [
            (_("Anforderungsprofile"), reverse("profiles:profile_list"))
            if may_edit_profiles(request.user)
            else (_("Ausschreibungen"), reverse("postings:posting_list")),
            (_("Anforderungsprofil, Fassung %(version)s") % {"version": profile.version}, ""),
        ],
    }
    return render(request, "profiles/profile_detail.html", context)


def weight_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm or correct one doubtful weight. For HR officers and profile editors, drafts only."""
    criterion = get_object_or_404(Criterion.objects.select_related("profile", "group"), pk=pk)
    if not may_edit_profiles(request.user):
        raise PermissionDenied
    detail_url = reverse("profiles:profile_detail", args=[criterion.profile_id])
    form = WeightConfirmForm(request.POST or None, criterion=criterion, cancel_url=detail_url)
    if request.method == "POST" and form.is_valid():
        try:
            services.confirm_weight(criterion=criterion, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Die Gewichtung zu %(name)s ist bestätigt.") % {"name": criterion})
        return redirect(detail_url)
    return render(
        request,
        "profiles/weight_confirm.html",
        {
            "form": form,
            "criterion": criterion,
            "nav": "profiles",
            "breadcrumbs": [
                (_("Anforderungsprofil, Fassung %(version)s") % {"version": criterion.profile.version}, detail_url),
                (_("Gewichtung bestätigen"), ""),
            ],
        },
    )


@require_POST
def profile_new_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy a profile into a new draft. For HR officers and profile editors."""
    if not may_edit_profiles(request.user):
        raise PermissionDenied
    profile = get_object_or_404(RequirementProfile.objects.visible_to(request.user), pk=pk)
    copy = services.create_new_version(profile=profile, actor=request.user)
    messages.success(
        request,
        _("Die Fassung %(version)s ist als Entwurf angelegt. Veröffentlichte Ausschreibungen behalten ihre Fassung.")
        % {"version": copy.version},
    )
    return redirect("profiles:profile_detail", pk=copy.pk)
