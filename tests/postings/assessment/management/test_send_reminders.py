"""The nightly job: whom it reminds, whom it leaves in peace, and what it prints."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from postings.assessment.models import AssessmentRound, Reminder
from tests.factories import make_application, make_member, make_posting, make_sheet, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def posting_due(days, reference):
    posting = make_posting(reference_number=reference)
    make_application(posting)
    due_on = None if days is None else timezone.localdate() + timedelta(days=days)
    AssessmentRound.objects.filter(plan=posting.pk).update(due_on=due_on)
    return posting


def member(posting, name, email):
    return make_member(posting, user=make_user(first_name="M", last_name=name, email=email))


def run(capsys, *arguments):
    call_command("send_reminders", *arguments)
    return capsys.readouterr().out.splitlines()


def head(posting):
    return f"Kennzahl {posting.reference_number}, Auswahlgespräch, Frist {posting.plan.rounds.get().due_on:%d.%m.%Y}"


def test_those_who_owe_are_reminded_when_the_day_is_near_and_not_twice_in_the_period(capsys):
    soon, overdue = posting_due(2, "2/2025"), posting_due(-5, "1/2025")
    member(soon, "Bald", "bald@example.org")
    silent = member(soon, "Stumm", "")
    done = member(overdue, "Fertig", "fertig@example.org")
    make_sheet(overdue.applications.get(), done, [3, 3, 3])
    for later in (posting_due(3, "3/2025"), posting_due(None, "4/2025")):
        member(later, "Später", "spaeter@example.org")

    assert run(capsys, "--dry-run") == [
        head(overdue),
        "  niemand schuldet einen Bogen",
        head(soon),
        "  würde erinnert: M Bald",
        "  nicht erreichbar: M Stumm – keine E-Mail-Adresse",
    ]
    assert (mail.outbox, Reminder.objects.count()) == ([], 0)
    assert run(capsys)[2:] == [
        head(soon),
        "  erinnert: M Bald",
        "  nicht erreichbar: M Stumm – keine E-Mail-Adresse",
    ]
    assert [one.to for one in mail.outbox] == [["bald@example.org"]]
    assert Reminder.objects.get().sent_by is None
    assert run(capsys)[2:] == [
        head(soon),
        "  vor Kurzem erinnert: M Bald",
        "  nicht erreichbar: M Stumm – keine E-Mail-Adresse",
    ]
    assert len(mail.outbox) == 1
    assert not Reminder.objects.filter(person=silent).exists()


@pytest.mark.parametrize(("ago", "count"), [(1, 1), (2, 2)])
def test_after_the_period_the_next_reminder_goes_out(capsys, ago, count):
    posting = posting_due(-1, "1/2025")
    someone = member(posting, "Spät", "spaet@example.org")
    Reminder.objects.create(
        posting=posting,
        round_position=1,
        round_title="Auswahlgespräch",
        person=someone,
        batch="7a8f1f2e-1111-4222-8333-444455556666",
        reminded_on=timezone.localdate() - timedelta(days=ago),
        address=someone.email,
        subject="x",
        body="x",
    )

    run(capsys)

    assert Reminder.objects.count() == count


def test_a_failed_sending_ends_with_an_error_and_is_tried_again(capsys, settings):
    posting = posting_due(0, "1/2025")
    member(posting, "Heute", "heute@example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False

    with pytest.raises(CommandError, match="1 Erinnerungen wurden nicht gesendet"):
        call_command("send_reminders")
    assert capsys.readouterr().out.splitlines()[1].startswith("  nicht gesendet: M Heute – Der Mailserver war nicht")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert run(capsys)[1:] == ["  erinnert: M Heute"]


def test_without_a_mail_server_the_job_says_so(capsys, settings):
    member(posting_due(0, "1/2025"), "Heute", "heute@example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    with pytest.raises(CommandError):
        call_command("send_reminders")
    assert "Es ist kein Mailserver eingerichtet." in capsys.readouterr().err


def test_a_negative_number_of_days_is_refused():
    with pytest.raises(CommandError):
        call_command("send_reminders", "--days", "-1")
