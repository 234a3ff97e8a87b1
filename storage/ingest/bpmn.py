"""Reads BPMN 2.0 files: the diagram, and the model, version and activities of each process in it."""

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from storage.ingest.event_log import definitions
from storage.ingest.reader import REPLACED, Broken, Format, Items, Notice, OptionRequired, ReadOptions, kept
from storage.ingest.source import WIDE, Source
from storage.ingest.xml_document import Legible, document, local
from storage.nouns.activity import Activity
from storage.nouns.diagram import Diagram
from storage.nouns.process_version import ProcessVersion
from storage.nouns.record import LONGEST_TEXT, Instant, Record, Refused

LARGEST_FILE = 8 * 1_048_576
"""Bytes of the largest file that is read. Diagrams of more than LONGEST_TEXT characters are not stored."""

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
ACTIVITIES = frozenset(
    {
        "task",
        "userTask",
        "manualTask",
        "serviceTask",
        "scriptTask",
        "businessRuleTask",
        "sendTask",
        "receiveTask",
        "callActivity",
        "subProcess",
        "adHocSubProcess",
        "transaction",
        "startEvent",
        "endEvent",
        "intermediateCatchEvent",
        "intermediateThrowEvent",
        "boundaryEvent",
    }
)


def read(source: Source, options: ReadOptions) -> Items:
    """Yields the records of a diagram. Their event time is `options.at`. Default: when the file was last written."""
    at = options.at or source.modified
    if at is None:
        raise OptionRequired("at TIME", f"{source.name}: a BPMN file from a stream has no time")
    return _records(source, options, at)


def _records(source: Source, options: ReadOptions, at: Instant) -> Items:
    try:
        root, text, replaced = _content(source)
    except (UnicodeDecodeError, LookupError, Refused) as error:
        yield Broken(source.name, error if isinstance(error, Refused) else Refused(str(error)))
        return
    if replaced:
        yield Notice(REPLACED, replaced, lost=False)
    version = 1 if options.version is None else options.version
    every = list(root.iter(f"{MODEL}process"))
    processes = [element for element in every if element.get("id")]
    if not processes:
        yield Broken(source.name, Refused("the file contains no <process> with an id"))
    elif len(every) > len(processes):
        yield Notice("processes without an id", len(every) - len(processes))
    for process in processes:
        model = _model_id(options, str(process.get("id")), alone=len(processes) == 1)
        diagram = f"{model}/{source.name.removesuffix('.gz')}"
        deployed = {"id": f"{model}:{version}", "at": at, "model_id": model, "version": version}
        name = process.get("name") or _participants(root).get(process.get("id"))
        yield from definitions(model, name, {}, at, source.name)
        yield from _record(source, ProcessVersion, {**deployed, "deployed_at": options.at, "diagram_id": diagram})
        if len(text) > LONGEST_TEXT:  # a part of it would be no diagram
            yield Notice(f"diagrams longer than {LONGEST_TEXT:,} characters")
        else:
            yield from _record(source, Diagram, {"id": diagram, "at": at, "model_id": model, "content": text})
        for fields in _activities(process):
            if fields["element_id"] is None:
                yield Notice(f"elements <{fields['type']}> without an id")
                continue
            element_id = fields["element_id"]
            yield from _record(source, Activity, {**deployed, "id": f"{model}:{version}:{element_id}", **fields})


def _content(source: Source) -> tuple[etree._Element, str, int]:
    """Returns the root element of the diagram, its whole text, and the number of characters in it that were replaced."""
    with source.open() as stream:
        legible = Legible(stream)
        content = legible.read(LARGEST_FILE + 1) + legible.read(LARGEST_FILE)
    if len(content) > LARGEST_FILE:
        raise Refused(f"the BPMN file exceeds the limit of {LARGEST_FILE:,} bytes")
    root = document(content)
    encoding = next((name for mark, name in WIDE if content.startswith(mark)), root.getroottree().docinfo.encoding or "utf-8")
    return root, content.decode(encoding).removeprefix("\ufeff"), legible.replaced


def _record(source: Source, kind: type[Record], fields: dict[str, Any]) -> Items:
    return kept(f"{source.name}: {fields['id']}", kind, fields)


def _model_id(options: ReadOptions, process_id: str, *, alone: bool) -> str:
    model = options.model if options.model and alone else f"{options.model}/{process_id}" if options.model else process_id
    return f"{options.group}/{model}" if options.group and "/" not in model else model


def _participants(root: etree._Element) -> dict[str | None, str]:
    """Names of pools by the id of their process, for processes without a name of their own."""
    return {part.get("processRef"): name for part in root.iter(f"{MODEL}participant") if (name := part.get("name"))}


def _activities(process: etree._Element) -> Iterator[dict[str, Any]]:
    lanes, root = _lanes(process), process.getroottree().getroot()
    triggers = {definition.get("id"): _trigger(definition) for definition in root if _trigger(definition)}
    for element in process.iter():
        kind = local(element)
        if kind in ACTIVITIES and isinstance(element.tag, str) and element.tag.startswith(MODEL):
            yield {
                "element_id": element.get("id") or None,
                "name": element.get("name") or None,
                "type": _type(element, kind, triggers),
                "lane": _lane(element, lanes),
            }


def _lanes(process: etree._Element) -> dict[str, str]:
    """Names of lanes by the ids of their nodes. An inner lane takes precedence. A lane without a name has its id as name."""
    lanes: dict[str, str] = {}
    for lane in process.iter(f"{MODEL}lane"):
        name = lane.get("name") or lane.get("id") or ""
        lanes.update({(reference.text or "").strip(): name for reference in lane.findall(f"{MODEL}flowNodeRef")})
    return lanes


def _lane(element: etree._Element, lanes: dict[str, str]) -> str | None:
    """The lane of a node, or of the sub-process around it."""
    node: etree._Element | None = element
    while node is not None:
        if lane := lanes.get(node.get("id", "")):
            return lane
        node = node.getparent()
    return None


def _trigger(definition: etree._Element) -> str:
    """What an event definition waits for or raises, such as `error`. Empty for any other element."""
    name = local(definition)
    return name.removesuffix("EventDefinition") if name.endswith("EventDefinition") else ""


def _type(element: etree._Element, kind: str, declared: Mapping[str | None, str]) -> str:
    """The type of an activity: the name of its element. For events with what they wait for or raise, such as `errorStartEvent`.

    An event contains its definitions, or refers by id to those that are `declared` outside the processes.
    """
    references = ((child.text or "").strip().rpartition(":")[2] for child in element if local(child) == "eventDefinitionRef")
    found = [*map(_trigger, element), *(declared.get(reference, "") for reference in references)]
    triggers = [trigger for trigger in found if trigger]
    if not triggers:
        return kind
    trigger = triggers[0] if len(triggers) == 1 else "multiple"
    return trigger + kind[0].upper() + kind[1:]


FORMAT = Format("bpmn", read, (".bpmn",), lambda outline: outline.root == "definitions")
