"""Pages of the invitation: proposal and adoption, what the checks rest on, the exception. Personnel office only."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from postings.applications.permissions import may_check_application
from postings.applications.views import application_crumbs, get_application
from postings.equality import invitations
from postings.equality.errors import InvitationsIncomplete
from postings.equality.forms import DutyBasisForm, FindingForm, InvitationForm
from postings.equality.models import InvitationDecision, SuitabilityFinding
from postings.equality.people import open_applications
from postings.equality.rules import Formal, Ground
from postings.equality.wording import DUTIES, FORMAL, GROUNDS, OUTCOMES, check_words, fault_words
from postings.models import Posting
from postings.permissions import may_manage_posting
from postings.views import get_posting, posting_crumbs, render_form
from recruitment.errors import ProcedureError


def invitation_proposal(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show whom to invite and why; check another choice; adopt it. For HR officers."""
    posting = _managed(request, posting_pk)
    applications = list(open_applications(posting).named_for(request.user))
    situation = invitations.situation_of(posting, applications)
    proposal = situation.proposal()
    last = InvitationDecision.objects.filter(posting=posting).select_related("adopted_by").first()
    form = InvitationForm(request.POST or None, people=situation.people)
    adopted = frozenset(application.pk for application in applications if application.is_invited)
    chosen = adopted if last else proposal.invited
    faults, missed = [], []
    if request.method == "POST" and form.is_valid():
        chosen = frozenset(form.cleaned_data["invited"])
        if "save" in request.POST:
            try:
                invitations.adopt_invitations(
                    posting=posting,
                    invited=chosen,
                    reasons=form.reasons(),
                    duty_reasons=form.duty_reasons(),
                    actor=request.user,
                )
            except InvitationsIncomplete as error:
                faults, missed = error.faults, error.duties
            except ProcedureError as error:
                messages.error(request, error.user_message)
                return redirect("equality:invitation_proposal", posting_pk=posting.pk)
            else:
                messages.success(request, _("Die Einladungen sind festgelegt."))
                return redirect("equality:invitation_proposal", posting_pk=posting.pk)
    findings = {
        finding.application_id: finding
        for finding in SuitabilityFinding.objects.filter(application__posting=posting).select_related(
            "proposed_by", "confirmed_by"
        )
    }
    said = {fault.application_id: fault_words(fault) for fault in faults}
    rows = [
        {
            "application": application,
            "person": person,
            "is_invited": person.application_id in chosen,
            "formal": FORMAL[person.formal],
            "grounds": [(GROUNDS[ground], "info") for ground in proposal.grounds.get(person.application_id, ())],
            "must": Ground.SGB_IX_165 in proposal.grounds.get(person.application_id, ())
            or person.application_id in proposal.to_settle,
            "to_settle": person.application_id in proposal.to_settle,
            "finding": findings.get(person.application_id),
            "reason": form.data.get(f"reason_{person.application_id}", ""),
            "fault": said.get(person.application_id, ""),
        }
        for application, person in zip(applications, situation.people, strict=True)
    ]
    # Duties first, then those who may be invited, then the rest; by number inside.
    rows.sort(key=lambda row: (not row["must"], row["person"].formal is not Formal.ELIGIBLE))
    checks = situation.checks(chosen)
    return render(
        request,
        "equality/invitation_proposal.html",
        {
            "posting": posting,
            "rows": rows,
            "checks": [
                {
                    "duty": check.duty.value,
                    "label": DUTIES[check.duty],
                    "words": check_words(check.duty, check.counts),
                    "outcome": OUTCOMES[check.outcome],
                    "needs_reason": check.needs_reason,
                    "reason": form.data.get(f"duty_{check.duty.value}", ""),
                    "is_missed": check.duty.value in missed,
                }
                for check in checks
            ],
            "has_errors": bool(faults or missed),
            "errors": [(fault.application_id, said[fault.application_id]) for fault in faults],
            "is_checked": request.method == "POST",
            "preselected": situation.preselected is not None,
            "chosen_count": len(chosen),
            "last": last,
            "is_open": posting.is_under_way,
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Einladungsvorschlag")),
        },
    )


