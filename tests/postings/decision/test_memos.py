import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from postings.applications.services import withdraw_application
from postings.decision.comparison import set_auxiliary_order
from postings.decision.decisions import decide, withdraw_decision
from postings.decision.errors import (
    ChangedMeanwhile,
    MemoFinal,
    MemoStands,
    NotADecider,
    NotNewestVersion,
    NotReady,
    SignedAlready,
)
from postings.decision.facts import draft_facts
from postings.decision.memos import (
    begin_memo,
    facts_of,
    finalise_memo,
    newest_version,
    refresh_facts,
    save_block,
    sign_memo,
    texts_of,
    version_digest,
)
from postings.decision.models import MemoSignature, SelectionMemo
from postings.decision.readiness import missing_before_decision
from postings.equality.memo import counts, women_statement
from postings.equality.models import DutyBasis
from postings.errors import WrongStep
from postings.notices.aborting import abort_posting
from recruitment.audit.models import Event
from tests.factories import make_application, make_equality_data, make_hr_officer, make_posting, make_ranked
from tests.kept import kept
from tests.postings.decision.building import REASON, make_compared, make_final, sign_all, write_memo

pytestmark = pytest.mark.django_db


_compared = kept(make_compared)


@pytest.fixture
def scene(_compared):
    return _compared()


def refused(sql, *, match):
    with pytest.raises(DatabaseError, match=match), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_draft_holds_facts_and_no_reasoning(scene):
    posting, _applications, chair = scene

    version = newest_version(begin_memo(posting=posting, actor=chair))

    assert set(texts_of(version).values()) == {""}
    facts = facts_of(version)
    assert all(facts[key] for key in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14))
    assert facts[10] == [{"text": "Es wurde kein Hilfskriterium herangezogen."}]
    assert version.sha256 == version_digest(texts_of(version), facts)


def test_every_save_is_a_version_and_the_same_text_none(scene):
    posting, _applications, chair = scene
    memo = begin_memo(posting=posting, actor=chair)

    first = save_block(posting=posting, key=6, text=REASON, expected_version=1, actor=chair)
    again = save_block(posting=posting, key=6, text=REASON, expected_version=1, actor=chair)

    assert (first.number, again.pk, memo.versions.count()) == (2, first.pk, 2)


def test_a_stale_tab_is_refused_only_for_the_same_block(scene):
    posting, _applications, chair = scene
    begin_memo(posting=posting, actor=chair)
    save_block(posting=posting, key=6, text="Die eine Fassung des Textes.", expected_version=1, actor=chair)

    other = save_block(posting=posting, key=9, text="Ein anderer Abschnitt.", expected_version=1, actor=chair)
    with pytest.raises(ChangedMeanwhile):
        save_block(posting=posting, key=6, text="Die andere Fassung.", expected_version=1, actor=chair)

    assert texts_of(newest_version(other.memo))[6] == "Die eine Fassung des Textes."


def test_final_is_refused_with_everything_that_is_missing():
    posting = make_posting()
    make_ranked(posting, [4, 4, 4], [4, 4, 3], concluded=False)
    hr = make_hr_officer()
    begin_memo(posting=posting, actor=hr)

    with pytest.raises(NotReady) as caught:
        finalise_memo(posting=posting, actor=hr)

    text = "\n".join(caught.value.missing)
    for words in (
        "nicht endgültig abgeschlossen",
        "Stufe „Formale Anforderungen“ ist noch offen",
        "Gruppe 1",
        "niemand ausgewählt",
        "Abschnitt 6",
        "Abschnitt 9",
        "Personalrat: zur Auswahlentscheidung noch nicht beteiligt",
        "keine entscheidungsbefugte Person",
    ):
        assert words in text


def test_the_checks_of_other_steps_keep_a_memo_from_being_final(scene, settings):
    posting, _applications, chair = scene
    memo = write_memo(posting, chair)
    settings.DECISION_CHECKS = [f"{__name__}.open_participation"]

    with pytest.raises(NotReady) as caught:
        sign_all(posting, memo)

    assert caught.value.missing == ["Die Beteiligung des Personalrats ist offen."]


