import pytest

from profiles import services
from profiles.errors import (
    MandatoryCriterion,
    ProfileChangedMeanwhile,
    ProfileFrozen,
    ProfileLocked,
    UnknownPart,
    WeightOutOfRange,
)
from profiles.models import BaseCriterion, Criterion, CriterionGroup
from profiles.services.editing import (
    AlternativeEdit,
    CriterionEdit,
    DraftEdit,
    DutyEdit,
    RequirementEdit,
    SectionEdit,
    section_numbers,
)
from recruitment.audit.models import Event
from tests.factories import (
    SEED_WEIGHTS,
    make_base_profile,
    make_frozen_profile,
    make_hr_officer,
    make_profile,
    make_user,
)

pytestmark = pytest.mark.django_db


def criterion_edit(criterion, **changes):
    return CriterionEdit(
        **{
            "pk": criterion.pk,
            "title": criterion.title,
            "definition": criterion.definition,
            "indicators": tuple(indicator.text for indicator in criterion.indicators.all()),
            "weight": criterion.weight,
            "is_mandatory_base": criterion.is_mandatory_base,
        }
        | changes
    )


def sections_of(profile, **changes):
    """The sections as they stand; ``changes`` maps "3_1_1" to changed fields, None drops the criterion."""
    sections = []
    for group in profile.groups.all():
        rows = []
        for criterion in group.criteria.all():
            change = changes.get(criterion.number.replace(".", "_"), {})
            if change is not None:
                rows.append(criterion_edit(criterion, **change))
        sections.append(SectionEdit(group.pk, group.title, tuple(rows)))
    return tuple(sections)


def requirements_of(profile):
    return tuple(
        RequirementEdit(
            row.pk, row.track, row.text, tuple(AlternativeEdit(way.pk, way.text) for way in row.alternatives.all())
        )
        for row in profile.requirements.all()
    )


def edit(profile, *, state=None, actor=None, **parts):
    content = {"sections": sections_of(profile), "requirements": requirements_of(profile)} | parts
    return services.edit_draft(
        profile=profile,
        expected_state=state or services.draft_state(profile),
        edit=DraftEdit(**content),
        actor=actor or make_hr_officer(),
    )


def numbered(profile):
    return list(profile.criteria.values_list("number", "title"))


def test_texts_weights_and_header_are_saved_and_the_editor_is_noted():
    profile, editor = make_profile(), make_user(roles=["profile_editor"])
    changed = sections_of(profile, **{"3_1_1": {"weight": 4, "indicators": ("neu", "zweitens")}})

    edit(profile, sections=changed, header={"stand": "Aug 2025", "weight_3_label": "besonders wichtig"}, actor=editor)

    profile.refresh_from_db()
    assert (profile.stand, profile.weight_label(3), profile.last_edited_by) == ("Aug 2025", "besonders wichtig", editor)
    assert profile.criteria.get(number="3.1.1").weight == 4
    assert [i.text for i in profile.criteria.get(number="3.1.1").indicators.all()] == ["neu", "zweitens"]
    assert Event.objects.get().action == "profile.edited"


def test_order_gives_the_numbers_and_keys_stay():
    profile = make_profile()
    keys = dict(profile.criteria.values_list("title", "key"))
    first, second = sections_of(profile)
    swapped = (SectionEdit(first.pk, first.title, first.criteria[::-1]), second)

    edit(profile, sections=swapped)

    assert numbered(profile) == [
        ("3.1.1", "Merkmal 3.1.2"),
        ("3.1.2", "Merkmal 3.1.1"),
        ("3.2.1", "Merkmal 3.2.1"),
    ]
    assert dict(profile.criteria.values_list("title", "key")) == keys


def test_a_criterion_moves_into_another_section_and_a_section_goes():
    profile = make_profile()
    first, second = sections_of(profile)

    edit(profile, sections=(SectionEdit(second.pk, "Soziales", (*second.criteria, *first.criteria)),))

    assert numbered(profile) == [
        ("3.1.1", "Merkmal 3.2.1"),
        ("3.1.2", "Merkmal 3.1.1"),
        ("3.1.3", "Merkmal 3.1.2"),
    ]
    assert [str(group) for group in profile.groups.all()] == ["3.1 Soziales"]


