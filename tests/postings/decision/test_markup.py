import pytest

from postings.decision.markup import to_html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ein **starkes** *Wort*", "<p>ein <strong>starkes</strong> <em>Wort</em></p>\n"),
        ("# Titel", "<h4>Titel</h4>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("eine\nzwei", "<p>eine<br>\nzwei</p>\n"),
    ],
)
def test_light_markup_becomes_html(text, expected):
    assert to_html(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "![x](http://x)",
        "<img src=x onerror=y>",
        "<b onclick=x>",
    ],
)
def test_nothing_else_gets_through(text):
    shown = to_html(text)

    assert not any(tag in shown for tag in ("<script", "<a ", "<img", "<b "))
