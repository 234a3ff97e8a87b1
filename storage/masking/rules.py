"""The file of masking rules, in TOML: which patterns, own expressions, fields and members of JSON are masked, and how."""

import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import re2  # type: ignore[import-untyped] # it has no types

from storage.alternatives import explained, nearest, one_of
from storage.errors import BadUserInput
from storage.masking.patterns import GROUPS, PATTERNS
from storage.nouns.noun import Noun, fields_of, sent_nouns
from storage.nouns.record import LONGEST_ID, Blob, Record

ANY = "*"
"""Stands for every noun."""
EXPRESSIONS = 1_000
"""Number of compiled expressions that are kept."""
LONGEST_EXPRESSION = 2_000
"""Characters."""
MEMORY = 1_048_576
"""Bytes that a compiled expression may take."""


class Action(StrEnum):
    """What is done with what a rule finds."""

    REPLACE = "replace"
    HASH = "hash"
    DROP = "drop"
    DROP_RECORD = "drop-record"


class Part(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A table of the file. Unknown keys are refused."""


class Expression(Part, frozen=True):
    """An expression of the operator's own, which is applied to every text."""

    match: str
    action: Action = Action.REPLACE
    text: str | None = None
    """What `replace` puts in place of what is found. None: `[name]`."""
    organizations: tuple[str, ...] = ()
    """Ids of the organizations whose data it masks. Empty: all."""


class FieldRule(Part, frozen=True):
    """A rule for one field."""

    noun: str
    field: str
    action: Action
    match: str | None = None
    """Only the parts of the field that this finds. None: the whole field."""
    text: str | None = None
    organizations: tuple[str, ...] = ()
    """Ids of the organizations whose data it masks. Empty: all."""

    @property
    def name(self) -> str:
        """How results name the rule."""
        return f"{self.noun}.{self.field}"


class Documents(Part, frozen=True):
    """What is masked in JSON documents, and in texts that are JSON, beside what patterns and expressions find."""

    members: tuple[str, ...] = ()
    """Members whose values are replaced, whatever they are. Upper and lower case are the same."""
    names: bool = False
    """Look for patterns and expressions in the names of members too."""


class Rules(Part, frozen=True):
    """The whole file."""

    patterns: dict[str, Action] = {}
    """Action by name of a built-in pattern or group."""
    expressions: dict[str, Expression] = {}
    rules: tuple[FieldRule, ...] = ()
    documents: Documents = Documents()

    @property
    def hashes(self) -> bool:
        """Whether any rule needs the secret."""
        expressions = (each.action for each in self.expressions.values())
        return Action.HASH in (*self.patterns.values(), *expressions, *(rule.action for rule in self.rules))

    def of(self, org_id: str) -> "Rules":
        """Those that mask the data of an organization."""
        return msgspec.structs.replace(
            self,
            expressions={name: each for name, each in self.expressions.items() if _is_for(each, org_id)},
            rules=tuple(rule for rule in self.rules if _is_for(rule, org_id)),
        )


def read_rules(path: Path) -> Rules:
    """The rules of a file. Raises BadUserInput, with the place in the file, if it cannot be read or a rule is not possible."""
    try:
        sent = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadUserInput(f"the masking rules {path.name}: cannot read the file: {error.strerror}") from error
    except ValueError as error:
        raise BadUserInput(f"the masking rules {path.name}: not valid TOML: {error}") from error
    try:
        rules = msgspec.convert(sent, Rules)
    except msgspec.ValidationError as error:
        found = explained(str(error), Rules)
        raise BadUserInput(f"the masking rules {path.name}: {found.place or 'the file'}: {found}") from error
    for problem in _problems(rules):
        raise BadUserInput(f"the masking rules {path.name}: {problem}")
    return rules


@lru_cache(EXPRESSIONS)
def compiled(expression: str) -> Any:
    """A compiled expression of RE2. Raises ValueError with the reason if it is not one."""
    if len(expression) > LONGEST_EXPRESSION:
        raise ValueError(f"an expression may have at most {LONGEST_EXPRESSION:,} characters")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = MEMORY
    try:
        found = re2.compile(expression, options=options)
    except re2.error as error:
        reason = error.args[0].decode(errors="replace") if isinstance(error.args[0], bytes) else str(error)
        raise ValueError(f"not an expression of RE2: {reason}") from error
    if found.search("") is not None:
        raise ValueError("the expression matches the empty text")
    return found


def _is_for(rule: Expression | FieldRule, org_id: str) -> bool:
    return not rule.organizations or org_id in rule.organizations


def _problems(rules: Rules) -> Iterator[str]:
    """What is wrong with rules that have the right form."""
    for name, action in rules.patterns.items():
        if name not in PATTERNS and name not in GROUPS:
            yield f"patterns.{name}: unknown pattern; {nearest(name, [*GROUPS, *PATTERNS])}"
        yield from _not_of_texts(f"patterns.{name}", action)
    for name, expression in rules.expressions.items():
        if name in PATTERNS or not name.isidentifier():
            yield f"expressions.{name}: the name must consist of letters, digits and _, and must not be that of a pattern"
        yield from _not_of_texts(f"expressions.{name}", expression.action)
        yield from _expression(f"expressions.{name}", expression.match, expression.text)
    for number, rule in enumerate(rules.rules, 1):
        yield from _of_field(f"rule {number} ({rule.name})", rule)


def _not_of_texts(place: str, action: Action) -> Iterator[str]:
    if action not in (Action.REPLACE, Action.HASH):
        yield f"{place}: {action.value} is for fields; {one_of((Action.REPLACE, Action.HASH))}"


def _expression(place: str, match: str, text: str | None) -> Iterator[str]:
    try:
        found = compiled(match)
    except ValueError as error:
        yield f"{place}: {error}"
        return
    if text and found.search(text) is not None:
        yield f"{place}: the expression matches its own replacement {text!r}"


def _of_field(place: str, rule: FieldRule) -> Iterator[str]:
    nouns = sent_nouns()
    if rule.noun != ANY and rule.noun not in nouns:
        yield f"{place}: unknown noun {rule.noun!r}; {nearest(rule.noun, [ANY, *nouns])}"
        return
    chosen = nouns.values() if rule.noun == ANY else [nouns[rule.noun]]
    kinds = {found for noun in chosen if (found := kind_of(noun, rule.field)) is not None}
    if not kinds:
        names = sorted({field.name for noun in chosen for field in fields_of(noun.record)})
        yield f"{place}: unknown field {rule.field!r}; {nearest(rule.field, names)}"
        return
    allowed = set.intersection(*(ALLOWED[kind] for kind in kinds))
    if rule.field == "id":
        allowed -= {Action.DROP}
    if rule.action not in allowed:
        yield f"{place}: {rule.action.value} is not possible for this field; {one_of(sorted(allowed))}"
    if rule.match is not None:
        if rule.action not in (Action.REPLACE, Action.HASH, Action.DROP_RECORD) or kinds & {"id", "other"}:
            yield f"{place}: match is only for texts and documents that are replaced or hashed"
        yield from _expression(place, rule.match, rule.text)


ALLOWED: Mapping[str, set[Action]] = {
    "id": {Action.HASH, Action.DROP, Action.DROP_RECORD},
    "text": set(Action),
    "document": set(Action),
    "other": {Action.DROP, Action.DROP_RECORD},
}
"""What may be done with a field of a kind. An id that is replaced would make one row of all."""


def kind_of(noun: Noun, name: str) -> str | None:
    """`id` for ids and links, `text`, `document` for JSON and metadata, `other`. None: the noun has no such field."""
    return kinds_of(noun.record).get(name)


@cache
def kinds_of(record: type[Record]) -> Mapping[str, str]:
    """The kind of each field of a record."""
    hints = get_type_hints(record, include_extras=True)
    found = {}
    for field in fields_of(record):
        if field.type is str:
            found[field.name] = "id" if _longest(hints[field.name]) == LONGEST_ID else "text"
        else:
            found[field.name] = "document" if field.type in (Blob, dict) else "other"
    return found


def _longest(hint: Any) -> int | None:
    own = [note.max_length for note in getattr(hint, "__metadata__", ()) if isinstance(note, msgspec.Meta) and note.max_length]
    return next(iter([*own, *(found for arm in get_args(hint) if (found := _longest(arm)))]), None)
