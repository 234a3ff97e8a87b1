"""The mapping of a CSV file, in TOML: the columns of each field, the form of times, the process model."""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeVar

import msgspec

from storage.alternatives import explained, one_of
from storage.errors import BadUserInput
from storage.nouns.process_instance import InstanceStatus

ValueKind = Literal["text", "number", "integer", "boolean"]

T = TypeVar("T")


LARGEST_VERSION = 2**31 - 1
NOT_CHARACTER_SETS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})
"""Encodings of Python that are not character sets."""


class MappingPart(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A table of the mapping. Unknown keys are refused."""


class FileShape(MappingPart, frozen=True):
    """Form of the file."""

    delimiter: str = ","
    quote: str = '"'
    encoding: str = "utf-8"
    header: bool = True
    """Whether the first row names the columns. Otherwise they are `column 1`, `column 2` and so on."""
    decimal: str = "."
    """Decimal mark of numbers: `.` or `,`."""
    thousands: str = ""
    """Mark between thousands of numbers, such as `.`. Empty: none."""
    empty: tuple[str, ...] = ("",)
    """Cells that mean that the value is unknown."""


class TimeShape(MappingPart, frozen=True):
    """Form of times."""

    format: str = "iso"
    """`iso`, `epoch_s`, `epoch_ms`, or a pattern of strptime such as `%d.%m.%Y %H:%M`."""
    timezone: str | None = None
    """Zone of times without a zone, such as `UTC` or `Europe/Berlin`."""


class ModelPart(MappingPart, frozen=True):
    """The process model of the log."""

    id: str
    name: str | None = None
    version: int | None = None


class Columns(MappingPart, frozen=True):
    """Names of the columns of an event log."""

    case: str
    activity: str
    id: str | None = None
    activity_id: str | None = None
    enabled: str | None = None
    start: str | None = None
    end: str | None = None
    resource: str | None = None
    lane: str | None = None
    type: str | None = None
    state: str | None = None


class FieldSource(MappingPart, frozen=True):
    """Source of the value of one field: exactly one of column, template, constant and option."""

    column: str | None = None
    template: str | None = None
    """Text with columns in braces, such as `{judge}/{task}`."""
    constant: str | int | float | bool | None = None
    option: Literal["at"] | None = None
    kind: ValueKind = "text"
    values: Mapping[str, str] | None = None
    """Values by cell. Any other cell is refused."""


class RecordPart(MappingPart, frozen=True):
    """A record to make of each row: its noun, and the sources of its fields."""

    noun: str
    fields: Mapping[str, str | FieldSource]


class CsvMapping(MappingPart, frozen=True):
    """A mapping of an event log (`model` and `columns`), or of any records (`record`)."""

    file: FileShape = FileShape()
    time: TimeShape = TimeShape()
    model: ModelPart | None = None
    groups: Mapping[str, str] = {}
    """Names of process groups, by id."""
    columns: Columns | None = None
    activities: Mapping[str, str] = {}
    """Ids of activities in the BPMN diagram, by name in the log."""
    status: str = "COMPLETE"
    """Status of every instance of the log. Empty: not set."""
    attributes: Mapping[str, ValueKind] = {}
    """Columns that become attributes of the task."""
    metadata: Mapping[str, ValueKind] = {}
    """Columns that become metadata of the instance."""
    record: tuple[RecordPart, ...] = ()


class MappingSource(Protocol):
    """Where a mapping is read from: a path, or a text that was sent."""

    @property
    def name(self) -> str:
        """Its name in messages."""

    def read_bytes(self) -> bytes:
        """The TOML. Raises OSError if it cannot be read."""


@dataclass(frozen=True, slots=True)
class MappingText:
    """A mapping that was sent as text."""

    text: str
    name: str = "in the parameter mapping"

    def read_bytes(self) -> bytes:
        """The TOML."""
        return self.text.encode()


def decoded_mapping(path: MappingSource, kind: type[T]) -> T:
    """The TOML in a file as a mapping of some kind. Raises BadUserInput with the fault and its place."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except OSError as error:
        raise BadUserInput(f"the mapping {path} cannot be read: {error.strerror}") from error
    except msgspec.ValidationError as error:
        found = explained(str(error), kind)
        raise BadUserInput(f"the mapping {path.name}: {f'{found.place}: ' if found.place else ''}{found}") from error
    except (msgspec.DecodeError, ValueError) as error:
        raise BadUserInput(f"the mapping {path.name} is invalid: {error}") from error


def read_mapping(path: MappingSource) -> CsvMapping:
    """Reads the mapping in a file. Raises BadUserInput with the fault."""
    mapping = decoded_mapping(path, CsvMapping)
    if bool(mapping.record) == bool(mapping.columns):
        raise BadUserInput(
            f"the mapping {path.name} requires either [columns], for an event log, or [[record]], for other records"
        )
    if mapping.columns and not (mapping.columns.start or mapping.columns.end or mapping.columns.enabled):
        raise BadUserInput(f"the mapping {path.name} has no time: [columns] requires start, end or enabled")
    _check_process(mapping, path.name)
    _check_file(mapping.file, path.name)
    check_times(mapping.time, path.name)
    return mapping


def _check_process(mapping: CsvMapping, name: str) -> None:
    """Raises BadUserInput if the process model, version or status is not possible."""
    if mapping.columns and not (mapping.columns.case and mapping.columns.activity):
        raise BadUserInput(f"the mapping {name}: case and activity in [columns] must name a column", option="columns")
    if mapping.model and not mapping.model.id.strip("/"):
        raise BadUserInput(f"the mapping {name}: id in [model] must not be empty", option="id")
    if mapping.model and mapping.model.version is not None and not 1 <= mapping.model.version <= LARGEST_VERSION:
        raise BadUserInput(f"the mapping {name}: version must be from 1 to {LARGEST_VERSION}", option="version")
    if mapping.status and mapping.status not in InstanceStatus.__members__:
        raise BadUserInput(f"the mapping {name}: unknown status {mapping.status!r}; {one_of(InstanceStatus)}", option="status")


def _check_file(shape: FileShape, name: str) -> None:
    """Raises BadUserInput if no file has this form."""
    if len(shape.delimiter) != 1 or shape.delimiter in "\r\n":
        raise BadUserInput(f"the mapping {name}: delimiter must be one character, such as ';'", option="delimiter")
    if len(shape.quote) > 1 or shape.quote in ("\r", "\n") or shape.quote == shape.delimiter:
        raise BadUserInput(
            f"the mapping {name}: quote must be one character other than the delimiter, or empty if nothing is quoted",
            option="quote",
        )
    if shape.decimal not in (".", ","):
        raise BadUserInput(f"the mapping {name}: decimal must be '.' or ','", option="decimal")
    if len(shape.thousands) > 1 or shape.thousands.isalnum() or shape.thousands in ("+", "-") or shape.thousands == shape.decimal:
        raise BadUserInput(
            f"the mapping {name}: thousands must be one character other than decimal, or empty", option="thousands"
        )
    try:
        codec = codecs.lookup(shape.encoding)
        is_text = codec._is_text_encoding and codec.name not in NOT_CHARACTER_SETS  # noqa: SLF001 - Python has no other way to ask
    except (LookupError, ValueError):
        is_text = False
    if not is_text:
        raise BadUserInput(
            f"the mapping {name}: unknown encoding {shape.encoding!r}; use a name such as utf-8, latin-1, cp1252 or utf-16",
            option="encoding",
        )


def check_times(shape: TimeShape, name: str) -> None:
    """Raises BadUserInput if no time has this form."""
    if shape.format in ("iso", "epoch_s", "epoch_ms"):
        return
    refused = BadUserInput(
        f"the mapping {name}: format {shape.format!r} is not iso, epoch_s, epoch_ms, or a pattern such as %d.%m.%Y %H:%M",
        option="format",
    )
    if "%" not in shape.format:
        raise refused
    try:
        datetime.strptime(datetime(2026, 5, 17, 13, 14, 15, 16).strftime(shape.format), shape.format)
    except ValueError as error:
        raise refused from error
