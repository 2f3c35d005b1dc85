"""Upload of a list and the meaning of its columns."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from postings.applications.enums import EmploymentStatus
from postings.applications.importing.columns import fields as known_fields
from postings.applications.importing.table import SourceTable
from postings.intake.models import ApplicantList
from postings.intake.services import DEFAULT_SOURCE
from profiles.enums import Track
from profiles.importing.reading import MAXIMUM_BYTES, too_large
from recruitment.forms import DayField, KernFormHelper, day_input

SAMPLES, SAMPLE_LENGTH = 3, 40


class UploadForm(forms.Form):
    """Choose the list and say where it comes from."""

    file = forms.FileField(
        label=_("Bewerberliste"),
        help_text=_(
            "CSV, XLSX oder ODS mit den Spaltennamen in einer Zeile. Höchstens 20 MB und 20.000 Zeilen. Foto, "
            "Familienstand, Kinder, Religion und Ähnliches werden beim Einlesen weggelassen."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xlsm,.ods"}),
        max_length=200,
        error_messages={
            "required": _("Bitte wählen Sie eine Datei aus."),
            "empty": _("Die Datei ist leer."),
            "max_length": _("Der Name der Datei ist zu lang (höchstens 200 Zeichen)."),
        },
    )
    source_name = forms.CharField(
        label=_("Quelle"),
        help_text=_("Die Zuordnung der Spalten wird für jede Quelle gemerkt."),
        max_length=100,
        initial=DEFAULT_SOURCE,
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(submit_label=_("Einlesen"), cancel_url=cancel_url)
        self.helper.attrs["data-progress"] = "1"

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAXIMUM_BYTES:
            raise forms.ValidationError(too_large(file.name))
        return file


class MappingForm(forms.Form):
    """One choice for each column, with its first values as hint; then values for rows that state none."""

    received_on = DayField(
        label=_("Eingang für Zeilen ohne Angabe"),
        widget=day_input(),
        required=False,
    )
    employment_status = forms.ChoiceField(
        label=_("Beschäftigung für Zeilen ohne Angabe"),
        choices=[
            ("", _("bleibt offen")),
            *(c for c in EmploymentStatus.choices if c[0] != EmploymentStatus.NOT_STATED),
        ],
        required=False,
    )
    track = forms.ChoiceField(
        label=_("„Bewirbt sich als“ für Zeilen ohne Angabe"),
        choices=[("", _("bleibt offen und wird bei jeder Bewerbung geklärt")), *Track.choices],
        required=False,
    )
    DEFAULTS = ("received_on", "employment_status", "track")

    def __init__(self, *args, applicant_list: ApplicantList, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.table = applicant_list.source_table
        choices = [("", _("nicht übernehmen")), *((info.name, info.label) for info in known_fields().values())]
        for place, column in enumerate(self.table.columns):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=column,
                choices=choices,
                required=False,
                initial=applicant_list.mapping.get(column) or "",
                help_text=_samples(self.table, place),
            )
            self.fields[f"column-{place}"].is_conditional = True  # the pack then does not call it optional
        for name in self.DEFAULTS:
            self.fields[name].initial = applicant_list.defaults.get(name, "")
        self.helper = KernFormHelper(submit_label=_("Zuordnen und Vorschau zeigen"), cancel_url=cancel_url)
        self.helper.attrs["data-progress"] = "1"
        columns = [f"column-{place}" for place in range(len(self.table.columns))]
        self.helper.layout = Layout(
            Fieldset(_("Spalten der Liste"), *columns), Fieldset(_("Für Zeilen, in denen nichts steht"), *self.DEFAULTS)
        )

    def clean(self):
        data = super().clean()
        chosen: dict[str, str] = {}
        for place, column in enumerate(self.table.columns):
            name = data.get(f"column-{place}")
            if name and name in chosen:
                self.add_error(
                    f"column-{place}",
                    _("„%(field)s“ ist schon der Spalte „%(column)s“ zugeordnet.")
                    % {"field": known_fields()[name].label, "column": chosen[name]},
                )
            elif name:
                chosen[name] = column
        if "full_name" not in chosen and not {"first_name", "last_name"} <= chosen.keys():
            self.add_error(None, _("Bitte ordnen Sie Vorname und Nachname zu, oder „Name mit Vorname“."))
        if "received_on" not in chosen and not data.get("received_on") and "received_on" not in self.errors:
            self.add_error("received_on", _("Keine Spalte enthält den Eingang. Bitte geben Sie den Tag an."))
        return data

    def mapping(self) -> dict[str, str | None]:
        """Return what each column means."""
        return {column: self.cleaned_data[f"column-{place}"] or None for place, column in enumerate(self.table.columns)}

    def defaults(self) -> dict[str, str]:
        """Return the values for rows that state none."""
        day = self.cleaned_data["received_on"]
        given = {name: self.cleaned_data[name] for name in self.DEFAULTS[1:]}
        return {
            name: value for name, value in (("received_on", day.isoformat() if day else ""), *given.items()) if value
        }


def _samples(table: SourceTable, place: int) -> str:
    """Return the first different values of a column, shortened, in one line; escaped, because hints may hold HTML."""
    found = dict.fromkeys(" ".join(row.cells[place].split()) for row in table.rows[:200])
    values = [value for value in found if value][:SAMPLES]
    short = [value if len(value) <= SAMPLE_LENGTH else f"{value[: SAMPLE_LENGTH - 1]}…" for value in values]
    return _("Beispiele: %(values)s") % {"values": escape(" · ".join(short))} if short else _("Die Spalte ist leer.")
