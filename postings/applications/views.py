"""Pages of the applications: overview, one application, formal check, decision on lateness."""

from collections.abc import Iterable, Sequence
from functools import cache

from django.conf import settings
from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html_join
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from postings.applications import services
from postings.applications.enums import ApplicationStatus, Invitation
from postings.applications.formal_check import open_decision
from postings.applications.formal_history import formal_history
from postings.applications.forms import ApplicationForm, LatenessForm, TrackForm
from postings.applications.models import Application
from postings.applications.permissions import may_check_application
from postings.models import CommitteeMembership
from postings.permissions import may_manage_posting, remember_roles
from postings.views import get_posting, posting_crumbs, render_form
from profiles.models import FormalRequirement
from recruitment.accounts.models import User
from recruitment.accounts.prepared import PreparedForPerson
from recruitment.errors import ProcedureError

STATUS_LEVELS = {
    ApplicationStatus.RECEIVED: "info",
    ApplicationStatus.ELIGIBLE: "success",
    ApplicationStatus.INELIGIBLE: "danger",
    ApplicationStatus.WITHDRAWN: "warning",
    ApplicationStatus.DUPLICATE: "warning",
}


def get_application(request: HttpRequest, pk: int, *, columns: Sequence[str] = ()) -> Application:
    """Return the application if ``request.user`` may know of it, else 404; with ``columns`` only those of its row,
    applicant, posting, profile and scale (the sheet is opened and saved all day and shows little of them)."""
    try:
        application = _visible(tuple(columns)).get(request.user, pk)
    except Application.DoesNotExist as error:
        raise Http404 from error
    remember_roles(request.user, application.posting, application.own_roles)
    return application


@cache
def _visible(columns: tuple[str, ...]) -> PreparedForPerson:
    def build(pk: int, person: User) -> QuerySet[Application]:
        own = CommitteeMembership.objects.filter(posting=OuterRef("posting"), user=person)
        found = Application.objects.visible_to(person).named_for(person)
        found = found.select_related("applicant", "posting__profile__scale")
        if columns:
            found = found.only(*columns)
        else:
            found = found.select_related("duplicate_of").defer("posting__profile__source_text")
        return found.annotate(own_roles=ArraySubquery(own.values("role"))).filter(pk=pk)

    return PreparedForPerson(build, 1)


def application_crumbs(application: Application, last: str = "") -> list[tuple[str, str]]:
    """Return the breadcrumbs down to ``application`` and the page ``last`` below it."""
    posting = application.posting
    crumbs = posting_crumbs(posting, _("Bewerberübersicht"))
    crumbs[-1] = (crumbs[-1][0], reverse("overview:applicant_overview", args=[posting.pk]))
    label = _("Bewerbung %(number)s") % {"number": application.shown.label}
    if not last:
        return [*crumbs, (label, "")]
    return [*crumbs, (label, reverse("applications:application_detail", args=[application.pk])), (last, "")]


