from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from postings import services
from postings.errors import (
    CommitteeIncomplete,
    MemberHasRated,
    NamesNotHidden,
    PostingAlreadyPublished,
    PostingNotReady,
    ReferenceNumberTaken,
    WrongStep,
)
from postings.models import Posting, PostingNotice
from profiles.errors import ProfileSuperseded, ReasonMissing
from profiles.importing.pipeline import read_document
from profiles.models import RequirementProfile
from profiles.services import confirm_weight, lock_profile, supersede_profile
from recruitment.audit.models import Event
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_sheet
from tests.profiles.importing.test_pipeline import SHIPPED

RULES = {"is_blind": True, "appraisal_current_months": 36, "closeness_steps": 2, "closeness_weight": 3}

pytestmark = pytest.mark.django_db


def real_posting():
    return services.create_posting_from_document(document=read_document(SHIPPED), actor=make_hr_officer())


def test_every_header_field_and_notice_of_the_document_is_stored():
    posting = real_posting()

    assert posting.reference_number == "148/2025"
    assert posting.work_location == "Müllerstraße 146, 13353 Berlin"
    assert (posting.contract_term, posting.deadline_weeks, posting.published_on) == ("undecided", 4, None)
    assert posting.notices.count() == 12


def test_a_refused_reference_number_leaves_no_profile_behind():
    make_posting(reference_number="148/2025")

    with pytest.raises(ReferenceNumberTaken, match="Eine Ausschreibung mit der Kennzahl 148/2025 gibt es schon"):
        services.create_posting_from_document(document=read_document(SHIPPED), actor=None)

    assert RequirementProfile.objects.drafts().count() == 0


def test_the_same_reference_number_is_not_stored_twice():
    real_posting()

    with pytest.raises(ReferenceNumberTaken):
        real_posting()


def test_publishing_names_everything_that_is_open_and_changes_nothing():
    posting = real_posting()

    with pytest.raises(PostingNotReady) as refused:
        services.publish_posting(posting=posting, published_on=date(2025, 7, 18), actor=make_hr_officer())

    assert refused.value.problems == [
        "Die Gewichtung 2 der Anforderung 3.3.5 Migrationsgesellschaftliche Kompetenz ist noch nicht bestätigt.",
        "Das Anforderungsprofil ist noch nicht gesperrt: Eine zweite Person muss es prüfen und sperren.",
        "Es ist noch nicht geklärt, ob die Stelle befristet oder unbefristet besetzt wird.",
    ]
    posting.refresh_from_db()
    assert (posting.status, posting.profile.is_frozen) == ("draft", False)


def test_publishing_succeeds_once_settled_and_locked_and_freezes_the_profile():
    posting, officer = real_posting(), make_hr_officer()
    confirm_weight(criterion=posting.profile.criteria.get(number="3.3.5"), weight=2, reason="gesehen", actor=officer)
    services.settle_contract_term(posting=posting, contract_term="permanent", reason="Stellenplan", actor=officer)
    lock_profile(profile=posting.profile, actor=make_hr_officer())
    posting.refresh_from_db()

    posting = services.publish_posting(posting=posting, published_on=date(2025, 7, 18), actor=officer)

    assert posting.deadline == date(2025, 8, 15)
    assert posting.profile.is_frozen
    assert Event.objects.first().action == "posting.published"
    with pytest.raises(PostingAlreadyPublished):
        services.publish_posting(posting=posting, published_on=date(2025, 7, 18), actor=officer)
    with pytest.raises(PostingAlreadyPublished):
        services.settle_contract_term(posting=posting, contract_term="fixed_term", reason="x", actor=officer)


def test_settling_the_term_needs_a_reason():
    posting = real_posting()

    with pytest.raises(ReasonMissing):
        services.settle_contract_term(posting=posting, contract_term="permanent", reason=" ", actor=make_hr_officer())


def test_rating_opens_only_with_chair_and_two_assessors():
    posting, officer = make_posting(status="published"), make_hr_officer()
    chair = make_member(posting, role="chair")
    make_member(posting, user=chair)

    with pytest.raises(CommitteeIncomplete):
        services.open_scoring(posting=posting, actor=officer)

    make_member(posting)
    assert services.open_scoring(posting=posting, actor=officer).status == "scoring_open"


def test_rating_of_a_draft_does_not_open():
    with pytest.raises(WrongStep):
        services.open_scoring(posting=make_posting(status="draft"), actor=make_hr_officer())


def test_a_further_posting_with_a_new_version_begins_as_draft_with_the_term_open():
    posting = make_posting(status="published")

    copy = services.create_further_posting(
        template=posting,
        profile=posting.profile,
        reference_number="2/2026",
        actor=make_hr_officer(),
        version_reason="neue Aufgabe",
    )

    assert (copy.status, copy.contract_term, copy.profile.version) == ("draft", "undecided", 2)
    assert copy.profile.version_reason == "neue Aufgabe"
    assert Posting.objects.get(pk=posting.pk).profile.version == 1


