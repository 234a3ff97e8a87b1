"""OCEL 2.0 JSON: one type of object is the case."""

import json
from typing import Any

import pytest

from storage.errors import BadUserInput
from storage.nouns.instance_metadata import InstanceMetadata
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.task import Task
from tests.storage.ingest.conftest import Read, complaints, micros, notices, records_of

LOG: dict[str, Any] = {
    "objectTypes": [{"name": "order", "attributes": []}, {"name": "item", "attributes": []}],
    "eventTypes": [{"name": "Place order", "attributes": []}, {"name": "Ship", "attributes": []}],
    "objects": [
        {
            "id": "o1",
            "type": "order",
            "attributes": [
                {"name": "price", "time": "1970-01-01T00:00:00Z", "value": 10},
                {"name": "price", "time": "2026-05-03T00:00:00Z", "value": 12},
            ],
        },
        {"id": "o2", "type": "order"},
        {"id": "i1", "type": "item"},
    ],
    "events": [
        {
            "id": "e1",
            "type": "Place order",
            "time": "2026-05-01T10:00:00Z",
            "attributes": [{"name": "resource", "value": "Ann"}, {"name": "weight", "value": 2.5}],
            "relationships": [{"objectId": "o1", "qualifier": "order"}, {"objectId": "i1", "qualifier": "item"}],
        },
        {
            "id": "e2",
            "type": "Ship",
            "time": "2026-05-02T10:00:00Z",
            "relationships": [{"objectId": "o1", "qualifier": "a"}, {"objectId": "o2", "qualifier": "b"}],
        },
    ],
}


def test_an_event_is_a_task_of_each_of_its_cases(read_text: Read) -> None:
    found = records_of(read_text("shop.json", json.dumps(LOG), case="order"), Task)
    assert [(task.id, task.name) for task in found] == [
        ("shop/order:o1:e1", "Place order"),
        ("shop/order:o1:e2", "Ship"),
        ("shop/order:o2:e2", "Ship"),
    ]
    assert (found[0].username, found[0].attributes) == ("Ann", '{"weight":2.5}')
    assert found[0].started_at == found[0].ended_at == micros("2026-05-01T10:00:00Z")


def test_every_object_of_the_type_is_an_instance_with_its_latest_attributes(read_text: Read) -> None:
    items = read_text("shop.json", json.dumps(LOG), case="order")
    assert {one.id for one in records_of(items, ProcessInstance)} == {"shop/order:o1", "shop/order:o2"}
    (price,) = records_of(items, InstanceMetadata)
    assert (price.value, price.at) == ("12", micros("2026-05-03T00:00:00Z"))


def test_events_may_come_before_the_objects(read_text: Read) -> None:
    turned = {key: LOG[key] for key in ("eventTypes", "events", "objects", "objectTypes")}
    plain = {repr(item) for item in read_text("shop.json", json.dumps(LOG), case="item")}
    assert {repr(item) for item in read_text("shop.json", json.dumps(turned), case="item")} == plain


def test_several_types_need_a_choice(read_text: Read) -> None:
    with pytest.raises(BadUserInput, match=r"with --case TYPE; types in the file: order, item"):
        read_text("shop.json", json.dumps(LOG))


def test_a_type_that_is_not_there_is_refused_with_those_that_are(read_text: Read) -> None:
    with pytest.raises(BadUserInput, match=r"no object type 'invoice'; types in the file: order, item"):
        read_text("shop.json", json.dumps(LOG), case="invoice")


def test_a_single_type_needs_no_choice(read_text: Read) -> None:
    single = LOG | {"objectTypes": LOG["objectTypes"][:1], "objects": LOG["objects"][:2]}
    assert len(records_of(read_text("shop.json", json.dumps(single)), Task)) == 3


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ({"id": "e3", "type": "Ship"}, "events[2]: field time"),
        ({"type": "Ship", "time": "2026-05-02T10:00:00Z"}, "events[2]: field id: required"),
        ({"id": "e3", "type": "Ship", "time": "2026-05-02T10:00:00"}, "has no time zone"),
        ({"id": "e3", "type": "Ship", "time": "2026-05-02T10:00:00Z", "relationships": 7}, "another type or structure"),
    ],
)
def test_a_broken_event_is_reported_with_its_position(read_text: Read, event: dict[str, Any], said: str) -> None:
    items = read_text("shop.json", json.dumps(LOG | {"events": [*LOG["events"], event]}), case="order")
    assert said in complaints(items)[0]
    assert len(records_of(items, Task)) == 3


def test_ocel_1_is_named(read_text: Read) -> None:
    with pytest.raises(BadUserInput, match=r"OCEL 1\.0 cannot be read; convert it to OCEL 2\.0"):
        read_text("x.json", '{"ocel:global-log": {}, "ocel:events": {}, "ocel:objects": {}}')


def test_a_bad_attribute_costs_neither_the_case_nor_its_other_attributes(read_text: Read) -> None:
    attributes = [
        {"name": "a", "time": "2026-05-01T10:00:00Z", "value": 1},
        {"name": "b", "time": "soon", "value": 2},
        {"time": "2026-05-01T10:00:00Z", "value": 3},
        7,
        {"name": "c", "time": "2026-05-01T10:00:00Z", "value": 4},
    ]
    log = {"objectTypes": [{"name": "order"}], "objects": [7, {"id": "o", "type": "order", "attributes": attributes}]}
    items = read_text("x.json", json.dumps(log | {"events": [None]}))
    assert [(entry.name, entry.value) for entry in records_of(items, InstanceMetadata)] == [("a", "1"), ("c", "4")]
    assert notices(items) == {"attributes without a name": 2}
    assert [text.partition(": ")[2].partition(":")[0] for text in complaints(items)] == ["objects[0]", "objects[1]", "events[0]"]


def test_events_that_no_case_takes_part_in_are_counted(read_text: Read) -> None:
    event = {"id": "e9", "type": "Ship", "time": "2026-05-02T10:00:00Z", "relationships": [{"objectId": "i1"}, {}]}
    items = read_text("x.json", json.dumps(LOG | {"events": [event]}), case="order")
    assert records_of(items, Task) == []
    assert notices(items) == {"relationships without an object id": 1, 'events without an object of type "order"': 1}
