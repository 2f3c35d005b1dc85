"""Input of the notices, of receipt, suits, appointment and abort."""

from collections.abc import Mapping, Sequence

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.applications.models import Application
from postings.notices.enums import Kind, LegalForm, Way
from postings.notices.models import Lawsuit, NoSuitCheck
from postings.notices.models.texts import BODY_LIMIT, SUBJECT_LIMIT
from postings.notices.recipients import Recipient
from postings.notices.standard_texts import Text
from postings.notices.texts import text_problem
from recruitment.forms import DayField, KernFormHelper, day_input

DAY_REQUIRED = {"required": gettext_lazy("Bitte geben Sie den Tag an.")}
ANSWER_REQUIRED = {"required": gettext_lazy("Bitte halten Sie fest, was geantwortet wurde.")}


class TextForm(forms.Form):
    """Subject and body of one kind of notice, with placeholders."""

    subject = forms.CharField(label=gettext_lazy("Betreff"), max_length=SUBJECT_LIMIT)
    body = forms.CharField(
        label=gettext_lazy("Text"),
        help_text=gettext_lazy(
            "Anrede und Grußformel kommen von selbst dazu. Eine Leerzeile beginnt einen neuen Absatz. Platzhalter in "
            "geschweiften Klammern werden für jede Person ausgefüllt."
        ),
        max_length=BODY_LIMIT,
        widget=forms.Textarea(attrs={"rows": 16}),
    )

    def __init__(self, *args, kind: Kind, text: Text, cancel_url: str, **kwargs) -> None:
        super().__init__(*args, initial={"subject": text.subject, "body": text.body}, **kwargs)
        self.kind = kind
        self.helper = KernFormHelper(
            submit_label=_("Als neue Fassung speichern"),
            cancel_url=cancel_url,
            extra_submits=[("preview", _("Vorschau ansehen"))],
            is_guarded=True,
        )

    def clean(self) -> dict[str, str]:
        data = super().clean() or self.cleaned_data
        if "subject" in data and "body" in data:
            problem = text_problem(self.kind, data["subject"], data["body"].replace("\r\n", "\n"))
            if problem:
                self.add_error("body", problem)
        return data


class ChooseForm(forms.Form):
    """Who is written to, and how. Only those who have not been told can be chosen."""

    way = forms.ChoiceField(label=gettext_lazy("Versandweg"), choices=Way, widget=forms.RadioSelect)
    recipients = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Bitte wählen Sie mindestens eine Person."),
            "invalid_choice": gettext_lazy(
                "Eine der ausgewählten Personen ist nicht mehr betroffen oder schon benachrichtigt."
            ),
        },
    )

    def __init__(self, data: Mapping | None = None, *, recipients: Sequence[Recipient], way: str = Way.LETTER) -> None:
        open_ones = [one for one in recipients if one.notice is None]
        super().__init__(data, initial={"way": way})
        self.fields["recipients"].choices = [(one.key, one.application.shown.list_name) for one in open_ones]
        self.fields["recipients"].initial = [
            one.key for one in open_ones if one.is_proposed and not one.missing_for(Way(way))
        ]


class ConfirmForm(ChooseForm):
    """What the preview sends back: the same choice, the proof of what was read, and the one confirmation."""

    key = forms.UUIDField(required=False)
    digest = forms.CharField(required=False)
    has_read_warnings = forms.BooleanField(required=False)


