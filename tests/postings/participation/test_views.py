import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from postings.decision.enclosures import memo_for_representations
from postings.decision.memos import begin_memo, newest_version
from postings.documents.models import IssuedReport
from postings.equality.models import EqualityData
from postings.participation.enums import DocumentKind
from postings.participation.models import Participation, Settlement
from recruitment.audit.models import Event
from tests.factories import make_hr_officer, make_member, make_posting, make_user
from tests.postings.files.building import pdf_of
from tests.postings.participation.building import ask_staff_council, leave_out, make_accompanied, make_matter

pytestmark = pytest.mark.django_db
COMMITTEE = ("chair", "assessor", "minute_taker", "decider", "observer")


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def officer(client):
    person = make_hr_officer()
    client.force_login(person)
    return person


def url(name, *args):
    return reverse(f"participation:{name}", args=args)


def text(response):
    return " ".join(response.content.decode().split())


def fields(**more):
    return {
        "body": "womens_rep",
        "subject": "selection",
        "subject_note": "",
        "text": "Beabsichtigt ist die Auswahl.",
        "sent_on": "2025-09-01",
        "received_on": "",
        "due_on": "",
        "made_up_since": "",
        "urgency_reason": "",
        "papers_reason": "" if more.get("enclosures") or "subject" in more else "Sie liegen auf Papier bei.",
        **more,
    }


def test_a_letter_is_read_before_it_is_sent(client, officer, posting):
    IssuedReport.objects.create(
        posting=posting, version=1, profile_hash="0" * 64, data_sha256="0" * 64, content=b"",
        sha256="e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    )  # fmt: skip
    key = f"bericht-{IssuedReport.objects.get().pk}"
    preview = client.post(url("matter_send", posting.pk), fields(enclosures=[key]))
    assert "Die Frist endet am Montag, 15.09.2025." in text(preview)
    assert "Auswahlbericht, Fassung 1, SHA-256 e3b0c44298fc" in text(preview)
    assert not Participation.objects.exists()

    pdf = client.post(url("matter_send", posting.pk), fields(enclosures=[key], pdf="1"))
    assert pdf.content.startswith(b"%PDF")
    back = client.post(url("matter_send", posting.pk), fields(enclosures=[key], back="1"))
    assert "Beabsichtigt ist die Auswahl." in text(back)
    assert not Participation.objects.exists()

    sent = fields(enclosures=[key], send="1", digest=preview.context["digest"])
    assert client.post(url("matter_send", posting.pk), sent).status_code == 302
    matter = Participation.objects.get()
    assert list(matter.documents.values_list("kind", "name")) == [
        ("letter", "Unterrichtung und Anhörung"),
        ("enclosure", "Auswahlbericht, Fassung 1"),
    ]
    again = client.post(url("matter_send", posting.pk), sent)
    assert "schon ein Vorgang offen" in text(again)


def test_a_letter_that_must_not_go_out_yet_has_no_preview(client, officer, posting):
    response = client.post(url("matter_send", posting.pk), fields(body="staff_council", save="1"))
    assert "Vorschau des Schreibens</h1>" not in text(response)
    assert "zuerst" in text(response)
    assert (
        client.post(url("matter_send", posting.pk), fields(body="staff_council", pdf="1"))["Content-Type"]
        != "application/pdf"
    )

    make_matter(posting)
    assert "So festhalten" not in text(client.post(url("matter_send", posting.pk), fields(save="1")))  # open already


def test_a_letter_on_the_selection_needs_its_papers_or_a_reason(client, officer, posting):
    refused = text(client.post(url("matter_send", posting.pk), fields(save="1", papers_reason="")))
    assert "begründen Sie, warum sie nicht beiliegt" in refused
    assert "So festhalten" not in refused
    warning, reason = "Worauf sich die Auswahl stützt, liegt nicht bei", "Grund: Sie liegen auf Papier bei."
    preview = text(client.post(url("matter_send", posting.pk), fields(save="1")))
    assert (warning in preview, reason in preview) == (True, True)
    assert warning not in text(client.post(url("matter_send", posting.pk), fields(subject="invitation", save="1")))
    memo = begin_memo(posting=posting, actor=officer)
    (enclosure,) = memo_for_representations(posting)
    chosen = fields(enclosures=[enclosure.key], save="1")
    page = text(client.post(url("matter_send", posting.pk), chosen))
    assert warning not in page
    assert f"Auswahlvermerk 1, Entwurf, Fassung {newest_version(memo).number}, SHA-256 " in page
    needless = text(client.post(url("matter_send", posting.pk), chosen | {"papers_reason": "auf Papier"}))
    assert "Diese Angabe gibt es nur zur Auswahlentscheidung" in needless


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"body": ""}, "Bitte wählen Sie, wer beteiligt wird."),
        ({"body": "disability_rep"}, "Bitte geben Sie an, bis wann Sie die Antwort erbitten."),
        ({"due_on": "2025-09-20"}, "nur bei der Schwerbehindertenvertretung."),
        ({"urgency_reason": "eilt"}, "Diese Angabe gibt es nur beim Personalrat."),
        ({"subject": "other"}, "Bitte sagen Sie in Worten, worum es geht."),
        ({"received_on": "2025-08-01"}, "nicht vor dem Versand eingegangen"),
        ({"body": "staff_council", "send": "1"}, "Zuerst ist die Frauenvertretung zu beteiligen"),
    ],
)
def test_errors_say_what_to_do(client, officer, posting, more, message):
    assert message in text(client.post(url("matter_send", posting.pk), fields(**more)))


