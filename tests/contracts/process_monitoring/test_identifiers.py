"""Identifiers: which there are, and which models each stands for."""

from typing import Any

import pytest

from storage.nouns.process_group import ProcessGroup
from storage.nouns.process_instance import InstanceStatus, ProcessInstance
from storage.nouns.process_model import ProcessModel
from storage.nouns.record import Instant, Record
from storage.writing.writer import write
from tests.contracts.conftest import Api
from tests.contracts.process_monitoring.reckoning import PATH

AT = Instant(1_777_600_000_000_000)
MODELS = ("finance/a", "finance/b/deep", "finance-ops/c", "finance", "fi_ance/d", "top", "odd%name", "50%25")


def _started(own: str, model: str | None) -> ProcessInstance:
    return ProcessInstance(id=own, at=AT, model_id=model, status=InstanceStatus.COMPLETE, started_at=AT)


@pytest.fixture
async def named(api: Api, organization: str) -> Api:
    """One instance of each model, and one whose model is unknown."""
    records: list[Record] = [ProcessModel(id=model, at=AT) for model in MODELS]
    records += [_started(f"i{number}", model) for number, model in enumerate(MODELS)]
    records += [_started("none", None), ProcessGroup(id="empty/group", at=AT, display_name="Nothing yet")]
    await write(api.database, organization, records)
    return api


STANDS_FOR = {
    "finance:a": ["finance/a"],
    "finance:b:deep": ["finance/b/deep"],
    "finance": ["finance", "finance/a"],
    "finance%25": ["finance", "finance/a", "finance/b/deep"],
    "finance%2525": ["finance", "finance/a", "finance/b/deep"],
    "finance:%25": ["finance", "finance/a", "finance/b/deep"],
    "finance:b": ["finance/b/deep"],
    "finance:b%25": ["finance/b/deep"],
    "finance-ops%25": ["finance-ops/c"],
    "fi_ance%25": ["fi_ance/d"],
    "top": ["top"],
    "top%25": ["top"],
    "odd%25name": ["odd%name"],
    "empty:group": [],
    "empty%25": [],
}


async def test_an_identifier_stands_for_models(named: Api) -> None:
    for identifier, models in STANDS_FOR.items():
        body = (await named.post(f"{PATH}/overview/{identifier}", {})).json()
        assert [each["identifier"] for each in body["models"]] == models, identifier
        assert body["total"] == len(models), identifier
        assert [each["total"] for each in body["models"]] == [1] * len(models), identifier


@pytest.mark.parametrize("identifier", ["%25", "%2525"])
async def test_all_takes_what_has_no_model_too(named: Api, identifier: str) -> None:
    body = (await named.post(f"{PATH}/overview/{identifier}", {})).json()
    assert [each["identifier"] for each in body["models"]] == sorted(MODELS)
    assert body["total"] == len(MODELS) + 1
    assert body["identifier"] == "%"


async def test_a_bare_percent_sign_is_taken_as_it_is(named: Api) -> None:
    async with named.client() as client:
        request = client.build_request("POST", "/", json={})
        request.url = request.url.copy_with(raw_path=f"{PATH}/overview/finance%".encode())
        assert (await client.send(request)).json()["total"] == 3


UNKNOWN = (
    "nope", "nope%25", "fi%25", "finance:", "Finance", "finance:a:b", "%25%25x", "a%00b", "%00%25", "%F0%9F", "'",
    "%22", "x" * 5000,
)  # fmt: skip


@pytest.mark.parametrize("path", ["overview/{}", "trends/{}", "models/{}/tasks", "models/{}/x", "errors/{}/summary"])
async def test_an_unknown_identifier_is_not_found(named: Api, path: str) -> None:
    for identifier in UNKNOWN:
        response = await named.post(f"{PATH}/{path.format(identifier)}", {})
        assert (response.status_code, list(response.json())) == (404, ["detail"]), identifier


@pytest.mark.parametrize("part", ["tasks", "duration", "milestones", "Some_Task"])
async def test_model_details_need_a_model(named: Api, part: str) -> None:
    for identifier in ("finance%25", "%25", "empty:group", "finance:b"):
        response = await named.post(f"{PATH}/models/{identifier}/{part}", {})
        assert (response.status_code, response.json()) == (404, {"detail": "There is no process model with this identifier."})


async def test_the_list_has_groups_that_are_only_named(named: Api) -> None:
    found: list[dict[str, Any]] = (await named.get(f"{PATH}/identifiers/list")).json()
    assert [(each["identifier"], each["type"], each["parent"]) for each in found] == [
        ("50%25", "model", None),
        ("empty", "group", None),
        ("empty/group", "group", "empty"),
        ("fi_ance", "group", None),
        ("fi_ance/d", "model", "fi_ance"),
        ("finance", "group", None),
        ("finance", "model", None),
        ("finance-ops", "group", None),
        ("finance-ops/c", "model", "finance-ops"),
        ("finance/a", "model", "finance"),
        ("finance/b", "group", "finance"),
        ("finance/b/deep", "model", "finance/b"),
        ("odd%name", "model", None),
        ("top", "model", None),
    ]
    assert {each["display_name"] for each in found if each["identifier"] == "empty/group"} == {"Nothing yet"}
    assert {each["display_name"] for each in found if each["identifier"] == "top"} == {"top"}


async def test_metadata_keys_are_those_of_the_instances(api: Api, organization: str) -> None:
    told: list[Record] = [
        ProcessInstance(id="1", at=AT, model_id="g/h/m", metadata={"region": "x", "amount": 1}),
        ProcessInstance(id="2", at=AT, model_id="g/n", metadata={"channel": "web", "gone": None}),
        *(ProcessModel(id=model, at=AT) for model in ("g/h/m", "g/n", "g/o")),
    ]
    await write(api.database, organization, told)
    found = (await api.get(f"{PATH}/identifiers/list")).json()
    assert {each["identifier"]: each["metadata_keys"] for each in found} == {
        "g": ["amount", "channel", "region"],
        "g/h": ["amount", "region"],
        "g/h/m": ["amount", "region"],
        "g/n": ["channel"],
        "g/o": [],
    }


async def test_the_list_has_more_than_a_page(api: Api, organization: str) -> None:
    models: list[Record] = [ProcessModel(id=f"many/{number:04}", at=AT) for number in range(2005)]
    await write(api.database, organization, models)
    found = (await api.get(f"{PATH}/identifiers/list")).json()
    assert [each["identifier"] for each in found] == ["many", *(f"many/{number:04}" for number in range(2005))]
    body = (await api.post(f"{PATH}/overview/many%25", {})).json()
    assert len(body["models"]) == 2005


async def test_a_store_without_anything_has_no_identifiers(api: Api) -> None:
    assert (await api.get(f"{PATH}/identifiers/list")).json() == []
    body = (await api.post(f"{PATH}/overview/%25", {})).json()
    assert (body["total"], body["models"], body["duration"]["count"], body["duration"]["p50_seconds"]) == (0, [], 0, None)


async def test_groups_that_hold_each_other_do_no_harm(api: Api, organization: str) -> None:
    round_: list[Record] = [
        ProcessGroup(id="a", at=AT, parent_id="b"), ProcessGroup(id="b", at=AT, parent_id="a"), ProcessModel(id="a/m", at=AT)
    ]  # fmt: skip
    await write(api.database, organization, round_)
    found = (await api.get(f"{PATH}/identifiers/list")).json()
    assert [(each["identifier"], each["parent"]) for each in found] == [("a", "b"), ("a/m", "a"), ("b", "a")]