def test_one_frozen_profile_serves_two_postings():
    first, officer = make_posting(status="published"), make_hr_officer()
    PostingNotice.objects.bulk_create(
        [PostingNotice(posting=make_posting(status="draft", profile=first.profile), position=1, kind="women", text="x")]
    )
    template = Posting.objects.get(notices__text="x")

    second = services.create_further_posting(
        template=template, profile=first.profile, reference_number="9/2026", actor=officer, function="Zweite Stelle"
    )
    services.settle_contract_term(posting=second, contract_term="permanent", reason="Stellenplan", actor=officer)
    second = services.publish_posting(posting=second, published_on=date(2026, 1, 9), actor=officer)

    assert (second.profile, second.profile.content_hash) == (first.profile, first.profile.content_hash)
    assert (second.function, [n.text for n in second.notices.all()]) == ("Zweite Stelle", ["x"])
    assert set(first.profile.postings.filter(status="published")) == {first, second}
    assert Event.objects.filter(action="profile.frozen").count() == 1


def test_a_superseded_profile_is_used_for_no_further_posting():
    posting, officer = make_posting(status="published"), make_hr_officer()
    supersede_profile(profile=posting.profile, reason="Stelle entfällt", actor=officer)
    profile = type(posting.profile).objects.get(pk=posting.profile_id)

    with pytest.raises(ProfileSuperseded):
        services.create_further_posting(template=posting, profile=profile, reference_number="9/2026", actor=officer)

    assert not Posting.objects.filter(reference_number="9/2026").exists()


def test_a_member_given_by_mistake_is_taken_away_again_and_recorded():
    posting = make_posting()
    make_member(posting)

    services.remove_member(membership=posting.memberships.get(), actor=make_hr_officer())

    assert posting.memberships.count() == 0
    assert Event.objects.first().action == "committee.member_removed"


def test_an_assessor_with_submitted_sheets_stays():
    posting = make_posting()
    make_sheet(make_application(posting), make_member(posting), [3, 3, 3])

    with pytest.raises(MemberHasRated, match="bleibt deshalb Mitglied"):
        services.remove_member(membership=posting.memberships.get(), actor=make_hr_officer())

    assert posting.memberships.count() == 1


def test_rules_are_settled_on_a_draft_and_recorded():
    posting, officer = make_posting(status="draft"), make_hr_officer()

    services.settle_rules(posting=posting, **RULES, actor=officer)

    posting.refresh_from_db()
    assert (posting.is_blind, posting.appraisal_current_months) == (True, 36)
    assert (posting.closeness_steps, posting.closeness_weight) == (2, 3)
    assert Event.objects.filter(action="posting.rules_settled").count() == 1
    event = Event.objects.get(action="posting.closeness_settled")
    assert str(event).endswith("als gering gilt: 2 Stufen bei einer einzigen Anforderung mit Gewichtung 3")


def test_rules_of_a_published_posting_stand():
    posting = make_posting()

    with pytest.raises(PostingAlreadyPublished):
        services.settle_rules(posting=posting, **RULES, actor=make_hr_officer())
    for change in ("is_blind = true", "closeness_steps = 2", "closeness_weight = 3"):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE postings_posting SET {change} WHERE id = %s", [posting.pk])


@pytest.mark.parametrize("change", ["closeness_steps = 5", "closeness_steps = -1", "closeness_weight = 0"])
def test_a_closeness_band_beyond_the_scale_is_refused(change):
    posting = make_posting(status="draft")

    with pytest.raises(IntegrityError, match="closeness"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE postings_posting SET {change} WHERE id = %s", [posting.pk])


def test_names_are_disclosed_once_with_a_reason():
    posting, officer = make_posting(is_blind=True), make_hr_officer()

    with pytest.raises(ReasonMissing):
        services.disclose_names(posting=posting, reason=" ", actor=officer)
    disclosed = services.disclose_names(posting=posting, reason="Die Gespräche beginnen.", actor=officer)

    assert (posting.hides_names, disclosed.hides_names) == (True, False)
    with pytest.raises(NamesNotHidden):
        services.disclose_names(posting=posting, reason="noch einmal", actor=officer)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE postings_posting SET names_disclosed_at = NULL, names_disclosed_by_id = NULL, "
            "names_disclosed_reason = '' WHERE id = %s",
            [posting.pk],
        )


def test_a_posting_that_hides_nothing_has_nothing_to_disclose():
    with pytest.raises(NamesNotHidden):
        services.disclose_names(posting=make_posting(), reason="Grund", actor=make_hr_officer())


def test_disclosure_without_person_and_reason_is_refused_by_the_database():
    posting = make_posting(is_blind=True)

    with pytest.raises(IntegrityError, match="posting_names_disclosed_with_person_and_reason"), transaction.atomic():
        Posting.objects.filter(pk=posting.pk).update(names_disclosed_at=timezone.now())


def test_a_further_posting_draws_other_codes():
    posting, officer = make_posting(is_blind=True), make_hr_officer()
    services.disclose_names(posting=posting, reason="Die Gespräche beginnen.", actor=officer)

    further = services.create_further_posting(
        template=posting, profile=posting.profile, reference_number="9/2026", actor=officer
    )

    assert (further.is_blind, further.names_disclosed_at) == (True, None)
    assert further.code_seed != Posting.objects.get(pk=posting.pk).code_seed
