import json

import pymupdf
import pytest
from django.urls import reverse

from postings.decision.converters import LadderStepConverter
from postings.decision.decisions import withdraw_decision
from postings.decision.enums import LadderStep
from postings.decision.facts import draft_facts
from postings.decision.memo_document import build_memo_content, issue_memo, render_memo
from postings.decision.memos import begin_memo, newest_version, save_block
from postings.decision.models import EqualityFinding, MemoBlock
from postings.documents.paper import content_sha256
from postings.participation.enclosures import enclosures_of
from recruitment.audit.models import Event
from recruitment.signing import SigningFailed
from tests.factories import make_appraisal, make_decision, make_hr_officer, make_member, make_posting, make_ranked
from tests.kept import kept
from tests.pdf_gate import SEVERAL_GRIDS, faults
from tests.postings.decision.building import REASON, make_compared, make_final, write_memo

pytestmark = pytest.mark.django_db


_compared = kept(make_compared)


@pytest.fixture
def scene(_compared):
    return _compared()


def address(name, *args):
    return reverse(f"decision:{name}", args=args)


def test_overview_says_what_is_missing(client):
    posting = make_posting()
    make_ranked(posting, [4, 4, 4], [4, 4, 3], names=("Adler", "Buche"))
    client.force_login(make_hr_officer())

    content = client.get(address("overview", posting.pk)).content.decode()

    assert "Noch ist niemand ausgewählt" in content
    assert "Gruppe 1 mit geringem Abstand: Adler, Anna; Buche, Anna" in " ".join(content.split())


@pytest.mark.parametrize("page", ["finding_add", "order_edit"])
def test_before_the_publication_there_is_nothing_to_compare(client, page):
    posting = make_posting(status="draft")
    client.force_login(make_hr_officer())

    for send in (client.get, client.post):
        content = send(address(page, posting.pk), follow=True).content.decode()
        assert "eine Rangfolge ist noch nicht möglich" in content


@pytest.mark.parametrize("count", [3, 30])
def test_pages_cost_the_same_for_many(client, count, django_assert_num_queries):
    posting = make_posting()
    make_ranked(posting, *[[4, 4, 3 if n % 2 else 4] for n in range(count)])
    hr = make_hr_officer()
    begin_memo(posting=posting, actor=hr)
    client.force_login(hr)

    # The page of the memo drafts fourteen blocks; each reads its own rows.
    for name, number in (("overview", 27), ("order_edit", 10), ("ladder", 16), ("memo", 56), ("memo_versions", 10)):
        url = address(name, posting.pk)
        client.get(url)  # what a process keeps once is not counted
        with django_assert_num_queries(number):
            assert client.get(url).status_code == 200


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_of_a_withdrawn_decision_costs_the_same_for_many(client, count, django_assert_num_queries):
    posting = make_posting()
    ranked = make_ranked(posting, *[[4, 4, 3 if n % 2 else 4] for n in range(count)])
    hr = make_hr_officer()
    decision = make_decision(posting, ranked[0], reserve=[ranked[1]])
    client.force_login(hr)
    url = address("overview", posting.pk)
    client.get(url)
    with django_assert_num_queries(17):
        client.get(url)
    withdraw_decision(decision=decision, ground="error", reason="Die Ladung war fehlerhaft.", actor=hr)

    with django_assert_num_queries(28):
        assert "Nach der Aufhebung" in client.get(url).content.decode()


def test_a_block_is_written_without_script_and_shown_safe(client, scene):
    posting, _applications, chair = scene
    begin_memo(posting=posting, actor=chair)
    client.force_login(chair)

    response = client.post(
        address("memo_block_edit", posting.pk, 9), {"version": 1, "text": "**Adler** <script>x</script>"}, follow=True
    )

    content = response.content.decode()
    assert "<strong>Adler</strong>" in content
    assert "<script>x" not in content


def test_a_stale_second_tab_sees_both_texts(client, scene):
    posting, _applications, chair = scene
    begin_memo(posting=posting, actor=chair)
    save_block(posting=posting, key=9, text="Der Text der anderen Person.", expected_version=1, actor=chair)
    client.force_login(chair)
    url = address("memo_block_edit", posting.pk, 9)

    response = client.post(url, {"version": 1, "text": "Mein eigener Text."})

    content = response.content.decode()
    assert response.status_code == 409
    assert "Der Text der anderen Person." in content
    assert "Mein eigener Text." in content
    assert client.post(url, {"version": 2, "text": "Mein eigener Text."}).status_code == 302


