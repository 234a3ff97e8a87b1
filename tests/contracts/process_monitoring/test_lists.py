"""Lists: their rows by SQL written by hand, their pages, and that they agree with figures and exports."""

import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gateway.rest.process_monitoring import index_choice
from storage.nouns.incident import Incident
from storage.nouns.milestone import Milestone
from storage.nouns.process_instance import InstanceStatus, ProcessInstance
from storage.nouns.process_model import ProcessModel
from storage.nouns.record import Instant
from storage.nouns.task import Task
from storage.writing.writer import write
from tests.contracts.conftest import OTHER, UNTIL, Api, rest_over
from tests.contracts.process_monitoring.archive import opened
from tests.contracts.process_monitoring.reckoning import PATH

ORG = "acme"
LISTS = ("instances/{}", "tasks/{}", "milestones/{}", "errors/{}/detail")
IDENTIFIERS = ("%25", "finance%25", "finance", "finance:invoice-review", "finance:payables%25", "hr:onboarding", "hr%25")
SCOPE = {
    "%25": "1 = 1",
    "finance%25": "(x.model_id = 'finance' OR x.model_id LIKE 'finance/%')",
    "finance": "x.model_id IN ('finance/expense-claim', 'finance/invoice-review')",
    "finance:invoice-review": "x.model_id = 'finance/invoice-review'",
    "finance:payables%25": "x.model_id LIKE 'finance/payables/%'",
    "hr:onboarding": "x.model_id = 'hr/onboarding'",
    "hr%25": "x.model_id LIKE 'hr/%'",
}


def text(micros: int | None) -> str | None:
    """RFC 3339 of microseconds since 1970."""
    if micros is None:
        return None
    moment = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)).isoformat().removesuffix("+00:00")
    return f"{moment.rstrip('0')}Z" if "." in moment else f"{moment}Z"


def seconds(start: int | None, end: int | None) -> float | None:
    """Seconds between two times."""
    return None if start is None or end is None else (end - start) / 1e6


