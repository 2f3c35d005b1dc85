from dataclasses import replace
from fractions import Fraction

from profiles.advice import advise, section_shares
from profiles.comparing import CriterionContent, DutyContent, ProfileContent, SectionContent
from profiles.importing.pipeline import read_document
from tests.profiles.importing.test_pipeline import SHIPPED


def content(*sections, duties=()):
    return ProfileContent((), (), (), sections, tuple(DutyContent("", text) for text in duties), ())


def criterion(number, title, weight=3, *, definition="", indicators=()):
    return CriterionContent(number, number, title, definition, indicators, weight)


def real():
    parsed = read_document(SHIPPED).profile
    sections = tuple(
        SectionContent(
            section.number,
            section.title.text,
            tuple(
                criterion(
                    c.number,
                    c.title.text,
                    c.weight,
                    definition=c.definition.text if c.definition else "",
                    indicators=tuple(i.text for i in c.indicators),
                )
                for c in section.criteria
            ),
        )
        for section in parsed.sections
    )
    return content(*sections, duties=[task.text.text for task in parsed.tasks])


def codes(advice):
    return [(item.code, item.numbers) for item in advice]


def test_the_real_profile_has_one_overlap_and_leadership_duties_without_a_section():
    advice = advise(real())

    assert codes(advice) == [("overlap", ("3.1.1", "3.1.5")), ("leadership", ())]
    assert "Informationstechnik" in advice[0].message
    assert "Anweisungsbefugnis" in advice[1].message
    assert "Fertigung entsprechender Beurteilungen" in advice[1].message


def test_the_shares_of_the_real_profile():
    shares = section_shares(real())

    assert [(s.number, s.weight, s.total) for s in shares] == [("3.1", 17, 41), ("3.2", 11, 41), ("3.3", 13, 41)]
    assert sum(s.share for s in shares) == 1


def test_shares_of_a_profile_without_weights_are_nothing():
    empty = content(SectionContent("3.1", "x", (criterion("3.1.1", "a", None),)))

    assert [share.share for share in section_shares(empty)] == [Fraction(0)]


def test_a_leadership_section_silences_that_advice():
    profile = real()
    leadership = SectionContent("3.4", "Führungskompetenzen", (criterion("3.4.1", "Delegation", 2),))

    advice = advise(replace(profile, sections=(*profile.sections, leadership)))

    assert codes(advice) == [("overlap", ("3.1.1", "3.1.5"))]


def test_two_criteria_that_say_the_same_overlap_whatever_the_topic():
    words = "plant vorausschauend, setzt Prioritäten und überwacht Termine zuverlässig"
    profile = content(
        SectionContent("3.1", "x", (criterion("3.1.1", "Planung", 3, definition=words),)),
        SectionContent("3.2", "y", (criterion("3.2.1", "Organisation", 2, definition=words),)),
    )

    assert codes(advise(profile)) == [("overlap", ("3.1.1", "3.2.1"))]


def test_all_weights_equal_is_said_once_all_are_chosen():
    def profile(*weights):
        rows = tuple(criterion(f"3.1.{n}", f"Merkmal {n}", w) for n, w in enumerate(weights, start=1))
        return content(SectionContent("3.1", "x", rows))

    assert codes(advise(profile(3, 3, 3))) == [("equal_weights", ("3.1.1", "3.1.2", "3.1.3"))]
    assert advise(profile(3, 3, 2)) == ()
    assert advise(profile(3, 3, None)) == ()
    assert advise(profile(3)) == ()


def test_what_no_instrument_observes_is_said_only_when_instruments_are_known():
    profile = content(SectionContent("3.1", "x", (criterion("3.1.1", "Lesen", 1), criterion("3.1.2", "Rechnen", 2))))

    assert advise(profile) == ()
    assert advise(profile, observed={"3.1.1", "3.1.2"}) == ()
    (advice,) = advise(profile, observed={"3.1.1"})
    assert (advice.code, advice.numbers, advice.message) == (
        "unobserved",
        ("3.1.2",),
        "Kein Auswahlinstrument beobachtet: 3.1.2 Rechnen.",
    )
