import pytest
from django.urls import reverse

from recruitment.audit.models import Event
from tests.factories import make_application, make_equality_data, make_file, make_member, make_posting, make_user

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

    with django_assert_num_queries(14):
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