def open_participation(posting):
    return ["Die Beteiligung des Personalrats ist offen."]


def test_sources_of_other_steps_feed_their_block(scene, settings):
    settings.MEMO_SOURCES = {"12": f"{__name__}.participation"}

    assert draft_facts(scene[0])[12] == [{"text": "Personalrat: zugestimmt."}, {"text": "Frauenvertretung: gehört."}]


def participation(posting):
    return "Personalrat: zugestimmt.\nFrauenvertretung: gehört."


def test_only_deciders_sign_the_newest_version_once(scene):
    posting, _applications, chair = scene
    memo = write_memo(posting, chair)
    decider = posting.memberships.filter(role="decider").first().user
    old = memo.versions.get(number=2)

    with pytest.raises(NotADecider):
        sign_memo(posting=posting, version=newest_version(memo), actor=chair)
    with pytest.raises(NotNewestVersion):
        sign_memo(posting=posting, version=old, actor=decider)
    sign_memo(posting=posting, version=newest_version(memo), actor=decider)
    with pytest.raises(SignedAlready):
        sign_memo(posting=posting, version=newest_version(memo), actor=decider)
    with pytest.raises(DatabaseError, match="signs the newest version"), transaction.atomic():
        MemoSignature.objects.create(version=old, signed_by=decider, sha256=old.sha256)


def test_a_new_version_voids_the_signatures_and_says_so(scene):
    posting, _applications, chair = scene
    memo = write_memo(posting, chair)
    sign_all(posting, memo)
    number = newest_version(memo).number

    save_block(posting=posting, key=13, text="Noch eine Abweichung im Ablauf.", expected_version=number, actor=chair)

    assert not newest_version(memo).signatures.all()
    assert Event.objects.get(action="memo.saved_voiding").facts["count"] == 2
    with pytest.raises(NotReady):
        finalise_memo(posting=posting, actor=chair)


def test_a_final_memo_is_frozen(scene):
    posting, _applications, chair = scene
    memo = make_final(posting, chair)

    assert memo.is_final
    with pytest.raises(MemoFinal):
        save_block(posting=posting, key=1, text="anders als vorher", expected_version=15, actor=chair)
    with pytest.raises(MemoFinal):
        refresh_facts(posting=posting, actor=chair)
    refused("UPDATE decision_selectionmemo SET finalised_at = NULL, finalised_by_id = NULL", match="frozen")
    refused("DELETE FROM decision_selectionmemo", match="frozen|violates")
    refused("UPDATE decision_memoblock SET text = 'x'", match="frozen")
    refused("DELETE FROM decision_memoblock", match="frozen")
    refused("UPDATE decision_memoversion SET note = 'x'", match="Cannot (update|delete)")
    refused("DELETE FROM decision_memosignature", match="Cannot (update|delete)")
    refused(
        "INSERT INTO decision_memoversion (memo_id, number, note, created_by_id, created_at, sha256) "
        f"VALUES ({memo.pk}, 99, '', {chair.pk}, now(), '{'0' * 64}')",
        match="frozen",
    )


def test_the_database_refuses_a_final_memo_without_signatures(scene):
    posting, _applications, chair = scene
    memo = write_memo(posting, chair)

    with pytest.raises(DatabaseError, match="signed by every decider"), transaction.atomic():
        SelectionMemo.objects.filter(pk=memo.pk).update(finalised_at=timezone.now(), finalised_by=chair)


def test_the_decision_follows_the_final_memo(scene):
    posting, applications, chair = scene
    assert "Der Auswahlvermerk ist noch nicht endgültig." in missing_before_decision(posting)
    make_final(posting, chair)
    decider = posting.memberships.filter(role="decider").first().user

    decision = decide(posting=posting, reason=REASON, actor=decider)

    chosen = decision.entries.exclude(position=None).values_list("application_id", "outcome", "position")
    assert list(chosen) == [(applications[0].pk, "selected", 1), (applications[1].pk, "reserve", 2)]


