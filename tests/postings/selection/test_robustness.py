import pytest
from django.urls import reverse
from lxml import html

from postings.assessment.rounds import close_round
from postings.documents import services as documents
from postings.documents.report_content import build_report_content
from postings.selection import robustness as module
from postings.selection.details import build_details
from postings.selection.facts import profile_facts
from postings.selection.panel import panel_facts
from postings.selection.ranking import build_ranking
from postings.selection.robustness import build_robustness, draw_seed, neighbourhood
from postings.selection.robustness_texts import robustness_texts
from postings.selection.sums import build_panel_numbers
from profiles.models import Criterion
from profiles.services import confirm_weight
from tests.factories import (
    SEED_WEIGHTS,
    make_application,
    make_exemption,
    make_hr_officer,
    make_member,
    make_posting,
    make_profile,
    make_rounds,
    make_sheet,
)
from tests.profiles.scoring.test_means import A, B

pytestmark = pytest.mark.django_db
PAGES = ("robustness", "comparison")
DOUBT = "Die Zeile hat eine Spalte zu viel."


@pytest.fixture
def seed_posting():
    """The worked example of DOMAIN.md 8.3: Aal (A) leads Barsch (B) by a point, 3.3.5 settled from a damaged table."""
    profile = make_profile(weights=SEED_WEIGHTS)
    doubtful = Criterion.objects.filter(profile=profile, number="3.3.5")
    doubtful.update(weight_confirmed=False, weight_doubt=DOUBT, weight_readings=[2, 3])
    confirm_weight(criterion=doubtful.get(), weight=2, reason="Original geprüft", actor=make_hr_officer())
    posting = make_posting(profile=profile, reference_number="148/2025")
    members = [make_member(posting), make_member(posting)]
    for name, values in (("Aal", A), ("Barsch", B)):
        application = make_application(posting, last_name=name)
        for member in members:
            make_sheet(application, member, values)
    return posting


def check(posting, **options):
    ranking = build_ranking(posting)
    near = neighbourhood(ranking, **options)
    found = build_robustness(posting, ranking, near, tells_assessors=True)
    names = {line.facts.application_id: line.facts.list_name for line in ranking.ranked}
    return found, robustness_texts(found, ranking, names)


def test_worked_example_in_words(seed_posting):
    found, texts = check(seed_posting)

    assert [(row.name, row.rank, row.span) for row in texts.ranges] == [
        ("Aal, Anna", 1, "1 bis 2"),
        ("Barsch, Anna", 2, "1 bis 2"),
    ]
    rows = [(row.criterion, row.change, row.leader, row.group, row.swapped) for row in texts.changes]
    assert ("3.3.5 Merkmal 3.3.5", "2 → 3", "Barsch, Anna", "gleich", "Barsch, Anna vor Aal, Anna") in rows
    assert [row[:2] for row in rows if "vor" in row[-1]] == [
        ("3.1.4 Merkmal 3.1.4", "2 → 1"),
        ("3.3.5 Merkmal 3.3.5", "2 → 3"),
    ]
    assert ("3.1.1 Merkmal 3.1.1", "2 → 1", "Aal, Anna; Barsch, Anna (geteilt)") in [row[:3] for row in rows]
    assert texts.swaps == (("Aal, Anna", "Barsch, Anna", "eine Stufe bei 3.1.4 (2 → 1) oder 3.3.5 (2 → 3)"),)
    assert texts.summary[0].startswith("Bei 8 von 28 Änderungen einer einzelnen Gewichtung um eine Stufe wäre Rang 1")
    assert "ändert die Rangfolge nicht" in texts.preface
    assert str(found.seed) in texts.draws


def test_worked_example_with_equal_weights_and_without_each_criterion(seed_posting):
    _found, texts = check(seed_posting)

    assert texts.equal[1].startswith(
        "Rangkorrelation beider Rangfolgen (Kendalls Tau-b, über alle Bewerbungen mit Rang): 1,00."
    )
    assert texts.equal[2] == "Rang 1 wäre gleich besetzt."
    assert texts.equal_table.rows == (
        ("Aal, Anna", (("1", False), ("1", False))),
        ("Barsch, Anna", (("2", False), ("2", False))),
    )
    rows = {row.criterion.split()[0]: (row.leader, row.published_head, row.moved) for row in texts.left_out}
    assert len(rows) == 15
    assert rows["3.1.1"] == ("Barsch, Anna", "2", "2 Ränge")
    assert rows["3.3.5"] == ("gleich", "1", "keiner")
    assert texts.left_out_note.startswith("Rang 1 wäre anders besetzt oder geteilt ohne 3.1.1 oder ohne ")


