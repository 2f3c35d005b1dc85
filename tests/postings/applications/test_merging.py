"""Two records of one person: merged, undone exactly, and never silently."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from lxml import html

from postings.applications.errors import (
    ApplicationIsDuplicate,
    MergeChangedMeanwhile,
    MergeIrreversible,
    NotMergeable,
    SamePersonTwice,
)
from postings.applications.formal_check import conclude_formal_check
from postings.applications.merging import likely_duplicates, merge_applicants, undo_merge
from postings.applications.merging_forms import MergeForm
from postings.applications.models import Applicant, ApplicantMerge, Application
from postings.applications.services import withdraw_application
from postings.assessment.permissions import applications_owed_by
from profiles.errors import ReasonMissing
from recruitment.audit.models import Event
from tests.factories import make_application, make_hr_officer, make_member, make_merge, make_posting

pytestmark = pytest.mark.django_db


def rows():
    """Every row of both tables, every column."""
    return list(Applicant.objects.order_by("id").values()), list(Application.objects.order_by("id").values())


def merge(stays, goes, **fields):
    return merge_applicants(
        **{"stays": stays, "goes": goes, "taken_over": (), "reason": "Gleiche Anschrift.", "actor": make_hr_officer()}
        | fields
    )


@pytest.fixture
def pair():
    posting = make_posting()
    first = make_application(posting, first_name="Änne", last_name="Quitte")
    second = make_application(posting, first_name="Anne", last_name="Quitte-Wolke")
    Applicant.objects.filter(pk=second.applicant_id).update(
        birth_date=date(1985, 3, 4), email="aq@example.org", postal_code="01067"
    )
    return first, second


def test_of_two_applications_to_one_posting_one_stays_and_the_other_is_linked(pair):
    first, second = pair

    merge(first, second, taken_over=["last_name", "birth_date"])

    first, second = (Application.objects.select_related("applicant").get(pk=item.pk) for item in pair)
    person = first.applicant
    assert (person.first_name, person.last_name, person.birth_date) == ("Änne", "Quitte-Wolke", date(1985, 3, 4))
    assert (person.email, person.sort_key) == ("", "quittewolke, aenne")
    assert (first.status, second.status, second.duplicate_of) == ("eligible", "duplicate", first)
    assert second.applicant_id != person.pk


def test_the_duplicate_is_neither_rated_nor_worked_on(pair):
    first, second = pair
    assessor = make_member(first.posting)
    merge(first, second)

    assert list(applications_owed_by(assessor, first.posting)) == [first]
    with pytest.raises(ApplicationIsDuplicate):
        conclude_formal_check(application=second, actor=None)
    with pytest.raises(ApplicationIsDuplicate):
        withdraw_application(application=second, withdrawn_on=date(2025, 8, 20), actor=None)


def test_applications_to_other_postings_move_over():
    here, there = make_application(make_posting()), make_application(make_posting())

    merge(here, there)

    there.refresh_from_db()
    assert (there.applicant_id, there.status) == (here.applicant_id, "eligible")


@pytest.mark.parametrize("elsewhere", [False, True])
def test_undoing_puts_both_records_back_exactly(pair, elsewhere):
    first, second = pair
    if elsewhere:  # the second record has an application to another posting, too
        other = make_application(make_posting())
        Application.objects.filter(pk=other.pk).update(applicant=second.applicant)
    before = rows()
    done = merge(first, second, taken_over=["first_name", "last_name", "birth_date", "email", "postal_code"])
    assert rows() != before

    undone = undo_merge(merge=done, actor=make_hr_officer())

    assert rows() == before
    assert (undone.is_reversible, undone.before, undone.after) == (False, None, None)
    events = Event.objects.filter(action__startswith="applicant.").order_by("id")
    assert [str(event) for event in events] == [
        "Einträge einer Person zusammengeführt (1 + 2)",
        "Zusammenführung aufgehoben (1 + 2)",
    ]


def test_a_merge_is_undone_once(pair):
    done = merge(*pair)
    undo_merge(merge=done, actor=make_hr_officer())

    with pytest.raises(MergeIrreversible):
        undo_merge(merge=done, actor=make_hr_officer())


def test_a_change_made_since_is_not_lost_by_undoing(pair):
    first, second = pair
    done = merge(first, second)
    Applicant.objects.filter(pk=first.applicant_id).update(phone="030 1")
    after = rows()

    with pytest.raises(MergeChangedMeanwhile, match="Telefon"):
        undo_merge(merge=done, actor=make_hr_officer())
    assert rows() == after


def test_what_cannot_be_merged_stays_as_it_is(pair):
    first, second = pair
    before = rows()

    with pytest.raises(SamePersonTwice):
        merge(first, first)
    with pytest.raises(ReasonMissing):
        merge(first, second, reason=" ")
    assert rows() == before

    withdraw_application(application=second, withdrawn_on=date(2025, 8, 20), actor=None)
    with pytest.raises(NotMergeable):
        merge(first, second)


@pytest.mark.parametrize(
    ("fields", "is_likely"),
    [
        ({"first_name": "änne", "last_name": "QUITTE"}, True),
        ({"email": "AQ@example.org"}, True),
        ({"birth_date": date(1985, 3, 4), "last_name": "Quitte"}, True),
        ({"birth_date": date(1985, 3, 4)}, False),
        ({}, False),
    ],
)
def test_likely_duplicates_share_mail_name_or_birthday(pair, fields, is_likely):
    first, second = pair
    Applicant.objects.filter(pk=first.applicant_id).update(email="aq@example.org", birth_date=date(1985, 3, 4))
    first.applicant.refresh_from_db()
    Applicant.objects.filter(pk=second.applicant_id).update(
        **{"first_name": "Bert", "last_name": "Birke", "email": "", "birth_date": None} | fields
    )

    assert list(likely_duplicates(first)) == ([second] if is_likely else [])


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"status": "duplicate"}, "application_duplicate_iff_linked"),
        (
            {"erased_at": "2025-08-20T10:00Z", "remarks": "spricht Polnisch"},
            "application_erased_keeps_no_personal_text",
        ),
    ],
)
def test_the_database_holds_links_and_erased_rows(pair, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Application.objects.filter(pk=pair[0].pk).update(**fields)


def test_an_erased_applicant_has_no_name(pair):
    with pytest.raises(IntegrityError, match="applicant_erased_is_empty"), transaction.atomic():
        Applicant.objects.filter(pk=pair[0].applicant_id).update(is_erased=True)


def test_the_officer_compares_chooses_confirms_and_takes_it_back(client, pair):
    first, second = pair
    client.force_login(make_hr_officer())
    url = reverse("applications:applicant_merge", args=[first.pk])
    before = rows()

    assert "Quitte-Wolke, Anne" in client.get(url).content.decode()
    preview = client.get(f"{url}?mit={second.pk}").content.decode()
    assert "Sie werden nicht vermischt" in preview
    assert "04.03.1985" in preview
    assert rows() == before
    incomplete = client.post(f"{url}?mit={second.pk}", {"stays": second.pk})
    assert "Bitte begründen Sie die Zusammenführung." in incomplete.content.decode()
    short = client.post(f"{url}?mit={second.pk}", {"stays": second.pk, "reason": "x"}).content.decode()
    assert "Bitte begründen Sie so, dass es eine andere Person versteht" in short
    chosen = {f"from_{name}": first.pk for name in ("first_name", "last_name", "birth_date", "email", "postal_code")}
    response = client.post(
        f"{url}?mit={second.pk}", {"stays": second.pk, "reason": "Telefonische Rückfrage", **chosen}, follow=True
    )

    assert "Rückfrage" in response.content.decode()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, first.duplicate_of) == ("duplicate", second)
    assert (second.applicant.first_name, second.applicant.birth_date) == ("Änne", None)
    client.post(reverse("applications:merge_undo", args=[ApplicantMerge.objects.get().pk]))
    assert rows() == before


def test_the_list_shows_a_duplicate_with_its_first(client):
    posting = make_posting()
    make_merge(posting)
    client.force_login(make_hr_officer())

    page = client.get(reverse("overview:applicant_overview", args=[posting.pk])).content.decode()

    assert "zu Nr. 1" in page


def test_the_value_that_only_one_record_has_is_proposed(pair):
    first, second = (Application.objects.select_related("applicant").get(pk=item.pk) for item in pair)

    form = MergeForm(first=first, second=second, cancel_url="/")

    proposed = {name: field.initial for name, field in form.fields.items() if name.startswith("from_")}
    only_second = str(second.pk)
    assert proposed == {
        "from_first_name": None,
        "from_last_name": None,
        "from_birth_date": only_second,
        "from_postal_code": only_second,
        "from_email": only_second,
    }


def test_both_applications_lead_to_each_other(client, pair):
    merge(*pair)
    client.force_login(make_hr_officer())
    first, second = (reverse("applications:application_detail", args=[item.pk]) for item in pair)

    def facts(url):
        page = html.fromstring(client.get(url).content.decode())
        return {name.text_content(): name.getnext().xpath(".//a/@href") for name in page.iter("dt")}

    assert facts(first)["Doppelte Einträge, mit eigenen Unterlagen und Prüfungen"] == [second]
    assert facts(second)["Doppelt zu"] == [first]
