"""The mapping of a CSV file, in TOML: which column is which field, how times are written, what the process is called."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from storage.errors import BadUserInput

ValueKind = Literal["text", "number", "integer", "boolean"]


class MappingPart(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A table of the mapping; keys that it does not know are refused."""


class FileShape(MappingPart, frozen=True):
    """How the file is written."""

    delimiter: str = ","
    quote: str = '"'
    encoding: str = "utf-8"
    empty: tuple[str, ...] = ("",)
    """Cells that mean: nothing is known."""


class TimeShape(MappingPart, frozen=True):
    """How times are written."""

    format: str = "iso"
    """`iso`, `epoch_s`, `epoch_ms`, or a pattern as of strptime such as `%d.%m.%Y %H:%M`."""
    timezone: str | None = None
    """Zone of times that name none, such as `UTC` or `Europe/Berlin`."""


class ModelPart(MappingPart, frozen=True):
    """The process that the log is of."""

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
    """Where the value of one field comes from: exactly one of column, template, constant, option."""

    column: str | None = None
    template: str | None = None
    """Text with columns in braces, such as `{judge}/{task}`."""
    constant: str | int | float | bool | None = None
    option: Literal["at"] | None = None
    kind: ValueKind = "text"
    values: Mapping[str, str] | None = None
    """What a cell stands for, by cell. A cell that is not listed is refused."""


class RecordPart(MappingPart, frozen=True):
    """A record that each row gives: its noun, and its fields by column or otherwise."""

    noun: str
    fields: Mapping[str, str | FieldSource]


class CsvMapping(MappingPart, frozen=True):
    """A whole mapping: of an event log (`model` and `columns`), or of any records (`record`)."""

    file: FileShape = FileShape()
    time: TimeShape = TimeShape()
    model: ModelPart | None = None
    groups: Mapping[str, str] = {}
    """Names of process groups, by id."""
    columns: Columns | None = None
    activities: Mapping[str, str] = {}
    """Ids of activities in the BPMN diagram, by their names in the log."""
    status: str = "COMPLETE"
    """Status of every instance of the log; empty: nothing is said of it."""
    attributes: Mapping[str, ValueKind] = {}
    """Columns that become attributes of the task."""
    metadata: Mapping[str, ValueKind] = {}
    """Columns that become metadata of the instance."""
    record: tuple[RecordPart, ...] = ()


def read_mapping(path: Path) -> CsvMapping:
    """The mapping in a file; BadUserInput says what is wrong with it."""
    try:
        text = path.read_bytes()
        mapping = msgspec.toml.decode(text, type=CsvMapping)
    except OSError as error:
        raise BadUserInput(f"the mapping {path} cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, ValueError) as error:
        raise BadUserInput(f"the mapping {path.name} is invalid: {error}") from error
    if bool(mapping.record) == bool(mapping.columns):
        raise BadUserInput(
            f"the mapping {path.name} requires either [columns], for an event log, or [[record]], for other records"
        )
    if mapping.columns and not (mapping.columns.start or mapping.columns.end or mapping.columns.enabled):
        raise BadUserInput(f"the mapping {path.name} has no time: [columns] requires start, end or enabled")
    return mapping
