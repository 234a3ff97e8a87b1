"""Errors in sum, against SQL written by hand."""

from collections import Counter
from typing import Any

import pytest

from storage.nouns.incident import Incident
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.process_model import ProcessModel
from storage.nouns.record import Instant
from storage.writing.writer import write
from tests.contracts.conftest import Api
from tests.contracts.process_monitoring.reckoning import PATH

SINCE, UNTIL = 1_770_091_506_000_000, 1_775_001_600_000_000
WINDOW = {"start": "2026-02-03T04:05:06Z", "end": "2026-03-31"}
ERRORS = f"""
SELECT model_id, instance_id, created_at, message FROM incident
WHERE org_id = 'acme' AND created_at >= {SINCE} AND created_at < {UNTIL}
"""
EMEA = (
    " AND instance_id IN (SELECT instance_id FROM instance_metadata WHERE org_id = 'acme' AND name = 'region' AND value = 'EMEA')"
)
AT = 1_777_636_800_000_000


async def summary(api: Api, body: Any, identifier: str = "%25") -> list[dict[str, Any]]:
    """The answer."""
    response = await api.post(f"{PATH}/errors/{identifier}/summary", body)
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()
    return found


@pytest.mark.parametrize(("metadata", "more"), [([], ""), ([{"name": "region", "value": "EMEA"}], EMEA)], ids=["all", "metadata"])
@pytest.mark.parametrize("identifier", ["%25", "finance%25", "finance:invoice-review"])
async def test_the_errors_of_the_demo(filled: Api, identifier: str, metadata: list[Any], more: str) -> None:
    rows = [tuple(row) for row in await filled.database.rows(ERRORS + more)]
    prefix = identifier.removesuffix("%25").replace(":", "/")
    body = await summary(filled, {**WINDOW, "metadata": metadata}, identifier)
    expected = Counter(row[0] for row in rows if row[0].startswith(prefix))
    assert {each["process_model_identifier"]: each["count"] for each in body} == expected
    assert [each["count"] for each in body] == sorted(expected.values(), reverse=True)
    for each in body:
        own = [row for row in rows if row[0] == each["process_model_identifier"]]
        assert each["instances"] == len({row[1] for row in own})
        messages = Counter(row[3] for row in own)
        assert {top["message"]: top["count"] for top in each["top_messages"]}.items() <= messages.items()
        assert [top["count"] for top in each["top_messages"]] == sorted(messages.values(), reverse=True)[:5]


async def test_an_error_is_in_the_window_by_when_it_happened(api: Api, organization: str) -> None:
    records = [ProcessModel(id="m", at=Instant(AT), display_name="The model")]
    instances = [ProcessInstance(id=own, at=Instant(AT), model_id="m", started_at=Instant(AT - 10**12)) for own in "ab"]
    errors = [
        Incident(id=str(number), instance_id=own, type="taskError", created_at=Instant(AT + moment), message=message)
        for number, (own, moment, message) in enumerate(
            [("a", -1, "early"), ("a", 0, "one"), ("a", 1, "two"), ("b", 0, "two"), ("b", 2, "late"), ("b", 1, None)]
        )
    ]
    await write(api.database, organization, [*records, *instances, *errors])
    body = await summary(api, {"start": "2026-05-01T12:00:00Z", "end": "2026-05-01T12:00:00.000001Z"})
    assert body == [
        {
            "process_model_identifier": "m",
            "display_name": "The model",
            "count": 4,
            "instances": 2,
            "last_seen": "2026-05-01T12:00:00.000001Z",
            "top_messages": [
                {"message": "two", "count": 2}, {"message": "one", "count": 1}, {"message": None, "count": 1}
            ],
        }
    ]  # fmt: skip


async def test_models_without_errors_are_left_out(api: Api, organization: str) -> None:
    await write(api.database, organization, [ProcessModel(id="m", at=Instant(AT))])
    assert await summary(api, {}) == []
    assert await summary(api, {}, "m") == []
