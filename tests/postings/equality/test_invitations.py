from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from postings.applications.models import Application
from postings.equality.errors import (
    FindingStands,
    InvitationsIncomplete,
    NotInThisProcedure,
    NotSeverelyDisabled,
    SecondPersonNeeded,
)
from postings.equality.invitations import (
    adopt_invitations,
    confirm_finding,
    drop_finding,
    propose_finding,
    situation_of,
)
from postings.equality.models import DutyBasis, InvitationDecision, SuitabilityFinding
from postings.errors import WrongStep
from profiles.errors import ReasonMissing
from recruitment.audit.models import Event
from tests.factories import (
    make_application,
    make_equality_data,
    make_finding,
    make_hr_officer,
    make_member,
    make_merge,
    make_posting,
)
from tests.postings.notices.building import make_decided

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    """1 woman, severely disabled; 2 and 3 men; 4 equated, not eligible; 5 states a migration background."""
    posting = make_posting()
    people = [
        {"sex": "female", "disability_status": "severe"},
        {"sex": "male"},
        {"sex": "male"},
        {"disability_status": "equated"},
        {"migration_background": "yes"},
    ]
    for number, data in enumerate(people, start=1):
        make_equality_data(make_application(posting, status="ineligible" if number == 4 else "eligible"), **data)
    return posting


def ids(posting, *numbers):
    return set(posting.applications.filter(number__in=numbers).values_list("pk", flat=True))


def numbers(posting, found):
    return sorted(posting.applications.filter(pk__in=found).values_list("number", flat=True))


def adopt(posting, *invited, **fields):
    return adopt_invitations(
        **{
            "posting": posting,
            "invited": ids(posting, *invited),
            "reasons": {},
            "duty_reasons": {},
            "actor": make_hr_officer(),
        }
        | fields
    )


def except_from_duty(application):
    return confirm_finding(finding=make_finding(application), actor=make_hr_officer())


def preselect(settings, *numbers):
    """Name a pre-selection that chose these numbers."""
    global CHOSEN
    CHOSEN = numbers
    settings.PRESELECTION_RESULT = f"{__name__}.chosen_in"


def chosen_in(posting):
    return ids(posting, *CHOSEN)


def test_without_preselection_the_proposal_holds_the_duties(posting):
    proposal = situation_of(posting).proposal()

    assert numbers(posting, proposal.invited) == [1]
    assert numbers(posting, proposal.to_settle) == [4]


def test_the_preselection_comes_in_as_a_set_of_ids(posting, settings):
    preselect(settings, 2, 4)

    assert numbers(posting, situation_of(posting).proposal().invited) == [1, 2]


def test_the_second_entry_of_a_person_counts_for_the_first():
    posting = make_posting()
    make_merge(posting)
    make_equality_data(posting.applications.get(number=2), disability_status="severe", sex="female")

    (person,) = situation_of(posting).people
    assert (person.number, person.is_severely_disabled, person.is_woman) == (1, True, True)


def test_i14_a_list_without_a_severely_disabled_person_is_not_adopted(posting):
    with pytest.raises(InvitationsIncomplete) as refused:
        adopt(posting, 1, 2)

    assert [(fault.number, fault.kind) for fault in refused.value.faults] == [(4, "must_be_invited")]
    assert InvitationDecision.objects.count() == 0
    assert not posting.applications.filter(invitation="invited").exists()


def test_i14_a_proposed_finding_does_not_end_the_duty_a_confirmed_one_does(posting):
    finding = make_finding(posting.applications.get(number=4))
    with pytest.raises(InvitationsIncomplete):
        adopt(posting, 1)

    confirm_finding(finding=finding, actor=make_hr_officer())
    assert adopt(posting, 1).version == 1

    drop_finding(finding=SuitabilityFinding.objects.get(), actor=make_hr_officer())
    with pytest.raises(InvitationsIncomplete):
        adopt(posting, 1)


