"""What every form of the house shares: days, numbers."""

from datetime import date

import pytest
from django import forms
from django.urls import reverse

from recruitment.forms import DayField, whole_number
from tests.factories import make_hr_officer, make_posting

LONG = "9" * 5_000  # Python refuses to read so many digits


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        (LONG, None),
        ("", None),
        ("-1", None),
        ("２", None),
    ],
)
def test_a_whole_number_is_one_that_a_row_can_have(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["0025-08-18", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_of_another_age_is_a_slip(text):
    with pytest.raises(forms.ValidationError, match="zwischen 1900 und 2199"):
        DayField().clean(text)


def test_a_day_of_ours_is_taken():
    assert DayField().clean("2025-08-18") == DayField().clean("18.08.2025") == date(2025, 8, 18)
    assert DayField(required=False).clean("") is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("overview:overview_act", {"aktion": "verspaetung", "auswahl": LONG}),
        ("overview:overview_act", {"aktion": "verspaetung", "ids": LONG, "confirmed": "1", "is_admitted": "True"}),
        ("applications:refusals_confirm", {"decision": LONG}),
    ],
)
def test_a_number_without_end_names_nothing(client, name, data):
    client.force_login(make_hr_officer())

    assert client.post(reverse(name, args=[make_posting().pk]), data).status_code < 500


@pytest.mark.django_db
def test_a_number_without_end_in_an_address_names_nothing(client):
    client.force_login(make_hr_officer())

    assert client.get(reverse("postings:posting_further"), {"profil": LONG}).status_code == 200
