"""Models in detail, against SQL written by hand."""

from typing import Any

import pytest

from storage.nouns.activity import Activity
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.process_model import ProcessModel
from storage.nouns.process_version import ProcessVersion
from storage.nouns.record import Instant
from storage.nouns.task import Task, TaskState
from storage.writing.writer import write
from tests.contracts.conftest import Api
from tests.contracts.process_monitoring.reckoning import PATH, assert_duration, assert_histogram

MODEL = "finance/invoice-review"
PLACE = f"{PATH}/models/finance:invoice-review"
WINDOW = {"start": "2026-02-03T04:05:06Z", "end": "2026-03-29"}
SINCE, UNTIL = 1_770_091_506_000_000, 1_774_828_800_000_000
EMEA = "(SELECT instance_id FROM instance_metadata WHERE org_id = 'acme' AND name = 'region' AND value = 'EMEA')"
FILTERS = [([], ""), ([{"name": "region", "value": "EMEA"}], EMEA)]


def of(noun: str, columns: str, time: str, emea: str, own: str = "instance_id") -> str:
    """SQL for the rows of the model in the window."""
    more = f"AND {own} IN {emea}" if emea else ""
    window = f"{time} >= {SINCE} AND {time} < {UNTIL}"
    return f"SELECT {columns} FROM {noun} WHERE org_id = 'acme' AND model_id = '{MODEL}' AND {window} {more}"


async def asked(api: Api, part: str, metadata: list[Any]) -> Any:
    """The answer about the model."""
    response = await api.post(f"{PLACE}/{part}", {**WINDOW, "metadata": metadata})
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize(("metadata", "emea"), FILTERS, ids=["all", "metadata"])
async def test_the_tasks_of_a_model(filled: Api, metadata: list[Any], emea: str) -> None:
    sql = of("task", "task_spec, name, type, state, ended_at - started_at", "started_at", emea)
    rows = [tuple(row) for row in await filled.database.rows(sql)]
    body = await asked(filled, "tasks", metadata)
    counts = {spec: sum(row[0] == spec for row in rows) for spec in {row[0] for row in rows}}
    assert [(each["task_spec"], each["count"]) for each in body] == sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    assert len(body) > 3
    for each in body:
        own = [row for row in rows if row[0] == each["task_spec"]]
        assert (each["bpmn_name"], each["task_type"]) in {row[1:3] for row in own}
        states = [row[3] for row in own]
        assert each["completed"] == states.count("COMPLETED")
        assert each["errored"] == states.count("ERROR")
        assert each["cancelled"] == states.count("CANCELLED")
        assert each["active"] == sum(state in ("FUTURE", "WAITING", "READY", "STARTED") for state in states)
        assert_duration(each["duration"], [row[4] for row in own])


@pytest.mark.parametrize(("metadata", "emea"), FILTERS, ids=["all", "metadata"])
async def test_the_duration_of_a_model(filled: Api, metadata: list[Any], emea: str) -> None:
    rows = await filled.database.rows(of("process_instance", "ended_at - started_at", "started_at", emea, "id"))
    took = [row[0] for row in rows]
    body = await asked(filled, "duration", metadata)
    assert list(body) == ["identifier", "duration", "histogram"]
    assert body["identifier"] == MODEL
    assert_duration(body["duration"], took)
    assert_histogram(body["histogram"], took)


GAPS = """
SELECT name, gap, instance_id, reached_at FROM (
    SELECT name, instance_id, model_id, reached_at, reached_at - coalesce(
        lag(reached_at) OVER (PARTITION BY instance_id ORDER BY reached_at, id),
        (SELECT started_at FROM process_instance WHERE org_id = 'acme' AND id = milestone.instance_id)
    ) AS gap FROM milestone WHERE org_id = 'acme' AND reached_at IS NOT NULL
) AS each_ WHERE model_id = '{model}' AND reached_at >= {since} AND reached_at < {until} {more}
"""


@pytest.mark.parametrize(("metadata", "emea"), FILTERS, ids=["all", "metadata"])
async def test_the_milestones_of_a_model(filled: Api, metadata: list[Any], emea: str) -> None:
    more = f"AND instance_id IN {emea}" if emea else ""
    rows = await filled.database.rows(GAPS.format(model=MODEL, since=SINCE, until=UNTIL, more=more))
    gaps: dict[str, list[int]] = {}
    for name, gap, *_ in rows:
        gaps.setdefault(name, []).append(gap)
    body = await asked(filled, "milestones", metadata)
    assert [(each["milestone"], each["count"]) for each in body] == sorted(
        ((name, len(each)) for name, each in gaps.items()), key=lambda each: (-each[1], each[0])
    )
    assert len(body) > 1
    for each in body:
        assert_duration(each["duration"], gaps[each["milestone"]])
        assert_histogram(each["histogram"], gaps[each["milestone"]])


