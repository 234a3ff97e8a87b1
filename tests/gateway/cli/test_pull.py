"""`pentagraph pull` as a script meets it, and as it is when it is killed."""

import asyncio
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.opening import open_database
from tests.gateway.cli.shell import Shell
from tests.gateway.forked import Pentagraph
from tests.gateway.running_server import LONG, clean_environment
from tests.storage.contents import contents
from tests.storage.pull.langfuse_stub import SECRET, USER, LangfuseProject, langfuse_server, trace
from tests.storage.pull.pulled import loaded
from tests.storage.pull.stub_server import Reply, Sent, StubServer

KILLS = 20
MOST_REQUESTS = 24
"""Of a life: twenty such lives fetch no more than half of the project, a request for each trace and each page of ten."""
AHEAD = 2
"""Requests that are answered while the kill is on its way; the next waits, however slow the machine is to kill."""
ORG = "default"


@pytest.fixture
def project() -> LangfuseProject:
    """Traces, of which some have the same time."""
    return LangfuseProject([trace(number, 500 if 90 <= number < 115 else number * 10) for number in range(200)])


@pytest.fixture
def server(project: LangfuseProject) -> Iterator[StubServer]:
    """Their server."""
    with langfuse_server(project) as running:
        yield running


@pytest.fixture
def pentagraph(sqlite_url: str, tmp_path: Path) -> Shell:
    """The command, over a store of its own."""
    return Shell(tmp_path, sqlite_url)


def arguments(server: StubServer, *more: str) -> list[str]:
    """The arguments of the command."""
    return ["pull", "langfuse", "--url", server.url, "--user", USER, "--secret-env", "KEY", "--name", "flows", *more]


def running(server: StubServer, url: str, folder: Path, *more: str) -> subprocess.Popen[str]:
    """The command as a process of its own."""
    environment = {**clean_environment(), "KEY": SECRET, "PENTAGRAPH_DATABASE": url}
    return Pentagraph(*arguments(server, *more), cwd=folder, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE)


def counting(server: StubServer, asked: int, enough: threading.Event, killed: threading.Event) -> Callable[[Sent], Reply | None]:
    """Reports when the number of further requests is reached, and holds later ones until the pull is killed."""
    first = len(server.requests)

    def count(_: Sent) -> None:
        come = len(server.requests) - first
        if come >= asked:
            enough.set()
        if come > asked + AHEAD:
            killed.wait(LONG)

    return count


async def same_as_loaded(url: str, project: LangfuseProject) -> bool:
    """Whether the store has what loading the project gives."""
    database = await open_database(url, readers=1)
    try:
        await ensure_organization(database, "loaded")
        await loaded(database, "loaded", project.traces.values(), "langfuse")
        return await contents(database, ORG) == await contents(database, "loaded")
    finally:
        await database.close()


@pytest.mark.long
@pytest.mark.server
def test_a_pull_that_is_killed_twenty_times_is_complete(
    database_url: str, server: StubServer, project: LangfuseProject, tmp_path: Path
) -> None:
    chance = random.Random(7)
    for _ in range(KILLS):
        asked, enough, killed = chance.randrange(1, MOST_REQUESTS), threading.Event(), threading.Event()
        server.before = counting(server, asked, enough, killed)
        with running(server, database_url, tmp_path, "--page-size", "10") as process:
            while not enough.wait(0.05):
                assert process.poll() is None, process.communicate()
            time.sleep(chance.random() * 0.05)  # also while a page is being stored
            process.kill()
            killed.set()
            process.communicate()
        assert process.returncode == -signal.SIGKILL
    server.before = lambda _: None
    with running(server, database_url, tmp_path, "--page-size", "10") as process:
        _, said = process.communicate(timeout=LONG)
    assert process.returncode == 0, said
    assert said.endswith("flows: complete\n")
    assert asyncio.run(same_as_loaded(database_url, project))


@pytest.mark.server
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_pull_after_its_page(
    sqlite_url: str, server: StubServer, project: LangfuseProject, tmp_path: Path, number: signal.Signals
) -> None:
    reached = threading.Event()
    server.before = lambda _: reached.set() if len(server.requests) == 25 else None
    with running(server, sqlite_url, tmp_path, "--page-size", "10", "--every", "1h") as process:
        assert reached.wait(LONG)
        os.kill(process.pid, number)
        _, said = process.communicate(timeout=LONG)
    assert process.returncode == 0, said
    assert said.endswith("flows: stopped; the same command goes on from here\n")
    pages = [line for line in said.splitlines() if "pages, " in line]
    assert 1 <= len(pages) < 20
    listed = Shell(tmp_path, sqlite_url)("pull", "list").stdout.split("\t")
    assert listed[4] == str(len(pages))


