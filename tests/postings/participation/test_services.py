from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from postings.equality.models import EqualityData
from postings.participation import answers, services
from postings.participation.enclosures import Enclosure, papers_of_applicants
from postings.participation.enums import Result
from postings.participation.errors import (
    AnswerImpossible,
    AnswerTooLate,
    BasisMissing,
    BodyCompetent,
    BodyNotCompetent,
    DayImpossible,
    DisabilityRepFirst,
    DocumentDamaged,
    MatterAnswered,
    MatterNotAnswered,
    MatterOpen,
    NothingToSettle,
    NotYetDeemed,
    PapersOfOthers,
    PreviewOutdated,
    WomensRepFirst,
)
from postings.participation.models import Participation, ParticipationDocument
from profiles.errors import ReasonMissing
from recruitment.audit.models import Event
from tests.factories import make_application, make_file, make_hr_officer, make_posting, make_user
from tests.pdf_gate import faults
from tests.postings.participation.building import (
    NEXT,
    SENT,
    ask_staff_council,
    leave_out,
    make_accompanied,
    make_draft,
    make_matter,
    send,
    yesterday,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_posting(authority="Bezirksamt Mitte von Berlin", signatory="Israel")


def answer(matter, result="no_objection", **fields):
    fields = {"note": "Grund", "answered_on": NEXT, "is_own_answer": False, "actor": make_hr_officer(), **fields}
    return answers.record_answer(matter=matter, result=Result(result), **fields)


def correct(matter, result="no_objection", **fields):
    fields = {"note": "Grund", "answered_on": NEXT, "reason": "verlesen", "actor": make_hr_officer(), **fields}
    return answers.correct_answer(matter=matter, result=Result(result), **fields)


def words(action):
    return [str(event) for event in Event.objects.filter(action=action)]


def test_persvg_79_two_weeks_from_receipt(posting):
    leave_out(posting)
    make_matter(posting)
    matter = send(posting, "staff_council", received_on=date(2025, 9, 19))

    assert matter.due_on == date(2025, 10, 6)
    assert words("participation.sent")[0] == (
        "Personalrat beteiligt: Auswahlentscheidung, versandt am 02.09.2025, Frist 06.10.2025"
    )


def test_the_period_of_the_womens_representative_is_a_setting(posting, settings):
    settings.PARTICIPATION_WOMENS_REP_DAYS = 10

    assert send(posting).due_on == date(2025, 9, 11)


def test_sgb_ix_178_an_omitted_participation_is_made_up_within_seven_days(posting):
    make_accompanied(posting)
    matter = send(posting, "disability_rep", made_up_since=SENT, due_on=None)

    assert matter.due_on == SENT + timedelta(days=7)
    assert Participation.objects.stopping().get() == matter

    answer(matter)
    assert not Participation.objects.stopping().exists()


def test_sgb_ix_178_what_is_made_up_too_late_is_recorded_all_the_same(posting):
    make_accompanied(posting)
    matter = make_matter(posting, "disability_rep", made_up_since=date(2025, 8, 1), due_on=None)

    assert matter.due_on == date(2025, 8, 8) < matter.sent_on


def test_the_order_of_the_bodies(posting):
    with pytest.raises(WomensRepFirst):
        send(posting, "staff_council")
    send(posting)
    with pytest.raises(DisabilityRepFirst):
        send(posting, "staff_council")
    leave_out(posting)
    with pytest.raises(WomensRepFirst):
        send(posting, "staff_council", sent_on=SENT)

    assert send(posting, "staff_council", sent_on=SENT, urgency_reason="Die Stelle ist unbesetzt.").is_open


def test_the_disability_representative_learns_only_what_it_is_competent_for(posting):
    calm = make_application(posting)
    with pytest.raises(BodyNotCompetent):
        send(posting, "disability_rep")

    accompanied = make_accompanied(posting)
    with pytest.raises(BodyNotCompetent):
        send(posting, "disability_rep", application=calm)
    with pytest.raises(BodyCompetent):
        leave_out(posting)

    assert send(posting, "disability_rep", application=accompanied).application == accompanied
    EqualityData.objects.update(refuses_disability_representative=True)
    with pytest.raises(BodyNotCompetent):
        send(posting, "disability_rep")
    assert leave_out(posting).result == "not_required"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("womens_rep", {"sent_on": date(2999, 1, 1)}),
        ("womens_rep", {"received_on": date(2025, 8, 31)}),
        ("disability_rep", {"due_on": None}),
        ("disability_rep", {"due_on": date(2025, 8, 31)}),
        ("disability_rep", {"made_up_since": date(2025, 9, 2)}),
    ],
)
def test_days_that_do_not_fit(posting, body, fields):
    make_accompanied(posting)

    with pytest.raises(DayImpossible):
        send(posting, body, **fields)


def test_the_same_matter_is_not_sent_twice_while_it_is_open(posting):
    matter = send(posting)
    with pytest.raises(MatterOpen):
        send(posting)

    answer(matter)
    assert send(posting).is_open


