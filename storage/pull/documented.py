"""Pulls a gateway by one of the five documented REST APIs: the objects that its lists show."""

import hashlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

import msgspec

from storage.errors import BadUserInput
from storage.nouns.record import Instant, now
from storage.pull import documented_rows as rows
from storage.pull.at_once import at_once
from storage.pull.by_time import ByTime, by_offset, by_page
from storage.pull.client import Answer, Client, objects
from storage.pull.documented_rows import Read, Row
from storage.pull.kind import PullKind, overlap_of, page_size_of
from storage.pull.page import Cursor, Entry, Page
from storage.pull.times import text_of

KIND = PullKind("pentagraph", page_size=100, largest_page=500)
MONITORING = "/analytics/api/v1"
BATCH = "/api/analytics/batch"
GOVERNANCE = "/v1"
FAILURES = 20
"""Failures that the batch API shows at once."""

Found = tuple[list[Row], Any]
"""Rows, and the state behind them. None: they are the last."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of an API."""

    name: str
    """For people, and for the cursor."""
    read: Read
    parts: Callable[["Listing", int | None, Any], AsyncGenerator[Found, None]]
    """The rows from a time on (None: all), after a state (None: from the first)."""
    time: str | None = None
    """Field of a row with its time. None: the list is read whole at each pass."""
    end: str | None = None
    """Field of a row that is null while it may still change. None: rows do not change."""