def test_a_further_memo_follows_only_a_withdrawn_decision(scene):
    posting, _applications, chair = scene
    make_final(posting, chair)
    decision = decide(posting=posting, reason=REASON, actor=make_hr_officer())
    with pytest.raises(MemoStands):
        begin_memo(posting=posting, actor=chair, reason="Das Gericht verlangt eine neue Auswahl.")
    withdraw_decision(decision=decision, ground="court", reason="Beschluss des Gerichts.", actor=chair)

    memo = begin_memo(posting=posting, actor=chair, reason="Das Gericht verlangt eine neue Auswahl.")

    assert memo.number == 2
    assert texts_of(newest_version(memo))[6] == f"{REASON} Abschnitt 6."


def test_an_aborted_procedure_gets_no_memo():
    posting = make_posting()
    hr = make_hr_officer()
    abort_posting(
        posting=posting, reason="Die Stelle entfällt nach dem Haushaltsplan.", actor=hr, today=timezone.localdate()
    )

    with pytest.raises(WrongStep):
        begin_memo(posting=posting, actor=hr)
    with pytest.raises(WrongStep):
        set_auxiliary_order(posting=posting, kinds=["other"], reason=REASON, actor=hr)


def test_changed_data_are_noticed_and_taken_over(scene):
    posting, applications, chair = scene
    memo = write_memo(posting, chair)
    withdraw_application(application=applications[2], withdrawn_on=posting.deadline, actor=chair)

    with pytest.raises(NotReady) as caught:
        sign_all(posting, memo)
    assert any("Daten haben sich" in sentence for sentence in caught.value.missing)

    assert refresh_facts(posting=posting, actor=chair).number == 16


def test_small_counts_are_not_told(scene):
    posting, applications, _chair = scene
    make_equality_data(applications[0], disability_status="severe", sex="female")
    DutyBasis.objects.create(posting=posting, women_underrepresented=True, women_source="Frauenförderplan 2025")

    told = counts(posting)
    assert told.splitlines()[:3] == [
        "Schwerbehinderte und gleichgestellte Menschen: keine Angabe.",
        "Frauen: keine Angabe.",
        "Menschen mit Migrationshintergrund: keine Angabe.",
    ]
    assert "unter fünf" in told
    assert women_statement(posting) == "Frauen sind in diesem Bereich unterrepräsentiert (Frauenförderplan 2025)."
    assert "Adler" not in str(draft_facts(posting)[3])


@pytest.mark.parametrize(("women", "told"), [(0, "keine Angabe"), (4, "keine Angabe"), (5, "5"), (6, "keine Angabe")])
def test_a_count_is_told_where_it_and_its_rest_are_five_or_more(women, told):
    posting = make_posting()
    for place in range(10):
        make_equality_data(make_application(posting), sex="female" if place < women else "male")

    assert f"Frauen: {told}." in counts(posting).splitlines()


def test_erasure_takes_a_person_out_of_memo_and_findings(scene):
    posting, applications, chair = scene
    memo = begin_memo(posting=posting, actor=chair)
    save_block(posting=posting, key=9, text="Cedern zeigt weniger als Adler.", expected_version=1, actor=chair)

    withdraw_application(application=applications[2], withdrawn_on=posting.deadline, actor=chair)

    version = newest_version(memo)
    assert texts_of(version)[9] == "[gelöscht] zeigt weniger als Adler."
    rows = [row for part in facts_of(version)[9] for row in part.get("rows", []) if {"a": applications[2].pk} in row]
    assert rows
    assert all(set(map(str, row)) <= {"[gelöscht]", str({"a": applications[2].pk})} for row in rows)
    assert posting.equality_findings.get().members.count() == 2