def test_leaving_out_needs_a_reason(posting):
    with pytest.raises(ReasonMissing):
        leave_out(posting, reason=" ")


def test_an_answer_counts_once(posting):
    matter = answer(make_matter(posting), is_own_answer=True)

    assert (matter.result, matter.is_own_answer) == ("no_objection", True)
    assert words("participation.answered") == [
        "Frauenvertretung hat geantwortet: Auswahlentscheidung – keine Einwände, Antwort vom 02.09.2025"
    ]
    with pytest.raises(MatterAnswered):
        answer(matter, "objection")


@pytest.mark.parametrize(
    ("body", "result", "fields", "error"),
    [
        ("womens_rep", "refused", {}, AnswerImpossible),
        ("womens_rep", "deemed_approved", {}, AnswerImpossible),
        ("womens_rep", "objection", {"note": " "}, ReasonMissing),
        ("womens_rep", "approved", {"answered_on": date(2025, 8, 1)}, DayImpossible),
        ("womens_rep", "approved", {"answered_on": date(2999, 8, 1)}, DayImpossible),
        ("staff_council", "objection", {}, AnswerImpossible),
        ("staff_council", "not_required", {}, AnswerImpossible),
        ("staff_council", "refused", {"answered_on": date(2025, 9, 17)}, AnswerTooLate),
    ],
)
def test_answers_that_are_none(posting, body, result, fields, error):
    matter = ask_staff_council(posting) if body == "staff_council" else make_matter(posting)

    with pytest.raises(error):
        answer(matter, result, **fields)


def test_a_correction_stands_beside_the_wrong_answer(posting):
    wrong = answer(make_matter(posting), "objection")
    right = correct(wrong)

    wrong.refresh_from_db()
    assert wrong.result == "objection"
    assert list(Participation.objects.standing()) == [right]
    assert "bisher beanstandet, jetzt keine Einwände. Begründung: verlesen" in words("participation.corrected")[0]
    with pytest.raises(MatterNotAnswered):
        correct(wrong)
    with pytest.raises(ReasonMissing):
        correct(right, reason="")


def test_a_refusal_in_time_that_was_recorded_late_corrects_the_deemed_approval(posting):
    deemed = answers.record_deemed_approval(matter=ask_staff_council(posting), actor=None)

    assert correct(deemed, "refused").result == "refused"


def test_only_answers_are_corrected(posting):
    for matter in (make_matter(posting), leave_out(posting)):
        with pytest.raises(MatterNotAnswered):
            correct(matter)


def test_persvg_79_a_written_extension_before_the_end(posting):
    matter = ask_staff_council(posting, sent_on=yesterday())
    extend = {"matter": matter, "reason": "Urlaub", "actor": make_hr_officer()}
    for until, reason in ((matter.due_on, "Urlaub"), (matter.due_on + timedelta(days=1), "")):
        with pytest.raises((DayImpossible, ReasonMissing)):
            answers.extend_period(**{**extend, "reason": reason}, until=until)

    extended = answers.extend_period(**extend, until=matter.due_on + timedelta(days=7))

    assert extended.ends_on == matter.due_on + timedelta(days=7)


def test_no_extension_afterwards_or_for_others(posting):
    late, other = ask_staff_council(posting), Participation.objects.get(body="womens_rep")
    for matter in (late, other):
        with pytest.raises(DayImpossible):
            answers.extend_period(matter=matter, until=date(2999, 1, 1), reason="Urlaub", actor=make_hr_officer())


def test_persvg_79_silence_is_recorded_in_the_night_for_the_staff_council_only(posting):
    over = ask_staff_council(posting)
    running = ask_staff_council(make_posting(), sent_on=timezone.localdate())
    call_command("record_deemed_approvals", dry_run=True, stdout=open("/dev/null", "w"))
    over.refresh_from_db()
    assert over.is_open

    call_command("record_deemed_approvals", stdout=open("/dev/null", "w"))

    results = dict(Participation.objects.values_list("pk", "result"))
    assert (results.pop(over.pk), results.pop(running.pk)) == ("deemed_approved", "")
    assert "deemed_approved" not in results.values()
    assert Event.objects.get(action="participation.deemed_approved").actor is None


def test_persvg_79_nothing_is_deemed_before_the_end_or_of_others(posting):
    running = ask_staff_council(posting, sent_on=timezone.localdate())
    for matter in (running, Participation.objects.get(body="womens_rep")):
        with pytest.raises(NotYetDeemed):
            answers.record_deemed_approval(matter=matter, actor=make_hr_officer())


