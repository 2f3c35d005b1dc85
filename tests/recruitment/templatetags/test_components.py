"""Each component renders exactly what pages and screen readers rely on, and refuses what it does not know."""

from typing import NamedTuple

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        '{% badge text="offen" colour="red" %}',
        '{% alert title="Hinweis" icon="x" %}{% endalert %}',
        '{% button_link url="/" text="Weiter" onclick="x" %}',
        '{% post_button url="/" text="Los" target="x" %}',
        "{% facts rows=rows striped=1 %}",
        '{% progress value=1 maximum=2 label="Stand" percent=50 %}',
        '{% scroll_table label="Liste" height=3 %}{% endscroll_table %}',
        '{% bar_chart title="Punkte" bars=bars height=3 %}',
        "{% scale_legend levels=levels title=1 %}",
        "{% pagination page=page query=query size=2 %}",
        "{% required_note form=form sign=1 %}",
    ],
)
def test_component_with_unknown_argument_fails(source):
    with pytest.raises(TemplateSyntaxError, match="unexpected keyword argument"):
        Template(source)


def test_component_with_positional_argument_fails():
    with pytest.raises(TemplateSyntaxError, match="too many positional arguments"):
        Template('{% badge "offen" %}')


def test_component_without_required_argument_fails():
    with pytest.raises(TemplateSyntaxError, match="did not receive value"):
        Template('{% button_link url="/" %}')


def test_badge_with_unknown_level_fails():
    with pytest.raises(TemplateSyntaxError, match="level must be one of info, success, warning, danger, not 'green'"):
        rendered('{% badge text="offen" level="green" %}')


def test_badge_shows_word_and_sign_and_escapes_the_word():
    html = rendered("{% badge text=text level='success' %}", text="<b>abgegeben</b>")

    assert html == (
        '<span class="kern-badge kern-badge--success kern-badge--small">'
        '<span class="kern-icon kern-icon--success" aria-hidden="true"></span>'
        '<span class="kern-label kern-label--small">&lt;b&gt;abgegeben&lt;/b&gt;</span></span>'
    )


def test_alert_escapes_title_and_variables_but_keeps_markup_of_the_page():
    html = rendered('{% alert title=text level="warning" heading=3 %}<p>{{ text }}</p>{% endalert %}', text="<i>")

    assert html == (
        '<div class="kern-alert kern-alert--warning"><div class="kern-alert__header">'
        '<span class="kern-icon kern-icon--warning" aria-hidden="true"></span>'
        '<h3 class="kern-title">&lt;i&gt;</h3></div><div class="kern-alert__body"><p>&lt;i&gt;</p></div></div>'
    )


def test_post_button_posts_with_the_token_of_the_page():
    html = rendered('{% post_button url="/los/" text="Ausführen" variant="secondary" %}', csrf_token="geheim")

    assert html.strip() == (
        '<form method="post" action="/los/" class="inline-form">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="geheim">'
        '<button type="submit" class="kern-btn kern-btn--secondary"><span class="kern-label">Ausführen</span>'
        "</button></form>"
    )


def test_facts_shows_a_dash_for_empty_values_but_zero_as_zero():
    html = rendered("{% facts rows=rows %}", rows=[("Anzahl", 0), ("Bemerkung", ""), ("Frist", None)])

    values = [part.split("</dd>")[0] for part in html.split('item__value">')[1:]]
    assert values == ["0", "–", "–"]


def test_progress_of_nothing_is_a_valid_empty_bar():
    html = rendered('{% progress value=0 maximum=0 label="Bögen" %}')

    assert html == (
        '<div class="progress-line"><label>Bögen: 0 von 0 <progress value="0" max="1">0/0</progress></label></div>'
    )


def test_scroll_table_is_a_named_region_that_takes_the_keyboard():
    html = rendered('{% scroll_table label="Rangfolge" %}<table></table>{% endscroll_table %}')

    assert html == (
        '<div class="kern-table-responsive scroll-table" role="region" aria-label="Rangfolge" tabindex="0">'
        "<table></table></div>"
    )


def test_bar_chart_is_one_named_image_without_style_attributes():
    html = rendered("{% bar_chart title='Punkte' bars=bars %}", bars=[("3.1", "52.5", "21/40"), ("3.2", "100", "9/9")])

    assert html == (
        '<svg class="bar-chart" role="img" viewBox="0 0 130 34" width="130" height="34" focusable="false"'
        ' aria-label="Punkte">'
        '<text class="bar-label" x="0" y="13">3.1</text><rect class="bar-track" x="30" y="4" width="100" height="10"/>'
        '<rect class="bar-fill" x="30" y="4" width="52.5" height="10"/>'
        '<text class="bar-label" x="0" y="30">3.2</text><rect class="bar-track" x="30" y="21" width="100" height="10"/>'
        '<rect class="bar-fill" x="30" y="21" width="100" height="10"/></svg>'
    )


def test_scale_legend_shows_levels_in_the_given_order():
    class Level(NamedTuple):
        value: int
        label: str

    html = rendered("{% scale_legend levels=levels %}", levels=[Level(5, "sehr gut"), Level(1, "nicht")])

    assert html.split("<ul>")[1] == (
        "<li><strong>5</strong> sehr gut</li><li><strong>1</strong> nicht</li></ul></section>"
    )


def test_pagination_keeps_filters_and_marks_the_current_page():
    page = Paginator(range(100), 50).page(2)

    html = rendered("{% pagination page=page query=query %}", page=page, query={"suche": "Ä & B"})

    assert html.strip() == (
        '<nav class="pagination" aria-label="Seiten"><ul>'
        '<li><a class="kern-link" href="?suche=%C3%84+%26+B&amp;seite=1"><span class="kern-sr-only">Seite </span>1</a>'
        '</li><li><span aria-current="page">2</span></li></ul></nav>'
    )


def test_pagination_of_one_page_is_empty():
    assert rendered("{% pagination page=page query=query %}", page=Paginator([1], 50).page(1), query={}).strip() == ""


class MixedForm(forms.Form):
    name = forms.CharField()
    note = forms.CharField(required=False)


class RequiredForm(forms.Form):
    name = forms.CharField()
    password = forms.CharField()
    is_remembered = forms.BooleanField(required=False)


class OptionalForm(forms.Form):
    first = forms.CharField(required=False)
    second = forms.CharField(required=False)


class SingleForm(forms.Form):
    name = forms.CharField()


@pytest.mark.parametrize(
    ("form_class", "expected"),
    [
        (MixedForm, '<p class="kern-hint form-note">Angaben ohne den Zusatz „optional“ sind Pflichtangaben.</p>'),
        (RequiredForm, '<p class="kern-hint form-note">Alle Angaben sind Pflichtangaben.</p>'),
        (OptionalForm, ""),
        (SingleForm, ""),
    ],
)
def test_required_note_says_which_fields_are_required(form_class, expected):
    assert rendered("{% required_note form=form %}", form=form_class()) == expected
