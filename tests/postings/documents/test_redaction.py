import pytest

from postings.documents.redaction import BLACK, OtherPerson, Redactor, letters


def other(word="Bewerbung A", first="Käthe", last="Müller-Lüdenscheidt", number=7, **fields):
    return OtherPerson(word=word, first_name=first, last_name=last, number=number, **fields)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Frau Müller-Lüdenscheidt war besser.", "Frau Bewerbung A war besser."),
        ("FRAU MÜLLER-LÜDENSCHEIDT", "FRAU Bewerbung A"),
        ("Mueller-Luedenscheidt", "Bewerbung A"),
        ("Käthe Müller-Lüdenscheidts Antwort", "Bewerbung A Antwort"),
        ("Müller-Lüdenscheidt, Käthe", "Bewerbung A"),
        ("wie Lüdenscheidt sagte", "wie Bewerbung A sagte"),
        ("müller fragte nach", f"{BLACK} fragte nach"),
        ("Mu\u0308ller fragte nach", "Bewerbung A fragte nach"),
        ("Mül\u00adler fragte", "Bewerbung A fragte"),
        ("Bewerbung Nr. 7 lag vorn", "Bewerbung A lag vorn"),
        ("siehe Bewerbung 7 und Nr. 8", "siehe Bewerbung A und Nr. 8"),
        ("§ 2 Abs. 1 Nr. 7 und Frage Nr. 7 bleiben", "§ 2 Abs. 1 Nr. 7 und Frage Nr. 7 bleiben"),
        ("Müllerin und Umlaut bleiben", "Müllerin und Umlaut bleiben"),
        ("Anforderung 3.1.7 bleibt, Nr. 7.1 auch", "Anforderung 3.1.7 bleibt, Nr. 7.1 auch"),
    ],
)
def test_no_mention_of_another_is_left(text, expected):
    assert Redactor([other()]).text(text) == expected


def test_what_leads_to_another_is_blackened():
    redactor = Redactor([other(marks=("kaethe@example.org", "B-0815"), phones=("030 / 1234-567",))])

    assert redactor.text("Kaethe@Example.org, B-0815, +030 1234567") == f"{BLACK}, {BLACK}, {BLACK}"


def test_a_name_of_several_people_is_no_letter():
    redactor = Redactor([other(last="Meier"), other("Bewerbung B", "Otto", "Meier", 8)])

    assert redactor.text("Meier; Otto Meier; Käthe Meier") == f"{BLACK}; Bewerbung B; Bewerbung A"


def test_the_own_name_stays_alone_and_goes_with_the_first_name_of_another():
    redactor = Redactor([other(last="Meier")], own=("Otto", "Meier"))

    assert redactor.text("Otto Meier; Meier; Käthe Meier") == "Otto Meier; Meier; Bewerbung A"


def test_without_others_text_stays():
    assert Redactor([]).text("Frau Müller, Nr. 7") == "Frau Müller, Nr. 7"


def test_letters_go_on_after_z():
    assert [letters(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
