"""What is asked before the same act for many: the applications are fixed in the form, so that nothing else is meant."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from postings.applications.forms import LatenessForm
from recruitment.forms import DayField, KernFormHelper, day_input, whole_number


class IdsField(forms.CharField):
    """Ids of applications in one hidden input: "3 7 12"."""

    widget = forms.HiddenInput

    def clean(self, value) -> list[int]:
        numbers = [whole_number(part) for part in super().clean(value).split()]
        if None in numbers:
            raise forms.ValidationError(_("Die Auswahl ist nicht lesbar. Bitte wählen Sie noch einmal aus."))
        return numbers


class LatenessOfManyForm(LatenessForm):
    ids = IdsField()


class RequestOfManyForm(forms.Form):
    """One due date for several letters."""

    ids = IdsField()
    due_on = DayField(
        label=_("Frist zum Nachreichen"),
        widget=day_input(),
        error_messages={"required": _("Bitte geben Sie eine Frist an.")},
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Schreiben erstellen"), cancel_url=cancel_url)


def joined(ids: Sequence[int]) -> str:
    """Return ``ids`` as ``IdsField`` reads them."""
    return " ".join(map(str, ids))
