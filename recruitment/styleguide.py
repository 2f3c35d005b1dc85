"""The gallery of all interface components at /bausteine/, for those who build pages (DEBUG only).

Shows every template tag of ``templatetags.components`` and every kind of field of the crispy pack ``kern``, once empty
and once with errors, so that a change of style is seen everywhere at once.
"""

from typing import NamedTuple

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from recruitment.forms import KernFormHelper, day_input


class ShownLevel(NamedTuple):
    """One step of a rating scale, as ``{% scale_legend %}`` wants it."""

    value: int
    label: str


class GalleryForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label=_("Name"), max_length=20, help_text=_("Vor- und Nachname, höchstens 20 Zeichen."))
    received_on = forms.DateField(label=_("Eingangsdatum"), widget=day_input())
    employment = forms.ChoiceField(
        label=_("Beschäftigung"),
        choices=[("", _("Bitte wählen")), ("internal", _("beim Bezirksamt")), ("external", _("extern"))],
    )
    result = forms.ChoiceField(
        label=_("Ergebnis der Prüfung"),
        help_text=_("Eine Angabe gilt für die ganze Anforderung."),
        choices=[("met", _("erfüllt")), ("not_met", _("nicht erfüllt")), ("unclear", _("unklar"))],
        widget=forms.RadioSelect,
    )
    weight = forms.TypedChoiceField(
        label=_("Gewichtung"), coerce=int, choices=[(n, str(n)) for n in (4, 3, 2, 1)], widget=forms.RadioSelect
    )
    evidence = forms.MultipleChoiceField(
        label=_("Vorgelegte Nachweise"),
        choices=[("diploma", _("Abschlusszeugnis")), ("reference", _("Arbeitszeugnis"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.CharField(label=_("Begründung"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    document = forms.FileField(label=_("Unterlage"), required=False)
    is_confirmed = forms.BooleanField(label=_("Ich habe die Angaben geprüft."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper(
            submit_label=_("Speichern"), cancel_url="#", extra_submits=[("again", _("Speichern und weiter"))]
        )
        self.helper.layout = Layout(
            Fieldset(_("Person"), "name", "received_on", "employment"),
            Fieldset(_("Prüfung"), "result", InlineRadios("weight"), "evidence", "reason", "document", "is_confirmed"),
        )

    def clean(self) -> dict[str, object]:
        if not self.cleaned_data.get("is_confirmed"):
            raise forms.ValidationError(_("Ohne Ihre Bestätigung kann nichts gespeichert werden."))
        return self.cleaned_data


@login_not_required
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show the gallery; ``?fehler`` shows its form with every error at once."""
    form = GalleryForm({"name": "Ein viel zu langer Name einer Person"}) if "fehler" in request.GET else GalleryForm()
    return render(
        request,
        "styleguide.html",
        {
            "form": form,
            "levels": [ShownLevel(5, "übertrifft die Anforderung deutlich"), ShownLevel(1, "nicht erkennbar")],
            "facts": [(_("Kennzahl"), "000/0000"), (_("Entgeltgruppe"), "E 9c"), (_("Bemerkung"), "")],
            "bars": [("3.1", "75.0", "30 von 40"), ("3.2", "52.5", "21 von 40"), ("3.3", "100.0", "40 von 40")],
            "page": Paginator(range(500), 25).page(7),
            "query": {"suche": "Muster"},
            "breadcrumbs": [(_("Ausschreibungen"), "/"), (_("Bausteine"), "")],
        },
    )


urlpatterns = [path("", styleguide, name="styleguide")]