def test_a_new_section_before_the_others_renumbers_them():
    profile = make_profile()
    leadership = SectionEdit(None, "Führungskompetenzen", (CriterionEdit(None, "Delegation", weight=3),))

    edit(profile, sections=(leadership, *sections_of(profile)))

    assert [group.number for group in profile.groups.all()] == ["3.1", "3.2", "3.3"]
    assert numbered(profile)[0] == ("3.1.1", "Delegation")
    assert profile.criteria.get(title="Delegation").is_settled


def test_a_criterion_without_weight_is_saved_as_open_and_weighted_later():
    profile = make_profile()
    first, second = sections_of(profile)
    added = SectionEdit(second.pk, second.title, (*second.criteria, CriterionEdit(None, "Fleiß")))

    edit(profile, sections=(first, added))
    row = profile.criteria.get(title="Fleiß")
    assert (row.number, row.weight, row.weight_confirmed, row.is_open) == ("3.2.2", None, False, True)

    profile = type(profile).objects.get(pk=profile.pk)
    edit(profile, sections=sections_of(profile, **{"3_2_2": {"weight": 1}}))
    row.refresh_from_db()
    assert (row.weight, row.weight_confirmed) == (1, True)


def test_duties_and_formal_requirements_are_added_moved_and_dropped():
    profile = make_profile()
    (requirement,) = requirements_of(profile)
    turned = RequirementEdit(
        requirement.pk,
        "employee",
        "Abschluss",
        (AlternativeEdit(None, "Bachelor Public Management"), *requirement.alternatives[::-1]),
    )
    year = RequirementEdit(None, "civil_servant", "Laufbahnbefähigung")

    edit(
        profile,
        requirements=(turned, year),
        duties=(DutyEdit(None, "Allgemeines", "Anträge prüfen"), DutyEdit(None, "", "Beschwerden", is_special=True)),
    )

    ways = profile.requirements.get(track="employee").alternatives.all()
    assert [way.text for way in ways] == ["Bachelor Public Management", "Bachelor of Laws", "Verwaltungslehrgang II"]
    assert list(profile.requirements.values_list("track", "position", "text")) == [
        ("civil_servant", 1, "Laufbahnbefähigung"),
        ("employee", 1, "Abschluss"),
    ]
    assert list(profile.duties.values_list("text", "is_special")) == [("Anträge prüfen", False), ("Beschwerden", True)]

    edit(profile, requirements=(), duties=())
    assert (profile.requirements.count(), profile.duties.count()) == (0, 0)


def test_the_raw_text_of_unchanged_lines_is_kept():
    profile = make_profile()
    criterion = profile.criteria.get(number="3.1.1")
    criterion.indicators.update(raw_text="arbeitet genua")

    edit(profile, sections=sections_of(profile, **{"3_1_1": {"indicators": ("davor", "arbeitet genau")}}))

    assert list(criterion.indicators.values_list("text", "raw_text")) == [
        ("davor", ""),
        ("arbeitet genau", "arbeitet genua"),
    ]


def test_a_stale_state_is_refused_and_nothing_is_written():
    profile = make_profile()
    state = services.draft_state(profile)
    Criterion.objects.filter(number="3.1.1").update(weight=1)

    with pytest.raises(ProfileChangedMeanwhile):
        edit(profile, state=state, header={"stand": "neu"})

    profile.refresh_from_db()
    assert profile.stand == ""


@pytest.mark.parametrize(
    "change",
    [
        lambda profile: profile.criteria.filter(number="3.1.1").update(title="anders"),
        lambda profile: type(profile).objects.filter(pk=profile.pk).update(weight_2_verified=True),
        lambda profile: type(profile).objects.filter(pk=profile.pk).update(base_profile_note="neu"),
        lambda profile: profile.criteria.filter(number="3.1.1").update(weight_confirmed=False),
        lambda profile: profile.requirements.update(text="anders"),
        lambda profile: CriterionGroup.objects.filter(profile=profile, number="3.2").update(title="anders"),
    ],
)
def test_every_change_of_what_is_edited_changes_the_state(change):
    profile = make_profile()
    before = services.draft_state(profile)

    change(profile)

    assert services.draft_state(profile) != before


