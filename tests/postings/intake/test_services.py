from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from postings.applications.errors import PostingNotPublished
from postings.applications.importing.planning import Decision
from postings.applications.models import Applicant, Application
from postings.equality.models import EqualityData
from postings.intake import services
from postings.intake.errors import (
    ListAlreadyAccepted,
    ListNotMapped,
    NothingToTakeOver,
    PreviewOutdated,
    RowsInTheWay,
)
from postings.intake.models import ApplicantList, ListSource
from profiles.importing.document import UnreadableDocument
from recruitment.audit.models import Event
from tests.factories import make_application, make_hr_officer, make_posting
from tests.postings.intake.lists import (
    BROKEN,
    GOOD,
    JOERDIS,
    LATE,
    SILENT,
    TWIN,
    changed,
    csv_of,
    reviewed,
    take_over,
    upload,
)

pytestmark = pytest.mark.django_db


def actions(kept):
    return [row.action.value for row in services.planned_rows(kept)]


def everything():
    """All that an import may touch, as plain rows."""
    return [list(model.objects.order_by("pk").values()) for model in (Applicant, Application, EqualityData)]


def test_upload_keeps_what_was_read_but_neither_the_file_nor_what_must_not_be_held():
    kept = services.upload_list(
        posting=make_posting(), content=csv_of(*GOOD), name="liste.csv", actor=make_hr_officer()
    )

    assert (kept.status, len(kept.source_table.rows), kept.mapping["Nachname"]) == ("mapping", 3, "last_name")
    assert [column.name for column in kept.source_table.dropped] == ["Familienstand"]
    assert "verheiratet" not in str(ApplicantList.objects.values().get())
    assert Applicant.objects.count() == 0


def test_a_file_that_cannot_be_read_keeps_nothing():
    with pytest.raises(UnreadableDocument):
        services.upload_list(posting=make_posting(), content=b"%PDF-", name="x.csv", actor=make_hr_officer())

    assert (ApplicantList.objects.count(), ListSource.objects.count()) == (0, 0)


def test_mapping_is_remembered_for_the_source_and_only_there():
    posting, actor = make_posting(), make_hr_officer()
    kept = upload(posting, JOERDIS, actor=actor, source_name="rexx")
    mapping = {**kept.mapping, "Ort": None, "Telefon": "mobile"}
    defaults = {"employment_status": "external", "received_on": "2025-08-01"}

    services.map_columns(applicant_list=kept, mapping=mapping, defaults=defaults, actor=actor)

    again, other = upload(posting, JOERDIS, source_name=" REXX"), upload(posting, JOERDIS, source_name="andere")
    assert (again.mapping["Ort"], again.mapping["Telefon"], again.defaults) == (
        None, "mobile", {"employment_status": "external"}
    )  # fmt: skip
    assert (other.mapping["Ort"], other.mapping["Telefon"], other.defaults) == ("city", "phone", {})
    assert ListSource.objects.get(name="rexx").changed_by == actor


def test_taking_over_writes_people_applications_and_equality_in_their_own_places():
    posting = make_posting()
    make_application(posting)

    kept = take_over(posting, *GOOD)

    first, late, silent = posting.applications.select_related("applicant").order_by("number")[1:]
    person = first.applicant
    assert (first.number, first.received_on, first.late_decision, first.is_internal) == (
        2, date(2025, 8, 14), "not_late", False
    )  # fmt: skip
    assert (first.source, first.source_number) == ("Karriereportal", "1")
    assert (person.full_name, person.birth_date, person.postal_code, person.email, person.sort_key) == (
        "Jördis Müller", date(1985, 3, 4), "01067", "jm@example.org", "mueller, joerdis"
    )  # fmt: skip
    assert (late.late_decision, late.is_internal, silent.employment_status, silent.track) == (
        "open", True, "not_stated", ""
    )  # fmt: skip
    assert list(
        EqualityData.objects.order_by("application__number").values_list(
            "application__number", "sex", "disability_status", "migration_background"
        )
    ) == [(2, "female", "severe", "no"), (3, "male", "none", "not_stated")]
    assert (kept.status, kept.table, kept.plan, kept.reasons) == ("accepted", None, None, {})
    assert (kept.summary["created"], kept.summary["late"], kept.summary["left"]) == (3, 1, 0)