def test_equal_weights_may_reverse_the_ranking_and_the_sign_is_shown():
    posting = make_posting()  # weights 2, 4, 3
    member = make_member(posting)
    for name, values in (("Aal", [1, 5, 1]), ("Barsch", [5, 1, 3])):
        make_sheet(make_application(posting, last_name=name), member, values)

    _found, texts = check(posting)

    assert [row.name for row in texts.ranges] == ["Aal, Anna", "Barsch, Anna"]
    assert ": −1,00." in texts.equal[1]
    assert texts.equal[2] == "Auf Rang 1 stünde: Barsch, Anna."


def test_a_single_applicant_has_no_rank_correlation():
    posting = make_posting()
    make_sheet(make_application(posting), make_member(posting), [3, 3, 3])

    _found, texts = check(posting)

    assert "nicht definiert" in texts.equal[1]
    assert texts.left_out_note == "Welche Anforderung man auch wegließe: Rang 1 bliebe gleich besetzt."


def test_ranking_under_each_possible_weight_side_by_side(seed_posting):
    _found, texts = check(seed_posting)

    assert texts.scenarios.headings == ("veröffentlicht (3.3.5 = 2)", "3.3.5 = 3")
    assert texts.scenarios.rows == (
        ("Aal, Anna", (("1", False), ("2", True))),
        ("Barsch, Anna", (("2", False), ("1", True))),
    )
    assert texts.provisional[0].startswith(
        "3.3.5 Merkmal 3.3.5: festgelegt auf 2 (Original geprüft). Möglich nach dem Dokument: 2, 3."
    )


def test_a_doubt_without_readings_may_mean_any_weight():
    criterion = Criterion(weight=2, weight_doubt=DOUBT)

    assert criterion.possible_weights == (1, 2, 3, 4)
    assert Criterion(weight=2).possible_weights == ()
    assert Criterion(weight=1, weight_doubt=DOUBT, weight_readings=[3]).possible_weights == (1, 3)


def test_the_seed_follows_from_kennzahl_and_profile_alone(seed_posting):
    other = make_posting(profile=seed_posting.profile, reference_number="149/2025")

    assert draw_seed(seed_posting) == draw_seed(type(seed_posting).objects.get(pk=seed_posting.pk))
    assert draw_seed(seed_posting) != draw_seed(other)


def test_numbers_of_the_database_are_the_values_of_the_details():
    posting = make_posting()
    first, second = make_rounds(posting, ["3.1.1", "3.1.2", "3.2.1"], ["3.1.2"], combination="mean")
    members = [make_member(posting), make_member(posting)]
    application = make_application(posting)
    for member, values in zip(members, ([1, 0, 4], [2, 0, 5]), strict=True):
        make_sheet(application, member, values, entry=first)
    first.refresh_from_db()
    ranking_panel = panel_facts(posting)
    profile = profile_facts(posting)
    numbers = build_panel_numbers(posting, profile, [application.pk], ranking_panel)[application.pk]
    detail = build_details(profile, [application.pk], ranking_panel)[application.pk]

    assert second.title == "Runde 2"
    assert {key: value / ranking_panel.common for key, value in numbers.items()} == {
        key: float(value) for key, value in detail.panel.items() if key in numbers
    }
    assert set(numbers) == {"3.1.1", "3.2.1"}


def test_without_each_member_names_whom_the_others_put_first():
    posting = make_posting()
    strict, mild = make_member(posting), make_member(posting)
    for name, values in (("Aal", (3, 5)), ("Barsch", (4, 1))):
        application = make_application(posting, last_name=name)
        for member, value in zip((strict, mild), values, strict=True):
            make_sheet(application, member, [value] * 3)

    _found, texts = check(posting)

    assert texts.without.headings == (
        "alle Mitglieder",
        *(f"ohne {member.get_full_name()}" for member in (strict, mild)),
    )
    assert texts.without.rows[0] == ("Aal, Anna", (("1", False), ("1", False), ("2", True)))
    assert texts.summary[-1] == f"Ohne die Bögen von {mild.get_full_name()} stünde auf Rang 1: Barsch, Anna."


