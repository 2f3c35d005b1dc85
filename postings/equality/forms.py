"""The form of the equality data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from postings.equality.models import EqualityData
from recruitment.forms import KernFormHelper


class EqualityForm(forms.ModelForm):
    """What an applicant stated voluntarily."""

    class Meta:
        model = EqualityData
        fields = (
            "sex",
            "disability_status",
            "disability_proof_seen",
            "refuses_disability_representative",
            "migration_background",
        )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Angaben speichern"), cancel_url=cancel_url)
