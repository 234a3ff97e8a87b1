"""The examples of MCP analytics are what a store answers."""

from typing import Any

import pytest

from gateway.rest.governance import examples as examples
from storage.writing.writer import write
from tests.contracts.conftest import Api
from tests.contracts.governance.example_store import called, one_session

pytestmark = pytest.mark.anyio

PATH = "/v1/mcp/analytics"


async def test_the_summary_of_the_document(api: Api, organization: str) -> None:
    await write(api.database, organization, called())
    # The document rounds shares to three places; CONTRACT.md says four, for every rate: 3812 / 4123 is 0.9246, shown as 0.925.
    assert (await api.get(f"{PATH}/summary", **examples.DAY)).json() == examples.MCP_SUMMARY


@pytest.mark.parametrize(
    ("path", "query", "example"),
    [
        ("tools", examples.DAY, examples.TOOLS),
        ("sessions", examples.DAY, examples.SESSIONS),
        (f"sessions/{examples.SESSION}", {}, examples.SESSION_DETAIL),
        ("config-audit", examples.DAY, examples.CONFIG_AUDIT),
    ],
)
async def test_our_own_examples(api: Api, organization: str, path: str, query: Any, example: Any) -> None:
    await write(api.database, organization, one_session())
    answer = (await api.get(f"{PATH}/{path}", **query)).json()
    if path == "tools":
        percentiles = [name for name in answer["data"][0] if name.startswith("p") and name.endswith("_ms")]
        for name in percentiles:  # within 1 % where roll-ups serve the question
            assert answer["data"][0].pop(name) == pytest.approx(example["data"][0][name], rel=0.01)
        example = {**example, "data": [{k: v for k, v in example["data"][0].items() if k not in percentiles}]}
    assert answer == example
