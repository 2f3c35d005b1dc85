"""Forms of the archived documents: the reason of an extract, the file to be checked."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from recruitment.forms import KernFormHelper


class ExtractForm(forms.Form):
    """Why the file is inspected; it stands in the record."""

    reason = forms.CharField(
        label=_("Grund der Akteneinsicht"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=_("Zum Beispiel: Antrag vom 01.12.2025, Verlangen des Gerichts. Steht im Protokoll."),
        error_messages={"required": _("Bitte nennen Sie den Grund der Akteneinsicht.")},
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Auszug ausfertigen"), cancel_url=cancel_url)


class VerifyForm(forms.Form):
    """One file, bounded in size, that is read and not kept."""

    file = forms.FileField(
        label=_("PDF-Datei"),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        help_text=_("Die Datei wird nur geprüft und nicht gespeichert."),
        error_messages={
            "required": _("Bitte wählen Sie eine Datei aus."),
            "empty": _("Die Datei ist leer. Bitte wählen Sie eine andere."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Prüfen"))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.VERIFY_MAX_MB * 1024 * 1024:
            raise forms.ValidationError(
                _("Die Datei ist größer als %(n)s MB; so große Dokumente fertigt die Anwendung nicht aus.")
                % {"n": settings.VERIFY_MAX_MB}
            )
        return file
