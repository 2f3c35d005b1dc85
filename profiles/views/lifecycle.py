"""Locking by a second person, unlocking and superseding."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from profiles import services
from profiles.errors import ProfileIncomplete
from profiles.forms import ReasonForm
from profiles.models import RequirementProfile
from profiles.permissions import may_lock_profiles
from recruitment.errors import ProcedureError


def _profile(request: HttpRequest, pk: int) -> RequirementProfile:
    return get_object_or_404(RequirementProfile.objects.visible_to(request.user), pk=pk)


@require_POST
def profile_lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock a draft as a second person who read the state ``?stand=``. For HR officers and profile editors."""
    if not may_lock_profiles(request.user):
        raise PermissionDenied
    try:
        services.lock_profile(
            profile=_profile(request, pk), actor=request.user, checked_state=request.GET.get("stand", "")
        )
    except ProfileIncomplete as error:
        messages.error(request, " ".join([str(error.user_message), *error.problems]))
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(
            request,
            _("Das Anforderungsprofil ist gesperrt. Es kann jetzt mit einer Ausschreibung veröffentlicht werden."),
        )
    return redirect("profiles:profile_detail", pk=pk)


def profile_unlock(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn a locked profile back into a draft, with the reason. For HR officers and profile editors."""
    if not may_lock_profiles(request.user):
        raise PermissionDenied
    return _act_with_reason(
        request,
        _profile(request, pk),
        act=services.unlock_profile,
        title=_("Sperre aufheben"),
        intro=_(
            "Das Anforderungsprofil wird wieder ein Entwurf und muss nach der Bearbeitung erneut von einer zweiten "
            "Person gesperrt werden."
        ),
        done=_("Die Sperre ist aufgehoben. Das Anforderungsprofil ist wieder ein Entwurf."),
    )


def profile_supersede(request: HttpRequest, pk: int) -> HttpResponse:
    """State that a profile in use is no longer to be used, with the reason. For HR officers."""
    if not request.user.is_hr_officer:
        raise PermissionDenied
    return _act_with_reason(
        request,
        _profile(request, pk),
        act=services.supersede_profile,
        title=_("Als abgelöst kennzeichnen"),
        intro=_(
            "Eine abgelöste Fassung kann für keine weitere Ausschreibung verwendet werden. Laufende Verfahren behalten "
            "sie. Das lässt sich nicht zurücknehmen."
        ),
        done=_("Die Fassung ist als abgelöst gekennzeichnet."),
    )


def _act_with_reason(
    request: HttpRequest, profile: RequirementProfile, *, act, title: str, intro: str, done: str
) -> HttpResponse:
    """Ask for the reason, carry out ``act``, and go back to the profile."""
    detail_url = reverse("profiles:profile_detail", args=[profile.pk])
    form = ReasonForm(request.POST or None, submit_label=title, cancel_url=detail_url)
    if request.method == "POST" and form.is_valid():
        try:
            act(profile=profile, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, done)
        return redirect(detail_url)
    return render(
        request,
        "profiles/reason_form.html",
        {
            "form": form,
            "title": title,
            "intro": intro,
            "profile": profile,
            "nav": "profiles",
            "breadcrumbs": [
                (_("Anforderungsprofile"), reverse("profiles:profile_list")),
                (_("Fassung %(version)s") % {"version": profile.version}, detail_url),
                (title, ""),
            ],
        },
    )
