"""Reads payloads of GitHub's webhooks, and answers of its REST API: workflow runs, jobs, deployments and pushes."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from storage.ingest.github_actions import Sent, part, records_of_job, records_of_run
from storage.ingest.github_changes import records_of_deployment, records_of_push
from storage.ingest.json_stream import documents_of
from storage.ingest.outline import Outline
from storage.ingest.reader import Broken, Format, Items, ReadOptions, guarded, misshapen, text_of, with_body
from storage.ingest.source import Source
from storage.nouns.record import Refused

NAME = "github"
LISTS = ("workflow_runs", "jobs")
"""Lists of the API's answers."""

OBJECTS = (
    "repository", "workflow", "workflow_run", "workflow_job", "deployment", "deployment_status", "pusher", "head_commit",
    "triggering_actor", "creator",
)  # fmt: skip
OF_PAYLOAD: Mapping[str, str] = dict.fromkeys(OBJECTS, "an object")
"""Shapes of members, see `misshapen`."""

OWN_LISTS = ("steps",)
"""Lists that belong to an object that is a document by itself."""


def _run(place: str, payload: Sent) -> Items:
    workflow, repository = (part(payload, name) or None for name in ("workflow", "repository"))
    return records_of_run(place, part(payload, "workflow_run"), workflow, repository)


def _job(place: str, payload: Sent) -> Items:
    return records_of_job(place, part(payload, "workflow_job"))


def _deployment(place: str, payload: Sent) -> Items:
    return records_of_deployment(place, part(payload, "deployment"), part(payload, "repository"))


def _deployment_status(place: str, payload: Sent) -> Items:
    status = part(payload, "deployment_status")
    return records_of_deployment(place, part(payload, "deployment"), part(payload, "repository"), status)


EVENTS: Mapping[str, Callable[[str, Sent], Items]] = {
    "workflow_job": _job,
    "deployment_status": _deployment_status,
    "deployment": _deployment,
    "workflow_run": _run,
    "push": records_of_push,
}
"""The events that are read, by the name that `X-GitHub-Event` states. A payload without that header is of the first event whose
object it has: those of deployments contain a run as well."""


def records_of_event(place: str, event: str, payload: Any) -> Items:
    """The records of a payload. `event` is one of EVENTS."""
    return _readable(place, payload, EVENTS[event])


def records_of_object(place: str, sent: Any) -> Items:
    """The records of a payload of any event, or of an object of the API: a run, a job, a deployment."""
    return _readable(place, sent, _records)


def _readable(place: str, sent: Any, read_object: Callable[[str, Sent], Items]) -> Items:
    """What an object contains. Broken items have the whole object as their body."""
    return with_body(_items(place, sent, read_object), partial(text_of, sent), NAME)


def _items(place: str, sent: Any, read_object: Callable[[str, Sent], Items]) -> Items:
    if not isinstance(sent, Mapping):
        yield Broken(place, Refused("expected a JSON object", value=sent))
        return
    yield from guarded(place, _of_shape(place, sent, read_object))


def _of_shape(place: str, sent: Sent, read_object: Callable[[str, Sent], Items]) -> Items:
    yield from misshapen(sent, OF_PAYLOAD, "payloads")
    yield from read_object(place, sent)


def _records(place: str, sent: Sent) -> Items:
    event = next((name for name in EVENTS if isinstance(sent.get(name), Mapping)), None)
    if event is not None:
        return EVENTS[event](place, sent)
    if "pusher" in sent and "after" in sent:
        return records_of_push(place, sent)
    if "run_id" in sent:
        return records_of_job(place, sent)
    if "workflow_id" in sent:
        return records_of_run(place, sent)
    if "environment" in sent and "sha" in sent:
        return records_of_deployment(place, sent)
    raise Refused("no workflow run, job, deployment or push of GitHub")


def read(source: Source, _: ReadOptions) -> Items:
    """The records of a source: payloads of webhooks and answers of the API, one after the other or one per line."""
    for place, document in documents_of(source):
        for inner, sent in _objects(place, document):
            if isinstance(sent, Refused):
                yield Broken(inner, sent)
            else:
                yield from records_of_object(inner, sent)


def _objects(place: str, document: Iterator[tuple[str | None, int | None, Any]]) -> Iterator[tuple[str, Any]]:
    """The objects of a document, each with its place: the document itself, or the elements of its list."""
    whole: dict[str, Any] = {}
    has_list = False
    try:
        for name, position, value in document:
            if isinstance(value, Refused):
                has_list = has_list or position is not None or name in EVENTS
                yield f"{place}: {name or ''}", value
            elif position is None and name is not None:
                whole[name] = value
            elif name is None or name in LISTS:
                has_list = True
                yield f"{place}: {name or ''}[{position}]", value
            elif name in OWN_LISTS:
                whole.setdefault(name, []).append(value)
    except Refused as refused:
        yield place, refused
        return
    if not has_list and not whole.keys() & LISTS and whole.get("total_count") != 0:
        yield place, whole


def _recognizes(outline: Outline) -> bool:
    payload = outline.keys | outline.elements.get(None, frozenset())
    is_payload = payload & {"workflow_run", "workflow_job", "deployment_status", "deployment"} and "repository" in payload
    is_push = {"ref", "before", "after", "pusher"} <= payload
    is_answer = "total_count" in outline.keys and outline.keys & set(LISTS)
    return "noun" not in payload and bool(is_payload or is_push or is_answer)


FORMAT = Format(NAME, read, recognizes=_recognizes)
