"""Pages of the appraisals and of the four steps of the pre-selection."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from postings.applications.enums import ApplicationStatus, EmploymentStatus
from postings.applications.formal_forms import ReasonForm, hidden_names
from postings.applications.models import Application, ApplicationQuerySet
from postings.applications.permissions import may_see_identity
from postings.applications.views import application_crumbs, get_application, get_application_for_check, render_step
from postings.models import Posting
from postings.permissions import may_manage_posting
from postings.screening import services
from postings.screening.currency import are_far_apart
from postings.screening.enums import Step, Verdict
from postings.screening.forms import AppraisalForm, FindingsForm
from postings.screening.history import findings_history
from postings.screening.models import Appraisal, Finding
from postings.screening.permissions import may_compare_appraisals, may_preselect, may_see_preselection
from postings.screening.presentation import appraisal_text
from postings.views import get_posting, page_of, posting_crumbs, render_form
from recruitment.errors import ProcedureError

FILTERS = {
    "alle": gettext_lazy("alle"),
    "offen": gettext_lazy("noch offen"),
    "bedenken": gettext_lazy("mit Bedenken"),
    "einladen": gettext_lazy("einladen"),
    "nicht-einladen": gettext_lazy("nicht einladen"),
}


def comparison(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Compare the appraisals, civil servants first. For HR and the committee without the staff's representatives."""
    posting = get_posting(request, posting_pk)
    if not may_compare_appraisals(request.user, posting):
        raise PermissionDenied
    is_civil_servant = Q(employment_status=EmploymentStatus.CIVIL_SERVANT)
    applications = posting.applications.to_be_rated().annotate(
        is_other=~Exists(Application.objects.filter(is_civil_servant, pk=OuterRef("pk")))
    )
    page = page_of(
        applications.in_shown_order(request.user, "is_other").prefetch_related("appraisals__single_marks"), request
    )
    rows = [
        (
            application,
            [appraisal_text(one, posting, with_note=False) for one in application.appraisals.all()],
        )
        for application in page
    ]
    ends = list(
        Appraisal.objects.filter(application__in=posting.applications.to_be_rated())
        .order_by("application_id", "-period_to")
        .distinct("application_id")
        .values_list("period_to", flat=True)
    )
    return render(
        request,
        "screening/comparison.html",
        {
            "posting": posting,
            "rows": rows,
            "are_far_apart": are_far_apart(ends, months=posting.appraisal_current_months),
            "page": page,
            "query": {},
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Leistungsvergleich")),
        },
    )


def appraisal_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter one dienstliche Beurteilung. For HR officers."""
    application = get_application_for_check(request, pk)
    return _edit_appraisal(request, Appraisal(application=application), application)


def appraisal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one dienstliche Beurteilung; the former state stays in the history. For HR officers."""
    appraisal = get_object_or_404(Appraisal, pk=pk)
    return _edit_appraisal(request, appraisal, get_application_for_check(request, appraisal.application_id))


def _edit_appraisal(request: HttpRequest, appraisal: Appraisal, application: Application) -> HttpResponse:
    detail_url = reverse("applications:application_detail", args=[application.pk])
    form = AppraisalForm(request.POST or None, instance=appraisal, cancel_url=detail_url)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_appraisal(
                appraisal=form.save(commit=False),
                single_marks=form.cleaned_data["single_marks"],
                actor=request.user,
            )
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Die dienstliche Beurteilung ist gespeichert."))
            return redirect(detail_url)
    intro = _("1 ist die beste Note. Das Gesamturteil geht nicht in die Bewertungspunkte ein.")
    return render_step(request, application, form, _("Dienstliche Beurteilung"), intro)


