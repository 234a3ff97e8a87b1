"""docs/check_words.py finds what docs/words.toml lists, in pages and in the messages of the packages."""

from pathlib import Path

import pytest

from docs.check_words import strings, words


@pytest.mark.parametrize(
    "line", ["At most so many rows.", "Absent: 20.", "What is told of a run.", "An org licence", "Null: nobody."]
)
def test_a_listed_phrase_is_found(line: str) -> None:
    assert any(word.phrase.search(line) for word in words())


@pytest.mark.parametrize("line", ["Maximum number of rows. Default: 20.", "The license of an organization.", "The newest first."])
def test_plain_words_pass(line: str) -> None:
    assert not any(word.phrase.search(line) for word in words())


def test_messages_and_docstrings_are_read(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text('"""A docstring."""\n\nMESSAGE = "a message\\n of two lines"\n"""What it says."""\n')
    assert strings(file) == [(1, "A docstring."), (3, "a message of two lines"), (4, "What it says.")]


def test_every_entry_has_a_reason_and_better_words() -> None:
    assert all(word.reason.endswith(".") and word.better for word in words())
