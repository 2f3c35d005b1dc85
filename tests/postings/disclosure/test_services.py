"""The information under Art. 15 DSGVO: everything on this person, nobody else, recorded, and gone with the person."""

import json
import re

import pytest
from django.urls import reverse

from postings.disclosure.content import build_disclosure
from postings.disclosure.coverage import TOLD
from postings.disclosure.errors import DisclosureImpossible
from postings.disclosure.explaining import explanation
from postings.disclosure.services import issue_disclosure
from postings.documents.models import IssuedReport
from postings.models import Posting
from postings.retention.services import erase_application
from recruitment.accounts.models import User
from recruitment.audit.models import Event
from recruitment.audit.services import record
from recruitment.jobs.models import Job
from recruitment.jobs.worker import run_waiting_jobs
from tests import pdf_gate
from tests.factories import make_application, make_hr_officer, make_member, make_posting, make_sheet
from tests.postings.documents.test_archive import attached, every_stream, text_of
from tests.postings.retention.building import LOSER
from tests.postings.retention.test_runs import filled, person, scene  # noqa: F401 - fixtures
from tests.postings.retention.test_services import person as withdrawing  # noqa: F401 - a person with everything

pytestmark = pytest.mark.django_db


def issued(application, today, actor=None):
    return issue_disclosure(application=application, reason="Antrag", actor=actor or make_hr_officer(), today=today)


@pytest.fixture
def today():
    from django.utils import timezone

    return timezone.localdate()


def test_everything_on_the_person_and_of_the_others_nothing(filled, today, tmp_path):  # noqa: F811
    own = person(filled, LOSER)
    others = list(filled.applications.select_related("applicant").exclude(pk=own.pk))
    named = others[0].applicant
    named.last_name, named.first_name = "Blauregenbusch", "Adalmund"
    named.save()
    own.remarks = "Besser als Frau Blauregenbusch, sagt Adalmund."
    own.save()
    record(
        actor=make_hr_officer(), action="application.opened", subject=own, posting_reference=filled.reference_number,
        number=own.number, code=own.code,
    )  # fmt: skip

    report = issued(own, today)
    content = bytes(report.content)
    text, data = text_of(content), json.dumps(attached(content), ensure_ascii=False)

    for expected in (
        LOSER,
        "Beispielweg 1",
        f"Zeugnis-{LOSER}.pdf",
        f"Amt {LOSER}",
        "weiblich",
        "Konkurrentenmitteilung",
    ):
        assert expected in data.replace("\\n", " ")
        assert expected in text
    for hidden in (
        "Blauregenbusch",
        "Adalmund",
        *(one.applicant.last_name for one in others),
        *(o.code for o in others),
    ):
        if hidden == LOSER or hidden in own.applicant.full_name:
            continue
        assert not re.search(rf"\b{re.escape(hidden)}", text), hidden
        assert not re.search(rf"\b{re.escape(hidden)}", data), hidden
        assert hidden.encode() not in every_stream(content), hidden
    assert "überzeugt" not in text  # the reason on somebody else
    for user in User.objects.all():
        assert user.get_full_name() not in text
        assert user.get_full_name() not in data
    for words in (
        "Art. 33 Abs. 2 GG",
        "Art. 77 DSGVO",
        "Löschfristen",
        "Wer mit Ihren Daten gearbeitet hat",
        "Auswahlkommission",
    ):
        assert words in text
    path = tmp_path / "auskunft.pdf"
    path.write_bytes(content)
    assert pdf_gate.faults(path) == []


def test_each_table_that_holds_something_is_told(withdrawing, today):  # noqa: F811
    application, _sheet = withdrawing
    disclosure = build_disclosure(application, with_values=True, today=today)
    told = {table.label: table for table in disclosure.tables}

    held = {
        one.label
        for one in TOLD
        if one.model.objects.filter(**{f"{one.path}": application.pk}, **one.only).exists()
        and one.label != "applications.Applicant"
    }
    assert held - told.keys() == set()
    assert "intake.ApplicantList" in told
    former = json.dumps([table.former for table in disclosure.tables], ensure_ascii=False)
    assert "Quittenwolke alt" in former  # an appraisal that was deleted
    assert "war nervös" not in json.dumps(disclosure.as_data(), ensure_ascii=False)  # a note for the own eyes only