def test_differences_are_told_by_words(client, scene):
    posting, _applications, chair = scene
    begin_memo(posting=posting, actor=chair)
    save_block(posting=posting, key=9, text="sehr gut", expected_version=1, actor=chair)
    save_block(posting=posting, key=9, text="gut", expected_version=2, actor=chair)
    client.force_login(chair)

    content = client.get(address("memo_versions", posting.pk), {"von": "1.2", "bis": "1.3"}).content.decode()

    assert '<del><span class="kern-sr-only">[entfernt:] </span>sehr </del>' in content


def test_finding_refuses_a_reason_that_is_none(client, scene):
    posting, applications, chair = scene
    client.force_login(chair)

    response = client.post(
        address("finding_add", posting.pk),
        {"applications": [application.pk for application in applications], "is_equal": "ja", "reason": "passt"},
    )

    assert response.status_code == 200
    assert EqualityFinding.objects.count() == 1


def test_the_whole_way_to_the_decision(client, scene):
    posting, _applications, chair = scene
    write_memo(posting, chair)
    deciders = [member.user for member in posting.memberships.filter(role="decider")]
    number = newest_version(posting.memos.get()).number
    for decider in deciders:
        client.force_login(decider)
        client.post(address("memo_sign", posting.pk, number))
    client.force_login(chair)
    client.post(address("memo_finalise", posting.pk))
    client.force_login(deciders[0])

    page = client.post(address("decide", posting.pk), {"reason": REASON}, follow=True).content.decode()

    assert "Die Auswahlentscheidung ist getroffen." in page
    assert "Adler, Anna" in page
    response = client.post(
        address("decision_withdraw", posting.decisions.get().pk),
        {"ground": "objection", "reason": "Die Frauenvertretung hat beanstandet."},
        follow=True,
    )
    assert "aufgehoben" in response.content.decode()


def test_representations_read_no_appraisal_without_consent(client, scene):
    posting, applications, chair = scene
    make_appraisal(applications[0], grade="A 10 Geheim")
    make_appraisal(applications[1], grade="A 11 Offen")
    applications[1].consents_to_personnel_file = True
    applications[1].save()
    begin_memo(posting=posting, actor=chair)
    client.force_login(make_member(posting, role="observer"))

    content = client.get(address("memo", posting.pk)).content.decode()

    assert "A 10 Geheim" not in content
    assert "A 11 Offen" in content
    assert client.get(address("ladder", posting.pk)).status_code == 403


def test_a_memo_that_cannot_be_issued_says_why(client, scene, monkeypatch):
    posting, _applications, chair = scene
    begin_memo(posting=posting, actor=chair)
    client.force_login(chair)

    def refuse(content):
        raise SigningFailed(reason="Zertifikat abgelaufen.")

    monkeypatch.setattr("recruitment.signing.is_configured", lambda: True)
    monkeypatch.setattr("recruitment.signing.sign", refuse)
    page = client.post(address("memo_issue", posting.pk), follow=True).content.decode()

    assert "nicht unterschrieben werden konnte: Zertifikat abgelaufen." in page
    assert not posting.reports.filter(kind="selection_memo").exists()


def test_a_refused_signature_counts_what_is_missing_and_leads_to_the_list(client, scene):
    posting, _applications, chair = scene
    begin_memo(posting=posting, actor=chair)
    client.force_login(posting.memberships.filter(role="decider").first().user)

    page = client.post(address("memo_sign", posting.pk, 1), follow=True).content.decode()

    assert "Sie haben noch nicht gezeichnet. Es fehlen" in page
    assert 'href="#missing"' in page
    assert '<section class="form-section" id="missing">' in page


def test_an_observer_reads_why_the_memo_is_not_shown_yet(client):
    posting = make_posting()
    make_ranked(posting, [4, 4, 4], concluded=False)
    make_member(posting)  # owes a sheet
    client.force_login(make_member(posting, role="observer"))
    response = client.get(address("memo", posting.pk))
    assert (response.status_code, "noch nicht sichtbar" in response.content.decode()) == (403, True)


def test_what_goes_with_a_letter_to_a_representation_holds_no_appraisal_without_consent(scene):
    posting, applications, chair = scene
    make_appraisal(applications[0], grade="A 10 Geheim")
    make_appraisal(applications[1], grade="A 11 Offen")
    applications[1].consents_to_personnel_file = True
    applications[1].save()
    version = newest_version(begin_memo(posting=posting, actor=chair))
    issue_memo(posting=posting, actor=chair)

    said = str(build_memo_content(posting, version, sees_appraisals=False))

    assert "A 10 Geheim" not in said
    assert "A 11 Offen" in said
    memos = [one for one in enclosures_of(posting) if "Auswahlvermerk" in one.label]
    assert [one.label for one in memos] == ["Auswahlvermerk 1, Entwurf, Fassung 1"]  # never the one as issued
    assert memos[0].read().startswith(b"%PDF")
    assert memos[0].entry == next(one for one in enclosures_of(posting) if one.key == memos[0].key).entry


