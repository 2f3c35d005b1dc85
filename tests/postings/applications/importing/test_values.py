from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postings.applications.importing import values
from postings.applications.importing.values import Doubtful, UnreadableValue

TODAY = date(2025, 9, 1)


@pytest.mark.parametrize(
    "text",
    ["14.08.2025", "14.8.2025", "14. 8. 2025", "14.08.25", "14.08.2025 23:59", "14.08.2025, 23:59 Uhr", "2025-08-14",
     "2025-08-14 23:59:59", "2025-08-14T10:00:00+02:00", "2025-08-14T10:00:00.000Z", "14. August 2025", "14 Aug 2025",
     "14. Aug. 2025, 10:15 Uhr", "14/08/2025", "08/14/2025", "08/14/2025 11:59 PM", " 14.08.2025\u00a0", "45883"],
)  # fmt: skip
def test_one_day_in_every_spelling(text):
    assert values.read_day(text, "t") == date(2025, 8, 14)


@pytest.mark.parametrize(
    ("text", "kind", "uses_1904", "day"),
    [
        ("45883", "n", False, date(2025, 8, 14)),
        ("45883.75", "n", False, date(2025, 8, 14)),
        ("44421", "n", True, date(2025, 8, 14)),
        ("2025-08-14T22:30:00Z", "t", False, date(2025, 8, 15)),
        ("2025-12-31T23:30:00Z", "t", False, date(2026, 1, 1)),
        ("5.5.2025", "t", False, date(2025, 5, 5)),
        ("05/05/2025", "t", False, date(2025, 5, 5)),
    ],
)
def test_serial_numbers_and_moments_become_the_day_in_berlin(text, kind, uses_1904, day):
    assert values.read_day(text, kind, uses_1904=uses_1904) == day


@pytest.mark.parametrize(
    "text", ["03/04/2025", "31.02.2025", "32.01.2025", "00.00.0000", "2025", "14.08.", "heute", "2025-08-14T25:00Z",
             "99999999", "1.2.3.4", "2025-13-01"]
)  # fmt: skip
def test_what_is_no_day_or_could_be_two_is_refused(text):
    with pytest.raises(UnreadableValue):
        values.read_day(text, "t")


@given(st.dates(date(1950, 1, 1), date(2060, 12, 31)))
def test_every_day_reads_back_from_every_form(day):
    serial = str((day - date(1899, 12, 30)) // timedelta(days=1))
    for text, kind in ((f"{day:%d.%m.%Y}", "t"), (day.isoformat(), "d"), (serial, "n")):
        assert values.read_day(text, kind) == day


@pytest.mark.parametrize(
    ("text", "born"), [("1.2.70", date(1970, 2, 1)), ("1.2.05", date(2005, 2, 1)), ("31.12.1999", date(1999, 12, 31))]
)
def test_the_century_of_a_birth_is_the_one_that_makes_sense(text, born):
    assert values.read_birth_date(text, "t", today=TODAY) == born


@pytest.mark.parametrize("text", ["01.01.2024", "01.01.1850", "14.08.2999"])
def test_a_birth_that_cannot_be_is_refused(text):
    with pytest.raises(UnreadableValue):
        values.read_birth_date(text, "t", today=TODAY)


@pytest.mark.parametrize(("text", "kind"), [("01067", "t"), ("D-01067", "t"), (" 01067 ", "t"), ("10115", "n")])
def test_postal_codes_keep_their_zeros(text, kind):
    assert values.read_postal_code(text, kind) == text.strip().removeprefix("D-")


@pytest.mark.parametrize(("text", "kind"), [("1067", "n"), ("1067", "t"), ("1010 Wien", "t"), ("ABC", "t")])
def test_a_lost_zero_is_told_and_not_invented(text, kind):
    read = values.read_postal_code(text, kind)

    assert isinstance(read, Doubtful)
    assert read.value == text


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("jm@example.org", "jm@example.org"),
        (" JM@Example.ORG ", "JM@Example.ORG"),
        ("mailto:jm@example.org", "jm@example.org"),
        ("Jördis Müller <jm@example.org>", "jm@example.org"),
        ("o'neill+job@mail.example.co.uk", "o'neill+job@mail.example.co.uk"),
        ("jm@köln.de", "jm@köln.de"),
    ],
)
def test_addresses(text, address):
    assert values.read_e_mail(text) == address


@pytest.mark.parametrize("text", ["jm", "jm@", "@x.de", "a b@x.de", "jm@x", "a@x.de; b@x.de", "jm@x..de", "jm@-x.de"])
def test_what_is_no_address_is_refused(text):
    with pytest.raises(UnreadableValue):
        values.read_e_mail(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [("ja", True), ("JA", True), ("x", True), ("1", True), ("wahr", True), ("nein", False), ("0", False),
     ("keine Angabe", None), ("k. A.", None), ("-", None)],
)  # fmt: skip
def test_answers(text, answer):
    assert values.read_answer(text) is answer


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Frau", ("female", "")), ("Herr", ("male", "")), ("divers", ("diverse", "")), ("w", ("female", "")),
     ("Frau Dr.", ("female", "Dr.")), ("Herrn Prof. Dr.", ("male", "Prof. Dr.")), ("keine Angabe", (None, "")),
     ("Hallo", (None, ""))],
)  # fmt: skip
def test_salutations(text, expected):
    assert values.read_salutation(text) == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [("ja", "severe"), ("schwerbehindert", "severe"), ("GdB 50", "severe"), ("ja, GdB 80", "severe"), ("100 %", None),
     ("gleichgestellt", "equated"), ("nein", "none"), ("keine Angabe", None)],
)  # fmt: skip
def test_disability(text, status):
    if text == "100 %":
        status = "severe"
    assert values.read_disability(text) == status


@pytest.mark.parametrize("text", ["GdB 30", "55", "vielleicht"])
def test_a_degree_that_does_not_settle_it_is_refused(text):
    with pytest.raises(UnreadableValue):
        values.read_disability(text)


def test_texts_get_one_normal_form_and_keep_their_lines():
    assert values.read_text("  Mu\u0308ller\u00a0 \u200bAnna ") == "Müller Anna"
    assert values.read_text(" Zeile 1 \nZeile 2 ", keeps_lines=True) == "Zeile 1\nZeile 2"
