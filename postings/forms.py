"""Forms around a posting."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from postings.enums import ContractTerm, PostingStatus
from postings.models import Posting
from postings.reasons import MINIMUM_LENGTH, is_too_short
from profiles.forms import ProfileChoiceField
from profiles.importing.review import is_valid_reference_number
from profiles.models import RequirementProfile
from recruitment.forms import DayField, KernFormHelper, ShortChoiceField, day_input, whole_number


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


class RulesForm(forms.ModelForm):
    """Settle what holds for the whole procedure and freezes with the publication."""

    class Meta:
        model = Posting
        fields = ("is_blind", "appraisal_current_months", "closeness_steps", "closeness_weight")

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Verfahrensregeln festlegen"), cancel_url=cancel_url)


def refuse_short_reason(text: str) -> None:
    """Refuse what nobody else could follow; used by the forms of every step."""
    if is_too_short(text):
        raise forms.ValidationError(
            gettext("Bitte begründen Sie so, dass es eine andere Person versteht (mindestens %(n)s Zeichen).")
            % {"n": MINIMUM_LENGTH}
        )


class DisclosureForm(forms.Form):
    """Say why the names are to be disclosed."""

    reason = forms.CharField(
        label=_("Grund"),
        help_text=_("Zum Beispiel: Die Vorauswahl ist abgeschlossen, die Auswahlgespräche beginnen."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        validators=[refuse_short_reason],
        error_messages={"required": _("Bitte schreiben Sie, warum die Namen offengelegt werden.")},
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Namen endgültig offenlegen"), cancel_url=cancel_url)


class DiscardForm(forms.Form):
    """Say why a draft is discarded."""

    reason = forms.CharField(
        label=_("Grund"),
        help_text=_("Zum Beispiel: Die Stelle wird nicht besetzt, oder: Es wurde das falsche Dokument eingelesen."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        validators=[refuse_short_reason],
        error_messages={"required": _("Bitte schreiben Sie, warum der Entwurf verworfen wird.")},
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Entwurf endgültig verwerfen"), cancel_url=cancel_url)


class PublishForm(forms.Form):
    """Name the day of publication; the deadline follows from it."""

    published_on = DayField(
        label=_("Tag der Veröffentlichung"),
        widget=day_input(),
        initial=timezone.localdate,
        error_messages={
            "required": _("Bitte geben Sie den Tag der Veröffentlichung an."),
            "invalid": _("Bitte geben Sie ein gültiges Datum an, zum Beispiel 18.07.2025."),
        },
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Verbindlich veröffentlichen"), cancel_url=cancel_url)


def _key_of(chosen: object) -> int | None:
    """Return the key that a field was given as a row, a number or text; None for anything else."""
    return whole_number(str(getattr(chosen, "pk", chosen) or ""))


class FurtherPostingForm(forms.Form):
    """Begin a further posting: its Kennzahl, the profile it uses, and the posting whose header it takes over."""

    SAME, NEW_VERSION = "same", "version"

    reference_number = forms.CharField(
        label=_("Kennzahl der weiteren Ausschreibung"),
        max_length=40,
        error_messages={"required": _("Bitte geben Sie die Kennzahl an.")},
    )
    profile = ProfileChoiceField(
        label=_("Anforderungsprofil"),
        queryset=RequirementProfile.objects.none(),
        empty_label=_("Bitte wählen"),
        help_text=_(
            "Zur Wahl stehen die ersten 200. Mit jedem anderen beginnen Sie auf seiner Seite: „Weitere Ausschreibung“."
        ),
        error_messages={"required": _("Bitte wählen Sie das Anforderungsprofil.")},
    )
    use = forms.ChoiceField(
        label=_("Verwendung"),
        choices=[
            (SAME, _("genau diese Fassung; sie gilt dann für mehrere Ausschreibungen")),
            (NEW_VERSION, _("eine neue Fassung als Entwurf, die noch bearbeitet wird")),
        ],
        initial=SAME,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie, wie das Anforderungsprofil verwendet wird.")},
    )
    version_reason = forms.CharField(
        label=_("Grund (nur für eine neue Fassung)"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )
    template = ShortChoiceField(
        label=_("Kopfdaten und Hinweise übernehmen aus"),
        queryset=Posting.objects.none(),
        empty_label=_("Bitte wählen"),
        error_messages={"required": _("Bitte wählen Sie die Ausschreibung, deren Kopfdaten übernommen werden.")},
    )
    function = forms.CharField(label=_("Aufgabe/Funktion, falls sie abweicht"), max_length=400, required=False)

    def __init__(self, *args, user, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["profile"].queryset = ProfileChoiceField.profiles_for(user)
        for name in ("profile", "template"):
            # What was sent, or what the address named, is offered however far down it stands.
            chosen = self.data.get(name) if self.is_bound else self.initial.get(name)
            self.fields[name].chosen = _key_of(chosen)
        self.fields["template"].queryset = Posting.objects.managed_by(user).exclude(status=PostingStatus.DISCARDED)
        self.helper = KernFormHelper(submit_label=_("Ausschreibung als Entwurf anlegen"), cancel_url=cancel_url)

    def clean_reference_number(self) -> str:
        number = self.cleaned_data["reference_number"]
        if not is_valid_reference_number(number):
            raise forms.ValidationError(_("Eine Kennzahl hat höchstens 40 Zeichen und steht in einer Zeile."))
        return number

    def clean(self):
        data = super().clean()
        if data.get("use") == self.NEW_VERSION and not data.get("version_reason", "").strip():
            self.add_error("version_reason", _("Eine neue Fassung braucht einen Grund."))
        return data

    def choices_made(self) -> dict[str, object]:
        """Return the valid form as arguments of ``services.create_further_posting``."""
        data = dict(self.cleaned_data)
        if data.pop("use") == self.SAME:
            data["version_reason"] = ""
        return data
