"""Activities and the tasks and incidents that refer to them by id or by name, as an independent reference finds them."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from gateway.graphql.response import respond
from schema.engine.request import Request
from schema.graph import graph_engine, sdl
from storage.database.protocol import Database
from storage.nouns.activity import Activity
from storage.nouns.incident import Incident
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.process_model import ProcessModel
from storage.nouns.process_version import ProcessVersion
from storage.nouns.record import Instant, Record
from storage.nouns.task import Task
from storage.rollup.building import build
from storage.writing.writer import write
from tests.schema.conftest import ACME
from tests.schema.reference_answers import Reference
from tests.schema.reference_rows import world_of

pytestmark = pytest.mark.anyio

NOON = 1_777_636_800_000_000
AT = Instant(NOON)
HOUR = 3_600_000_000

REFERENCES = """{
  nodes(ids: ["Activity:a0", "Activity:a1", "Activity:a2", "Activity:a3", "Activity:a4", "Activity:a5", "Activity:a6"]) {
    ... on Activity {
      id
      tasks(first: 100, orderBy: ID_ASC) { totalCount nodes { id } }
      incidents(first: 100, orderBy: ID_ASC) { nodes { id } }
      stats { count groupBy(by: STATE) { key count } }
    }
  }
  tasks(first: 100, orderBy: ID_ASC) { nodes { id elementId activity { id elementId name } } }
  incidents(first: 100, orderBy: ID_ASC) { nodes { id elementId } }
  executed: tasks(first: 100, filter: {activity: {type: {eq: "userTask"}}}, orderBy: ID_ASC) { nodes { id } }
  processModels(orderBy: ID_ASC) { nodes { id versions(orderBy: ID_ASC) { nodes { id
    activities(filter: {tasks: {state: {eq: COMPLETED}}}, orderBy: ID_ASC) { nodes { id } }
  } } } }
  byElement: tasks(first: 0, filter: {elementId: {in: ["e0", "e1"]}}) {
    totalCount stats { groupBy(by: [ELEMENT_ID, STATE]) { keys count } }
  }
  failing: incidents(first: 0) { stats { groupBy(by: [ELEMENT_ID, VERSION]) { keys count } } }
}"""


def generated(seed: int) -> Iterator[Record]:
    """Few models, versions, ids and names, so that all that can meet does."""
    chance = random.Random(seed)
    models, versions, ids, names = ("m", "n"), (1, 1, 2, None), ("e0", "e1", "e2", "Pack", None), ("Pack", "Send", "Pay", None)
    for model in models:
        yield ProcessModel(id=model, at=AT)
        yield from (ProcessVersion(id=f"{model}{number}", at=AT, model_id=model, version=number) for number in (1, 2))
    for number in range(chance.randrange(2, 8)):
        types = ("userTask", None)
        drawn: dict[str, Any] = {"element_id": chance.choice(ids), "name": chance.choice(names), "type": chance.choice(types)}
        yield Activity(id=f"a{number}", at=AT, model_id=chance.choice(models), version=chance.choice(versions), **drawn)
    for number in range(6):
        model = chance.choice((*models, None))
        yield ProcessInstance(id=f"i{number}", at=AT, model_id=model, version=chance.choice(versions))
    for number in range(25):
        instance = f"i{chance.randrange(7)}"
        spec, name = chance.choice((*ids, "Send", "Pay")), chance.choice((*names, "e1"))
        at = Instant(NOON + number * HOUR)
        state = chance.choice(("COMPLETED", "STARTED"))
        yield Task(id=f"t{number}", at=AT, instance_id=instance, task_spec=spec, name=name, state=state, started_at=at)
        yield Incident(id=f"x{number}", at=AT, instance_id=instance, activity_id=spec, activity_name=name, created_at=at)


@pytest.mark.parametrize("seed", range(4))
async def test_activities_and_what_refers_to_them_meet_in_both_directions(
    database: Database, organization: str, seed: int
) -> None:
    records = list(generated(seed))
    random.Random(-seed).shuffle(records)
    for start in range(0, len(records), 12):
        await write(database, organization, records[start : start + 12])
    for _ in range(2):  # from rows, then from roll-ups
        reference = Reference(sdl(), await world_of(database, organization, NOON))
        answer = json.loads((await respond(graph_engine(database), Request(REFERENCES), ACME)).body)
        assert "errors" not in answer, answer["errors"]
        assert answer["data"] == reference.answer(REFERENCES, {}).data
        await build(database, organization)
