"""Downloads of a profile, and the published description of the exchange format."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from profiles.exchange.json_format import SCHEMA_FILE
from profiles.exchange.services import FORMATS, export_profile, file_name
from profiles.models import RequirementProfile
from profiles.permissions import may_export_profile


@require_safe
def profile_export(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """Hand out a profile as a file. PDF of a frozen one: all who may read it; else those who edit profiles."""
    if file_format not in FORMATS:
        raise Http404
    profile = get_object_or_404(RequirementProfile.objects.readable_by(request.user), pk=pk)
    if not may_export_profile(request.user, profile, file_format):
        raise PermissionDenied
    return HttpResponse(
        export_profile(profile_id=profile.pk, file_format=file_format),
        content_type=FORMATS[file_format].content_type,
        headers={
            "Content-Disposition": content_disposition_header(file_format != "pdf", file_name(profile, file_format)),
            "Cache-Control": "no-store, private",
        },
    )


@login_not_required
@require_safe
def exchange_format(request: HttpRequest) -> HttpResponse:
    """Describe the exchange format. For everybody: other authorities and programs read it."""
    return render(request, "profiles/exchange_format.html", {"example": _EXAMPLE})


@login_not_required
@require_safe
def exchange_schema(request: HttpRequest) -> HttpResponse:
    """Hand out the JSON Schema. For everybody."""
    return HttpResponse(SCHEMA_FILE.read_bytes(), content_type="application/schema+json")


_EXAMPLE = """{
  "schema": "anforderungsprofil",
  "schema_version": 1,
  "origin": {"authority": "…", "version": 1, "status": "frozen", …},
  "profile": {
    "title": {"text": "…"},
    "sections": [{"number": "3.1", "title": "Fachkompetenzen", "criteria": [
      {
        "id": "…", "number": "3.1.1", "weight": 2,
        "title": {"text": "Digitale Kompetenzen"}, …
      }
    ]}],
    …
  },
  "sha256": "…"
}"""
