"""Forms of erasure."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recruitment.forms import DayField, KernFormHelper, day_input


class WithdrawalForm(forms.Form):
    """The day on which the applicant withdrew, and that the officer knows what follows."""

    withdrawn_on = DayField(
        label=_("Zurückgezogen am"),
        widget=day_input(),
        initial=timezone.localdate,
        error_messages={
            "required": _("Bitte geben Sie den Tag an, an dem die Rücknahme eingegangen ist."),
            "invalid": _("Bitte geben Sie ein gültiges Datum an, zum Beispiel 18.07.2025."),
        },
    )
    is_sure = forms.BooleanField(
        label=_("Die Rücknahme liegt vor; die Daten sollen jetzt endgültig gelöscht werden."),
        error_messages={"required": _("Bitte bestätigen Sie die Löschung. Sie lässt sich nicht rückgängig machen.")},
    )

    def __init__(self, *args, received_on, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.received_on = received_on
        self.helper = KernFormHelper(submit_label=_("Zurückziehen und Daten löschen"), cancel_url=cancel_url)

    def clean_withdrawn_on(self):
        day = self.cleaned_data["withdrawn_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Dieser Tag liegt in der Zukunft."))
        if day < self.received_on:
            raise forms.ValidationError(_("Dieser Tag liegt vor dem Eingang der Bewerbung."))
        return day


class ReasonForm(forms.Form):
    """Why somebody does what the heading says."""

    reason = forms.CharField(
        label=_("Begründung"),
        help_text=_("Bitte ohne Namen; die Begründung steht im Protokoll."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Bitte geben Sie eine Begründung an.")},
    )

    def __init__(self, *args, submit_label, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=submit_label, cancel_url=cancel_url)


class HoldForm(ReasonForm):
    """What must not be erased, and why."""

    field_order = ("application", "reason")
    application = forms.ModelChoiceField(
        label=_("Gilt für"), queryset=None, required=False, empty_label=_("das ganze Verfahren")
    )

    def __init__(self, *args, applications, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["application"].queryset = applications
        self.fields["application"].label_from_instance = lambda one: _("Bewerbung %(number)s") % {"number": one.number}
