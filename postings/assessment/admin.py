"""Paper sheets in the administration: the personnel office types them, through the same form and the same services."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.assessment.enums import RoundStatus
from postings.assessment.errors import ExemptFromRating, NotAnAssessor, NotDeclared, SheetNotFromPaper
from postings.assessment.impartiality import check_access
from postings.assessment.models import AssessmentRound, RatingSheet
from postings.assessment.permissions import RATING, may_enter_paper_sheet, round_at
from postings.assessment.views import handle_sheet_post, own_sheet, render_sheet, sheet_context
from postings.enums import PostingStatus
from postings.models import CommitteeMembership
from recruitment.accounts.enums import AuthorityRoleName
from recruitment.administration.options import RoleAdmin
from recruitment.forms import KernFormHelper


class PaperSheetChoiceForm(forms.Form):
    """Choose whose paper sheet for whom is to be typed."""

    application = forms.ModelChoiceField(
        label=_("Bewerbung"), queryset=Application.objects.none(), empty_label=_("Bitte wählen")
    )
    member = forms.ModelChoiceField(
        label=_("Bewertendes Mitglied"), queryset=CommitteeMembership.objects.none(), empty_label=_("Bitte wählen")
    )

    round = forms.ModelChoiceField(
        label=_("Bewertungsrunde"),
        queryset=AssessmentRound.objects.none(),
        required=False,
        empty_label=_("erste offene Runde"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["application"].queryset = (
            Application.objects.to_be_rated()
            .filter(posting__status=PostingStatus.SCORING_OPEN)
            .select_related("posting", "applicant")
            .order_by("posting__reference_number", "applicant__sort_key")
        )
        self.fields["application"].label_from_instance = lambda application: (
            f"{application.posting.reference_number}: {application.applicant.list_name}"
        )
        self.fields["member"].queryset = CommitteeMembership.objects.filter(
            role__in=RATING, posting__status=PostingStatus.SCORING_OPEN
        ).select_related("user", "posting")
        self.fields["round"].queryset = AssessmentRound.objects.filter(status=RoundStatus.OPEN).select_related(
            "plan__posting"
        )
        self.fields["round"].label_from_instance = lambda entry: f"{entry.plan.posting.reference_number}: {entry.title}"
        self.fields["member"].label_from_instance = lambda member: f"{member.posting.reference_number}: {member.user}"
        self.helper = KernFormHelper(
            submit_label=_("Papierbogen öffnen"), cancel_url=reverse("admin:assessment_ratingsheet_changelist")
        )

    def clean(self):
        data = super().clean()
        application, member = data.get("application"), data.get("member")
        if application and member and application.posting_id != member.posting_id:
            self.add_error("member", _("Dieses Mitglied bewertet in einem anderen Verfahren."))
        if application and data.get("round") and data["round"].plan_id != application.posting_id:
            self.add_error("round", _("Diese Runde gehört zu einem anderen Verfahren."))
        return data


@admin.register(RatingSheet)
class RatingSheetAdmin(RoleAdmin):
    """Which sheets exist, and the entry of paper sheets. No value of anybody is shown here."""

    roles = frozenset({AuthorityRoleName.HR_OFFICER})
    list_display = ("application_label", "assessor", "status", "is_from_paper", "submitted_at")
    list_display_links = None
    list_filter = ("status", "application__posting__reference_number")
    list_select_related = ("application__posting", "application__applicant", "assessor")

    @admin.display(description=_("Bewerbung"))
    def application_label(self, sheet: RatingSheet) -> str:
        return f"{sheet.application.posting.reference_number}: {sheet.application.applicant.list_name}"

    @admin.display(description=_("vom Papier"))
    def is_from_paper(self, sheet: RatingSheet) -> str:
        return _("ja") if sheet.entered_by_id is not None else _("nein")

    def has_view_permission(self, request: HttpRequest, obj: RatingSheet | None = None) -> bool:
        # The list tells who has handed in what; no page shows one sheet, because that would show what stands on it.
        return obj is None and super().has_view_permission(request)

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Bewertungsbögen"), **(extra_context or {})})

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def get_urls(self):
        view = self.admin_site.admin_view(self.paper_view)
        return [
            path(f"papier/<int:application_pk>/<int:assessor_pk>/{more}", view, name="assessment_ratingsheet_paper")
            for more in ("", "<int:position>/")
        ] + super().get_urls()

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None) -> HttpResponse:
        """Choose applicant and assessor, then open the paper sheet."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PaperSheetChoiceForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            return redirect(
                "admin:assessment_ratingsheet_paper",
                form.cleaned_data["application"].pk,
                form.cleaned_data["member"].user_id,
                *([chosen.position] if (chosen := form.cleaned_data["round"]) else []),
            )
        return render(
            request,
            "postings/posting_form.html",
            {
                "form": form,
                "title": _("Papierbogen eingeben"),
                "intro": _("Für Mitglieder, die auf Papier bewertet haben. Die Eingabe wird als solche festgehalten."),
                "breadcrumbs": [(_("Verwaltung"), reverse("admin:index")), (_("Papierbogen eingeben"), "")],
            },
        )

    def paper_view(
        self, request: HttpRequest, application_pk: int, assessor_pk: int, position: int | None = None
    ) -> HttpResponse:
        """Type one paper sheet on behalf of an assessor."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        application = get_object_or_404(
            Application.objects.named_for(request.user).select_related("posting__profile__scale"), pk=application_pk
        )
        member = get_object_or_404(
            CommitteeMembership.objects.select_related("user"),
            posting=application.posting_id,
            user=assessor_pk,
            role__in=RATING,
        )
        if not may_enter_paper_sheet(request.user, application):
            raise PermissionDenied
        try:
            entry = round_at(application.posting, position)
        except LookupError as error:
            raise Http404 from error
        if entry is None:
            raise Http404
        sheet = own_sheet(application, entry, member.user)
        list_url = reverse("admin:assessment_ratingsheet_changelist")
        template = "assessment/paper_sheet.html"
        if request.method == "POST":
            return handle_sheet_post(
                request,
                application=application,
                entry=entry,
                assessor=member.user,
                template=template,
                done_url=list_url,
            )
        if not application.is_to_be_rated:
            raise Http404
        if sheet is not None and (sheet.is_submitted or sheet.entered_by_id is None):
            messages.error(
                request,
                _("Dieser Bogen ist bereits abgegeben.")
                if sheet.is_submitted
                else SheetNotFromPaper(person=member.user).user_message,
            )
            return redirect(list_url)
        try:
            check_access(entry, application, member.user)
        except NotDeclared as error:
            messages.info(request, error.user_message)
            return redirect("assessment:impartiality_paper", application.posting_id, assessor_pk)
        except (ExemptFromRating, NotAnAssessor) as error:
            messages.error(request, error.user_message)
            return redirect(list_url)
        return render_sheet(request, template, sheet_context(application, entry, member.user, sheet))
