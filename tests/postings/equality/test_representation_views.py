import pytest
from django.urls import reverse
from django.utils import timezone

from postings.decision.enclosures import memo_for_representations
from postings.decision.memos import begin_memo
from postings.documents.models import IssuedReport
from recruitment.audit.models import Event
from tests.factories import (
    make_application,
    make_equality_data,
    make_file,
    make_hr_officer,
    make_member,
    make_posting,
    make_user,
)
from tests.postings.participation.building import make_matter

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    """1 severely disabled woman, 2 a man, 3 equated who refuses the representative."""
    posting = make_posting()
    people = [
        {"sex": "female", "disability_status": "severe"},
        {"sex": "male"},
        {"disability_status": "equated", "refuses_disability_representative": True},
    ]
    for data in people:
        make_equality_data(make_application(posting, status="received"), **data)
    return posting


def page_for(client, role, posting):
    client.force_login(make_user(roles=[role]))
    return client.get(reverse("equality:representation_detail", args=[posting.pk])).content.decode()


def test_lgg_17_the_womens_representative_sees_every_application_with_the_sex(client, posting):
    page = page_for(client, "womens_rep", posting)

    assert [f"Nachname000{n}" in page for n in (1, 2, 3)] == [True] * 3
    assert "weiblich" in page
    assert "Frauen (LGG § 6)" in page
    assert "schwerbehindert" not in page.casefold()


def test_sgb_ix_178_the_disability_representative_sees_who_did_not_refuse(client, posting):
    page = page_for(client, "disability_rep", posting)

    assert page.count(">schwerbehindert<") == 1
    assert "gleichgestellt" not in page
    assert "weiblich" not in page


def test_the_staff_council_gets_a_count_and_no_names_of_severely_disabled_people(client, posting):
    page = page_for(client, "staff_council", posting)

    assert "2 von schwerbehinderten oder gleichgestellten Menschen" in page
    assert ">schwerbehindert<" not in page
    assert "weiblich" not in page


def test_where_the_only_one_refuses_the_disability_representative_does_not_know_the_procedure(client):
    posting = make_posting()
    application = make_application(posting)
    make_equality_data(application, disability_status="severe", refuses_disability_representative=True)
    client.force_login(make_user(roles=["disability_rep"]))

    statuses = [
        client.get(reverse(f"equality:representation_{name}", args=[pk])).status_code
        for name, pk in (("detail", posting.pk), ("application", application.pk))
    ]
    listed = client.get(reverse("equality:representation_list")).content.decode()

    assert statuses == [404, 404]
    assert posting.reference_number not in listed


def test_every_inspection_is_recorded_and_the_committee_does_not_read_of_it(client, posting):
    application = posting.applications.get(number=1)
    page_for(client, "disability_rep", posting)
    page = client.get(reverse("equality:representation_application", args=[application.pk])).content.decode()
    assert "Nachname0001" in page

    assert [str(event) for event in Event.objects.filter(action__startswith="representation.").order_by("id")] == [
        "Bewerbungen durch Schwerbehindertenvertretung eingesehen",
        "Bewerbung 1 durch Schwerbehindertenvertretung eingesehen",
    ]
    client.force_login(make_member(posting, role="chair"))
    events = client.get(reverse("postings:posting_events", args=[posting.pk])).content.decode()
    assert "Schwerbehindertenvertretung" not in events


def test_a_representation_has_no_office(client, posting):
    client.force_login(make_user(roles=["womens_rep"]))

    page = client.get(reverse("equality:representation_list")).content.decode()

    assert "Beteiligung" in page
    assert "Anforderungsprofile" not in page
    assert "Verwaltung</a>" not in page


@pytest.mark.parametrize("count", [1, 7])
def test_the_page_of_a_representation_costs_the_same_for_many(client, django_assert_num_queries, count):
    posting = make_posting()
    for _n in range(count):
        make_equality_data(make_application(posting), disability_status="severe", sex="female")
    client.force_login(make_user(roles=["womens_rep"]))
    url = reverse("equality:representation_detail", args=[posting.pk])
    client.get(url)

    with django_assert_num_queries(19):
        client.get(url)


