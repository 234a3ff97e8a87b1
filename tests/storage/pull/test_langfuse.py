"""Langfuse: a pulled project is the same as a loaded one, whatever happens to its lists meanwhile."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.pull.failures import PullFailed
from storage.pull.pulling import End, Step
from storage.writing.pulls import Pull
from tests.storage.contents import contents
from tests.storage.pull.langfuse_stub import SECRET, USER, LangfuseProject, langfuse_server, trace
from tests.storage.pull.pulled import ORG, loaded, pulled, reached
from tests.storage.pull.stub_server import Reply, Sent, StubServer

LOADED = "loaded"


@pytest.fixture
def project() -> LangfuseProject:
    """Traces of which 25 have the same time: more than two pages of ten."""
    return LangfuseProject([trace(number, 100 if 20 <= number < 45 else number * 10) for number in range(60)])


@pytest.fixture
def server(project: LangfuseProject) -> Iterator[StubServer]:
    """Its server."""
    with langfuse_server(project) as running:
        yield running


@pytest.fixture
async def store(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A store with two organizations, and the secret in the environment."""
    monkeypatch.setenv("LANGFUSE_SECRET", SECRET)
    for org_id in (ORG, LOADED):
        await ensure_organization(database, org_id)
    return database


def pull_of(server: StubServer, **options: Any) -> Pull:
    """The pull of a server."""
    given = {"user": USER, "secret_env": "LANGFUSE_SECRET", "page_size": 10, "overlap": 60, **options}
    return Pull(ORG, "flows", "langfuse", server.url, given)


async def same_as_loaded(store: Database, project: LangfuseProject) -> bool:
    """Whether the pulled organization has what loading the project gives."""
    await loaded(store, LOADED, project.traces.values(), "langfuse")
    found = await contents(store, ORG)
    assert len(found["run"]) == len(project.traces)
    return found == await contents(store, LOADED)


async def test_everything_is_pulled_and_is_what_loading_gives(
    store: Database, project: LangfuseProject, server: StubServer
) -> None:
    steps: list[Step] = []
    assert await pulled(store, pull_of(server), steps=steps) is End.FINISHED
    assert await same_as_loaded(store, project)
    found = await reached(store, pull_of(server))
    assert found.pages == len(steps)
    assert found.finished_at
    assert (found.error, found.refused) == (None, 0)


async def test_the_next_pass_reads_what_has_come_since_and_open_traces_again(
    store: Database, project: LangfuseProject, server: StubServer
) -> None:
    project.traces["trace-0003"] = trace(3, 30, open_=True)
    await pulled(store, pull_of(server))
    await loaded(store, LOADED, [project.traces["trace-0003"]], "langfuse")
    project.traces |= {each["id"]: each for each in (trace(3, 30), trace(60, 600), trace(61, 600.001))}
    server.requests.clear()
    assert await pulled(store, pull_of(server)) is End.FINISHED
    assert await same_as_loaded(store, project)
    asked = [each.path for each in server.requests]
    assert "/api/public/traces/trace-0003" in asked
    assert "/api/public/traces/trace-0010" not in asked, "it is older than the overlap"
    server.requests.clear()
    await pulled(store, pull_of(server))
    assert "/api/public/traces/trace-0003" not in [each.path for each in server.requests], "it has ended"


async def test_nothing_is_missed_while_traces_are_deleted_between_pages(
    store: Database, project: LangfuseProject, server: StubServer
) -> None:
    kept = dict(project.traces)
    victims = sorted(project.traces)

    def delete_some(sent: Sent) -> Reply | None:
        """At each list, the three traces that are listed first and were read already go."""
        if sent.path == "/api/public/traces" and len(server.requests) > 1:
            for victim in victims[:3]:
                if victim in read:
                    project.traces.pop(victim, None)
                    victims.remove(victim)
        elif sent.path.startswith("/api/public/traces/"):
            read.add(sent.path.rpartition("/")[2])
        return None

    read: set[str] = set()
    server.before = delete_some
    await pulled(store, pull_of(server))
    assert len(project.traces) < len(kept) - 10
    found = {row[0] for row in (await contents(store, ORG))["run"]}
    assert found == set(kept)


async def test_a_busy_server_is_asked_again_after_the_time_that_it_states(
    store: Database, project: LangfuseProject, server: StubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def wait_for(waiting: Any, seconds: float) -> None:
        waiting.close()
        waited.append(seconds)
        raise TimeoutError

    monkeypatch.setattr("storage.pull.pulling.asyncio.wait_for", wait_for)
    answers = iter([Reply(status=429, headers={"retry-after": "7"}), None, Reply(status=503), Reply(b"<html>", 200), None])
    server.before = lambda sent: next(answers, None) if sent.path == "/api/public/traces" else None
    assert await pulled(store, pull_of(server)) is End.FINISHED
    assert await same_as_loaded(store, project)
    assert 7 <= waited[0] <= 8.75
    assert all(0 < seconds <= 2.5 for seconds in waited[1:])
    assert len(waited) == 3


async def test_wrong_credentials_are_reported_without_the_secret(store: Database, server: StubServer) -> None:
    pull = pull_of(server, user="pk-lf-other")
    with pytest.raises(PullFailed) as refused:
        await pulled(store, pull)
    assert refused.value.message == (
        "The server does not accept the credentials (401). Check --user, and the secret: the variable LANGFUSE_SECRET."
    )
    assert (await reached(store, pull)).error == refused.value.message
    rows = await store.rows("SELECT * FROM pull")
    assert SECRET not in repr(rows)


async def test_a_stopped_pass_goes_on_after_its_last_page(store: Database, project: LangfuseProject, server: StubServer) -> None:
    stop, steps = asyncio.Event(), []

    class StopAtThird(list[Step]):
        def append(self, step: Step) -> None:
            super().append(step)
            if len(self) == 3:
                stop.set()

    steps = StopAtThird()
    assert await pulled(store, pull_of(server), stop=stop, steps=steps) is End.STOPPED
    assert len(steps) == 3
    assert (await reached(store, pull_of(server))).finished_at is None
    server.requests.clear()
    assert await pulled(store, pull_of(server)) is End.FINISHED
    assert await same_as_loaded(store, project)
    assert "/api/public/traces/trace-0000" not in [each.path for each in server.requests]


async def test_a_page_of_large_traces_ends_early(
    store: Database, project: LangfuseProject, server: StubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[Step] = []
    monkeypatch.setattr("storage.pull.langfuse.LARGEST_PAGE", 2_000)
    monkeypatch.setattr("storage.pull.langfuse.TOGETHER", 2)
    await pulled(store, pull_of(server), steps=steps)
    assert len(steps) > 20
    assert await same_as_loaded(store, project)


async def test_a_trace_that_cannot_be_read_is_refused_and_the_others_are_stored(
    store: Database, project: LangfuseProject, server: StubServer
) -> None:
    project.traces["trace-0005"] = {"id": "trace-0005", "timestamp": "2026-05-01T00:00:50.000Z", "observations": [17]}
    steps: list[Step] = []
    await pulled(store, pull_of(server), steps=steps)
    refusals = [refusal for step in steps for refusal in step.refusals]
    assert refusals
    assert all("trace-0005" in refusal for refusal in refusals)
    assert (await reached(store, pull_of(server))).refused == len(refusals)
    assert len((await contents(store, ORG))["run"]) == 60
    letters = (await contents(store, ORG))["dead_letter"]
    assert letters
    assert all("trace-0005" in repr(letter) for letter in letters)
