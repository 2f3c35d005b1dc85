"""What the page of an application shows of this step (setting ``APPLICATION_SECTIONS``)."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from postings.applications.models import Application
from postings.screening.enums import Step
from postings.screening.permissions import (
    may_enter_appraisals,
    may_preselect,
    may_see_appraisals,
    may_see_preselection,
)
from postings.screening.presentation import appraisal_text
from postings.screening.services import standing_preselection


def file_sections(request: HttpRequest, application: Application) -> SafeString:
    """Return appraisals and pre-selection of one application, as far as the viewer may see them."""
    user, posting = request.user, application.posting
    shows_appraisals = may_see_appraisals(user, application)
    findings = {finding.step: finding for finding in application.findings.select_related("saved_by")}
    return render_to_string(
        "screening/_application.html",
        {
            "application": application,
            "posting": posting,
            "shows_appraisals": shows_appraisals,
            "appraisals": [
                appraisal_text(appraisal, posting, with_note=application.shown.is_name)
                for appraisal in application.appraisals.prefetch_related("single_marks")
            ]
            if shows_appraisals
            else [],
            "can_enter": may_enter_appraisals(user, application) and (posting.is_under_way or not posting.is_published),
            "shows_preselection": may_see_preselection(user, posting) and application.is_to_be_rated,
            "steps": [(step.label, findings.get(step)) for step in Step],
            "can_preselect": may_preselect(user, posting) and standing_preselection(posting) is None,
        },
        request=request,
    )