def test_an_unconfirmed_weight_is_never_settled_in_passing():
    profile = make_profile()
    Criterion.objects.filter(number="3.1.1").update(weight_confirmed=False)

    edit(profile, sections=sections_of(profile, **{"3_1_1": {"weight": 4}}))

    criterion = profile.criteria.get(number="3.1.1")
    assert (criterion.weight, criterion.weight_confirmed) == (2, False)


def test_a_wrong_weight_and_a_foreign_part_are_refused():
    profile, other = make_profile(), make_profile()

    with pytest.raises(WeightOutOfRange):
        edit(profile, sections=sections_of(profile, **{"3_1_1": {"weight": 5}}))
    with pytest.raises(UnknownPart):
        edit(profile, sections=sections_of(other))


def test_frozen_and_locked_profiles_are_refused():
    frozen = make_frozen_profile()
    locked = services.lock_profile(profile=make_profile(), actor=make_hr_officer())

    with pytest.raises(ProfileFrozen):
        edit(frozen)
    with pytest.raises(ProfileLocked):
        edit(locked)


@pytest.mark.parametrize("change", [None, {"title": "anders"}, {"definition": "anders"}])
def test_a_mandatory_criterion_is_neither_dropped_nor_reworded(change):
    profile = services.create_profile_from_base(
        base_profile=make_base_profile(), title="x", actor=make_user(roles=["profile_editor"])
    )

    with pytest.raises(MandatoryCriterion, match="verbindlicher Teil"):
        edit(profile, sections=sections_of(profile, **{"3_2_1": change}))

    assert profile.criteria.count() == 2


def test_weight_and_indicators_of_a_mandatory_criterion_are_free_and_unknown_ones_may_go():
    profile = services.create_profile_from_base(base_profile=make_base_profile(), title="x", actor=make_hr_officer())

    edit(profile, sections=sections_of(profile, **{"3_2_1": {"weight": 1, "indicators": ("anders",)}, "3_2_2": None}))

    assert list(profile.criteria.values_list("title", "weight")) == [("Sorgfalt", 1)]


@pytest.mark.parametrize(("confirmed", "flag"), [(True, True), (False, False), (None, None)])
def test_the_flag_of_a_linked_criterion_follows_the_catalogue(confirmed, flag):
    profile = services.create_profile_from_base(
        base_profile=make_base_profile(is_mandatory=None), title="x", actor=make_hr_officer()
    )
    BaseCriterion.objects.filter(title="Sorgfalt").update(is_mandatory=confirmed)

    edit(profile, sections=sections_of(profile, **{"3_2_1": {"is_mandatory_base": not confirmed}}))

    assert profile.criteria.get(title="Sorgfalt").is_mandatory_base is flag


def test_words_that_differ_from_the_catalogue_are_not_fixed_by_it():
    profile = services.create_profile_from_base(
        base_profile=make_base_profile(is_mandatory=None), title="x", actor=make_hr_officer()
    )
    edit(profile, sections=sections_of(profile, **{"3_2_1": {"title": "Genauigkeit"}}))
    BaseCriterion.objects.filter(title="Sorgfalt").update(is_mandatory=True)

    profile = type(profile).objects.get(pk=profile.pk)
    edit(profile, sections=sections_of(profile))

    assert profile.criteria.get(title="Genauigkeit").is_mandatory_base is None


def test_saving_takes_the_same_number_of_queries_whatever_the_size(django_assert_num_queries):
    small, large = make_profile(), make_profile(weights=SEED_WEIGHTS)
    officer = make_hr_officer()

    for profile in (small, large):
        turned = tuple(SectionEdit(s.pk, s.title, s.criteria[::-1]) for s in sections_of(profile))
        parts = DraftEdit(sections=turned, requirements=requirements_of(profile))
        state = services.draft_state(profile)
        with django_assert_num_queries(44):
            services.edit_draft(profile=profile, expected_state=state, edit=parts, actor=officer)


@pytest.mark.parametrize(
    ("had", "numbers"),
    [
        (["3.1", "3.2"], ["3.1", "3.2"]),
        (["3.2", None], ["3.1", "3.2"]),
        ([None], ["3.1"]),
        (["4.1", "4.3"], ["4.1", "4.2"]),
        (["A"], ["3.1"]),
    ],
)
def test_sections_are_numbered_by_their_order(had, numbers):
    assert section_numbers(had) == numbers
