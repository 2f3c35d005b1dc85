import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from postings.decision.comparison import (
    drop_finding,
    is_mixed_field,
    ladder_of,
    placings_of,
    save_auxiliary_act,
    save_finding,
    save_order,
    save_section,
    set_auxiliary_order,
)
from postings.decision.errors import (
    AuxiliaryOrderFixed,
    ChangedMeanwhile,
    FindingInUse,
    FindingNotEqual,
    FindingTooSmall,
    MemoFinal,
    NameInText,
    NotDecidable,
    ProtectedWordInText,
    ReasonTooShort,
    StepsBeforeOpen,
    WeightReasonMissing,
)
from postings.decision.models import AuxiliaryAct, AuxiliaryOrder, EqualityFinding, LadderSection
from postings.decision.order import Placing
from postings.decision.readiness import missing_in_comparison
from postings.documents.report_content import build_report_content
from tests.factories import make_application, make_decision, make_hr_officer, make_posting, make_ranked
from tests.postings.decision.building import REASON, make_compared, make_final, settle_ladder

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr():
    return make_hr_officer()


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def ranked(posting):
    return make_ranked(posting, [4, 4, 4], [4, 4, 3])


def save(posting, actor, step="formal", status="done", text=REASON, version=0, **fields):
    return save_section(
        posting=posting, step=step, status=status, text=text, expected_version=version, actor=actor, **fields
    )


def find(posting, applications, actor, *, is_equal=True, reason=REASON, **fields):
    ids = [application.pk for application in applications]
    return save_finding(posting=posting, application_ids=ids, is_equal=is_equal, reason=reason, actor=actor, **fields)


def test_steps_are_settled_in_their_order(posting, hr):
    with pytest.raises(StepsBeforeOpen):
        save(posting, hr, step="instruments")

    save(posting, hr, step="formal")
    save(posting, hr, step="appraisals", status="omitted", text="Niemand steht in einem Amt mit Beurteilung.")

    assert [section.status for section in ladder_of(posting).values()] == ["done", "omitted", "open", "open", "open"]


@pytest.mark.parametrize("text", ["", "ok", "passt"])
def test_a_settled_step_needs_words(posting, hr, text):
    with pytest.raises(ReasonTooShort):
        save(posting, hr, text=text)


def test_an_open_step_keeps_a_draft(posting, hr):
    assert save(posting, hr, step="earlier", status="open", text="noch").version == 1


def test_a_stale_tab_loses_nothing(posting, hr):
    save(posting, hr)

    with pytest.raises(ChangedMeanwhile) as caught:
        save(posting, hr, text=f"{REASON} Anders.")

    assert caught.value.stored.text == REASON


def test_a_mixed_field_says_why_the_last_step_weighs_more(posting, hr):
    make_ranked(posting, [4, 4, 4])
    make_application(posting, employment_status="civil_servant")
    assert is_mixed_field(posting)
    for step in ("formal", "appraisals", "detail", "earlier"):
        save(posting, hr, step=step)

    with pytest.raises(WeightReasonMissing):
        save(posting, hr, step="instruments")

    assert save(posting, hr, step="instruments", weight_reason="Beurteilungen liegen nur für einen Teil vor.")


@pytest.mark.parametrize("reason", ["ok", "passt", "gleich"])
def test_a_finding_needs_a_reason(posting, ranked, hr, reason):
    with pytest.raises(ReasonTooShort):
        find(posting, ranked, hr, reason=reason)


def test_a_finding_names_nothing_protected(posting, ranked, hr):
    with pytest.raises(ProtectedWordInText):
        find(posting, ranked, hr, reason="Beide sind gleich, eine Person ist schwerbehindert.")


def test_a_finding_names_nobody_whose_name_is_hidden(hr):
    posting = make_posting(is_blind=True)
    ranked = make_ranked(posting, [4, 4, 4], [4, 4, 3], names=("Quitzow", "Ähre"))

    with pytest.raises(NameInText):
        find(posting, ranked, hr, reason="Quitzow zeigt dieselbe Fachkenntnis wie die andere Person.")


def test_a_finding_is_about_two_who_are_ranked(posting, ranked, hr):
    with pytest.raises(FindingTooSmall):
        find(posting, ranked[:1], hr)
    with pytest.raises(FindingTooSmall):
        find(posting, [ranked[0], make_application(posting)], hr)


def test_a_closeness_group_needs_a_finding(posting, ranked, hr):
    assert any("Gruppe 1" in sentence for sentence in missing_in_comparison(posting))

    find(posting, ranked, hr, is_equal=False)

    assert not any("Gruppe 1" in sentence for sentence in missing_in_comparison(posting))


