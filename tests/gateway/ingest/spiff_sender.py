"""Runs BPMN models with SpiffWorkflow, and emits its events as SpiffArena does: as lines of JSON, over TCP or into a list."""

import json
import logging
import time
import traceback
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import SocketHandler
from pathlib import Path
from typing import Any

from SpiffWorkflow.bpmn import BpmnWorkflow  # type: ignore[import-untyped] # it has no types
from SpiffWorkflow.bpmn.parser import BpmnParser  # type: ignore[import-untyped]
from SpiffWorkflow.util.task import TaskState  # type: ignore[import-untyped]

EXTRAS = {
    "spiff.task": ("workflow_spec", "task_spec", "task_id", "task_type", "state", "last_state_change", "elapsed", "parent"),
    "spiff.workflow": ("workflow_spec", "completed", "success", "parent_task_id", "root"),
    "spiff.event": ("bpmn_name", "milestone", "task_id", "task_spec", "metadata", "error_info"),
}
"""What is sent of each logger's records, by its name."""

QUIET = ("SubWorkflowTask", "CallActivity", "StandardLoopTask", "ParallelMultiInstanceTask", "SequentialMultiInstanceTask")
"""Types of tasks of which READY is not sent."""

events = logging.getLogger("spiff.event")


class Emitter:
    """Makes the line of each log record, for one instance at a time."""

    def __init__(self) -> None:
        self.instance: int | None = None
        self.model: str | None = None

    def line(self, record: logging.LogRecord) -> bytes:
        """The envelope of a record; values are texts, but for null and objects."""
        data: dict[str, Any] = {"message": record.getMessage(), "userid": 1, "username": "ann"}
        data |= {"process_instance_id": self.instance, "process_model_identifier": self.model}
        for name in EXTRAS.get(record.name, ()):
            if hasattr(record, name):
                value = getattr(record, name)
                data[name] = value if value is None or isinstance(value, dict) else str(value)
        envelope = {"version": "1.0", "type": record.name, "id": str(uuid.uuid4()), "source": "spiff.test"}
        return (json.dumps({**envelope, "timestamp": time.time(), "data": data}) + "\n").encode()

    def run(self, file: Path, instance: int, model: str) -> None:
        """Runs the first process of a file to its end, or to its first error. Persons do their tasks at once."""
        self.instance, self.model = instance, model
        parser = BpmnParser()
        parser.add_bpmn_file(str(file))
        process = parser.get_process_ids()[0]
        spec, subprocesses = parser.get_spec(process), parser.get_subprocess_specs(process)
        events.info("process_instance_created")
        workflow = BpmnWorkflow(spec, subprocesses)
        try:
            workflow.do_engine_steps()
            while waiting := workflow.get_tasks(state=TaskState.READY, manual=True):
                waiting[0].run()
                workflow.do_engine_steps()
        except Exception as error:
            self._failed(workflow, error)
        else:
            events.info("process_instance_completed")

    def _failed(self, workflow: BpmnWorkflow, error: Any) -> None:
        task = workflow.get_tasks(state=TaskState.ERROR)[0]
        facts = {"line_number": error.line_number, "line_offset": error.offset, "line_content": error.error_line}
        error_info = {"trace": traceback.format_exc().split("\n"), **facts}
        named = {"task_id": task.id, "task_spec": task.task_spec.name, "bpmn_name": task.task_spec.bpmn_name}
        events.info("task_failed", extra={**named, "error_info": error_info})
        events.info("process_instance_suspended_for_error")


def _is_sent(record: Any) -> bool:
    return record.name in EXTRAS and not (record.name == "spiff.task" and record.task_type in QUIET and record.state == "READY")


class _ToList(logging.Handler):
    def __init__(self, emitter: Emitter, lines: list[bytes]) -> None:
        super().__init__()
        self._emitter, self._lines = emitter, lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self._emitter.line(record))


class _ToSocket(SocketHandler):
    def __init__(self, emitter: Emitter, port: int) -> None:
        super().__init__("127.0.0.1", port)
        self._emitter = emitter

    def makePickle(self, record: logging.LogRecord) -> bytes:  # noqa: N802 - the name of the standard library
        return self._emitter.line(record)


@contextmanager
def emitting(target: list[bytes] | int) -> Iterator[Emitter]:
    """Emits to a list of lines, or to a port of this machine, while the block runs."""
    emitter = Emitter()
    handler = _ToList(emitter, target) if isinstance(target, list) else _ToSocket(emitter, target)
    logger = logging.getLogger("spiff")
    before = logger.level
    logger.setLevel(logging.INFO)
    handler.addFilter(_is_sent)
    logger.addHandler(handler)
    try:
        yield emitter
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
        handler.close()
