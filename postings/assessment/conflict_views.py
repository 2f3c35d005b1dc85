"""Pages around the conflicts of interest: the declaration, the overview for chair and personnel office, deputies."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.assessment import impartiality
from postings.assessment.conflict_forms import IMPARTIAL, ConflictForm, DeclarationForm, DeputyForm, LiftingForm
from postings.assessment.conflicts import conflicts_of, declarations_of, lifted_conflicts_of
from postings.assessment.enums import ExemptionKind
from postings.assessment.lifting import lift_conflict
from postings.assessment.models import Exemption, RatingSheet
from postings.assessment.permissions import (
    RATING,
    may_enter_paper_declaration,
    may_manage_conflicts,
    may_rate_in,
)
from postings.models import Posting
from postings.permissions import may_see_identity
from postings.views import get_posting, posting_crumbs, render_form
from recruitment.accounts.models import User
from recruitment.errors import ProcedureError

AT_ONCE = 200  # applicants on one page of the declaration; the others follow when these are saved


def impartiality_declare(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Declare the own impartiality on each applicant before the sheets open. For those who rate."""
    posting = get_posting(request, posting_pk)
    if not may_rate_in(request.user, posting):
        raise PermissionDenied
    return _declaration(request, posting, request.user, done_url=reverse("assessment:sheet_list"))


def impartiality_paper(request: HttpRequest, posting_pk: int, person_pk: int) -> HttpResponse:
    """Type what a member declared on paper. For HR officers who do not rate here."""
    posting = get_posting(request, posting_pk)
    if not may_enter_paper_declaration(request.user, posting):
        raise PermissionDenied
    people = posting.memberships.filter(role__in=RATING).values("user")
    person = get_object_or_404(User.objects.filter(pk__in=people), pk=person_pk)
    return _declaration(request, posting, person, done_url=reverse("assessment:conflict_list", args=[posting.pk]))


def _declaration(request: HttpRequest, posting: Posting, person: User, *, done_url: str) -> HttpResponse:
    is_paper = person != request.user
    asked = impartiality.applications_to_declare(person, posting).in_shown_order(request.user)
    applications = list(asked[:AT_ONCE])
    if not applications:
        messages.info(request, _("Zurzeit ist nichts zu erklären: Zu allen Bewerbungen liegt eine Erklärung vor."))
        return redirect(done_url)
    submitted = RatingSheet.objects.submitted().filter(assessor=person, application__in=applications)
    rated = frozenset(submitted.values_list("application", flat=True))
    arguments = {"applications": applications, "rated": rated, "is_paper": is_paper}
    if "fill" in request.POST:
        form = DeclarationForm(initial=_filled(request, applications, rated), **arguments)
    else:
        form = DeclarationForm(request.POST or None, **arguments)
    if form.is_bound and form.is_valid():
        try:
            impartiality.declare_impartiality(
                posting=posting,
                person=person,
                statements=form.statements(),
                actor=request.user,
                declared_on=form.cleaned_data.get("declared_on"),
            )
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Die Erklärung zur Befangenheit ist gespeichert."))
            is_more = impartiality.applications_to_declare(person, posting).exclude(pk__in=rated).exists()
            return redirect(request.path if is_more else done_url)
    title = _("Papiererklärung von %(person)s") % {"person": person} if is_paper else _("Erklärung zur Befangenheit")
    return render(
        request,
        "assessment/impartiality_declare.html",
        {
            "posting": posting,
            "person": person,
            "form": form,
            "title": title,
            "is_paper": is_paper,
            "sees_codes": not may_see_identity(person, posting),
            "was_disclosed": posting.is_blind and not posting.hides_names,
            "nav": "postings" if is_paper else "sheets",
            "breadcrumbs": posting_crumbs(posting, title)
            if is_paper
            else [(_("Meine Bewertungen"), reverse("assessment:sheet_list")), (title, "")],
        },
    )


def _filled(request: HttpRequest, applications: list[Application], rated: frozenset[int]) -> dict[str, str]:
    """Return what was sent, with "nicht befangen" wherever nothing was chosen; to be looked through, not saved."""
    initial = {name: str(value) for name, value in request.POST.items() if name[:2] in ("d-", "g-", "de")}
    for application in applications:
        if application.pk not in rated:
            initial.setdefault(f"d-{application.pk}", IMPARTIAL)
    return initial