@pytest.mark.parametrize(
    ("role", "offered", "not_offered"),
    [
        ("staff_council", "Zustimmung verweigert", "beanstandet"),
        ("womens_rep", "beanstandet", "Zustimmung verweigert"),
        ("disability_rep", "beanstandet", "Zustimmung verweigert"),
    ],
)
def test_a_body_answers_by_itself(client, posting, role, offered, not_offered):
    if role == "staff_council":
        matter = ask_staff_council(posting, sent_on=timezone.localdate())
    else:
        make_accompanied(posting)
        matter = make_matter(posting, role)
    client.force_login(make_user(roles=[role]))
    assert f'href="{url("matter_detail", matter.pk)}"' in text(client.get(reverse("equality:representation_list")))
    assert "Antworten" in text(client.get(url("matter_detail", matter.pk)))
    form = text(client.get(url("matter_answer", matter.pk)))
    assert offered in form
    assert f"> {not_offered} <" not in form
    assert "Eingang der Antwort" not in form

    bad = {"staff_council": "refused"}.get(role, "objection")
    assert "Bitte nennen Sie die Gründe." in text(client.post(url("matter_answer", matter.pk), {"result": bad}))
    assert client.post(url("matter_answer", matter.pk), {"result": bad, "note": "nicht gehört"}).status_code == 302

    matter.refresh_from_db()
    assert (matter.result, matter.is_own_answer, matter.answered_on) == (bad, True, timezone.localdate())
    again = client.post(url("matter_answer", matter.pk), {"result": "approved"})
    assert "bereits beantwortet" in text(again)
    assert "Antworten</span>" not in text(client.get(url("matter_detail", matter.pk)))


def test_an_answer_on_paper_is_kept_with_its_day_and_document(client, officer, posting):
    matter = make_matter(posting)
    paper = SimpleUploadedFile("antwort.pdf", pdf_of("keine Einwände"), "application/pdf")
    data = {"result": "no_objection", "note": "", "answered_on": "2025-09-03"}
    no_pdf = SimpleUploadedFile("antwort.pdf", b"kein PDF", "application/pdf")
    assert "nur PDF-Dateien" in text(client.post(url("matter_answer", matter.pk), {**data, "paper": no_pdf}))

    assert client.post(url("matter_answer", matter.pk), {**data, "paper": paper}).status_code == 302

    matter.refresh_from_db()
    assert (matter.answered_on, matter.is_own_answer, matter.recorded_by) == (date(2025, 9, 3), False, officer)
    kept = matter.documents.get(kind=DocumentKind.ANSWER)
    response = client.get(url("document_open", kept.pk))
    assert response.content == pdf_of("keine Einwände")
    assert Event.objects.filter(action="participation.document_opened").count() == 1


def test_correcting_extending_settling_ending_and_silence(client, officer, posting):
    council = ask_staff_council(posting)
    womens = Participation.objects.get(body="womens_rep")
    ended = make_matter(posting, subject="invitation")
    running = ask_staff_council(make_posting(), sent_on=timezone.localdate())
    until = running.due_on + timedelta(days=7)
    assert client.post(url("matter_deem", running.pk), follow=True).status_code == 200
    running.refresh_from_db()
    assert running.is_open

    for name, matter, data in (
        ("matter_answer", womens, {"result": "objection", "note": "zu spät", "answered_on": "2025-09-03"}),
        ("matter_settle", womens, {"settled_on": "2025-09-04", "settled_by": "Leitung", "reason": "erörtert"}),
        ("matter_correct", womens, {"result": "approved", "answered_on": "2025-09-03", "reason": "verlesen"}),
        ("matter_withdraw", ended, {"reason": "Versehen"}),
        ("matter_extend", running, {"until": until.isoformat(), "reason": "Urlaub"}),
        ("matter_deem", council, {}),
    ):
        assert client.post(url(name, matter.pk), data).status_code == 302, name
        assert client.get(url("matter_detail", matter.pk)).status_code == 200

    assert dict(Participation.objects.standing().values_list("pk", "result")).get(council.pk) == "deemed_approved"
    assert Settlement.objects.get().settled_by == "Leitung"
    assert womens.correction.result == "approved"
    running.refresh_from_db()
    assert running.ends_on == until
    page = text(client.get(url("matter_detail", womens.correction.pk)))
    assert "Frühere Fassungen der Antwort" in page
    assert "durch die Anwendung nach Ablauf" not in page


