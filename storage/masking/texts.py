"""Masks parts of texts and JSON. The same text always gets the same mask, and what is masked does not change again."""

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import re2  # type: ignore[import-untyped] # it has no types

from storage.masking.patterns import GROUPS, PATTERNS, Span
from storage.masking.rules import MEMORY, Action, FieldRule, Rules, compiled

SETS = 100
"""Number of sets of expressions that are kept: one for the rules, and one for each field with expressions of its own."""
MOST_ROUNDS = 10
"""Masking is repeated until nothing changes any more."""
MASKED_MEMBER = "[masked]"
HASHED = re.compile(r"masked-[0-9a-f]{32}")
"""The whole of a field that was hashed."""
ESCAPE = re.compile(r"\\(?:u00([2-7][0-9a-fA-F])|/)")
"""Escapes in JSON of characters that need none."""
JSON_BEGINS = ("{", "[", '"')
SMALLEST_NUMBER = 10**11
"""Smaller numbers are not looked at: no card number has fewer digits."""


class MaskingFailedError(Exception):
    """A text could not be masked. It must not be stored."""


@dataclass(frozen=True, slots=True)
class Finder:
    """One pattern or expression, and what is put in place of what it finds."""

    name: str
    expression: Any
    parts: Callable[[str], Any] | None
    replacement: Callable[[str], str]
    fixed: str | None
    """The replacement, if it is always the same."""

    def masked(self, text: str) -> str:
        """The text with a replacement for each part that is found."""
        pieces, end = [], 0
        for begin, until in self._spans(text):
            pieces += [text[end:begin], self.replacement(text[begin:until])]
            end = until
        return "".join([*pieces, text[end:]]) if pieces else text

    def _spans(self, text: str) -> Iterator[Span]:
        for found in self.expression.finditer(text):
            begin, end = found.span(1) if self.expression.groups and found.group(1) is not None else found.span()
            if self.parts is None:
                yield begin, end
            else:
                yield from ((begin + first, begin + last) for first, last in self.parts(text[begin:end]))


