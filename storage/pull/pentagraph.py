"""Pulls another gateway by its graph: every row of every noun as that gateway has stored it, with its event times."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec

from storage.nouns.noun import NOUNS, Noun
from storage.pull.client import Client
from storage.pull.documented import DocumentedSource
from storage.pull.failures import AnswerTooLarge, PullFailed, TryLater
from storage.pull.kind import PullKind, page_size_of
from storage.pull.page import Cursor, Entry, Page, PullSource
from storage.pull.stored_row import records_of_row
from storage.writing.writer import CARRIERS

KIND = PullKind("pentagraph", page_size=1_000, largest_page=10_000)
GRAPHQL = "graphql"
"""The option `api` of a source that is read by its graph."""
PATH = "/graphql"
OWN = frozenset({"import", "dead_letter", "job"})
"""What is about the other gateway itself."""
LISTS = {"instance_metadata": "allInstanceMetadata"}
"""Lists of the graph whose names do not follow from that of the noun."""
PULLED = tuple(sorted((name for name in NOUNS if name not in OWN), key=lambda name: name not in CARRIERS))
"""Nouns in the order in which they are pulled: those of which others carry fields first."""
TOO_MUCH = frozenset({"RESPONSE_TOO_LARGE", "LIMIT_EXCEEDED", "STATEMENT_TIMEOUT", "OPERATION_TIMEOUT"})
"""Codes of errors that a smaller page may avoid."""
BUSY = frozenset({"DATABASE_UNAVAILABLE", "OVERLOADED", "INTERNAL"})


class _Rows(msgspec.Struct):
    row: msgspec.Raw


class _PageInfo(msgspec.Struct):
    hasNextPage: bool  # noqa: N815 - as the graph spells it
    endCursor: str | None  # noqa: N815


class _List(msgspec.Struct):
    nodes: list[_Rows]
    pageInfo: _PageInfo  # noqa: N815


class _Error(msgspec.Struct):
    message: str = ""
    extensions: dict[str, Any] = {}


class _Answer(msgspec.Struct):
    data: dict[str, _List | None] | None = None
    errors: list[_Error] = []


ANSWER = msgspec.json.Decoder(_Answer)
ROW = msgspec.json.Decoder(dict[str, msgspec.Raw])


def opened(address: str, options: Mapping[str, Any]) -> PullSource:
    """The source by its graph, or by the documented API that the options name."""
    return PentagraphSource(address, options) if options.get("api", GRAPHQL) == GRAPHQL else DocumentedSource(address, options)


class PentagraphSource:
    """All nouns, one after the other, each in the order of ids. Rows that come or change meanwhile move no others."""

    def __init__(self, address: str, options: Mapping[str, Any]) -> None:
        self._client = Client(address.removesuffix(PATH), options)
        self._most = page_size_of(options, KIND)
        self._size = self._most

    async def close(self) -> None:
        """Closes connections."""
        await self._client.close()

    async def pages(self, cursor: Cursor) -> AsyncGenerator[Page, None]:
        """Pages of rows. The cursor: `noun`, and `after`, the cursor of the graph behind its last row. Empty: the beginning."""
        first = PULLED.index(cursor["noun"]) if cursor.get("noun") in PULLED else 0
        after = cursor.get("after") if cursor.get("noun") in PULLED else None
        for place in range(first, len(PULLED)):
            noun = NOUNS[PULLED[place]]
            while True:
                found = await self._list(noun, after)
                after = found.pageInfo.endCursor if found.pageInfo.hasNextPage else None
                reached: dict[str, Any] = {"noun": noun.name, "after": after}
                if after is None:
                    reached = {"noun": PULLED[place + 1]} if place + 1 < len(PULLED) else {}
                yield Page(_entries(noun, found), reached, f"{len(found.nodes)} of {noun.name}")
                if after is None:
                    break

    async def _list(self, noun: Noun, after: str | None) -> _List:
        """A page of a list. If it is too large, a smaller one; later pages grow again."""
        while True:
            try:
                found = await self._asked(noun, after)
            except AnswerTooLarge:
                if self._size == 1:
                    raise
                self._size = max(1, self._size // 4)
                continue
            self._size = min(self._most, self._size * 2)
            return found

    async def _asked(self, noun: Noun, after: str | None) -> _List:
        name = list_of(noun.name)
        query = (
            f"query Pull($first: Int!, $after: Cursor) {{ {name}(first: $first, after: $after, orderBy: ID_ASC)"
            " { nodes { row } pageInfo { hasNextPage endCursor } } }"
        )
        body = {"query": query, "operationName": "Pull", "variables": {"first": self._size, "after": after}}
        try:
            answer = ANSWER.decode((await self._client.post(PATH, body)).body)
        except (msgspec.DecodeError, RecursionError):
            raise TryLater("The server's answer is not that of a gateway.") from None
        found = (answer.data or {}).get(name)
        if answer.errors or found is None:
            raise _failure(answer.errors, noun.name)
        return found


def list_of(noun: str) -> str:
    """Name of the list of a noun in the graph."""
    if noun in LISTS:
        return LISTS[noun]
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    first, *rest = plural.split("_")
    return first + "".join(map(str.capitalize, rest))


def _entries(noun: Noun, found: _List) -> Sequence[Entry]:
    return [_entry(noun, bytes(each.row)) for each in found.nodes]


def _entry(noun: Noun, body: bytes) -> Entry:
    return Entry(body, partial(_read, noun, body))


def _read(noun: Noun, body: bytes) -> Any:
    return records_of_row(noun, ROW.decode(body), body)


def _failure(errors: Sequence[_Error], noun: str) -> Exception:
    codes = {error.extensions.get("code") for error in errors}
    if codes & BUSY:
        return TryLater("The server is busy.")
    if codes & TOO_MUCH:
        return AnswerTooLarge(f"The server does not answer a page of {noun}, as it is too large for its limits.")
    if "FORBIDDEN" in codes:
        return PullFailed(f"The server does not allow reading {noun} with the key. Give it the scopes that docs/pull.md lists.")
    if "UNAUTHENTICATED" in codes:
        return PullFailed("The server does not accept the key.")
    return PullFailed(f"The server does not know what is asked of {noun}. Is it a gateway of this version? Check --url.")
