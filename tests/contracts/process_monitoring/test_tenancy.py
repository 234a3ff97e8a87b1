"""Two organizations with the same ids: neither reads the other's figures by any route."""

from typing import Any

import pytest

from gateway.rest.process_monitoring.lists import LISTS
from gateway.rest.process_monitoring.statistics import STATISTICS
from storage.accounts.keys import ensure_organization
from storage.rollup.building import build
from storage.writing.writer import write
from tests.contracts.conftest import Api, rest_over
from tests.contracts.process_monitoring.example_store import WINDOW, path_of, records

MINE = ("finance", "finance/invoice-review", "1041", "t1", "m1")


@pytest.mark.parametrize("route", [*STATISTICS, *LISTS], ids=lambda route: route.path)
async def test_the_other_organization_changes_nothing(examples: Api, route: Any) -> None:
    async def answered(api: Api) -> Any:
        query: Any = {"bucket": "1d"} if "trends" in route.path else {}
        path = path_of(route)
        return await (api.get(path) if route.method == "GET" else api.post(path, WINDOW, **query))

    await ensure_organization(examples.database, "rival")
    rival = await rest_over(examples.database, "rival")
    nothing = await answered(rival)
    assert nothing.json() == [] if route.method == "GET" else nothing.status_code == 404
    await write(examples.database, "rival", [each for each in records() if each.id in MINE])
    for _ in ("from rows", "from roll-ups"):
        assert (await answered(examples)).json() == route.example
        theirs = await answered(rival)
        if "summary" in route.path:
            assert theirs.json() == []
        else:
            assert theirs.status_code == 200
            assert "1043" not in theirs.text
            assert route.method == "GET" or theirs.json() != route.example
        await build(examples.database, "acme")
        await build(examples.database, "rival")