def test_the_record_names_numbers_and_no_person():
    posting = make_posting()
    before = Event.objects.count()

    take_over(posting, *GOOD)

    events = list(Event.objects.order_by("id"))[before:]
    assert [event.action for event in events] == [
        "list.uploaded", *["application.received"] * 3, *["equality.changed"] * 2, "list.accepted"
    ]  # fmt: skip
    words = " ".join(f"{event} {event.facts}" for event in events)
    assert {event.posting_reference for event in events} == {posting.reference_number}
    assert [
        name for name in ("Müller", "Jördis", "example.org", "liste.csv", "severe", "schwer") if name in words
    ] == []
    assert str(events[-1]).endswith(": 3 neu, 0 geändert, 0 nicht übernommen")


def test_the_same_list_twice_changes_nothing():
    posting = make_posting()
    take_over(posting, *GOOD)
    before = everything()

    kept = take_over(posting, *GOOD)

    assert everything() == before
    assert (kept.summary["unchanged"], kept.summary["to_write"]) == (3, 0)


def test_the_same_list_under_another_source_and_without_numbers_changes_nothing_either():
    posting = make_posting()
    take_over(posting, *GOOD)
    before = everything()

    kept = take_over(posting, *(changed(row, bewerbernummer="") for row in GOOD), source_name="andere")

    assert (everything(), kept.summary["unchanged"]) == (before, 3)


def test_a_changed_list_changes_only_what_differs():
    posting = make_posting()
    take_over(posting, *GOOD)
    before = Event.objects.count()

    kept = take_over(
        posting,
        changed(JOERDIS, telefon="030 2", nachname="Neumann-Müller", schwerbehinderung="nein"),
        LATE,
        changed(SILENT, schwerbehinderung="gleichgestellt"),
    )

    first = posting.applications.select_related("applicant").get(number=1)
    assert (first.applicant.phone, first.applicant.last_name, first.applicant.sort_key) == (
        "030 2", "Neumann-Müller", "neumannmueller, joerdis"
    )  # fmt: skip
    statuses = dict(EqualityData.objects.values_list("application__number", "disability_status"))
    assert statuses == {1: "none", 2: "none", 3: "equated"}
    assert (kept.summary["updated"], kept.summary["unchanged"]) == (2, 1)
    events = list(Event.objects.order_by("id"))[before:]
    assert [str(event) for event in events if event.action == "application.list_changed"] == [
        "Bewerbung 1 durch eine Bewerberliste geändert: Nachname, Telefon"
    ]
    assert sum(event.action == "equality.changed" for event in events) == 2


def test_all_or_nothing_is_the_rule():
    posting = make_posting()
    kept = reviewed(posting, *GOOD, BROKEN, TWIN)
    before = Event.objects.count()

    with pytest.raises(RowsInTheWay) as caught:
        services.accept_list(applicant_list=kept, actor=make_hr_officer())

    assert str(caught.value.user_message) == (
        "Es wurde nichts übernommen: 2 Zeilen sind ungültig, doppelt oder noch zu prüfen."
    )
    assert (actions(kept)[3:], Applicant.objects.count(), Event.objects.count()) == (["invalid", "check"], 0, before)


def test_the_valid_ones_only_keep_the_rest_to_be_corrected_and_uploaded_again():
    posting = make_posting()

    kept = take_over(posting, *GOOD, BROKEN, TWIN, valid_only=True)

    assert (posting.applications.count(), kept.summary["left"]) == (3, 2)
    assert [row.number for row in kept.source_table.rows] == [5, 6]
    assert kept.reasons["5"] == "Geburtsdatum: Das ist kein Datum. Bitte als TT.MM.JJJJ angeben. Gelesen: „morgen“."
    assert "jm@example.org" not in str(kept.table)

    services.delete_rest(applicant_list=kept, actor=make_hr_officer())

    kept.refresh_from_db()
    assert (kept.table, kept.reasons) == (None, {})


