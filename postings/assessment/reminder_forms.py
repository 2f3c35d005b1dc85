"""Choosing who is reminded by e-mail, and what is said beyond the fixed text."""

from collections.abc import Mapping, Sequence
from datetime import date

from crispy_forms.layout import Layout
from django import forms
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from postings.assessment.models import Reminder
from postings.assessment.reminders import Debtor
from recruitment.forms import KernFormHelper

SENTENCE_LIMIT = 300


class ReminderForm(forms.Form):
    """Who of those who owe sheets is reminded. Chosen at first: everybody who was not reminded today.

    ``batch`` and ``digest`` come from a preview: they name it, and prove what was read there.
    """

    people = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Wer wird erinnert"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Bitte wählen Sie mindestens eine Person."),
            "invalid_choice": gettext_lazy("Eine der ausgewählten Personen schuldet keinen Bogen mehr."),
        },
    )
    sentence = forms.CharField(
        label=gettext_lazy("Zusätzlicher Satz"),
        help_text=gettext_lazy("Bitte nennen Sie keine Bewerbenden und keine Bewertungen."),
        required=False,
        max_length=SENTENCE_LIMIT,
    )
    is_repeat = forms.BooleanField(
        label=gettext_lazy("Auch Personen erinnern, die heute schon erinnert wurden"), required=False
    )
    batch = forms.UUIDField(required=False)
    digest = forms.CharField(required=False)

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        debtors: Sequence[Debtor],
        last: Mapping[int, Reminder],
        today: date,
        cancel_url: str,
    ) -> None:
        reachable = [debtor for debtor in debtors if not debtor.hindrance]
        today_ids = {debtor.person.pk for debtor in reachable if _was_today(last.get(debtor.person.pk), today)}
        chosen = [debtor.person.pk for debtor in reachable if debtor.person.pk not in today_ids]
        super().__init__(data, initial={"people": chosen})
        self.fields["people"].choices = [
            (debtor.person.pk, _label(debtor, last.get(debtor.person.pk), today)) for debtor in reachable
        ]
        if not today_ids:
            del self.fields["is_repeat"]
        self.helper = KernFormHelper(submit_label=_("Vorschau ansehen"), cancel_url=cancel_url)
        # Without batch and digest: only the preview writes them.
        self.helper.layout = Layout("people", "sentence", *(["is_repeat"] if today_ids else []))
        self.helper.render_hidden_fields = False


def _was_today(reminder: Reminder | None, today: date) -> bool:
    return reminder is not None and reminder.reminded_on >= today


def _label(debtor: Debtor, last: Reminder | None, today: date) -> str:
    label = ngettext("%(person)s – %(n)s Bogen fehlt", "%(person)s – %(n)s Bögen fehlen", debtor.count) % {
        "person": debtor.person,
        "n": debtor.count,
    }
    if last is None:
        return label
    moment = timezone.localtime(last.created_at)
    if _was_today(last, today):
        return label + _(", heute um %(time)s Uhr schon erinnert") % {"time": formats.date_format(moment, "H:i")}
    return label + _(", zuletzt erinnert am %(day)s") % {"day": formats.date_format(moment, "d.m.Y")}
