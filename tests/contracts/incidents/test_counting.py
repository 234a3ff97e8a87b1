"""What counts as what in the incidents API: causes, states, keys that models share, edges of windows, order, long tables."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from storage.nouns.activity import Activity
from storage.nouns.incident import IncidentState
from storage.nouns.process_version import ProcessVersion
from storage.nouns.record import Instant, Record
from storage.writing.writer import write
from tests.contracts.conftest import Api
from tests.contracts.incidents.records import AT, DAY, SECOND, deployed, incident, instance, task

VERSION: dict[str, Any] = {"processKey": "p", "version": 1}
BASE = [*deployed("a/p", 1), instance("x", "a/p", 1)]

Asked = Callable[..., Awaitable[Any]]


@pytest.fixture
def asked(licensed: Api, organization: str) -> Asked:
    """The body of an answer, once records are written."""

    async def answered(path: str, records: list[Record], **query: Any) -> Any:
        await write(licensed.database, organization, records)
        response = await licensed.get(f"/incidents/{path}", **{**VERSION, **query})
        assert response.status_code == 200, response.text
        return response.json()

    return answered


async def test_what_shows_again_at_a_call_is_counted_once(asked: Asked) -> None:
    records = [
        *BASE,
        incident("root", "x", "Inner"),
        incident("shown", "x", "Call", root_cause_id="root", failed_activity_id="Inner", failed_activity_name="The inner one"),
        incident("self", "x", "Inner", root_cause_id="self"),
        incident("elsewhere", "x", "Call", root_cause_id="of another process"),
    ]
    assert (await asked("total-counts", records))["totalIncidents"] == 2
    assert [(row["actId"], row["totalIncidents"]) for row in await asked("heatmap", [])] == [("Call", 2), ("Inner", 2)]
    assert [row["totalInstances"] for row in await asked("incidents-graph", [])] == [2]
    rows = await asked("incidents-table", [], minResults=0, maxResults=10)
    assert [row["activityId"] for row in rows] == ["Call", "Inner", "Inner", "Call"]
    assert (rows[0]["failedActivityId"], rows[0]["failedActivity"], rows[0]["activity"]) == ("Inner", "The inner one", "Call")


async def test_each_state_has_its_count_and_an_untold_one_goes_by_its_end(asked: Asked) -> None:
    ended = Instant(AT + SECOND)
    records = [
        *BASE,
        *(incident(f"open{number}", "x", "A") for number in range(3)),
        *(incident(f"done{number}", "x", "A", state=IncidentState.RESOLVED, ended_at=ended) for number in range(2)),
        incident("gone", "x", "A", state=IncidentState.DELETED, ended_at=ended),
        incident("untold", "x", "A", state=None),
        incident("untold and over", "x", "A", state=None, ended_at=ended),
    ]
    [row] = await asked("heatmap", records)
    assert row == {
        "actId": "A",
        "activeIncidents": 4,
        "completedIncidents": 3,
        "canceledIncidents": 1,
        "totalIncidents": 8,
        "instanceCount": 0,
    }


async def test_models_of_one_key_are_added_up(asked: Asked) -> None:
    records = [
        *BASE,
        *deployed("b/p", 1),
        *deployed("b/p", 3),
        *deployed("c", 1, key="p"),
        *deployed("d/p", 1, key="q"),
        *(instance(own, model, 1) for own, model in (("y", "b/p"), ("z", "c"), ("w", "d/p"))),
        *(incident(f"i{own}", own, "A", AT + ord(own)) for own in "xyzw"),
        *(task(f"t{own}", own, "A", type_="errorStartEvent") for own in "xyzw"),
    ]
    assert await asked("total-counts", records) == {"totalIncidents": 3, "totalExceptions": 3}
    [row] = await asked("heatmap", [])
    assert (row["totalIncidents"], row["instanceCount"]) == (3, 3)
    assert [row["totalInstances"] for row in await asked("incidents-graph", [])] == [3]
    rows = await asked("incidents-table", [], minResults=1, maxResults=9)
    assert [row["procInstId"] for row in rows] == ["y", "x"]


async def test_versions_of_models_of_one_key_are_added_up(licensed: Api, organization: str) -> None:
    twice = ProcessVersion(id="again", at=AT, model_id="a/p", version=1)
    unnumbered = ProcessVersion(id="unnumbered", at=AT, model_id="a/p")
    records = [
        *BASE,
        twice,
        unnumbered,
        *deployed("b/p", 1),
        *deployed("b/p", 3),
        instance("y", "b/p", 1),
        instance("n", "a/p", None),
    ]
    await write(licensed.database, organization, [*records, incident("i", "y", "A"), incident("j", "n", "A")])
    body = (await licensed.get("/incidents/incident-version-graph", processKey="p")).json()
    assert [tuple(row.values()) for row in body] == [(1, 2, 1, 0), (3, 0, 0, 0)]


async def test_what_has_no_activity_or_time_has_no_row(asked: Asked) -> None:
    records = [
        *BASE,
        incident("nowhere", "x", None),
        incident("never", "x", "A", None),
        task("unnamed", "x", None),
        task("not started", "x", "B", None),
    ]
    assert await asked("heatmap", records) == []
    assert await asked("total-counts", []) == {"totalIncidents": 1, "totalExceptions": 0}
    [row] = await asked("incidents-graph", [])
    assert row["totalInstances"] == 1
    [row] = await asked("incidents-table", [], minResults=0, maxResults=9)
    assert {row[name] for name in ("activityId", "activity", "failedActivity", "failedActivityId")} == {None}


async def test_both_ends_of_the_window_belong_to_it(asked: Asked) -> None:
    times = (AT - 1, AT, AT + 1, AT + DAY - 1, AT + DAY, AT + DAY + 1)
    records = [*BASE, *(incident(f"i{number}", "x", "A", time) for number, time in enumerate(times))]
    records += [task(f"t{number}", "x", "A", time, "errorStartEvent") for number, time in enumerate(times)]
    assert (await asked("total-counts", records))["totalIncidents"] == 6
    for window, expected in (
        ({"startDate": "2026-01-01T00:00:00Z"}, 5),
        ({"startDate": "2026-01-01"}, 5),
        ({"startDate": "2026-01-01T00:00:00.000001Z"}, 4),
        ({"startDate": "2026-01-01T01:00:00+01:00"}, 5),
        ({"startDate": "2026-01-01T00:00:00"}, 5),
        ({"endDate": "2026-01-01"}, 4),
        ({"endDate": "2026-01-02T00:00:00Z"}, 5),
        ({"endDate": "2026-01-01T00:00:00Z"}, 2),
        ({"startDate": "2026-01-01", "endDate": "2026-01-01"}, 3),
        ({"startDate": "2026-01-02", "endDate": "2026-01-01"}, 0),
        ({"startDate": "2026-01-01T00:00:00Z", "endDate": "2026-01-01T00:00:00Z"}, 1),
    ):
        assert await asked("total-counts", [], **window) == {"totalIncidents": expected, "totalExceptions": expected}, window
        table = await asked("incidents-table", [], minResults=0, maxResults=9, **window)
        assert len(table) == expected, window
        heat = await asked("heatmap", [], **window)
        assert [row["instanceCount"] for row in heat] == ([expected] if expected else []), window


async def test_days_are_of_utc_and_types_apart(asked: Asked) -> None:
    records = [
        *BASE,
        incident("i1", "x", "A", AT + DAY - 1, type="b"),
        incident("i2", "x", "A", AT + DAY, type="a"),
        incident("i3", "x", "A", AT + DAY, type=None),
        incident("i4", "x", "A", AT, type="b"),
        incident("i5", "x", "A", AT, type="a"),
    ]
    rows = await asked("incidents-graph", records)
    day = AT // 1000
    assert [(row["date"] - day, row["incidentType"], row["totalInstances"]) for row in rows] == [
        (0, "a", 1),
        (0, "b", 2),
        (86_400_000, "a", 1),
        (86_400_000, None, 1),
    ]


async def test_a_long_table_is_whole(licensed: Api, organization: str) -> None:
    count = 2400
    rows = [incident(f"i{number:04}", f"x{number:04}", "A", AT + number // 3) for number in range(count)]
    instances = [instance(f"x{number:04}", "a/p", 1) for number in range(count)]
    await write(licensed.database, organization, [*deployed("a/p", 1), *instances, *rows])
    names = [f"x{number:04}" for number in reversed(range(count))]
    for least, most in [(0, 2), (0, 1000), (0, 1001), (1, 2001), (999, 5000), (2300, 2400), (0, 2**31 - 1)]:
        response = await licensed.get("/incidents/incidents-table", **VERSION, minResults=least, maxResults=most)
        assert [row["procInstId"] for row in response.json()] == names[least:most], (least, most)


@pytest.mark.parametrize("key", ["%", "p%", "' OR 1=1 --", "\u00fc", "\U0001f600", '"', "\\", "P", " p", "a/p"])
async def test_a_key_is_taken_as_it_is(licensed: Api, organization: str, key: str) -> None:
    await write(licensed.database, organization, [*BASE, incident("i", "x", "A")])
    response = await licensed.get("/incidents/total-counts", **{**VERSION, "processKey": key})
    assert (response.status_code, response.json()) == (200, None)
    await write(licensed.database, organization, [*deployed("odd", 1, key=key)])
    response = await licensed.get("/incidents/total-counts", **{**VERSION, "processKey": key})
    assert response.json() == {"totalIncidents": 0, "totalExceptions": 0}


async def test_more_groups_than_can_be_answered_are_refused_not_cut(licensed: Api, organization: str) -> None:
    kinds = [incident(f"i{number}", "x", "A", AT + number, type=f"type {number}") for number in range(10_000)]
    await write(licensed.database, organization, [*BASE, *kinds[1:]])
    whole = await licensed.get("/incidents/incidents-graph", **VERSION)
    assert len(whole.json()) == 9_999
    await write(licensed.database, organization, kinds[:1])
    cut = await licensed.get("/incidents/incidents-graph", **VERSION)
    assert (cut.status_code, "9999 groups" in cut.json()["message"]) == (500, True)
    assert (await licensed.get("/incidents/total-counts", **VERSION)).json()["totalIncidents"] == 10_000


async def test_a_key_of_very_many_models_is_refused_not_cut(licensed: Api, organization: str) -> None:
    many = [record for number in range(999) for record in deployed(f"m{number}/p", 1)]
    await write(licensed.database, organization, many)
    table = {"minResults": 0, "maxResults": 1}
    assert (await licensed.get("/incidents/total-counts", **VERSION)).json() == {"totalIncidents": 0, "totalExceptions": 0}
    assert (await licensed.get("/incidents/incidents-table", **VERSION, **table)).json() == []
    await write(licensed.database, organization, deployed("one/p", 1))
    for path, query in (("total-counts", {}), ("heatmap", {}), ("incidents-graph", {}), ("incidents-table", table)):
        response = await licensed.get(f"/incidents/{path}", **VERSION, **query)
        assert (response.status_code, "999 process models" in response.json()["message"]) == (500, True), path


async def test_what_names_an_activity_is_counted_at_its_id(asked: Asked) -> None:
    drawn = Activity(id="a", at=AT, model_id="a/p", version=1, element_id="Task_1", name="Pack")
    records = [
        *BASE,
        drawn,
        task("by name", "x", "Pack"),
        task("by id", "x", "Task_1"),
        incident("named", "x", None, activity_name="Pack"),
    ]
    [row] = await asked("heatmap", records)
    assert (row["actId"], row["instanceCount"], row["totalIncidents"]) == ("Task_1", 2, 1)
    [row] = await asked("incidents-table", [], minResults=0, maxResults=10)
    assert row["activityId"] == "Task_1"
