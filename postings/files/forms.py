"""Forms of the documents: upload, describe, remove, what is needed, what a person says to it, the letter."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from postings.files.enums import FileKind, Need, NeedState
from postings.files.errors import DisabilityProofRefused
from postings.files.models import ApplicationFile
from postings.files.needs import NeededDocument
from recruitment.forms import DayField, KernFormHelper, day_input

DISABILITY_PROOF = "disability_proof"  # offered so that whoever looks for it reads where it belongs; never stored
MAXIMUM_FILES = 30


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A list of uploaded files, each cleaned as Django cleans one; empty ones are for the service to name."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(file, initial) for file in files or [None]]


class UploadForm(forms.Form):
    """One or several files; without a kind their names tell."""

    files = SeveralFilesField(
        label=_("Dateien"),
        help_text=_(
            "PDF, PNG, JPEG oder DOCX; mehrere auf einmal sind möglich. Ein Nachweis der Schwerbehinderung gehört "
            "nicht hierher; bitte nehmen Sie ihn auch aus dem Scan einer ganzen Bewerbung vorher heraus."
        ),
        widget=SeveralFilesInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.docx"}),
        allow_empty_file=True,
        error_messages={"required": _("Bitte wählen Sie mindestens eine Datei aus.")},
    )
    kind = forms.ChoiceField(
        label=_("Art der Unterlage"),
        choices=[
            ("", _("nach dem Dateinamen vorschlagen")),
            *FileKind.choices,
            (DISABILITY_PROOF, _("Nachweis der Schwerbehinderung oder Gleichstellung")),
        ],
        required=False,
        help_text=_("Gilt für alle gewählten Dateien; danach bei jeder einzeln änderbar."),
    )
    dated_on = DayField(
        label=_("Datum der Unterlage"),
        widget=day_input(),
        required=False,
        help_text=_("Bei Beurteilung und Arbeitszeugnis: danach richtet sich, ob sie aktuell ist."),
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Aufnehmen"), cancel_url=cancel_url)
        self.helper.attrs["data-progress"] = "1"

    def clean_files(self):
        files = self.cleaned_data["files"]
        if len(files) > MAXIMUM_FILES:
            raise forms.ValidationError(
                _("Bitte wählen Sie höchstens %(n)s Dateien auf einmal.") % {"n": MAXIMUM_FILES}
            )
        return files

    def clean_kind(self):
        kind = self.cleaned_data["kind"]
        if kind == DISABILITY_PROOF:
            raise forms.ValidationError(DisabilityProofRefused(name=_("Diese Unterlage")).user_message)
        return FileKind(kind) if kind else None


class DescribeForm(forms.ModelForm):
    """What a document is and of which day."""

    class Meta:
        model = ApplicationFile
        fields = ("kind", "dated_on")
        widgets = {"dated_on": day_input()}
        field_classes = {"dated_on": DayField}

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Speichern"), cancel_url=cancel_url)


class RemoveForm(forms.Form):
    """Why a document goes."""

    reason = forms.CharField(
        label=_("Begründung"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=300,
        help_text=_("Steht im Protokoll. Bitte keine Angaben zur Gesundheit oder Herkunft."),
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Unterlage entfernen"), cancel_url=cancel_url)


class RequirementsForm(forms.Form):
    """Which documents the posting asks of every application."""

    needs = forms.MultipleChoiceField(
        label=_("Von jeder Bewerbung verlangt"),
        choices=Need.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["needs"].is_conditional = True
        self.helper = KernFormHelper(submit_label=_("Speichern"), cancel_url=cancel_url)


class StateForm(forms.Form):
    """What a person says to one needed document."""

    state = forms.ChoiceField(
        label=_("Stand"),
        choices=[("", _("nach den Dateien und Angaben")), *NeedState.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    remark = forms.CharField(
        label=_("Bemerkung"),
        max_length=300,
        required=False,
        help_text=_(
            "Zum Beispiel „Original auf Papier in der Bewerbungsmappe“. Nötig bei „fehlt“ und „nicht erforderlich“."
        ),
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].is_conditional = True
        self.helper = KernFormHelper(submit_label=_("Festhalten"), cancel_url=cancel_url)

    def clean(self):
        data = super().clean()
        if data.get("state") in (NeedState.MISSING, NeedState.NOT_REQUIRED) and not data.get("remark", "").strip():
            self.add_error("remark", _("Bitte begründen Sie, warum die Unterlage fehlt oder nicht erforderlich ist."))
        return data


class ConsentForm(forms.Form):
    """What the applicant says to an inspection of the Personalakte."""

    consents = forms.ChoiceField(
        label=_("Die Bewerberin oder der Bewerber"),
        choices=[
            ("yes", _("ist mit der Einsicht einverstanden")),
            ("no", _("ist mit der Einsicht nicht einverstanden")),
            ("open", _("hat sich noch nicht geäußert")),
        ],
        widget=forms.RadioSelect,
    )
    VALUES = {"yes": True, "no": False, "open": None}

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Festhalten"), cancel_url=cancel_url)


class RequestForm(forms.Form):
    """Which documents the letter asks for, and until when."""

    needs = forms.MultipleChoiceField(
        label=_("Nachgefordert werden"), widget=forms.CheckboxSelectMultiple, required=False
    )
    further = forms.CharField(
        label=_("Weitere Unterlagen"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        help_text=_("Eine je Zeile, zum Beispiel „Nachweis der Zusatzqualifikation aus Ihrem Lebenslauf“."),
    )
    due_on = DayField(label=_("Frist"), widget=day_input())

    def __init__(self, *args, documents: list[NeededDocument], cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["needs"].is_conditional = True
        self.fields["needs"].choices = [
            (document.need, f"{document.label} – {document.verdict.state.label}") for document in documents
        ]
        if not documents:
            del self.fields["needs"]
        self.helper = KernFormHelper(submit_label=_("Schreiben erstellen"), cancel_url=cancel_url)
        self.helper.layout = Layout(*self.fields)


class SendingForm(forms.Form):
    """When a letter went out."""

    sent_on = DayField(label=_("Versandt am"), widget=day_input())

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Versand festhalten"), cancel_url=cancel_url)