def test_an_adopted_list_keeps_counts_results_grounds_and_reasons(posting, settings):
    preselect(settings, 1, 2, 3)
    except_from_duty(posting.applications.get(number=4))
    DutyBasis.objects.create(posting=posting, women_underrepresented=True, women_source="Frauenförderplan 2024")
    officer = make_hr_officer()

    decision = adopt(
        posting,
        1,
        2,
        5,
        reasons=dict.fromkeys(ids(posting, 3, 5), "Nach erneuter Durchsicht."),
        actor=officer,
    )

    assert (decision.version, decision.adopted_by) == (1, officer)
    assert decision.counts == {
        "applications": 5,
        "eligible": 4,
        "invited": 3,
        "severely_disabled": 2,
        "severely_disabled_invited": 1,
        "excepted": 1,
    }
    assert [(check["duty"], check["outcome"]) for check in decision.checks] == [
        ("lgg_6", "met"),
        ("partmigg_11", "basis_missing"),
    ]
    lines = decision.lines.order_by("application__number")
    assert [(line.is_invited, line.grounds, line.reason) for line in lines] == [
        (True, ["sgb_ix_165", "comparison"], ""),
        (True, ["comparison"], ""),
        (False, ["comparison"], "Nach erneuter Durchsicht."),
        (False, [], ""),
        (True, [], "Nach erneuter Durchsicht."),
    ]
    assert numbers(posting, posting.applications.filter(invitation="invited")) == [1, 2, 5]
    assert str(Event.objects.latest("id")) == "Einladungen festgelegt, Fassung 1: 3 eingeladen"


def test_a_missed_check_needs_a_reason_that_stays_with_the_list(posting):
    except_from_duty(posting.applications.get(number=4))
    DutyBasis.objects.create(
        posting=posting, migration_share_percent=Decimal("39.5"), migration_source="Amtliche Statistik 2024"
    )
    with pytest.raises(InvitationsIncomplete) as refused:
        adopt(posting, 1, 2)
    assert (list(refused.value.faults), refused.value.duties) == ([], ["partmigg_11"])

    decision = adopt(posting, 1, 2, duty_reasons={"partmigg_11": "Nur zwei Personen sind geeignet."})

    assert decision.checks[1]["reason"] == "Nur zwei Personen sind geeignet."


def test_a_second_list_takes_invitations_back_and_keeps_the_first_version(posting):
    except_from_duty(posting.applications.get(number=4))
    adopt(posting, 1, 2)

    assert adopt(posting, 1, 3).version == 2

    assert numbers(posting, posting.applications.filter(invitation="invited")) == [1, 3]
    assert posting.applications.get(number=2).invitation == "not_invited"
    assert InvitationDecision.objects.count() == 2


def test_an_application_of_elsewhere_is_not_invited(posting):
    stranger = make_application(make_posting())

    with pytest.raises(NotInThisProcedure):
        adopt(posting, invited={stranger.pk})


def test_a_finding_needs_a_second_person_a_reason_and_the_representative(posting):
    disabled, other = posting.applications.get(number=1), posting.applications.get(number=2)
    officer = make_hr_officer()
    words = {"reason": "Abschluss fehlt", "disability_rep_note": "gehört", "actor": officer}

    with pytest.raises(NotSeverelyDisabled):
        propose_finding(application=other, **words)
    with pytest.raises(ReasonMissing):
        propose_finding(application=disabled, **words | {"disability_rep_note": " "})
    finding = propose_finding(application=disabled, **words)
    with pytest.raises(FindingStands):
        propose_finding(application=disabled, **words)
    with pytest.raises(SecondPersonNeeded):
        confirm_finding(finding=finding, actor=officer)
    with (
        pytest.raises(IntegrityError, match="suitabilityfinding_confirmed_by_second_person"),
        transaction.atomic(),
    ):
        SuitabilityFinding.objects.update(confirmed_by=officer, confirmed_at=timezone.now())


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"women_underrepresented": True}, "dutybasis_women_with_source"),
        ({"migration_share_percent": 40}, "dutybasis_share_with_source"),
        ({"migration_share_percent": 101, "migration_source": "x"}, "dutybasis_share_0_to_100"),
    ],
)
def test_a_basis_names_its_source(posting, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        DutyBasis.objects.create(posting=posting, **fields)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM equality_invitationdecision",
        "UPDATE equality_invitationdecision SET version = 9",
        "DELETE FROM equality_invitationline",
    ],
)
def test_an_adopted_list_cannot_be_rewritten(posting, statement):
    except_from_duty(posting.applications.get(number=4))
    adopt(posting, 1)

    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_officer_checks_is_refused_with_words_and_adopts(client, posting):
    client.force_login(make_hr_officer())
    url = reverse("equality:invitation_proposal", args=[posting.pk])
    chosen = sorted(ids(posting, 1, 2))
    page = client.get(url).content.decode()
    assert "§ 165 SGB IX: zu klären" in page
    assert "Grundlage fehlt" in page

    checked = client.post(url, {"invited": chosen, "check": "1"}).content.decode()
    assert "2 Personen sind ausgewählt." in checked
    refused = client.post(url, {"invited": chosen, "save": "1"}).content.decode()
    assert "Bewerbung 4 muss eingeladen werden (§ 165 SGB IX)" in refused
    assert InvitationDecision.objects.count() == 0
    except_from_duty(posting.applications.get(number=4))
    done = client.post(url, {"invited": chosen, "save": "1"}, follow=True).content.decode()

    assert "Die Einladungen sind festgelegt." in done
    record = client.get(reverse("equality:invitation_record", args=[posting.pk])).content.decode()
    assert "2 eingeladen von 5 Bewerbungen" in record