def test_nothing_valid_takes_nothing_over():
    kept = reviewed(make_posting(), BROKEN)

    with pytest.raises(NothingToTakeOver):
        services.accept_list(applicant_list=kept, actor=make_hr_officer(), valid_only=True)


def test_a_decision_lets_a_similar_person_in_or_leaves_a_row_out():
    posting, actor = make_posting(), make_hr_officer()
    kept = reviewed(posting, *GOOD, TWIN, BROKEN)

    kept = services.decide_rows(applicant_list=kept, decisions={5: Decision.TAKE, 6: Decision.SKIP}, actor=actor)
    kept = services.accept_list(applicant_list=kept, actor=actor)

    assert (posting.applications.count(), kept.summary["left"], kept.decisions) == (4, 1, {})


def test_a_decision_can_be_taken_back_and_a_new_mapping_voids_them_all():
    posting, actor = make_posting(), make_hr_officer()
    kept = reviewed(posting, LATE, TWIN)

    kept = services.decide_rows(applicant_list=kept, decisions={3: Decision.TAKE}, actor=actor)
    assert kept.summary["blocking"] == 0
    assert services.decide_rows(applicant_list=kept, decisions={3: None}, actor=actor).summary["blocking"] == 1

    kept = services.decide_rows(applicant_list=kept, decisions={3: Decision.TAKE}, actor=actor)
    kept = services.map_columns(applicant_list=kept, mapping=kept.mapping, defaults={}, actor=actor)
    assert (kept.decisions, kept.summary["blocking"]) == ({}, 1)


def test_what_changed_since_the_preview_is_found_under_the_lock():
    posting, actor = make_posting(), make_hr_officer()
    kept = reviewed(posting, *GOOD)
    take_over(posting, JOERDIS)

    with pytest.raises(PreviewOutdated):
        services.accept_list(applicant_list=kept, actor=actor)
    assert posting.applications.count() == 1

    kept = services.refresh_preview(applicant_list=kept)
    assert actions(kept) == ["duplicate", "late", "create"]
    services.accept_list(applicant_list=kept, actor=actor)
    assert posting.applications.count() == 3


def test_a_change_that_makes_no_difference_to_the_preview_is_no_obstacle():
    posting = make_posting()
    kept = reviewed(posting, *GOOD)
    make_application(posting, first_name="Ganz", last_name="Anders")

    services.accept_list(applicant_list=kept, actor=make_hr_officer())

    assert posting.applications.count() == 4


def test_an_equality_statement_changed_meanwhile_is_found_too():
    posting = make_posting()
    take_over(posting, JOERDIS)
    kept = reviewed(posting, JOERDIS)
    EqualityData.objects.update(disability_status="none")

    with pytest.raises(PreviewOutdated):
        services.accept_list(applicant_list=kept, actor=make_hr_officer())


def test_steps_in_the_wrong_order_are_refused():
    actor, posting = make_hr_officer(), make_posting()
    kept = upload(posting, *GOOD)
    for step in (
        lambda: services.accept_list(applicant_list=kept, actor=actor),
        lambda: services.decide_rows(applicant_list=kept, decisions={}, actor=actor),
        lambda: services.delete_rest(applicant_list=kept, actor=actor),
    ):
        with pytest.raises(ListNotMapped):
            step()
    accepted = take_over(posting, JOERDIS)
    for step in (
        lambda: services.accept_list(applicant_list=accepted, actor=actor),
        lambda: services.map_columns(applicant_list=accepted, mapping={}, defaults={}, actor=actor),
        lambda: services.discard_list(applicant_list=accepted, actor=actor),
    ):
        with pytest.raises(ListAlreadyAccepted):
            step()


def test_before_publication_nothing_is_taken_over():
    with pytest.raises(PostingNotPublished):
        take_over(make_posting(status="draft"), JOERDIS)

    assert Applicant.objects.count() == 0


