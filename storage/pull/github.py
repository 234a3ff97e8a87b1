"""Pulls runs of GitHub Actions, with their attempts and jobs, from one repository.

API: https://docs.github.com/en/rest/actions/workflow-runs. The list has the newest runs first, so it is read backwards in
time. Rate limits are those of the API: a run costs one request for its jobs, and one for each earlier attempt.
"""

from collections.abc import AsyncGenerator, Mapping
from functools import partial
from typing import Any

import msgspec

from storage.ingest.github import FORMAT, records_of_object
from storage.nouns.record import DAY, Instant
from storage.pull.at_once import at_once
from storage.pull.by_time import ByTime, Object, by_page
from storage.pull.client import Client, objects
from storage.pull.failures import PullFailed
from storage.pull.kind import PullKind, overlap_of, page_size_of
from storage.pull.page import Cursor, Entry, Page
from storage.pull.times import text_of

KIND = PullKind("github", page_size=50, largest_page=100, overlap=DAY)
HEADERS = {"accept": "application/vnd.github+json", "x-github-api-version": "2022-11-28"}
RUNS = "/actions/runs"
COMPLETED = "completed"
MOST_KNOWN = 1_000
"""Runs of the overlap, and runs that have not ended, that are remembered; the latest ones count."""
MOST_PAGES = 100
"""Pages of the jobs of one run."""


class GithubSource:
    """The runs of a repository. Runs that have not ended are fetched again at the next pass; runs within the overlap if they
    were updated since."""

    def __init__(self, address: str, options: Mapping[str, Any]) -> None:
        self._client = Client(address, options, HEADERS)
        self._size = page_size_of(options, KIND)
        self._overlap = overlap_of(options, KIND)

    async def close(self) -> None:
        """Closes connections."""
        await self._client.close()

    async def pages(self, cursor: Cursor) -> AsyncGenerator[Page, None]:
        """Pages of whole runs. The cursor: `least`, the creation time at which this pass ends; `newest` of this pass; `state`
        of its list; `known`, when runs were updated, by id; `open`, the runs that have not ended."""
        least, newest, state = cursor.get("least"), cursor.get("newest"), dict(cursor.get("state", {}))
        known, unfinished = dict(cursor.get("known", {})), dict.fromkeys(cursor.get("open", ()))

        def reached() -> dict[str, Any]:
            ids = list(unfinished)[-MOST_KNOWN:]
            return {"least": least, "newest": newest, "state": state, "known": _latest(known), "open": ids}

        if not state:
            pending = list(unfinished)
            found = await at_once(self._run, pending)
            entries = await self._entries([run for run in found if run is not None], known, unfinished)
            for run_id, run in zip(pending, found, strict=True):
                if run is None:  # it was deleted
                    unfinished.pop(run_id, None)
            yield Page(entries, reached(), "open runs")
        listed = ByTime(partial(self._list, least), _time_of, _id_of, self._size, by_page)
        async for part in listed.parts(state):
            entries = await self._entries(part.objects, known, unfinished)
            times = [-time for run in part.objects if (time := _time_of(run)) is not None]
            newest, state = max([newest or 0, *times]), part.state
            yield Page(entries, reached(), f"runs from {text_of(min(times, default=None))}")
        if newest is not None:
            least = max(newest - self._overlap, least or 0)
        known = {each: updated for each, updated in known.items() if updated >= text_of(least)}
        newest, state = None, {}
        yield Page([], reached(), "runs")

    async def _list(self, least: int | None, since: int | None, offset: int, count: int) -> list[dict[str, Any]]:
        """Runs, newest first. `since` is the negative time from which on they are older."""
        parameters: dict[str, str | int] = {"per_page": count, "page": offset // count + 1}
        bounds = None if least is None else _second(least), None if since is None else _second(-since)
        if bounds != (None, None):
            low, high = bounds
            parameters["created"] = f"<={high}" if low is None else f">={low}" if high is None else f"{low}..{high}"
        answer = (await self._client.get(RUNS, parameters)).json()
        return objects(answer.get("workflow_runs") if isinstance(answer, dict) else None)

    async def _run(self, run_id: str) -> dict[str, Any] | None:
        answer = await self._client.found(f"{RUNS}/{run_id}")
        return None if answer is None else objects([answer.json()])[0]

    async def _entries(self, runs: list[Object], known: dict[str, str], unfinished: dict[str, None]) -> list[Entry]:
        """Runs that are new or were updated, with what belongs to them. Updates `known` and `unfinished`."""
        changed = [run for run in runs if _id_of(run) in unfinished or known.get(_id_of(run)) != run.get("updated_at")]
        entries = [entry for found in await at_once(self._whole, changed) for entry in found]
        for run in changed:
            known[_id_of(run)] = str(run.get("updated_at"))
            unfinished.pop(_id_of(run), None)
            if not _is_over(run):
                unfinished[_id_of(run)] = None
        return entries

    async def _whole(self, run: Object) -> list[Entry]:
        """A run with its earlier attempts, and the jobs of all attempts."""
        run_id, attempt = _id_of(run), run.get("run_attempt")
        found: list[Object] = [run]
        for number in range(1, attempt if isinstance(attempt, int) else 1):
            answer = await self._client.found(f"{RUNS}/{run_id}/attempts/{number}")
            if answer is not None:
                found += objects([answer.json()])
        path: str | None = f"{RUNS}/{run_id}/jobs?filter=all&per_page=100"
        for _ in range(MOST_PAGES):
            answer = None if path is None else await self._client.found(path)
            if answer is None:
                break
            sent = answer.json()
            found += objects(sent.get("jobs") if isinstance(sent, dict) else None)
            path = answer.next_page
        return [_entry(each) for each in found]


def _entry(sent: Object) -> Entry:
    place = f"{'job' if 'run_id' in sent else 'run'} {sent.get('id')}"
    return Entry(msgspec.json.encode(sent), partial(records_of_object, place, sent), FORMAT.name)


def _latest(known: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(known.items(), key=lambda each: each[1])[-MOST_KNOWN:])


def _is_over(run: Object) -> bool:
    return run.get("status") == COMPLETED


def _second(micros: int) -> str:
    return f"{text_of(micros)[:19]}Z"


def _time_of(run: Object) -> int | None:
    """The negative creation time, in which the list ascends."""
    created_at = Instant.stated(run.get("created_at"))
    return None if created_at is None else -created_at


def _id_of(run: Object) -> str:
    found = run.get("id")
    if not isinstance(found, int):
        raise PullFailed("The server's list contains a run without an id. Check --url.")
    return str(found)
