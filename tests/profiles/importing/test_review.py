from profiles.importing.pipeline import read_content
from profiles.importing.review import QuestionKind, is_valid_reference_number, questions, with_answers
from tests.profiles.importing.building_text import build_text
from tests.profiles.importing.test_pipeline import TEXT
from tests.profiles.importing.written_profile import EXAMPLE


def read(text=TEXT):
    return read_content(text.encode(), "probe.txt")


def test_every_finding_of_the_real_document_becomes_a_question_weights_and_terms_first():
    asked = questions(read())

    assert [question.kind for question in asked[:2]] == [QuestionKind.CONTRACT_TERM, QuestionKind.WEIGHT]
    assert {question.kind for question in asked[2:]} == {QuestionKind.NOTE}
    assert sorted(question.position for question in asked) == list(range(1, len(read().findings) + 1))


def test_the_question_of_a_doubtful_weight_names_its_line_and_proposal():
    document = read()
    question = questions(document)[1]

    assert question.proposal == "2"
    assert document.source_lines[question.source_index].text.startswith("3.3.5")


def test_a_clean_document_asks_nothing_about_weights():
    asked = questions(read(build_text(EXAMPLE)))

    assert [question.kind for question in asked if question.kind is not QuestionKind.NOTE] == []


def test_answers_fill_missing_words_and_the_deadline():
    text = TEXT.replace("innerhalb von vier Wochen nach Veröffentlichung", "bald")
    text = text.replace("3.3.1\tKommunikationsfähigkeit", "3.3.1\t")
    document = read(text)
    asked = {question.kind: question for question in questions(document)}

    changed = with_answers(
        document,
        {asked[QuestionKind.DEADLINE].position: "3", asked[QuestionKind.WORDS].position: "Kommunikation"},
        reference_number="9/2026",
    )

    titles = {c.number: c.title.text for s in changed.profile.sections for c in s.criteria}
    assert (changed.posting.deadline_weeks, changed.posting.reference_number) == (3, "9/2026")
    assert titles["3.3.1"] == "Kommunikation"


def test_a_reference_number_is_one_line():
    assert [is_valid_reference_number(n) for n in ("148/2025", "7", " 1", "1\n2", "x" * 41)] == [
        True,
        True,
        False,
        False,
        False,
    ]
