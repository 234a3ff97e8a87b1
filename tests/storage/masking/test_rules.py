"""The file of rules: what is wrong with one is refused at once, with its place and what to write instead."""

from pathlib import Path

import pytest

from storage.errors import BadUserInput
from storage.masking.rules import Action, read_rules

GOOD = """
[patterns]
secrets = "replace"
email = "hash"

[expressions.employee]
match = 'EMP-[0-9]{6}'

[documents]
members = ["password"]

[[rules]]
noun = "*"
field = "nhi_id"
action = "hash"

[[rules]]
noun = "run"
field = "inputs"
action = "replace"
match = 'order-[0-9]+'
text = "[order]"
"""


def read(tmp_path: Path, text: str) -> object:
    path = tmp_path / "masking.toml"
    path.write_text(text, encoding="utf-8")
    return read_rules(path)


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "masking.toml"
    path.write_text(GOOD, encoding="utf-8")
    rules = read_rules(path)
    assert rules.patterns == {"secrets": Action.REPLACE, "email": Action.HASH}
    assert rules.hashes
    assert [rule.name for rule in rules.rules] == ["*.nhi_id", "run.inputs"]


RULE = '[[rules]]\nnoun = "{}"\nfield = "{}"\naction = "{}"\n'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("= 1", "not valid TOML"),
        ("[pattern]", "unknown field; did you mean patterns?"),
        ('[patterns]\nemial = "replace"', "patterns.emial: unknown pattern; did you mean email?"),
        ('[patterns]\nemail = "remove"', "use one of: replace, hash, drop, drop-record"),
        ('[patterns]\nemail = "drop"', "patterns.email: drop is for fields; use one of: replace, hash"),
        ("[expressions.a]", "expressions"),
        ("[expressions.a]\nmatch = '('", "expressions.a: not an expression of RE2: missing )"),
        ("[expressions.a]\nmatch = '(?=a)'", "expressions.a: not an expression of RE2: invalid perl operator: (?="),
        ("[expressions.a]\nmatch = 'a*'", "expressions.a: the expression matches the empty text"),
        ("[expressions.a]\nmatch = '.'\ntext = 'x'", "expressions.a: the expression matches its own replacement 'x'"),
        (f"[expressions.a]\nmatch = '{'a' * 3000}'", "at most 2,000 characters"),
        ("[expressions.a]\nmatch = '((a{100}){100}){100}'", "expressions.a: not an expression of RE2"),
        ("[expressions.email]\nmatch = 'a'", "must not be that of a pattern"),
        ("[expressions.'a b']\nmatch = 'a'", "the name must consist of letters"),
        (RULE.format("rnu", "error", "drop"), "rule 1 (rnu.error): unknown noun 'rnu'; did you mean run?"),
        (RULE.format("job", "reasn", "drop"), "unknown field 'reasn'; did you mean reason?"),
        (RULE.format("dead_letter", "body", "drop"), "unknown noun 'dead_letter'"),
        (RULE.format("run", "errors", "drop"), "rule 1 (run.errors): unknown field 'errors'; did you mean error?"),
        (RULE.format("*", "nothing_has_it", "drop"), "unknown field 'nothing_has_it'"),
        (RULE.format("run", "id", "replace"), "replace is not possible for this field; use one of: drop-record, hash"),
        (RULE.format("run", "id", "drop"), "drop is not possible for this field"),
        (RULE.format("run", "started_at", "hash"), "hash is not possible for this field; use one of: drop, drop-record"),
        (RULE.format("run", "nhi_id", "hash") + "match = 'a'", "match is only for texts and documents"),
        (RULE.format("run", "error", "drop") + "match = 'a'", "match is only for texts and documents"),
        (RULE.format("run", "error", "replace") + "match = '['", "rule 1 (run.error): not an expression of RE2: missing ]"),
    ],
)
def test_a_wrong_rule_is_refused_with_its_place(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(BadUserInput) as refused:
        read(tmp_path, text)
    assert refused.value.message.startswith("the masking rules masking.toml: ")
    assert problem in refused.value.message


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadUserInput, match="cannot read the file: No such file"):
        read_rules(tmp_path / "none.toml")
