import pytest

from profiles import services
from profiles.errors import ProfileFrozen, ProfileLocked, ReasonMissing, WeightOutOfRange
from profiles.models import Criterion
from recruitment.audit.models import Event
from tests.factories import make_frozen_profile, make_hr_officer, make_profile

pytestmark = pytest.mark.django_db


def test_confirming_keeps_weight_reason_and_person():
    profile = make_profile()
    Criterion.objects.filter(number="3.1.1").update(weight_confirmed=False)
    officer = make_hr_officer()

    criterion = services.confirm_weight(
        criterion=profile.criteria.get(number="3.1.1"), weight=3, reason="Original gesehen", actor=officer
    )

    profile.refresh_from_db()
    assert (criterion.weight, criterion.weight_confirmed, criterion.weight_confirmed_by) == (3, True, officer)
    assert profile.last_edited_by == officer
    assert "Original gesehen" in str(Event.objects.get())


@pytest.mark.parametrize(
    ("values", "error"),
    [({"reason": " "}, ReasonMissing), ({"weight": 5}, WeightOutOfRange), ({"weight": 0}, WeightOutOfRange)],
)
def test_confirming_refuses_what_is_incomplete(values, error):
    criterion = make_profile().criteria.first()

    with pytest.raises(error):
        services.confirm_weight(
            **{"criterion": criterion, "weight": 3, "reason": "x", "actor": make_hr_officer()} | values
        )

    criterion.refresh_from_db()
    assert criterion.weight == 2
    assert Event.objects.count() == 0


def test_a_frozen_profile_is_not_confirmed_again():
    profile = make_frozen_profile()

    with pytest.raises(ProfileFrozen):
        services.confirm_weight(criterion=profile.criteria.first(), weight=1, reason="x", actor=make_hr_officer())


def test_a_locked_profile_is_not_confirmed_again():
    profile = services.lock_profile(profile=make_profile(), actor=make_hr_officer())

    with pytest.raises(ProfileLocked, match="gesperrt"):
        services.confirm_weight(criterion=profile.criteria.first(), weight=1, reason="x", actor=make_hr_officer())