def test_values_that_the_tables_do_not_hold_are_invalid():
    kept = reviewed(make_posting(), changed(JOERDIS, plz="1" * 11, telefon="0" * 61))

    assert actions(kept) == ["invalid"]
    assert [p.field for p in services.planned_rows(kept)[0].problems if p.level == "error"] == ["postal_code", "phone"]


def test_discarding_deletes_everything_that_was_read():
    kept, actor = upload(make_posting(), *GOOD), make_hr_officer()

    services.discard_list(applicant_list=kept, actor=actor)

    assert ApplicantList.objects.count() == 0
    assert Event.objects.latest("id").action == "list.discarded"


def test_lists_and_rests_go_after_some_days():
    posting = make_posting()
    old, rest, whole = (
        upload(posting, SILENT),
        take_over(posting, JOERDIS, BROKEN, valid_only=True),
        take_over(posting, LATE),
    )
    young = upload(posting, SILENT)
    long_ago = timezone.now() - timedelta(days=15)
    ApplicantList.objects.exclude(pk=young.pk).update(uploaded_at=long_ago)
    ApplicantList.objects.filter(status="accepted").update(accepted_at=long_ago)

    assert services.delete_expired_lists(now=timezone.now(), days=14) == 2

    assert set(ApplicantList.objects.values_list("pk", flat=True)) == {rest.pk, whole.pk, young.pk}
    rest.refresh_from_db()
    assert (rest.table, rest.reasons, rest.summary["left"]) == (None, {}, 1)
    assert old.pk not in ApplicantList.objects.values_list("pk", flat=True)


FAULT = """
    CREATE FUNCTION break_half_way() RETURNS trigger AS $$ BEGIN
        IF (SELECT count(*) FROM equality_equalitydata) >= 1 THEN {act}; END IF; RETURN NEW;
    END $$ LANGUAGE plpgsql;
    CREATE TRIGGER break_half_way BEFORE INSERT ON equality_equalitydata
        FOR EACH ROW EXECUTE FUNCTION break_half_way()
"""


def break_half_way(act):
    with connection.cursor() as cursor:
        cursor.execute(FAULT.format(act=act))


def test_a_database_error_in_the_middle_leaves_nothing():
    posting = make_posting()
    kept = reviewed(posting, *GOOD)
    break_half_way("RAISE EXCEPTION 'disk full'")
    before = (everything(), Event.objects.count(), ApplicantList.objects.values().get())

    with pytest.raises(DatabaseError, match="disk full"):
        services.accept_list(applicant_list=kept, actor=make_hr_officer())

    assert (everything(), Event.objects.count(), ApplicantList.objects.values().get()) == before
    assert everything() == [[], [], []]


@pytest.mark.django_db(transaction=True)
def test_a_lost_connection_in_the_middle_leaves_nothing():
    posting, actor = make_posting(), make_hr_officer()
    kept = reviewed(posting, *GOOD)
    break_half_way("PERFORM pg_terminate_backend(pg_backend_pid())")
    try:
        with pytest.raises(DatabaseError):
            services.accept_list(applicant_list=kept, actor=actor)
        connection.close()
        assert everything() == [[], [], []]
        kept.refresh_from_db()
        assert kept.status == "review"
    finally:
        connection.close()
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER break_half_way ON equality_equalitydata; DROP FUNCTION break_half_way()")

    services.accept_list(applicant_list=kept, actor=actor)
    assert posting.applications.count() == 3


@pytest.mark.parametrize("count", [1, 40])
def test_the_number_of_queries_does_not_grow_with_the_list(count, django_assert_max_num_queries):
    posting, actor = make_posting(), make_hr_officer()
    rows = [
        changed(JOERDIS, bewerbernummer=str(n), vorname=f"A{chr(97 + n % 26)}{chr(97 + n // 26)}o", email=f"{n}@x.de",
                geburtsdatum=f"01.01.{1950 + n}", ort=f"Ort {n}")
        for n in range(count)
    ]  # fmt: skip
    kept = reviewed(posting, *rows, actor=actor)

    with django_assert_max_num_queries(20):
        services.accept_list(applicant_list=kept, actor=actor)

    assert posting.applications.count() == count
