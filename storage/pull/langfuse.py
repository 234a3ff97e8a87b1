"""Pulls traces with their observations from Langfuse by its public API.

API: https://api.reference.langfuse.com, Trace.
"""

import io
from collections.abc import AsyncGenerator, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from storage.ingest.langfuse import FORMAT, POINT
from storage.ingest.reader import ReadOptions
from storage.ingest.source import Source
from storage.nouns.record import Instant
from storage.pull.at_once import at_once
from storage.pull.by_time import ByTime, Object, by_page, from_time
from storage.pull.client import Client, objects
from storage.pull.failures import PullFailed
from storage.pull.kind import PullKind, overlap_of, page_size_of
from storage.pull.page import Cursor, Entry, Page
from storage.pull.times import text_of

KIND = PullKind("langfuse", page_size=50, largest_page=100)
TRACES = "/api/public/traces"
TOGETHER = 10
"""Traces that are fetched before their size is looked at."""
LARGEST_PAGE = 16 * 1_048_576
"""Bytes of traces after which a page ends early."""
MOST_OPEN = 1_000
"""Unfinished traces that are fetched again at each pass; the latest ones count."""


class LangfuseSource:
    """The traces of a project, oldest first. Traces with open observations are fetched again at the next pass."""

    def __init__(self, address: str, options: Mapping[str, Any]) -> None:
        self._client = Client(address, options)
        self._size = page_size_of(options, KIND)
        self._overlap = overlap_of(options, KIND)

    async def close(self) -> None:
        """Closes connections."""
        await self._client.close()

    async def pages(self, cursor: Cursor) -> AsyncGenerator[Page, None]:
        """Pages of whole traces. The cursor has the state of `ByTime`, and the ids of open traces."""
        state = {name: value for name, value in cursor.items() if name != "open"}
        unfinished: dict[str, None] = dict.fromkeys(cursor.get("open", ()))
        pending = list(unfinished)
        for first in range(0, len(pending), self._size):
            entries = await self._traces(pending[first : first + self._size], unfinished)
            yield Page(entries, _cursor(state, unfinished), "open traces")
        since, latest = state.get("since"), None
        async for part in ByTime(self._list, _time_of, _id_of, self._size, by_page).parts(state):
            entries = []
            for first in range(0, len(part.objects), TOGETHER):
                entries += await self._traces(map(_id_of, part.objects[first : first + TOGETHER]), unfinished)
                if sum(len(entry.body) for entry in entries) > LARGEST_PAGE:  # the rest of the part is a page of its own
                    yield Page(entries, _cursor(state, unfinished), f"traces to {text_of(part.latest)}")
                    entries = []
            state, latest = part.state, part.latest
            yield Page(entries, _cursor(state, unfinished), f"traces to {text_of(latest)}")
        if latest is not None:
            again = max(latest - self._overlap, since or 0)
            yield Page([], _cursor(from_time(again), unfinished), f"traces to {text_of(latest)}")

    async def _list(self, since: int | None, offset: int, count: int) -> list[dict[str, Any]]:
        """Traces without their observations."""
        parameters: dict[str, str | int] = {
            "page": offset // count + 1,
            "limit": count,
            "orderBy": "timestamp.asc",
            "fields": "core",
        }
        if since is not None:
            parameters["fromTimestamp"] = text_of(since)
        answer = (await self._client.get(TRACES, parameters)).json()
        return objects(answer.get("data") if isinstance(answer, dict) else None)

    async def _traces(self, ids: Iterable[str], unfinished: dict[str, None]) -> list[Entry]:
        """Whole traces, except those that were deleted. Updates which traces are unfinished."""
        entries = []
        for trace_id, body, is_open in await at_once(self._trace, ids):
            unfinished.pop(trace_id, None)
            if is_open:
                unfinished[trace_id] = None
            if body is not None:
                entries.append(_entry(trace_id, body))
        return entries

    async def _trace(self, trace_id: str) -> tuple[str, bytes | None, bool]:
        """Id and JSON of a trace, and whether one of its observations is open. JSON None: the trace was deleted."""
        answer = await self._client.found(f"{TRACES}/{quote(trace_id, safe='')}")
        if answer is None:
            return trace_id, None, False
        return trace_id, answer.body, _is_open(answer.json())


def _entry(trace_id: str, body: bytes) -> Entry:
    return Entry(body, lambda: FORMAT.read(Source(f"trace {trace_id}", stream=io.BytesIO(body)), ReadOptions()), FORMAT.name)


def _cursor(state: Mapping[str, Any], unfinished: Mapping[str, None]) -> Cursor:
    ids = list(unfinished)[-MOST_OPEN:]
    return {**state, "open": ids} if ids else dict(state)


def _is_open(trace: Any) -> bool:
    observations = trace.get("observations") if isinstance(trace, dict) else None
    listed = observations if isinstance(observations, list) else []
    return any(isinstance(each, dict) and each.get("endTime") is None and each.get("type") != POINT for each in listed)


def _time_of(trace: Object) -> int | None:
    return Instant.stated(trace.get("timestamp"))


def _id_of(trace: Object) -> str:
    trace_id = trace.get("id")
    if not isinstance(trace_id, str) or not trace_id:
        raise PullFailed("The server's list contains a trace without an id.")
    return trace_id