class TextMask:
    """Masks texts by patterns and expressions, with the key of one organization."""

    def __init__(self, rules: Rules, key: bytes, of_field: Sequence[FieldRule] = ()) -> None:
        """`of_field`: rules with an expression for one field, which come first."""
        self._key = key
        own = [self._finder(rule.name, compiled(rule.match or ""), None, rule.action, rule.text) for rule in of_field]
        self._finders = [*own, *self._of_patterns(rules.patterns), *self._of_expressions(rules)]
        self._members = frozenset(name.casefold() for name in rules.documents.members)
        self._masks_names = rules.documents.names
        self._set = _set_of(tuple(finder.expression.pattern for finder in self._finders))
        self._masks = _masks_of(self._finders)

    def text(self, text: str, found: set[str] | None = None) -> str:
        """The text with all that is found masked, in its JSON too if it is JSON. `found` takes the names of what was found.

        Raises MaskingFailedError if that is not possible.
        """
        try:
            if text.lstrip()[:1] in JSON_BEGINS and (self._members or "\\" in text):
                text = self._json_text(text, found)
            return self._until_stable(text, found)
        except (UnicodeEncodeError, RecursionError, re2.error) as error:
            raise MaskingFailedError from error

    def document(self, text: str, found: set[str] | None = None) -> str:
        """The same for JSON text, which stays JSON."""
        try:
            if not self._members and "\\" not in text and not self._matches(text):
                return text
            return _written(self.value(json.loads(text), found))
        except (ValueError, RecursionError, re2.error) as error:
            raise MaskingFailedError from error

    def value(self, value: Any, found: set[str] | None = None) -> Any:
        """The same for a value of JSON."""
        # Loops, since a comprehension would be one more level of the stack for each level of the value.
        if isinstance(value, str):
            return self.text(value, found)
        if isinstance(value, Mapping):
            members: dict[str, Any] = {}
            for name, inner in value.items():
                if self.is_member(name):
                    _note(found, f"member {name}", changed=inner != MASKED_MEMBER)
                    members[name] = MASKED_MEMBER
                else:
                    members[self.text(name, found) if self._masks_names else name] = self.value(inner, found)
            return members
        if isinstance(value, list):
            elements = []
            for each in value:
                elements.append(self.value(each, found))  # noqa: PERF401 - see above
            return elements
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= SMALLEST_NUMBER:
            masked = self.text(str(value), found)
            return value if masked == str(value) else masked
        return value

    def hashed(self, value: str) -> str:
        """What stands for the whole of a field: the same for the same value in every noun and field."""
        return value if HASHED.fullmatch(value) else f"masked-{self._digest(value, 32)}"

    def is_member(self, name: str) -> bool:
        """Whether the value of a member of this name is masked whatever it is."""
        return name.casefold() in self._members

    def _json_text(self, text: str, found: set[str] | None) -> str:
        try:
            value, is_unique = _read(text)
        except ValueError:
            return unescaped(text)
        masked = self.value(value, found)
        return text if masked == value and is_unique else _written(masked)

    def _until_stable(self, text: str, found: set[str] | None) -> str:
        for _ in range(MOST_ROUNDS):
            masked = self._once(text, found)
            if masked == text:
                return text
            text = masked
        raise MaskingFailedError

    def _once(self, text: str, found: set[str] | None) -> str:
        if not self._matches(text):
            return text
        for place in self._set.Match(text):
            finder = self._finders[place]
            masked = "".join(piece if is_mask else finder.masked(piece) for piece, is_mask in _pieces(self._masks, text))
            _note(found, finder.name, changed=masked != text)
            text = masked
        return text

    def _matches(self, text: str) -> bool:
        return bool(self._finders) and bool(self._set.Match(text))

    def _of_patterns(self, patterns: Mapping[str, Action]) -> Iterator[Finder]:
        chosen: dict[str, Action] = {}
        for name, action in sorted(patterns.items(), key=lambda pair: pair[0] not in GROUPS):
            chosen |= dict.fromkeys(GROUPS.get(name, (name,)), action)
        for name, pattern in PATTERNS.items():
            if name in chosen:
                yield self._finder(name, compiled(pattern.expression), pattern.parts, chosen[name], None)

    def _of_expressions(self, rules: Rules) -> Iterator[Finder]:
        for name, each in rules.expressions.items():
            yield self._finder(name, compiled(each.match), None, each.action, each.text)

    def _finder(self, name: str, expression: Any, parts: Any, action: Action, text: str | None) -> Finder:
        if action is Action.HASH:
            return Finder(name, expression, parts, lambda value: f"[{name}:{self._digest(value, 24)}]", None)
        fixed = f"[{name}]" if text is None else text
        return Finder(name, expression, parts, lambda _: fixed, fixed)

    def _digest(self, value: str, digits: int) -> str:
        return hmac.new(self._key, value.encode(), hashlib.sha256).hexdigest()[:digits]


def _note(found: set[str] | None, name: str, *, changed: bool) -> None:
    if changed and found is not None:
        found.add(name)


@lru_cache(SETS)
def _set_of(expressions: tuple[str, ...]) -> Any:
    """Finds which of several expressions a text matches, in one pass. All organizations share it."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 64 * MEMORY
    found = re2.Set.SearchSet(options)
    for expression in expressions:
        found.Add(expression)
    found.Compile()
    return found


def _masks_of(finders: Sequence[Finder]) -> re.Pattern[str] | None:
    """Finds what masking puts into texts, which is not masked again."""
    masks = [re.escape(finder.fixed) for finder in finders if finder.fixed]
    masks += [rf"\[{re.escape(finder.name)}:[0-9a-f]{{24}}\]" for finder in finders if finder.fixed is None]
    return re.compile("|".join(sorted(masks, key=len, reverse=True))) if masks else None


def _pieces(masks: re.Pattern[str] | None, text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text, and whether each is a mask."""
    end = 0
    for found in masks.finditer(text) if masks else ():
        yield text[end : found.start()], False
        yield found[0], True
        end = found.end()
    yield text[end:], False


def unescaped(text: str) -> str:
    """Text with the characters in place of escapes of JSON that need none."""
    return ESCAPE.sub(_unescaped, text)


def _unescaped(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16)) if found[1] else "/"
    return found[0] if character in '"\\' else character


def _read(text: str) -> tuple[Any, bool]:
    """The value of JSON text, and whether no member replaced another of the same name. Raises ValueError if it is not JSON."""
    is_unique = True

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal is_unique
        found = dict(pairs)
        is_unique = is_unique and len(found) == len(pairs)
        return found

    return json.loads(text, object_pairs_hook=members), is_unique


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
