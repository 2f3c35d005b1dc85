"""What every form of the house shares: one helper for the crispy pack ``kern``."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
LONGEST_NUMBER = 18  # digits; what is longer is no key of a row, and from 4,300 digits on Python itself refuses it


def day_input() -> forms.DateInput:
    """Return the browser's own field for a day; the value travels as ISO whatever the person sees."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def whole_number(text: str) -> int | None:
    """Return the number that ``text`` says, from 0 to 18 digits of it; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


class HiddenNumber(forms.IntegerField):
    """A version or a key that the page carries along: from 0 to what a column of the database holds."""

    widget = forms.HiddenInput

    def __init__(self, **options: object) -> None:
        super().__init__(min_value=0, max_value=2**31 - 1, **options)


class DayField(forms.DateField):
    """A day that somebody may mean: whoever types 18.08.25 in a hurry gets the year 25, and is asked again."""

    widget = day_input()

    default_error_messages: ClassVar = {
        "far_away": _("Bitte prüfen Sie das Jahr: Es muss zwischen 1900 und 2199 liegen, mit vier Ziffern.")
    }

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and not FIRST_DAY <= value <= LAST_DAY:
            raise forms.ValidationError(self.error_messages["far_away"], code="far_away")


class PrimaryButton(Submit):
    """The one button of a form that does what its heading says."""

    field_classes = "kern-btn kern-btn--primary"


class SecondaryButton(Submit):
    """Another way to send the same form; the view asks ``name in request.POST``."""

    field_classes = "kern-btn kern-btn--secondary"


class KernFormHelper(FormHelper):
    """Error summary first, our own messages instead of the browser's, one primary button, an optional way back."""

    def __init__(
        self,
        *,
        submit_label: str | Promise = "",
        cancel_url: str | None = None,
        is_guarded: bool = False,
        extra_submits: Sequence[tuple[str, str | Promise]] = (),
        has_form_tag: bool = True,
    ) -> None:
        super().__init__()
        self.form_method = "post"
        self.form_tag = has_form_tag
        self.attrs = {"novalidate": "novalidate"}
        if is_guarded:
            # static/js/app.js asks before somebody leaves with unsaved input
            self.attrs["data-guard"] = "1"
        if has_form_tag:
            self.add_input(PrimaryButton("save", submit_label or _("Speichern")))
            for name, label in extra_submits:
                self.add_input(SecondaryButton(name, label))
        self.cancel_url = cancel_url

    def get_attributes(self, template_pack: str = "kern") -> dict[str, object]:
        return {**super().get_attributes(template_pack), "cancel_url": self.cancel_url}


class _FirstOnly(ModelChoiceIterator):
    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        first = list(self.queryset[: self.field.shown])
        chosen = self.field.chosen
        if chosen and not any(str(one.pk) == str(chosen) for one in first):
            first += self.queryset.filter(pk=chosen)
        for one in first:
            yield self.choice(one)


class ShortChoiceField(forms.ModelChoiceField):
    """Offers the first ``shown`` rows of its queryset and the one in ``chosen``; accepts every row of it.

    A list of ten thousand is neither read nor sent; whoever names an older row comes from that row's own page.
    """

    iterator = _FirstOnly
    shown = 200
    chosen: object = None
