"""The compromised identity of the demo is found from its raw calls alone."""

from collections import Counter

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.demo import DemoOptions, fill
from storage.demo.identity import COMPROMISED, TAKEN_OVER
from storage.nouns.record import DAY, HOUR
from storage.risk import assess, detect

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

UNTIL = 20_550 * DAY
TAKEN = UNTIL - TAKEN_OVER


@pytest.fixture
async def demo(database: Database) -> str:
    """The demo of three weeks, without the anomalies that it tells itself."""
    await ensure_organization(database, "demo")
    await fill(database, "demo", DemoOptions(until=UNTIL, days=21))
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM anomaly")
    return "demo"


async def test_nothing_stands_out_before_it_is_taken_over_and_only_it_after(database: Database, demo: str) -> None:
    before = await detect(database, demo, TAKEN - 5 * DAY, TAKEN, now=TAKEN)
    assert before["found"] <= 2
    await detect(database, demo, TAKEN, UNTIL, now=UNTIL)
    rows = await database.rows(f"SELECT nhi_id, type FROM anomaly WHERE detected_at >= {TAKEN}")
    found = Counter(nhi for nhi, _ in rows)
    assert found.most_common(1)[0][0] == COMPROMISED
    assert found[COMPROMISED] >= 10
    assert found.total() - found[COMPROMISED] <= 3
    assert {"denied_tool", "new_tool"} <= {type_ for nhi, type_ in rows if nhi == COMPROMISED}


async def test_its_risk_is_high_from_the_first_night_to_the_end(database: Database, demo: str) -> None:
    assert COMPROMISED not in [each["nhi_id"] for each in (await assess(database, demo, now=TAKEN))["highest"]]
    for moment in (TAKEN + 6 * HOUR, UNTIL):
        await detect(database, demo, TAKEN, moment, now=moment)
        first, *others = (await assess(database, demo, now=moment))["highest"]
        assert first["nhi_id"] == COMPROMISED
        assert first["score"] >= 0.5 > max(each["score"] for each in others)
