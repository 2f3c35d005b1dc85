"""The extract for the inspection of the file as a job, with what decision and notices add to it."""

import json
import re

import pytest
from django.urls import reverse

from postings.applications.models import Applicant
from postings.decision import extract as decision_extract
from postings.decision.blocks import BLOCKS
from postings.decision.models import MemoBlock
from postings.decision.presentation import Reader
from postings.documents import archive
from postings.documents.enums import DocumentKind
from postings.documents.extract_content import build_extract
from postings.documents.models import IssuedReport
from postings.documents.redaction import BLACK
from postings.documents.tasks import start_extract
from postings.notices.enums import Kind, Way
from recruitment.audit.models import Event
from recruitment.jobs.models import Job
from recruitment.jobs.worker import run_waiting_jobs
from tests.factories import make_decision, make_equality_data, make_hr_officer
from tests.postings.decision.building import make_compared, make_final, write_memo
from tests.postings.documents.test_archive import attached, every_stream, text_of
from tests.postings.notices.building import address, give_reasons, make_run

pytestmark = pytest.mark.django_db


def own_of(posting, last_name="Cedern"):
    application = posting.applications.select_related("applicant", "posting").get(applicant__last_name=last_name)
    application.posting.refresh_from_db()
    return application


def words_of(paper):
    return json.dumps([section.title for section in paper.sections], ensure_ascii=False), " ".join(
        text
        for section in paper.sections
        for text in (
            *section.paragraphs,
            *(cell for table in section.tables for row in table.rows for cell in row),
        )
    )


@pytest.fixture
def decided():
    posting, applications, chair = make_compared()
    make_final(posting, chair)
    make_decision(posting, applications[0], reserve=[applications[1]])
    posting.refresh_from_db()
    for application in posting.applications.all():
        address(application)
    return posting


def test_decision_memo_and_own_notices_stand_in_it_and_nobody_else(decided):
    own = own_of(decided)
    make_run(decided, way=Way.EMAIL, actor=make_hr_officer())
    notice = own.sent_notices.get()

    report = archive.issue_extract(application=own, reason="Antrag", actor=make_hr_officer())
    content = bytes(report.content)
    text = text_of(content)

    for expected in ("Auswahlvermerk 1", "Auswahlentscheidung 1", "Mitteilung: Konkurrentenmitteilung", "Cedern"):
        assert expected in text
    assert notice.body.split("\n\n")[1].split()[0] in text
    assert "Über Ihre Bewerbung: nicht ausgewählt." in text
    for hidden in ("Adler", "Buche", *decided.applications.exclude(pk=own.pk).values_list("code", flat=True)):
        assert not re.search(hidden, text, re.IGNORECASE)
        assert hidden.encode() not in every_stream(content)
        assert hidden not in json.dumps(attached(content), ensure_ascii=False)
    others = decided.applications.exclude(pk=own.pk)
    for other in others:
        assert f"person{other.number}@example.org" not in text


def test_the_own_row_is_the_readers_and_others_are_letters(decided):
    paper = build_extract(own_of(decided))

    (decision,) = [section for section in paper.sections if section.title.startswith("Auswahlentscheidung")]
    assert sorted(row[0] for row in decision.tables[0].rows) == ["Bewerbung A", "Bewerbung B", "Sie selbst"]
    order = next(section for section in paper.sections if ", 11. " in section.title)
    assert {row[1] for row in order.tables[0].rows} == {"Bewerbung A", "Bewerbung B"} | (
        {"Sie selbst"} if len(order.tables[0].rows) == 3 else set()
    )


def test_a_draft_of_the_memo_is_no_part_of_what_is_inspected():
    posting, _applications, chair = make_compared()
    write_memo(posting, chair)

    titles, _text = words_of(build_extract(own_of(posting)))

    assert "Auswahlvermerk" not in titles


def test_counts_of_statements_on_equality_are_blackened():
    posting, applications, chair = make_compared()
    make_equality_data(applications[0], sex="female")
    make_final(posting, chair)

    _titles, text = words_of(build_extract(own_of(posting)))

    assert "Schwerbehinderte und gleichgestellte Menschen" not in text
    assert BLACK in text


