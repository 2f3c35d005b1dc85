"""Forms around the requirement profile."""

from django import forms
from django.utils.translation import gettext_lazy as _

from profiles.enums import Weight
from profiles.models import Criterion, RequirementProfile
from profiles.services import CriterionEdit, NewCriterion
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


class ProfileMatrixForm(forms.ModelForm):
    """A draft as on the paper form: header, then per criterion its texts and the radio columns 4 3 2 1.

    Field names carry the id of the criterion. An unconfirmed weight has no radios here: it is settled with a reason.
    """

    state = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = RequirementProfile
        fields = (
            "title",
            "stand",
            "author",
            "department",
            "pay_grade_e",
            "pay_grade_a",
            "base_profile_note",
            "scale",
        )
        widgets = {
            "department": forms.Textarea(attrs={"rows": 3}),
            "base_profile_note": forms.Textarea(attrs={"rows": 2}),
        }

    WEIGHTS = tuple((str(value), str(value)) for value, _label in Weight.choices)
    BASE = (("", _("unbekannt")), ("yes", _("ja")), ("no", _("nein")))

    def __init__(self, *args, state: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["state"] = state
        self.groups = list(self.instance.groups.prefetch_related("criteria__indicators"))
        for group in self.groups:
            for criterion in group.criteria.all():
                self._add_criterion(criterion)
            self._add(f"new-title-{group.pk}", forms.CharField(max_length=200, required=False), "")
            self._add(
                f"new-weight-{group.pk}", forms.ChoiceField(choices=[("", ""), *self.WEIGHTS], required=False), ""
            )
        self.helper = KernFormHelper(has_form_tag=False)

    def _add(self, name: str, field: forms.Field, initial: object) -> None:
        self.fields[name] = field
        self.initial[name] = initial

    def _add_criterion(self, criterion: Criterion) -> None:
        pk = criterion.pk
        self._add(f"title-{pk}", forms.CharField(max_length=200), criterion.title)
        self._add(f"definition-{pk}", forms.CharField(required=False), criterion.definition)
        indicators = "\n".join(indicator.text for indicator in criterion.indicators.all())
        self._add(f"indicators-{pk}", forms.CharField(required=False), indicators)
        base = {True: "yes", False: "no", None: ""}[criterion.is_mandatory_base]
        self._add(f"base-{pk}", forms.ChoiceField(choices=self.BASE, required=False), base)
        self._add(f"remove-{pk}", forms.BooleanField(required=False), False)
        if criterion.weight_confirmed:
            message = _("Bitte wählen Sie die Gewichtung 4, 3, 2 oder 1.")
            field = forms.ChoiceField(
                choices=self.WEIGHTS, error_messages={"required": message, "invalid_choice": message}
            )
            self._add(f"weight-{pk}", field, str(criterion.weight))

    def clean(self):
        data = super().clean()
        for group in self.groups:
            title, weight = data.get(f"new-title-{group.pk}"), data.get(f"new-weight-{group.pk}")
            if bool(title) != bool(weight):
                self.add_error(
                    f"new-title-{group.pk}",
                    _("Eine neue Anforderung in %(group)s braucht Bezeichnung und Gewichtung.") % {"group": group},
                )
        return data

    def value_of(self, name: str) -> str:
        """Return what was typed, else what is stored."""
        value = self.data.get(name) if self.is_bound else self.initial.get(name)
        return "" if value is None else str(value)

    def matrix(self) -> list[dict[str, object]]:
        """Return sections and rows with values and errors, ready for the template."""
        errors = self.errors if self.is_bound else {}
        return [
            {
                "group": group,
                "new_title": self.value_of(f"new-title-{group.pk}"),
                "new_weight": self.value_of(f"new-weight-{group.pk}"),
                "error": " ".join(errors.get(f"new-title-{group.pk}", [])),
                "rows": [
                    {
                        "criterion": criterion,
                        **{
                            name: self.value_of(f"{name}-{criterion.pk}")
                            for name in ("title", "definition", "indicators", "base", "weight", "remove")
                        },
                        "error": " ".join(
                            message
                            for name in ("title", "weight", "indicators")
                            for message in errors.get(f"{name}-{criterion.pk}", [])
                        ),
                    }
                    for criterion in group.criteria.all()
                ],
            }
            for group in self.groups
        ]

    def header_values(self) -> dict[str, object]:
        """Return the header fields of the valid form."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def edits(self) -> list[CriterionEdit]:
        """Return what the valid form says about each criterion."""
        data = self.cleaned_data
        edits = []
        for group in self.groups:
            for criterion in group.criteria.all():
                pk = criterion.pk
                lines = (line.strip() for line in data[f"indicators-{pk}"].splitlines())
                weight = data.get(f"weight-{pk}")
                edits.append(
                    CriterionEdit(
                        criterion_id=pk,
                        title=data[f"title-{pk}"].strip(),
                        definition=data[f"definition-{pk}"].strip(),
                        indicators=tuple(line for line in lines if line),
                        weight=int(weight) if weight else None,
                        is_mandatory_base={"yes": True, "no": False, "": None}[data[f"base-{pk}"]],
                        is_removed=data[f"remove-{pk}"],
                    )
                )
        return edits

    def additions(self) -> list[NewCriterion]:
        """Return the criteria to be added."""
        data = self.cleaned_data
        return [
            NewCriterion(group.pk, data[f"new-title-{group.pk}"].strip(), int(data[f"new-weight-{group.pk}"]))
            for group in self.groups
            if data[f"new-title-{group.pk}"]
        ]
