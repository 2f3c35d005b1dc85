"""Pages of what is needed: requirements of a posting, state of one document, consent, sending of a letter. HR only."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from postings.applications.models import Application
from postings.applications.views import get_application
from postings.files import completeness
from postings.files.enums import Need, NeedState
from postings.files.forms import ConsentForm, RequirementsForm, SendingForm, StateForm
from postings.files.models import DocumentRequest
from postings.files.needs import label_of
from postings.files.permissions import may_manage_files
from postings.files.views import render_step
from postings.permissions import may_manage_posting
from postings.views import get_posting, posting_crumbs, render_form
from recruitment.errors import ProcedureError


def requirements_edit(request: HttpRequest, posting_pk: int) -> HttpResponse:
    """Say which documents a posting asks of every application. For HR officers."""
    posting = get_posting(request, posting_pk)
    if not may_manage_posting(request.user, posting):
        raise PermissionDenied
    list_url = reverse("overview:applicant_overview", args=[posting.pk])
    form = RequirementsForm(
        request.POST or None,
        cancel_url=list_url,
        initial={"needs": list(posting.document_requirements.values_list("need", flat=True))},
    )
    if request.method == "POST" and form.is_valid():
        try:
            completeness.set_requirements(posting=posting, needs=form.cleaned_data["needs"], actor=request.user)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Die verlangten Unterlagen sind gespeichert."))
            return redirect(list_url)
    return render_form(
        request,
        form,
        title=_("Verlangte Unterlagen"),
        intro=_(
            "Danach zeigt die Anwendung bei jeder Bewerbung, was fehlt. Eine fehlende Unterlage schließt niemanden "
            "von selbst aus. Wie alt eine Beurteilung sein darf, steht in den Verfahrensregeln: %(n)s Monate vor "
            "Fristablauf."
        )
        % {"n": posting.appraisal_current_months},
        breadcrumbs=posting_crumbs(posting, _("Verlangte Unterlagen")),
    )


def state_record(request: HttpRequest, application_pk: int, need: str) -> HttpResponse:
    """Record what a person says to one needed document. For HR officers."""
    application = _get_managed(request, application_pk)
    if not application.posting.document_requirements.filter(need=need).exists():
        raise Http404
    list_url = reverse("files:file_list", args=[application.pk])
    recorded = application.recorded_states.filter(need=need).first()
    form = StateForm(
        request.POST or None,
        cancel_url=list_url,
        initial={"state": recorded.state, "remark": recorded.remark} if recorded else {"state": ""},
    )
    if request.method == "POST" and form.is_valid():
        state = form.cleaned_data["state"]
        try:
            completeness.record_state(
                application=application,
                need=Need(need),
                state=NeedState(state) if state else None,
                remark=form.cleaned_data["remark"],
                actor=request.user,
            )
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Der Stand ist festgehalten."))
        return redirect(list_url)
    title = _("Stand: %(document)s") % {"document": label_of(Need(need), application.employment_status)}
    return render_step(request, application, form, title, "")


def consent_record(request: HttpRequest, application_pk: int) -> HttpResponse:
    """Record what the applicant says to an inspection of the Personalakte. For HR officers."""
    application = _get_managed(request, application_pk)
    list_url = reverse("files:file_list", args=[application.pk])
    names = {value: name for name, value in ConsentForm.VALUES.items()}
    form = ConsentForm(
        request.POST or None,
        cancel_url=list_url,
        initial={"consents": names[application.consents_to_personnel_file]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            completeness.record_consent(
                application=application,
                consents=ConsentForm.VALUES[form.cleaned_data["consents"]],
                actor=request.user,
            )
        except ProcedureError as error:
            messages.error(request, error.user_message)
        else:
            messages.success(request, _("Die Erklärung ist festgehalten."))
        return redirect(list_url)
    intro = _("Ein fehlendes Einverständnis schließt niemanden aus.")
    return render_step(request, application, form, _("Einsicht in die Personalakte"), intro)


def request_sending(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a letter went out. For HR officers."""
    letters = DocumentRequest.objects.filter(application__in=Application.objects.visible_to(request.user))
    letter = get_object_or_404(letters.select_related("application__posting").defer("content"), pk=pk)
    if not may_manage_files(request.user, letter.application):
        raise PermissionDenied
    list_url = reverse("files:file_list", args=[letter.application_id])
    form = SendingForm(request.POST or None, cancel_url=list_url, initial={"sent_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            completeness.record_sending(request=letter, actor=request.user, **form.cleaned_data)
        except ProcedureError as error:
            messages.error(request, error.user_message)
            return redirect(list_url)
        except ValidationError:
            form.add_error("sent_on", _("Der Tag liegt vor dem Datum des Schreibens."))
        else:
            messages.success(request, _("Der Versand ist festgehalten."))
            return redirect(list_url)
    return render_step(request, letter.application, form, _("Versand der Nachforderung"), "")


def _get_managed(request: HttpRequest, application_pk: int) -> Application:
    application = get_application(request, application_pk)
    if not may_manage_files(request.user, application):
        raise PermissionDenied
    return application
