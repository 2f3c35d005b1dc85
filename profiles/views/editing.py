"""The editor of a draft, one for the workplace and the administration, and the settling of doubtful weights."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from profiles import services
from profiles.editor.acts import carry_out
from profiles.editor.form import DraftForm
from profiles.enums import Track
from profiles.errors import ProfileChangedMeanwhile
from profiles.forms import WeightConfirmForm
from profiles.models import Criterion, RequirementProfile
from profiles.permissions import may_edit_profiles
from profiles.services.editing import section_numbers
from profiles.views.presentation import advice_context
from recruitment.errors import ProcedureError


def draft_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit a draft as on the paper form. For HR officers and profile editors."""
    if not may_edit_profiles(request.user):
        raise PermissionDenied
    profile = get_object_or_404(RequirementProfile.objects.visible_to(request.user).with_parts(), pk=pk)
    detail_url = reverse("profiles:profile_detail", args=[profile.pk])
    if not profile.is_draft:
        messages.warning(request, _("Dieses Anforderungsprofil ist kein Entwurf mehr und wird hier nur gezeigt."))
        return redirect(detail_url)
    context = {
        "nav": "profiles",
        "cancel_url": detail_url,
        "breadcrumbs": [
            (_("Anforderungsprofile"), reverse("profiles:profile_list")),
            (_("Fassung %(version)s") % {"version": profile.version}, detail_url),
            (_("Bearbeiten"), ""),
        ],
    }
    return handle_draft(request, profile, context)


def handle_draft(request: HttpRequest, profile: RequirementProfile, context: dict[str, object]) -> HttpResponse:
    """Show the editor, rearrange it, or save it; the administration calls this with its own frame."""
    state = services.draft_state(profile)
    focus, status = "", 200
    if request.method != "POST":
        form = DraftForm(instance=profile, state=state)
    elif act := request.POST.get("act"):
        data, focus = carry_out(request.POST, act)
        form = DraftForm(data, instance=profile, state=state, checks=False)
    else:
        form = DraftForm(request.POST, instance=profile, state=state)
        if form.is_valid():
            try:
                services.edit_draft(
                    profile=profile,
                    expected_state=form.cleaned_data["state"],
                    edit=form.edit(),
                    actor=request.user,
                )
            except ProfileChangedMeanwhile:
                fresh = RequirementProfile.objects.with_parts().get(pk=profile.pk)
                form = form.joined_with(DraftForm(instance=fresh, state=state), services.draft_state(fresh))
                status = 409
            except ProcedureError as error:
                form.add_error(None, error.user_message)
                status = 409
            else:
                messages.success(request, _("Der Entwurf ist gespeichert."))
                return redirect(request.path)
    return render(request, "profiles/draft_edit.html", {**context, **_editor_context(form, focus)}, status=status)


def _editor_context(form: DraftForm, focus: str) -> dict[str, object]:
    stored = RequirementProfile.objects.with_parts().get(pk=form.instance.pk)
    duties = form.duties()
    duty_names = {row.name for row in duties}
    return {
        "form": form,
        "profile": stored,
        "focus": focus,
        "legend": stored.legend,
        "sections": form.sections(),
        "number_prefix": section_numbers([group.number for group in stored.groups.all()][:1] or [None])[0].rpartition(
            "."
        )[0],
        "duties": duties,
        "duties_open": focus.partition("-")[2] in duty_names or any(row.errors for row in duties) or form.is_conflict,
        "tracks": [
            (value, label, [row for row in form.requirements() if row.values["track"] == value])
            for value, label in Track.choices
        ],
        "blank": form.blank_rows(),
        "errors": list(form.summary()),
        "conflicts": [(form.describe(difference), difference) for difference in form.differences],
        **advice_context(stored),
    }


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
