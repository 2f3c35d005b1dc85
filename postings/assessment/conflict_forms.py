"""Forms around the conflicts of interest: the declaration, a conflict found later, the deputy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.applications.models import Application
from postings.assessment.impartiality import Statement, free_deputies
from postings.assessment.models import Exemption
from postings.assessment.permissions import RATING
from postings.forms import refuse_short_reason
from postings.models import Posting
from recruitment.accounts.models import User
from recruitment.forms import DayField, KernFormHelper, day_input

IMPARTIAL, CONFLICTED = "nein", "ja"
REASON_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """One applicant on the declaration."""

    application: Application
    verdict: BoundField
    reason: BoundField


class DeclarationForm(forms.Form):
    """The word of one person on each applicant: "nicht befangen", or "befangen" with a reason.

    ``rated`` are the applicants on whom the person has submitted a sheet: there a conflict can no longer be declared
    here, so the answer may stay open.
    """

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        applications: Sequence[Application],
        rated: frozenset[int] = frozenset(),
        is_paper: bool = False,
        initial: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.applications = applications
        if is_paper:
            self.fields["declared_on"] = DayField(
                label=_("Datum der Erklärung auf dem Papier"),
                widget=day_input(),
                error_messages={
                    "required": _("Bitte geben Sie das Datum an, das auf dem Papier steht."),
                    "invalid": _("Bitte geben Sie ein gültiges Datum an, zum Beispiel 18.07.2025."),
                },
            )
        for application in applications:
            name, may_wait = application.shown.list_name, application.pk in rated
            choices = [(IMPARTIAL, _("nicht befangen")), (CONFLICTED, _("befangen, weil …"))]
            self.fields[f"d-{application.pk}"] = forms.ChoiceField(
                label=name,
                choices=choices[:1] if may_wait else choices,
                widget=forms.RadioSelect,
                required=not may_wait,
                help_text=_(
                    "Sie haben hier bereits einen Bogen abgegeben. Wenn Sie befangen sind, wählen Sie nichts und "
                    "wenden sich an den Vorsitz oder den Personalservice."
                )
                if may_wait
                else "",
                error_messages={"required": _("Bitte wählen Sie „nicht befangen“ oder „befangen“.")},
            )
            reason = forms.CharField(
                label=format_html('{}<span class="kern-sr-only"> {}</span>', _("Grund der Befangenheit"), name),
                widget=forms.Textarea(attrs={"rows": 2}),
                required=False,
                max_length=REASON_LIMIT,
            )
            reason.is_conditional = True
            self.fields[f"g-{application.pk}"] = reason

    def clean_declared_on(self):
        day = self.cleaned_data["declared_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Das Datum liegt in der Zukunft."))
        return day

    def clean(self):
        data = super().clean()
        for application in self.applications:
            if data.get(f"d-{application.pk}") == CONFLICTED and not data.get(f"g-{application.pk}", "").strip():
                self.add_error(f"g-{application.pk}", _("Bitte nennen Sie den Grund der Befangenheit."))
        return data

    def statements(self) -> list[Statement]:
        """Return what the valid form says; an applicant without an answer is left out."""
        said = []
        for application in self.applications:
            if verdict := self.cleaned_data[f"d-{application.pk}"]:
                is_conflicted = verdict == CONFLICTED
                reason = self.cleaned_data[f"g-{application.pk}"] if is_conflicted else ""
                said.append(Statement(application.pk, is_conflicted=is_conflicted, reason=reason))
        return said

    def rows(self) -> Iterator[DeclarationRow]:
        for application in self.applications:
            yield DeclarationRow(application, self[f"d-{application.pk}"], self[f"g-{application.pk}"])

    def problems(self) -> list[tuple[str, str]]:
        """Return (id of the field, message) for the summary, in the order of the page."""
        found = [("", str(error)) for error in self.non_field_errors()]
        if "declared_on" in self.fields:
            found += [(self["declared_on"].auto_id, str(error)) for error in self["declared_on"].errors]
        for row in self.rows():
            name = row.application.shown.list_name
            found += [
                (field.auto_id, f"{name}: {error}") for field in (row.verdict, row.reason) for error in field.errors
            ]
        return found


class ConflictForm(forms.Form):
    """Record a conflict that was found later."""

    application = forms.ModelChoiceField(
        label=gettext_lazy("Bewerbung"), queryset=Application.objects.none(), empty_label=gettext_lazy("Bitte wählen")
    )
    person = forms.ModelChoiceField(
        label=gettext_lazy("Mitglied"), queryset=User.objects.none(), empty_label=gettext_lazy("Bitte wählen")
    )
    reason = forms.CharField(
        label=gettext_lazy("Grund"),
        help_text=gettext_lazy("Den Grund lesen nur der Vorsitz und der Personalservice."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=REASON_LIMIT,
        error_messages={"required": gettext_lazy("Bitte nennen Sie den Grund der Befangenheit.")},
    )

    def __init__(self, *args, posting: Posting, user: User, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["application"].queryset = posting.applications.to_be_rated().in_shown_order(user)
        self.fields["application"].label_from_instance = lambda application: application.shown.list_name
        self.fields["person"].queryset = (
            User.objects.filter(
                pk__in=posting.memberships.filter(role__in=RATING).order_by().values("user"),
            )
        ).order_by("last_name", "first_name", "pk")
        self.helper = KernFormHelper(submit_label=gettext_lazy("Befangenheit festhalten"), cancel_url=cancel_url)


class LiftingForm(forms.Form):
    """Say why a conflict of interest is none."""

    reason = forms.CharField(
        label=gettext_lazy("Grund der Aufhebung"),
        help_text=gettext_lazy("Zum Beispiel: Die Person wurde mit einer Namensgleichen verwechselt."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=REASON_LIMIT,
        validators=[refuse_short_reason],
        error_messages={"required": gettext_lazy("Bitte schreiben Sie, warum keine Befangenheit besteht.")},
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=gettext_lazy("Befangenheit aufheben"), cancel_url=cancel_url)


class DeputyForm(forms.Form):
    """Choose who rates instead."""

    deputy = forms.ModelChoiceField(
        label=gettext_lazy("Stellvertretung"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("keine – die Bewerbung wird von weniger Personen bewertet"),
    )

    def __init__(self, *args, exemption: Exemption, cancel_url: str, **kwargs):
        super().__init__(*args, initial={"deputy": exemption.deputy_id}, **kwargs)
        self.fields["deputy"].queryset = free_deputies(exemption)
        self.helper = KernFormHelper(submit_label=gettext_lazy("Speichern"), cancel_url=cancel_url)
