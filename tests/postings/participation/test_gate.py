"""What is open before a decision, who may read it, what the memo says, and what an objection stops."""

from datetime import date, timedelta

import pytest
from django.conf import settings as project_settings
from django.utils import timezone
from django.utils.module_loading import import_string

from postings.applications import services as application_services
from postings.applications.formal_check import conclude_formal_check, confirm_refusal
from postings.applications.models import FormalDecision
from postings.assessment.enums import Instrument
from postings.assessment.rounds import close_round, conclude_round
from postings.equality.invitations import adopt_invitations
from postings.equality.models import EqualityData
from postings.interviews.appointments import Appointment, plan_interview
from postings.participation import answers
from postings.participation.deadlines import due_items, months_of
from postings.participation.enums import DocumentKind, Result
from postings.participation.errors import ProcedureStopped, WomensRepFirst
from postings.participation.gate import decision_checks, memo_text, open_points, refuse_while_stopped
from postings.participation.ical import calendar_of
from postings.participation.models import Participation, ParticipationDocument
from postings.participation.services import keep_document
from postings.screening.services import Found, conclude_preselection, record_findings
from postings.services import open_scoring
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_rounds
from tests.postings.participation.building import (
    NEXT,
    SENT,
    ask_staff_council,
    leave_out,
    make_accompanied,
    make_matter,
    send,
)

pytestmark = pytest.mark.django_db
NEUTRAL = "Die Beteiligung der Beschäftigtenvertretungen ist noch nicht abgeschlossen. Auskunft: Personalservice."


@pytest.fixture
def posting():
    return make_posting()


def answer(matter, result="no_objection", note="Zu früh entschieden.", answered_on=NEXT):
    return answers.record_answer(
        matter=matter,
        result=Result(result),
        note=note,
        answered_on=answered_on,
        is_own_answer=False,
        actor=make_hr_officer(),
    )


def object_to(posting):
    return answer(make_matter(posting), "objection")


def test_at_first_everything_is_open(posting):
    assert decision_checks(posting) == [
        "Frauenvertretung: zur Auswahlentscheidung noch nicht beteiligt; auch nicht festgehalten, dass es entfällt.",
        "Personalrat: zur Auswahlentscheidung noch nicht beteiligt; auch nicht festgehalten, dass es entfällt.",
        NEUTRAL,
    ]


def test_open_matters_overdue_ones_and_answers(posting):
    ask_staff_council(posting)
    answer(Participation.objects.get(body="womens_rep"))

    assert decision_checks(posting) == [
        "Personalrat, Auswahlentscheidung: Antwort steht aus, die Frist 16.09.2025 ist abgelaufen."
    ]
    answers.record_deemed_approval(matter=Participation.objects.get(body="staff_council"), actor=None)
    assert decision_checks(posting) == []


def test_what_is_open_with_the_disability_representative_reads_as_if_nothing_had_been_recorded(posting):
    """No sentence may tell that somebody severely disabled applied, nor that nobody did."""
    make_accompanied(posting)
    before = decision_checks(posting)
    matter = make_matter(posting, "disability_rep")
    assert decision_checks(posting) == before

    answer(matter, "objection")
    assert decision_checks(posting) == before
    assert "Schwerbehindertenvertretung" not in " ".join(before)
    assert any("Schwerbehindertenvertretung" in text for _body, text in open_points(posting))


def test_sgb_ix_178_left_out_before_somebody_competent_appeared(posting):
    leave_out(posting)
    assert NEUTRAL not in decision_checks(posting)

    make_accompanied(posting)
    assert NEUTRAL in decision_checks(posting)


def test_sgb_ix_178_heard_on_one_of_two_is_not_heard(posting):
    first, second = make_accompanied(posting), make_accompanied(posting)
    answer(make_matter(posting, "disability_rep", application=first))
    assert NEUTRAL in decision_checks(posting)

    answer(make_matter(posting, "disability_rep", application=second))
    assert NEUTRAL not in decision_checks(posting)


def test_an_objection_is_open_until_it_is_settled(posting):
    matter = object_to(posting)
    assert "beanstandet und noch nicht beigelegt. Das Verfahren ist angehalten." in decision_checks(posting)[1]

    answers.settle_objection(
        matter=matter, reason="erörtert", settled_by="Leitung", settled_on=NEXT, actor=make_hr_officer()
    )
    assert not any("beigelegt" in sentence for sentence in decision_checks(posting))


