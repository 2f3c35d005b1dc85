"""Reminders: what is written, that it goes out once and after the commit, and what is kept of it."""

import socket
import socketserver
import threading
from contextlib import closing, contextmanager
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, connection, transaction

from postings.assessment import reminders
from postings.assessment.errors import (
    MailNotConfigured,
    NobodyToRemind,
    RemindedToday,
    RemindersChanged,
    RoundNotOpen,
    SentenceNamesApplicant,
)
from postings.assessment.models import AssessmentRound, Reminder
from postings.assessment.rounds import close_round, set_due_date
from recruitment.audit.models import Event
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_sheet, make_user

pytestmark = pytest.mark.django_db

TODAY = date(2025, 9, 10)


@pytest.fixture
def posting():
    posting = make_posting(reference_number="148/2025")
    make_application(posting, last_name="Quittenwolke")
    make_application(posting)
    return posting


@pytest.fixture
def chair(posting):
    return make_member(posting, role="chair", user=make_user(first_name="Vera", last_name="Vorsitz"))


@pytest.fixture
def mia(posting):
    return make_member(posting, user=make_user(first_name="Mia", last_name="Mohn", email="mia@example.org"))


@pytest.fixture
def ole(posting):
    return make_member(posting, user=make_user(first_name="Ole", last_name="Otto", email="ole@example.org"))


def round_of(posting):
    return AssessmentRound.objects.get(plan=posting.pk)


def preview(posting, *people, sentence="", sender=None, today=TODAY):
    chosen = [one for one in reminders.debtors(round_of(posting), posting) if one.person in people]
    return reminders.compose(round_of(posting), posting, chosen, sentence=sentence, sender=sender, today=today)


def send(posting, *people, actor, sentence="", batch=None, is_repeat=False, mails=None, today=TODAY):
    mails = preview(posting, *people, sentence=sentence, sender=actor, today=today) if mails is None else mails
    return reminders.send_reminders(
        round=round_of(posting),
        people=[person.pk for person in people],
        sentence=sentence,
        digest=reminders.digest_of(mails),
        batch=batch or uuid4(),
        is_repeat=is_repeat,
        actor=actor,
        today=today,
    )


def results(posting):
    return list(Reminder.objects.filter(posting=posting).order_by("id").values_list("address", "state", "failure"))


def test_the_mail_says_what_is_missing_and_nothing_on_applicants(posting, chair, mia, settings):
    settings.SITE_URL = "https://auswahl.example.org/"
    settings.AUTHORITY_NAME = "Bezirksamt Mitte von Berlin"
    set_due_date(round=round_of(posting), due_on=date(2025, 9, 12), actor=chair, today=TODAY)

    sent = preview(posting, mia, sentence="Am Freitag tagt die Kommission.", sender=chair)

    assert [(one.address, one.subject) for one in sent] == [
        ("mia@example.org", "Kennzahl 148/2025: Bewertungsbögen fehlen noch")
    ]
    assert sent[0].body == (
        "Guten Tag Mia Mohn,\n"
        "\n"
        "im Auswahlverfahren mit der Kennzahl 148/2025 fehlen in der Runde „Auswahlgespräch“ noch 2 Bewertungsbögen von"
        " Ihnen.\n"
        "\n"
        "Bewertungsfrist: 12.09.2025 – noch 2 Tage\n"
        "\n"
        "Am Freitag tagt die Kommission.\n"
        "\n"
        "Zu Ihren Bewertungsbögen (Anmeldung nötig):\n"
        "https://auswahl.example.org/bewertungen/\n"
        "\n"
        "Bei Fragen wenden Sie sich bitte an: Vera Vorsitz. Auf diese E-Mail kann nicht geantwortet werden.\n"
        "\n"
        "Bezirksamt Mitte von Berlin\n"
    )


def test_without_due_date_and_sentence_there_is_no_gap_in_the_text(posting, mia):
    make_sheet(posting.applications.get(number=1), mia, [3, 3, 3])

    body = preview(posting, mia)[0].body

    assert "noch 1 Bewertungsbogen von Ihnen.\n\nZu Ihren" in body
    assert "an: Personalservice." in body


