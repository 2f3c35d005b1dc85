"""Forms of the intake and the formal check."""

from django import forms
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Applicant, Application
from recruitment.forms import DayField, KernFormHelper, day_input


class ApplicationForm(forms.ModelForm):
    """Enter one application by hand."""

    academic_title = forms.CharField(label=_("Titel"), max_length=50, required=False)
    first_name = forms.CharField(label=_("Vorname"), max_length=150)
    last_name = forms.CharField(label=_("Nachname"), max_length=150)
    email = forms.EmailField(label=_("E-Mail-Adresse"), required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=60, required=False)

    birth_date = DayField(
        label=_("Geburtsdatum"),
        widget=day_input(),
        required=False,
        help_text=_("Nur um dieselbe Person wiederzuerkennen; die Auswahlkommission sieht es nicht."),
    )
    street = forms.CharField(label=_("Straße und Hausnummer"), max_length=200, required=False)
    postal_code = forms.CharField(label=_("PLZ"), max_length=10, required=False)
    city = forms.CharField(label=_("Ort"), max_length=120, required=False)

    PERSON_FIELDS = (
        "academic_title", "first_name", "last_name", "birth_date", "street", "postal_code", "city", "email", "phone"
    )  # fmt: skip
    field_order = (*PERSON_FIELDS, "received_on", "channel", "employment_status", "track")

    class Meta:
        model = Application
        fields = (
            "received_on",
            "channel",
            "employment_status",
            "track",
            "is_internal",
            "current_grade",
            "current_position",
            "qualification",
            "experience",
            "basis",
            "basis_dated_on",
            "basis_result",
            "consents_to_personnel_file",
            "remarks",
        )
        widgets = {
            "received_on": day_input(),
            "basis_dated_on": day_input(),
            "remarks": forms.Textarea(attrs={"rows": 3}),
        }
        field_classes = {"received_on": DayField, "basis_dated_on": DayField}

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("employment_status", "track"):
            self.fields[name].choices = [("", _("Bitte wählen")), *self.fields[name].choices[1:]]
            self.fields[name].required = True
        self.helper = KernFormHelper(submit_label=_("Bewerbung erfassen"), cancel_url=cancel_url, is_guarded=True)

    def person(self) -> Applicant:
        """Return the unsaved applicant of the valid form."""
        return Applicant(**{name: self.cleaned_data[name] for name in self.PERSON_FIELDS})

    def application_fields(self) -> dict[str, object]:
        """Return the values of the application without the day of receipt."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name != "received_on"}


class TrackForm(forms.ModelForm):
    """Say what a list left open: where the applicant works, and as what."""

    class Meta:
        model = Application
        fields = ("employment_status", "track")

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.Meta.fields:
            self.fields[name].choices = [("", _("Bitte wählen")), *self.fields[name].choices[1:]]
            self.fields[name].required = True
        self.helper = KernFormHelper(submit_label=_("Angaben speichern"), cancel_url=cancel_url)


class LatenessForm(forms.Form):
    """Admit or refuse a late application."""

    is_admitted = forms.TypedChoiceField(
        label=_("Die verspätete Bewerbung wird"),
        choices=[("yes", _("zugelassen")), ("no", _("nicht zugelassen"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte entscheiden Sie über die Zulassung.")},
    )
    reason = forms.CharField(
        label=_("Begründung"),
        help_text=_("Die Frist ist eine Ordnungsfrist; maßgeblich ist, wie weit das Verfahren fortgeschritten ist."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Bitte begründen Sie die Entscheidung.")},
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Entscheidung festhalten"), cancel_url=cancel_url)
