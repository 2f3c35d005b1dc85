"""Forms around the requirement profile."""

from django import forms
from django.utils.translation import gettext_lazy as _

from profiles.enums import Weight
from profiles.models import Criterion
from recruitment.forms import KernFormHelper


class WeightConfirmForm(forms.Form):
    """Settle one doubtful weight after a look at the original."""

    weight = forms.TypedChoiceField(
        label=_("Gewichtung laut Original"),
        choices=[(value, f"{value} – {label}") for value, label in Weight.choices],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie die Gewichtung, die im Original angekreuzt ist.")},
    )
    reason = forms.CharField(
        label=_("Begründung"),
        help_text=_("Zum Beispiel: Original der Ausschreibung vom 1. Juli 2025 eingesehen, Kreuz in der Spalte 2."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Bitte schreiben Sie, worauf sich Ihre Festlegung stützt.")},
    )

    def __init__(self, *args, criterion: Criterion, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("weight", criterion.weight)
        self.helper = KernFormHelper(submit_label=_("Gewichtung bestätigen"), cancel_url=cancel_url)
