"""The one page of the equality data, for the personnel office only."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from postings.applications.permissions import may_check_application
from postings.applications.views import application_crumbs, get_application
from postings.equality import services
from postings.equality.forms import EqualityForm
from postings.views import render_form
from recruitment.errors import ProcedureError


def equality_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and change the equality data of one application. For HR officers only."""
    application = get_application(request, pk)
    if not may_check_application(request.user, application):
        raise PermissionDenied
    detail_url = reverse("applications:application_detail", args=[application.pk])
    form = EqualityForm(request.POST or None, instance=services.equality_data_of(application), cancel_url=detail_url)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_equality_data(data=form.save(commit=False), actor=request.user)
        except ProcedureError as error:
            form.add_error(None, error.user_message)
        else:
            messages.success(request, _("Die Angaben sind gespeichert."))
            return redirect(detail_url)
    return render_form(
        request,
        form,
        title=_("Angaben zur Gleichstellung"),
        intro=_(
            "Freiwillige Angaben. Sie gehen in keine Bewertung ein, stehen in keinem Dokument der "
            "Auswahlkommission und werden nur für die gesetzlichen Einladungs- und Beteiligungspflichten gebraucht."
        ),
        breadcrumbs=application_crumbs(application, _("Gleichstellung")),
    )