def test_a_pull_shows_its_pages_and_is_listed(pentagraph: Shell, server: StubServer, project: LangfuseProject) -> None:
    done = pentagraph(*arguments(server), KEY=SECRET)
    assert "flows: 1 pages, " in done.stderr
    assert "traces to 2026-05-01T00:33:10.000Z" in done.stderr
    assert done.stderr.endswith("flows: complete\n")
    listed = pentagraph("pull", "list").stdout.rstrip("\n").split("\t")
    assert (listed[0], listed[1], listed[7]) == ("flows", "langfuse", "")
    assert int(listed[5]) >= 200 * 6


def test_the_store_keeps_only_the_name_of_the_variable(pentagraph: Shell, server: StubServer, sqlite_url: str) -> None:
    pentagraph(*arguments(server), KEY=SECRET)
    content = Path(sqlite_url.removeprefix("sqlite+aiosqlite:///")).read_bytes()
    assert b'"secret_env":"KEY"' in content
    assert SECRET.encode() not in content


def test_wrong_credentials_end_a_pull_and_are_listed(pentagraph: Shell, server: StubServer) -> None:
    said = pentagraph(*arguments(server, "--every", "1h"), KEY="sk-lf-wrong", code=1).stderr
    assert "does not accept the credentials (401)" in said
    assert "sk-lf-wrong" not in said
    assert "(401)" in pentagraph("pull", "list").stdout


def test_a_name_belongs_to_one_source(pentagraph: Shell, server: StubServer) -> None:
    pentagraph(*arguments(server), KEY=SECRET)
    other = [server.url + "/other" if each == server.url else each for each in arguments(server)]
    assert "use --name to give this one another name" in pentagraph(*other, KEY=SECRET, code=1).stderr


def test_a_removed_pull_begins_again(pentagraph: Shell, server: StubServer) -> None:
    pentagraph(*arguments(server), KEY=SECRET)
    assert pentagraph("pull", "remove", "flows").stdout == "pull flows of default is removed\n"
    assert pentagraph("pull", "list").stdout == ""
    assert "has no pull 'flows'" in pentagraph("pull", "remove", "flows", code=1).stderr
    server.requests.clear()
    pentagraph(*arguments(server), KEY=SECRET)
    assert "fromTimestamp" not in server.requests[0].parameters


def test_another_organization_must_exist(pentagraph: Shell, server: StubServer) -> None:
    for more in ((), ("--job",)):
        done = pentagraph(*arguments(server, "--org", "nobody", *more), KEY=SECRET, code=1)
        assert "there is no organization 'nobody'" in done.stderr
    assert server.requests == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--every", "60"), "--every: expected a time such as 60s"),
        (("--every", "0s"), "--every: expected a time"),
        (("--overlap", "soon"), "--overlap: expected a time"),
        (("--page-size", "500"), "--page-size: at most 100 for langfuse"),
        (("--secret-file", "key.txt"), "use one of --secret-env and --secret-file"),
    ],
)
def test_wrong_options_are_refused(pentagraph: Shell, server: StubServer, more: tuple[str, ...], words: str) -> None:
    assert words in pentagraph(*arguments(server, *more), KEY=SECRET, code=1).stderr
    assert server.requests == []


@pytest.mark.server
def test_a_job_pulls_in_a_worker_until_it_is_stopped(
    pentagraph: Shell, server: StubServer, project: LangfuseProject, sqlite_url: str, tmp_path: Path
) -> None:
    job_id = pentagraph(*arguments(server, "--job", "--every", "1s")).stdout.strip()
    assert server.requests == [], "the command only queues it"
    environment = {**clean_environment(), "KEY": SECRET, "PENTAGRAPH_DATABASE": sqlite_url}
    with Pentagraph("work", cwd=tmp_path, env=environment, stdout=subprocess.PIPE) as worker:
        try:
            while not pentagraph("pull", "list").stdout.split("\t")[3]:  # when it was complete
                assert worker.poll() is None
            project.traces["trace-9000"] = trace(9000, 5_000)
            while "trace-9000" not in {each.path.rpartition("/")[2] for each in server.requests}:
                assert worker.poll() is None
                time.sleep(0.05)
            assert pentagraph("jobs", "stop", job_id).stdout == f"job {job_id} of default is stopped\n"
        finally:
            worker.send_signal(signal.SIGTERM)
            worker.communicate(timeout=LONG)
    assert f"{job_id}\tpull\tSTOPPED\t" in pentagraph("jobs").stdout
    assert f"no job {job_id} that is queued or running" in pentagraph("jobs", "stop", job_id, code=1).stderr
