"""Form of the information under Art. 15 DSGVO."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recruitment.forms import KernFormHelper


class DisclosureForm(forms.Form):
    """What the information answers; it stands in the record."""

    reason = forms.CharField(
        label=_("Anlass der Auskunft"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=_("Zum Beispiel: Antrag vom 01.12.2025, Identität geprüft. Steht im Protokoll."),
        error_messages={"required": _("Bitte nennen Sie den Anlass der Auskunft, zum Beispiel den Antrag mit Datum.")},
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Auskunft ausfertigen"), cancel_url=cancel_url)