def test_auxiliary_criteria_are_told_only_to_whom_they_concern():
    posting, (adler, buche, cedern), _chair = make_compared()
    block = MemoBlock(
        key=10,
        facts=[
            {"text": "Herangezogen: Schwerbehinderung.", "of": [adler.pk, buche.pk]},
            {"text": "Es wurde eine Reihenfolge festgelegt."},
        ],
        text="Ausschlag gab die Schwerbehinderung.",
    )
    told = {}
    for one in (buche, cedern):
        names = dict.fromkeys(posting.applications.values_list("pk", flat=True), "Bewerbung A")
        section = decision_extract._block("Auswahlvermerk 1", BLOCKS[9], block, one, Reader(names=names))
        told[one.pk] = section.paragraphs

    assert told[buche.pk][-1] == "Ausschlag gab die Schwerbehinderung."
    assert told[cedern.pk] == ("Es wurde eine Reihenfolge festgelegt.", BLACK, BLACK)


def test_reasons_that_were_not_sent_yet_stand_in_it(decided):
    give_reasons(decided)

    titles, _text = words_of(build_extract(own_of(decided)))

    assert "noch nicht versandt" in titles


def test_it_is_made_as_a_job_that_ends_with_the_document(client, decided):
    officer, own = make_hr_officer(), own_of(decided)
    client.force_login(officer)
    url = reverse("documents:extract_create", args=[own.pk])

    waiting = client.post(url, {"reason": "Antrag vom 1.12."}, follow=True).content.decode()
    client.post(url, {"reason": "Antrag vom 1.12."})  # a second click
    run_waiting_jobs()

    job, report = Job.objects.get(), IssuedReport.objects.get(kind=DocumentKind.FILE_EXTRACT)
    assert "Wartet auf einen freien Arbeitsprozess." in waiting
    assert (job.state, job.error) == ("succeeded", "")
    assert "Antrag" not in json.dumps(job.arguments)
    assert job.result_url == reverse("documents:archived_download", args=[report.pk])
    assert client.get(job.result_url).content == bytes(report.content)
    events = Event.objects.filter(action__startswith="extract.").order_by("pk")
    assert [(event.action, event.facts["reason"]) for event in events] == [
        ("extract.requested", "Antrag vom 1.12."),
        ("extract.issued", "Antrag vom 1.12."),
    ]


def test_asked_again_without_a_change_gives_the_same_version(decided):
    officer, own = make_hr_officer(), own_of(decided)
    for reason in ("Antrag", "Gericht"):
        start_extract(application=own, reason=reason, actor=officer)
        run_waiting_jobs()

    assert IssuedReport.objects.filter(kind=DocumentKind.FILE_EXTRACT).count() == 1
    assert Event.objects.filter(action="extract.asked_again").count() == 1
    assert "hat sich nichts geändert" in Job.objects.order_by("pk").last().result_label


def test_what_changes_while_pages_are_set_stands_in_the_extract(decided):
    own, seen = own_of(decided), []

    def on_page(number):
        if not seen:
            Applicant.objects.filter(pk=own.applicant_id).update(street="Umzugsweg 12")
        seen.append(number)

    report = archive.issue_extract(application=own, reason="Antrag", actor=make_hr_officer(), on_page=on_page)

    assert "Umzugsweg 12" in text_of(bytes(report.content))
    assert seen.count(1) >= 2
    assert IssuedReport.objects.filter(kind=DocumentKind.FILE_EXTRACT).count() == 1


def test_whoever_lost_the_right_meanwhile_gets_no_extract(decided):
    officer, own = make_hr_officer(), own_of(decided)
    job = start_extract(application=own, reason="Antrag", actor=officer)
    officer.roles.all().delete()

    run_waiting_jobs()

    job.refresh_from_db()
    assert (job.state, IssuedReport.objects.filter(kind=DocumentKind.FILE_EXTRACT).count()) == ("failed", 0)
    assert "nicht mehr ausfertigen" in job.error


def test_the_committee_learns_of_no_request(client, decided):
    start_extract(application=own_of(decided), reason="Antrag", actor=make_hr_officer())
    client.force_login(decided.memberships.get(role="chair").user)

    page = client.get(reverse("postings:posting_events", args=[decided.pk])).content.decode()

    assert "Akteneinsicht" not in page


def test_the_invitation_of_another_kind_is_no_own_notice(decided):
    other = own_of(decided, "Adler")
    make_run(decided, Kind.OFFER, actor=make_hr_officer())

    assert "Zusage" in words_of(build_extract(other))[0]
    assert "Zusage" not in words_of(build_extract(own_of(decided)))[0]