def test_drawn_members_as_intervals(client):
    posting = make_posting()
    members = [make_member(posting) for _ in range(3)]
    for name, values in (("Aal", (5, 5, 1)), ("Barsch", (3, 3, 3)), ("Dorsch", (1, 1, 1))):
        application = make_application(posting, last_name=name)
        for member, value in zip(members, values, strict=True):
            make_sheet(application, member, [value] * 3)

    _found, texts = check(posting)

    # Aal is ahead of Barsch unless the third member is drawn twice or more: 7 of 27 draws.
    assert [(row.name, row.rank, row.span, row.first_share) for row in texts.intervals] == [
        ("Aal, Anna", 1, "1 bis 2", "74,07 %"),
        ("Barsch, Anna", 2, "1 bis 2", "25,93 %"),
        ("Dorsch, Anna", 3, "2 bis 3", "0,00 %"),
    ]
    assert "jede der 27 gleich wahrscheinlichen Ziehungen" in texts.interval_note
    assert "Bei 3 Mitgliedern ist die Spanne nur ein grober Anhalt." in texts.interval_note
    client.force_login(make_hr_officer())
    assert "74,07 %" in client.get(reverse("selection:robustness", args=[posting.pk])).content.decode()


def test_a_deputy_is_drawn_in_the_place_of_the_member():
    posting = make_posting()
    first, second = make_member(posting), make_member(posting)
    deputy = make_member(posting, role="deputy")
    for name, values in (("Aal", (5, 1)), ("Barsch", (3, 4))):
        application = make_application(posting, last_name=name)
        if name == "Barsch":
            make_exemption(application, second, deputy=deputy)
        for member, value in zip((first, deputy if name == "Barsch" else second), values, strict=True):
            make_sheet(application, member, [value] * 3)

    _found, texts = check(posting)

    # Only where the first member is drawn twice (1 of 4) is Aal ahead; the deputy counts as the second.
    assert {row.name: row.first_share for row in texts.intervals} == {"Barsch, Anna": "75,00 %", "Aal, Anna": "25,00 %"}


def test_who_is_complete_without_a_member_only_takes_no_rank_from_the_others():
    posting = make_posting()
    members = [make_member(posting), make_member(posting)]
    complete, waiting = make_application(posting), make_application(posting)
    for member in members:
        make_sheet(complete, member, [3, 3, 3])
    make_sheet(waiting, members[0], [5, 5, 5])

    found, _texts = check(posting)

    assert [one.ranks for one in found.without] == [{complete.pk: 1}] * 2


def test_an_exempt_member_left_out_takes_the_exemption_along():
    posting = make_posting()
    first, second, third = (make_member(posting) for _ in range(3))
    application, other = make_application(posting), make_application(posting)
    make_exemption(application, first)
    for member in (first, second, third):
        make_sheet(other, member, [3, 3, 3])
        if member != first:
            make_sheet(application, member, [4, 4, 4])

    found, _texts = check(posting)

    assert [one.ranks for one in found.without] == [{application.pk: 1, other.pk: 2}] * 3


