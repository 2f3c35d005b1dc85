"""Pages of the interviews: who sees what, nothing typed is lost, a constant number of queries."""

import pytest
from django.urls import reverse
from icalendar import Calendar

from postings.assessment.rounds import close_round
from postings.interviews.guides import (
    QuestionContent,
    change_question,
    delete_question,
    guide_of,
    questions_of,
    save_texts,
)
from postings.interviews.models import GuideQuestion, Interview, InterviewRecord, RecordAnswer
from postings.interviews.records import save_record
from tests.factories import (
    declare,
    make_application,
    make_conflict,
    make_exemption,
    make_guide,
    make_hr_officer,
    make_interview,
    make_member,
    make_posting,
    make_record,
    make_sheet,
    record_content,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def entry(posting):
    return posting.plan.rounds.get()


@pytest.fixture
def application(posting):
    return make_application(posting)


@pytest.fixture
def chair(client, posting):
    person = make_member(posting, role="chair")
    client.force_login(person)
    return person


def page(client, name, *arguments, **data):
    response = client.get(reverse(name, args=arguments), data)
    return response.content.decode()


def question_data(entry, **fields):
    criterion = entry.criteria.first()
    return {
        "version": "0",
        "text": "Was tun Sie zuerst?",
        "criteria": [str(criterion.pk)],
        "expected": "prüft die Frist",
        "follow_ups": "",
        "minutes": "10",
        "anchor-5": "wägt ab",
        "anchor-1": "rät",
        **fields,
    }


def test_a_guide_is_written_and_read(client, posting, entry, chair):
    url = reverse("interviews:guide_edit", args=[entry.pk])
    client.post(url, {"version": "0", "opening": "Guten Tag", "closing": "Danke"})
    add = reverse("interviews:question_add", args=[entry.pk])
    client.post(add, question_data(entry))
    client.post(add, question_data(entry, text="Und dann?", criteria=[]))
    second = GuideQuestion.objects.get(position=2)
    move = reverse("interviews:question_move", args=[entry.pk, second.pk])
    client.post(move, {"direction": "up", "version": "3"})
    client.post(move, {"direction": "up", "version": "3"})  # the second half of a double click

    client.force_login(make_member(posting))
    content = page(client, "interviews:guide_detail", entry.pk)

    assert [question.text for question in questions_of(guide_of(entry))] == ["Und dann?", "Was tun Sie zuerst?"]
    for words in ("Guten Tag", "prüft die Frist", "wägt ab", "Danach wird nicht gefragt", "3.1.2 Merkmal", "Fassung 4"):
        assert words in content
    assert "Leitfaden bearbeiten" not in content


def test_an_empty_question_and_a_wrong_number_are_told(client, entry, chair):
    response = client.post(
        reverse("interviews:question_add", args=[entry.pk]), question_data(entry, text=" ", minutes="500")
    )

    assert response.status_code == 200
    assert "Bitte schreiben Sie die Frage." in response.content.decode()
    assert GuideQuestion.objects.count() == 0


def test_a_question_changed_elsewhere_shows_both(client, entry, chair):
    make_guide(entry)
    question = questions_of(guide_of(entry))[0]
    change_question(
        question=question, content=QuestionContent("Gespeichert?"), expected_version=1, actor=make_hr_officer()
    )
    url = reverse("interviews:question_edit", args=[entry.pk, question.pk])

    conflict = client.post(url, question_data(entry, version="1", text="Meine?"))
    client.post(url, question_data(entry, version="2", text="Meine?"))

    shown = conflict.content.decode()
    assert conflict.status_code == 409
    assert ("Gespeichert?" in shown, "Meine?" in shown, "Ihre Eingabe" in shown) == (True, True, True)
    question.refresh_from_db()
    assert question.text == "Meine?"


def test_a_question_deleted_elsewhere_can_be_saved_anew(client, entry, chair):
    guide = make_guide(entry)
    question = questions_of(guide)[0]
    delete_question(question=question, expected_version=guide.version, actor=make_hr_officer())

    response = client.post(
        reverse("interviews:question_edit", args=[entry.pk, question.pk]),
        question_data(entry, version="1", text="Meine?"),
    )

    assert response.status_code == 409
    assert f'action="{reverse("interviews:question_add", args=[entry.pk])}"' in response.content.decode()
    assert "Meine?" in response.content.decode()


def test_texts_changed_elsewhere_show_both(client, entry, chair):
    guide = make_guide(entry)
    save_texts(round=entry, opening="Hallo", closing="", expected_version=guide.version, actor=make_hr_officer())
    url = reverse("interviews:guide_edit", args=[entry.pk])

    conflict = client.post(url, {"version": str(guide.version), "opening": "Moin", "closing": ""})
    client.post(url, {"version": str(guide.version + 1), "opening": "Moin", "closing": ""})

    assert conflict.status_code == 409
    assert ("Hallo" in conflict.content.decode(), "Moin" in conflict.content.decode()) == (True, True)
    assert guide_of(entry).opening == "Moin"


def test_a_fixed_guide_says_so_and_offers_nothing(client, entry, application, chair):
    guide = make_guide(entry)
    make_record(application, entry)
    question = questions_of(guide)[0]

    content = page(client, "interviews:guide_detail", entry.pk)
    edit = client.get(reverse("interviews:guide_edit", args=[entry.pk]), follow=True).content.decode()
    typed = client.post(
        reverse("interviews:question_edit", args=[entry.pk, question.pk]), question_data(entry, text="Meine?")
    ).content.decode()

    assert ("steht fest" in content, "Leitfaden bearbeiten" in content) == (True, False)
    assert "Der Leitfaden steht seitdem fest" in edit
    assert ("Meine?" in typed, "Der Leitfaden steht seitdem fest" in typed) == (True, True)


def test_deleting_asks_first(client, entry, chair):
    guide = make_guide(entry)
    question = questions_of(guide)[0]
    url = reverse("interviews:question_delete", args=[entry.pk, question.pk])

    asked = client.get(url).content.decode()
    client.post(url, {"version": str(guide.version)})
    client.post(reverse("interviews:guide_delete", args=[entry.pk]), {"version": str(guide.version + 1)})

    assert "Wie gehen Sie in Lage 1 vor?" in asked
    assert guide_of(entry) is None


def test_an_interview_is_planned_in_the_order_of_time(client, posting, entry, application, chair):
    later = make_application(posting)
    make_interview(later, entry, hour=8)
    url = reverse("interviews:interview_edit", args=[entry.pk, application.pk])
    data = {"sequence": "", "day": "2026-01-12", "begins": "07:00", "minutes": "30", "place": "Raum 1", "note": ""}

    clash = client.post(url, {**data, "begins": "08:10"}).content.decode()
    client.post(url, data)
    listed = page(client, "interviews:interview_list", posting.pk)

    assert "Zu dieser Zeit ist in der Runde schon ein Gespräch geplant" in clash
    assert 'value="08:10"' in clash
    assert listed.index("07:00 bis 07:30 Uhr") < listed.index("08:00 bis 08:45 Uhr")
    assert "Alle haben einen Termin." in listed


def test_who_is_not_planned_yet_is_listed(client, posting, entry, application, chair):
    content = page(client, "interviews:interview_list", posting.pk)

    assert ("Noch ohne Termin" in content, "Nachname0001, Anna" in content, "kalender.ics" in content) == (
        True,
        True,
        False,
    )


def test_the_form_proposes_the_time_of_the_questions(client, entry, application, chair):
    make_guide(entry, questions=3)

    assert 'name="minutes" value="30"' in page(client, "interviews:interview_edit", entry.pk, application.pk)


def test_a_moved_appointment_is_told_and_the_input_stays(client, entry, application, chair):
    make_interview(application, entry)
    url = reverse("interviews:interview_edit", args=[entry.pk, application.pk])
    data = {"day": "2026-01-13", "begins": "09:00", "minutes": "30", "place": "", "note": ""}

    conflict = client.post(url, {**data, "sequence": ""})
    client.post(url, {**data, "sequence": "0"})
    moved = Interview.objects.get()
    client.post(url, {"drop": "1", "sequence": "1"})

    assert conflict.status_code == 409
    assert "12.01.2026, 10:00 bis 10:45 Uhr" in conflict.content.decode()
    assert 'value="2026-01-13"' in conflict.content.decode()
    assert (moved.sequence, Interview.objects.count()) == (1, 0)


@pytest.mark.parametrize("is_blind", [False, True])
def test_the_calendar_names_no_person(client, is_blind):
    posting = make_posting(is_blind=is_blind)
    entry = posting.plan.rounds.get()
    application = make_application(posting)
    make_interview(application, entry)
    client.force_login(make_member(posting))

    response = client.get(reverse("interviews:interview_calendar", args=[posting.pk]))

    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    label = application.code if is_blind else "1"
    assert event["summary"] == f"Auswahlgespräch {posting.reference_number}: Bewerbung {label}"
    assert ("Nachname" in response.content.decode(), response["Content-Type"]) == (
        False,
        "text/calendar; charset=utf-8",
    )


def test_the_calendar_takes_back_who_is_not_interviewed_and_leaves_out_who_is_not_to_be_seen(
    client, posting, entry, application
):
    member = make_member(posting)
    conflicted, refused = make_application(posting), make_application(posting)
    for hour, one in enumerate((application, conflicted, refused), start=9):
        make_interview(one, entry, hour=hour)
    make_conflict(conflicted, member)
    posting.applications.filter(pk=refused.pk).update(status="received")
    client.force_login(member)

    response = client.get(reverse("interviews:interview_calendar", args=[posting.pk]))

    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert [(str(event["summary"])[-1], str(event["status"])) for event in events] == [
        ("1", "CONFIRMED"),
        ("3", "CANCELLED"),
    ]


def record_data(entry, person, **fields):
    data = {
        "version": "0",
        "day": "2026-01-12",
        "begins": "10:00",
        "ends": "10:50",
        "present": [str(person.pk)],
        "others_present": "",
        "extra-question-1": "Warum wir?",
        "extra-answer-1": "kennt das Haus",
    }
    for question in questions_of(guide_of(entry)):
        data |= {f"asked-{question.pk}": "yes", f"answer-{question.pk}": f"Antwort {question.position}"}
    return data | fields


def test_a_record_is_written_and_read(client, posting, entry, application, chair):
    make_guide(entry)
    second = questions_of(guide_of(entry))[1]
    url = reverse("interviews:record_edit", args=[entry.pk, application.pk])

    faulty = client.post(url, record_data(entry, chair, **{f"asked-{second.pk}": "no", "ends": "09:00"}))
    saved = client.post(
        url, record_data(entry, chair, **{f"asked-{second.pk}": "no", f"reason-{second.pk}": "Zeit war um"})
    )
    content = page(client, "interviews:record_detail", entry.pk, application.pk)
    again = page(client, "interviews:record_edit", entry.pk, application.pk)

    shown = faulty.content.decode()
    assert "Bitte schreiben Sie, warum die Frage nicht gestellt wurde." in shown
    assert ("Das Ende liegt nicht nach dem Beginn." in shown, "kennt das Haus" in shown) == (True, True)
    assert saved.status_code == 302
    for words in (
        "12.01.2026, 10:00 bis 10:50 Uhr",
        str(chair),
        "Antwort 1",
        "nicht gestellt: Zeit war um",
        "Warum wir?",
    ):
        assert words in content
    assert "Es fehlt noch" not in content
    assert 'name="extra-question-3"' in again


def test_saving_and_going_on_stays_on_the_page(client, entry, application, chair):
    url = reverse("interviews:record_edit", args=[entry.pk, application.pk])

    response = client.post(url, record_data(entry, chair, again="1"))

    assert response.url == url


def test_a_record_saved_elsewhere_shows_both(client, posting, entry, application, chair):
    make_guide(entry)
    save_record(
        application=application,
        round=entry,
        content=record_content(entry, chair),
        expected_version=0,
        actor=make_hr_officer(),
    )
    url = reverse("interviews:record_edit", args=[entry.pk, application.pk])
    data = record_data(entry, chair, **{"extra-question-2": "Noch etwas?", "extra-answer-2": "nein"})

    conflict = client.post(url, data)
    client.post(url, {**data, "version": "1"})

    shown = conflict.content.decode()
    assert conflict.status_code == 409
    for words in ("nennt die Frist", "Antwort 1", "Noch etwas?", "Was reizt Sie", 'name="version" value="1"'):
        assert words in shown
    stored = InterviewRecord.objects.get()
    assert (stored.version, stored.extras.count()) == (2, 2)
    assert set(RecordAnswer.objects.values_list("answer", flat=True)) == {"Antwort 1", "Antwort 2"}


@pytest.mark.parametrize(
    ("role", "may_write"),
    [
        ("chair", True),
        ("minute_taker", True),
        ("assessor", True),
        ("deputy", False),
        ("decider", False),
        ("observer", False),
    ],
)
def test_who_reads_and_who_writes(client, posting, entry, application, role, may_write):
    make_record(application, entry)
    client.force_login(make_member(posting, role=role))

    read = client.get(reverse("interviews:record_detail", args=[entry.pk, application.pk]))
    write = client.get(reverse("interviews:record_edit", args=[entry.pk, application.pk]))

    assert (read.status_code, write.status_code) == (200, 200 if may_write else 403)
    assert ("Protokoll bearbeiten" in read.content.decode()) is may_write


def test_nobody_who_is_biased_sees_the_record_of_this_applicant(client, posting, entry, application):
    other = make_application(posting)
    for one in (application, other):
        make_record(one, entry)
    member = make_member(posting)
    make_exemption(application, member)
    client.force_login(member)

    answers = {
        (name, one.pk): client.get(reverse(f"interviews:{name}", args=[entry.pk, one.pk])).status_code
        for name in ("record_detail", "record_edit")
        for one in (application, other)
    }
    listed = page(client, "interviews:interview_list", posting.pk)

    assert answers == {
        ("record_detail", application.pk): 403,
        ("record_edit", application.pk): 403,
        ("record_detail", other.pk): 200,
        ("record_edit", other.pk): 200,
    }
    assert listed.count("nicht einsehbar (befangen)") == 1
    assert client.post(reverse("interviews:record_edit", args=[entry.pk, application.pk])).status_code == 403


def test_the_deputy_of_the_biased_member_writes(client, posting, entry, application):
    member, deputy = make_member(posting), make_member(posting, role="deputy")
    make_exemption(application, member, deputy=deputy)
    client.force_login(deputy)

    assert client.get(reverse("interviews:record_edit", args=[entry.pk, application.pk])).status_code == 200


def test_a_round_on_the_file_has_neither_guide_nor_record(client, posting, entry, application, chair):
    posting.plan.rounds.update(instrument="file")

    answers = [
        client.get(reverse(f"interviews:{name}", args=arguments)).status_code
        for name, arguments in (
            ("guide_detail", [entry.pk]),
            ("interview_edit", [entry.pk, application.pk]),
            ("record_detail", [entry.pk, application.pk]),
        )
    ]

    assert answers == [404, 404, 404]
    assert "keine Runde mit Gespräch oder Aufgabe" in page(client, "interviews:interview_list", posting.pk)


def test_the_rounds_say_which_records_are_missing(client, posting, entry, application, chair):
    make_sheet(application, make_member(posting), [3, 3, 3])
    close_round(round=entry, actor=chair)

    listed = page(client, "assessment:round_list", posting.pk)
    url = reverse("assessment:round_conclude", args=[entry.pk])
    asked = client.get(url).content.decode()
    client.post(url, {"reason": "Die Mitschrift ging verloren."})
    entry.refresh_from_db()

    assert "Anna Nachname0001: kein Gesprächsprotokoll" in listed
    assert "Anna Nachname0001: kein Gesprächsprotokoll" in asked
    assert (entry.status, entry.concluding_reason) == ("concluded", "Die Mitschrift ging verloren.")
    assert "Die Mitschrift ging verloren." in page(client, "assessment:round_list", posting.pk)


def test_sheet_and_posting_lead_to_guide_and_record(client, posting, entry, application):
    member = make_member(posting)
    declare(posting, member)
    client.force_login(member)

    sheet = page(client, "assessment:sheet_edit", application.pk)

    assert reverse("interviews:guide_detail", args=[entry.pk]) in sheet
    assert reverse("interviews:record_detail", args=[entry.pk, application.pk]) in sheet
    assert reverse("interviews:interview_list", args=[posting.pk]) in page(
        client, "postings:posting_detail", posting.pk
    )


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_asks_a_constant_number_of_queries(
    client, posting, entry, chair, django_assert_max_num_queries, count
):
    make_guide(entry)
    for hour in range(count):
        application = make_application(posting)
        make_interview(application, entry, hour=8 + hour)
        make_record(application, entry)

    with django_assert_max_num_queries(16):
        page(client, "interviews:interview_list", posting.pk)
