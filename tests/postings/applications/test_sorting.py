from postings.applications.sorting import din_5007_2_key


def test_umlauts_sort_like_two_letters():
    names = ["Mützel", "Muetze", "Mutzel", "Muth", "Mueller", "Müller"]

    assert sorted(names, key=din_5007_2_key) == ["Mueller", "Müller", "Muetze", "Mützel", "Muth", "Mutzel"]


def test_sharp_s_accents_hyphens_and_apostrophes_do_not_count():
    assert din_5007_2_key("Weiß", "René") == din_5007_2_key("WEISS", "Rene")
    assert din_5007_2_key("O'Neill-Ägäer") == "oneillaegaeer"


def test_a_shorter_surname_stands_before_a_longer_one_whatever_the_first_name():
    assert din_5007_2_key("Ma", "Zoe") < din_5007_2_key("Maa", "Anna")
