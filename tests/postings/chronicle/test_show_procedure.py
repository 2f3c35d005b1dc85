import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories import make_application, make_member, make_posting, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    posting = make_posting(reference_number="148/2025")
    make_sheet(make_application(posting, last_name="Zander"), make_member(posting), [5, 4, 3])
    return posting


@pytest.mark.usefixtures("posting")
def test_the_command_prints_text_and_json(capsys):
    call_command("show_procedure", "148/2025")
    text = capsys.readouterr().out
    call_command("show_procedure", "148/2025", "--json")
    data = json.loads(capsys.readouterr().out)

    assert "Nr. 1: formale Anforderungen erfüllt, Eingang" in text
    assert "abgegebene Bögen 1" in text
    assert "Zander" not in text
    assert (data["reference_number"], len(data["applications"][0]["sheets"])) == ("148/2025", 1)


@pytest.mark.usefixtures("posting")
def test_before_the_first_day(capsys):
    call_command("show_procedure", "148/2025", "--as-of", "2020-01-01")
    assert "noch nicht" in capsys.readouterr().out


@pytest.mark.parametrize("day", ["2020-01-31", "31.01.2020"])
@pytest.mark.usefixtures("posting")
def test_days_are_read_both_ways_and_printed_in_german(day, capsys):
    call_command("show_procedure", "148/2025", "--as-of", day)
    assert "Am Ende des 31.01.2020 gab es" in capsys.readouterr().out


@pytest.mark.usefixtures("posting")
def test_the_heading_has_the_day_in_german(capsys):
    call_command("show_procedure", "148/2025")
    assert f"Stand am Ende des {timezone.localdate():%d.%m.%Y}" in capsys.readouterr().out


@pytest.mark.parametrize(("arguments", "words"), [(["9/1"], "9/1"), (["148/2025", "--as-of", "gestern"], "kein Tag")])
@pytest.mark.usefixtures("posting")
def test_what_cannot_be_shown_is_said(arguments, words):
    with pytest.raises(CommandError, match=words):
        call_command("show_procedure", *arguments)