class ReasonsForm(forms.Form):
    """One field of reasons for each person who loses; ``stored`` and ``proposed`` are texts by application."""

    def __init__(
        self,
        data: Mapping | None = None,
        *,
        applications: Sequence[Application],
        stored: Mapping[int, str],
        proposed: Mapping[int, str],
        cancel_url: str,
    ) -> None:
        super().__init__(data)
        for application in applications:
            is_proposal = application.pk not in stored and application.pk in proposed
            self.fields[f"reason-{application.pk}"] = forms.CharField(
                label=application.shown.list_name,
                help_text=_("Vorschlag aus der Akte – bitte prüfen und umformulieren.") if is_proposal else "",
                required=False,
                initial=stored.get(application.pk) or proposed.get(application.pk, ""),
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        self.helper = KernFormHelper(submit_label=_("Gründe speichern"), cancel_url=cancel_url, is_guarded=True)

    def texts(self) -> dict[int, str]:
        """Return the valid texts by application."""
        return {int(name.split("-")[1]): text for name, text in self.cleaned_data.items()}


class DispatchForm(forms.Form):
    """The day on which the letters of one sending went into the post."""

    sent_on = DayField(label=gettext_lazy("abgesandt am"), widget=day_input(), error_messages=DAY_REQUIRED)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Absendung festhalten"))


class DayForm(forms.Form):
    """One day: of receipt or of return."""

    day = DayField(label=gettext_lazy("Tag"), widget=day_input(), error_messages=DAY_REQUIRED)

    def __init__(self, *args, label: str, submit_label: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].label = label
        self.helper = KernFormHelper(submit_label=submit_label)


class LawsuitForm(forms.ModelForm):
    """A suit as it came in."""

    class Meta:
        model = Lawsuit
        fields = ("court", "file_number", "received_on", "application")
        widgets = {"received_on": day_input()}
        error_messages = {
            "court": {"required": gettext_lazy("Bitte nennen Sie das Gericht.")},
            "file_number": {"required": gettext_lazy("Bitte geben Sie das Aktenzeichen an.")},
            "received_on": DAY_REQUIRED,
        }
        field_classes = {"received_on": DayField}

    def __init__(self, *args, applications: Sequence[Application], cancel_url: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["application"].queryset = Application.objects.filter(posting=self.instance.posting_id)
        self.fields["application"].choices = [
            ("", _("nicht bekannt")),
            *((one.pk, one.shown.list_name) for one in applications),
        ]
        self.fields["application"].required = False
        self.helper = KernFormHelper(submit_label=_("Gerichtsverfahren festhalten"), cancel_url=cancel_url)


class LawsuitEndForm(forms.Form):
    """How a suit ended."""

    ended_on = DayField(label=gettext_lazy("beendet am"), widget=day_input(), error_messages=DAY_REQUIRED)
    result = forms.CharField(
        label=gettext_lazy("Ergebnis"),
        help_text=gettext_lazy("Zum Beispiel „Antrag zurückgenommen“ oder „Beschluss vom …: Antrag abgelehnt“."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Bitte halten Sie fest, wie das Verfahren ausging.")},
    )

    def __init__(self, *args, cancel_url: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Ende festhalten"), cancel_url=cancel_url)


class CheckForm(forms.ModelForm):
    """Whom somebody asked for suits, and the answer."""

    is_clear = forms.TypedChoiceField(
        label=gettext_lazy("Auskunft"),
        choices=[("1", gettext_lazy("kein Verfahren anhängig")), ("0", gettext_lazy("Verfahren anhängig oder unklar"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        error_messages=ANSWER_REQUIRED,
    )

    class Meta:
        model = NoSuitCheck
        fields = ("asked_of", "asked_by", "asked_on", "is_clear", "answer")
        widgets = {"asked_on": day_input(), "answer": forms.Textarea(attrs={"rows": 2})}
        field_classes = {"asked_on": DayField}
        labels = {"answer": gettext_lazy("Wortlaut oder Fundstelle der Auskunft")}
        error_messages = {
            "asked_of": {"required": gettext_lazy("Bitte nennen Sie, wo gefragt wurde.")},
            "asked_by": {"required": gettext_lazy("Bitte nennen Sie, wer gefragt hat.")},
            "asked_on": DAY_REQUIRED,
            "answer": ANSWER_REQUIRED,
        }

    def __init__(self, *args, cancel_url: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Nachfrage festhalten"), cancel_url=cancel_url)


class AppointmentForm(forms.Form):
    """Who gets the post, in which form and when."""

    application = forms.TypedChoiceField(label=gettext_lazy("Ausgewählte Person"), coerce=int)
    legal_form = forms.ChoiceField(
        label=gettext_lazy("Rechtsform"),
        choices=LegalForm,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Bitte wählen Sie die Rechtsform.")},
    )
    appointed_on = DayField(
        label=gettext_lazy("Tag der Ernennung, der Übertragung oder des Vertragsschlusses"),
        widget=day_input(),
        error_messages=DAY_REQUIRED,
    )
    starts_on = DayField(label=gettext_lazy("Beginn"), widget=day_input(), error_messages=DAY_REQUIRED)

    def __init__(self, *args, applications: Sequence[Application], cancel_url: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["application"].choices = [(one.pk, one.shown.list_name) for one in applications]
        self.helper = KernFormHelper(submit_label=_("Verbindlich festhalten"), cancel_url=cancel_url)
        self.helper.layout = Layout("application", "legal_form", "appointed_on", "starts_on")


class AbortForm(forms.Form):
    """Why the procedure is aborted; everybody who applied is told this reason."""

    reason = forms.CharField(
        label=gettext_lazy("Sachlicher Grund des Abbruchs"),
        help_text=gettext_lazy(
            "Dieser Text steht in der Akte und in der Mitteilung an alle Bewerbenden. Bitte in ganzen Sätzen, ohne "
            "Namen."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Bitte begründen Sie den Abbruch.")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # No link "Abbrechen" beside a button that aborts: the page has a way back of its own.
        self.helper = KernFormHelper(submit_label=_("Verfahren endgültig abbrechen"))