@pytest.mark.parametrize("role", ["disability_rep", "womens_rep", "staff_council"])
def test_documents_of_an_application_open_where_they_are_named_and_each_opening_is_recorded(client, posting, role):
    application = posting.applications.get(number=1)
    shown = make_file(application, kind="reference")
    hidden = [make_file(application, kind="consent"), make_file(application, kind="degree", scan_state="pending")]
    client.force_login(make_user(roles=[role]))

    page = client.get(reverse("equality:representation_application", args=[application.pk])).content.decode()
    opened = client.get(reverse("equality:representation_file", args=[shown.pk]))

    assert reverse("equality:representation_file", args=[shown.pk]) in page
    assert (opened.status_code, opened["Content-Disposition"].split(";")[0]) == (200, "attachment")
    assert Event.objects.filter(action="file.opened", subject_id=shown.pk).count() == 1
    for file in hidden:
        url = reverse("equality:representation_file", args=[file.pk])
        assert url not in page
        assert client.get(url).status_code == 404


def test_documents_of_a_procedure_without_its_part_are_unknown_to_the_disability_representative(client):
    file = make_file(make_application(make_posting()))
    client.force_login(make_user(roles=["disability_rep"]))

    assert client.get(reverse("equality:representation_file", args=[file.pk])).status_code == 404


def test_lgg_17_the_papers_of_a_selection_are_read_once_the_body_is_asked(client, posting):
    memo = begin_memo(posting=posting, actor=make_hr_officer())
    (paper,) = memo_for_representations(posting)
    address = reverse("equality:representation_paper", args=[posting.pk, paper.key])

    assert "sobald Sie zur Auswahlentscheidung beteiligt sind" in page_for(client, "womens_rep", posting)
    assert client.get(address).status_code == 404

    make_matter(posting)
    page = page_for(client, "womens_rep", posting)
    assert address in page
    response = client.get(address)
    assert response.content.startswith(b"%PDF")
    name = (
        f"Beteiligung-{posting.reference_number.replace('/', '-')}-Auswahlvermerk-{memo.number}-Entwurf-Fassung-1.pdf"
    )
    assert response["Content-Disposition"] == f'inline; filename="{name}"'  # what it is, not a key of ours
    event = Event.objects.get(action="representation.paper_opened")
    assert event.facts["document"] == paper.label == f"Auswahlvermerk {memo.number}, Entwurf, Fassung 1"
    assert address not in page_for(client, "disability_rep", posting)  # asked by a letter of its own
    assert client.get(address).status_code == 404


def test_what_tells_of_no_person_is_read_at_any_time_and_what_tells_of_one_never(client, posting):
    for kind, more in (
        ("posting", {}),
        ("selection_report", {}),
        ("formal_sheet", {"application": posting.applications.first()}),
        ("applicant_overview", {}),
    ):
        IssuedReport.objects.create(
            posting=posting, kind=kind, version=1, data_sha256="0" * 64, sha256="0" * 64, content=b"", **more
        )

    page = page_for(client, "staff_council", posting)

    assert page.count("Fassung 1 (PDF)") == 1
    assert "Stellenausschreibung mit Anforderungsprofil, Fassung 1 (PDF)" in page
    make_matter(posting)
    page = page_for(client, "womens_rep", posting)
    assert page.count("Fassung 1 (PDF)") == 2
    assert "Auswahlbericht, Fassung 1 (PDF)" in page


def test_after_a_withdrawn_decision_the_papers_wait_for_the_new_letter(client, posting, settings):
    begin_memo(posting=posting, actor=make_hr_officer())
    make_matter(posting)
    settings.PARTICIPATION_ANEW_SINCE = "tests.postings.equality.test_representation_views.now_of"

    assert "(PDF)" not in page_for(client, "womens_rep", posting)


def now_of(posting):
    return timezone.now()
