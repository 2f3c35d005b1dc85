import pytest

from profiles import services
from profiles.canonical import canonical_profile
from profiles.errors import (
    ProfileChangedMeanwhile,
    ProfileFrozen,
    ProfileIncomplete,
    ReasonMissing,
    WeightOutOfRange,
)
from profiles.importing.pipeline import read_document
from profiles.models import Criterion, RequirementProfile
from recruitment.audit.models import Event
from tests.factories import make_hr_officer, make_profile
from tests.profiles.importing.test_pipeline import SHIPPED, WEIGHTS

pytestmark = pytest.mark.django_db


def test_the_real_document_is_stored_whole():
    document = read_document(SHIPPED)

    profile = services.create_profile_from_document(document=document, actor=make_hr_officer())

    stored = {group.number: [criterion.weight for criterion in group.criteria.all()] for group in profile.groups.all()}
    assert stored == WEIGHTS
    assert profile.duties.count() == 25
    assert [r.alternatives.count() for r in profile.requirements.order_by("-track", "position")] == [10, 1, 1, 1]
    assert profile.corrections.count() == len(document.corrections)
    assert profile.findings.count() == len(document.findings)
    assert profile.source_text == document.source_text
    assert Event.objects.get().action == "profile.imported"


def test_confirming_keeps_weight_reason_and_person():
    profile = make_profile()
    Criterion.objects.filter(number="3.1.1").update(weight_confirmed=False)
    officer = make_hr_officer()

    criterion = services.confirm_weight(
        criterion=profile.criteria.get(number="3.1.1"), weight=3, reason="Original gesehen", actor=officer
    )

    assert (criterion.weight, criterion.weight_confirmed, criterion.weight_confirmed_by) == (3, True, officer)
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


def test_freezing_is_refused_while_a_weight_is_in_doubt():
    profile = make_profile()
    Criterion.objects.filter(number="3.1.1").update(weight_confirmed=False)

    with pytest.raises(ProfileIncomplete) as refused:
        services.freeze_profile(profile=profile, actor=make_hr_officer())

    assert refused.value.problems == ["Die Gewichtung 2 der Anforderung 3.1.1 Merkmal 3.1.1 ist noch nicht bestätigt."]
    profile.refresh_from_db()
    assert not profile.is_frozen


def test_freezing_is_refused_without_criteria():
    profile = RequirementProfile.objects.create(title="leer", scale=services.default_scale())

    with pytest.raises(ProfileIncomplete):
        services.freeze_profile(profile=profile, actor=None)


def test_the_hash_covers_weights_and_is_the_same_for_the_same_content():
    first, second, other = make_profile(), make_profile(), make_profile(weights={"3.1": (2, 4), "3.2": (2,)})

    hashes = [services.freeze_profile(profile=profile, actor=None).content_hash for profile in (first, second, other)]

    assert hashes[0] == hashes[1]
    assert hashes[0] != hashes[2]


def test_a_frozen_profile_is_not_confirmed_again():
    profile = services.freeze_profile(profile=make_profile(), actor=None)

    with pytest.raises(ProfileFrozen):
        services.confirm_weight(criterion=profile.criteria.first(), weight=1, reason="x", actor=make_hr_officer())


def test_a_new_version_copies_everything_into_a_draft():
    profile = services.freeze_profile(profile=make_profile(), actor=None)

    copy = services.create_new_version(profile=profile, actor=make_hr_officer())

    source, target = (
        canonical_profile(RequirementProfile.objects.with_parts().get(pk=pk)) for pk in (profile.pk, copy.pk)
    )
    assert source | {"version": 2} == target
    assert (copy.replaces, copy.is_frozen, copy.content_hash) == (profile, False, "")


def edits(profile, **changes):
    return [
        services.CriterionEdit(
            **{
                "criterion_id": criterion.pk,
                "title": criterion.title,
                "definition": criterion.definition,
                "indicators": tuple(indicator.text for indicator in criterion.indicators.all()),
                "weight": criterion.weight,
                "is_mandatory_base": None,
            }
            | changes.get(criterion.number.replace(".", "_"), {})
        )
        for criterion in profile.criteria.all()
    ]


def edit(profile, state, **arguments):
    return services.edit_draft(
        **{
            "profile": profile,
            "expected_state": state,
            "header": {},
            "criteria": edits(profile),
            "additions": [],
            "actor": make_hr_officer(),
        }
        | arguments
    )


def test_the_matrix_saves_texts_weights_and_new_criteria():
    profile = make_profile()
    group = profile.groups.get(number="3.2")
    changed = edits(
        profile, **{"3_1_1": {"weight": 4, "indicators": ("neu", "zweitens")}, "3_1_2": {"is_removed": True}}
    )

    edit(
        profile,
        services.draft_state(profile),
        header={"stand": "Aug 2025"},
        criteria=changed,
        additions=[services.NewCriterion(group.pk, "Fleiß", 1)],
    )

    assert list(profile.criteria.values_list("number", "weight")) == [("3.1.1", 4), ("3.2.1", 3), ("3.2.2", 1)]
    assert [i.text for i in profile.criteria.get(number="3.1.1").indicators.all()] == ["neu", "zweitens"]
    assert Event.objects.get().action == "profile.edited"


def test_the_matrix_refuses_a_stale_state():
    profile = make_profile()
    state = services.draft_state(profile)
    Criterion.objects.filter(number="3.1.1").update(weight=1)

    with pytest.raises(ProfileChangedMeanwhile):
        edit(profile, state)


def test_the_matrix_never_settles_an_unconfirmed_weight_in_passing():
    profile = make_profile()
    Criterion.objects.filter(number="3.1.1").update(weight_confirmed=False)

    edit(profile, services.draft_state(profile), criteria=edits(profile, **{"3_1_1": {"weight": 4}}))

    criterion = profile.criteria.get(number="3.1.1")
    assert (criterion.weight, criterion.weight_confirmed) == (2, False)


def test_the_matrix_of_a_frozen_profile_is_refused():
    profile = make_profile()
    state = services.draft_state(profile)
    services.freeze_profile(profile=profile, actor=None)

    with pytest.raises(ProfileFrozen):
        edit(profile, state)
