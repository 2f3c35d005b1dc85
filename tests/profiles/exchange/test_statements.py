import pytest

from profiles.exchange.content import RequirementContent
from profiles.exchange.statements import requirement_statements
from tests.profiles.exchange.contents import plain


def statements(text, *alternatives):
    return requirement_statements(RequirementContent("employee", plain(text), tuple(map(plain, alternatives))))


@pytest.mark.parametrize(
    ("text", "alternatives", "expected"),
    [
        ("Laufbahnbefähigung", (), [("Laufbahnbefähigung", ())]),
        ("mit einem Jahr Erfahrung", ("Mit einem Jahr Erfahrung",), [("mit einem Jahr Erfahrung", ())]),
        (
            "Abgeschlossener Lehrgang II oder abgeschlossener Bachelor- oder Diplomstudiengang",
            (
                "Abgeschlossener Lehrgang II",
                "Abgeschlossener Bachelor- oder Diplomstudiengang: Recht",
                "Abgeschlossener Bachelor- oder Diplomstudiengang: Soziales",
            ),
            [
                ("Abgeschlossener Lehrgang II", ()),
                ("oder abgeschlossener Bachelor- oder Diplomstudiengang:", ("Recht", "Soziales")),
            ],
        ),
        ("Studium", ("Studium: Recht", "Studium: Soziales"), [("Studium:", ("Recht", "Soziales"))]),
        # not put together of its alternatives: each stands for itself
        ("Abschluss", ("Lehrgang II", "Bachelor of Laws"), [("Lehrgang II", ()), ("oder Bachelor of Laws", ())]),
    ],
)
def test_statements_are_those_of_the_document(text, alternatives, expected):
    assert statements(text, *alternatives) == expected
