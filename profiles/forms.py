"""Forms around the requirement profile; the editor's form stands in ``editor.form``."""

from django import forms
from django.utils.translation import gettext_lazy as _

from profiles.models import BaseProfile, Criterion, RequirementProfile
from recruitment.forms import KernFormHelper, ShortChoiceField


class ProfileChoiceField(ShortChoiceField):
    """A choice among profiles that names version and status first: titles are long and cut off in a narrow list."""

    def label_from_instance(self, profile: RequirementProfile) -> str:
        return _("Fassung %(version)s (%(status)s): %(title)s") % {
            "version": profile.version,
            "status": profile.status.label,
            "title": profile.title,
        }

    @staticmethod
    def profiles_for(user):
        """Profiles that ``user`` may choose from, with their status."""
        return RequirementProfile.objects.visible_to(user).with_status().defer("source_text")


class WeightConfirmForm(forms.Form):
    """Settle one doubtful weight after a look at the original."""

    weight = forms.TypedChoiceField(
        label=_("Gewichtung laut Original"),
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
        legend = criterion.profile.legend
        self.fields["weight"].choices = [(entry.weight, f"{entry.weight} – {entry.label}") for entry in legend]
        self.initial.setdefault("weight", criterion.weight)
        self.helper = KernFormHelper(submit_label=_("Gewichtung bestätigen"), cancel_url=cancel_url)


class ReasonForm(forms.Form):
    """One act that needs a reason; the page says which."""

    reason = forms.CharField(
        label=_("Begründung"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Bitte geben Sie eine Begründung an.")},
    )

    def __init__(self, *args, submit_label: str, cancel_url: str, help_text: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = help_text
        self.helper = KernFormHelper(submit_label=submit_label, cancel_url=cancel_url)


class BeginFromBaseForm(forms.Form):
    """Begin a profile with the criteria of a base profile."""

    title = forms.CharField(
        label=_("Stellentitel / Funktion"),
        max_length=300,
        error_messages={"required": _("Bitte geben Sie den Stellentitel oder die Funktion an.")},
    )
    base_profile = forms.ModelChoiceField(
        label=_("Basisanforderungsprofil"),
        queryset=BaseProfile.objects.filter(is_offered=True),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie ein Basisanforderungsprofil.")},
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, prefix="basis", **kwargs)
        offered = list(self.fields["base_profile"].queryset[:2])
        if len(offered) == 1:
            self.initial.setdefault("base_profile", offered[0])
        self.helper = KernFormHelper(submit_label=_("Mit dem Basisprofil beginnen"), cancel_url=cancel_url)


class BeginFromProfileForm(forms.Form):
    """Begin a profile as a copy of another one, as a new version of it or for another post."""

    NEW_VERSION, OWN_PROFILE = "version", "own"

    source = ProfileChoiceField(
        label=_("Vorlage"),
        queryset=RequirementProfile.objects.none(),
        empty_label=_("Bitte wählen"),
        error_messages={"required": _("Bitte wählen Sie die Vorlage.")},
    )
    use = forms.ChoiceField(
        label=_("Wofür"),
        choices=[
            (OWN_PROFILE, _("für eine andere Stelle: ein eigenes Anforderungsprofil, Fassung 1")),
            (NEW_VERSION, _("für dieselbe Stelle: eine neue Fassung der Vorlage")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie, wofür die Kopie gebraucht wird.")},
    )
    title = forms.CharField(
        label=_("Stellentitel / Funktion (nur für eine andere Stelle)"), max_length=300, required=False
    )
    reason = forms.CharField(
        label=_("Grund (nur für eine neue Fassung)"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
        help_text=_("Steht im Verlauf der Fassungen und im Protokoll."),
    )

    def __init__(self, *args, user, cancel_url: str, **kwargs):
        super().__init__(*args, prefix="kopie", **kwargs)
        self.fields["source"].queryset = ProfileChoiceField.profiles_for(user)
        self.helper = KernFormHelper(submit_label=_("Als Entwurf anlegen"), cancel_url=cancel_url)

    def clean(self):
        data = super().clean()
        if data.get("use") == self.OWN_PROFILE and not data.get("title", "").strip():
            self.add_error("title", _("Bitte geben Sie den Stellentitel oder die Funktion an."))
        if data.get("use") == self.NEW_VERSION and not data.get("reason", "").strip():
            self.add_error("reason", _("Eine neue Fassung braucht einen Grund."))
        return data


class CompareForm(forms.Form):
    """Choose the profile to compare with; sent by GET."""

    mit = ProfileChoiceField(
        label=_("Vergleichen mit"),
        queryset=RequirementProfile.objects.none(),
        empty_label=_("Bitte wählen"),
    )

    def __init__(self, *args, user, profile: RequirementProfile, **kwargs):
        super().__init__(*args, **kwargs)
        others = ProfileChoiceField.profiles_for(user).exclude(pk=profile.pk)
        self.fields["mit"].queryset = others
        self.helper = KernFormHelper(has_form_tag=False)
