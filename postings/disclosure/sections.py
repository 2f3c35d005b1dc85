"""What the page of an application shows of the information (setting ``APPLICATION_SECTIONS``)."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.disclosure.permissions import may_issue_disclosure


def disclosure_section(request: HttpRequest, application: Application) -> SafeString:
    """Return the way to the information, for those who may issue it."""
    if not may_issue_disclosure(request.user, application):
        return SafeString("")
    return format_html(
        '<h2>{}</h2><p><a class="kern-link" href="{}">{}</a></p>',
        _("Auskunft an die Person"),
        reverse("disclosure:disclosure_create", args=[application.pk]),
        _("Auskunft nach Art. 15 DSGVO: alles, was zu dieser Person gespeichert ist, als PDF und JSON"),
    )
