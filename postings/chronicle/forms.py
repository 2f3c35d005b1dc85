"""The day that is asked for."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recruitment.forms import DayField, KernFormHelper, day_input


class DayForm(forms.Form):
    """Sent by GET, so that the address of a day can be kept."""

    tag = DayField(
        label=_("Tag"),
        widget=day_input(),
        help_text=_("Gezeigt wird der Stand am Ende dieses Tages (Berliner Zeit)."),
        error_messages={
            "required": _("Bitte geben Sie einen Tag an."),
            "invalid": _("Bitte geben Sie ein gültiges Datum an, zum Beispiel 18.07.2025."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Anzeigen"))
        self.helper.form_method = "get"
        self.helper.disable_csrf = True

    def clean_tag(self):
        day = self.cleaned_data["tag"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Dieser Tag liegt in der Zukunft."))
        return day
