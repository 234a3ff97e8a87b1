"""GitHub: runs with attempts and jobs, read backwards in time, and again while they go on."""

from collections.abc import Iterator
from typing import Any

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.pull.pulling import End
from storage.writing.pulls import Pull
from tests.storage.contents import contents, row
from tests.storage.pull.github_stub import REPOSITORY, TOKEN, Repository, github_server
from tests.storage.pull.pulled import ORG, loaded, pulled, reached
from tests.storage.pull.stub_server import Reply, Sent, StubServer

LOADED = "loaded"


@pytest.fixture
def repository() -> Repository:
    """Runs of which 15 were created at the same time; one has three attempts, one goes on."""
    repository = Repository()
    for number in range(1, 51):
        repository.run(number, 1_000 if 20 <= number < 35 else number * 100, attempt=3 if number == 7 else 1)
    repository.run(49, 4_900, status="in_progress")
    return repository


@pytest.fixture
def server(repository: Repository) -> Iterator[StubServer]:
    """Its server."""
    with github_server(repository) as running:
        yield running


@pytest.fixture
async def store(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A store with two organizations, and the token in the environment."""
    monkeypatch.setenv("GITHUB_TOKEN_OF_TEST", TOKEN)
    for org_id in (ORG, LOADED):
        await ensure_organization(database, org_id)
    return database


def pull_of(server: StubServer, **options: Any) -> Pull:
    """The pull of a server."""
    given = {"secret_env": "GITHUB_TOKEN_OF_TEST", "page_size": 10, "overlap": 1_000, **options}
    return Pull(ORG, "ci", "github", f"{server.url}{REPOSITORY}", given)


async def test_all_runs_attempts_and_jobs_are_pulled_and_are_what_loading_gives(
    store: Database, repository: Repository, server: StubServer
) -> None:
    assert await pulled(store, pull_of(server)) is End.FINISHED
    earlier = [{**repository.runs[7], "run_attempt": attempt} for attempt in (1, 2)]
    jobs = [job for each in repository.jobs.values() for job in each]
    documents = [{"workflow_runs": [*repository.runs.values(), *earlier]}, {"jobs": jobs}]
    await loaded(store, LOADED, documents, "github")
    found = await contents(store, ORG)
    assert len(found["run"]) == 52
    assert len(found["step"]) == len(jobs)
    assert found == await contents(store, LOADED)
    assert (await reached(store, pull_of(server))).refused == 0


async def test_the_next_pass_fetches_new_open_and_updated_runs_only(
    store: Database, repository: Repository, server: StubServer
) -> None:
    await pulled(store, pull_of(server))
    repository.run(51, 5_100)
    repository.run(49, 4_900, 5_200)
    repository.run(48, 4_800, 5_300, attempt=2)
    server.requests.clear()
    await pulled(store, pull_of(server))
    assert {(await row(store, "run", f"github/{each}"))["state"] for each in ("51/1", "49/1", "48/2")} == {"COMPLETED"}
    asked = {each.path.removeprefix(f"{REPOSITORY}/actions/runs/") for each in server.requests}
    assert {each for each in asked if each.endswith("/jobs")} >= {"51/jobs", "49/jobs", "48/jobs"}
    assert "47/jobs" not in asked, "it was not updated"
    assert all("created" in each.parameters for each in server.requests if each.path.endswith("/runs"))


async def test_nothing_is_missed_while_runs_arrive_and_go(store: Database, repository: Repository, server: StubServer) -> None:
    everything = {f"github/{number}/{run['run_attempt']}" for number, run in repository.runs.items()}
    read: list[int] = []

    def change(sent: Sent) -> Reply | None:
        """Between two lists, some runs of the last one are deleted, and one arrives."""
        if not sent.path.endswith("/runs"):
            return None
        for number in read[:5]:
            repository.runs.pop(number, None)
        repository.run(1000 + len(server.requests), 9_000 + len(server.requests))
        reply = repository.answer(sent)
        read[:] = [run["id"] for run in reply.content["workflow_runs"] if run["id"] < 1000]
        return reply

    server.before = change
    await pulled(store, pull_of(server))
    server.before = lambda _: None
    await pulled(store, pull_of(server))
    found = {each[0] for each in (await contents(store, ORG))["run"]}
    assert found >= everything
    assert {f"github/{number}/1" for number in repository.runs if number >= 1000} <= found


async def test_a_used_up_rate_limit_is_waited_for(store: Database, server: StubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def wait_for(waiting: Any, seconds: float) -> None:
        waiting.close()
        waited.append(seconds)
        raise TimeoutError

    monkeypatch.setattr("storage.pull.pulling.asyncio.wait_for", wait_for)
    limited = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1777593700", "date": "Fri, 01 May 2026 00:01:00 GMT"}
    answers = iter([Reply({"message": "API rate limit exceeded"}, 403, limited)])
    server.before = lambda _: next(answers, None)
    assert await pulled(store, pull_of(server)) is End.FINISHED
    assert 40 <= waited[0] <= 50
