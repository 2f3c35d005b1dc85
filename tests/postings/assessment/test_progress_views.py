"""Progress, due dates and the way from choosing over the preview to the result."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from postings.assessment.models import AssessmentRound, Reminder
from postings.assessment.rounds import close_round
from recruitment.audit.models import Event
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_sheet, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return make_posting(reference_number="148/2025")


@pytest.fixture
def application(posting):
    return make_application(posting, last_name="Quittenwolke")


@pytest.fixture
def chair(posting, client):
    chair = make_member(posting, role="chair")
    client.force_login(chair)
    return chair


@pytest.fixture
def mia(posting, application):
    return make_member(posting, user=make_user(first_name="Mia", last_name="Mohn", email="mia@example.org"))


def round_of(posting):
    return AssessmentRound.objects.get(plan=posting.pk)


def url(name, posting):
    return reverse(f"assessment:{name}", args=[round_of(posting).pk])


@pytest.mark.parametrize("count", [3, 30])
def test_progress_costs_the_same_queries(client, posting, count, django_assert_num_queries):
    for _ in range(count):
        make_sheet(make_application(posting), make_member(posting), [3, None, None], is_submitted=False)
    client.force_login(make_hr_officer())

    with django_assert_num_queries(14):
        client.get(reverse("assessment:progress", args=[posting.pk]))


def test_progress_tells_who_owes_what_without_any_value(client, posting, application):
    done, owing = make_member(posting), make_member(posting)
    sheet = make_sheet(application, done, [5, 4, 3], is_submitted=False)
    sheet.ratings.update(observation="Geheime Beobachtung")
    client.force_login(make_hr_officer())

    response = client.get(reverse("assessment:progress", args=[posting.pk]))

    block = response.context["blocks"][0]
    assert [(one.person, one.begun, one.missing) for one in block.people] == [(done, 1, 1), (owing, 0, 1)]
    assert [text for text, _level in block.rows[0][1]] == ["in Arbeit", "nicht begonnen"]
    assert "Geheime Beobachtung" not in response.content.decode()


def test_the_page_is_the_same_whatever_was_rated(client, posting, application):
    member = make_member(posting)
    sheet = make_sheet(application, member, [1, 1, 1], is_submitted=False)
    client.force_login(make_hr_officer())
    low = client.get(reverse("assessment:progress", args=[posting.pk])).context["blocks"]

    sheet.ratings.update(value=5)

    assert client.get(reverse("assessment:progress", args=[posting.pk])).context["blocks"] == low


def test_the_chair_sets_and_lifts_a_due_date_that_everybody_reads(client, posting, chair, mia):
    day = timezone.localdate() + timedelta(days=3)

    response = client.post(url("round_due", posting), {"due_on": day.isoformat()}, follow=True)
    assert "Die Bewertungsfrist ist gespeichert." in response.content.decode()
    shown = f"{day:%d.%m.%Y} – noch 3 Tage"
    assert shown in response.content.decode()
    assert shown in client.get(reverse("assessment:round_list", args=[posting.pk])).content.decode()
    client.force_login(mia)
    assert shown in client.get(reverse("assessment:sheet_list")).content.decode()

    client.force_login(chair)
    client.post(url("round_due", posting), {"due_on": ""})
    assert round_of(posting).due_on is None
    assert [str(event) for event in Event.objects.filter(action__startswith="round.due")] == [
        "Bewertungsfrist der Runde „Auswahlgespräch“ aufgehoben",
        f"Bewertungsfrist der Runde „Auswahlgespräch“ auf den {day:%d.%m.%Y} festgelegt",
    ]


def test_a_day_that_is_over_or_a_closed_round_gets_a_message(client, posting, chair, mia):
    response = client.post(url("round_due", posting), {"due_on": "2025-01-01"})
    assert "Die Bewertungsfrist liegt in der Vergangenheit." in response.content.decode()

    close_round(round=round_of(posting), actor=chair, reason="Mia ist erkrankt")
    response = client.post(url("round_due", posting), {"due_on": "2099-01-01"})
    assert "Dieser Schritt ist für die Bewertungsrunde" in response.content.decode()
    assert round_of(posting).due_on is None


def choose(client, posting, *people, **fields):
    return client.post(url("reminder_send", posting), {"people": [one.pk for one in people], "save": "1", **fields})


def confirm(client, posting, preview, **fields):
    data = preview.context
    sent = {
        "people": data["form"].cleaned_data["people"],
        "sentence": data["form"].cleaned_data["sentence"],
        "batch": data["batch"],
        "digest": data["digest"],
        **({"is_repeat": "on"} if data["is_repeat"] else {}),
        **fields,
    }
    return client.post(url("reminder_send", posting), sent)


def test_who_owes_something_is_chosen_and_who_has_no_address_is_named(client, posting, chair, mia):
    make_member(posting, user=make_user(first_name="Ole", last_name="Ohnepost"))
    done = make_member(posting, user=make_user(email="fertig@example.org"))
    make_sheet(posting.applications.get(), done, [3, 3, 3])

    response = client.get(url("reminder_send", posting))

    assert [str(label) for _pk, label in response.context["form"].fields["people"].choices] == [
        "Mia Mohn – 1 Bogen fehlt"
    ]
    assert response.context["form"]["people"].value() == [mia.pk]
    assert "Ole Ohnepost: keine E-Mail-Adresse (1 Bogen fehlt)" in response.content.decode()


def test_choosing_reading_and_sending(client, posting, chair, mia, django_capture_on_commit_callbacks):
    preview = choose(client, posting, mia, sentence="Bitte <bald>.")
    text = preview.context["mails"][0].body
    assert "Genau so wird 1 E-Mail gesendet. Noch ist nichts gesendet." in preview.content.decode()
    assert "Bitte &lt;bald&gt;." in preview.content.decode()
    assert mail.outbox == []

    with django_capture_on_commit_callbacks(execute=True):
        response = confirm(client, posting, preview, send="1")
    page = client.get(response.url)

    assert [(one.to, one.body) for one in mail.outbox] == [(["mia@example.org"], text)]
    assert "Bitte <bald>." in text
    assert "Quittenwolke" not in text
    assert ([str(one.person) for one in page.context["sent"]], page.context["not_sent"]) == (["Mia Mohn"], [])
    with django_capture_on_commit_callbacks(execute=True):
        assert confirm(client, posting, preview, send="1").url == response.url
    assert len(mail.outbox) == 1


def test_going_back_from_the_preview_keeps_what_was_chosen(client, posting, chair, mia):
    preview = choose(client, posting, mia, sentence="Bitte bald.")

    response = confirm(client, posting, preview, change="1")

    assert response.context["form"]["sentence"].value() == "Bitte bald."
    assert response.context["form"]["people"].value() == [str(mia.pk)]
    assert Reminder.objects.count() == 0


def test_whoever_was_reminded_today_is_not_chosen_and_needs_a_tick(
    client, posting, chair, mia, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        confirm(client, posting, choose(client, posting, mia), send="1")
    form = client.get(url("reminder_send", posting)).context["form"]
    assert form["people"].value() == []
    assert "heute um" in form.fields["people"].choices[0][1]

    refused = confirm(client, posting, choose(client, posting, mia), send="1")
    assert "Heute schon erinnert: Mia Mohn." in refused.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        confirm(client, posting, choose(client, posting, mia, is_repeat="on"), send="1")
    assert len(mail.outbox) == 2


def test_a_changed_text_is_shown_again_before_it_is_sent(client, posting, chair, mia):
    make_application(posting)
    preview = choose(client, posting, mia)
    make_sheet(posting.applications.get(number=1), mia, [3, 3, 3])

    response = confirm(client, posting, preview, send="1")

    assert "Seit der Vorschau hat sich etwas geändert" in response.content.decode()
    assert "fehlt in der Runde" in response.context["mails"][0].body
    assert response.context["batch"] != preview.context["batch"]
    assert Reminder.objects.count() == 0


def test_somebody_who_owes_nothing_any_more_is_not_reminded(client, posting, chair, mia):
    preview = choose(client, posting, mia)
    make_member(posting, user=make_user(email="zweite@example.org"))
    make_sheet(posting.applications.get(), mia, [3, 3, 3])

    response = confirm(client, posting, preview, send="1")

    assert "schuldet keinen Bogen mehr" in response.content.decode()
    assert Reminder.objects.count() == 0


def test_a_name_in_the_sentence_is_refused_at_the_preview(client, posting, chair, mia):
    response = choose(client, posting, mia, sentence="Frau Quittenwolke wartet")

    assert "E-Mails enthalten keine Angaben" in response.content.decode()


def test_a_server_that_is_away_is_told_with_the_person(
    client, posting, chair, mia, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    with django_capture_on_commit_callbacks(execute=True):
        response = confirm(client, posting, choose(client, posting, mia), send="1")

    page = client.get(response.url).content.decode()

    assert "Mia Mohn: Der Mailserver war nicht erreichbar oder hat abgebrochen." in page
    assert "nicht gesendet" in page


def test_without_a_mail_server_the_page_offers_no_sending(client, posting, chair, mia, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    page = choose(client, posting, mia).content.decode()

    assert ("Kein Mailserver eingerichtet" in page, "Jetzt senden" in page) == (True, False)


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_of_reminders_costs_the_same_queries(client, posting, chair, mia, count, django_assert_num_queries):
    for day in range(count):
        Reminder.objects.create(
            posting=posting,
            round_position=1,
            round_title="Auswahlgespräch",
            person=mia,
            sent_by=chair,
            batch=f"7a8f1f2e-1111-4222-8333-4444555566{day:02}",
            reminded_on=timezone.localdate() - timedelta(days=day),
            address=mia.email,
            subject="x",
            body="x",
        )

    with django_assert_num_queries(5):
        response = client.get(reverse("assessment:reminder_list", args=[posting.pk]))
    assert len(response.context["page"]) == count
