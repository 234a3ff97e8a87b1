"""What the flow-runs API tells of a run, which runs it lists, in which order, page by page."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from gateway.rest.flow_runs.answers import FlowRun
from gateway.rest.flow_runs.examples import FLOW_RUN
from storage.nouns.record import Instant, Record
from storage.nouns.run import RanByType, RunState, RunType
from storage.writing.writer import write
from tests.contracts.conftest import Api
from tests.contracts.flow_runs.records import AT, DAY, FLOW, PATH, SECOND, example, flow, run

Asked = Callable[..., Awaitable[Any]]


@pytest.fixture
def asked(api: Api, organization: str) -> Asked:
    """The body of an answer, once records are written."""

    async def answered(records: list[Record], **query: Any) -> Any:
        await write(api.database, organization, records)
        response = await api.get(PATH, **query)
        assert (response.status_code, response.headers["content-type"]) == (200, "application/json"), response.text
        return response.json()

    return answered


async def test_the_example_is_what_is_answered(asked: Asked) -> None:
    [body] = await asked(example())
    assert body == FLOW_RUN
    assert list(body) == list(FLOW_RUN) == list(FlowRun.model_fields)


async def test_a_run_of_which_nothing_is_told_has_every_key(asked: Asked) -> None:
    [body] = await asked([flow(), run("r", None, state=None)])
    assert body == {**dict.fromkeys(FLOW_RUN), "run_id": "r", "date": "2026-05-04T09:00:00Z", "total_tokens": 0}


@pytest.mark.parametrize(
    ("state", "shown", "successful"),
    [
        (RunState.PENDING, "PENDING", None),
        (RunState.RUNNING, "RESUMED", None),
        (RunState.PAUSED, "PAUSED", None),
        (RunState.COMPLETED, "COMPLETED", True),
        (RunState.FAILED, "FAILED", False),
        (RunState.CANCELLED, "CANCELLED", False),
        (None, None, None),
    ],
)
async def test_states(asked: Asked, state: RunState | None, shown: str | None, successful: bool | None) -> None:
    [body] = await asked([flow(), run("r", state=state)])
    assert (body["state"], body["is_flow_successful"]) == (shown, successful)


async def test_how_it_was_run_and_by_whom(asked: Asked) -> None:
    kinds = [*RunType, None]
    by = [*RanByType, None]
    records = [run(f"r{n}", AT - n, run_type=kind, ran_by_type=by[n % len(by)]) for n, kind in enumerate(kinds)]
    body = await asked([flow(), *records])
    assert [each["run_type"] for each in body] == [
        "workflow_builder", "form", "batch", "chat_assistant", "agent_assistant",
        "trigger", "scheduled", "sub_workflow", "api", None,
    ]  # fmt: skip
    assert [each["ran_by_type"] for each in body[:5]] == ["user", "personal_api_key", "org_api_key", "system", None]


async def test_seconds_tokens_and_texts(asked: Asked) -> None:
    awkward = 'a "b" \\ \n\u2028 \U0001f600 <script>'
    texts = dict.fromkeys(("conversation_id", "error", "inputs", "outputs", "feedback", "llms", "user_id"), awkward)
    records = [
        flow(),
        run("r3", AT + 3, ended_at=Instant(AT + 4), total_tokens=2**53 - 1, **texts),
        run("r2", AT + 2, ended_at=Instant(AT + 2), input_tokens=5, output_tokens=7),
        run("r1", AT + 1, ended_at=Instant(AT + 1 + 3_600 * SECOND), input_tokens=5, total_tokens=9),
        run("r0", AT, input_tokens=5),
    ]
    body = await asked(records)
    assert [each["latency"] for each in body] == [0.000001, 0, 3600, None]
    assert [each["total_tokens"] for each in body] == [2**53 - 1, 12, 9, 5]
    assert {name: body[0][name] for name in texts} == texts
    assert body[0]["date"] == "2026-05-04T09:00:00.000003Z"


async def test_the_parent_and_its_project(asked: Asked) -> None:
    records = [
        flow(),
        flow("above", project_id="p", project_name=None),
        run("parent", workflow_id="above"),
        run("r1", AT + 1, parent_id="parent"),
        run("r0", AT, parent_id="has not arrived"),
    ]
    body = await asked(records)
    parents = [[each[f"parent_{name}"] for name in ("run_id", "project_id", "project_name")] for each in body]
    assert parents == [["parent", "p", None], ["has not arrived", None, None]]


async def test_newest_first_and_page_by_page(asked: Asked) -> None:
    records = [run(f"r{number:02}", AT - number // 4) for number in range(60)]
    names = [f"r{number:02}" for number in sorted(range(60), key=lambda number: (number // 4, -number))]
    everything = await asked([flow(), *records, run("unknown time", None)], page_size=1000)
    names.append("unknown time")
    assert [each["run_id"] for each in everything] == names
    assert await asked([]) == everything[:25]
    for size in (1, 7, 25, 60, 61, 62):
        for page in (0, 1, 2, 61):
            assert await asked([], page=page, page_size=size) == everything[page * size : (page + 1) * size]
    assert await asked([], page=10**30) == []


WINDOWS: tuple[tuple[dict[str, str], int], ...] = (
    ({}, 7),
    ({"start_date": "2026-05-04T09:00:00Z"}, 5),
    ({"start_date": "2026-05-04T09:00:00.000001Z"}, 4),
    ({"start_date": "2026-05-04T11:00:00+02:00"}, 5),
    ({"start_date": "2026-05-04T09:00:00"}, 5),
    ({"start_date": "2026-05-05"}, 2),
    ({"end_date": "2026-05-04T09:00:00Z"}, 2),
    ({"end_date": "2026-05-04"}, 4),
    ({"end_date": "2026-05-05T00:00:00Z"}, 5),
    ({"end_date": "9999-12-31"}, 6),
    ({"start_date": "2026-05-04T09:00:00Z", "end_date": "2026-05-04T09:00:00Z"}, 1),
    ({"start_date": "2026-05-05", "end_date": "2026-05-04"}, 0),
)


async def test_both_ends_of_the_window_belong_to_it(asked: Asked) -> None:
    midnight = AT + 15 * 3600 * SECOND
    times = (AT - 1, AT, AT + 1, midnight - 1, midnight, midnight + DAY)
    body = await asked([flow(), *(run(f"r{time}", time) for time in times), run("never", None)])
    assert len(body) == 7
    for window, expected in WINDOWS:
        assert len(await asked([], **window)) == expected, window


async def test_users_and_states(asked: Asked) -> None:
    states = [*RunState, None]
    records = [
        run(f"{user}{number}", AT - number, user_id=user, state=state)
        for number, state in enumerate(states)
        for user in ("ana", "ben", None)
    ]
    await asked([flow(), *records])
    for query, expected in (
        ({"user_id": "ana"}, 7),
        ({"user_id": "ANA"}, 0),
        ({"user_id": ""}, 0),
        ({"user_id": "%"}, 0),
        ({"state": "RESUMED"}, 3),
        ({"state": "RESUMED,PENDING"}, 6),
        ({"state": "FAILED, CANCELLED ,FAILED"}, 6),
        ({"state": "PENDING,PAUSED,RESUMED,COMPLETED,FAILED,CANCELLED"}, 18),
        ({"state": "PAUSED", "user_id": "ben"}, 1),
    ):
        assert len(await asked([], **query)) == expected, query


async def test_which_flows_are_known(api: Api, organization: str) -> None:
    await write(api.database, organization, [flow("empty"), run("r", workflow_id="told by a run")])
    for name, expected in (("empty", 200), ("told by a run", 200), ("none", 404), ("EMPTY", 404), ("%", 404), ("r", 404)):
        response = await api.get(f"/analytics/org/acme/flows/{name}", state="PENDING")
        assert response.status_code == expected
        assert response.json() == ([] if expected == 200 else {"detail": "There is no flow with this flow_id."})


@pytest.mark.parametrize("own", ["a b", "a:b", "ü", "\U0001f600", "'", '"', "50%", "..", "a?b", "a#b", "\\"])
async def test_ids_are_taken_as_they_are(api: Api, organization: str, own: str) -> None:
    await write(api.database, organization, [flow(own), run(own, workflow_id=own)])
    async with api.client() as client:
        path = "".join(f"%{byte:02X}" for byte in own.encode())
        response = await client.get(f"/analytics/org/acme/flows/{path}")
    assert [each["run_id"] for each in response.json()] == [own]


async def test_runs_of_the_filled_store(filled: Api) -> None:
    sql = (
        "SELECT id, state, started_at, ended_at, total_tokens, user_id, parent_id FROM run WHERE org_id = 'acme' "
        f"AND workflow_id = '{FLOW}'"
    )
    rows = sorted(await filled.database.rows(sql, []), key=lambda row: (row[2], row[0]), reverse=True)
    assert len(rows) > 100
    body = (await filled.get(PATH, page_size=1000)).json()
    spelled = {"RUNNING": "RESUMED"}
    assert [tuple(each[name] for name in ("run_id", "state", "total_tokens", "user_id", "parent_run_id")) for each in body] == [
        (row[0], spelled.get(row[1], row[1]), row[4] or 0, row[5], row[6]) for row in rows[:1000]
    ]
    for each, row in zip(body, rows, strict=False):
        assert each["latency"] == (None if row[3] is None else (row[3] - row[2]) / 1e6)
    last = (await filled.get(PATH, page=len(rows) // 10, page_size=10)).json()
    assert [each["run_id"] for each in last] == [row[0] for row in rows[len(rows) // 10 * 10 :]]
