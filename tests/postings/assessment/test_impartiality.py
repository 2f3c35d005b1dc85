import hashlib
from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from postings.assessment.errors import (
    ApplicationNotRated,
    ConflictKnown,
    DeputyNotFree,
    DeputyRated,
    ExemptFromRating,
    NoRoundLeft,
    NotAnAssessor,
    NotDeclared,
    OwnDeputy,
    ScoringNotOpen,
    SheetSubmittedBefore,
)
from postings.assessment.impartiality import (
    Statement,
    applications_to_declare,
    declare_impartiality,
    free_deputies,
    in_drawn_order,
    name_deputy,
    record_conflict,
    seed_for,
)
from postings.assessment.models import AssessorOrder, Exemption, ImpartialityDeclaration, RatingSheet
from postings.assessment.permissions import applications_rated_by, may_view_results, rounds_of
from postings.assessment.rounds import close_round, expected_sheets, missing_sheets, save_plan, standard_rounds
from postings.assessment.services import save_sheet, submit_sheet
from postings.services import disclose_names
from profiles.errors import ReasonMissing
from recruitment.audit.models import Event
from tests.factories import (
    answers_for,
    declare,
    make_application,
    make_conflict,
    make_hr_officer,
    make_member,
    make_posting,
    make_sheet,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def assessor(posting):
    return make_member(posting)


@pytest.fixture
def deputy(posting):
    return make_member(posting, role="deputy")


@pytest.fixture
def application(posting):
    return make_application(posting)


def say(posting, person, *statements, **arguments):
    declare_impartiality(posting=posting, person=person, statements=statements, **({"actor": person} | arguments))


def save(application, assessor, values=(3, 3, 3), version=0):
    return save_sheet(
        application=application,
        assessor=assessor,
        answers=answers_for(application.posting, values),
        note="",
        expected_version=version,
        actor=assessor,
    )


def execute(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def actions():
    return list(Event.objects.order_by("pk").values_list("action", flat=True))


INSERT_SHEET = """
    INSERT INTO assessment_ratingsheet (application_id, round_id, assessor_id, status, version, note, started_at,
                                        saved_at)
    SELECT %s, id, %s, 'draft', 1, '', now(), now() FROM assessment_assessmentround WHERE plan_id = %s
"""


def test_without_a_declaration_no_sheet_is_saved(application, assessor):
    with pytest.raises(NotDeclared, match="fehlt noch die Erklärung von"):
        save(application, assessor)

    assert RatingSheet.objects.count() == 0


def test_without_a_declaration_no_sheet_is_written_by_sql(posting, application, assessor):
    with pytest.raises(DatabaseError, match="undeclared"):
        execute(INSERT_SHEET, application.pk, assessor.pk, posting.pk)

    declare(posting, assessor)
    execute(INSERT_SHEET, application.pk, assessor.pk, posting.pk)

    assert RatingSheet.objects.get().assessor == assessor


def test_a_declaration_opens_the_sheets_and_is_recorded_once(posting, application, assessor):
    for _click in range(2):
        say(posting, assessor, Statement(application.pk))

    word = ImpartialityDeclaration.objects.get()
    assert (word.person, word.is_conflicted, word.names_were_shown, word.entered_by) == (assessor, False, True, None)
    assert [str(event) for event in Event.objects.filter(action="impartiality.declared")] == [
        f"{assessor} hat sich zu 1 Bewerbungen zur Befangenheit erklärt, davon befangen: 0"
    ]
    assert save(application, assessor).version == 1


def test_a_conflict_becomes_an_exemption_and_no_event_tells_the_reason(posting, application, assessor):
    other = make_application(posting)

    say(posting, assessor, Statement(application.pk, True, "meine Schwester"), Statement(other.pk))

    exemption = Exemption.objects.get()
    assert (exemption.application, exemption.person, exemption.kind, exemption.reason, exemption.round) == (
        application,
        assessor,
        "conflict",
        "meine Schwester",
        None,
    )
    assert actions()[-2:] == ["impartiality.declared", "conflict.declared"]
    assert [event for event in Event.objects.all() if "Schwester" in str(event) + str(event.facts)] == []
    (entry,) = rounds_of(posting)
    assert list(applications_rated_by(assessor, posting, entry)) == [other]
    with pytest.raises(ExemptFromRating):
        save(application, assessor)
    assert list(applications_to_declare(assessor, posting)) == []


def test_a_conflict_needs_a_reason_and_then_nothing_is_stored(posting, application, assessor):
    other = make_application(posting)

    with pytest.raises(ReasonMissing):
        say(posting, assessor, Statement(other.pk), Statement(application.pk, True, " "))

    assert ImpartialityDeclaration.objects.count() == 0


def test_who_is_to_be_rated_later_is_declared_on_later(posting, application, assessor):
    declare(posting, assessor)
    later = make_application(posting)

    assert list(applications_to_declare(assessor, posting)) == [later]
    with pytest.raises(NotDeclared):
        save(later, assessor)
    assert save(application, assessor).version == 1


def test_only_those_who_rate_declare(posting, application):
    with pytest.raises(NotAnAssessor):
        say(posting, make_member(posting, role="observer"), Statement(application.pk))


def test_nothing_is_declared_before_the_rating_opens():
    posting = make_posting(status="published")

    with pytest.raises(ScoringNotOpen):
        say(posting, make_member(posting), Statement(make_application(posting).pk))


def test_what_was_declared_on_a_code_is_asked_again_once_names_are_known():
    posting = make_posting(is_blind=True)
    application, assessor = make_application(posting), make_member(posting)
    declare(posting, assessor)
    draft = save(application, assessor)
    disclose_names(posting=posting, reason="Gespräche beginnen", actor=make_hr_officer())
    posting.refresh_from_db()
    application.posting.refresh_from_db()

    assert list(applications_to_declare(assessor, posting)) == [application]
    for step in (
        lambda: save(application, assessor, [4, 4, 4], version=1),
        lambda: submit_sheet(sheet=draft, actor=assessor),
    ):
        with pytest.raises(NotDeclared):
            step()
    with pytest.raises(DatabaseError, match="undeclared"):
        execute("UPDATE assessment_ratingsheet SET status = 'submitted', submitted_at = now() WHERE id = %s", draft.pk)
    declare(posting, assessor)
    assert submit_sheet(sheet=draft, actor=assessor).is_submitted
    assert list(ImpartialityDeclaration.objects.order_by("pk").values_list("names_were_shown", flat=True)) == [
        False,
        True,
    ]


def test_a_declaration_on_paper_keeps_its_day_and_who_typed_it(posting, application, assessor):
    officer = make_hr_officer()

    say(posting, assessor, Statement(application.pk), actor=officer, declared_on=date(2025, 8, 20))

    word = ImpartialityDeclaration.objects.get()
    assert (word.declared_on, word.entered_by) == (date(2025, 8, 20), officer)
    assert actions()[-1] == "impartiality.paper_entered"


@pytest.mark.parametrize("sql", ["UPDATE {} SET is_conflicted = true", "DELETE FROM {}"])
def test_a_declaration_stands(posting, application, assessor, sql):
    declare(posting, assessor)

    with pytest.raises(DatabaseError, match="without a deletion record"):
        execute(sql.format("assessment_impartialitydeclaration"))


def test_nobody_is_impartial_twice_in_the_same_knowledge(posting, application, assessor):
    declare(posting, assessor)

    with pytest.raises(IntegrityError, match="impartialitydeclaration_impartial_once"), transaction.atomic():
        ImpartialityDeclaration.objects.create(
            application=application, person=assessor, names_were_shown=True, declared_on=date(2025, 8, 20)
        )


def test_a_conflict_found_later_sets_a_draft_aside(posting, application, assessor):
    draft = make_sheet(application, assessor, [3, 3, 3], is_submitted=False)

    make_conflict(application, assessor)

    assert RatingSheet.objects.get() == draft
    (entry,) = rounds_of(posting)
    assert missing_sheets(entry, posting) == []
    for step in (lambda: save(application, assessor, [4, 4, 4], 1), lambda: submit_sheet(sheet=draft, actor=assessor)):
        with pytest.raises(ExemptFromRating):
            step()
    with pytest.raises(DatabaseError, match="exempt"):
        execute("UPDATE assessment_ratingsheet SET status = 'submitted', submitted_at = now() WHERE id = %s", draft.pk)


def test_after_a_submitted_sheet_a_conflict_is_refused_and_it_is_said_what_to_do(application, assessor):
    make_sheet(application, assessor, [3, 3, 3])

    with pytest.raises(SheetSubmittedBefore, match="Auswahlvermerk fest und klären Sie mit dem Rechtsamt"):
        make_conflict(application, assessor)

    assert Exemption.objects.count() == 0


def test_a_conflict_is_recorded_once_with_a_reason_for_those_who_rate(posting, application, assessor):
    hr = make_hr_officer()
    with pytest.raises(ReasonMissing):
        record_conflict(application=application, person=assessor, reason=" ", actor=hr)
    with pytest.raises(NotAnAssessor):
        record_conflict(application=application, person=hr, reason="x", actor=hr)
    with pytest.raises(ApplicationNotRated):
        record_conflict(application=make_application(posting, status="received"), person=assessor, reason="x", actor=hr)
    make_conflict(application, assessor)

    with pytest.raises(ConflictKnown):
        make_conflict(application, assessor)


def test_a_deputy_rates_those_for_whom_this_person_stands_in(posting, application, assessor, deputy):
    make_application(posting)
    conflict = make_conflict(application, assessor)
    (entry,) = rounds_of(posting)
    assert list(applications_rated_by(deputy, posting, entry)) == []

    name_deputy(exemption=conflict, deputy=deputy, actor=make_hr_officer())

    assert list(applications_rated_by(deputy, posting, entry)) == [application]
    assert (application.pk, deputy.pk) in expected_sheets(entry, posting)
    assert list(applications_to_declare(deputy, posting)) == [application]
    with pytest.raises(NotDeclared):
        save(application, deputy)
    sheet = make_sheet(application, deputy, [4, 4, 4])
    assert list(RatingSheet.objects.counting()) == [sheet]
    assert str(Event.objects.get(action="deputy.named")).endswith(f": {deputy} vertritt {assessor} bei der Bewertung")


def test_a_deputy_waits_for_the_close_before_seeing_results(posting, application, assessor, deputy):
    make_sheet(application, assessor, [3, 3, 3])
    (entry,) = rounds_of(posting)
    assert may_view_results(deputy, posting) is False

    close_round(round=entry, actor=make_hr_officer())

    del posting.__dict__["_rounds"]
    assert may_view_results(deputy, posting) is True


def test_a_deputy_taken_back_cannot_submit_a_draft(posting, application, assessor, deputy):
    conflict = make_conflict(application, assessor)
    hr = make_hr_officer()
    name_deputy(exemption=conflict, deputy=deputy, actor=hr)
    draft = make_sheet(application, deputy, [4, 4, 4], is_submitted=False)

    name_deputy(exemption=conflict, deputy=None, actor=hr)

    with pytest.raises(NotAnAssessor):
        submit_sheet(sheet=draft, actor=deputy)
    with pytest.raises(DatabaseError, match="only an assessor"):
        execute("UPDATE assessment_ratingsheet SET status = 'submitted', submitted_at = now() WHERE id = %s", draft.pk)


def test_a_deputy_who_is_biased_stands_in_no_longer(posting, application, assessor, deputy):
    conflict = make_conflict(application, assessor)
    name_deputy(exemption=conflict, deputy=deputy, actor=make_hr_officer())

    say(posting, deputy, Statement(application.pk, True, "Schwager"))

    conflict.refresh_from_db()
    assert (conflict.deputy, list(free_deputies(conflict))) == (None, [])
    assert expected_sheets(rounds_of(posting)[0], posting) == set()


def test_a_deputy_is_free_or_is_refused(posting, application, assessor, deputy):
    conflict, second = make_conflict(application, assessor), make_conflict(application, make_member(posting))
    hr = make_hr_officer()
    name_deputy(exemption=conflict, deputy=deputy, actor=hr)

    for person in (deputy, make_member(posting), make_hr_officer()):
        with pytest.raises(DeputyNotFree):
            name_deputy(exemption=second, deputy=person, actor=hr)
    with pytest.raises(OwnDeputy):
        name_deputy(exemption=second, deputy=None, actor=second.person)


def test_a_deputy_with_a_submitted_sheet_stays(posting, application, assessor, deputy):
    conflict = make_conflict(application, assessor)
    name_deputy(exemption=conflict, deputy=deputy, actor=make_hr_officer())
    make_sheet(application, deputy, [4, 4, 4])

    with pytest.raises(DeputyRated):
        name_deputy(exemption=conflict, deputy=None, actor=make_hr_officer())
    for sql in ("UPDATE assessment_exemption SET deputy_id = NULL", "DELETE FROM assessment_exemption"):
        with pytest.raises(DatabaseError, match="the deputy has submitted"):
            execute(sql)
    with pytest.raises(DatabaseError, match="submitted sheets stays"):
        execute("DELETE FROM postings_committeemembership WHERE user_id = %s", deputy.pk)


def test_no_deputy_is_named_once_every_round_is_closed(posting, application, assessor, deputy):
    conflict = make_conflict(application, assessor)
    close_round(round=rounds_of(posting)[0], actor=make_hr_officer())

    with pytest.raises(NoRoundLeft):
        name_deputy(exemption=conflict, deputy=deputy, actor=make_hr_officer())


def test_a_deputy_owes_the_rounds_that_are_not_closed(posting, application, assessor, deputy):
    (standard,) = standard_rounds(posting)
    rounds = [standard, replace(standard, title="Aufgabe", instrument="task")]
    save_plan(posting=posting, combination="mean", rounds=rounds, actor=None)
    first, second = rounds_of(posting)
    conflict = make_conflict(application, assessor)
    close_round(round=first, actor=make_hr_officer())

    name_deputy(exemption=conflict, deputy=deputy, actor=make_hr_officer())

    assert [missing_sheets(entry, posting) for entry in (first, second)] == [[], [(application.pk, deputy.pk)]]


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("UPDATE assessment_exemption SET deputy_id = {stranger}", "only a deputy"),
        ("UPDATE assessment_exemption SET deputy_id = {biased}", "exempt"),
        ("UPDATE assessment_exemption SET deputy_id = {deputy}", "exemption_deputy_once_per_application"),
    ],
)
def test_the_database_refuses_a_deputy_who_cannot_stand_in(posting, application, assessor, deputy, sql, message):
    biased = make_member(posting, role="deputy")
    make_conflict(application, biased)
    make_conflict(application, assessor)
    numbers = {"stranger": make_hr_officer().pk, "biased": biased.pk, "deputy": deputy.pk}

    with pytest.raises(DatabaseError, match=message):
        execute(sql.format(**numbers))


def test_the_order_is_drawn_recorded_and_the_same_in_python(posting, assessor):
    applications = [make_application(posting) for _ in range(12)]
    before = list(in_drawn_order(posting.applications.all(), posting, assessor))
    declare(posting, assessor)

    seed = AssessorOrder.objects.get(posting=posting, person=assessor).seed
    expected = sorted(applications, key=lambda entry: hashlib.sha256(f"{seed}:{entry.pk}".encode()).hexdigest())
    assert list(in_drawn_order(posting.applications.all(), posting, assessor)) == expected == before
    assert seed == seed_for(posting, assessor) != seed_for(posting, make_member(posting))
    with pytest.raises(DatabaseError, match="without a deletion record"):
        execute("UPDATE assessment_assessororder SET seed = 'x'")


def test_who_comes_later_moves_nobody(posting, assessor):
    first = [make_application(posting).pk for _ in range(8)]
    declare(posting, assessor)
    before = list(in_drawn_order(posting.applications.all(), posting, assessor).values_list("pk", flat=True))
    make_application(posting)

    after = in_drawn_order(posting.applications.all(), posting, assessor).values_list("pk", flat=True)

    assert [pk for pk in after if pk in first] == before