def invitation_record(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show every adopted list: counts, results, reasons, by whom and when. For HR officers."""
    posting = _managed(request, posting_pk)
    versions = InvitationDecision.objects.filter(posting=posting).select_related("adopted_by")
    rows = [
        {
            "decision": decision,
            "checks": [
                (DUTIES[check["duty"]], OUTCOMES[check["outcome"]], check_words(check["duty"], check["counts"]), check)
                for check in decision.checks
            ],
            "lines": [
                (line, [GROUNDS[ground] for ground in line.grounds])
                for line in decision.lines.all()
                if line.is_invited or line.reason
            ],
        }
        for decision in versions.prefetch_related("lines__application")
    ]
    return render(
        request,
        "equality/invitation_record.html",
        {
            "posting": posting,
            "rows": rows,
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Festgelegte Einladungen")),
        },
    )


def duty_basis(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Say what the checks rest on. For HR officers."""
    posting = _managed(request, posting_pk)
    back = reverse("equality:invitation_proposal", args=[posting.pk])
    form = DutyBasisForm(request.POST or None, instance=invitations.basis_of(posting), cancel_url=back)
    if request.method == "POST" and form.is_valid():
        try:
            invitations.save_basis(basis=form.save(commit=False), actor=request.user)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Die Grundlagen sind gespeichert."))
            return redirect(back)
    return render_form(
        request,
        form,
        title=_("Grundlagen der Einladungspflichten"),
        intro=_(
            "Was hier nicht festgestellt ist, bleibt in der Prüfung offen. Die Anwendung setzt keine Werte voraus."
        ),
        breadcrumbs=posting_crumbs(posting, _("Grundlagen der Einladungspflichten")),
    )


def suitability(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose that aptitude is obviously lacking, or see what was proposed. For HR officers."""
    application = get_application(request, pk)
    if not may_check_application(request.user, application):
        raise PermissionDenied
    back = reverse("equality:invitation_proposal", args=[application.posting_id])
    finding = SuitabilityFinding.objects.filter(application=application).first()
    form = FindingForm(request.POST or None, cancel_url=back)
    if request.method == "POST" and finding is None and form.is_valid():
        try:
            invitations.propose_finding(application=application, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(
                request, _("Der Vorschlag ist festgehalten. Er gilt, sobald eine zweite Person bestätigt.")
            )
            return redirect(back)
    return render(
        request,
        "equality/suitability.html",
        {
            "form": form,
            "finding": finding,
            "application": application,
            "is_second": finding is not None and finding.proposed_by_id != request.user.pk,
            "back": back,
            "nav": "postings",
            "breadcrumbs": application_crumbs(application, _("Offensichtlich fehlende Eignung")),
        },
    )


@require_POST
def suitability_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a finding as the second person. For HR officers."""
    return _act_on_finding(request, pk, invitations.confirm_finding, _("Die Feststellung ist bestätigt."))


@require_POST
def suitability_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a finding back. For HR officers."""
    return _act_on_finding(request, pk, invitations.drop_finding, _("Die Feststellung ist zurückgenommen."))


def _act_on_finding(request: HttpRequest, pk: int, act, done: str) -> HttpResponse:
    application = get_application(request, pk)
    if not may_check_application(request.user, application):
        raise PermissionDenied
    finding = get_object_or_404(SuitabilityFinding, application=application)
    try:
        act(finding=finding, actor=request.user)
    except ProcedureError as error:
        messages.error(request, error.user_message)
    else:
        messages.success(request, done)
    return redirect("equality:invitation_proposal", posting_pk=application.posting_id)


def _managed(request: HttpRequest, posting_pk: int) -> Posting:
    posting = get_posting(request, posting_pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    return posting
