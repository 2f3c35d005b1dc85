"""What the page of an application shows of the documents (setting ``APPLICATION_SECTIONS``)."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.documents.permissions import may_see_archive


def archive_section(request: HttpRequest, application: Application) -> SafeString:
    """Return the way to the archived documents on this application, for those who may see it."""
    if not may_see_archive(request.user, application.posting):
        return SafeString("")
    return format_html(
        '<h2>{}</h2><p><a class="kern-link" href="{}">{}</a></p>',
        _("Ausfertigungen"),
        reverse("documents:application_archive", args=[application.pk]),
        _("Bewertungsbögen, Prüfbogen und Auszug zur Akteneinsicht als PDF"),
    )