def conflict_list(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Show who has declared, who does not rate whom, and who stands in. For HR officers and the chair."""
    posting = get_posting(request, posting_pk)
    if not may_manage_conflicts(request.user, posting):
        raise PermissionDenied
    return render(
        request,
        "assessment/conflict_list.html",
        {
            "posting": posting,
            "people": declarations_of(posting),
            "conflicts": conflicts_of(posting, request.user),
            "lifted": lifted_conflicts_of(posting, request.user),
            # A reason may name whom a code hides.
            "shows_reasons": may_see_identity(request.user, posting),
            "can_enter_paper": may_enter_paper_declaration(request.user, posting),
            "nav": "postings",
            "breadcrumbs": posting_crumbs(posting, _("Befangenheit und Stellvertretung")),
        },
    )


def conflict_record(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Record a conflict of interest that was found later. For HR officers and the chair."""
    posting = get_posting(request, posting_pk)
    if not may_manage_conflicts(request.user, posting):
        raise PermissionDenied
    list_url = reverse("assessment:conflict_list", args=[posting.pk])
    form = ConflictForm(request.POST or None, posting=posting, user=request.user, cancel_url=list_url)
    if request.method == "POST" and form.is_valid():
        try:
            impartiality.record_conflict(actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Die Befangenheit ist festgehalten. Sie können eine Stellvertretung benennen."))
            return redirect(list_url)
    title = _("Befangenheit festhalten")
    intro = _(
        "Das Mitglied bewertet diese Bewerbung dann in keiner Runde. Ein begonnener Entwurf wird beiseitegelegt: Er "
        "bleibt gespeichert und zählt nirgends. Nach der Abgabe eines Bogens ist das nicht mehr möglich."
    )
    return render_form(request, form, title=title, intro=intro, breadcrumbs=_crumbs(posting, title))


def deputy_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Name who rates instead of a member with a conflict of interest. For HR officers and the chair."""
    exemption = _get_conflict(request, pk)
    posting = exemption.application.posting
    list_url = reverse("assessment:conflict_list", args=[posting.pk])
    form = DeputyForm(request.POST if request.method == "POST" else None, exemption=exemption, cancel_url=list_url)
    if request.method == "POST" and form.is_valid():
        try:
            impartiality.name_deputy(exemption=exemption, deputy=form.cleaned_data["deputy"], actor=request.user)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Die Stellvertretung ist gespeichert."))
            return redirect(list_url)
    title = _("Stellvertretung benennen")
    intro = _(
        "%(person)s bewertet %(name)s nicht. Zur Wahl stehen Mitglieder mit der Rolle „Stellvertretung mit Bewertung“, "
        "die hier nicht selbst befangen sind; die Rolle trägt die Verwaltung bei der Auswahlkommission ein."
    ) % {"person": exemption.person, "name": _shown_name(request, exemption)}
    return render_form(request, form, title=title, intro=intro, breadcrumbs=_crumbs(posting, title))


def conflict_lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift a conflict of interest that was a mistake. For HR officers and the chair."""
    exemption = _get_conflict(request, pk)
    posting = exemption.application.posting
    list_url = reverse("assessment:conflict_list", args=[posting.pk])
    form = LiftingForm(request.POST or None, cancel_url=list_url)
    if request.method == "POST" and form.is_valid():
        try:
            lift_conflict(exemption=exemption, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Die Befangenheit ist aufgehoben."))
            return redirect(list_url)
    title = _("Befangenheit aufheben")
    intro = _(
        "%(person)s bewertet %(name)s dann doch. Nur für Irrtümer: Beide Gründe bleiben festgehalten. Wer sich selbst "
        "für befangen erklärt hatte, gibt die Erklärung vor dem Bewerten noch einmal ab; ein beiseitegelegter Entwurf "
        "zählt wieder."
    ) % {"person": exemption.person, "name": _shown_name(request, exemption)}
    return render_form(request, form, title=title, intro=intro, breadcrumbs=_crumbs(posting, title))


def _get_conflict(request: HttpRequest, pk: int) -> Exemption:
    """Return the conflict if ``request.user`` may know of the applicant, else 404; 403 for who does not manage it."""
    exemption = get_object_or_404(
        Exemption.objects.filter(
            kind=ExemptionKind.CONFLICT, application__in=Application.objects.visible_to(request.user)
        ).select_related("person", "application__posting"),
        pk=pk,
    )
    if not may_manage_conflicts(request.user, exemption.application.posting):
        raise PermissionDenied
    return exemption


def _shown_name(request: HttpRequest, exemption: Exemption) -> str:
    return (
        Application.objects.named_for(request.user)
        .select_related("posting")
        .get(pk=exemption.application_id)
        .shown.name
    )


def _crumbs(posting: Posting, last: str) -> list[tuple[str, str]]:
    crumbs = posting_crumbs(posting, _("Befangenheit und Stellvertretung"))
    crumbs[-1] = (crumbs[-1][0], reverse("assessment:conflict_list", args=[posting.pk]))
    return [*crumbs, (last, "")]
