"""BPMN diagrams of the demo's process versions, with layout, lanes and a gateway before each activity that may be left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import quoteattr

from storage.demo.catalog import ActivityPlan

NAMESPACES = (
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"'
)

STEP, LANE_HEIGHT, LEFT = 150, 140, 200
GATEWAY = "exclusiveGateway"
SIZES = {"startEvent": (36, 36), "endEvent": (36, 36), GATEWAY: (50, 50)}
TASK_SIZE = (100, 80)

SYSTEM_LANE = "System"
"""Lane of everything that no person does."""


@dataclass(frozen=True, slots=True)
class Node:
    """An element of a diagram, in the order in which tokens reach it."""

    id: str
    name: str | None
    type: str
    lane: str
    calls: str | None = None


def nodes(activities: Sequence[ActivityPlan]) -> list[Node]:
    """Start, activities with the gateways before those that may be left out, end."""
    found = [Node("Event_Start", "Started", "startEvent", SYSTEM_LANE)]
    for plan in activities:
        lane = plan.lane or SYSTEM_LANE
        if plan.chance < 1:
            name = plan.element_id.partition("_")[2]
            found.append(Node(f"Gateway_{name}", f"{plan.name}?", GATEWAY, lane))
        found.append(Node(plan.element_id, plan.name, plan.type, lane, plan.calls))
    return [*found, Node("Event_End", "Done", "endEvent", SYSTEM_LANE)]


def bpmn(process_key: str, name: str, version: int, activities: Sequence[ActivityPlan]) -> str:
    """The XML of one version's diagram."""
    found = nodes(activities)
    flows = list(_flows(found))
    lanes = list(dict.fromkeys(node.lane for node in found))
    body = "".join([*_lanes(found, lanes), *_elements(found, flows), *(_flow(*flow) for flow in flows)])
    shapes = "".join(_shape(place, node, lanes) for place, node in enumerate(found))
    edges = "".join(_edge(number, found, source, target, lanes) for number, source, target in flows)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions {NAMESPACES} id="Definitions_{process_key}" '
        f'targetNamespace="http://bpmn.io/schema/bpmn">\n<bpmn:process id={quoteattr(process_key)} name={quoteattr(name)} '
        f'isExecutable="true">\n{body}</bpmn:process>\n<bpmndi:BPMNDiagram id="Diagram_{version}">'
        f'<bpmndi:BPMNPlane id="Plane_{version}" bpmnElement={quoteattr(process_key)}>\n{shapes}{edges}'
        "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>\n</bpmn:definitions>\n"
    )


def _flows(found: Sequence[Node]) -> Iterator[tuple[int, Node, Node]]:
    """Numbered flows: from each node to the next, and from a gateway round the activity behind it."""
    pairs = list(pairwise(found))
    pairs += [(node, found[place + 2]) for place, node in enumerate(found) if node.type == GATEWAY]
    return ((number, source, target) for number, (source, target) in enumerate(pairs, start=1))


def _lanes(found: Sequence[Node], lanes: Sequence[str]) -> Iterator[str]:
    yield '<bpmn:laneSet id="Lanes">\n'
    for number, lane in enumerate(lanes, start=1):
        inside = "".join(f"<bpmn:flowNodeRef>{node.id}</bpmn:flowNodeRef>" for node in found if node.lane == lane)
        yield f'<bpmn:lane id="Lane_{number}" name={quoteattr(lane)}>{inside}</bpmn:lane>\n'
    yield "</bpmn:laneSet>\n"


def _elements(found: Sequence[Node], flows: Sequence[tuple[int, Node, Node]]) -> Iterator[str]:
    for node in found:
        calls = f" calledElement={quoteattr(node.calls.rpartition('/')[2])}" if node.calls else ""
        ends = [f"<bpmn:incoming>Flow_{number}</bpmn:incoming>" for number, _, target in flows if target is node]
        ends += [f"<bpmn:outgoing>Flow_{number}</bpmn:outgoing>" for number, source, _ in flows if source is node]
        yield f'<bpmn:{node.type} id="{node.id}" name={quoteattr(node.name or "")}{calls}>{"".join(ends)}</bpmn:{node.type}>\n'


def _flow(number: int, source: Node, target: Node) -> str:
    return f'<bpmn:sequenceFlow id="Flow_{number}" sourceRef="{source.id}" targetRef="{target.id}" />\n'


def _middle(place: int, node: Node, lanes: Sequence[str]) -> tuple[int, int]:
    return LEFT + place * STEP, 100 + lanes.index(node.lane) * LANE_HEIGHT


def _shape(place: int, node: Node, lanes: Sequence[str]) -> str:
    (x, y), (width, height) = _middle(place, node, lanes), SIZES.get(node.type, TASK_SIZE)
    bounds = f'<dc:Bounds x="{x - width // 2}" y="{y - height // 2}" width="{width}" height="{height}" />'
    return f'<bpmndi:BPMNShape id="{node.id}_di" bpmnElement="{node.id}">{bounds}</bpmndi:BPMNShape>\n'


def _edge(number: int, found: Sequence[Node], source: Node, target: Node, lanes: Sequence[str]) -> str:
    points = (_middle(found.index(node), node, lanes) for node in (source, target))
    way = "".join(f'<di:waypoint x="{x}" y="{y}" />' for x, y in points)
    return f'<bpmndi:BPMNEdge id="Flow_{number}_di" bpmnElement="Flow_{number}">{way}</bpmndi:BPMNEdge>\n'
