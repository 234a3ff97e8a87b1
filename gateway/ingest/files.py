"""Loads a file of any format that `pentagraph load` reads, sent as the body of a request."""

from collections.abc import Callable, Mapping
from typing import BinaryIO
from urllib.parse import parse_qsl

import orjson

from storage.errors import BadUserInput
from storage.ingest.format import FORMATS
from storage.ingest.loading import Loaded, LoadOptions, WriteAccepted, load_by
from storage.ingest.mapping import MappingText
from storage.ingest.reader import OptionRequired
from storage.ingest.rejecting import Reject
from storage.ingest.source import Source
from storage.nouns.record import Instant

NAME = "body"
"""What stands for the file's name in places of errors, and in the id of a model that nothing else names."""


def _format(text: str) -> str:
    if text not in FORMATS:
        raise ValueError(f"expected one of {', '.join(FORMATS)}")
    return text


def _version(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise ValueError("expected a whole number")
    return int(text)


PARAMETERS: Mapping[str, Callable[[str], object]] = {
    "format": _format,
    "mapping": MappingText,
    "model": str,
    "group": str,
    "version": _version,
    "case": str,
    "timezone": str,
    "at": Instant.parse,
}
"""Parameters of the query string by name, which are options of `pentagraph load`, and how each is read."""


def load_options(query_string: bytes) -> LoadOptions | None:
    """The options of a query string; None if it is empty. Raises BadUserInput for anything that it must not contain."""
    if not query_string:
        return None
    values: dict[str, object] = {}
    for name, text in _pairs(query_string):
        if name not in PARAMETERS:
            raise BadUserInput(f"Unknown parameter {name!r}; valid parameters: {', '.join(PARAMETERS)}.", allowed=[*PARAMETERS])
        if name in values:
            raise BadUserInput(f"The parameter {name} was sent more than once.", parameter=name)
        try:
            values[name] = PARAMETERS[name](text)
        except ValueError as error:
            raise BadUserInput(f"{name}: {error}, got {text!r}.", parameter=name) from error
    if "format" not in values:
        raise BadUserInput(f"The parameter format is required beside others: one of {', '.join(FORMATS)}.", parameter="format")
    return LoadOptions(**values)  # type: ignore[arg-type] # each was read as the type of its option


async def load_file(file: BinaryIO, options: LoadOptions, write: WriteAccepted, reject: Reject) -> tuple[int, bytes]:
    """Loads a whole file; `reject` keeps what is left out. Returns status and body of the answer.

    Raises BadUserInput if an option is wrong or absent.
    """
    try:
        loaded = await load_by(write, [Source(NAME, stream=file)], options, reject=reject)
    except OptionRequired as error:
        name = error.option.split()[0]
        raise BadUserInput(f"{error.why}; send the parameter {name}.", parameter=name) from error
    status = 400 if not loaded.records else 207 if loaded.lost else 200
    return status, orjson.dumps(_summary(loaded))


def _summary(loaded: Loaded) -> dict[str, object]:
    refusals = [
        {"place": broken.place, "field": broken.refusal.field, "message": str(broken.refusal)} for broken in loaded.broken
    ]
    return {
        "records": loaded.records,
        "found": loaded.counts,
        "stored": loaded.changed,
        "refused": loaded.broken_total,
        "passedOver": loaded.passed_over,
        "altered": loaded.altered,
        "refusals": [{name: value for name, value in refusal.items() if value is not None} for refusal in refusals],
    }


def _pairs(query_string: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query_string.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=20)
    except ValueError as error:
        raise BadUserInput("The query string is not valid.") from error