def test_two_officers_settle_a_finding_on_its_page(client, posting):
    application = posting.applications.get(number=1)
    url = reverse("equality:suitability", args=[application.pk])
    first, second = make_hr_officer(), make_hr_officer()
    client.force_login(first)
    client.post(url, {"reason": "Abschluss fehlt", "disability_rep_note": "gehört"})
    assert "Als zweite Person bestätigen" not in client.get(url).content.decode()
    confirm = reverse("equality:suitability_confirm", args=[application.pk])
    assert "zweite Person bestätigen" in client.post(confirm, follow=True).content.decode()
    assert SuitabilityFinding.objects.get().confirmed_by is None

    client.force_login(second)
    assert "Als zweite Person bestätigen" in client.get(url).content.decode()
    client.post(confirm)

    assert SuitabilityFinding.objects.get().confirmed_by == second


def test_the_basis_is_said_once_and_shown_in_the_check(client, posting):
    client.force_login(make_hr_officer())
    url = reverse("equality:duty_basis", args=[posting.pk])
    refused = client.post(url, {"women_underrepresented": "yes"}).content.decode()
    assert "Nennen Sie die Fundstelle" in refused

    client.post(url, {"women_underrepresented": "no", "women_source": "Frauenförderplan"})

    assert (DutyBasis.objects.get().women_underrepresented, situation_of(posting).basis.migration_share_percent) == (
        False,
        None,
    )
    client.post(url, {"women_underrepresented": ""})
    assert DutyBasis.objects.get().women_underrepresented is None


def test_after_the_decision_the_basis_stands(client):
    posting = make_decided()
    client.force_login(make_hr_officer())

    response = client.post(
        reverse("equality:duty_basis", args=[posting.pk]),
        {"women_underrepresented": "yes", "women_source": "Frauenförderplan"},
    )

    assert response.status_code == 200
    assert WrongStep(status=posting.get_status_display()).user_message in response.content.decode()
    assert not DutyBasis.objects.exists()


def test_the_committee_sees_that_somebody_is_invited_and_no_ground(client, posting):
    except_from_duty(posting.applications.get(number=4))
    adopt(posting, 1)
    client.force_login(make_member(posting, role="chair"))

    page = client.get(
        reverse("applications:application_detail", args=[Application.objects.get(posting=posting, number=1).pk])
    ).content.decode()
    events = client.get(reverse("postings:posting_events", args=[posting.pk])).content.decode()

    assert "eingeladen" in page
    for word in (
        "§ 165",
        "Schwerbehindert",
        "schwerbehindert",
        "Gleichstellung",
        "Einladungen festgelegt",
        "Eignung fehlt",
    ):
        assert word not in page
        assert word not in events


@pytest.mark.parametrize("count", [2, 12])
def test_the_proposal_costs_the_same_for_many(client, django_assert_num_queries, count):
    posting = make_posting()
    for number in range(count):
        make_equality_data(make_application(posting), disability_status="severe" if number % 2 else "none")
    client.force_login(make_hr_officer())
    url = reverse("equality:invitation_proposal", args=[posting.pk])
    client.get(url)

    with django_assert_num_queries(10):
        client.get(url)