def test_the_settings_name_what_the_decision_calls(posting):
    checks = [line for name in project_settings.DECISION_CHECKS for line in import_string(name)(posting)]

    assert set(decision_checks(posting)) <= set(checks)
    assert any("Personalrat" in import_string(name)(posting) for name in project_settings.MEMO_SOURCES.values())


def test_the_memo_tells_days_result_and_settlement_but_no_reasons_of_the_disability_representative(posting):
    application = make_accompanied(posting)
    answer(make_matter(posting, "disability_rep", application=application), "objection", note="Rückenleiden übergangen")
    matter = object_to(posting)
    answers.settle_objection(
        matter=matter, reason="nachgeholt", settled_by="Leitung", settled_on=NEXT, actor=make_hr_officer()
    )

    assert memo_text(posting).split("\n\n") == [
        "Schwerbehindertenvertretung: Auswahlentscheidung: versandt am 01.09.2025, dort eingegangen am 01.09.2025; "
        "Antwort vom 02.09.2025: beanstandet; noch nicht beigelegt.",
        "Frauenvertretung: Auswahlentscheidung: versandt am 01.09.2025, dort eingegangen am 01.09.2025; "
        "Antwort vom 02.09.2025: beanstandet, Begründung: Zu früh entschieden; "
        "beigelegt am 02.09.2025 durch Leitung: nachgeholt.",
        "Personalrat: noch nicht beteiligt.",
    ]


def test_lgg_18_an_objection_stops_the_next_steps_without_saying_whose(posting):
    application, actor = make_application(posting), make_hr_officer()
    make_rounds(posting, ["3.1.1", "3.1.2", "3.2.1"])
    entry = posting.plan.rounds.filter(instrument=Instrument.INTERVIEW).first() or posting.plan.rounds.first()
    type(entry).objects.filter(pk=entry.pk).update(instrument=Instrument.INTERVIEW)
    object_to(posting)
    start = timezone.now()

    with pytest.raises(ProcedureStopped) as stopped:
        adopt_invitations(posting=posting, invited=[], reasons={}, duty_reasons={}, actor=actor)
    with pytest.raises(ProcedureStopped):
        plan_interview(
            application=application,
            round=entry,
            appointment=Appointment(start, start + timedelta(hours=1), "", ""),
            expected_sequence=None,
            actor=actor,
        )
    assert "vertretung" not in str(stopped.value.user_message).casefold()


def test_lgg_18_an_objection_stops_the_opening_of_the_rating():
    posting = make_posting(status="published")
    make_member(posting, role="chair")
    make_member(posting), make_member(posting)
    object_to(posting)

    with pytest.raises(ProcedureStopped):
        open_scoring(posting=posting, actor=make_hr_officer())


def test_lgg_18_an_objection_stops_closing_and_concluding_a_round_until_it_is_settled(posting):
    (entry,) = posting.plan.rounds.all()
    matter, actor = object_to(posting), make_hr_officer()
    with pytest.raises(ProcedureStopped):
        close_round(round=entry, actor=actor)

    answers.settle_objection(matter=matter, reason="erörtert", settled_by="Leitung", settled_on=NEXT, actor=actor)
    close_round(round=entry, actor=actor)
    answer(make_matter(posting, subject="appointment"), "objection")
    with pytest.raises(ProcedureStopped):
        conclude_round(round=entry, actor=actor)
    with pytest.raises(ProcedureStopped):
        conclude_round(round=entry, actor=actor, reason="Es eilt sehr.")  # a reason is no settlement
    entry.refresh_from_db()
    assert entry.status == "closed"


def test_lgg_18_an_objection_stops_the_decisions_of_the_screening_but_no_draft(posting):
    application, other, actor = make_application(posting), make_application(posting), make_hr_officer()
    type(other).objects.filter(pk=other.pk).update(status="received")
    proposed = FormalDecision.objects.create(
        application=other,
        is_eligible=False,
        grounds="Abschluss fehlt",
        state="proposed",
        concluded_by=actor,
        concluded_at=timezone.now(),
    )
    object_to(posting)

    record_findings(
        application=application, found=[Found(step="first_sight", verdict="yes")], actor=actor, expected_version=0
    )
    for step in (
        lambda: conclude_preselection(posting=posting, actor=actor),
        lambda: conclude_formal_check(application=other, actor=actor),
        lambda: confirm_refusal(decision=proposed, actor=make_hr_officer()),
    ):
        with pytest.raises(ProcedureStopped):
            step()
    assert not posting.preselections.exists()
    assert set(posting.applications.values_list("status", flat=True)) == {"eligible", "received"}


