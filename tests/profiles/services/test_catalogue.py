import pytest

from profiles.models import BaseCriterion, BaseProfile
from profiles.services.catalogue import restore_shipped_base_profile

pytestmark = pytest.mark.django_db


def test_the_shipped_base_profile_is_there_after_the_migrations_with_nothing_mandatory():
    base = BaseProfile.objects.get()

    assert [section.number for section in base.sections.all()] == ["3.2", "3.3"]
    assert [section.criteria.count() for section in base.sections.all()] == [4, 5]
    assert set(BaseCriterion.objects.values_list("is_mandatory", "note")) == {
        (None, "aus 148/2025 übernommen, Verbindlichkeit nicht belegt")
    }


def test_restoring_makes_it_once():
    BaseCriterion.objects.all().delete()
    BaseProfile.objects.get().sections.all().delete()
    BaseProfile.objects.all().delete()

    first, second = restore_shipped_base_profile(), restore_shipped_base_profile()

    assert first == second
    assert BaseCriterion.objects.count() == 9
