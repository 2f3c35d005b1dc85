"""Forms of the comparison, the memo and the decision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _

from postings.applications.formal_forms import refuse_short_reason
from postings.decision.blocks import Block
from postings.decision.enums import AuxiliaryKind, LadderStep, Outcome, StepStatus, WithdrawalGround
from postings.decision.models import EqualityFinding, LadderSection
from postings.decision.order import Placing
from recruitment.forms import HiddenNumber, KernFormHelper

LIMIT = 20_000


def _long(label, *, rows: int = 6, required: bool = True, help_text="", missing="") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LIMIT,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing or _("Bitte füllen Sie dieses Feld aus.")},
    )


class ReasonForm(forms.Form):
    """A form with reasons that somebody else must be able to follow."""

    reasons: tuple[str, ...] = ("reason",)

    def clean(self):
        cleaned = super().clean()
        for name in self.reasons:
            if cleaned.get(name):
                try:
                    refuse_short_reason(cleaned[name])
                except forms.ValidationError as error:
                    self.add_error(name, error)
        return cleaned


class SectionForm(forms.Form):
    """One step of the ladder."""

    version = HiddenNumber()
    text = _long(_("Ihr Text"), rows=9, required=False)
    weight_reason = _long(
        _("Warum diese Stufe in diesem gemischten Bewerberfeld stärker wiegt"),
        rows=4,
        required=False,
        help_text=_(
            "Verbeamtete und andere stehen im Vergleich; Beurteilungen liegen nicht für alle vergleichbar vor."
        ),
    )
    status = forms.ChoiceField(label=_("Stand"), choices=StepStatus.choices, widget=forms.RadioSelect)

    def __init__(self, *args, section: LadderSection, is_mixed: bool, cancel_url: str, **kwargs) -> None:
        names = ("text", "weight_reason", "status", "version")
        super().__init__(*args, initial={name: getattr(section, name) for name in names}, **kwargs)
        if section.step != LadderStep.INSTRUMENTS or not is_mixed:
            del self.fields["weight_reason"]
        self.helper = KernFormHelper(submit_label=_("Stufe speichern"), cancel_url=cancel_url, is_guarded=True)


class FindingForm(ReasonForm):
    """A finding whether some applicants are essentially equally suited."""

    version = HiddenNumber(required=False)
    applications = forms.TypedMultipleChoiceField(
        label=_("Bewerbungen, über die Sie etwas feststellen"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Bitte wählen Sie mindestens zwei Bewerbungen.")},
    )
    is_equal = forms.TypedChoiceField(
        label=_("Im Wesentlichen gleich geeignet?"),
        choices=[("ja", _("ja, weil …")), ("nein", _("nein, weil …"))],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie ja oder nein.")},
    )
    reason = _long(
        _("Begründung"),
        help_text=_("Nennen Sie die tragenden Gründe aus dem Vergleich. Ein geringer Abstand der Werte genügt nicht."),
        missing=_("Bitte begründen Sie die Feststellung."),
    )

    def __init__(self, *args, names: Mapping[int, str], finding: EqualityFinding | None, chosen, cancel_url, **kwargs):
        initial = {"applications": list(chosen), "version": 0}
        if finding is not None:
            initial |= {
                "applications": [member.application_id for member in finding.members.all()],
                "is_equal": "ja" if finding.is_equal else "nein",
                "reason": finding.reason,
                "version": finding.version,
            }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["applications"].choices = list(names.items())
        self.helper = KernFormHelper(submit_label=_("Feststellung speichern"), cancel_url=cancel_url, is_guarded=True)


class AuxiliaryForm(ReasonForm):
    """The use of an auxiliary criterion for the applicants of a finding "yes"."""

    reasons = ("reason", "case_check")
    kind = forms.ChoiceField(label=_("Hilfskriterium"), choices=AuxiliaryKind.choices, widget=forms.RadioSelect)
    reason = _long(
        _("Begründung der Wahl"),
        help_text=_("Auch: warum kein leistungsbezogenes Kriterium mehr unterscheidet und was daraus folgt."),
    )
    case_check = _long(
        _("Einzelfallprüfung"),
        help_text=_("Welche Umstände der anderen Person wurden geprüft, und warum stehen sie nicht entgegen?"),
    )

    def __init__(self, *args, cancel_url: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(
            submit_label=_("Hilfskriterium festhalten"), cancel_url=cancel_url, is_guarded=True
        )


class AuxiliaryOrderForm(ReasonForm):
    """In which order auxiliary criteria are looked at."""

    def __init__(self, *args, order, cancel_url: str, **kwargs) -> None:
        kinds = order.kinds if order else []
        initial = {f"place_{n}": kind for n, kind in enumerate(kinds, start=1)}
        super().__init__(*args, initial=initial | {"reason": order.reason if order else ""}, **kwargs)
        choices = [("", _("– keines –")), *AuxiliaryKind.choices]
        for n in range(1, len(AuxiliaryKind) + 1):
            label = gettext_now("%(n)s. Stelle") % {"n": n}
            self.fields[f"place_{n}"] = forms.ChoiceField(label=label, choices=choices, required=n == 1)
        self.fields["reason"] = _long(_("Begründung"), rows=4)
        self.helper = KernFormHelper(submit_label=_("Reihenfolge festlegen"), cancel_url=cancel_url, is_guarded=True)

    def kinds(self) -> list[str]:
        """Return the chosen criteria in their order, each once."""
        chosen = [self.cleaned_data[f"place_{n}"] for n in range(1, len(AuxiliaryKind) + 1)]
        return [kind for kind in dict.fromkeys(chosen) if kind]


@dataclass(frozen=True, slots=True)
class OrderRow:
    """The fields of one application in the form of the final order."""

    pk: int
    name: str
    rank: str
    outcome: BoundField
    position: BoundField
    reason: BoundField


class OrderForm(forms.Form):
    """The final order: outcome and place of everybody who has a rank; the others are not selected."""

    version = HiddenNumber()

    def __init__(self, *args, ranks: Mapping[int, int], names: Mapping[int, str], placings, version: int, **kwargs):
        super().__init__(*args, initial={"version": version}, **kwargs)
        self.names = names
        self.ranks = dict(sorted(ranks.items(), key=lambda item: (item[1], list(names).index(item[0]))))
        known: dict[int, Placing] = {placing.application_id: placing for placing in placings}
        for pk in self.ranks:
            placing = known.get(pk, Placing(pk, Outcome.NOT_SELECTED))
            label = {"name": names[pk]}
            self.fields[f"outcome_{pk}"] = forms.ChoiceField(
                label=gettext_now("Ergebnis für %(name)s") % label, choices=Outcome.choices, initial=placing.outcome
            )
            self.fields[f"position_{pk}"] = forms.IntegerField(
                label=gettext_now("Platz von %(name)s") % label,
                min_value=1,
                max_value=9_999,
                required=False,
                initial=placing.position,
            )
            self.fields[f"reason_{pk}"] = forms.CharField(
                label=gettext_now("Grund der Abweichung für %(name)s") % label,
                required=False,
                max_length=4_000,
                initial=placing.deviation_reason,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        for name, field in self.fields.items():
            kind = "kern-form-input__input"
            field.widget.attrs["class"] = "kern-form-input__select" if name.startswith("outcome") else kind

    def rows(self) -> Iterator[OrderRow]:
        """Return the fields in the order of the computed rank."""
        for pk, rank in self.ranks.items():
            fields = (self[f"{name}_{pk}"] for name in ("outcome", "position", "reason"))
            yield OrderRow(pk, self.names[pk], str(rank), *fields)

    def clean(self):
        cleaned = super().clean()
        for pk in self.ranks:
            is_chosen = cleaned.get(f"outcome_{pk}") in (Outcome.SELECTED, Outcome.RESERVE)
            if is_chosen and cleaned.get(f"position_{pk}") is None and f"position_{pk}" not in self.errors:
                text = gettext_now("%(name)s: Bitte geben Sie den Platz an, zum Beispiel 1.") % {"name": self.names[pk]}
                self.add_error(f"position_{pk}", text)
        return cleaned

    def problems(self) -> list[tuple[str, str]]:
        """Return id of the field and message of every error, for the summary."""
        return [
            (self[name].id_for_label if name in self.fields else "", message)
            for name, messages in self.errors.items()
            for message in messages
        ]

    def placings(self) -> list[Placing]:
        """Return what was chosen, with "not selected" for those without a rank."""
        found = []
        for pk in self.names:
            outcome = self.cleaned_data.get(f"outcome_{pk}", Outcome.NOT_SELECTED)
            position = self.cleaned_data.get(f"position_{pk}") if outcome != Outcome.NOT_SELECTED else None
            found.append(Placing(pk, outcome, position, self.cleaned_data.get(f"reason_{pk}", "").strip()))
        return found


class BlockForm(forms.Form):
    """What the authors write in one block of the memo."""

    version = HiddenNumber()
    text = _long(
        _("Ihr Text"),
        rows=14,
        required=False,
        help_text=_(
            "Eine Leerzeile beginnt einen neuen Absatz. Zeichen gestalten den Text: **fett**, *kursiv*; am Anfang "
            "einer Zeile „- “ für eine Liste, „1. “ für eine Nummerierung, „# “ für eine Zwischenüberschrift. "
            "„Vorschau“ zeigt, wie er im Vermerk aussieht."
        ),
    )

    def __init__(self, *args, block: Block, text: str, version: int, cancel_url: str, **kwargs) -> None:
        super().__init__(*args, initial={"text": text, "version": version}, **kwargs)
        if block.needs_text:
            needed = _("Bis zur Zeichnung nötig; bis dahin dürfen Sie ihn leer lassen.")
            self.fields["text"].help_text = f"{needed} {self.fields['text'].help_text}"
        self.helper = KernFormHelper(
            submit_label=_("Abschnitt speichern"),
            cancel_url=cancel_url,
            is_guarded=True,
            extra_submits=[("preview", _("Vorschau"))],
        )

    def mark_unsaved(self) -> None:
        """Let the page ask before somebody leaves it: what the form shows is not saved."""
        self.helper.attrs["data-dirty"] = "1"


class DecideForm(ReasonForm):
    """The decision itself."""

    reason = _long(
        _("Begründung der Entscheidung"),
        help_text=_("Die tragenden Gründe in ein paar Sätzen; die Einzelheiten stehen im Auswahlvermerk."),
        missing=_("Bitte begründen Sie die Entscheidung."),
    )

    def __init__(self, *args, cancel_url: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Verbindlich entscheiden"), cancel_url=cancel_url, is_guarded=True)


class WithdrawForm(ReasonForm):
    """Why a decision does not stand any more."""

    ground = forms.ChoiceField(label=_("Anlass"), choices=WithdrawalGround.choices, widget=forms.RadioSelect)
    reason = _long(_("Begründung"), missing=_("Bitte begründen Sie die Aufhebung."))

    def __init__(self, *args, cancel_url: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Entscheidung aufheben"), cancel_url=cancel_url, is_guarded=True)


class FurtherMemoForm(ReasonForm):
    """Why a further memo is begun although one is final."""

    reason = _long(_("Anlass"), rows=4, missing=_("Bitte nennen Sie den Anlass."))

    def __init__(self, *args, cancel_url: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Weiteren Vermerk beginnen"), cancel_url=cancel_url)