def test_what_was_read_is_what_is_sent(posting, chair, mia, ole, django_capture_on_commit_callbacks):
    read = preview(posting, mia, ole, sender=chair)

    with django_capture_on_commit_callbacks(execute=True):
        send(posting, mia, ole, actor=chair)

    assert [(one.to, one.subject, one.body) for one in mail.outbox] == [
        ([one.address], one.subject, one.body) for one in read
    ]
    assert [one.extra_headers["Auto-Submitted"] for one in mail.outbox] == ["auto-generated"] * 2
    assert results(posting) == [("mia@example.org", "sent", ""), ("ole@example.org", "sent", "")]
    row = Reminder.objects.get(person=mia)
    assert (row.sent_by, row.round_title, row.round_position) == (chair, "Auswahlgespräch", 1)
    assert (row.subject, row.body, row.reminded_on) == (read[0].subject, read[0].body, TODAY)
    assert [str(event) for event in Event.objects.filter(action__startswith="reminder.")] == [
        "Per E-Mail an fehlende Bögen der Runde „Auswahlgespräch“ erinnert: Mia Mohn, Ole Otto"
    ]


@pytest.mark.django_db(transaction=True)
def test_nothing_leaves_before_the_commit_and_nothing_after_a_rollback(posting, chair, mia):
    with pytest.raises(RuntimeError), transaction.atomic():
        send(posting, mia, actor=chair)
        raise RuntimeError
    assert (mail.outbox, results(posting)) == ([], [])

    with transaction.atomic():
        send(posting, mia, actor=chair)
        assert mail.outbox == []
    assert [one.to for one in mail.outbox] == [["mia@example.org"]]
    assert results(posting) == [("mia@example.org", "sent", "")]


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_send_once(posting, chair, mia):
    batch, errors = uuid4(), []

    def click():
        try:
            send(posting, mia, actor=chair, batch=batch)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()

    assert errors == []
    assert len(mail.outbox) == 1
    assert results(posting) == [("mia@example.org", "sent", "")]


def test_a_second_click_finds_the_first_even_when_the_round_is_closed_meanwhile(
    posting, chair, mia, django_capture_on_commit_callbacks
):
    batch, read = uuid4(), preview(posting, mia, sender=chair)
    with django_capture_on_commit_callbacks(execute=True):
        first = send(posting, mia, actor=chair, batch=batch)
    close_round(round=round_of(posting), actor=chair, reason="Mia ist erkrankt")

    with django_capture_on_commit_callbacks(execute=True):
        assert send(posting, mia, actor=chair, batch=batch, mails=read) == first
    assert len(mail.outbox) == 1


def test_a_sheet_submitted_since_the_preview_stops_the_sending(posting, chair, mia):
    read = preview(posting, mia, sender=chair)
    make_sheet(posting.applications.get(number=1), mia, [3, 3, 3])

    with pytest.raises(RemindersChanged):
        send(posting, mia, actor=chair, mails=read)
    assert results(posting) == []


