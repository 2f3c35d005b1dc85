"""Forms around a posting."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from postings.enums import ContractTerm
from recruitment.forms import KernFormHelper


class ContractTermForm(forms.Form):
    """Settle whether the post is permanent or fixed-term."""

    contract_term = forms.ChoiceField(
        label=_("Die Stelle wird besetzt"),
        choices=[(ContractTerm.PERMANENT, _("unbefristet")), (ContractTerm.FIXED_TERM, _("befristet"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie „unbefristet“ oder „befristet“.")},
    )
    reason = forms.CharField(
        label=_("Begründung"),
        help_text=_("Zum Beispiel: Stellenplan und Rücksprache mit dem Fachbereich."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Bitte schreiben Sie, worauf sich Ihre Festlegung stützt.")},
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Befristung festlegen"), cancel_url=cancel_url)


class PublishForm(forms.Form):
    """Name the day of publication; the deadline follows from it."""

    published_on = forms.DateField(
        label=_("Tag der Veröffentlichung"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=timezone.localdate,
        error_messages={
            "required": _("Bitte geben Sie den Tag der Veröffentlichung an."),
            "invalid": _("Bitte geben Sie ein gültiges Datum an, zum Beispiel 18.07.2025."),
        },
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Verbindlich veröffentlichen"), cancel_url=cancel_url)