def test_of_many_the_reader_chooses_a_neighbourhood(monkeypatch):
    posting = make_posting()
    members = [make_member(posting), make_member(posting)]
    for number in range(7):
        application = make_application(posting)
        for member in members:
            make_sheet(application, member, [1 + number // 2, 1 + number // 3, 3])
    monkeypatch.setattr(module, "ALL_UP_TO", 5)
    monkeypatch.setattr(module, "NEIGHBOURHOOD", 3)

    found, texts = check(posting, from_rank=3)
    last, _ = check(posting, from_rank=99)

    assert [row.rank for row in texts.ranges] == [4, 5, 6]  # rank 2 is shared, so there is no rank 3
    assert (found.near.first_rank, last.near.keys[-1]) == (4, build_ranking(posting).ranked[-1].facts.application_id)
    assert "3 von 7 Bewerbungen mit Rang, die Ränge 4 bis 6" in texts.scope
    assert {rank for shares in found.shares.values() for rank in shares} <= {4, 5, 6}


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_costs_the_same_few_queries(client, count, django_assert_max_num_queries):
    posting = make_posting()
    members = [make_member(posting), make_member(posting)]
    for number in range(count):
        application = make_application(posting)
        for member in members:
            make_sheet(application, member, [1 + number % 5, 0 if number % 2 else 3, 4])
    client.force_login(make_hr_officer())
    url = reverse("selection:robustness", args=[posting.pk])
    client.get(url)

    with django_assert_max_num_queries(17):
        response = client.get(url)

    page = html.fromstring(response.content.decode())
    assert len(page.find_class("range-chart")) == count
    assert "sie ändert die Rangfolge nicht" in page.text_content()
    assert "Kendalls Tau-b" in page.text_content()
    assert "Ohne je eine Anforderung" in page.text_content()


def test_who_owes_a_sheet_sees_neither_page(client, seed_posting):
    late = make_member(seed_posting)
    client.force_login(late)

    for name in PAGES:
        response = client.get(reverse(f"selection:{name}", args=[seed_posting.pk]))
        assert response.status_code == 403
        assert "noch nicht sichtbar" in response.content.decode()


def test_single_values_that_are_never_shown_are_not_told_by_leaving_out(client):
    posting = make_posting()
    (entry,) = make_rounds(posting, ["3.1.1", "3.1.2", "3.2.1"], visibility="never")
    members = [make_member(posting), make_member(posting)]
    application = make_application(posting)
    for member in members:
        make_sheet(application, member, [3, 3, 3])
    close_round(round=entry, actor=make_hr_officer())
    client.force_login(members[0])

    content = client.get(reverse("selection:robustness", args=[posting.pk])).content.decode()

    assert "Rangspanne" in content
    assert "Ohne die Bögen je eines Mitglieds" not in content


def test_hidden_names_stay_hidden_on_both_pages_and_in_the_annex(client):
    posting = make_posting(is_blind=True)
    members = [make_member(posting), make_member(posting)]
    applications = [make_application(posting, last_name=name) for name in ("Quitzow", "Zander")]
    for application, values in zip(applications, ([5, 4, 3], [1, 2, 3]), strict=True):
        for member in members:
            make_sheet(application, member, values)
    chosen = {"bewerbung": [application.pk for application in applications]}

    def shown(person):
        client.force_login(person)
        pages = [client.get(reverse(f"selection:{name}", args=[posting.pk]), chosen) for name in PAGES]
        return [page.content.decode() for page in pages]

    hidden = [*shown(members[0]), documents.render_report_html(build_report_content(posting, with_robustness=True))]

    for text in hidden:
        assert [word for word in ("Quitzow", "Zander") if word in text] == []
        assert all(application.code in text for application in applications)
    assert all("Quitzow" in text for text in shown(make_hr_officer()))


def test_annex_of_the_report_is_there_on_demand_only_and_the_same_twice(seed_posting):
    plain = build_report_content(seed_posting)
    annexed = build_report_content(seed_posting, with_robustness=True)

    assert (plain.robustness, plain.lines) == (None, annexed.lines)
    text = documents.render_report_html(annexed)
    assert "Diese Anlage ändert die Rangfolge nicht." in text
    assert "Alle Anforderungen gleich gewichtet" in text
    assert "Rangfolge ohne je eine Anforderung" in text
    assert "Robustheit" not in documents.render_report_html(plain)
    assert annexed == build_report_content(seed_posting, with_robustness=True)
    assert documents.render_report(annexed) == documents.render_report(annexed)


def test_the_annex_is_asked_for_with_a_tick(client, seed_posting):
    client.force_login(make_hr_officer())
    url = reverse("documents:report_issue", args=[seed_posting.pk])

    for data in ({}, {"robustheit": "1"}, {"robustheit": "1"}):
        client.post(url, data)

    assert sorted(seed_posting.reports.filter(kind="selection_report").values_list("version", flat=True)) == [1, 2]