def test_a_procedure_without_objection_goes_on(posting):
    make_matter(posting)

    refuse_while_stopped(posting=posting)


def test_periods_stand_in_calendar_and_list(posting):
    make_accompanied(posting)
    make_matter(posting)
    answer(make_matter(posting, subject="invitation"))

    items = due_items(posting)

    assert [(item.label, item.is_open) for item in items if "Antwort" in item.label] == [
        ("Antwort: Frauenvertretung: Auswahlentscheidung", True),
        ("Antwort: Frauenvertretung: Vorauswahl und Einladung", False),
    ]
    assert any(item.label.startswith("Meldung bei Eingang") for item in items)
    months = months_of([item for item in items if "Antwort" in item.label], today=date(2025, 9, 28))
    assert [month.first for month in months] == [date(2025, 9, 1)]
    assert [day.number for week in months[0].weeks for day in week if day.items] == [15]


def test_an_exported_calendar_does_not_tell_of_the_disability_representative(posting):
    make_accompanied(posting)
    make_matter(posting, "disability_rep")
    make_matter(posting)

    text = calendar_of(posting, due_items(posting), url="https://x.example/", stamp=timezone.now()).decode()

    assert text.count("BEGIN:VEVENT") == 4  # two notices on receipt, two answers
    assert "Schwerbehindert" not in text.replace("\r\n ", "")
    assert "Frauenvertretung" in text.replace("\r\n ", "")


def test_what_concerned_one_application_goes_with_it(posting):
    application = make_accompanied(posting)
    stays = make_matter(posting)
    matter = make_matter(posting, "disability_rep", application=application)
    keep_document(matter, DocumentKind.LETTER, "Unterrichtung", b"%PDF", None)
    answer(matter, "objection")
    answers.settle_objection(
        matter=matter, reason="erörtert", settled_by="Leitung", settled_on=NEXT, actor=make_hr_officer()
    )

    application_services.withdraw_application(
        application=application, withdrawn_on=date(2025, 9, 20), actor=make_hr_officer()
    )

    assert list(Participation.objects.all()) == [stays]
    assert not ParticipationDocument.objects.exists()
    assert not Participation.pgh_event_model.objects.filter(application=application).exists()
    assert not EqualityData.objects.filter(application=application).exists()


def test_after_a_decision_was_withdrawn_everybody_is_asked_anew(posting, monkeypatch):
    ask_staff_council(posting)
    for matter in Participation.objects.open():
        answer(matter, "approved" if matter.body == "staff_council" else "no_objection", note="")
    assert decision_checks(posting) == []
    since = timezone.now()
    monkeypatch.setattr("postings.decision.decisions.last_withdrawn_at", lambda found: since)

    anew = "nach der Aufhebung der Entscheidung noch nicht erneut beteiligt; auch nicht festgehalten, dass es entfällt."
    assert decision_checks(posting) == [f"Frauenvertretung: {anew}", f"Personalrat: {anew}", NEUTRAL]
    assert "Auswahlentscheidung (vor Aufhebung der früheren Entscheidung): versandt am" in memo_text(posting)
    with pytest.raises(WomensRepFirst):  # the Frauenvertretung as well is heard about the new decision first
        send(posting, "staff_council", sent_on=timezone.localdate())
    leave_out(posting)
    assert decision_checks(posting)[-1] != NEUTRAL
    make_matter(posting, sent_on=SENT)  # sent before the withdrawal, whenever it was written down
    assert f"Frauenvertretung: {anew}" in decision_checks(posting)


def test_a_correction_counts_from_when_what_it_corrects_was_put(posting, monkeypatch):
    matter = answer(make_matter(posting, sent_on=timezone.localdate()), note="", answered_on=timezone.localdate())
    since = timezone.now()
    answers.correct_answer(
        matter=matter, result=Result.NO_OBJECTION, note="Schreibfehler.", answered_on=timezone.localdate(),
        reason="Die Anmerkung war falsch übertragen.", actor=make_hr_officer(),
    )  # fmt: skip
    monkeypatch.setattr("postings.decision.decisions.last_withdrawn_at", lambda found: since)

    assert any(text.startswith("Frauenvertretung: nach der Aufhebung") for text in decision_checks(posting))