async def every(api: Api, path: str, body: Any, per_page: int = 1000) -> list[dict[str, Any]]:
    """All rows of a list, page by page; what is said of the pages has to fit."""
    found: list[dict[str, Any]] = []
    page = 1
    while True:
        answer = await api.post(f"{PATH}/{path}", body, page=page, per_page=per_page)
        assert answer.status_code == 200, answer.text
        told, rows = answer.json()["pagination"], answer.json()["results"]
        found += rows
        assert told["count"] == len(rows)
        assert told["pages"] == -(-told["total"] // per_page)
        assert len(rows) == min(per_page, max(0, told["total"] - per_page * (page - 1)))
        if page >= told["pages"]:
            assert len(found) == told["total"]
            return found
        page += 1


async def rows_of(api: Api, identifier: str, since: int, until: int) -> list[dict[str, Any]]:
    """The instances of an identifier in a window, by SQL."""
    instances = await api.database.rows(
        "SELECT id, model_id, status, started_at, ended_at, initiator FROM process_instance x "
        f"WHERE x.org_id = '{ORG}' AND {SCOPE[identifier]} AND started_at >= {since} AND started_at < {until} "
        "ORDER BY started_at DESC, id DESC"
    )
    metadata: dict[str, dict[str, str]] = {}
    for instance, name, value in await api.database.rows(
        f"SELECT instance_id, name, value FROM instance_metadata WHERE org_id = '{ORG}' AND value IS NOT NULL ORDER BY id"
    ):
        metadata.setdefault(instance, {})[name] = value
    reached = await api.database.rows(f"SELECT instance_id, name FROM milestone WHERE org_id = '{ORG}' ORDER BY reached_at, id")
    last: dict[str, str] = dict(reached)
    return [
        {
            "process_instance_id": own,
            "process_model_identifier": model,
            "status": status.lower(),
            "start": text(start),
            "end": text(end),
            "duration_seconds": seconds(start, end),
            "last_milestone_bpmn_name": last.get(own),
            "process_initiator_username": initiator,
            "metadata": metadata.get(own, {}),
        }
        for own, model, status, start, end, initiator in instances
    ]


@pytest.mark.parametrize("identifier", IDENTIFIERS)
async def test_instances_are_those_of_sql(filled: Api, identifier: str) -> None:
    since, until = UNTIL - 40 * 86_400_000_000, UNTIL - 86_400_000_000 + 1
    body = {"start": text(since), "end": text(until - 1)}
    assert await every(filled, f"instances/{identifier}", body, 17) == await rows_of(filled, identifier, since, until)


@pytest.mark.parametrize("identifier", ["%25", "finance%25", "hr:onboarding"])
async def test_tasks_are_those_of_sql(filled: Api, identifier: str) -> None:
    found = await filled.database.rows(
        "SELECT id, instance_id, model_id, task_spec, name, type, state, started_at, ended_at, username FROM task x "
        f"WHERE org_id = '{ORG}' AND {SCOPE[identifier]} ORDER BY coalesce(started_at, -1) DESC, id DESC"
    )
    names = ("task_id", "process_instance_id", "process_model_identifier", "task_spec", "bpmn_name", "task_type", "state")
    assert await every(filled, f"tasks/{identifier}", {}) == [
        {
            **dict(zip(names, row, strict=False)),
            "start": text(row[7]),
            "end": text(row[8]),
            "duration_seconds": seconds(row[7], row[8]),
            "username": row[9],
        }
        for row in found
    ]


async def test_milestones_are_those_of_sql(filled: Api) -> None:
    starts: dict[str, int] = dict(
        await filled.database.rows(f"SELECT id, started_at FROM process_instance WHERE org_id = '{ORG}'")
    )
    expected, before = [], dict(starts)
    for own, instance, model, name, spec, reached in await filled.database.rows(
        "SELECT id, instance_id, model_id, name, task_spec, reached_at FROM milestone "
        f"WHERE org_id = '{ORG}' ORDER BY reached_at, id"
    ):
        values = (instance, model, name, spec, text(reached), seconds(before[instance], reached))
        expected.append((reached, own, values))
        before[instance] = reached
    rows = [tuple(row.values()) for row in await every(filled, "milestones/%25", {})]
    assert rows == [values for *_, values in sorted(expected, key=lambda each: each[:2], reverse=True)]


async def test_errors_are_those_of_sql(filled: Api) -> None:
    found = await filled.database.rows(
        "SELECT instance_id, model_id, task_id, activity_id, activity_name, created_at, message, trace, line_number, "
        f"line_offset, line_content FROM incident WHERE org_id = '{ORG}' ORDER BY created_at DESC, id DESC"
    )
    rows = [tuple(row.values()) for row in await every(filled, "errors/%25/detail", {}, 5)]
    assert rows == [(*row[:5], text(row[5]), *row[6:]) for row in found]
    assert rows


def question(chance: random.Random) -> dict[str, Any]:
    """A window, open or closed, exact or by the day, and tests of metadata."""
    body: dict[str, Any] = {}
    days = sorted(chance.sample(range(91), 2))
    start, end = (UNTIL - (90 - day) * 86_400_000_000 + chance.choice((0, 0, 1, 43_200_000_001)) for day in days)
    if chance.random() < 0.7:
        body["start"] = text(start)
    if chance.random() < 0.7:
        body["end"] = chance.choice((text(end), (text(end) or "")[:10]))
    tests = [
        {"name": "region", "type": "text", "value": chance.choice(("EMEA", "AMER", "nowhere"))},
        {"name": "channel", "value": "edi"},
        {"name": "amount", "type": "float", "value": 1000.04},
    ]
    if chance.random() < 0.5:
        body["metadata"] = chance.sample(tests, chance.choice((0, 1, 1, 2)))
    return body


@pytest.mark.parametrize("seed", range(12))
async def test_lists_counts_charts_and_exports_agree(filled: Api, seed: int) -> None:
    chance = random.Random(seed)
    identifier, body = chance.choice(IDENTIFIERS), question(chance)
    instances = await every(filled, f"instances/{identifier}", body, chance.choice((7, 100, 1000)))
    tasks = await every(filled, f"tasks/{identifier}", body)
    overview = (await filled.post(f"{PATH}/overview/{identifier}", body)).json()
    assert overview["total"] == len(instances)
    assert overview["completed"] == sum(row["status"] == "complete" for row in instances)
    assert sum(model["total"] for model in overview["models"]) == len(instances)
    trends = (await filled.post(f"{PATH}/trends/{identifier}", body, bucket="1d")).json()
    assert sum(point["started"] for point in trends["series"]) == len(instances)
    files = opened(await filled.post(f"{PATH}/export/{identifier}", body))
    assert [row[0] for row in files["instances.csv"][1:]] == [row["process_instance_id"] for row in instances]
    assert [row[0] for row in files["tasks.csv"][1:]] == [row["task_id"] for row in tasks]
    keys = sorted({f"metadata.{key}" for row in instances for key in row["metadata"]})
    assert files["instances.csv"][0][8:] == keys


@pytest.mark.parametrize("identifier", ["finance", "finance%25"])
async def test_as_much_as_may_be_asked_is_answered(filled: Api, identifier: str) -> None:
    body = {"start": "2026-01-01", "end": "2026-12-31", "metadata": [{"name": "channel", "value": "edi"}] * 20}
    few = {**body, "metadata": body["metadata"][:1]}
    for path in LISTS:
        where = f"{PATH}/{path.format(identifier)}"
        assert (await filled.post(where, body)).json() == (await filled.post(where, few)).json()
    where = f"{PATH}/export/{identifier}"
    assert opened(await filled.post(where, body)) == opened(await filled.post(where, few))


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("identifier", ["finance", "finance%25", "hr%25", "hr"])
async def test_rows_are_the_same_by_whichever_way_they_are_found(
    filled: Api, path: str, identifier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = {"start": "2026-02-01", "metadata": [{"name": "region", "value": "EMEA"}]}
    gathered = (await filled.post(f"{PATH}/{path.format(identifier)}", body, per_page=50)).json()
    monkeypatch.setattr(index_choice, "FEW_ROWS", 0)
    assert (await filled.post(f"{PATH}/{path.format(identifier)}", body, per_page=50)).json() == gathered
    assert "errors" in path or gathered["results"]


@pytest.mark.parametrize("path", LISTS)
async def test_a_page_past_the_end_is_empty_and_has_the_totals(filled: Api, path: str) -> None:
    whole = (await filled.post(f"{PATH}/{path.format('%25')}", {}, per_page=1)).json()["pagination"]
    assert whole["total"] == whole["pages"] > 0
    for page in (whole["pages"] + 1, 10**9, 10**30):
        answer = (await filled.post(f"{PATH}/{path.format('%25')}", {}, page=page, per_page=1)).json()
        assert answer == {"results": [], "pagination": {**whole, "count": 0}}
    nothing = (await filled.post(f"{PATH}/{path.format('hr:onboarding')}", {"start": "2030-01-01"})).json()
    assert nothing == {"results": [], "pagination": {"count": 0, "total": 0, "pages": 0}}


@pytest.mark.parametrize("path", LISTS)
async def test_pages_are_validated(filled: Api, path: str) -> None:
    where = f"{PATH}/{path.format('%25')}"
    for name, value in (
        ("page", 0),
        ("page", -1),
        ("page", "x"),
        ("page", ""),
        ("page", 1.5),
        ("per_page", 0),
        ("per_page", 1001),
    ):
        answer = await filled.post(where, {}, **{name: value})
        assert (answer.status_code, answer.json()["detail"][0]["loc"]) == (422, ["query", name])
    assert (await filled.post(where, {}, offset=3)).status_code == 422
    assert (await filled.post(where, {}, per_page=1000, page=2)).status_code == 200
    assert (await filled.post(f"{PATH}/{path.format('nowhere')}", {})).status_code == 404
    assert len((await filled.post(where, {}, per_page=100)).json()["results"]) == len(
        (await filled.post(where, {})).json()["results"]
    )


async def test_of_rows_that_arrive_between_pages_none_hides_another(api: Api, organization: str) -> None:
    at = Instant(1_777_600_000_000_000)
    own = [ProcessInstance(id=f"i{number:02}", at=at, model_id="m", started_at=Instant(at + number % 3)) for number in range(20)]
    await write(api.database, organization, [ProcessModel(id="m", at=at), *own])
    seen: list[str] = []
    for page in range(1, 30):
        answer = await api.post(f"{PATH}/instances/m", {}, page=page, per_page=3)
        seen += [row["process_instance_id"] for row in answer.json()["results"]]
        new = ProcessInstance(id=f"new{page}", at=at, model_id="m", started_at=Instant(at + 100 + page))
        await write(api.database, organization, [new] if page < 5 else [])
    assert {each.id for each in own} <= set(seen)
    closed = await every(api, "instances/m", {"end": text(at + 10)}, 3)
    assert [row["process_instance_id"] for row in closed] == sorted(
        (each.id for each in own), key=lambda own_id: (int(own_id[1:]) % 3, own_id), reverse=True
    )


async def test_rows_about_which_little_is_known(api: Api, organization: str) -> None:
    """Null in every field that may be null; a cleared value is not in the metadata; the failed activity goes before."""
    at = Instant(1_777_600_000_000_000)
    await write(api.database, organization, [
        ProcessModel(id="m", at=at),
        ProcessInstance(id="i", at=at, model_id="m", metadata={"gone": None, "n": 1, "b": True, "long": "x" * 300}),
        Task(id="t", at=at, instance_id="i"),
        Milestone(id="s", at=at, instance_id="i", reached_at=at),
        Incident(id="e", at=at, instance_id="i", activity_id="Call", activity_name="Call it", failed_activity_id="Inner",
                 created_at=at),
    ])  # fmt: skip
    found = {path: (await api.post(f"{PATH}/{path.format('m')}", {})).json()["results"][0] for path in LISTS}
    instance = found["instances/{}"]
    assert instance.pop("metadata") == {"b": "true", "long": "x" * 255, "n": "1"}
    assert {name: value for name, value in instance.items() if value is not None} == {
        "process_instance_id": "i", "process_model_identifier": "m"
    }  # fmt: skip
    assert [value for value in found["tasks/{}"].values() if value is not None] == ["t", "i", "m"]
    assert found["milestones/{}"]["reached_at"] == text(at)
    assert found["milestones/{}"]["duration_seconds"] is None
    assert (found["errors/{}/detail"]["task_spec"], found["errors/{}/detail"]["bpmn_name"]) == ("Inner", None)
    assert list(found["errors/{}/detail"])[:5] == [
        "process_instance_id", "process_model_identifier", "task_id", "task_spec", "bpmn_name"
    ]  # fmt: skip


@pytest.mark.parametrize("status", InstanceStatus)
async def test_statuses_are_spelled_as_the_product_does(api: Api, organization: str, status: InstanceStatus) -> None:
    at = Instant(1_777_600_000_000_000)
    await write(
        api.database, organization, [ProcessInstance(id="i", at=at, model_id="m", status=status), ProcessModel(id="m", at=at)]
    )
    row = (await api.post(f"{PATH}/instances/m", {})).json()["results"][0]
    assert row["status"] == status.value.lower()


async def test_windows_hold_both_their_ends(api: Api, organization: str) -> None:
    noon = Instant.of(datetime(2026, 5, 4, 12, tzinfo=UTC))
    times = {"before": noon - 1, "first": noon, "last": noon + 3_600_000_000, "after": noon + 3_600_000_001}
    records = [ProcessInstance(id=own, at=noon, model_id="m", started_at=Instant(time)) for own, time in times.items()]
    await write(api.database, organization, [ProcessModel(id="m", at=noon), *records])
    answer = await api.post(f"{PATH}/instances/m", {"start": "2026-05-04T12:00:00Z", "end": "2026-05-04T15:00:00+02:00"})
    assert [row["process_instance_id"] for row in answer.json()["results"]] == ["last", "first"]
    day = await every(api, "instances/m", {"start": "2026-05-04", "end": "2026-05-04"})
    assert len(day) == 4


@pytest.mark.parametrize("path", [*LISTS, "export/{}"])
async def test_no_list_shows_another_organization(filled: Api, path: str) -> None:
    other = await rest_over(filled.database, OTHER)
    mine, theirs = [await each.post(f"{PATH}/{path.format('%25')}", {}, **({} if "export" in path else {"per_page": 1000}))
                    for each in (filled, other)]  # fmt: skip
    assert (mine.status_code, theirs.status_code) == (200, 200)
    if "export" in path:
        ids = [{row[0] for row in opened(each)["tasks.csv"][1:]} for each in (mine, theirs)]
    else:
        ids = [{json.dumps(row) for row in each.json()["results"]} for each in (mine, theirs)]
    assert ids[0]
    assert ids[1]
    assert not ids[0] & ids[1] or "export" in path
