"""Masks records by the rules of a file, and what could not be read. What cannot be masked is refused."""

import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec
from cachetools import LRUCache
from msgspec import UNSET

from storage.masking.rules import ANY, Action, FieldRule, Rules, compiled, kinds_of
from storage.masking.texts import MASKED_MEMBER, MaskingFailedError, TextMask, unescaped
from storage.nouns.instance_metadata import InstanceMetadata
from storage.nouns.noun import sent_nouns
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.record import Blob, Record, Refused, snake

MASKERS = 1_000
"""Number of organizations whose keys are kept."""

SAME = {
    (snake(ProcessInstance.__name__), "metadata"): (snake(InstanceMetadata.__name__), "value"),
    (snake(InstanceMetadata.__name__), "value"): (snake(ProcessInstance.__name__), "metadata"),
}
"""Metadata may be sent in two forms: a rule for one is a rule for the other."""

FAILED = "it could not be masked, so it is not stored"
WRONG_VALUE = "the value of a masked field is not valid"


class NotMasked(Refused):
    """A record that could not be masked."""


class Dropped(Refused):
    """A record that a rule drops."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is done with one field."""

    kind: str
    whole: FieldRule | None
    """The rule for the field as a whole."""
    dropping: tuple[tuple[FieldRule, Any], ...]
    """Rules that drop the record if their expression is found."""
    mask: TextMask
    """Masks parts of the field."""


class MaskedBody(NamedTuple):
    """What may be kept of something that could not be read."""

    body: bytes
    """Empty: nothing."""
    is_readable: bool
    """Whether it may be read again: only in a record are ids kept as they are."""


Found = dict[str, tuple[Any, Any, set[str]]]
"""By field, the value before and after, and the names of the rules that changed it."""


class Masking:
    """The rules of a process, for all organizations."""

    def __init__(self, rules: Rules, secret: str = "") -> None:
        self._rules = rules
        self._secret = secret
        self._maskers: LRUCache[str, Masker] = LRUCache(MASKERS)

    def of(self, org_id: str) -> "Masker":
        """What masks the data of an organization. Masks of different organizations differ."""
        masker = self._maskers.get(org_id)
        if masker is None:
            key = hmac.digest(self._secret.encode(), org_id.encode(), "sha256")
            masker = self._maskers[org_id] = Masker(self._rules.of(org_id), key)
        return masker