def test_the_ranking_asks_for_no_finding_that_was_made(posting, ranked, hr, client):
    client.force_login(hr)

    def page():
        return client.get(reverse("selection:ranking", args=[posting.pk])).content.decode()

    assert "Feststellung zur im Wesentlichen gleichen Eignung erforderlich" in page()
    assert build_report_content(posting).closeness_note.endswith("erforderlich")

    find(posting, ranked, hr, is_equal=False)

    made = f"Feststellung zur im Wesentlichen gleichen Eignung getroffen am {timezone.localdate():%d.%m.%Y}"
    assert made in page()
    assert "erforderlich" not in page()
    assert build_report_content(posting).closeness_note.endswith(made)


def act(finding, actor, **fields):
    return save_auxiliary_act(
        finding=finding, actor=actor, **{"kind": "women", "reason": REASON, "case_check": REASON, **fields}
    )


def test_an_auxiliary_criterion_only_after_a_finding_yes(posting, ranked, hr):
    finding = find(posting, ranked, hr, is_equal=False)

    with pytest.raises(FindingNotEqual):
        act(finding, hr)
    with pytest.raises(DatabaseError, match="needs a reasoned finding"), transaction.atomic():
        AuxiliaryAct.objects.create(finding=finding, kind="women", reason="x", case_check="x", saved_by=hr)


def test_an_auxiliary_criterion_needs_the_check_of_the_case(posting, ranked, hr):
    finding = find(posting, ranked, hr)

    with pytest.raises(ReasonTooShort):
        act(finding, hr, case_check="geprüft")


def test_a_finding_that_carries_a_criterion_stays(posting, ranked, hr):
    finding = find(posting, ranked, hr)
    act(finding, hr)

    with pytest.raises(FindingInUse):
        find(posting, ranked, hr, is_equal=False, finding=finding, expected_version=1)
    with pytest.raises(FindingInUse):
        drop_finding(finding=finding, actor=hr)
    with pytest.raises(DatabaseError, match="rests on this finding"), transaction.atomic():
        EqualityFinding.objects.filter(pk=finding.pk).update(is_equal=False)


def test_the_order_of_criteria_is_fixed_before_anybody_is_rated(posting, hr):
    order = set_auxiliary_order(posting=posting, kinds=["migration", "women"], reason=REASON, actor=hr)
    assert order.kinds == ["migration", "women"]
    make_ranked(posting, [4, 4, 4])

    with pytest.raises(AuxiliaryOrderFixed):
        set_auxiliary_order(posting=posting, kinds=["women"], reason=REASON, actor=hr)
    with pytest.raises(DatabaseError, match="somebody has been rated"), transaction.atomic():
        AuxiliaryOrder.objects.filter(posting=posting).update(kinds=["women"])


def test_the_order_is_kept_as_people_set_it(posting, ranked, hr):
    placings = [Placing(ranked[0].pk, "not_selected"), Placing(ranked[1].pk, "selected", 1, REASON)]

    save_order(posting=posting, placings=placings, expected_version=0, actor=hr)

    assert placings_of(posting) == placings
    with pytest.raises(ChangedMeanwhile):
        save_order(posting=posting, placings=placings[:1], expected_version=0, actor=hr)


def test_a_final_memo_holds_everything_it_rests_on():
    posting, applications, chair = make_compared()
    make_final(posting, chair)

    with pytest.raises(MemoFinal):
        save(posting, chair, text=f"{REASON} Anders.", version=1)
    with pytest.raises(MemoFinal):
        find(posting, applications[:2], chair)
    for statement in (
        "UPDATE decision_laddersection SET text = 'x'",
        "UPDATE decision_equalityfinding SET reason = 'x'",
        "DELETE FROM decision_findingmember",
        "UPDATE decision_finalorderline SET deviation_reason = 'x'",
    ):
        with pytest.raises(DatabaseError, match="memo is final"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_after_the_decision_nothing_is_written(posting, ranked, hr):
    make_decision(posting, ranked[0])

    with pytest.raises(NotDecidable):
        save(posting, hr)


def test_constraints_hold_what_one_row_says(posting, hr):
    settle_ladder(posting, hr)
    with pytest.raises(IntegrityError, match="laddersection_settled_with_text"), transaction.atomic():
        LadderSection.objects.update(text="")
    with pytest.raises(IntegrityError, match="equalityfinding_with_reason"), transaction.atomic():
        EqualityFinding.objects.create(posting=posting, is_equal=True, reason="", saved_by=hr)
