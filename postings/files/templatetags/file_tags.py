"""Documents on pages of other steps: the section of an application, the links beside a rating sheet."""

from django import template
from django.urls import reverse

from postings.applications.models import Application
from postings.files.models import ApplicationFile
from postings.files.needs import missing_by_application
from postings.files.permissions import may_know_of_files, may_manage_files, may_read_files
from recruitment.accounts.prepared import PreparedForPerson

register = template.Library()


_LISTED = PreparedForPerson(
    lambda application_id, person: (
        ApplicationFile.objects.visible_to(person).filter(application=application_id).listed()
    ),
    1,
)


@register.inclusion_tag("files/_section.html", takes_context=True)
def application_files(context, *, application: Application, heading: int = 2) -> dict[str, object]:
    """Show the documents that the person may read, and to the personnel office what is missing."""
    user = context["user"]
    if not may_read_files(user, application):
        return {"may_read": False, "is_hidden": may_know_of_files(user, application), "heading": heading}
    files = _LISTED.objects(user, application.pk)
    can_manage = may_manage_files(user, application)
    return {
        "may_read": True,
        "heading": heading,
        "files": [(file, not file.is_waiting or file.uploaded_by_id == user.pk) for file in files],
        "can_manage": can_manage,
        "missing": missing_by_application([application])[application.pk] if can_manage else [],
        "list_url": reverse("files:file_list", args=[application.pk]),
        "merged_url": reverse("documents:application_files_merged", args=[application.pk]),
    }
