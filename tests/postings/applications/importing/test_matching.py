import time

import pytest

from postings.applications.importing.matching import Index, Person, similarity, sound

ANNA = {"first_name": "Anna", "last_name": "Meier", "birth_date": "1980-03-04", "email": "am@example.org",
        "city": "Berlin", "source_number": "7"}  # fmt: skip


def person(key=1, source="Portal", **changes):
    return Person.of(key, {**ANNA, **changes}, source)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Müller-Lüdenscheidt", "65752682"),
        ("Wikipedia", "3412"),
        ("Breschnew", "17863"),
        ("Meier", "67"),
        ("Mayr", "67"),
        ("Philipp", "351"),
        ("Christian", "47826"),
        ("Xaver", "4837"),
        ("", ""),
        ("О", ""),
    ],
)
def test_sound_of_names(name, code):
    assert sound(name) == code


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"first_name": "X", "last_name": "Y", "email": "", "birth_date": ""}, "dieselbe Bewerbernummer"),
        ({"source_number": "", "email": "AM@Example.org", "last_name": "Ott"}, "dieselbe E-Mail-Adresse"),
        ({"source_number": "", "email": ""}, "derselbe Name und dasselbe Geburtsdatum"),
        ({"source_number": "8", "email": "", "last_name": "MEIER"}, "derselbe Name und dasselbe Geburtsdatum"),
    ],
)
def test_certain_matches(changes, words):
    index = Index()
    index.add(person())

    match = index.find(person(2, **changes))

    assert (match.is_certain, match.words) == (True, words)


def test_a_number_counts_within_its_source_only():
    index = Index()
    index.add(person(birth_date="", email="", city=""))

    assert index.find(person(2, source="Papier", first_name="Ulf", birth_date="", email="", city="")) is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"last_name": "Mayer"}, "ähnlicher Name mit demselben Geburtsdatum"),
        ({"last_name": "Mayer", "birth_date": "1980-11-05"}, "ähnlicher Name mit demselben Geburtsjahr"),
        ({"last_name": "Maier", "birth_date": ""}, "ähnlicher Name mit demselben Ort"),
        ({"birth_date": "1981-03-04"}, "derselbe Name mit ähnlichem Geburtsdatum"),
        ({"birth_date": "1980-04-03"}, "derselbe Name mit demselben Geburtsjahr"),
        ({"last_name": "Meier-Schulze"}, "ähnlicher Name mit demselben Geburtsdatum"),
        ({"first_name": "Meier", "last_name": "Anna"}, "Vor- und Nachname vertauscht, mit demselben Geburtsdatum"),
        ({"first_name": "Ana"}, "ähnlicher Name mit demselben Geburtsdatum"),
        ({"birth_date": "", "city": ""}, "derselbe Name"),
        ({"birth_date": "1995-07-08"}, ""),
        ({"first_name": "Jens"}, ""),
        ({"last_name": "Schulze"}, ""),
        ({"last_name": "Maier", "birth_date": "", "city": "Köln"}, ""),
    ],
)
def test_similar_persons(changes, words):
    one, other = person(), person(2, source_number="", email="", **changes)

    assert (similarity(one, other), similarity(other, one)) == (words, words)
    index = Index()
    index.add(one)
    match = index.find(other)
    assert (match.words if match else "") == words


def test_a_person_is_not_compared_with_thousands():
    index = Index()
    start = time.perf_counter()
    for key in range(6000):
        someone = person(key, email=f"{key}@example.org", source_number=str(key), birth_date="")
        index.find(someone)
        index.add(someone)

    assert time.perf_counter() - start < 10
