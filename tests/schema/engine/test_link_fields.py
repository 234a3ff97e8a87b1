"""Links that find one row of several, and filters across them."""

import json

import pytest

from gateway.graphql.response import respond
from schema.engine.request import Request
from schema.graph import graph_engine
from storage.database.protocol import Database
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.record import Instant
from storage.writing.writer import write
from tests.schema.conftest import ACME, Ask

pytestmark = pytest.mark.anyio


async def test_of_several_deployments_of_one_number_the_lowest_id_is_taken(agree: Ask) -> None:
    await agree("{ processInstances(first: 50) { nodes { id deployment { id } } } }")


async def test_of_several_activities_of_one_element_the_lowest_id_is_taken(agree: Ask) -> None:
    await agree("{ tasks(first: 50) { nodes { id activity { id elementId } } } }")


async def test_the_latest_version_is_one_that_has_a_number(agree: Ask) -> None:
    await agree("{ processModels(first: 50) { nodes { id latestVersion { id version } } } }")


@pytest.mark.parametrize("number", [0, 1, 2, 3, 2**31 - 1])
async def test_a_filter_across_a_link_tests_the_row_that_the_link_finds(agree: Ask, number: int) -> None:
    found = "nodes { id latestVersion { version } }"
    query = f"query($n: Int) {{ processModels(filter: {{latestVersion: {{version: {{eq: $n}}}}}}) {{ {found} }} }}"
    data = await agree(query, n=number)
    assert all(node["latestVersion"]["version"] == number for node in data["processModels"]["nodes"])


async def test_a_filter_across_the_last_milestone_tests_the_last_one_only(agree: Ask) -> None:
    found = "nodes { lastMilestone { reachedAt } }"
    query = f"{{ processInstances(first: 50, filter: {{lastMilestone: {{reachedAt: {{isNull: true}}}}}}) {{ {found} }} }}"
    data = await agree(query)
    assert all(node["lastMilestone"]["reachedAt"] is None for node in data["processInstances"]["nodes"])


async def test_a_link_to_what_has_not_arrived_is_null(ask: Ask) -> None:
    query = (
        "{ incidents(filter: {rootCauseId: {isNull: false}, not: {rootCause: {}}}) { nodes { rootCauseId rootCause { id } } } }"
    )
    nodes = (await ask(query))["data"]["incidents"]["nodes"]
    assert nodes
    assert all(node["rootCauseId"] is not None and node["rootCause"] is None for node in nodes)


async def test_metadata_without_a_name_is_left_out_and_the_higher_id_counts(agree: Ask) -> None:
    await agree(
        '{ processInstances(first: 50) { nodes { metadata a: metadataValue(name: "}") b: metadataValue(name: "größe") } } }'
    )


async def test_a_model_names_the_metadata_of_its_instances(agree: Ask) -> None:
    data = await agree("{ processModels(first: 50) { nodes { modelId metadataKeys } } }")
    assert any(len(node["metadataKeys"]) > 1 for node in data["processModels"]["nodes"])


async def test_metadata_of_instances_whose_ids_hold_slashes_stay_apart(database: Database, organization: str) -> None:
    at = Instant(1)
    told = {"a": {"b/c": "1", "b%2Fc": "2"}, "a/b": {"c": "3"}, "a/b/c": {"x": "4"}}
    await write(database, organization, [ProcessInstance(id=own, at=at, metadata=values) for own, values in told.items()])
    answer = await respond(graph_engine(database), Request("{ processInstances { nodes { instanceId metadata } } }"), ACME)
    nodes = json.loads(answer.body)["data"]["processInstances"]["nodes"]
    assert {node["instanceId"]: node["metadata"] for node in nodes} == told
