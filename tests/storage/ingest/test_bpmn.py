"""BPMN files: the diagram, its processes, and the activities of each."""

import os
from collections import Counter
from pathlib import Path

import pytest

from storage.errors import BadUserInput
from storage.ingest.bpmn import read as read_bpmn
from storage.ingest.reader import Broken, ReadOptions
from storage.ingest.source import Source
from storage.nouns.activity import Activity
from storage.nouns.diagram import Diagram
from storage.nouns.process_group import ProcessGroup
from storage.nouns.process_model import ProcessModel
from storage.nouns.process_version import ProcessVersion
from tests.storage.ingest.conftest import Read, complaints, micros, notices, records_of

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"

DIAGRAM = """<?xml version="1.0" encoding="UTF-8"?>
<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL">
  <b:collaboration id="c">
    <b:participant id="p" name="Shop" processRef="sell"/><b:participant id="q" name="World"/>
  </b:collaboration>
  <b:process id="sell">
    <b:laneSet id="s"><b:lane id="l1" name="Desk">
      <b:flowNodeRef>start</b:flowNodeRef><b:flowNodeRef>sub</b:flowNodeRef>
      <b:childLaneSet id="cs"><b:lane id="l2" name="Till"><b:flowNodeRef>sub</b:flowNodeRef></b:lane></b:childLaneSet>
    </b:lane></b:laneSet>
    <b:startEvent id="start"><b:errorEventDefinition/></b:startEvent>
    <b:subProcess id="sub" name="Handle"><b:userTask id="pay" name="Pay"/></b:subProcess>
    <b:exclusiveGateway id="g"/>
    <b:boundaryEvent id="late" attachedToRef="sub"><b:timerEventDefinition/></b:boundaryEvent>
    <b:endEvent id="end"/>
  </b:process>
  <b:process id="deliver" name="Deliver it"><b:callActivity id="call" name="Call"/></b:process>
</b:definitions>"""


def test_each_process_is_a_model_with_a_version(read_text: Read) -> None:
    items = read_text("shop.bpmn", DIAGRAM, group="trade")
    assert {group.id for group in records_of(items, ProcessGroup)} == {"trade"}
    assert [(model.id, model.display_name) for model in records_of(items, ProcessModel)] == [
        ("trade/sell", "Shop"),
        ("trade/deliver", "Deliver it"),
    ]
    assert [(one.id, one.version, one.diagram_id) for one in records_of(items, ProcessVersion)] == [
        ("trade/sell:1", 1, "trade/sell/shop.bpmn"),
        ("trade/deliver:1", 1, "trade/deliver/shop.bpmn"),
    ]


def test_activities_have_type_and_innermost_lane(read_text: Read) -> None:
    found = records_of(read_text("shop.bpmn", DIAGRAM), Activity)
    assert [(one.element_id, one.name or None, one.type, one.lane or None) for one in found] == [
        ("start", None, "errorStartEvent", "Desk"),
        ("sub", "Handle", "subProcess", "Till"),
        ("pay", "Pay", "userTask", "Till"),
        ("late", None, "timerBoundaryEvent", None),
        ("end", None, "endEvent", None),
        ("call", "Call", "callActivity", None),
    ]


def test_the_diagram_is_kept_as_it_is(read_text: Read) -> None:
    assert records_of(read_text("shop.bpmn", DIAGRAM), Diagram)[0].content == DIAGRAM


def test_a_diagram_in_another_encoding_is_kept_as_text(read_text: Read) -> None:
    text = DIAGRAM.replace("UTF-8", "ISO-8859-1").replace("Handle", "Prüfen")
    items = read_text("shop.bpmn", text.encode("latin-1"))
    assert "Prüfen" in records_of(items, Diagram)[0].content
    assert "Prüfen" in [one.name for one in records_of(items, Activity)]


def test_model_and_version_can_be_named(read_text: Read) -> None:
    one = DIAGRAM[: DIAGRAM.index('  <b:process id="deliver"')] + "</b:definitions>"
    items = read_text("shop.bpmn", one, model="trade/sales", version=4)
    assert records_of(items, ProcessModel)[0].id == "trade/sales"
    assert records_of(items, Activity)[0].id == "trade/sales:4:start"


def test_the_event_time_is_that_of_the_file_unless_one_is_given(tmp_path: Path, read_text: Read) -> None:
    path = tmp_path / "shop.bpmn"
    path.write_text(DIAGRAM)
    os.utime(path, (1_000_000, 1_000_000))
    (version, *_) = records_of(list(read_bpmn(Source.file(path), ReadOptions())), ProcessVersion)
    assert (version.at, bool(version.deployed_at)) == (1_000_000_000_000, False)
    (version, *_) = records_of(read_text("shop.bpmn", DIAGRAM, at="2026-05-01T00:00:00Z"), ProcessVersion)
    assert version.at == version.deployed_at == micros("2026-05-01T00:00:00Z")


