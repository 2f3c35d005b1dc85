"""The crispy pack ``kern``: what assistive technology and our own script rely on, on parsed HTML."""

import pytest
from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Fieldset, Layout
from crispy_forms.utils import render_crispy_form
from django import forms
from lxml import html as lxml_html

from recruitment.forms import KernFormHelper


class SampleForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label="Name", help_text="Vor- und Nachname")
    note = forms.CharField(label="Bemerkung", required=False, widget=forms.Textarea)
    track = forms.ChoiceField(label="Weg", choices=[("", "Bitte wählen"), ("a", "A")])
    weight = forms.TypedChoiceField(
        label="Gewichtung", help_text="4 ist am höchsten", coerce=int, choices=[(4, "4"), (3, "3")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    proofs = forms.MultipleChoiceField(
        label="Nachweise", required=False, choices=[("z", "Zeugnis")], widget=forms.CheckboxSelectMultiple
    )
    is_read = forms.BooleanField(label="Gelesen", help_text="Bitte bestätigen")

    def __init__(self, *args, helper: KernFormHelper | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = KernFormHelper() if helper is None else helper

    def clean(self):
        raise forms.ValidationError("Beides zusammen geht nicht.")


def parsed(form: forms.Form) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(f"<div>{render_crispy_form(form, context={'csrf_token': 'x'})}</div>")


def text_of(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def wanted(element: lxml_html.HtmlElement, *names: str) -> dict[str, str | None]:
    return {name: element.get(name) for name in names}


def test_form_uses_our_messages_and_no_browser_messages():
    form = parsed(SampleForm()).find("form")

    assert dict(form.attrib) == {"novalidate": "novalidate", "method": "post"}
    assert [field.get("name") for field in form.xpath("//input[@type='hidden']")] == ["csrfmiddlewaretoken", "version"]


def test_guarded_form_is_marked_for_the_script():
    form = parsed(SampleForm(helper=KernFormHelper(is_guarded=True))).find("form")

    assert form.get("data-guard") == "1"


def test_form_without_tag_brings_neither_form_nor_button():
    page = parsed(SampleForm(helper=KernFormHelper(has_form_tag=False)))

    assert page.xpath("//form | //button") == []


def test_buttons_stand_in_order_with_variants_and_way_back():
    helper = KernFormHelper(submit_label="Ablegen", extra_submits=[("again", "Und weiter")], cancel_url="/zurueck/")

    page = parsed(SampleForm(helper=helper))

    assert [(b.get("name"), b.get("class"), text_of(b)) for b in page.xpath("//button")] == [
        ("save", "kern-btn kern-btn--primary", "Ablegen"),
        ("again", "kern-btn kern-btn--secondary", "Und weiter"),
    ]
    assert page.xpath("//div[@class='form-actions']/a/@href") == ["/zurueck/"]


def test_every_control_has_its_label():
    page = parsed(SampleForm())

    controls = page.xpath("//input[not(@type='hidden')] | //textarea | //select")
    labels = {label.get("for"): text_of(label) for label in page.xpath("//label")}
    assert [labels[control.get("id")] for control in controls] == [
        "Name", "Bemerkung – optional", "Weg", "4", "3", "Zeugnis", "Gelesen",
    ]  # fmt: skip


def test_field_without_error_is_described_by_its_hint_only():
    field = parsed(SampleForm()).get_element_by_id("id_name")

    assert wanted(field, "aria-describedby", "aria-invalid") == {
        "aria-describedby": "id_name_helptext",
        "aria-invalid": None,
    }


def test_field_with_error_is_invalid_and_described_by_hint_and_error():
    page = parsed(SampleForm({}))

    field = page.get_element_by_id("id_name")
    assert wanted(field, "aria-describedby", "aria-invalid") == {
        "aria-describedby": "id_name_helptext id_name_error",
        "aria-invalid": "true",
    }
    assert text_of(page.get_element_by_id("id_name_helptext")) == "Vor- und Nachname"
    assert text_of(page.get_element_by_id("id_name_error")) == "Dieses Feld ist zwingend erforderlich."


def test_typed_text_survives_an_error():
    form = SampleForm({"name": "Ada <Lovelace>", "note": "bleibt"})

    page = parsed(form)

    assert (page.get_element_by_id("id_name").get("value"), page.get_element_by_id("id_note").text.strip()) == (
        "Ada <Lovelace>",
        "bleibt",
    )


def test_radios_form_a_named_described_group_and_are_never_restored_by_the_browser():
    page = parsed(SampleForm({"weight": "3"}))

    group = page.get_element_by_id("id_weight")
    assert group.tag == "fieldset"
    assert wanted(group, "role", "aria-required", "aria-invalid", "aria-describedby") == {
        "role": "radiogroup",
        "aria-required": "true",
        "aria-invalid": None,
        "aria-describedby": "id_weight_helptext",
    }
    assert text_of(group.find("legend")) == "Gewichtung"
    assert [(r.get("value"), r.get("checked") is not None, r.get("autocomplete")) for r in group.xpath(".//input")] == [
        ("4", False, "off"),
        ("3", True, "off"),
    ]


def test_radios_without_choice_are_an_invalid_group():
    group = parsed(SampleForm({})).get_element_by_id("id_weight")

    assert wanted(group, "aria-invalid", "aria-describedby") == {
        "aria-invalid": "true",
        "aria-describedby": "id_weight_helptext id_weight_error",
    }


def test_group_of_check_boxes_says_that_it_is_optional():
    group = parsed(SampleForm()).get_element_by_id("id_proofs")

    assert text_of(group.find("legend")) == "Nachweise – optional"
    assert group.get("role") is None


def test_error_summary_takes_the_focus_and_links_every_visible_field():
    page = parsed(SampleForm({"name": "Ada", "track": "x"}))

    summary = page.find_class("error-summary")[0]
    assert wanted(summary, "role", "tabindex", "aria-labelledby") == {
        "role": "alert",
        "tabindex": "-1",
        "aria-labelledby": "error-summary-title",
    }
    assert (summary.get("autofocus") is not None, summary.get("data-error-summary") is not None) == (True, True)
    assert text_of(page.get_element_by_id("error-summary-title")) == "Bitte prüfen Sie Ihre Angaben"
    assert [(text_of(item), item.xpath("string(a/@href)")) for item in summary.xpath(".//li")] == [
        ("Beides zusammen geht nicht.", ""),
        ("Dieses Feld ist zwingend erforderlich.", ""),
        ("Weg: Bitte eine gültige Auswahl treffen. x ist keine gültige Auswahl.", "#id_track"),
        ("Gewichtung: Dieses Feld ist zwingend erforderlich.", "#id_weight"),
        ("Gelesen: Dieses Feld ist zwingend erforderlich.", "#id_is_read"),
    ]
    assert all(page.get_element_by_id(href[1:]) is not None for href in summary.xpath(".//a/@href"))


def test_form_without_errors_has_no_summary():
    assert parsed(SampleForm()).find_class("error-summary") == []


def test_ids_are_unique_with_errors():
    ids = parsed(SampleForm({})).xpath("//@id")

    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(("layout_object", "is_horizontal"), [("weight", False), (InlineRadios("weight"), True)])
def test_radios_stand_in_one_line_when_asked(layout_object, is_horizontal):
    helper = KernFormHelper()
    helper.layout = Layout(Fieldset("Abschnitt", layout_object))

    group = parsed(SampleForm(helper=helper)).get_element_by_id("id_weight")

    assert group.getparent().find("legend").text == "Abschnitt"
    assert group.xpath("boolean(div[contains(@class, 'kern-fieldset__body--horizontal')])") == is_horizontal


def test_form_carries_no_style_attribute_and_no_script():
    page = parsed(SampleForm({}))

    assert page.xpath("//@style | //script | //style | //@*[starts-with(name(), 'on')]") == []