def application_create(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Enter an application by hand. For HR officers."""
    posting = get_posting(request, posting_pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    list_url = reverse("overview:applicant_overview", args=[posting.pk])
    form = ApplicationForm(request.POST or None, cancel_url=list_url)
    if request.method == "POST" and form.is_valid():
        try:
            application = services.receive_application(
                posting=posting,
                applicant=form.person(),
                received_on=form.cleaned_data["received_on"],
                actor=request.user,
                **form.application_fields(),
            )
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Die Bewerbung hat die laufende Nummer %(n)s.") % {"n": application.number})
            return redirect("applications:application_detail", pk=application.pk)
    return render_form(
        request,
        form,
        title=_("Bewerbung erfassen"),
        intro=_(
            "Bitte erfassen Sie nur, was für die Auswahl gebraucht wird: kein Foto, kein Familienstand, keine "
            "Angaben zu Gesundheit, Religion oder Herkunft."
        ),
        breadcrumbs=posting_crumbs(posting, _("Bewerbung erfassen")),
    )


def application_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one application with its formal check; opening is recorded. For HR and members of the committee."""
    application = get_application(request, pk)
    services.record_opening(application=application, actor=request.user)
    checks = {
        check.requirement_id: check
        for check in application.formal_checks.select_related("alternative", "checked_by", "requirement")
    }
    requirements = FormalRequirement.objects.filter(
        profile=application.posting.profile_id, track=application.track
    ).order_by("position")
    can_check = may_check_application(request.user, application)
    return render(
        request,
        "applications/application_detail.html",
        {
            "application": application,
            "posting": application.posting,
            "level": STATUS_LEVELS[application.status],
            "facts": facts_of(application, with_contact=can_check),
            "checks": [(requirement, checks.get(requirement.pk)) for requirement in requirements],
            "can_check": can_check and application.is_active,
            "decision": open_decision(application),
            "is_decided": application.status != ApplicationStatus.RECEIVED,
            "history": formal_history(application) if can_check else [],
            "sections": [import_string(section)(request, application) for section in settings.APPLICATION_SECTIONS],
            "can_see_equality": can_check and not application.erased_at,
            "nav": "postings",
            "breadcrumbs": application_crumbs(application),
        },
    )


def track_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say for which track the person applies, where a list left it open. For HR officers."""
    application = get_application_for_check(request, pk)
    detail_url = reverse("applications:application_detail", args=[application.pk])
    form = TrackForm(request.POST or None, instance=application, cancel_url=detail_url)
    if request.method == "POST" and form.is_valid():
        try:
            services.settle_track(application=application, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Die Angaben sind gespeichert."))
        return redirect(detail_url)
    intro = _("Danach richtet sich, welche formalen Anforderungen geprüft werden.")
    return render_step(request, application, form, _("Beschäftigung und Weg der Bewerbung"), intro)


def lateness_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Admit or refuse a late application. For HR officers."""
    application = get_application_for_check(request, pk)
    detail_url = reverse("applications:application_detail", args=[application.pk])
    form = LatenessForm(request.POST or None, cancel_url=detail_url)
    if request.method == "POST" and form.is_valid():
        try:
            services.decide_lateness(application=application, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Die Entscheidung ist festgehalten."))
        return redirect(detail_url)
    return render_step(request, application, form, _("Verspätete Bewerbung"), "")


def get_application_for_check(request: HttpRequest, pk: int) -> Application:
    """Return the application if ``request.user`` may check it, else 404 outside and 403 inside the scope."""
    application = get_application(request, pk)
    if not may_check_application(request.user, application):
        raise PermissionDenied
    return application


def render_step(request: HttpRequest, application: Application, form, title: str, intro: str) -> HttpResponse:
    """Show the form of one step with an application."""
    return render_form(request, form, title=title, intro=intro, breadcrumbs=application_crumbs(application, title))


def _day(value) -> str:
    return formats.date_format(value, "d.m.Y") if value else ""


def _facts_for_counting(application: Application) -> list[tuple[str, object]]:
    """What is left of a withdrawn application."""
    return [
        (_("Laufende Nummer") if application.shown.is_name else _("Kennung"), application.shown.label),
        (_("Eingang"), f"{_day(application.received_on)}, {application.get_channel_display()}"),
        (_("Zurückgezogen am"), _day(application.withdrawn_on)),
        (_("Daten gelöscht am"), _day(timezone.localtime(application.erased_at))),
    ]


def _linked(applications: Iterable[Application]) -> SafeString:
    return format_html_join(
        ", ",
        '<a class="kern-link" href="{}">{}</a>',
        (
            (reverse("applications:application_detail", args=[a.pk]), _("Bewerbung %(n)s") % {"n": a.number})
            for a in applications
        ),
    )


def facts_of(application: Application, *, with_contact: bool) -> list[tuple[str, object]]:
    """What the committee may know; the way of contact for the personnel office only (DOMAIN.md 5.2)."""
    if application.erased_at:
        return _facts_for_counting(application)
    basis = application.get_basis_display()
    if application.basis_dated_on:
        basis = _("%(basis)s vom %(day)s") % {"basis": basis, "day": _day(application.basis_dated_on)}
    consent = {True: _("erteilt"), False: _("nicht erteilt"), None: _("keine Angabe")}
    is_named = application.shown.is_name
    rows = [
        (_("Laufende Nummer") if is_named else _("Kennung"), application.shown.label),
        (_("Eingang"), f"{_day(application.received_on)}, {application.get_channel_display()}"),
        (_("Frist"), application.get_late_decision_display()),
        (_("Begründung zur Verspätung"), application.late_reason),
        (_("Bewirbt sich als"), application.get_track_display() or _("noch ungeklärt")),
        (_("Beschäftigung"), application.get_employment_status_display()),
        (_("Intern oder extern"), _("beim Bezirksamt beschäftigt") if application.is_internal else _("extern")),
        (_("Statusamt oder Entgeltgruppe"), application.current_grade),
        (_("Derzeitige Tätigkeit"), application.current_position),
        (_("Abschluss"), application.qualification),
        (_("Einschlägige Erfahrung"), application.experience),
        (_("Leistungsnachweis"), basis),
        (_("Gesamturteil (1 = beste Note, geht nicht in die Punkte ein)"), application.basis_result),
        (_("Einsicht in die Personalakte"), consent[application.consents_to_personnel_file]),
    ]
    if application.duplicate_of_id:
        rows.insert(1, (_("Doppelt zu"), _linked([application.duplicate_of]) if is_named else _("ja")))
    if with_contact and (duplicates := application.duplicates.order_by("number")):
        rows.insert(1, (_("Doppelte Einträge, mit eigenen Unterlagen und Prüfungen"), _linked(duplicates)))
    if application.invitation != Invitation.OPEN:  # that somebody is invited, and never why
        rows.append((_("Auswahlgespräch"), application.get_invitation_display()))
    if is_named:  # free words about the person, which name it too easily
        rows.append((_("Bemerkung"), application.remarks))
    if with_contact:
        person = application.applicant
        address = ", ".join(part for part in (person.street, f"{person.postal_code} {person.city}".strip()) if part)
        number = f"{application.source_number} ({application.source})" if application.source_number else ""
        rows += [
            (_("Geburtsdatum"), _day(person.birth_date)),
            (_("Anschrift"), address),
            (_("E-Mail-Adresse"), person.email),
            (_("Telefon"), person.phone),
            (_("Bewerbernummer der Quelle"), number),
        ]
    return rows
