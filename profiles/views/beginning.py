"""How a profile begins in the browser: from the catalogue, from another profile, from a document, as a new version."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from profiles import services
from profiles.forms import BeginFromBaseForm, BeginFromProfileForm, ReasonForm
from profiles.models import RequirementProfile
from profiles.permissions import may_edit_profiles
from recruitment.errors import ProcedureError


def profile_begin(request: HttpRequest) -> HttpResponse:
    """Offer the ways a new profile begins. For HR officers and profile editors."""
    if not may_edit_profiles(request.user):
        raise PermissionDenied
    list_url = reverse("profiles:profile_list")
    way = request.POST.get("way", "")
    base_form = BeginFromBaseForm(request.POST if way == "base" else None, cancel_url=list_url)
    copy_form = BeginFromProfileForm(
        request.POST if way == "copy" else None,
        user=request.user,
        cancel_url=list_url,
        initial={"source": request.GET.get("vorlage")},
    )
    for form in (base_form, copy_form):
        form.helper.form_tag = False
    chosen = {"base": base_form, "copy": copy_form}.get(way)
    if request.method == "POST" and chosen is not None and chosen.is_valid():
        profile = _begin(chosen, request.user)
        messages.success(request, _("Das Anforderungsprofil ist als Entwurf angelegt. Sie können es jetzt bearbeiten."))
        return redirect("profiles:draft_edit", pk=profile.pk)
    return render(
        request,
        "profiles/profile_begin.html",
        {
            "base_form": base_form,
            "copy_form": copy_form,
            "way": way,
            "nav": "profiles",
            "breadcrumbs": [(_("Anforderungsprofile"), list_url), (_("Neues Anforderungsprofil"), "")],
        },
    )


def _begin(form: BeginFromBaseForm | BeginFromProfileForm, actor) -> RequirementProfile:
    data = form.cleaned_data
    if isinstance(form, BeginFromBaseForm):
        return services.create_profile_from_base(actor=actor, **data)
    if data["use"] == BeginFromProfileForm.NEW_VERSION:
        return services.create_new_version(profile=data["source"], reason=data["reason"], actor=actor)
    return services.copy_profile(profile=data["source"], title=data["title"], actor=actor)


def profile_new_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy a profile into a new draft, with the reason. For HR officers and profile editors."""
    if not may_edit_profiles(request.user):
        raise PermissionDenied
    profile = get_object_or_404(RequirementProfile.objects.visible_to(request.user), pk=pk)
    detail_url = reverse("profiles:profile_detail", args=[profile.pk])
    form = ReasonForm(
        request.POST or None,
        submit_label=_("Neue Fassung anlegen"),
        cancel_url=detail_url,
        help_text=_("Zum Beispiel: Aufgabe „Controlling“ ist neu hinzugekommen. Der Grund steht im Verlauf."),
    )
    if request.method == "POST" and form.is_valid():
        try:
            copy = services.create_new_version(profile=profile, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(
                request,
                _("Die Fassung %(version)s ist als Entwurf angelegt. Veröffentlichte Ausschreibungen behalten ihre.")
                % {"version": copy.version},
            )
            return redirect("profiles:draft_edit", pk=copy.pk)
    return render(
        request,
        "profiles/reason_form.html",
        {
            "form": form,
            "title": _("Neue Fassung anlegen"),
            "intro": _(
                "Die neue Fassung beginnt als Kopie dieser Fassung und kann bearbeitet werden. Laufende Verfahren "
                "behalten ihre Fassung."
            ),
            "profile": profile,
            "nav": "profiles",
            "breadcrumbs": [
                (_("Anforderungsprofile"), reverse("profiles:profile_list")),
                (_("Fassung %(version)s") % {"version": profile.version}, detail_url),
                (_("Neue Fassung"), ""),
            ],
        },
    )
