import pytest

from postings.documents.addresses import PostalAddress, parse_address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Müllerstraße 146, 13353 Berlin", PostalAddress("Müllerstraße 146", "13353", "Berlin")),
        ("Rathaus, Müllerstr. 146, D-13353 Berlin", PostalAddress("Rathaus, Müllerstr. 146", "13353", "Berlin")),
        ("Straße des 17. Juni 112\n10623 Berlin", PostalAddress("Straße des 17. Juni 112", "10623", "Berlin")),
        ("Am Platz 1, 06108 Halle (Saale)", PostalAddress("Am Platz 1", "06108", "Halle (Saale)")),
        ("Rathaus Wedding", PostalAddress("Rathaus Wedding", "", "")),
        ("", PostalAddress("", "", "")),
    ],
)  # fmt: skip
def test_address_is_taken_apart_where_it_looks_like_one(text, expected):
    assert parse_address(text) == expected