@require_POST
def appraisal_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away an appraisal entered by mistake. For HR officers."""
    appraisal = get_object_or_404(Appraisal, pk=pk)
    application = get_application_for_check(request, appraisal.application_id)
    try:
        services.delete_appraisal(appraisal=appraisal, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, _("Die dienstliche Beurteilung ist entfernt."))
    return redirect("applications:application_detail", pk=application.pk)


def preselection(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show every application with its four steps. For everybody with a role in the procedure."""
    posting = get_posting(request, posting_pk)
    if not may_see_preselection(request.user, posting):
        raise PermissionDenied
    values = {"zeigen": request.GET.get("zeigen", "alle"), "suche": request.GET.get("suche", "").strip()}
    eligible = posting.applications.to_be_rated()
    found = _filtered(eligible, values["zeigen"]).in_shown_order(request.user).find_shown(values["suche"])
    page = page_of(found.prefetch_related("findings"), request)
    rows = [(application, _cells(application)) for application in page]
    conclusions = list(posting.preselections.select_related("concluded_by", "reopened_by"))
    return render(
        request,
        "screening/preselection.html",
        {
            "posting": posting,
            "rows": rows,
            "steps": [step.label for step in Step],
            "filters": list(FILTERS.items()),
            "values": values,
            "query": {key: value for key, value in values.items() if value},
            "page": page,
            "counts": _counts(posting),
            "conclusions": conclusions,
            "standing": next((one for one in conclusions if one.reopened_at is None), None),
            "can_preselect": may_preselect(request.user, posting) and posting.is_under_way,
            "can_manage": may_manage_posting(request.user, posting),
            "can_compare": may_compare_appraisals(request.user, posting),
            "shows_names": may_see_identity(request.user, posting),
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Vorauswahl")),
        },
    )


def _with(step: str | None = None, verdict: str | None = None) -> Exists:
    """Whether the application has a finding of this step or verdict."""
    findings = Finding.objects.filter(application=OuterRef("pk"))
    if step:
        findings = findings.filter(step=step)
    return Exists(findings.filter(verdict=verdict) if verdict else findings)


CONDITIONS = {
    "offen": ~_with(Step.INVITATION),
    "bedenken": _with(verdict=Verdict.DOUBT),
    "einladen": _with(Step.INVITATION, Verdict.YES),
    "nicht-einladen": _with(Step.INVITATION, Verdict.NO),
}


def _filtered(applications: ApplicationQuerySet, wanted: str) -> ApplicationQuerySet:
    return applications.filter(CONDITIONS[wanted]) if wanted in CONDITIONS else applications


def _counts(posting: Posting) -> dict[str, int]:
    """Return how many stand under each filter, and how many wait for their formal check; one query."""
    is_eligible = Q(status=ApplicationStatus.ELIGIBLE)
    return posting.applications.order_by().aggregate(
        unchecked=Count("pk", filter=Q(status=ApplicationStatus.RECEIVED)),
        alle=Count("pk", filter=is_eligible),
        **{
            name.replace("-", "_"): Count("pk", filter=is_eligible & Q(condition))
            for name, condition in CONDITIONS.items()
        },
    )


def _cells(application: Application) -> list[tuple[str, str, str]]:
    """Return word, level and reason of the four steps."""
    levels = {Verdict.YES: "success", Verdict.NO: "danger", Verdict.DOUBT: "warning"}
    findings = {finding.step: finding for finding in application.findings.all()}
    return [
        (finding.get_verdict_display(), levels[finding.verdict], finding.reason)
        if finding
        else (_("offen"), "info", "")
        for finding in (findings.get(step) for step in Step)
    ]


