"""Pulls the history of Camunda 7 or CIB seven by its REST API.

API: https://docs.camunda.org/manual/7.22/reference/rest/. Lists of instances and activities are asked for by POST, which sorts
by time and id.
"""

from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

import msgspec

from storage.ingest.camunda import activity_records, definition_records, incident_records, instance_records, time_of
from storage.ingest.reader import Broken, Items
from storage.nouns.record import Instant, Refused, now
from storage.pull.at_once import at_once
from storage.pull.by_time import ByTime, Object, from_time
from storage.pull.client import Answer, Client
from storage.pull.failures import PullFailed
from storage.pull.kind import PullKind, overlap_of, page_size_of
from storage.pull.page import Cursor, Entry, Page
from storage.pull.times import text_of, text_with_offset

KIND = PullKind("camunda", page_size=500, largest_page=2_000)
FAILED_JOB = "failedJob"
STATES, DONE = "lists", "done"
"""Members of the cursor: the state of each list, and the lists that this pass has read to their ends."""


@dataclass(frozen=True, slots=True)
class _List:
    """A list of the API, and how it is read from a time on."""

    name: str
    path: str
    after: str
    """Parameter that states the time."""
    time: str
    """Member of an object, and value of `sortBy`, for this time."""
    id: str | None = None
    """Value of `sortBy` for the id. None: the list takes only one, by GET."""
    ended: bool = False
    """Whether the time is that of an end. Such a list is not read from the beginning: the first list has all of it."""


DEPLOYMENTS = _List("deployments", "/deployment", "after", "deploymentTime")
LISTS = (
    DEPLOYMENTS,
    _List("instances", "/history/process-instance", "startedAfter", "startTime", "instanceId"),
    _List("ended instances", "/history/process-instance", "finishedAfter", "endTime", "instanceId", ended=True),
    _List("activities", "/history/activity-instance", "startedAfter", "startTime", "activityInstanceId"),
    _List("ended activities", "/history/activity-instance", "finishedAfter", "endTime", "activityInstanceId", ended=True),
    _List("incidents", "/history/incident", "createTimeAfter", "createTime"),
    _List("ended incidents", "/history/incident", "endTimeAfter", "endTime", ended=True),
)


class CamundaSource:
    """The history of an engine: deployments, then process instances, activity instances and incidents, each by its start, and
    by its end since the last pass."""

    def __init__(self, address: str, options: Mapping[str, Any]) -> None:
        self._client = Client(address, options)
        self._size = page_size_of(options, KIND)
        self._overlap = overlap_of(options, KIND)

    async def close(self) -> None:
        """Closes connections."""
        await self._client.close()

    async def pages(self, cursor: Cursor) -> AsyncGenerator[Page, None]:
        """Pages of each list in turn. A pass that goes on leaves out the lists whose end it has reached."""
        states: dict[str, Any] = dict(cursor.get(STATES) or await self._beginnings())
        done: list[str] = list(cursor.get(DONE, ()))
        for each in LISTS:
            if each.name in done:
                continue
            since, latest = states.get(each.name, {}).get("since"), None
            listed = ByTime(partial(self._fetch, each), partial(_time_of, each.time), _id_of, self._size)
            async for part in listed.parts(states.get(each.name, {})):
                entries = await self._entries(each, part.objects)
                states, latest = {**states, each.name: part.state}, part.latest
                yield Page(entries, {STATES: states, DONE: done}, f"{each.name} to {text_of(latest)}")
            if latest is not None:
                states = {**states, each.name: from_time(max(latest - self._overlap, since or 0))}
            done = [*done, each.name]
        yield Page([], {STATES: states}, "history")

    async def _beginnings(self) -> dict[str, Any]:
        """Where the lists of ends begin: a little before now, by the clock of the server."""
        answer = await self._client.get(DEPLOYMENTS.path, {"maxResults": 1})
        answer.objects()
        at = answer.date or Instant(now())
        return {each.name: from_time(max(at - self._overlap, 0)) for each in LISTS if each.ended}

    async def _fetch(self, listed: _List, since: int | None, offset: int, count: int) -> list[dict[str, Any]]:
        page: dict[str, str | int] = {"firstResult": offset, "maxResults": count}
        after = {} if since is None else {listed.after: text_with_offset(since)}
        if listed.id is None:
            sorted_by = {"sortBy": listed.time, "sortOrder": "asc"}
            return (await self._client.get(listed.path, {**page, **sorted_by, **after})).objects()
        sorting = [{"sortBy": by, "sortOrder": "asc"} for by in (listed.time, listed.id)]
        return (await self._client.post(listed.path, {**after, "sorting": sorting}, page)).objects()

    async def _entries(self, listed: _List, found: list[Object]) -> list[Entry]:
        if listed is DEPLOYMENTS:
            return [entry for entries in await at_once(self._definitions, found) for entry in entries]
        if listed.path == "/history/incident":
            traces = await at_once(self._trace, found)
            return [_entry(each, partial(incident_records, each, trace)) for each, trace in zip(found, traces, strict=True)]
        read = instance_records if listed.path == "/history/process-instance" else activity_records
        return [_entry(each, partial(read, each)) for each in found]

    async def _definitions(self, deployment: Object) -> list[Entry]:
        """The process definitions of a deployment, with their BPMN."""
        deployed_at = time_of(deployment.get("deploymentTime"))
        listed = await self._client.get("/process-definition", {"deploymentId": _id_of(deployment)})
        entries = []
        for definition in listed.objects():
            answer = await self._client.found(f"/process-definition/{quote(_id_of(definition), safe='')}/xml")
            if answer is not None and deployed_at is not None:  # None: it was deleted meanwhile
                entries.append(_definition_entry(definition, answer, deployed_at))
        return entries

    async def _trace(self, incident: Object) -> str | None:
        """The stack trace of a failed job; None if there is none, or no longer."""
        log = incident.get("historyConfiguration")
        if incident.get("incidentType") != FAILED_JOB or not isinstance(log, str) or not log:
            return None
        answer = await self._client.found(f"/history/job-log/{quote(log, safe='')}/stacktrace")
        return None if answer is None else answer.body.decode(errors="replace") or None


def _definition_entry(definition: Object, answer: Answer, deployed_at: Instant) -> Entry:
    sent = answer.json()
    xml = sent.get("bpmn20Xml") if isinstance(sent, dict) else None
    place = f"process definition {definition.get('id')}"

    def read() -> Items:
        if isinstance(xml, str):
            yield from definition_records(place, definition, xml, deployed_at)
        else:
            yield Broken(place, Refused("the server returned no BPMN"))

    return Entry(answer.body, read)


def _entry(sent: Object, read: Callable[[], Items]) -> Entry:
    return Entry(msgspec.json.encode(sent), read)


def _time_of(member: str, sent: Object) -> int | None:
    return time_of(sent.get(member))


def _id_of(sent: Object) -> str:
    found = sent.get("id")
    if not isinstance(found, str) or not found:
        raise PullFailed("The server's list contains an object without an id. Check --url.")
    return found
