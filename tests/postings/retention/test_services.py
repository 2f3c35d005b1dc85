"""Withdrawal: what goes, what stays, and that nothing goes without a record."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from postings.applications import services
from postings.applications.errors import ApplicationWithdrawn
from postings.applications.formal_check import record_formal_check, reopen_formal_check
from postings.applications.merging import merge_applicants
from postings.applications.models import Applicant, ApplicantMerge, Application
from postings.assessment.errors import ApplicationNotRated
from postings.assessment.models import RatingSheet
from postings.assessment.notes import save_note
from postings.assessment.services import save_sheet
from postings.equality.invitations import adopt_invitations, propose_finding
from postings.equality.models import EqualityData, InvitationLine, ReceiptNotice
from postings.equality.notices import record_notice
from postings.files.models import RecordedState
from postings.intake.models import ApplicantList
from postings.retention.models import DeletionRecord
from postings.retention.services import subject_hash
from postings.screening.models import Finding
from postings.selection.ranking import build_ranking
from recruitment.audit.models import Event
from tests.factories import (
    answers_for,
    make_application,
    make_appraisal,
    make_equality_data,
    make_file,
    make_hr_officer,
    make_member,
    make_merge,
    make_posting,
    make_sheet,
)
from tests.postings.intake.lists import JOERDIS, LATE, changed, reviewed, take_over
from tests.postings.retention.searching import places_of

pytestmark = pytest.mark.django_db

NAME = "Quittenwolke"
BESIDE = ("Espenlaubhuber", "Rosenquarzallee", "quittenwolke@example.org")


def withdraw(application, actor=None):
    return services.withdraw_application(
        application=application, withdrawn_on=date(2025, 8, 20), actor=actor or make_hr_officer()
    )


@pytest.fixture
def person():
    """Somebody with everything that can be held: ratings, checks, equality data, lists, a merge, earlier versions."""
    posting, officer = make_posting(), make_hr_officer()
    assessor = make_member(posting)
    application = make_application(
        posting,
        first_name=BESIDE[0],
        last_name=NAME,
        late_decision="admitted",
        late_reason=f"{NAME} rief vorher an.",
        remarks=f"Frau {NAME} bittet um Rückruf.",
        qualification=f"Urkunde für {NAME}",
        source="Portal",
        source_number="Q-77",
        status_reason=f"{NAME} erfüllt alles",
    )
    someone = application.applicant
    someone.street, someone.email = f"{BESIDE[1]} 7", BESIDE[2]
    someone.save()
    record_formal_check(
        application=application,
        requirement=posting.profile.requirements.get(),
        result="unclear",
        reason=f"Zeugnis von {NAME} fehlt",
        actor=officer,
    )
    sheet = make_sheet(application, assessor, [3, 0, 5])
    make_file(application, name=f"Zeugnis-{NAME}.pdf")
    RecordedState.objects.create(
        application=application, need="cv", state="missing", remark=f"{NAME} reicht nach", recorded_at=timezone.now()
    )
    make_sheet(make_application(posting), assessor, [3, 3, 3])
    drafted = make_member(posting)
    with transaction.atomic():
        draft = make_sheet(application, drafted, [3, None, None], is_submitted=False)
        draft.note = f"{NAME} überzeugt"
        draft.save()
    save_note(application=application, position=1, owner=drafted, text=f"{NAME} war nervös", known=[""])
    make_appraisal(application, issuing_authority=f"Amt {NAME}", single_marks=[(f"Fleiß von {NAME}", 2)])
    make_appraisal(application, period_from=date(2020, 1, 1), period_to=date(2021, 1, 1), note=f"{NAME} alt").delete()
    Finding.objects.create(
        application=application,
        step="first_sight",
        verdict="doubt",
        reason=f"{NAME}?",
        saved_by=officer,
        saved_at=timezone.now(),
    )
    make_equality_data(application, disability_status="severe", sex="female")
    record_notice(
        application=application, body="staff_council", informed_on=date(2025, 7, 21), way="email", actor=officer
    )
    propose_finding(
        application=application,
        reason=f"{NAME}: kein Abschluss",
        disability_rep_note=f"zu {NAME} gehört",
        actor=officer,
    )
    adopt_invitations(
        posting=posting,
        invited=[application.pk],
        reasons={application.pk: f"{NAME} ist gut"},
        duty_reasons={},
        actor=officer,
    )
    row = changed(JOERDIS, vorname=BESIDE[0], nachname=NAME, email=BESIDE[2], bewerbernummer="Q-77")
    reviewed(posting, row, LATE, actor=officer)
    take_over(posting, LATE, changed(row, eingang="morgen"), valid_only=True)
    reopen_formal_check(application=application, reason=f"{NAME} reicht ein Zeugnis nach.", actor=officer)
    Application.objects.filter(pk=application.pk).update(status="eligible")
    return application, sheet


def test_after_a_withdrawal_the_name_stands_nowhere_in_the_database(person):
    application, _sheet = person
    other = make_application(application.posting, first_name=BESIDE[0], last_name=NAME.upper())
    other.applicant.email = BESIDE[2]
    other.applicant.save()
    merge_applicants(
        stays=application, goes=other, taken_over=[], reason=f"Beide heißen {NAME}", actor=make_hr_officer()
    )
    before = places_of(NAME, *BESIDE)

    withdraw(application)

    assert {table for table, _column in before} >= {
        "applications_applicant",
        "applications_applicantevent",
        "applications_application",
        "applications_applicationevent",
        "applications_formalcheck",
        "applications_formalcheckevent",
        "applications_applicantmerge",
        "assessment_privatenote",
        "assessment_ratingsheet",
        "assessment_ratingsheetevent",
        "equality_suitabilityfinding",
        "equality_suitabilityfindingevent",
        "equality_invitationline",
        "intake_applicantlist",
        "files_applicationfile",
        "files_recordedstateevent",
        "audit_event",
        "screening_appraisal",
        "screening_appraisalevent",
        "screening_singlemarkevent",
        "screening_findingevent",
    }
    assert places_of(NAME, *BESIDE) == set()


def test_what_counts_stays(person):
    application, _sheet = person

    withdrawn = withdraw(application)

    assert (withdrawn.number, withdrawn.status, withdrawn.received_on) == (1, "withdrawn", application.received_on)
    assert (withdrawn.track, withdrawn.late_decision, withdrawn.is_internal) == ("employee", "admitted", False)
    assert withdrawn.state_words.startswith("zurückgezogen (Daten gelöscht am ")
    assert (withdrawn.applicant.list_name, str(withdrawn.applicant)) == ("Name gelöscht", "Name gelöscht")
    assert RatingSheet.objects.filter(application=application).count() == 0
    assert RatingSheet.objects.count() == 1
    for model in (EqualityData, ReceiptNotice, InvitationLine):
        assert not model.objects.filter(application=application).exists()
    assert [line.facts.application_id for line in build_ranking(application.posting).incomplete] != [application.pk]
    assert ApplicantList.objects.filter(table__isnull=False).count() == 1  # the other row of the open list


def test_the_record_names_nobody_and_says_when_why_and_by_whom(person):
    application, _sheet = person
    officer = make_hr_officer()

    withdraw(application, officer)

    record = DeletionRecord.objects.get()
    assert (record.subject_hash, record.erased_by) == (subject_hash(application.pk), officer)
    assert (record.legal_ground, record.posting_reference) == ("withdrawn", application.posting.reference_number)
    assert record.counts["Bewertungsbögen mit Einzelbewertungen und Texten"] == 2
    assert record.counts["Zeilen in eingelesenen Bewerberlisten"] == 2
    assert record.counts["Angaben zur Gleichstellung mit Meldungen und Einladungsgründen"] == 1
    actions = list(Event.objects.order_by("-id").values_list("action", flat=True)[:3])
    assert actions == ["application.erased", "file.all_erased", "application.withdrawn"]


def test_a_second_withdrawal_is_refused_and_records_nothing(person):
    application, _sheet = person
    withdraw(application)

    with pytest.raises(ApplicationWithdrawn):
        withdraw(application)
    assert DeletionRecord.objects.count() == 1


def test_the_person_stays_for_an_application_to_another_posting():
    first = make_application(make_posting(), last_name=NAME)
    second = make_application(make_posting())
    lonely = second.applicant
    Application.objects.filter(pk=second.pk).update(applicant=first.applicant)
    lonely.delete()

    withdraw(first)

    second.refresh_from_db()
    assert (second.applicant.last_name, second.status) == (NAME, "eligible")
    assert Application.objects.get(pk=first.pk).applicant.is_erased


def test_withdrawal_takes_the_second_entry_of_the_person_along_and_ends_the_way_back():
    posting = make_posting()
    merge = make_merge(posting)
    stays = posting.applications.get(number=1)

    withdraw(stays)

    assert list(posting.applications.values_list("status", "duplicate_of")) == [("withdrawn", None)] * 2
    assert not ApplicantMerge.objects.get(pk=merge.pk).is_reversible
    assert set(Applicant.objects.values_list("is_erased", flat=True)) == {True}


def test_the_sheet_of_a_withdrawn_applicant_takes_nothing_any_more(person):
    application, _sheet = person
    assessor = make_member(application.posting)
    withdraw(application)

    with pytest.raises(ApplicationNotRated):
        save_sheet(
            application=Application.objects.get(pk=application.pk),
            assessor=assessor,
            answers=answers_for(application.posting, [3, 3, 3]),
            note="",
            expected_version=0,
            actor=assessor,
        )


def test_the_record_keeps_the_act_and_forgets_the_words(person):
    application, _sheet = person
    event = Event.objects.get(action="application.formal_check_reopened")
    before = (event.actor, event.happened_at)

    withdraw(application)

    event.refresh_from_db()
    assert (event.actor, event.happened_at) == before
    assert str(event).endswith("[gelöscht]")


STATEMENTS = [
    "DELETE FROM applications_applicantevent",
    "UPDATE applications_applicantevent SET last_name = ''",
    "DELETE FROM applications_applicationevent",
    "DELETE FROM assessment_ratingsheetevent",
    "DELETE FROM assessment_ratingsheet WHERE status = 'submitted'",
    "DELETE FROM assessment_rating",
    "DELETE FROM equality_equalitydataevent",
    "DELETE FROM equality_invitationline",
    "UPDATE equality_invitationline SET reason = ''",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_history_goes_without_a_deletion_record(person, statement):
    with pytest.raises(DatabaseError, match=r"Cannot|locked"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def record_by_hand(cursor, number="0"):
    cursor.execute(
        "INSERT INTO retention_deletionrecord (subject_hash, posting_reference, legal_ground, counts, erased_at, "
        f"transaction_number) VALUES (repeat('a', 64), '1/2025', 'withdrawn', '{{}}', now(), {number})"
    )


@pytest.mark.django_db(transaction=True)
def test_a_deletion_record_opens_its_own_transaction_only():
    application = make_application(make_posting(), last_name=NAME)
    with connection.cursor() as cursor:
        record_by_hand(cursor, "pg_current_xact_id()::text::bigint + 1")  # no number but that of the transaction counts
        with pytest.raises(DatabaseError, match="Cannot"):
            cursor.execute("DELETE FROM applications_applicantevent")
        with transaction.atomic():
            record_by_hand(cursor)
            with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
                cursor.execute("UPDATE applications_applicantevent SET last_name = 'anders'")
            cursor.execute("DELETE FROM applications_applicantevent")

    assert application.applicant.events.count() == 0


@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET counts = '{{}}'"])
def test_a_deletion_record_stays(person, statement):
    withdraw(person[0])

    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format("retention_deletionrecord"))


def test_nothing_is_erased_when_a_step_fails(person, settings):
    application, _sheet = person
    settings.ERASURE_STEPS = [*settings.ERASURE_STEPS, "postings.retention.enums"]  # no module with steps

    with pytest.raises(AttributeError), transaction.atomic():
        withdraw(application)

    assert Application.objects.get(pk=application.pk).status == "eligible"
    assert RatingSheet.objects.filter(application=application).count() == 2
