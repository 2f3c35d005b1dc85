"""Forms of the formal check: one sheet of all requirements, and the reasons for sending back or reopening."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from postings.applications import reasons
from postings.applications.enums import CheckResult
from postings.applications.formal_check import CheckedRequirement
from postings.applications.models import Application, FormalCheck
from postings.forms import refuse_short_reason
from profiles.models import FormalRequirement
from recruitment.forms import KernFormHelper


class ReasonField(forms.CharField):
    """A reason in full words. ``names`` must not stand in it: those who read it may know the code only."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs) -> None:
        self.names: tuple[str, ...] = ()
        self.is_conditional = not kwargs.get("required", True)
        super().__init__(**{"max_length": reasons.LIMIT, "label": _("Begründung"), **kwargs})

    def validate(self, value: str) -> None:
        super().validate(value)
        if not value:
            return
        refuse_short_reason(value)
        if word := reasons.protected_word(value):
            raise forms.ValidationError(
                gettext("Bitte begründen Sie ohne „%(word)s“: Das darf in die Auswahl nicht eingehen.") % {"word": word}
            )
        if name := reasons.named_in(value, self.names):
            raise forms.ValidationError(
                gettext("Bitte begründen Sie ohne den Namen „%(name)s“: Die Auswahlkommission sieht nur die Kennung.")
                % {"name": name}
            )


def hidden_names(application: Application) -> tuple[str, ...]:
    """Return the names that a reason must not tell; none where names are shown, or to somebody who may not know them.

    Who does not know the name must not learn from an error message that a guess was right.
    """
    if not application.posting.hides_names or not application.is_named:
        return ()
    person = application.applicant
    return tuple(name for name in (person.first_name, person.last_name) if name)


class FormalCheckForm(forms.Form):
    """Result of one formal requirement; it may stay open."""

    result = forms.ChoiceField(
        label=_("Ergebnis"),
        choices=[("", _("noch offen")), *CheckResult.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    alternative = forms.ModelChoiceField(
        label=_("Erfüllt durch"), queryset=None, required=False, empty_label=_("Bitte wählen")
    )
    evidence = forms.CharField(
        label=_("Nachweis"),
        help_text=_("Bei „erfüllt“, zum Beispiel: Zeugnis vom 12.03.2021."),
        max_length=300,
        required=False,
    )
    reason = ReasonField(
        help_text=_("Bei „nicht erfüllt“ und „ungeklärt“."), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, requirement: FormalRequirement, names: tuple[str, ...] = (), **kwargs):
        super().__init__(*args, prefix=f"r{requirement.pk}", **kwargs)
        self.requirement = requirement
        alternatives = list(requirement.alternatives.all())
        self.fields["alternative"].queryset = requirement.alternatives.all()
        if len(alternatives) == 1 and not self.initial.get("alternative"):
            self.initial["alternative"] = alternatives[0].pk
        if self.initial.get("result"):
            self.fields["result"].choices = CheckResult.choices  # what was found can change, not be unsaid
        for field in self.fields.values():
            field.is_conditional = True
        self.fields["reason"].names = names
        self.helper = KernFormHelper(has_form_tag=False)
        self.helper.disable_csrf = True
        self.helper.form_show_errors = False  # one summary for the whole sheet

    def clean(self):
        data = super().clean()
        result = data.get("result")
        if result == CheckResult.MET:
            if not data.get("alternative"):
                self.add_error("alternative", _("Wählen Sie, wodurch die Anforderung erfüllt ist."))
            if not data.get("evidence", "").strip():
                self.add_error("evidence", _("Nennen Sie den Nachweis, zum Beispiel: Zeugnis vom 12.03.2021."))
        elif result and "reason" in data and not data["reason"].strip():
            self.add_error("reason", _("Begründen Sie das Ergebnis."))
        return data


class FormalSheet:
    """All requirements of one track as one sheet; nothing of it is stored while one of its rows is faulty."""

    def __init__(
        self,
        data,
        *,
        requirements: Sequence[FormalRequirement],
        checks: dict[int, FormalCheck],
        names: tuple[str, ...],
    ) -> None:
        self.forms = [
            FormalCheckForm(data, requirement=requirement, names=names, initial=_stored(checks.get(requirement.pk)))
            for requirement in requirements
        ]

    def is_valid(self) -> bool:
        return not [form for form in self.forms if not form.is_valid()]  # every form is looked at

    def errors(self) -> list[tuple[str, str]]:
        """Return (id of the field, message) for the summary, in the order of the sheet."""
        return [
            (field.auto_id, f"{form.requirement.text}: {field.label} – {error}")
            for form in self.forms
            for field in form
            for error in field.errors
        ]

    def checked(self) -> list[CheckedRequirement]:
        """Return what was found, without the requirements that stay open."""
        return [
            CheckedRequirement(requirement=form.requirement, **form.cleaned_data)
            for form in self.forms
            if form.cleaned_data["result"]
        ]


def _stored(check: FormalCheck | None) -> dict[str, object]:
    if check is None:
        return {"result": ""}
    return {
        "result": check.result,
        "alternative": check.alternative_id,
        "evidence": check.evidence,
        "reason": check.reason,
    }


class ReasonForm(forms.Form):
    """One reason, for an act that needs one."""

    reason = ReasonField(error_messages={"required": _("Bitte begründen Sie diesen Schritt.")})

    def __init__(self, *args, submit_label, cancel_url: str, names: tuple[str, ...] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].names = names
        self.helper = KernFormHelper(submit_label=submit_label, cancel_url=cancel_url)