def findings_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the four steps for one application, then go on to the next. For HR officers and the chair."""
    application = get_application(request, pk)
    posting = application.posting
    if not may_preselect(request.user, posting):
        raise PermissionDenied
    list_url = reverse("screening:preselection", args=[posting.pk])
    if services.standing_preselection(posting) is not None or not application.is_to_be_rated:
        messages.info(request, _("Die Vorauswahl dieser Bewerbung ist zurzeit nicht zu bearbeiten."))
        return redirect(list_url)
    version = services.findings_version(application)
    form = FindingsForm(
        request.POST or None,
        findings={finding.step: finding for finding in application.findings.all()},
        version=version,
        names=hidden_names(application),
    )
    previous_url, next_url = _neighbours(request, application)
    if request.method == "POST" and form.is_valid():
        try:
            services.record_findings(
                application=application,
                found=form.found(),
                actor=request.user,
                expected_version=form.cleaned_data["version"],
            )
        except ProcedureError as error:
            form.add_error(None, error.user_message)
            form.data = form.data.copy()
            form.data["version"] = str(version)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Gespeichert: %(name)s.") % {"name": application.shown.name})
            return redirect(next_url if "next" in request.POST and next_url else request.path)
    return render(
        request,
        "screening/findings_edit.html",
        {
            "application": application,
            "posting": posting,
            "form": form,
            "history": findings_history(application),
            "appraisals": [
                appraisal_text(one, posting, with_note=False)
                for one in application.appraisals.prefetch_related("single_marks")
            ],
            "list_url": list_url,
            "previous_url": previous_url,
            "next_url": next_url,
            "nav": "postings",
            "breadcrumbs": application_crumbs(application, _("Vorauswahl")),
        },
    )


def _neighbours(request: HttpRequest, application: Application) -> tuple[str, str]:
    """Return the pages before and after this one in the order shown; "" at the ends."""
    keys = list(
        application.posting.applications.to_be_rated().in_shown_order(request.user).values_list("pk", flat=True)
    )
    place = keys.index(application.pk)
    around = (keys[place - 1] if place else None, keys[place + 1] if place + 1 < len(keys) else None)
    before, after = (reverse("screening:findings_edit", args=[pk]) if pk else "" for pk in around)
    return before, after


def preselection_conclude(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show whom the pre-selection proposes to invite and whom not, then conclude. For HR officers and the chair."""
    posting = _get_to_preselect(request, posting_pk)
    list_url = reverse("screening:preselection", args=[posting.pk])
    if request.method == "POST":
        try:
            services.conclude_preselection(posting=posting, actor=request.user)
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Die Vorauswahl ist abgeschlossen."))
        return redirect(list_url)
    last = Finding.objects.filter(application=OuterRef("pk"), step=Step.INVITATION)
    decided = (
        posting.applications.to_be_rated()
        .in_shown_order(request.user)
        .annotate(verdict=Subquery(last.values("verdict")), ground=Subquery(last.values("reason")))
        .exclude(verdict=None)
    )
    lists: dict[str, list[Application]] = {Verdict.YES: [], Verdict.NO: []}
    for application in decided:
        lists[application.verdict].append(application)
    return render(
        request,
        "screening/conclude.html",
        {
            "posting": posting,
            "lists": [
                (_("zur Einladung vorgeschlagen"), lists[Verdict.YES]),
                (_("nicht vorgeschlagen"), lists[Verdict.NO]),
            ],
            "counts": _counts(posting),
            "list_url": list_url,
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Vorauswahl abschließen")),
        },
    )


def preselection_reopen(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Open a concluded pre-selection again, with a reason. For HR officers and the chair."""
    posting = _get_to_preselect(request, posting_pk)
    list_url = reverse("screening:preselection", args=[posting.pk])
    form = ReasonForm(request.POST or None, submit_label=_("Vorauswahl wieder öffnen"), cancel_url=list_url)
    if request.method == "POST" and form.is_valid():
        try:
            services.reopen_preselection(posting=posting, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Die Vorauswahl ist wieder offen."))
        return redirect(list_url)
    return render_form(
        request,
        form,
        title=_("Vorauswahl wieder öffnen"),
        intro=_(
            "Der bisherige Abschluss bleibt mit Ihrer Begründung im Verlauf; über Einladungen wird neu entschieden."
        ),
        breadcrumbs=posting_crumbs(posting, _("Vorauswahl wieder öffnen")),
    )


def _get_to_preselect(request: HttpRequest, posting_pk: int) -> Posting:
    posting = get_posting(request, posting_pk)
    if not may_preselect(request.user, posting):
        raise PermissionDenied
    return posting
