"""A draft is discarded with a reason, kept, and gives its Kennzahl back; a published posting is aborted instead."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from lxml import html

from postings import services
from postings.discarding import discard_draft
from postings.errors import NotADraft, ReasonTooShort
from postings.models import Posting
from postings.notices.aborting import abort_posting
from postings.notices.errors import NotAbortable
from recruitment.audit.models import Event
from tests.factories import make_hr_officer, make_member, make_posting

pytestmark = pytest.mark.django_db
REASON = "Es wurde das falsche Dokument eingelesen."


def discard(posting, reason=REASON):
    return discard_draft(posting=posting, reason=reason, actor=make_hr_officer())


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_discarded_draft_stays_with_its_reason_and_gives_its_kennzahl_back():
    draft = make_posting(status="draft", reference_number="148/2025")

    discarded = discard(draft)

    assert (discarded.status, discarded.reference_number) == ("discarded", "148/2025 – verworfen 1")
    assert (discarded.discarded_reason, discarded.discarded_reference) == (REASON, "148/2025")
    event = Event.objects.get(action="posting.discarded")
    assert (event.posting_reference, event.facts["reason"]) == ("148/2025", REASON)
    assert "Grund: Es wurde das falsche Dokument eingelesen." in str(event)
    second = make_posting(status="draft", reference_number="148/2025")
    assert discard(second).reference_number == "148/2025 – verworfen 2"


def test_a_long_kennzahl_keeps_room_for_the_word():
    draft = make_posting(status="draft", reference_number="9" * 40)

    assert discard(draft).reference_number == "9" * 26 + " – verworfen 1"


@pytest.mark.parametrize("reason", ["", "  ", "doppelt", "weg weg"])
def test_without_a_reason_that_others_can_follow_nothing_is_discarded(reason):
    draft = make_posting(status="draft")

    with pytest.raises(ReasonTooShort):
        discard(draft, reason)
    draft.refresh_from_db()
    assert draft.status == "draft"
    assert not Event.objects.filter(action="posting.discarded").exists()


def test_only_a_draft_is_discarded_and_only_a_procedure_aborted():
    published, draft = make_posting(status="published"), make_posting(status="draft")

    with pytest.raises(NotADraft):
        discard(published)
    discarded = discard(draft)
    with pytest.raises(NotADraft):
        discard(discarded)
    with pytest.raises(NotAbortable):
        abort_posting(
            posting=discarded, reason="Die Stelle entfällt. " * 3, actor=make_hr_officer(), today=date(2025, 9, 1)
        )


def test_nothing_more_happens_to_a_discarded_draft():
    draft, officer = make_posting(status="draft"), make_hr_officer()
    discard(draft)

    term = {"contract_term": "permanent", "reason": "geklärt"}
    for step in (
        lambda: services.settle_contract_term(posting=draft, actor=officer, **term),
        lambda: services.publish_posting(posting=draft, published_on=date(2025, 9, 1), actor=officer),
    ):
        with pytest.raises(NotADraft):
            step()


def test_the_database_holds_it():
    published, draft = make_posting(status="published"), make_posting(status="draft")
    fields = "discarded_at = now(), discarded_by_id = %s, discarded_reason = 'so', discarded_reference = 'x'"
    officer = make_hr_officer()

    with pytest.raises(DatabaseError, match="frozen"):
        sql(f"UPDATE postings_posting SET status = 'discarded', {fields} WHERE id = %s", officer.pk, published.pk)
    with pytest.raises(IntegrityError, match="posting_discarded_with_person_and_reason"):
        sql("UPDATE postings_posting SET status = 'discarded' WHERE id = %s", draft.pk)
    with pytest.raises(IntegrityError, match="posting_discarded_with_person_and_reason"):
        sql(f"UPDATE postings_posting SET {fields} WHERE id = %s", officer.pk, draft.pk)
    discard(draft)
    for change in ("status = 'draft'", "status = 'published'", "discarded_reason = 'anders'", "office = 'x'"):
        with pytest.raises(DatabaseError, match="a discarded draft stays as it is"):
            sql(f"UPDATE postings_posting SET {change} WHERE id = %s", draft.pk)
    with pytest.raises(DatabaseError, match="only a procedure that runs"):
        sql(
            "INSERT INTO notices_abort (posting_id, reason, aborted_on, aborted_by_id) VALUES (%s, %s, now(), %s)",
            draft.pk, REASON, officer.pk,
        )  # fmt: skip
    with pytest.raises(DatabaseError, match="a discarded draft stays as it is"):
        sql("DELETE FROM postings_posting WHERE id = %s", draft.pk)


def test_on_the_pages(client):
    draft = make_posting(status="draft", reference_number="148/2025", function="Leitung")
    make_posting(status="published")
    client.force_login(make_hr_officer())
    detail = reverse("postings:posting_detail", args=[draft.pk])
    url = reverse("postings:posting_discard", args=[draft.pk])
    assert url in client.get(detail).content.decode()

    refused = client.post(url, {"reason": "weg"})
    assert Posting.objects.get(pk=draft.pk).status == "draft"
    assert refused.status_code == 200
    answer = client.post(url, {"reason": REASON}, follow=True)

    text = html.fromstring(answer.content.decode()).text_content()
    assert "Dieser Entwurf ist verworfen" in text
    assert REASON in text
    assert "Veröffentlichung vorbereiten" not in text
    page = html.fromstring(client.get(reverse("postings:posting_list")).content.decode())
    assert [one.text_content() for one in page.xpath("//details/summary")] == ["Ein verworfener Entwurf"]
    assert "148/2025 – verworfen 1" not in "".join(one.text_content() for one in page.find_class("card"))
    events = client.get(reverse("postings:posting_events", args=[draft.pk])).content.decode()
    assert REASON in events
    assert client.get(url).status_code == 302  # a second time there is nothing to discard


def test_a_discarded_draft_is_neither_public_nor_a_template_nor_shown_to_a_representation(client):
    draft = make_posting(status="draft", reference_number="148/2025")
    make_member(draft)
    discarded = discard(draft)

    assert not Posting.objects.published().exists()
    assert client.get(reverse("documents:posting_public", args=["148-2025 – verworfen 1"])).status_code == 404
    client.force_login(make_hr_officer())
    further = client.get(reverse("postings:posting_further")).content.decode()
    assert f'<option value="{discarded.pk}">{discarded}' not in further