class DocumentedSource:
    """The lists of one API, one after the other. From the second pass on, what began within the overlap, or is still open."""

    def __init__(self, address: str, options: Mapping[str, Any]) -> None:
        self._client = Client(address, options)
        self._size = page_size_of(options, KIND)
        self._overlap = overlap_of(options, KIND)
        self._api: str = options["api"]
        self._process_keys: Sequence[str] = options.get("process_keys", ())
        self._flows: Sequence[str] = options.get("flows", ())
        self._read_at = Instant(0)

    async def close(self) -> None:
        """Closes connections."""
        await self._client.close()

    async def pages(self, cursor: Cursor) -> AsyncGenerator[Page, None]:
        """Pages of rows. The cursor: `least`, the time from which on each list is read, by its name; `list`, which is being read;
        `state` in it; `next`, its `least` of the next pass."""
        least: dict[str, int] = dict(cursor.get("least", {}))
        current, state, upcoming = cursor.get("list"), cursor.get("state"), cursor.get("next")
        listings = await LISTINGS[self._api](self)
        names = [listing.name for listing in listings]
        for listing in listings[names.index(current) if current in names else 0 :]:
            if listing.name != current:
                state, upcoming = None, None
            newest = (upcoming or {}).get("newest")
            oldest_open = (upcoming or {}).get("open")
            async for found, after in listing.parts(listing, least.get(listing.name), state):
                newest, oldest_open = _noted(listing, found, newest, oldest_open)
                reached = {"least": least, "list": listing.name, "state": after}
                reached["next"] = {"newest": newest, "open": oldest_open}
                if after is not None:
                    yield Page(self._entries(listing, found), reached, f"{len(found)} of {listing.name}")
                    continue
                bounds = [time for time in (None if newest is None else newest - self._overlap, oldest_open) if time is not None]
                if bounds:
                    least = {**least, listing.name: max(0, min(bounds))}
                following = names[names.index(listing.name) + 1 :][:1]
                reached = {"least": least, "list": following[0]} if following else {"least": least}
                yield Page(self._entries(listing, found), reached, f"{len(found)} of {listing.name}")

    async def monitoring(self) -> list[Listing]:
        """The lists of process monitoring."""

        def list_of(name: str, path: str, read: Read, time: str, end: str | None = None) -> Listing:
            return Listing(name, read, partial(self._newest_first, partial(self._monitored, path), by_page, None), time, end)

        return [
            Listing("identifiers", rows.identifier, partial(_whole, self._identifiers)),
            list_of("instances", "instances/%25", rows.instance, "start", "end"),
            list_of("tasks", "tasks/%25", rows.task, "start", "end"),
            list_of("milestones", "milestones/%25", rows.milestone, "reached_at"),
            list_of("errors", "errors/%25/detail", rows.error, "timestamp"),
        ]

    async def incidents(self) -> list[Listing]:
        """The incidents of each version of the processes."""
        found = []
        for key in self._process_keys:
            answer = await self._asked(self._client.get("/incidents/incident-version-graph", {"processKey": key}))
            for row in objects(answer.json() or []):
                version = row.get("version")
                if isinstance(version, int):
                    parts = partial(self._newest_first, partial(self._incidents, key, version), by_offset, None)
                    read = rows.incident_of(key, version)
                    found.append(Listing(f"incidents of {key} {version}", read, parts, "createTime", "endTime"))
        return found

    async def flow_runs(self) -> list[Listing]:
        """The runs of each flow."""
        found = []
        for each in self._flows:
            org_id, _, flow_id = each.partition("/")
            known: list[Row] = [{"flow_id": flow_id}]
            found.append(Listing(f"flow {each}", rows.flow, partial(_whole, partial(_known, known))))
            parts = partial(self._newest_first, partial(self._flow_runs, org_id, flow_id), by_page, None)
            found.append(Listing(f"runs of {each}", rows.flow_run_of(flow_id), parts, "date", "latency"))
        return found

    async def batch(self) -> list[Listing]:
        """The failures of automations."""
        parts = partial(self._newest_first, self._failures, by_offset, FAILURES)
        return [Listing("failures", rows.failure, parts, "started_at")]

    async def governance(self) -> list[Listing]:
        """Guardians, identities with their risk, anomalies, sessions with their calls, and changes of the configuration."""
        ever = {"from": text_of(None)}
        return [
            Listing("guardians", rows.guardian, partial(_whole, self._all_of("/analytics/governance/by-guardian", **ever))),
            Listing("identities", rows.identity, partial(_whole, self._all_of("/analytics/nhi-risk", **ever))),
            Listing("assessments", rows.assessment, partial(_whole, self._assessments)),
            Listing("posture", rows.posture, partial(_whole, self._all_of("/analytics/nhi-posture"))),
            Listing("anomalies", rows.anomaly, partial(self._by_cursor, "/analytics/nhi-anomalies", None)),
            Listing(
                "sessions",
                rows.session,
                partial(self._by_cursor, "/mcp/analytics/sessions", self._session),
                "started_at",
                "duration_ms",
            ),
            Listing("changes", rows.change, partial(self._by_cursor, "/mcp/analytics/config-audit", None), "changed_at"),
        ]

    def _entries(self, listing: Listing, found: Sequence[Row]) -> list[Entry]:
        at = self._read_at
        return [Entry(msgspec.json.encode(row), partial(listing.read, row, at)) for row in found]

    async def _asked(self, asking: Awaitable[Answer]) -> Answer:
        """An answer, whose time is noted: that of the server's clock, if it states it."""
        answer = await asking
        self._read_at = answer.date or Instant(now())
        return answer

    async def _newest_first(
        self,
        fetch: Callable[[int | None, int | None, int, int], Awaitable[list[dict[str, Any]]]],
        window: Callable[[int, int], tuple[int, int]],
        size: int | None,
        listing: Listing,
        least: int | None,
        state: Any,
    ) -> AsyncGenerator[Found, None]:
        """A list that begins with the newest rows, read backwards in time. `fetch` takes the first and last time, a number of
        rows to skip, and the number of rows. `size`: rows of a page, if the API determines it."""

        async def fetch_from(since: int | None, offset: int, count: int) -> list[dict[str, Any]]:
            return await fetch(least, None if since is None else -since, offset, count)

        def time_of(row: Row) -> int | None:
            found = rows.time_of(row.get(listing.time or ""))
            return None if found is None else -int(found)

        found: list[Row] = []
        after: Any = state
        async for part in ByTime(fetch_from, time_of, _mark, size or self._size, window).parts(state or {}):
            if found:
                yield found, after
            found, after = list(part.objects), part.state
        yield found, None

    async def _by_cursor(
        self, path: str, detail: Callable[[Row], Awaitable[Row]] | None, listing: Listing, least: int | None, state: Any
    ) -> AsyncGenerator[Found, None]:
        """A list with cursors of its own."""
        while True:
            parameters: dict[str, str | int] = {"limit": min(self._size, 500)}
            if listing.time is not None:
                parameters["from"] = text_of(least)
            if state is not None:
                parameters["cursor"] = state
            answer = (await self._asked(self._client.get(GOVERNANCE + path, parameters))).json()
            found: list[Row] = list(objects(answer.get("data") if isinstance(answer, dict) else None))
            page = answer.get("page") or {}
            state = page.get("next_cursor") if page.get("has_more") else None
            if detail is not None:
                found = await at_once(detail, found)
            yield found, state
            if state is None:
                return

    async def _identifiers(self) -> list[Row]:
        return list((await self._asked(self._client.get(f"{MONITORING}/identifiers/list"))).objects())

    async def _monitored(self, path: str, least: int | None, latest: int | None, offset: int, count: int) -> list[dict[str, Any]]:
        body = {"start": None if least is None else text_of(least), "end": None if latest is None else text_of(latest)}
        page = {"page": offset // count + 1, "per_page": count}
        answer = (await self._asked(self._client.post(f"{MONITORING}/{path}", body, page))).json()
        return objects(answer.get("results") if isinstance(answer, dict) else None)

    async def _incidents(
        self, key: str, version: int, least: int | None, latest: int | None, offset: int, count: int
    ) -> list[dict[str, Any]]:
        parameters: dict[str, str | int] = {"processKey": key, "version": version}
        parameters |= {"minResults": offset, "maxResults": offset + count}
        parameters |= {name: text_of(time) for name, time in (("startDate", least), ("endDate", latest)) if time is not None}
        answer = await self._asked(self._client.get("/incidents/incidents-table", parameters))
        return objects(answer.json() or [])

    async def _flow_runs(
        self, org_id: str, flow_id: str, least: int | None, latest: int | None, offset: int, count: int
    ) -> list[dict[str, Any]]:
        parameters: dict[str, str | int] = {"page": offset // count, "page_size": count}
        parameters |= {name: text_of(time) for name, time in (("start_date", least), ("end_date", latest)) if time is not None}
        path = f"/analytics/org/{quote(org_id, safe='')}/flows/{quote(flow_id, safe='')}"
        return (await self._asked(self._client.get(path, parameters))).objects()

    async def _failures(self, least: int | None, latest: int | None, offset: int, count: int) -> list[dict[str, Any]]:
        """Failures up to a time. The API skips none: of more that have the same time, the first are read."""
        body = {"start_date": text_of(least), "end_date": None if latest is None else text_of(latest), "granularity": "month"}
        answer = (await self._asked(self._client.post(BATCH, body))).json()
        section = answer.get("recent_failures") if isinstance(answer, dict) else None
        found = objects(section.get("data") if isinstance(section, dict) else None)
        return found[: count - 1] if offset else found

    def _all_of(self, path: str, **parameters: str) -> Callable[[], Awaitable[list[Row]]]:
        async def fetch() -> list[Row]:
            answer = (await self._asked(self._client.get(GOVERNANCE + path, parameters))).json()
            return list(objects(answer.get("data") if isinstance(answer, dict) else None))

        return fetch

    async def _assessments(self) -> list[Row]:
        identities = await self._all_of("/analytics/nhi-risk", **{"from": text_of(None)})()
        return [row for row in await at_once(self._assessment, identities) if row]

    async def _assessment(self, identity: Row) -> Row:
        path = f"{GOVERNANCE}/analytics/nhi-risk-assessment/{quote(str(identity.get('nhi_id')), safe='')}"
        answer = await self._client.found(path)
        return {} if answer is None else objects([answer.json()])[0]

    async def _session(self, session: Row) -> Row:
        path = f"{GOVERNANCE}/mcp/analytics/sessions/{quote(str(session.get('session_id')), safe='')}"
        answer = await self._client.found(path)
        return session if answer is None else objects([answer.json()])[0]


LISTINGS: Mapping[str, Callable[[DocumentedSource], Awaitable[list[Listing]]]] = {
    "process-monitoring": DocumentedSource.monitoring,
    "incidents": DocumentedSource.incidents,
    "automation-batch": DocumentedSource.batch,
    "flow-runs": DocumentedSource.flow_runs,
    "governance": DocumentedSource.governance,
}
"""Functions that return the lists of an API, by its name."""
DOCUMENTED = tuple(LISTINGS)


def check_options(options: Mapping[str, Any]) -> None:
    """Raises BadUserInput if an option that an API needs is missing, or belongs to another one."""
    for api, name, option in (("incidents", "process_keys", "process-key"), ("flow-runs", "flows", "flow")):
        if (options.get("api") == api) != bool(options.get(name)):
            raise BadUserInput(f"--{option}: required for --api {api}, and for no other", option=option)
    for flow in options.get("flows", ()):
        if not all(flow.partition("/")[::2]):
            raise BadUserInput("--flow: expected ORGANIZATION/FLOW", option="flow")


async def _whole(fetch: Callable[[], Awaitable[list[Row]]], *_: Any) -> AsyncGenerator[Found, None]:
    """A list that is read at once."""
    yield await fetch(), None


async def _known(found: list[Row]) -> list[Row]:
    return found


def _noted(listing: Listing, found: Sequence[Row], newest: int | None, oldest: int | None) -> tuple[int | None, int | None]:
    """The time of the newest row, and of the oldest that is open, with those of more rows."""
    if listing.time is None:
        return None, None
    for row in found:
        found_at = rows.time_of(row.get(listing.time))
        if found_at is None:
            continue
        time = int(found_at)
        newest = time if newest is None else max(newest, time)
        if listing.end is not None and row.get(listing.end) is None:
            oldest = time if oldest is None else min(oldest, time)
    return newest, oldest


def _mark(row: Row) -> str:
    """A fingerprint that recognizes a row: rows of some lists have no id."""
    return hashlib.blake2b(msgspec.json.encode(row, order="sorted"), digest_size=12).hexdigest()
