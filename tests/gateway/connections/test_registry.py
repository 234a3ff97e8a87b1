"""The number of connections is limited, in all and for each address, and descriptors that run out pause accepting."""

import asyncio
import errno
import json
import logging
import socket

import pytest

from gateway.connections import acceptor
from gateway.connections.acceptor import Acceptor
from gateway.connections.limits import ConnectionLimits
from gateway.connections.registry import LINGERING, Connections
from storage.errors import Overloaded
from tests.gateway.connections.serving import END, Client, echo, serving, until

pytestmark = pytest.mark.slow

GET = b"GET / HTTP/1.1" + END


class Waiting:
    """A connection that only counts."""

    def expire(self, now: float) -> None:
        """Nothing is overdue."""

    def abort(self) -> None:
        """Nothing to close."""


def full(limits: ConnectionLimits, *addresses: str) -> Connections:
    """Connections from the addresses."""
    connections = Connections(limits)
    for address in addresses:
        connections.add(Waiting(), address)
    return connections


@pytest.mark.parametrize(
    ("addresses", "refused", "accepted"),
    [
        (["192.0.2.1", "192.0.2.1"], "192.0.2.1", "192.0.2.2"),
        (["192.0.2.1", "::ffff:192.0.2.1"], "::ffff:192.0.2.1", "::ffff:192.0.2.2"),
        (["2001:db8::1", "2001:db8::2"], "2001:db8::ffff:3", "2001:db8:0:1::1"),
        (["", ""], "", "192.0.2.1"),
    ],
)
def test_one_address_or_one_network_of_ipv6_has_a_limit(addresses: list[str], refused: str, accepted: str) -> None:
    connections = full(ConnectionLimits(max_connections_per_address=2), *addresses)
    with pytest.raises(Overloaded) as caught:
        connections.add(Waiting(), refused)
    assert caught.value.facts["limit"] == "max_connections_per_address"
    connections.add(Waiting(), accepted)


def test_a_closed_connection_makes_room_and_a_refused_one_takes_none() -> None:
    connections = Connections(ConnectionLimits(max_connections=1))
    first, second = Waiting(), Waiting()
    connections.add(first, "192.0.2.1")
    with pytest.raises(Overloaded) as caught:
        connections.add(second, "192.0.2.2")
    assert caught.value.facts["limit"] == "max_connections"
    assert len(connections) == 1
    connections.remove(second)
    connections.remove(first)
    connections.add(second, "192.0.2.2")


def test_few_refused_connections_linger() -> None:
    connections = Connections(ConnectionLimits())
    assert [connections.linger(Waiting()) for _ in range(LINGERING + 1)] == [True] * LINGERING + [False]


async def test_a_connection_too_many_is_refused_with_the_reason_and_those_before_it_go_on() -> None:
    async with serving(echo, ConnectionLimits(max_connections_per_address=2)) as server:
        async with server.client() as first, server.client() as second:
            assert (await first.answer(GET)).startswith(b"HTTP/1.1 200")
            assert (await second.answer(GET)).startswith(b"HTTP/1.1 200")
            head, _, body = (await server.exchange(GET)).partition(END)
            assert head.startswith(b"HTTP/1.1 503")
            assert json.loads(body)["errors"][0]["extensions"]["limit"] == "max_connections_per_address"
            assert (await first.answer(GET)).startswith(b"HTTP/1.1 200")
        await until(lambda: len(server.connections) == 0)
        async with server.client() as third:
            assert (await third.answer(GET)).startswith(b"HTTP/1.1 200")


async def test_refusals_are_logged_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    connections = full(ConnectionLimits(max_connections_per_address=1), "192.0.2.1")
    with caplog.at_level(logging.WARNING):
        for _ in range(100):
            with pytest.raises(Overloaded):
                connections.add(Waiting(), "192.0.2.1")
    assert [record.getMessage() for record in caplog.records] == [
        "connections are refused: max_connections_per_address reached by 192.0.2.1 (1 since the last line)"
    ]


class Exhausted(socket.socket):
    """A listening socket whose process has no descriptors left, once."""

    failures = 1

    def accept(self) -> tuple[socket.socket, object]:
        """Fails once, and then accepts."""
        if self.failures:
            self.failures -= 1
            raise OSError(errno.EMFILE, "Too many open files")
        return super().accept()


async def test_without_descriptors_accepting_pauses_and_clients_wait(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acceptor, "PAUSE_SECONDS", 0.01)
    with Exhausted() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        arrived = asyncio.Event()

        class Arrived(asyncio.Protocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                arrived.set()
                transport.close()

        accepting = Acceptor(listener, Arrived)
        client = Client(*await asyncio.open_connection(*listener.getsockname()))
        await arrived.wait()
        assert await client.reader.read() == b""
        client.writer.close()
        accepting.close()
        await accepting.wait_closed()
    assert [record.getMessage() for record in caplog.records] == [
        "no connections are accepted for a second: Too many open files (1 since the last line)"
    ]
