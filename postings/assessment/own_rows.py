"""The rows of the list of own sheets as finished markup: up to two hundred, fetched all day (see ``ranking_rows``)."""

from collections.abc import Iterable
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.assessment.enums import SheetStatus
from postings.assessment.models import AssessmentRound
from recruitment.templatetags.components import badge


def own_rows(applications: Iterable[Application], entry: AssessmentRound, criterion_count: int) -> SafeString:
    """Return the table rows of ``applications`` (of ``own_sheets.shown_in_list``) in their order."""
    sheet_address = escape(reverse("assessment:round_sheet_edit", args=[0, entry.position]))
    file_address = escape(reverse("applications:application_detail", args=[0]))
    look = escape(_("Bewerbung ansehen"))
    submitted = badge(text=_("abgegeben"), level="success")
    begun = badge(text=_("in Arbeit"), level="warning")
    undeclared = badge(text=_("Erklärung fehlt"), level="warning")
    open_ = badge(text=_("nicht begonnen"), level="info")
    rows = []
    for application in applications:
        place, shown = f"/{application.pk}/", application.shown
        if application.sheet_status == SheetStatus.SUBMITTED:
            state = submitted
        elif application.sheet_status:
            state = f"{begun} {application.answered}/{criterion_count}"
        else:
            state = open_ if application.is_declared else undeclared
        rows.append(
            f'<tr><th scope="row"><a class="kern-link" href="{sheet_address.replace("/0/", place, 1)}">'
            f"{escape(shown.list_name)}</a></th><td>{state}</td>"
            f'<td><a class="kern-link" href="{file_address.replace("/0/", place, 1)}">{look}'
            f'<span class="kern-sr-only">: {escape(shown.name)}</span></a></td></tr>'
        )
    return mark_safe("\n".join(rows))  # noqa: S308 - each row escapes its texts
