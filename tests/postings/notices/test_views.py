import re
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from postings.notices.aborting import abort_posting
from postings.notices.converters import KindConverter
from postings.notices.enums import Kind, Way
from postings.notices.models import Notice, NoticeRun, NoticeText
from postings.notices.printing import print_run
from postings.notices.tasks import IN_REQUEST
from postings.retention.services import erase_application
from recruitment.jobs.models import Job
from recruitment.jobs.services import run_job
from tests.factories import make_application, make_hr_officer, make_member, make_posting
from tests.kept import kept
from tests.pdf_gate import faults
from tests.postings.notices.building import (
    REASON,
    address,
    give_reasons,
    keys_of,
    make_check,
    make_decided,
    make_run,
    tell_everybody,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    officer = make_hr_officer()
    client.force_login(officer)
    return officer


_decided = kept(make_decided)


@pytest.fixture
def decided(_decided):
    return _decided()


def url(name, *arguments):
    return reverse(f"notices:{name}", args=arguments)


def hidden(content, name):
    return re.search(rf'name="{name}" value="([^"]+)"', content)[1]


def test_choosing_reading_and_sending(client, officer, decided, django_capture_on_commit_callbacks):
    give_reasons(decided)
    choose = url("notice_choose", decided.pk, "competitor")
    keys = keys_of(decided, Kind.COMPETITOR)
    assert client.get(choose).content.decode().count('name="recipients"') == 2

    preview = client.post(choose, {"way": "email", "recipients": keys, "preview": "1"}).content.decode()
    assert REASON in preview
    data = {"way": "email", "recipients": keys, "confirm": "1"}
    data |= {name: hidden(preview, name) for name in ("key", "digest")}
    with django_capture_on_commit_callbacks(execute=True):
        first = client.post(choose, data)
    with django_capture_on_commit_callbacks(execute=True):
        second = client.post(choose, data)

    run = NoticeRun.objects.get()
    assert first.url == second.url == url("run_detail", run.pk)
    assert len(mail.outbox) == 2
    page = client.get(first.url).content.decode()
    assert "2 von 2" in page


def test_a_reason_changed_after_reading_shows_the_preview_again(client, officer, decided):
    give_reasons(decided)
    choose = url("notice_choose", decided.pk, "competitor")
    keys = keys_of(decided, Kind.COMPETITOR)
    preview = client.post(choose, {"way": "email", "recipients": keys, "preview": "1"}).content.decode()
    data = {"way": "email", "recipients": keys, "confirm": "1", "key": hidden(preview, "key"), "digest": "0" * 64}

    answer = client.post(choose, data)

    assert "Inzwischen hat sich etwas geändert" in answer.content.decode()
    assert not NoticeRun.objects.exists()


def test_many_notices_run_as_a_job_with_progress(client, officer, django_capture_on_commit_callbacks):
    posting = make_posting()
    count = IN_REQUEST + 1
    for _n in range(count):
        address(make_application(posting, invitation="not_invited"))
    choose = url("notice_choose", posting.pk, "early_rejection")
    keys = keys_of(posting, Kind.EARLY_REJECTION)
    preview = client.post(choose, {"way": "email", "recipients": keys, "preview": "1"}).content.decode()
    data = {"way": "email", "recipients": keys, "confirm": "1"}
    data |= {name: hidden(preview, name) for name in ("key", "digest")}

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(choose, data)
    job = Job.objects.get()
    assert answer.url == reverse("jobs:job_detail", args=[job.pk])
    run_job(job.pk)

    job.refresh_from_db()
    assert len(mail.outbox) == count
    assert job.result_url == url("run_detail", NoticeRun.objects.get().pk)


def test_reasons_are_saved_and_faults_named_at_their_field(client, officer, decided):
    one, other = [int(key.split(":")[0]) for key in keys_of(decided, Kind.COMPETITOR)]
    selected = decided.decisions.get().entries.get(outcome="selected").application.applicant.last_name
    page = url("reasons_edit", decided.pk)

    refused = client.post(page, {f"reason-{one}": f"{selected} war besser geeignet.", f"reason-{other}": "kurz"})
    assert "nennt eine andere Bewerberin" in refused.content.decode()
    assert "wesentlichen Gründe so" in refused.content.decode()
    answer = client.post(page, {f"reason-{one}": REASON, f"reason-{other}": REASON})

    assert answer.status_code == 302
    assert client.get(url("notice_choose", decided.pk, "competitor")).content.decode().count("Gründe fehlen") == 0


def test_text_is_edited_previewed_and_kept_as_version(client, officer, decided):
    page = url("text_edit", decided.pk, "offer")

    unknown = client.post(page, {"subject": "S", "body": "vorbehaltlich {nane}"}).content.decode()
    assert "{nane}" in unknown
    bare = client.post(page, {"subject": "S", "body": "Sie haben die Stelle."}).content.decode()
    assert "nur unter Vorbehalt" in bare
    shown = client.post(page, {"subject": "S {kennzahl}", "body": "vorbehaltlich {name}", "preview": "1"})
    person = decided.decisions.get().entries.get(outcome="selected").application.applicant
    assert f"vorbehaltlich {person.full_name}" in shown.content.decode()
    assert not NoticeText.objects.exists()
    client.post(page, {"subject": "S", "body": "vorbehaltlich {name}"})
    assert NoticeText.objects.get().version == 1


def test_receipt_and_return_are_recorded_on_the_page(client, officer, decided):
    run = make_run(decided, actor=officer)
    notice = run.notices.first()
    today = timezone.localdate()

    assert 'type="date" value' not in client.get(url("notice_detail", notice.pk)).content.decode()  # no day proposed
    early = client.post(url("notice_receipt", notice.pk), {"receipt-day": today - timedelta(days=1)})
    assert (early.status_code, "zwischen dem Versand" in early.content.decode()) == (422, True)
    client.post(url("notice_receipt", notice.pk), {"receipt-day": today})
    notice.refresh_from_db()
    assert (notice.received_on, notice.receipt_by) == (today, officer)
    client.post(url("notice_return", notice.pk), {"return-day": today})
    notice.refresh_from_db()
    assert notice.returned_on == today


def test_letters_are_sound_and_printed_in_one_file(client, officer, decided, tmp_path):
    run = make_run(decided, way=Way.LETTER, actor=officer)
    notice = run.notices.first()
    letter = client.get(url("notice_letter", notice.pk))
    path = Path(tmp_path, "brief.pdf")
    path.write_bytes(letter.content)

    assert faults(path) == []
    assert letter["Cache-Control"] == "no-store, private"
    joined = client.get(url("run_print", run.pk) + "?beidseitig=1")
    Path(tmp_path, "alle.pdf").write_bytes(joined.content)
    with pikepdf.open(Path(tmp_path, "alle.pdf")) as pdf:
        assert len(pdf.pages) == 4  # two letters of one page, each on a sheet of its own
    assert print_run(run=run, is_double_sided=False, actor=officer) != joined.content


def test_the_same_letter_has_the_same_bytes(officer, decided):
    first = make_run(decided, way=Way.LETTER, actor=officer)
    notice = first.notices.first()
    from postings.notices.composing import build_letter, render_letter

    letter = build_letter(
        decided, number=notice.application.number, address=notice.address, subject=notice.subject, body=notice.body,
        dated_on=first.dated_on,
    )  # fmt: skip

    assert render_letter(letter, kind=Kind(notice.kind), posting=decided) == bytes(notice.content)


def test_appointment_page_says_what_hinders_then_records(client, officer, decided):
    page = url("appointment_edit", decided.pk)
    assert "Was noch hindert" in client.get(page).content.decode()
    tell_everybody(decided)
    make_check(decided)
    selected = decided.decisions.get().entries.get(outcome="selected").application
    today = timezone.localdate()

    answer = client.post(
        page,
        {"application": selected.pk, "legal_form": "contract", "appointed_on": today, "starts_on": today},
        follow=True,
    )

    assert "Die Stelle ist besetzt" in answer.content.decode()


def test_suit_and_check_are_recorded_and_shown_in_words(client, officer, decided):
    tell_everybody(decided)
    today = timezone.localdate()
    client.post(url("lawsuit_add", decided.pk), {"court": "VG Berlin", "file_number": "7 L 1.26", "received_on": today})
    suit = decided.lawsuits.get()
    again = client.post(
        url("lawsuit_add", decided.pk), {"court": "VG Berlin", "file_number": "7 L 1.26", "received_on": today}
    )
    assert "schon festgehalten" in again.content.decode()
    page = client.get(url("waiting_detail", decided.pk)).content.decode()
    assert "erst nach dessen Ende übertragen" in page
    assert "kann die Stelle übertragen werden" not in page
    client.post(url("lawsuit_end", suit.pk), {"ended_on": today, "result": "zurückgenommen"})
    client.post(
        url("check_add", decided.pk),
        {"asked_of": "VG Berlin", "asked_by": "Vera", "asked_on": today, "is_clear": "1", "answer": "nichts anhängig"},
    )

    page = client.get(url("waiting_detail", decided.pk)).content.decode()
    assert "Die Wartefrist ist abgelaufen" in page
    assert "beendet" in page
    assert "kein Verfahren anhängig" in page


def test_only_who_was_not_selected_is_offered_as_plaintiff_and_errors_say_what_to_do(client, officer, decided):
    chosen = decided.decisions.get().entries.get(outcome="selected").application
    form = client.get(url("lawsuit_add", decided.pk)).content.decode()
    assert f'<option value="{chosen.pk}"' not in form
    assert form.count("<option") == decided.applications.count()  # "not known" in the place of the selected
    for name in ("lawsuit_add", "check_add"):
        assert "zwingend erforderlich" not in client.post(url(name, decided.pk), {}).content.decode()


def test_abort_page(client, officer):
    posting = make_posting()
    page = url("abort_edit", posting.pk)

    assert client.post(page, {"reason": "Kein Bedarf."}).status_code == 200
    client.post(page, {"reason": "Die Stelle entfällt nach dem neuen Haushaltsplan des Bezirks."})

    assert "Abgebrochen am" in client.get(page).content.decode()


def test_chair_reads_codes_and_no_letter(client, decided):
    blind = make_decided(is_blind=True)
    run = make_run(blind)
    client.force_login(make_member(blind, role="chair"))

    page = client.get(url("notice_list", blind.pk)).content.decode()

    notice = run.notices.select_related("application__applicant").first()
    assert notice.application.code in page
    assert notice.application.applicant.last_name not in page
    assert client.get(url("notice_detail", notice.pk)).status_code == 403


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_takes_a_fixed_number_of_queries(client, officer, count, django_assert_max_num_queries):
    posting = make_posting()
    for _n in range(count):
        address(make_application(posting, invitation="not_invited"))
    make_run(posting, Kind.EARLY_REJECTION, actor=officer)

    with django_assert_max_num_queries(22):
        client.get(url("notice_list", posting.pk))


def test_a_withdrawal_takes_notices_and_reasons_along(officer, decided):
    run = make_run(decided, actor=officer)
    application = run.notices.first().application
    type(application).objects.filter(pk=application.pk).update(status="withdrawn", withdrawn_on=timezone.localdate())
    application.refresh_from_db()

    erase_application(application=application, actor=officer)

    assert not Notice.objects.filter(application=application).exists()
    assert Notice.objects.count() == 1


def test_what_failed_is_to_be_done_until_it_was_repeated(client, officer, decided, settings):
    settings.EMAIL_BACKEND = "tests.postings.notices.test_runs.HalfBroken"
    make_run(decided, actor=officer)
    page = url("notice_list", decided.pk)
    assert "1 nicht versandt" in client.get(page).content.decode()

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    make_run(decided, actor=officer)

    assert "Noch zu erledigen" not in client.get(page).content.decode()


def test_nothing_is_left_to_choose_once_everybody_was_told(client, officer, decided):
    page = client.get(url("notice_choose", decided.pk, "competitor")).content.decode()
    assert "Es gilt der Text des Hauses." in page
    assert "Vorschau lesen" in page

    tell_everybody(decided)

    page = client.get(url("notice_choose", decided.pk, "competitor")).content.decode()
    assert "Alle sind benachrichtigt" in page
    assert "Vorschau lesen" not in page


def test_the_page_of_the_appointment_leads_to_what_is_missing_after_the_waiting_period(client, officer, decided):
    link = url("check_add", decided.pk)
    assert link not in client.get(url("appointment_edit", decided.pk)).content.decode()

    tell_everybody(decided, days_ago=40)
    assert link in client.get(url("appointment_edit", decided.pk)).content.decode()

    make_check(decided)
    assert link not in client.get(url("appointment_edit", decided.pk)).content.decode()


@pytest.mark.parametrize("name", ["equality:invitation_proposal", "screening:preselection", "assessment:progress"])
def test_pages_of_earlier_steps_offer_nothing_that_would_be_refused(client, officer, decided, name):
    page = client.get(reverse(name, args=[decided.pk])).content.decode()

    for offer in ("Einladungen festlegen</span>", "Vorauswahl abschließen", "Papierbogen eingeben", "Erinnerungen</"):
        assert offer not in page


@pytest.mark.usefixtures("officer")
def test_a_draft_knows_neither_abort_nor_notices_that_come_later(client):
    posting = make_posting(status="draft")

    overview = client.get(url("notice_list", posting.pk)).content.decode()
    choose = client.get(url("notice_choose", posting.pk, "invitation")).content.decode()

    assert url("abort_edit", posting.pk) not in overview
    assert "nicht mehr" not in choose
    assert "dazu passt diese Mitteilung noch nicht" in choose


def test_who_can_be_invited_nobody_yet_reads_what_comes_first(client, officer):
    posting = make_posting()

    page = client.get(url("notice_choose", posting.pk, Kind.INVITATION)).content.decode()

    assert "wer einen künftigen Gesprächstermin hat" in page
    assert reverse("interviews:interview_list", args=[posting.pk]) in page


def test_letters_that_lie_in_the_house_after_an_abort_are_not_sent_any_more(client, officer):
    posting = make_posting()
    address(make_application(posting, status="ineligible"))
    run = make_run(posting, Kind.EARLY_REJECTION, way=Way.LETTER, actor=officer)
    page = url("run_detail", run.pk)
    assert "Nicht mehr absenden" not in client.get(page).content.decode()

    abort_posting(
        posting=posting, reason="Die Stelle entfällt nach der Neuordnung.", actor=officer, today=timezone.localdate()
    )

    assert "Nicht mehr absenden" in client.get(page).content.decode()


def test_the_kinds_of_notices_have_german_addresses():
    for name, kind in KindConverter.names.items():
        assert url("notice_choose", 1, kind) == f"/ausschreibungen/1/mitteilungen/{name}/"
    assert set(KindConverter.names.values()) == set(Kind)