def test_sgb_ix_164_the_disability_representative_sees_only_what_it_is_competent_for(client, posting):
    application = make_accompanied(posting)
    matter = make_matter(posting, "disability_rep", application=application)
    whole = make_matter(posting, "disability_rep")
    client.force_login(make_user(roles=["disability_rep"]))
    pages = [url("matter_detail", matter.pk), url("matter_detail", whole.pk)]
    assert [client.get(page).status_code for page in pages] == [200, 200]

    EqualityData.objects.update(refuses_disability_representative=True)

    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert client.post(url("matter_answer", matter.pk), {"result": "approved"}).status_code == 404
    assert "vorgaenge/" not in text(client.get(reverse("equality:representation_list")))


def test_no_body_sees_the_matters_of_another(client, posting):
    make_accompanied(posting)
    matters = {body: make_matter(posting, body) for body in ("disability_rep", "womens_rep")}
    matters["staff_council"] = make_matter(posting, "staff_council")
    for role in matters:
        client.force_login(make_user(roles=[role]))
        seen = {body: client.get(url("matter_detail", one.pk)).status_code for body, one in matters.items()}
        assert seen == {body: 200 if body == role else 404 for body in matters}
        for page in ("representation_list", "representation_detail"):
            shown = text(client.get(reverse(f"equality:{page}", args=[posting.pk] if "detail" in page else [])))
            assert [f"vorgaenge/{one.pk}/" in shown for one in matters.values()] == [body == role for body in matters]


@pytest.mark.parametrize("role", COMMITTEE)
def test_the_committee_gets_the_same_bytes_whether_or_not_the_disability_representative_is_asked(client, posting, role):
    application = make_accompanied(posting)
    person = make_member(posting, role=role)
    client.force_login(person)
    pages = [
        reverse("postings:posting_detail", args=[posting.pk]),
        reverse("postings:posting_events", args=[posting.pk]),
        reverse("overview:applicant_overview", args=[posting.pk]),
        url("matter_list", posting.pk),
        url("due_list", posting.pk),
    ]

    def answers():
        found = map(client.get, pages)
        token = rb'name="csrfmiddlewaretoken" value="\w+"'  # another in every answer
        return [(response.status_code, re.sub(token, b"", response.content)) for response in found]

    before = answers()
    matter = make_matter(posting, "disability_rep", application=application)
    client_of_hr = type(client)()
    client_of_hr.force_login(make_hr_officer())
    data = {"result": "objection", "note": "nicht gehört", "answered_on": "2025-09-03"}
    assert client_of_hr.post(url("matter_answer", matter.pk), data).status_code == 302

    assert answers() == before
    assert client.get(url("matter_detail", matter.pk)).status_code == 404


def test_an_observer_who_speaks_for_a_body_sees_its_matters_only(client, posting):
    make_accompanied(posting)
    womens, disability = make_matter(posting), make_matter(posting, "disability_rep")
    client.force_login(make_member(posting, role="observer", user=make_user(roles=["womens_rep"])))

    assert client.get(url("matter_detail", womens.pk)).status_code == 200
    assert client.get(url("matter_detail", disability.pk)).status_code == 404


def test_the_posting_tells_the_officer_what_is_open_with_whom(client, officer, posting):
    detail = reverse("postings:posting_detail", args=[posting.pk])
    make_matter(posting)
    assert "Antwort offen: Frauenvertretung (1 überfällig)" in text(client.get(detail))

    client.post(
        url("matter_answer", Participation.objects.get().pk),
        {"result": "objection", "note": "nein", "answered_on": "2025-09-03"},
    )
    assert "Verfahren angehalten" in text(client.get(detail))


def test_the_officer_reads_what_is_open_and_when(client, officer, posting):
    leave_out(posting)
    make_matter(posting)
    page = text(client.get(url("matter_list", posting.pk)))
    assert "Frauenvertretung, Auswahlentscheidung: Antwort steht aus, die Frist 15.09.2025 ist abgelaufen." in page
    assert "überfällig" in page

    dues = text(client.get(url("due_list", posting.pk)))
    assert "überfällig seit" in dues
    assert "Feiertag" in dues or "heute" in dues
    calendar = client.get(url("due_calendar", posting.pk))
    assert calendar["Content-Type"].startswith("text/calendar")
    assert b"20250915" in calendar.content


def test_leaving_out_is_recorded_with_its_reason(client, officer, posting):
    data = {"body": "disability_rep", "subject": "selection", "reason": "niemand betroffen"}
    assert client.post(url("matter_not_required", posting.pk), data).status_code == 302
    assert Participation.objects.get().note == "niemand betroffen"

    make_accompanied(posting)
    assert "ist zu beteiligen" in text(client.post(url("matter_not_required", posting.pk), data))


@pytest.mark.parametrize("page", ["matter_list", "due_list", "representation_list"])
def test_constant_number_of_queries(client, posting, page):
    roles = ["womens_rep"] if page == "representation_list" else ["hr_officer"]
    client.force_login(make_user(roles=roles))
    target = reverse("equality:representation_list") if roles == ["womens_rep"] else url(page, posting.pk)

    def count():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(target).status_code == 200
        return len(captured)

    for number in range(3):
        make_matter(posting, subject="other", subject_note=f"Sache {number}")
    few = count()
    for number in range(3, 30):
        make_matter(posting, subject="other", subject_note=f"Sache {number}")

    assert count() == few