def test_while_the_committee_rates_no_value_is_told_and_the_information_says_so(today):
    posting = make_posting()
    own, assessor = make_application(posting), make_member(posting)
    make_sheet(own, assessor, [5, 4, 3])
    make_application(posting)

    hidden = build_disclosure(own, with_values=False, today=today)
    told = build_disclosure(own, with_values=True, today=today)

    assert "assessment.Rating" not in {table.label for table in hidden.tables}
    assert "assessment.Rating" in {table.label for table in told.tables}
    assert any(
        "Begonnene Bewertungsbögen zu Ihrer Bewerbung: 1" in text
        for s in hidden.paper.sections
        for text in s.paragraphs
    )


@pytest.mark.parametrize(("transfers", "is_told"), [("keine", True), ("", False)])
def test_basis_and_transfers_are_the_words_of_the_house(today, settings, transfers, is_told):
    settings.DISCLOSURE_LEGAL_BASIS, settings.DISCLOSURE_TRANSFERS = "Art. 88 DSGVO", transfers

    rows = dict(explanation(make_application(make_posting()), today=today)[0].tables[0].rows)

    assert rows["Rechtsgrundlagen"] == "Art. 88 DSGVO"
    assert ("Übermittlung in Drittländer" in rows, rows.get("Übermittlung in Drittländer", "")) == (is_told, transfers)


def test_staff_is_named_where_the_house_decided_so(today, settings):
    settings.DISCLOSURE_NAMES_STAFF = True
    posting = make_posting()
    own, assessor = make_application(posting), make_member(posting)
    make_sheet(own, assessor, [5, 4, 3])

    data = json.dumps(build_disclosure(own, with_values=True, today=today).as_data(), ensure_ascii=False)

    assert assessor.get_full_name() in data


def test_the_same_data_give_the_same_bytes_and_no_second_version(filled, today):  # noqa: F811
    own = person(filled, LOSER)

    first, second = issued(own, today), issued(own, today)

    assert first.pk == second.pk
    events = Event.objects.filter(action="disclosure.issued")
    assert [event.facts["reason"] for event in events] == ["Antrag"]


def test_it_goes_with_the_person(filled, today):  # noqa: F811
    own = person(filled, LOSER)
    issued(own, today)

    erase_application(application=own, actor=None)

    assert not IssuedReport.objects.filter(kind="disclosure").exists()
    own.refresh_from_db()
    with pytest.raises(DisclosureImpossible):
        issued(own, today)


def test_from_the_page_over_the_job_to_both_files(client, filled):  # noqa: F811
    own, officer = person(filled, LOSER), make_hr_officer()
    client.force_login(officer)
    url = reverse("disclosure:disclosure_create", args=[own.pk])
    page = client.get(reverse("applications:application_detail", args=[own.pk]))
    assert url in page.content.decode()

    assert "Bitte nennen Sie den Anlass" in client.post(url, {"reason": ""}).content.decode()
    client.post(url, {"reason": "Antrag vom 1.12."})
    client.post(url, {"reason": "Antrag vom 1.12."})  # a second click
    run_waiting_jobs()

    job, report = Job.objects.get(), IssuedReport.objects.get(kind="disclosure")
    assert (job.state, job.result_url) == ("succeeded", url)
    data_url = reverse("disclosure:disclosure_data", args=[report.pk])
    assert data_url in client.get(url).content.decode()
    answer = client.get(data_url)
    assert re.fullmatch(
        r'attachment; filename="Auskunft-[0-9]+-2[0-9]{3}-[A-Za-z0-9-]+-Fassung-1\.json"', answer["Content-Disposition"]
    )
    assert LOSER not in answer["Content-Disposition"]
    assert answer.json() == attached(bytes(report.content))
    assert client.get(reverse("documents:archived_download", args=[report.pk])).content == bytes(report.content)
    actions = set(Event.objects.filter(action__startswith="disclosure").values_list("action", flat=True))
    assert actions == {"disclosure.requested", "disclosure.issued", "disclosure.data_downloaded"}


@pytest.mark.parametrize("count", [3, 30])
def test_it_costs_the_same_for_few_and_many_others(count, today, django_assert_max_num_queries):
    posting = Posting.objects.get(pk=make_posting().pk)
    own, assessor = make_application(posting), make_member(posting)
    make_sheet(own, assessor, [5, 4, 3])
    for _number in range(count):
        make_sheet(make_application(posting), assessor, [3, 3, 3])

    with django_assert_max_num_queries(150):
        build_disclosure(own, with_values=True, today=today)
