import pytest

from profiles.importing import sandbox
from profiles.importing.document import UnreadableDocument
from profiles.importing.pipeline import read_content
from tests.profiles.importing.test_pipeline import SHIPPED, TEXT


def test_the_child_reads_the_same_as_the_parser_itself():
    assert sandbox.read_file(SHIPPED) == read_content(TEXT.encode(), SHIPPED.name)


def test_a_child_without_memory_ends_in_one_sentence(monkeypatch):
    monkeypatch.setattr(sandbox, "MEMORY_BYTES", 20 * 1024 * 1024)

    with pytest.raises(UnreadableDocument, match="zu viel Zeit oder Speicher"):
        sandbox.read_safely(TEXT.encode(), "probe.txt")


def test_a_child_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(sandbox, "SECONDS", -4.99)

    with pytest.raises(UnreadableDocument, match="zu viel Zeit oder Speicher"):
        sandbox.read_safely(TEXT.encode(), "probe.txt")
