import pytest
from django.db import DatabaseError, connection, transaction

from postings.drafting import services
from postings.drafting.errors import AlreadyAccepted, FindingsUnanswered, ReasonMissingFor
from postings.drafting.models import ImportAnswer, ImportedDocument
from postings.drafting.services import Answer
from postings.errors import ReferenceNumberMissing, ReferenceNumberTaken
from postings.models import Posting
from profiles.importing.document import UnreadableDocument
from profiles.importing.review import QuestionKind, questions
from profiles.models import RequirementProfile
from recruitment.audit.models import Event
from tests.factories import make_hr_officer
from tests.profiles.importing.building_text import build_text
from tests.profiles.importing.test_pipeline import TEXT
from tests.profiles.importing.written_profile import EXAMPLE

pytestmark = pytest.mark.django_db


def upload(text=TEXT, actor=None):
    return services.upload_document(content=text.encode(), name="probe.txt", actor=actor or make_hr_officer())


def answers_for(document, **special):
    """Answer every finding; ``special`` names answers by the kind of the question."""
    defaults = {QuestionKind.WEIGHT: "2", QuestionKind.CONTRACT_TERM: "permanent", QuestionKind.NOTE: "confirmed"}
    return {
        question.position: Answer(special.get(question.kind.value, defaults[question.kind]), "Original eingesehen")
        for question in questions(document.document)
    }


def accepted(text=TEXT, reference_number=None, **special):
    actor = make_hr_officer()
    document = upload(text, actor)
    services.save_answers(document=document, answers=answers_for(document, **special), actor=actor)
    return services.accept_document(document=document, actor=actor, reference_number=reference_number)


def test_upload_stores_file_and_reading_but_no_draft():
    document = upload()

    assert bytes(document.content) == TEXT.encode()
    assert document.document.posting.reference_number == "148/2025"
    assert (RequirementProfile.objects.count(), Posting.objects.count()) == (0, 0)
    assert [event.action for event in Event.objects.all()] == ["document.uploaded"]


def test_an_unreadable_file_stores_nothing():
    with pytest.raises(UnreadableDocument):
        services.upload_document(content=b"\x00\x01", name="probe.txt", actor=make_hr_officer())

    assert ImportedDocument.objects.count() == 0


def test_accepting_settles_weight_and_term_with_their_reasons():
    document = accepted()

    criterion = document.profile.criteria.get(number="3.3.5")
    assert (criterion.weight, criterion.weight_confirmed, criterion.weight_reason) == (2, True, "Original eingesehen")
    assert document.posting.contract_term == "permanent"
    assert document.profile.criteria.filter(weight_confirmed=False).count() == 0


def test_another_weight_than_the_proposed_one_counts():
    assert accepted(weight="3").profile.criteria.get(number="3.3.5").weight == 3


def test_what_stays_open_is_open_in_the_draft():
    document = accepted(weight="open", contract_term="open")

    criterion = document.profile.criteria.get(number="3.3.5")
    assert (criterion.weight, criterion.weight_confirmed) == (2, False)
    assert document.posting.contract_term == "undecided"


def test_accepting_without_every_answer_is_refused_and_changes_nothing():
    actor = make_hr_officer()
    document = upload(actor=actor)
    answers = answers_for(document)
    left_out = answers.popitem()[0]
    services.save_answers(document=document, answers=answers, actor=actor)

    with pytest.raises(FindingsUnanswered) as error:
        services.accept_document(document=document, actor=actor)

    assert error.value.positions == [left_out]
    assert Posting.objects.count() == 0


def test_a_settled_weight_without_reason_is_refused():
    actor = make_hr_officer()
    document = upload(actor=actor)
    answers = answers_for(document)
    weight = next(q.position for q in questions(document.document) if q.kind is QuestionKind.WEIGHT)
    answers[weight] = Answer("2", "  ")
    services.save_answers(document=document, answers=answers, actor=actor)

    with pytest.raises(ReasonMissingFor) as error:
        services.accept_document(document=document, actor=actor)

    assert error.value.positions == [weight]


def test_a_posting_without_reference_number_asks_for_one():
    text = TEXT.replace("- Kennzahl:** **148/2025**", "")

    with pytest.raises(ReferenceNumberMissing):
        accepted(text)
    assert accepted(text, reference_number="7/2026").posting.reference_number == "7/2026"


def test_a_taken_reference_number_is_refused_and_another_one_works():
    accepted()

    with pytest.raises(ReferenceNumberTaken):
        accepted()
    assert accepted(reference_number="149/2025").posting.reference_number == "149/2025"


def test_a_profile_without_posting_becomes_a_profile_only():
    document = accepted(build_text(EXAMPLE))

    assert document.posting is None
    assert {c.number: c.weight for c in document.profile.criteria.all()} == EXAMPLE.weights


def test_accepting_twice_is_refused():
    document = accepted()

    with pytest.raises(AlreadyAccepted):
        services.accept_document(document=document, actor=make_hr_officer())


def test_an_answer_can_be_taken_back():
    actor = make_hr_officer()
    document = upload(actor=actor)
    answers = answers_for(document)
    services.save_answers(document=document, answers=answers, actor=actor)
    first = next(iter(answers))

    services.save_answers(document=document, answers={first: Answer("")}, actor=actor)

    assert sorted(document.answers.values_list("position", flat=True)) == sorted(set(answers) - {first})


def test_discarding_removes_document_and_answers_but_not_the_record():
    actor = make_hr_officer()
    document = upload(actor=actor)
    services.save_answers(document=document, answers=answers_for(document), actor=actor)

    services.discard_document(document=document, actor=actor)

    assert (ImportedDocument.objects.count(), ImportAnswer.objects.count()) == (0, 0)
    assert [event.action for event in Event.objects.order_by("id")] == ["document.uploaded", "document.discarded"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE drafting_importeddocument SET name = 'x'",
        "UPDATE drafting_importeddocument SET reading = '{}'",
        "DELETE FROM drafting_importeddocument",
        "UPDATE drafting_importanswer SET answer = '4'",
        "DELETE FROM drafting_importanswer",
    ],
)
def test_an_accepted_document_cannot_be_changed_in_the_database(statement):
    accepted()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_open_document_keeps_its_reading_in_the_database():
    upload()

    with pytest.raises(DatabaseError, match="reading_stays"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE drafting_importeddocument SET reading = '{}'")
