"""The export of the process monitoring API: all selected instances and tasks, as a zip of two CSV files."""

import re
from collections.abc import AsyncIterator, Callable

from gateway.rest.process_monitoring.answers import InstanceRow, TaskRow
from gateway.rest.process_monitoring.csv_archive import Cell, CsvFile, neutral, neutral_value, zipped
from gateway.rest.process_monitoring.identifiers import resolve
from gateway.rest.process_monitoring.lists import INSTANCES, TASKS, RowList
from gateway.rest.process_monitoring.parameters import Question
from gateway.rest.process_monitoring.routes import question_route
from gateway.rest.route import AnyRoute, Data, HttpResponse, Nothing, Run, ValidRequest
from storage.errors import Failure

ZIP = "application/zip"
PART = 1000
"""Rows read by one statement."""

INSTANCE_COLUMNS = tuple(name for name in InstanceRow.model_fields if name != "metadata")
TASK_COLUMNS = tuple(TaskRow.model_fields)


async def export(run: Run, request: ValidRequest[Nothing, Question]) -> HttpResponse:
    """Builds the archive. Metadata keys are read first, because they become columns."""
    resolved = await resolve(run, request.encoded_path["identifier"])
    question = request.body
    instances = await INSTANCES.filter(run, resolved, question)
    tasks = await TASKS.filter(run, resolved, question)
    data = await run("rest/process-monitoring/export-metadata", {INSTANCES.variable: instances})
    keys: list[str] = data["processInstances"]["metadataKeys"]
    files = (
        CsvFile(
            "instances.csv",
            [*INSTANCE_COLUMNS, *(f"metadata.{key}" for key in keys)],
            _parts(run, INSTANCES, instances, lambda node: _instance(node, keys)),
        ),
        CsvFile("tasks.csv", TASK_COLUMNS, _parts(run, TASKS, tasks, _task)),
    )
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", resolved.identifier.path).strip("-.") or "export"
    return HttpResponse(200, zipped(files), ZIP, {"content-disposition": f'attachment; filename="{name}.zip"'})


async def _parts(run: Run, rows: RowList, filter_: Data, cells: Callable[[Data], list[Cell]]) -> AsyncIterator[list[list[Cell]]]:
    """All rows of a list as cells, in parts. A part that exceeds the limits of one response is halved."""
    size = PART
    variables: Data = {rows.variable: filter_}
    while True:
        try:
            page = (await run(f"rest/process-monitoring/export-{rows.document}", {**variables, "first": size}))[rows.root]
        except Failure as failure:
            if size == 1 or "limit" not in failure.facts or failure.code == "STATEMENT_TIMEOUT":
                raise
            size //= 2
            continue
        yield [cells(node) for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            return
        variables["after"] = page["pageInfo"]["endCursor"]


def _instance(node: Data, keys: list[str]) -> list[Cell]:
    row, metadata = _cells(INSTANCES.shown(node), INSTANCE_COLUMNS), node["metadata"]
    return row + [neutral_value(metadata[key]) if key in metadata else None for key in keys]


def _task(node: Data) -> list[Cell]:
    return _cells(node, TASK_COLUMNS)


def _cells(row: Data, columns: tuple[str, ...]) -> list[Cell]:
    """A row of a list as cells. Numbers stay numbers; texts become neutral."""
    return [_cell(row[name]) for name in columns]


def _cell(value: Cell) -> Cell:
    if isinstance(value, str):
        return neutral(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


EXPORT: tuple[AnyRoute, ...] = (
    question_route(
        "export/{identifier}",
        "Download a zip export containing `instances.csv` and `tasks.csv`.",
        "export-instances",
        export,
        description=(
            "All rows of both lists, from one snapshot of the store, with the columns of the lists. `instances.csv` has one more "
            "column `metadata.<key>` for each metadata key of the instances. CSV as in RFC 4180, UTF-8 with a byte order mark. "
            "Texts that begin with `=`, `+`, `-`, `@`, tab or carriage return get an apostrophe in front, so that spreadsheets "
            "do not take them for formulas; durations, and metadata values that are negative numbers, stay numbers."
        ),
        snapshot=True,
        media=ZIP,
        rate="export",
    ),
)