def test_hidden_names_stay_hidden_on_every_page_and_in_the_pdf(client):
    posting, applications, chair = make_compared(is_blind=True)
    write_memo(posting, chair)
    client.force_login(chair)

    for name in ("overview", "ladder", "order_edit", "finding_add", "memo", "memo_versions"):
        content = client.get(address(name, posting.pk)).content.decode()
        assert "Cedern" not in content, name
        assert name in ("ladder", "memo_versions") or applications[0].code in content, name
    assert not any("Cedern" in str(block.facts) for block in MemoBlock.objects.all())


def test_the_memo_as_pdf_is_accessible_and_reproducible(scene, tmp_path):
    posting, _applications, chair = scene
    make_final(posting, chair)
    version = newest_version(posting.memos.get())
    content = build_memo_content(posting, version)

    report = issue_memo(posting=posting, actor=chair)
    pdf = bytes(report.content)

    assert render_memo(content) == pdf
    assert issue_memo(posting=posting, actor=chair).pk == report.pk
    with pymupdf.open(stream=pdf) as document:
        text = "".join(page.get_text() for page in document)
        assert "Adler" not in str(document.metadata)
        data = json.loads(document.embfile_get("daten.json"))
    for words in ("Endgültig seit", "9. Ergebnis und Vergleich in Worten", "Adler, Anna", version.sha256[:20]):
        assert words in text.replace("\n", " ")
    assert (data["kind"], data["data_sha256"]) == ("selection_memo", report.data_sha256)
    assert content_sha256(data["content"]) == report.data_sha256
    path = tmp_path / "memo.pdf"
    path.write_bytes(pdf)
    assert faults(path, skipped=SEVERAL_GRIDS) == []


def test_the_list_of_issued_memos_names_the_version_that_each_shows(client, scene):
    posting, _applications, chair = scene
    begin_memo(posting=posting, actor=chair)
    first = issue_memo(posting=posting, actor=chair)
    save_block(posting=posting, key=9, text=REASON, expected_version=1, actor=chair)
    second = issue_memo(posting=posting, actor=chair)
    client.force_login(chair)

    page = client.get(address("memo", posting.pk)).content.decode()

    assert [report.source_version for report in (first, second)] == ["1.1", "1.2"]
    assert "<td>1.1</td>" in page
    assert '<td>1.2 <span class="kern-badge' in page


def test_a_block_is_looked_at_before_it_is_saved(client, scene):
    posting, _applications, chair = scene
    begin_memo(posting=posting, actor=chair)
    client.force_login(chair)
    sent = {"text": "**fett** <script>x</script>", "version": 1, "preview": "1"}

    page = client.post(address("memo_block_edit", posting.pk, 9), sent).content.decode()

    assert "<p><strong>fett</strong> &lt;script&gt;x&lt;/script&gt;</p>" in page
    assert "noch nicht gespeichert" in page
    assert 'data-dirty="1"' in page
    assert newest_version(posting.memos.get()).number == 1


def test_the_steps_of_the_ladder_have_german_addresses():
    for name, step in LadderStepConverter.names.items():
        assert address("ladder_edit", 1, step.value) == f"/ausschreibungen/1/vergleichsstufen/{name}/"
    assert set(LadderStepConverter.names.values()) == set(LadderStep)


def test_who_took_a_memo_is_recorded(client, scene):
    posting, _applications, chair = scene
    begin_memo(posting=posting, actor=chair)
    report = issue_memo(posting=posting, actor=chair)
    client.force_login(chair)

    response = client.get(address("memo_download", report.pk))

    assert response.content == bytes(report.content)
    event = Event.objects.get(action="document.downloaded")
    assert (event.actor, event.facts["document"], event.facts["version"]) == (chair, "Auswahlvermerk", 1)


def test_the_order_of_auxiliary_criteria_is_only_read_once_somebody_was_rated(client, scene):
    posting, _applications, _chair = scene
    client.force_login(make_hr_officer())

    content = client.get(address("auxiliary_order", posting.pk)).content.decode()

    assert "Die Reihenfolge steht fest" in content
    assert "Es wurde keine Reihenfolge festgelegt" in content
    assert "<textarea" not in content


def test_a_member_with_two_roles_stands_once_in_the_memo(scene):
    posting, _applications, chair = scene
    posting.memberships.create(user=chair, role="assessor", position=9)

    [committee] = [part for part in draft_facts(posting)[8] if part.get("table") == "Auswahlkommission"]

    assert [str(chair), "Vorsitz, Mitglied mit Bewertung"] in committee["rows"]
