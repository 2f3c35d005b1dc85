"""Own notes on the pages: with and without script, after submission, and never for anybody else."""

import json

import pytest
from django.urls import get_resolver, reverse

from postings.assessment.models import PrivateNote
from postings.assessment.notes import save_note
from postings.assessment.rounds import close_round, conclude_round
from tests.factories import (
    declare,
    make_application,
    make_conflict,
    make_hr_officer,
    make_member,
    make_posting,
    make_sheet,
)
from tests.permission_matrix import MATRIX
from tests.test_permissions import build_scene

pytestmark = pytest.mark.django_db

SECRET = "Zitronenfalter"


@pytest.fixture
def posting():
    return make_posting()


@pytest.fixture
def application(posting):
    return make_application(posting)


@pytest.fixture
def owner(posting, application, client):
    owner = make_member(posting)
    declare(posting, owner)
    client.force_login(owner)
    return owner


def url(name, application):
    return reverse(f"assessment:{name}", args=[application.pk, 1])


def note(application, owner, text=SECRET, *known):
    save_note(application=application, position=1, owner=owner, text=text, known=known or [""])


def send(client, application, owner, text, *known, **fields):
    data = {"assessor": owner.pk, "own_note": text, "own_note_known": [json.dumps([one]) for one in known or [""]]}
    return client.post(url("note_save", application), data | fields)


def texts():
    return list(PrivateNote.objects.values_list("text", flat=True))


def test_the_script_saves_and_hears_what_stands(client, application, owner):
    response = send(client, application, owner, "Ruhig.\r\n")

    assert (response.status_code, response.json()["known"], texts()) == (200, '["Ruhig."]', ["Ruhig."])


def test_the_script_hears_of_a_conflict_a_lock_and_a_fault(client, posting, application, owner):
    note(application, owner)
    response = send(client, application, owner, "anders")
    assert (response.status_code, SECRET in response.content.decode()) == (409, True)
    assert "anders" in response.content.decode()

    assert send(client, application, owner, "x" * 4001, SECRET).status_code == 400
    assert send(client, application, owner, "x", SECRET, own_note_known="kein JSON").status_code == 400
    assert send(client, application, make_member(posting), "x", SECRET).status_code == 403
    chair = make_member(posting, role="chair")
    close_round(round=posting.plan.rounds.get(), actor=chair, reason="erkrankt")
    assert send(client, application, owner, "x", SECRET).status_code == 403  # gives no sheet in this round any more
    conclude_round(round=posting.plan.rounds.get(), actor=chair, reason="Protokoll folgt")
    assert send(client, application, owner, "x", SECRET).status_code == 423
    assert send(client, make_application(make_posting()), owner, "x").status_code == 404
    assert texts() == [SECRET]


def sheet_data(application, owner, text, known="", values=(3, None, None), **fields):
    ids = application.posting.profile.criteria.values_list("pk", flat=True)
    answers = {f"r-{pk}": value or "" for pk, value in zip(ids, values, strict=True)}
    sent = {"assessor": owner.pk, "version": 0, "note": "", "own_note": text, "own_note_known": json.dumps([known])}
    return answers | sent | fields


def test_without_script_the_sheet_saves_the_notes_along(client, application, owner):
    sheet_url = reverse("assessment:sheet_edit", args=[application.pk])

    response = client.post(sheet_url, sheet_data(application, owner, "Ruhig.", save="1"), follow=True)

    assert texts() == ["Ruhig."]
    assert (response.context["own_note"].text, response.context["own_note"].known) == ("Ruhig.", '["Ruhig."]')
    sheet = application.sheets.get()
    assert (sheet.version, sheet.note) == (1, "")
    again = sheet_data(application, owner, "Ruhig und klar.", "Ruhig.", version=1, save="1")
    client.post(sheet_url, again)
    sheet.refresh_from_db()
    assert (texts(), sheet.version) == (["Ruhig und klar."], 1)  # the notes are no part of the sheet


def test_an_incomplete_sheet_keeps_the_notes_and_knows_them(client, application, owner):
    sheet_url = reverse("assessment:sheet_edit", args=[application.pk])

    response = client.post(sheet_url, sheet_data(application, owner, "Ruhig.", submit="1"))

    assert "Gespeichert, aber noch nicht abgegeben" in response.content.decode()
    assert (texts(), response.context["own_note"].known) == (["Ruhig."], '["Ruhig."]')


def test_a_conflict_on_the_notes_shows_both_and_saves_nothing_of_the_sheet(client, application, owner):
    note(application, owner)
    sheet_url = reverse("assessment:sheet_edit", args=[application.pk])

    response = client.post(sheet_url, sheet_data(application, owner, "meine Fassung", save="1"))

    page = response.content.decode()
    assert (response.status_code, texts(), application.sheets.count()) == (409, [SECRET], 0)
    assert (SECRET in page, "meine Fassung" in page) == (True, True)
    known = json.loads(response.context["own_note"].known)[0]
    client.post(sheet_url, sheet_data(application, owner, "meine Fassung", known, save="1"))
    assert texts() == ["meine Fassung"]


