import pytest

from profiles import services
from profiles.canonical import canonical_profile
from profiles.errors import ReasonMissing
from profiles.importing.pipeline import read_document
from profiles.models import RequirementProfile
from recruitment.audit.models import Event
from tests.factories import make_base_profile, make_frozen_profile, make_hr_officer, make_profile
from tests.profiles.importing.test_pipeline import SHIPPED, WEIGHTS

pytestmark = pytest.mark.django_db


def content_of(profile):
    return canonical_profile(RequirementProfile.objects.with_parts().get(pk=profile.pk))


def keys_of(profile):
    return list(profile.criteria.values_list("number", "key"))


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


def test_the_scale_a_profile_begins_with_demands_an_observation_at_1_2_and_5():
    profile = services.create_profile_from_document(document=read_document(SHIPPED), actor=None)

    assert profile.scale.comment_levels == [1, 2, 5]


def test_the_legend_is_proven_for_4_only_while_the_document_gives_none():
    profile = services.create_profile_from_document(document=read_document(SHIPPED), actor=None)

    assert [(entry.weight, entry.label, entry.is_verified) for entry in profile.legend] == [
        (4, "unabdingbar", True),
        (3, "sehr wichtig", False),
        (2, "wichtig", False),
        (1, "erforderlich", False),
    ]


def test_a_legend_that_the_document_states_is_proven():
    from dataclasses import replace

    document = read_document(SHIPPED)
    stated = replace(document, profile=replace(document.profile, legend=((3, "besonders wichtig"), (2, "wichtig"))))

    profile = services.create_profile_from_document(document=stated, actor=None)

    assert [(entry.label, entry.is_verified) for entry in profile.legend] == [
        ("unabdingbar", True),
        ("besonders wichtig", True),
        ("wichtig", True),
        ("erforderlich", False),
    ]


def test_a_new_version_copies_everything_into_a_draft_with_its_reason():
    profile = make_frozen_profile()
    officer = make_hr_officer()

    copy = services.create_new_version(profile=profile, reason=" Aufgaben neu verteilt ", actor=officer)

    assert content_of(profile) | {"version": 2} == content_of(copy)
    assert (copy.replaces, copy.is_draft, copy.content_hash) == (profile, True, "")
    assert (copy.lineage, copy.version_reason, copy.last_edited_by) == (
        profile.lineage,
        "Aufgaben neu verteilt",
        officer,
    )
    assert keys_of(copy) == keys_of(profile)


def test_a_new_version_needs_a_reason():
    with pytest.raises(ReasonMissing):
        services.create_new_version(profile=make_frozen_profile(), reason=" ", actor=make_hr_officer())

    assert RequirementProfile.objects.count() == 1


def test_versions_count_on_in_their_lineage_whatever_the_title():
    first = make_frozen_profile()
    make_profile(version=7)  # the same title, another profile
    second = services.create_new_version(profile=first, reason="x", actor=None)
    RequirementProfile.objects.filter(pk=second.pk).update(title="umbenannt")

    third = services.create_new_version(profile=first, reason="y", actor=None)

    assert (second.version, third.version) == (2, 3)


def test_copying_takes_the_same_number_of_queries_whatever_the_size(django_assert_max_num_queries):
    from tests.factories import SEED_WEIGHTS

    profile = make_profile(weights=SEED_WEIGHTS)

    with django_assert_max_num_queries(32):
        services.create_new_version(profile=profile, reason="x", actor=None)


def test_a_copy_begins_a_lineage_of_its_own():
    profile = make_frozen_profile()

    copy = services.copy_profile(profile=profile, title="Sachbearbeitung Wohnen", actor=make_hr_officer())

    assert content_of(profile) | {"title": "Sachbearbeitung Wohnen"} == content_of(copy)
    assert (copy.version, copy.replaces, copy.copied_from) == (1, None, profile)
    assert copy.lineage != profile.lineage
    assert "Sachbearbeitung" in str(Event.objects.first())


def test_a_profile_from_the_catalogue_has_its_criteria_and_open_weights():
    base = make_base_profile()

    profile = services.create_profile_from_base(base_profile=base, title="Neue Stelle", actor=make_hr_officer())

    rows = list(profile.criteria.values_list("number", "title", "weight", "is_mandatory_base", "base_criterion__title"))
    assert rows == [
        ("3.2.1", "Sorgfalt", None, True, "Sorgfalt"),
        ("3.2.2", "Tatkraft", None, None, "Tatkraft"),
    ]
    assert [i.text for i in profile.criteria.first().indicators.all()] == ["arbeitet genau", "prüft nach"]
    assert (profile.base_profile, profile.criteria.first().is_open) == (base, True)