def test_a_stream_needs_a_time(tmp_path: Path) -> None:
    path = tmp_path / "shop.bpmn"
    path.write_text(DIAGRAM)
    with path.open("rb") as stream, pytest.raises(BadUserInput, match="use --at TIME"):
        read_bpmn(Source("-", stream=stream), ReadOptions())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (DIAGRAM[:400], "not well-formed XML"),
        ('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "no <process>"),
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + DIAGRAM.partition("?>")[2], "document type"),
    ],
)
def test_what_is_no_diagram_is_said(read_text: Read, content: str, said: str) -> None:
    assert said in complaints(read_text("shop.bpmn", content, format="bpmn"))[0]


@pytest.mark.parametrize(
    ("name", "activities"),
    [
        ("bpmn/complex-process.bpmn", 83),
        ("bpmn/model_with_lanes__lanes.bpmn", 5),
        ("bpmn/random_fact__random_fact.bpmn", 4),
        ("bpmn/spiff_example__multiinstance.bpmn", 46),
        ("simod/LoanApp_simplified.bpmn", 14),
    ],
)
def test_real_diagrams_are_read_whole(shared_data: Path, name: str, activities: int) -> None:
    items = list(read_bpmn(Source.file(shared_data / name), ReadOptions()))
    assert not [item for item in items if isinstance(item, Broken)]
    assert len(records_of(items, Activity)) == activities
    assert Counter(type(item) for item in items)[Diagram] == 1


def test_event_definitions_beside_the_processes_are_resolved(read_text: Read) -> None:
    text = f"""<definitions xmlns="{MODEL}"><errorEventDefinition id="e"/><process id="p">
    <boundaryEvent id="one"><eventDefinitionRef>x:e</eventDefinitionRef></boundaryEvent>
    <boundaryEvent id="two"><eventDefinitionRef>e</eventDefinitionRef><timerEventDefinition/></boundaryEvent>
    <boundaryEvent id="none"><eventDefinitionRef>gone</eventDefinitionRef></boundaryEvent>
    </process></definitions>"""
    types = {one.element_id: one.type for one in records_of(read_text("x.bpmn", text, at="2026-05-01T00:00:00Z"), Activity)}
    assert types == {"one": "errorBoundaryEvent", "two": "multipleBoundaryEvent", "none": "boundaryEvent"}


def test_what_has_no_id_is_counted(read_text: Read) -> None:
    text = f'<definitions xmlns="{MODEL}"><process id="p"><task name="a"/><task id="t"/></process><process/></definitions>'
    assert notices(read_text("x.bpmn", text, at="2026-05-01T00:00:00Z")) == {
        "processes without an id": 1,
        "elements <task> without an id": 1,
    }


def test_a_file_in_utf_16_is_read(read_text: Read) -> None:
    process = '<process id="p"><task id="t" name="ü"/></process>'
    text = f'<?xml version="1.0" encoding="UTF-16"?><definitions xmlns="{MODEL}">{process}</definitions>'
    (activity,) = records_of(read_text("x.dat", text.encode("utf-16"), at="2026-05-01T00:00:00Z"), Activity)
    assert activity.name == "ü"


def test_ids_and_names_that_are_too_long_are_shortened_and_counted(read_text: Read) -> None:
    process = f'<process id="{"p" * 1100}" name="P"><task id="{"t" * 1100}" name="{"n" * 1_000_001}"/></process>'
    items = read_text("x.bpmn", f'<definitions xmlns="{MODEL}">{process}</definitions>', at="2026-05-01T00:00:00Z")
    (model,), (activity,) = records_of(items, ProcessModel), records_of(items, Activity)
    assert activity.model_id == model.id
    assert len(model.id) == 1024
    assert len(activity.name) == 1_000_000
    assert complaints(items) == []
    assert notices(items).keys() == {
        "ids longer than 1,024 bytes",
        "ends of texts longer than 1,000,000 characters",
        "diagrams longer than 1,000,000 characters",
    }
    assert records_of(items, Diagram) == []


def test_a_file_name_that_is_no_text_is_replaced_and_counted(read_text: Read) -> None:
    text = f'<definitions xmlns="{MODEL}"><process id="p"/></definitions>'
    items = read_text(os.fsdecode(b"\xff.bpmn"), text, at="2026-05-01T00:00:00Z")
    assert [diagram.id for diagram in records_of(items, Diagram)] == ["p/\ufffd.bpmn"]
    assert notices(items) == {"texts with characters that cannot be stored": 2}