def test_a_fault_elsewhere_shows_the_typed_notes_again(client, application, owner):
    sheet_url = reverse("assessment:sheet_edit", args=[application.pk])
    long = "y" * 4001

    for fault in ({"own_note": long}, {"note": long}):
        response = client.post(sheet_url, sheet_data(application, owner, "Ruhig.", save="1") | fault)
        assert response.context["own_note"].text == fault.get("own_note", "Ruhig.")
        assert (response.status_code, texts()) == (200, [])


def test_after_submission_the_notes_stay_open_and_the_own_page_saves_them(client, application, owner):
    make_sheet(application, owner, [3, 3, 3])
    page = client.get(reverse("assessment:sheet_edit", args=[application.pk])).content.decode()
    assert "Eigene Notizen (nur für Sie)" in page
    assert "kann es sein, dass sie herausgegeben werden müssen" in page

    data = {"assessor": owner.pk, "own_note": "Danach.", "own_note_known": '[""]'}
    response = client.post(url("note_detail", application), data, follow=True)
    assert "Ihre eigenen Notizen sind gespeichert." in response.content.decode()
    stale = client.post(url("note_detail", application), data | {"own_note": "veraltet"})
    assert (stale.status_code, texts()) == (409, ["Danach."])
    assert "veraltet" in stale.content.decode()
    response = client.post(url("note_detail", application), {"delete": "1"}, follow=True)
    assert ("Ihre eigenen Notizen sind gelöscht." in response.content.decode(), texts()) == (True, [])


def test_after_the_end_the_notes_are_read_and_deleted_only(client, posting, application, owner):
    make_sheet(application, owner, [3, 3, 3])
    note(application, owner)
    chair = make_member(posting, role="chair")
    close_round(round=posting.plan.rounds.get(), actor=chair)
    conclude_round(round=posting.plan.rounds.get(), actor=chair, reason="Protokoll folgt")

    page = client.get(reverse("assessment:sheet_edit", args=[application.pk])).content.decode()

    assert (SECRET in page, 'name="own_note"' in page, "Notizen löschen" in page) == (True, False, True)
    client.post(url("note_detail", application), {"assessor": owner.pk, "own_note": "x", "own_note_known": "[]"})
    assert texts() == [SECRET]


def test_an_exempt_person_reads_the_own_notes_and_nothing_else(client, posting, application, owner):
    make_sheet(application, owner, [3, None, None], is_submitted=False)
    application.sheets.get().ratings.update(observation="Beobachtung im Entwurf")
    note(application, owner)
    make_conflict(application, owner)

    response = client.get(reverse("assessment:sheet_edit", args=[application.pk]), follow=True)

    page = response.content.decode()
    assert response.redirect_chain[-1][0] == url("note_detail", application)
    assert (SECRET in page, "Beobachtung im Entwurf" in page, 'name="own_note"' in page) == (True, False, False)
    client.post(url("note_detail", application), {"delete": "1"})
    response = client.get(reverse("assessment:sheet_edit", args=[application.pk]))
    assert response.url == reverse("assessment:sheet_list")


def test_the_notes_of_a_blind_procedure_stand_beside_the_code(client):
    posting = make_posting(is_blind=True)
    application = make_application(posting, last_name="Quittenwolke")
    owner = make_member(posting)
    declare(posting, owner)
    client.force_login(owner)
    note(application, owner)

    page = client.get(url("note_detail", application)).content.decode()

    assert ("Quittenwolke" in page, application.code in page, SECRET in page) == (False, True, True)


def test_no_address_shows_the_notes_to_anybody_but_their_owner(client):
    scene = build_scene()
    owner = scene["people"]["assessor_owing"]
    application = owner.sheets.model.application.field.related_model.objects.get(pk=scene["application"])
    note(application, owner)
    seen = []
    for role, user in scene["people"].items():
        client.logout()
        if user is not None:
            client.force_login(user)
        for method, name, arguments, _expected in MATRIX:
            if method == "get":
                response = client.get(reverse(name, args=[scene[argument] for argument in arguments]))
                if SECRET.encode() in response.getvalue():
                    seen.append((role, name))

    assert {role for role, _name in seen} == {"assessor_owing"}
    assert {name for _role, name in seen} == {
        "assessment:sheet_edit",
        "assessment:round_sheet_edit",
        "assessment:note_detail",
    }
    assert not any("privatenote" in str(pattern.name) for pattern in _admin_patterns())


def _admin_patterns():
    return [
        pattern
        for resolver in get_resolver().url_patterns
        if getattr(resolver, "namespace", "") == "admin"
        for inner in resolver.url_patterns
        for pattern in getattr(inner, "url_patterns", [inner])
        if hasattr(pattern, "name")
    ]


def test_a_paper_sheet_has_no_own_notes(client, posting, application):
    member = make_member(posting)
    declare(posting, member)
    client.force_login(make_hr_officer())

    page = client.get(reverse("admin:assessment_ratingsheet_paper", args=[application.pk, member.pk]))

    assert "own_note" not in page.content.decode()
