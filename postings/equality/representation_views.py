"""Read views of the representations of employees; every opening is recorded."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from postings.applications.views import facts_of
from postings.equality.enums import SEVERELY_DISABLED, Sex
from postings.equality.invitations import situation_of
from postings.equality.models import EqualityData
from postings.equality.notices import notices_of
from postings.equality.representation import accompanied_ids, applications_for, files_for, postings_for
from postings.equality.services import record_inspection, record_paper
from postings.equality.wording import DUTIES, OUTCOMES, check_words
from postings.file_names import file_name
from postings.files.views import hand_out
from postings.participation.papers import papers_for
from postings.participation.permissions import latest_matters, own_matters
from postings.views import page_of
from recruitment.accounts.enums import AuthorityRoleName


def representation_list(request: HttpRequest) -> HttpResponse:
    """Show the procedures in which the person takes part as a representation."""
    _require_representation(request)
    return render(
        request,
        "equality/representation_list.html",
        {
            "page": page_of(postings_for(request.user), request),
            "query": {},
            "matters": latest_matters(request.user),
            "today": timezone.localdate(),
            "nav": "representation",
        },
    )


def representation_detail(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show every application of a procedure, with what concerns the own body. For representations."""
    _require_representation(request)
    posting = get_object_or_404(postings_for(request.user), pk=posting_pk)
    roles = request.user.representations
    applications = list(applications_for(request.user).filter(posting=posting))
    record_inspection(posting=posting, application=None, actor=request.user)
    invited = frozenset(application.pk for application in applications if application.is_invited)
    situation = situation_of(posting)
    sees_sex = AuthorityRoleName.WOMENS_REP in roles
    accompanied = accompanied_ids(posting) if AuthorityRoleName.DISABILITY_REP in roles else frozenset()
    stored = {data.application_id: data for data in EqualityData.objects.filter(application__posting=posting)}
    rows = [
        {
            "application": application,
            "sex": Sex(stored[application.pk].sex).label if sees_sex and application.pk in stored else "",
            "disability": stored[application.pk].get_disability_status_display()
            if application.pk in accompanied
            else "",
        }
        for application in applications
    ]
    checks = situation.checks(invited)[:1] if sees_sex else []
    notices = [due for due in notices_of(posting) if due.body in roles and not due.is_refused]
    return render(
        request,
        "equality/representation_detail.html",
        {
            "posting": posting,
            "rows": rows,
            "sees_sex": sees_sex,
            "sees_disability": AuthorityRoleName.DISABILITY_REP in roles,
            "sees_counts": AuthorityRoleName.STAFF_COUNCIL in roles,
            "disabled_count": sum(data.disability_status in SEVERELY_DISABLED for data in stored.values()),
            "told": len([due for due in notices if due.given]),
            "to_tell": len([due for due in notices if due.is_open]),
            "checks": [(DUTIES[c.duty], OUTCOMES[c.outcome], check_words(c.duty, c.counts)) for c in checks],
            "has_invited": bool(invited),
            "matters": own_matters(request.user).filter(posting=posting),
            "own_papers": papers_for(request.user, posting),
            "today": timezone.localdate(),
            "nav": "representation",
            "breadcrumbs": [
                (_("Beteiligung"), reverse("equality:representation_list")),
                (_("Kennzahl %(number)s") % {"number": posting.reference_number}, ""),
            ],
        },
    )


@require_safe
def representation_paper(request: HttpRequest, posting_pk: int, key: str) -> HttpResponse:
    """Hand out one document of a procedure that the own body is to know; recorded. For representations."""
    _require_representation(request)
    posting = get_object_or_404(postings_for(request.user), pk=posting_pk)
    paper = next((one for one in papers_for(request.user, posting).papers if one.key == key), None)
    if paper is None or paper.read is None:
        raise Http404
    content = paper.read()
    record_paper(posting=posting, document=paper.label, actor=request.user)
    name = file_name("Beteiligung", posting.reference_number, paper.label)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(False, name), "Cache-Control": "no-store, private"},
    )


def representation_application(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one application without contact data. For representations."""
    _require_representation(request)
    application = get_object_or_404(applications_for(request.user), pk=pk)
    record_inspection(posting=application.posting, application=application, actor=request.user)
    return render(
        request,
        "equality/representation_application.html",
        {
            "application": application,
            "posting": application.posting,
            "facts": facts_of(application, with_contact=False),
            "checks": application.formal_checks.select_related("requirement", "alternative"),
            "files": files_for(request.user).filter(application=application).listed(),
            "nav": "representation",
            "breadcrumbs": [
                (_("Beteiligung"), reverse("equality:representation_list")),
                (
                    _("Kennzahl %(number)s") % {"number": application.posting.reference_number},
                    reverse("equality:representation_detail", args=[application.posting_id]),
                ),
                (_("Bewerbung %(number)s") % {"number": application.number}, ""),
            ],
        },
    )


@require_safe
def representation_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out one document of an application; recorded. For representations."""
    _require_representation(request)
    file = get_object_or_404(files_for(request.user).select_related("application__posting"), pk=pk)
    back = reverse("equality:representation_application", args=[file.application_id])
    return hand_out(request, file, back_url=back)


def _require_representation(request: HttpRequest) -> None:
    if not request.user.representations:
        raise PermissionDenied
