"""The form of the equality data."""

from collections.abc import Sequence

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from postings.equality.enums import NoticeWay
from postings.equality.models import DutyBasis, EqualityData
from postings.equality.rules import Duty, Person
from recruitment.forms import DayField, KernFormHelper, day_input


class EqualityForm(forms.ModelForm):
    """What an applicant stated voluntarily."""

    class Meta:
        model = EqualityData
        fields = (
            "sex",
            "disability_status",
            "disability_proof_seen",
            "disability_stated_on",
            "refuses_disability_representative",
            "migration_background",
        )
        widgets = {"disability_stated_on": day_input()}
        field_classes = {"disability_stated_on": DayField}

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Angaben speichern"), cancel_url=cancel_url)


class NoticeForm(forms.Form):
    """When and how a body was told."""

    informed_on = DayField(
        label=_("Informiert am"),
        widget=day_input(),
        initial=timezone.localdate,
        error_messages={
            "required": _("Bitte geben Sie den Tag an."),
            "invalid": _("Bitte geben Sie ein gültiges Datum an, zum Beispiel 18.07.2025."),
        },
    )
    way = forms.ChoiceField(
        label=_("Auf welchem Weg"),
        choices=NoticeWay,
        widget=forms.RadioSelect,
        help_text=_("Einsicht in die Akte allein ist keine Information."),
        error_messages={"required": _("Bitte wählen Sie, wie informiert wurde.")},
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Als informiert festhalten"), cancel_url=cancel_url)


class DutyBasisForm(forms.ModelForm):
    """What the authority found: without it the checks stay open, they never guess."""

    women_underrepresented = forms.TypedChoiceField(
        label=_("Sind Frauen in diesem Bereich unterrepräsentiert?"),
        choices=[("", _("noch nicht festgestellt")), ("yes", _("ja")), ("no", _("nein"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Nach dem Frauenförderplan für Bereich und Entgelt- oder Besoldungsgruppe der Stelle."),
    )

    class Meta:
        model = DutyBasis
        fields = ("women_underrepresented", "women_source", "migration_share_percent", "migration_source")
        help_texts = {
            "women_source": _("Zum Beispiel: Frauenförderplan 2024, Tabelle 3."),
            "migration_share_percent": _("Amtliche Zahl für Berlin; die Anwendung gibt keine vor."),
            "migration_source": _("Zum Beispiel: Amt für Statistik Berlin-Brandenburg, Stand 31.12.2024."),
        }

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        stored = self.instance.women_underrepresented
        self.initial["women_underrepresented"] = {None: "", True: "yes", False: "no"}[stored]
        self.fields["women_source"].label = _("Fundstelle zur Unterrepräsentanz")
        self.fields["migration_source"].label = _("Fundstelle zum Bevölkerungsanteil")
        self.helper = KernFormHelper(submit_label=_("Grundlagen speichern"), cancel_url=cancel_url)


class FindingForm(forms.Form):
    """Why the professional aptitude is obviously lacking, and what the Schwerbehindertenvertretung says."""

    reason = forms.CharField(
        label=_("Begründung"),
        help_text=_(
            "Nur objektiv und ohne Wertung feststellbare Gründe, zum Beispiel ein fehlender Abschluss. "
            "Zweifel genügen nicht."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Bitte begründen Sie die Feststellung.")},
    )
    disability_rep_note = forms.CharField(
        label=_("Stellungnahme der Schwerbehindertenvertretung"),
        help_text=_(
            "Wann sie gehört wurde und was sie dazu sagt; oder dass die Person ihre Beteiligung abgelehnt hat."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Bitte halten Sie fest, wie die Schwerbehindertenvertretung beteiligt wurde.")},
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Vorschlagen; eine zweite Person bestätigt"), cancel_url=cancel_url)


class InvitationForm(forms.Form):
    """Whom to invite, with a reason per application and per missed check; drawn as a table by its page."""

    invited = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args, people: Sequence[Person], **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["invited"].choices = [(person.application_id, person.number) for person in people]
        for person in people:
            self.fields[f"reason_{person.application_id}"] = forms.CharField(required=False, max_length=1000)
        for duty in Duty:
            self.fields[f"duty_{duty.value}"] = forms.CharField(required=False, max_length=2000)

    def reasons(self) -> dict[int, str]:
        """Return the reasons of the valid form by application."""
        return {person.application_id: self.cleaned_data[f"reason_{person.application_id}"] for person in self.people}

    def duty_reasons(self) -> dict[str, str]:
        """Return the reasons of the valid form by missed check."""
        return {duty.value: self.cleaned_data[f"duty_{duty.value}"] for duty in Duty}
