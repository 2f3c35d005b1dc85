import pytest
from django.db import models

from recruitment.addresses import NamedChoice


class Fruit(models.TextChoices):
    APPLE = "apple"
    PEAR = "pear"


class FruitConverter(NamedChoice):
    names = {"apfel": Fruit.APPLE, "birne": Fruit.PEAR}


def test_words_stand_for_members_both_ways():
    converter = FruitConverter()

    assert (converter.regex, converter.to_python("birne")) == ("apfel|birne", Fruit.PEAR)
    assert converter.to_url(Fruit.APPLE) == converter.to_url("apple") == "apfel"


def test_what_is_no_member_has_no_address():
    with pytest.raises(ValueError, match="plum"):
        FruitConverter().to_url("plum")
