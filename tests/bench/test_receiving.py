"""The benchmark of receiving: each channel stores what is sent, and the limit writes the same rows."""

from pathlib import Path

import pytest

from bench.receiving import receiving, table
from bench.receiving_channels import channels

pytestmark = [pytest.mark.slow, pytest.mark.long]


async def test_each_channel_stores_rows_and_has_its_limits(own_database_url: str, tmp_path: Path) -> None:
    url = own_database_url.replace("+aiosqlite", "").replace("+asyncpg", "")
    found = list(channels(100, tmp_path))
    seconds = await receiving(url, found, 1, tmp_path)
    rows = {name: measured["rows"] for name, measured in seconds.items()}
    assert set(rows) == {channel.name for channel in found}
    assert all(rows[name] == [100] for name in ("/ingest, lines", "/ingest, array", "load FILE", "load -"))
    assert min(count for counts in rows.values() for count in counts) >= 10
    assert len(table({"sqlite": seconds}).splitlines()) == len(found) + 2