@pytest.mark.parametrize(("metadata", "emea"), FILTERS, ids=["all", "metadata"])
async def test_one_task_of_a_model(filled: Api, metadata: list[Any], emea: str) -> None:
    rows = await filled.database.rows(of("task", "task_spec, name, ended_at - started_at", "started_at", emea))
    for spec in {row[0] for row in rows}:
        body = await asked(filled, spec, metadata)
        assert list(body) == ["identifier", "task_spec", "bpmn_name", "duration", "histogram"]
        assert (body["identifier"], body["task_spec"]) == (MODEL, spec)
        assert body["bpmn_name"] in {row[1] for row in rows if row[0] == spec}
        assert_duration(body["duration"], [row[2] for row in rows if row[0] == spec])
        assert_histogram(body["histogram"], [row[2] for row in rows if row[0] == spec])


async def test_a_task_that_the_model_never_had_is_not_found(filled: Api) -> None:
    for spec in ("nope", "Activity_", "%25", "a%00b", "task%20s", "x" * 3000):
        response = await filled.post(f"{PLACE}/{spec}", {})
        assert (response.status_code, list(response.json())) == (404, ["detail"]), spec


async def test_a_task_outside_the_window_is_known_and_has_no_duration(filled: Api) -> None:
    response = await filled.post(f"{PLACE}/Activity_CaptureInvoice", {"end": "1999-12-31"})
    assert response.status_code == 200
    assert response.json()["bpmn_name"] == "Capture invoice"
    assert_duration(response.json()["duration"], [])
    assert response.json()["histogram"] == []


AT = Instant(1_777_600_000_000_000)


async def test_a_task_that_is_drawn_and_never_began_is_known(api: Api, organization: str) -> None:
    drawn = Activity(id="a", at=AT, model_id="m", version=3, element_id="Gone", name="Never done")
    model = [ProcessModel(id="m", at=AT), ProcessVersion(id="m:3", at=AT, model_id="m", version=3), drawn]
    await write(api.database, organization, model)
    body = (await api.post(f"{PATH}/models/m/Gone", {})).json()
    assert (body["bpmn_name"], body["duration"]["count"]) == ("Never done", 0)
    assert (await api.post(f"{PATH}/models/m/Other", {})).status_code == 404
    assert (await api.post(f"{PATH}/models/m/tasks", {})).json() == []
    assert (await api.post(f"{PATH}/models/m/milestones", {})).json() == []
    assert (await api.post(f"{PATH}/models/m/duration", {})).json()["histogram"] == []


async def test_a_task_is_called_what_most_of_them_are_called(api: Api, organization: str) -> None:
    names = ["Check", "Check it", "Check it", None]
    tasks = [
        Task(id=str(number), instance_id="i", task_spec="T", name=name, state=TaskState.READY, started_at=AT)
        for number, name in enumerate(names)
    ]
    without = Task(id="x", instance_id="i", state=None, started_at=AT)
    await write(
        api.database, organization, [ProcessModel(id="m", at=AT), ProcessInstance(id="i", at=AT, model_id="m"), *tasks, without]
    )
    first, second = (await api.post(f"{PATH}/models/m/tasks", {})).json()
    assert (first["task_spec"], first["bpmn_name"], first["count"], first["active"]) == ("T", "Check it", 4, 4)
    assert (second["task_spec"], second["bpmn_name"], second["count"], second["active"]) == (None, None, 1, 0)


async def test_tasks_of_a_log_without_ids_are_those_of_the_activity_with_their_name(api: Api, organization: str) -> None:
    drawn = [
        Activity(id=f"a{n}", at=AT, model_id="m", version=1, element_id=f"E{n}", name=name)
        for n, name in enumerate(("Pack", "Twin", "Twin"))
    ]
    model = [ProcessModel(id="m", at=AT), ProcessVersion(id="m:1", at=AT, model_id="m", version=1), *drawn]
    names = ("Pack", "Pack", "Twin")
    tasks = [Task(id=str(n), instance_id="i", task_spec=name, name=name, started_at=AT) for n, name in enumerate(names)]
    by_id = Task(id="x", instance_id="i", task_spec="E0", name="Pack goods", started_at=AT)
    await write(api.database, organization, [*model, ProcessInstance(id="i", at=AT, model_id="m", version=1), *tasks, by_id])
    summary = (await api.post(f"{PATH}/models/m/tasks", {})).json()
    assert [(each["task_spec"], each["count"]) for each in summary] == [("E0", 3), ("Twin", 1)]
    assert (await api.post(f"{PATH}/models/m/E0", {})).status_code == 200
    rows = (await api.post(f"{PATH}/tasks/m", {})).json()["results"]
    assert sorted(row["task_spec"] for row in rows) == ["E0", "E0", "E0", "Twin"]
