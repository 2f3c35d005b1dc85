"""Forms around two records of one person."""

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Applicant, Application
from postings.forms import refuse_short_reason
from recruitment.forms import KernFormHelper


class SecondRecordField(forms.ModelChoiceField):
    def label_from_instance(self, application: Application) -> str:
        return _("%(posting)s, Nr. %(number)s: %(name)s") % {
            "posting": application.posting.reference_number,
            "number": application.number,
            "name": application.shown.list_name,
        }


class SecondRecordForm(forms.Form):
    """Choose the application whose applicant may be the same person."""

    mit = SecondRecordField(
        label=_("Zweiter Eintrag derselben Person"),
        queryset=Application.objects.none(),
        empty_label=_("Bitte wählen"),
        error_messages={
            "required": _("Bitte wählen Sie den zweiten Eintrag."),
            "invalid_choice": _("Diesen Eintrag gibt es nicht, oder er lässt sich nicht zusammenführen."),
        },
    )

    def __init__(self, *args, queryset, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mit"].queryset = queryset
        self.helper = KernFormHelper(submit_label=_("Gegenüberstellen"), cancel_url=cancel_url)
        self.helper.form_method = "get"


class MergeForm(forms.Form):
    """Which application stays, whose value each differing field takes, and why both are one person."""

    def __init__(self, *args, first: Application, second: Application, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.first, self.second = first, second
        same_posting = first.posting_id == second.posting_id
        names = {str(a.pk): a for a in (first, second)}
        self.fields["stays"] = forms.ChoiceField(
            label=_("Diese Bewerbung bleibt, die andere wird als „doppelt“ gekennzeichnet")
            if same_posting
            else _("Dieser Eintrag bleibt, die Bewerbungen des anderen kommen hinzu"),
            choices=[(pk, _said(application)) for pk, application in names.items()],
            widget=forms.RadioSelect,
            error_messages={"required": _("Bitte wählen Sie, welche Bewerbung bleibt.")},
        )
        for name in self.differing():
            label = Applicant._meta.get_field(name).verbose_name
            self.fields[f"from_{name}"] = forms.ChoiceField(
                label=label,
                choices=[
                    (pk, _("%(value)s (Nr. %(number)s)") % {"value": said_in(a.applicant, name), "number": a.number})
                    for pk, a in names.items()
                ],
                initial=self._only_said(name),
                widget=forms.RadioSelect,
                error_messages={"required": _("Bitte wählen Sie für „%(field)s“, was gilt.") % {"field": label}},
            )
        self.fields["reason"] = forms.CharField(
            label=_("Woran erkennen Sie, dass es dieselbe Person ist?"),
            widget=forms.Textarea(attrs={"rows": 3}),
            max_length=1000,
            validators=[refuse_short_reason],
            error_messages={"required": _("Bitte begründen Sie die Zusammenführung.")},
        )
        self.helper = KernFormHelper(submit_label=_("Zusammenführen"), cancel_url=cancel_url, is_guarded=True)

    def differing(self) -> list[str]:
        """Return the fields in which both records say something else."""
        return [
            name
            for name in Applicant.PERSONAL_FIELDS
            if getattr(self.first.applicant, name) != getattr(self.second.applicant, name)
        ]

    def _only_said(self, name: str) -> str | None:
        """Return the record whose value is proposed: the one that says anything where the other says nothing."""
        said = [str(a.pk) for a in (self.first, self.second) if getattr(a.applicant, name) not in (None, "")]
        return said[0] if len(said) == 1 else None

    def choices_made(self) -> dict[str, object]:
        """Return the valid form as arguments of ``merging.merge_applicants``."""
        data = self.cleaned_data
        stays, goes = (self.first, self.second) if data["stays"] == str(self.first.pk) else (self.second, self.first)
        taken_over = [name for name in self.differing() if data[f"from_{name}"] == str(goes.pk)]
        return {"stays": stays, "goes": goes, "taken_over": taken_over, "reason": data["reason"]}


def _said(application: Application) -> str:
    return _("Nr. %(number)s, %(name)s, eingegangen am %(day)s (%(posting)s)") % {
        "number": application.number,
        "name": application.shown.name,
        "day": formats.date_format(application.received_on, "d.m.Y"),
        "posting": application.posting.reference_number,
    }


def said_in(person: Applicant, name: str) -> object:
    value = getattr(person, name)
    if value in (None, ""):
        return _("keine Angabe")
    return formats.date_format(value, "d.m.Y") if name == "birth_date" else value