class Masker:
    """Masks the data of one organization."""

    def __init__(self, rules: Rules, key: bytes) -> None:
        self._rules = rules
        self._key = key
        self._mask = TextMask(rules, key)
        self._plans: dict[str, dict[str, Step]] = {}
        self._ruled = {rule.field for rule in rules.rules}

    def record(self, record: Record, found: Found | None = None) -> Record:
        """The record as it may be stored. `found` takes what was changed.

        Raises Dropped if a rule drops it, NotMasked if it cannot be masked.
        """
        changes = {}
        for name, step in self._plan(snake(type(record).__name__)).items():
            value = getattr(record, name)
            if value is UNSET or value is None or value == "":
                continue
            names: set[str] | None = None if found is None else set()
            try:
                masked = self._member(record, name) or self._field(step, value, names)
            except MaskingFailedError as error:
                raise NotMasked(FAILED, field=name) from error
            if masked is UNSET or masked != value:
                changes[name] = masked
                if found is not None and names is not None:
                    found[name] = value, masked, names
        return msgspec.structs.replace(record, **changes) if changes else record

    def records(self, records: Sequence[Record]) -> tuple[list[Record], dict[int, Refused]]:
        """Those of some records that may be stored, and why others are not, by their positions."""
        kept: list[Record] = []
        refused: dict[int, Refused] = {}
        for position, record in enumerate(records):
            try:
                kept.append(self.record(record))
            except (NotMasked, Dropped) as reason:
                refused[position] = reason
        return kept, refused

    def body(self, body: bytes) -> MaskedBody | None:
        """What may be kept of a body that could not be read or stored. None: a rule drops the record that it is."""
        try:
            text = body.decode()
            sent = _parsed(text)
            if isinstance(sent, dict) and sent.get("noun") in sent_nouns():
                return MaskedBody(json.dumps(self._sent(sent), ensure_ascii=False, separators=(",", ":")).encode(), True)
            if self._rules.rules:  # it is not known where the fields are
                return MaskedBody(b"", False)
            masked = self._mask.text(unescaped(text) if sent is None else self._document(sent, text))
        except Dropped:
            return None
        except (MaskingFailedError, ValueError, RecursionError):
            return MaskedBody(b"", False)
        return MaskedBody(masked.encode(), masked == text)

    def reason(self, reason: str, field: str | None) -> str:
        """Why something could not be read, without what is masked."""
        if field is not None and field.partition(".")[0] in self._ruled:
            return WRONG_VALUE
        try:
            return self._mask.text(reason)
        except MaskingFailedError:
            return FAILED

    def _plan(self, noun: str) -> dict[str, Step]:
        plan = self._plans.get(noun)
        if plan is None:
            kinds = kinds_of(sent_nouns()[noun].record)
            steps = {name: self._step(noun, name, kind) for name, kind in kinds.items()}
            plan = self._plans[noun] = {name: step for name, step in steps.items() if step is not None}
        return plan

    def _step(self, noun: str, field: str, kind: str) -> Step | None:
        places = {(noun, field), SAME.get((noun, field), (noun, field))}
        rules = [rule for rule in self._rules.rules if _applies(rule, places)]
        if not rules and kind in ("id", "other"):
            return None
        whole = next((rule for rule in rules if rule.match is None), None)
        partial = [rule for rule in rules if rule.match is not None]
        dropping = tuple((rule, compiled(rule.match or "")) for rule in partial if rule.action is Action.DROP_RECORD)
        changing = [rule for rule in partial if rule.action is not Action.DROP_RECORD]
        mask = TextMask(self._rules, self._key, changing) if changing else self._mask
        return Step(kind, whole, dropping, mask)

    def _member(self, record: Record, field: str) -> str | None:
        """The mask of a metadata value whose name is that of a masked member."""
        if field != "value" or not isinstance(record, InstanceMetadata) or not isinstance(record.name, str):
            return None
        return MASKED_MEMBER if self._mask.is_member(record.name) else None

    def _field(self, step: Step, value: Any, names: set[str] | None) -> Any:
        for rule, expression in step.dropping:
            if any(expression.search(text) is not None for text in _texts(value)):
                raise Dropped(f"the masking rule {rule.name} drops it")
        if step.whole is not None:
            if names is not None:
                names.add(step.whole.name)
            return self._whole(step.whole, value)
        if isinstance(value, Blob):
            return Blob(step.mask.document(value, names))
        return step.mask.value(value, names) if step.kind in ("text", "document") else value

    def _whole(self, rule: FieldRule, value: Any) -> Any:
        """A field by a rule for the whole of it."""
        if rule.action is Action.DROP:
            return UNSET
        if rule.action is Action.DROP_RECORD:
            raise Dropped(f"the masking rule {rule.name} drops it")
        mask: Callable[[str], str] = self._mask.hashed if rule.action is Action.HASH else lambda _: _text_of(rule)
        if isinstance(value, Blob):
            return Blob(json.dumps(mask(_string_of(value))))
        if isinstance(value, dict):
            return {name: None if each is None else mask(str(each)) for name, each in value.items()}
        return mask(value)

    def _document(self, sent: Any, text: str) -> str:
        """JSON that is no record. With escapes it is written anew, since they may hide a member that another one replaced."""
        value = self._mask.value(sent)
        return text if value == sent and "\\" not in text else json.dumps(value, ensure_ascii=False)

    def _sent(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        """A record as it was sent, whatever is wrong with it."""
        noun = sent["noun"]
        plan, kinds = self._plan(noun), kinds_of(sent_nouns()[noun].record)
        masked = {}
        for name, value in sent.items():
            step = plan.get(name)
            if step is not None and step.whole is not None and value is not None:
                whole = self._whole(step.whole, value if isinstance(value, str) else json.dumps(value))
                if whole is not UNSET:
                    masked[name] = whole
            elif step is not None:
                for rule, expression in step.dropping:
                    if any(expression.search(text) is not None for text in _texts(value)):
                        raise Dropped(f"the masking rule {rule.name} drops it")
                masked[name] = step.mask.value(value)
            else:
                is_id = name == "noun" or (kinds.get(name) == "id" and isinstance(value, str))
                masked[name] = value if is_id else self._mask.value(value)
        return masked


def _applies(rule: FieldRule, places: set[tuple[str, str]]) -> bool:
    return any(rule.field == field and rule.noun in (noun, ANY) for noun, field in places)


def _text_of(rule: FieldRule) -> str:
    return MASKED_MEMBER if rule.text is None else rule.text


def _string_of(document: str) -> str:
    """The text of a document that is one, otherwise its JSON."""
    value = json.loads(document)
    return value if isinstance(value, str) else str(document)


def _texts(value: Any) -> list[str]:
    """All texts in a value."""
    if isinstance(value, Blob):
        value = json.loads(value)
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return [text for each in inner for text in _texts(each)]


def _parsed(text: str) -> Any:
    """The value of JSON text; None if it is not JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
