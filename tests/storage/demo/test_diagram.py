"""The diagrams of the demo are BPMN that a reader can draw."""

from io import BytesIO

import pytest
from lxml import etree

from storage.demo.catalog import MODELS, ModelPlan
from storage.demo.diagram import bpmn

NAMES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "di": "http://www.omg.org/spec/BPMN/20100524/DI",
}


@pytest.fixture(params=MODELS, ids=lambda model: str(model.id))
def drawn(request: pytest.FixtureRequest) -> etree._ElementTree:
    """The first version of each model, drawn and parsed."""
    model: ModelPlan = request.param
    return etree.parse(BytesIO(bpmn("a-process", model.name, 1, model.of_version(1)).encode()))


def nodes(drawn: etree._ElementTree) -> set[str]:
    """Ids of everything that tokens go through."""
    return {str(id_) for id_ in drawn.xpath("//bpmn:process/*[bpmn:incoming or bpmn:outgoing]/@id", namespaces=NAMES)}  # type: ignore[union-attr]


def test_flows_connect_nodes_that_are_there(drawn: etree._ElementTree) -> None:
    ends = drawn.xpath("//bpmn:sequenceFlow/@sourceRef | //bpmn:sequenceFlow/@targetRef", namespaces=NAMES)
    assert set(map(str, ends)) == nodes(drawn)  # type: ignore[arg-type]


def test_every_node_and_flow_is_drawn(drawn: etree._ElementTree) -> None:
    flows = set(map(str, drawn.xpath("//bpmn:sequenceFlow/@id", namespaces=NAMES)))  # type: ignore[arg-type]
    shown = set(map(str, drawn.xpath("//di:BPMNPlane/*/@bpmnElement", namespaces=NAMES)))  # type: ignore[arg-type]
    assert shown == nodes(drawn) | flows


def test_every_node_is_in_one_lane(drawn: etree._ElementTree) -> None:
    inside = [str(text) for text in drawn.xpath("//bpmn:flowNodeRef/text()", namespaces=NAMES)]  # type: ignore[union-attr]
    assert sorted(inside) == sorted(nodes(drawn))