def test_lgg_18_an_objection_stops_until_it_is_settled(posting):
    matter = answer(make_matter(posting), "objection")
    assert Participation.objects.stopping().get() == matter
    settle = {"matter": matter, "settled_by": "Bezirksbürgermeisterin", "actor": make_hr_officer()}
    with pytest.raises(ReasonMissing):
        answers.settle_objection(**settle, reason=" ", settled_on=NEXT)
    with pytest.raises(DayImpossible):
        answers.settle_objection(**settle, reason="erörtert", settled_on=SENT)

    answers.settle_objection(**settle, reason="erörtert und abgeholfen", settled_on=NEXT)

    assert not Participation.objects.stopping().exists()
    assert words("participation.settled") == [
        "Frauenvertretung, Auswahlentscheidung: Beanstandung beigelegt am 02.09.2025 durch Bezirksbürgermeisterin. "
        "Begründung: erörtert und abgeholfen"
    ]
    with pytest.raises(NothingToSettle):
        answers.settle_objection(**settle, reason="noch einmal", settled_on=NEXT)


def test_an_open_matter_ends_without_answer_for_a_reason(posting):
    matter = answers.withdraw_matter(matter=make_matter(posting), reason="Versehen", actor=make_hr_officer())

    assert (matter.result, matter.sent_on) == ("not_required", SENT)
    with pytest.raises(MatterAnswered):
        answers.withdraw_matter(matter=matter, reason="Versehen", actor=make_hr_officer())


def test_sgb_ix_178_who_is_competent_is_not_left_out_afterwards(posting):
    make_accompanied(posting)
    with pytest.raises(BodyCompetent):
        answers.withdraw_matter(matter=make_matter(posting, "disability_rep"), reason="eilt", actor=make_hr_officer())


def test_what_was_read_in_the_preview_is_sent(posting):
    actor, draft = make_hr_officer(), make_draft()
    digest = services.letter_digest(services.build_matter(posting, draft, actor=actor), [], actor)

    with pytest.raises(PreviewOutdated):
        services.send_matter(posting=posting, draft=make_draft(text="anders"), digest=digest, actor=actor)
    assert services.send_matter(posting=posting, draft=draft, digest=digest, actor=actor).is_open


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("womens_rep", "bevor entschieden wird (LGG § 17): Auswahlentscheidung."),
        ("staff_council", "gilt sie als erteilt (§ 79 PersVG Berlin)."),
        ("disability_rep", "Es geht um die Bewerbung von Änne Ölkrug (Nr. 1)."),
    ],
)
def test_every_letter_passes_the_gate(posting, tmp_path, body, expected):
    application = make_accompanied(posting)
    person = application.applicant
    person.first_name, person.last_name = "Änne", "Ölkrug"
    person.save()
    enclosure = Enclosure("x", "Auswahlbericht, Fassung 1", lambda: b"%PDF-1.7", sha256="ab" * 32)
    draft = make_draft(body, application=application if body == "disability_rep" else None)
    if body == "staff_council":
        make_matter(posting)
        make_matter(posting, "disability_rep")
    matter = services.send_matter(posting=posting, draft=draft, enclosures=[enclosure], actor=make_hr_officer())

    letter, kept = matter.documents.all()
    path = tmp_path / "brief.pdf"
    path.write_bytes(bytes(letter.content))
    assert faults(path) == []
    assert (kept.kind, bytes(kept.content)) == ("enclosure", b"%PDF-1.7")
    text = text_of(path)
    assert expected in text
    assert "Auswahlbericht, Fassung 1, SHA-256 " + "ab" * 32 in text


def test_no_body_is_heard_on_the_selection_without_its_papers_or_a_reason(posting):
    for body in ("womens_rep", "staff_council"):
        with pytest.raises(BasisMissing):
            send(posting, body, papers_reason=" ")
    assert not Participation.objects.exists()

    assert send(posting, papers_reason="", subject="invitation").papers_reason == ""
    assert send(posting).papers_reason == "Sie liegen auf Papier bei."


def test_papers_of_an_applicant_are_named_to_the_disability_representative_and_kept_in_one_place(posting):
    application, other = make_accompanied(posting), make_application(posting)
    file = make_file(application, kind="reference")
    make_file(other)  # nobody accompanies this applicant
    (paper,) = papers_of_applicants(posting)

    matter = services.send_matter(
        posting=posting,
        draft=make_draft("disability_rep", application=application),
        enclosures=[paper],
        actor=make_hr_officer(),
    )

    assert paper.entry == f"Bewerbung {application.number}: Arbeitszeugnis „{file.name}“, SHA-256 {file.sha256}"
    assert [document.kind for document in matter.documents.all()] == ["letter"]
    for draft in (make_draft("womens_rep"), make_draft("disability_rep")):
        with pytest.raises(PapersOfOthers):
            services.send_matter(posting=posting, draft=draft, enclosures=[paper], actor=make_hr_officer())


def text_of(path):
    import pymupdf

    with pymupdf.open(path) as pdf:
        return " ".join(
            " ".join(page.get_text() for page in pdf).replace("\u2010\n", "").replace("\u00ad\n", "").split()
        )


def test_damaged_papers_are_not_handed_out(posting):
    document = send(posting).documents.get()
    assert services.read_document(document=document, actor=make_user()).startswith(b"%PDF")

    document.content = b"%PDF-anders"
    with pytest.raises(DocumentDamaged):
        services.read_document(document=document, actor=make_user())
    assert ParticipationDocument.objects.get().sha256 == document.sha256