def test_a_second_reminder_on_one_day_needs_a_word(posting, chair, mia, ole, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(posting, mia, actor=chair)

    with pytest.raises(RemindedToday, match="Heute schon erinnert: Mia Mohn"):
        send(posting, mia, ole, actor=chair)
    with django_capture_on_commit_callbacks(execute=True):
        send(posting, mia, ole, actor=chair, is_repeat=True)

    assert list(Reminder.objects.order_by("id").values_list("person", "is_repeat")) == [
        (mia.pk, False),
        (mia.pk, True),
        (ole.pk, False),
    ]
    with django_capture_on_commit_callbacks(execute=True):
        send(posting, mia, actor=chair, today=TODAY + timedelta(days=1))
    assert len(mail.outbox) == 4


def test_people_without_an_address_or_account_are_told_apart(posting, chair, mia):
    silent = make_member(posting, user=make_user(last_name="Anders"))
    wrong = make_member(posting, user=make_user(last_name="Berg", email="x@y\nBcc: z@example.org"))
    gone = make_member(posting, user=make_user(last_name="Celik", email="c@example.org", is_active=False))

    assert [(one.person, one.count, one.hindrance) for one in reminders.debtors(round_of(posting), posting)] == [
        (silent, 2, "keine E-Mail-Adresse"),
        (wrong, 2, "ungültige E-Mail-Adresse"),
        (gone, 2, "Konto gesperrt"),
        (mia, 2, ""),
    ]
    assert [one.address for one in preview(posting, silent, wrong, gone, mia)] == ["mia@example.org"]
    with pytest.raises(NobodyToRemind):
        send(posting, silent, actor=chair)


@pytest.mark.parametrize("sentence", ["Frau Quittenwolke wartet.", "Zu {code} fehlt noch alles."])
def test_the_sentence_names_no_applicant(posting, chair, mia, sentence):
    code = posting.applications.get(number=2).code

    with pytest.raises(SentenceNamesApplicant):
        preview(posting, mia, sentence=sentence.format(code=code), sender=chair)
    assert preview(posting, mia, sentence="Quittenwolkenbruch", sender=chair)


def test_whoever_sees_codes_only_learns_no_name_from_a_refusal():
    posting = make_posting(is_blind=True)
    code = make_application(posting, last_name="Quittenwolke").code
    chair = make_member(posting, role="chair")
    member = make_member(posting, user=make_user(email="m@example.org"))

    assert preview(posting, member, sentence="Quittenwolke", sender=chair)
    with pytest.raises(SentenceNamesApplicant):
        preview(posting, member, sentence="Quittenwolke", sender=make_hr_officer())
    with pytest.raises(SentenceNamesApplicant):
        preview(posting, member, sentence=f"{code} eilt", sender=chair)


def test_no_line_end_gets_into_a_header(posting, chair, mia, django_capture_on_commit_callbacks):
    posting = make_posting(reference_number="1/2025\r\nBcc: fremd@example.org")
    make_application(posting)
    make_member(posting, user=mia)

    with django_capture_on_commit_callbacks(execute=True):
        send(posting, mia, actor=chair, sentence="Eins\r\n.\r\nBcc: fremd@example.org")

    message = mail.outbox[0].message()
    assert (message["To"], message["Bcc"]) == ("mia@example.org", None)
    assert len(message.get_all("Subject")) == 1
    assert "Eins . Bcc: fremd@example.org" in mail.outbox[0].body


def test_a_round_that_is_not_open_or_a_missing_server_sends_nothing(posting, chair, mia, settings):
    read = preview(posting, mia, sender=chair)
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    with pytest.raises(MailNotConfigured):
        send(posting, mia, actor=chair, mails=read)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    close_round(round=round_of(posting), actor=chair, reason="Mia ist erkrankt")

    with pytest.raises(RoundNotOpen):
        send(posting, mia, actor=chair, mails=read)
    assert results(posting) == []


AWAY = "Der Mailserver war nicht erreichbar oder hat abgebrochen. Bitte versuchen Sie es später noch einmal."
REFUSED = "Der Mailserver hat die Adresse nicht angenommen. Bitte prüfen Sie die Adresse."


@contextmanager
def mail_server(settings, *, refuses=(), hangs_up_on=()):
    """A small SMTP server on the loopback address; yields the texts that it took."""
    taken = []

    class Conversation(socketserver.StreamRequestHandler):
        def say(self, text):
            self.wfile.write(text.encode() + b"\r\n")

        def handle(self):
            self.say("220 bereit")
            while line := self.rfile.readline().decode().strip():
                if line.upper().startswith("RCPT") and any(name in line for name in hangs_up_on):
                    return
                if line.upper().startswith("RCPT") and any(name in line for name in refuses):
                    self.say("550 kennt hier niemand")
                elif line.upper() == "DATA":
                    self.say("354 los")
                    lines = []
                    while (text := self.rfile.readline()) != b".\r\n":
                        lines.append(text.decode())
                    taken.append("".join(lines))
                    self.say("250 angenommen")
                elif line.upper() == "QUIT":
                    self.say("221 bis bald")
                    return
                else:
                    self.say("250 gut")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        use_server(settings, server.server_address[1])
        yield taken
        server.shutdown()


def use_server(settings, port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""


@pytest.mark.parametrize(("fault", "words"), [("refuses", REFUSED), ("hangs_up_on", AWAY)])
def test_one_mail_that_fails_keeps_none_of_the_others(
    posting, chair, mia, ole, settings, django_capture_on_commit_callbacks, fault, words
):
    last = make_member(posting, user=make_user(last_name="Zett", email="zett@example.org"))
    with mail_server(settings, **{fault: ["mia@"]}) as taken, django_capture_on_commit_callbacks(execute=True):
        send(posting, mia, ole, last, actor=chair)

    assert [line for text in taken for line in text.splitlines() if line.startswith("To:")] == [
        "To: ole@example.org",
        "To: zett@example.org",
    ]
    assert results(posting) == [
        ("mia@example.org", "failed", words),
        ("ole@example.org", "sent", ""),
        ("zett@example.org", "sent", ""),
    ]
    assert str(Event.objects.get(action="reminder.failed")) == (
        f"Erinnerung zur Runde „Auswahlgespräch“ an Mia Mohn nicht gesendet: {words}"
    )


def test_a_server_that_is_away_leaves_rows_that_say_so_and_a_second_try_needs_no_word(
    posting, chair, mia, ole, settings, django_capture_on_commit_callbacks
):
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    use_server(settings, port)
    with django_capture_on_commit_callbacks(execute=True):
        send(posting, mia, ole, actor=chair)
    assert results(posting) == [("mia@example.org", "failed", AWAY), ("ole@example.org", "failed", AWAY)]

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        send(posting, mia, ole, actor=chair)
    assert [one.to for one in mail.outbox] == [["mia@example.org"], ["ole@example.org"]]


def by_hand(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def stored(posting, chair, mia, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return send(posting, mia, actor=chair)[0]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM assessment_reminder",
        "UPDATE assessment_reminder SET body = 'anders'",
        "UPDATE assessment_reminder SET state = 'failed', failure = 'doch nicht'",
        "UPDATE assessment_reminder SET state = 'pending', finished_at = NULL",
    ],
)
def test_a_reminder_is_never_changed(stored, statement):
    with pytest.raises(DatabaseError, match="Cannot"):
        by_hand(statement)


COPY = (
    "INSERT INTO assessment_reminder (posting_id, round_position, round_title, person_id, sent_by_id, batch, "
    "reminded_on, is_repeat, address, subject, body, state, failure, created_at, finished_at) "
    "SELECT posting_id, round_position, round_title, person_id, sent_by_id, {batch}, reminded_on, {is_repeat}, "
    "address, subject, body, {state}, failure, created_at, {finished_at} FROM assessment_reminder"
)


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"state": "'sent'", "finished_at": "now()"}, "Cannot insert"),
        ({"is_repeat": "true"}, "reminder_once_per_sending"),
        ({"batch": "gen_random_uuid()"}, "reminder_once_a_day"),
        ({"batch": "gen_random_uuid()", "is_repeat": "true", "finished_at": "now()"}, "reminder_result_follows_state"),
    ],
)
def test_a_reminder_is_stored_once_and_unsent(stored, changes, match):
    columns = {"batch": "batch", "is_repeat": "is_repeat", "state": "'pending'", "finished_at": "NULL", **changes}

    with pytest.raises((IntegrityError, DatabaseError), match=match):
        by_hand(COPY.format(**columns))


def test_only_the_result_of_a_pending_reminder_is_written(posting, chair, mia):
    send(posting, mia, actor=chair)

    with pytest.raises(DatabaseError, match="Cannot"):
        by_hand("UPDATE assessment_reminder SET state = 'sent', finished_at = now(), body = 'anders'")
    with pytest.raises(IntegrityError, match="reminder_result_follows_state"):
        by_hand("UPDATE assessment_reminder SET state = 'failed', finished_at = now()")
    by_hand("UPDATE assessment_reminder SET state = 'sent', finished_at = now()")
    assert results(posting) == [("mia@example.org", "sent", "")]
