"""Rate limits."""

import asyncio
import logging
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from limits.aio.storage import RedisStorage

from gateway.rate_limits import RateLimits
from gateway.rest.api import RateLimited
from gateway.settings import SettingsRefused
from tests.gateway.auth.conftest import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the limits, and of the library that counts."""
    clock = Clock()
    monkeypatch.setattr("limits.aio.storage.memory.time.time", clock)
    return clock


async def test_each_answer_tells_what_is_left(clock: Clock) -> None:
    limits = RateLimits(read=2, work=1, clock=clock)
    end = str(int(clock()) + 60)
    assert await limits.take("acme", "mcp", "read") == {
        "X-RateLimit-Limit": "2",
        "X-RateLimit-Remaining": "1",
        "X-RateLimit-Reset": end,
    }
    clock.now += 30.5
    assert (await limits.take("acme", "mcp", "read"))["X-RateLimit-Remaining"] == "0"
    with pytest.raises(RateLimited) as refused:
        await limits.take("acme", "mcp", "read")
    assert (refused.value.limit, refused.value.retry_after) == (2, 30)
    assert refused.value.headers == {"X-RateLimit-Limit": "2", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": end}


async def test_after_a_minute_all_is_there_again(clock: Clock) -> None:
    limits = RateLimits(read=1, work=1, clock=clock)
    await limits.take("acme", "mcp", "read")
    clock.now += 59.9
    with pytest.raises(RateLimited) as refused:
        await limits.take("acme", "mcp", "read")
    assert refused.value.retry_after == 1
    clock.now += 0.1
    assert (await limits.take("acme", "mcp", "read"))["X-RateLimit-Reset"] == str(int(clock()) + 60)


async def test_organizations_and_classes_are_counted_apart(clock: Clock) -> None:
    limits = RateLimits(read=1, work=1, clock=clock)
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


async def test_zero_is_no_limit_for_its_kind(clock: Clock) -> None:
    limits = RateLimits(read=0, work=1, clock=clock)
    for _ in range(5):
        assert await limits.take("acme", "mcp", "read") == {}
        await limits.attempt(0, "login", "x")
    await limits.take("acme", "mcp", "job")
    with pytest.raises(RateLimited):
        await limits.take("acme", "mcp", "job")


async def test_many_at_once_are_let_through_exactly_as_often_as_allowed(clock: Clock) -> None:
    limits = RateLimits(read=50, work=1, clock=clock)
    done = await asyncio.gather(*(limits.take("acme", "mcp", "read") for _ in range(200)), return_exceptions=True)
    told = [each["X-RateLimit-Remaining"] for each in done if isinstance(each, dict)]
    assert sorted(map(int, told)) == list(range(50))
    assert sum(isinstance(each, RateLimited) for each in done) == 150


async def test_where_counting_fails_requests_are_let_through_and_the_log_says_so(caplog: pytest.LogCaptureFixture) -> None:
    limits = RateLimits(read=1, work=1, url="redis://127.0.0.1:9/0")
    with caplog.at_level(logging.WARNING, "pentagraph"):
        assert [await limits.take("acme", "mcp", "read") for _ in range(3)] == [{}, {}, {}]
    assert caplog.text.count("cannot be counted") == 1
    await closed(limits)


@pytest.mark.parametrize("url", ["memcached://x", "nonsense", "http://user:hunter2@x/"])
def test_a_place_to_count_that_there_is_not_is_refused_without_telling_it(url: str) -> None:
    with pytest.raises(SettingsRefused, match="rate_limit_store") as refused:
        RateLimits(read=1, work=1, url=url)
    assert "hunter2" not in str(refused.value)


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    """A Redis server of the test's own, on a socket."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
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


async def closed(limits: RateLimits) -> None:
    """Ends the connections of limits that are counted in Redis."""
    assert isinstance(limits._storage, RedisStorage)
    await limits._storage.bridge.get_connection().aclose()  # type: ignore[attr-defined]


@pytest.mark.server
async def test_processes_that_share_a_redis_share_the_limits(redis_url: str) -> None:
    first, second = (RateLimits(read=2, work=1, url=redis_url) for _ in range(2))
    assert (await first.take("acme", "mcp", "read"))["X-RateLimit-Remaining"] == "1"
    assert (await second.take("acme", "mcp", "read"))["X-RateLimit-Remaining"] == "0"
    for limits in (first, second):
        with pytest.raises(RateLimited) as refused:
            await limits.take("acme", "mcp", "read")
        assert 1 <= refused.value.retry_after <= 60
        await closed(limits)
