"""Make the finished files of a profile: JSON, DOCX and PDF."""

from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from profiles.exchange.collect import collect_profile, edition_of
from profiles.exchange.content import Edition, ProfileContent
from profiles.exchange.docx import write_docx
from profiles.exchange.json_format import write_json
from profiles.exchange.printing import Marker, print_profile
from profiles.models import RequirementProfile
from recruitment.pdf import html_to_pdf

TEMPLATE_VERSION = "1"


def render_profile_html(content: ProfileContent, edition: Edition) -> str:
    """Return the form as HTML for print."""
    mark = Marker(content.corrections)
    profile = print_profile(content, edition, mark)
    return render_to_string(
        "reports/profile.html",
        {
            "title": _("Anforderungsprofil: %(title)s") % {"title": profile.plain_title},
            "profile": profile,
            "notes": mark.notes,
            "dated_at": edition.dated_at,
            "template_version": TEMPLATE_VERSION,
        },
    )


def write_pdf(content: ProfileContent, edition: Edition) -> bytes:
    """Return the form as PDF/UA; the same content and edition give the same bytes."""
    return html_to_pdf(render_profile_html(content, edition))


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One way out: how the file is written and what it is called."""

    write: Callable[[ProfileContent, Edition], bytes]
    content_type: str
    extension: str


FORMATS = {
    "json": ExportFormat(write_json, "application/json", "json"),
    "docx": ExportFormat(write_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "pdf": ExportFormat(write_pdf, "application/pdf", "pdf"),
}


def export_profile(*, profile_id: int, file_format: str) -> bytes:
    """Return the profile as a file in one of ``FORMATS``; six queries, whatever the size.

    :raises SystemLibraryMissing: if PDF making lacks a system library.
    """
    profile = RequirementProfile.objects.with_parts().get(pk=profile_id)
    return FORMATS[file_format].write(collect_profile(profile), edition_of(profile))


def file_name(profile: RequirementProfile, file_format: str) -> str:
    """Return a name for the file that tells profile, edition and state."""
    words = slugify(profile.title.replace("*", ""))[:60].strip("-") or "profil"
    state = f"fassung-{profile.version}" + ("" if profile.is_frozen else "-entwurf")
    return f"anforderungsprofil-{words}-{state}.{FORMATS[file_format].extension}"
