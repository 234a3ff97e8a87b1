"""The table of the incidents API: incidents of a version, newest first, streamed in pages."""

from collections.abc import AsyncIterator

import orjson

from gateway.rest.incidents.figures import whole_models
from gateway.rest.incidents.parameters import OfTable
from gateway.rest.route import Data, HttpResponse, Run, ValidRequest

DEPLOYED = "rest/incidents/deployed"
TABLE = "rest/incidents/incidents-table"
PAGE = 1000
"""Rows read by one statement."""

Row = Data


async def table(run: Run, request: ValidRequest[OfTable]) -> object:
    """The rows of the table, streamed if there is more than one page; None if the version was not deployed."""
    question = request.query
    deployed = await run(DEPLOYED, {"processKey": question.process_key, "version": question.version})
    models = [model["modelId"] for model in whole_models(deployed)]
    if not models:
        return None
    filter_ = {
        "modelId": {"eq": models[0]} if len(models) == 1 else {"in": models},
        "version": {"eq": question.version},
        "createdAt": question.window.tests,
    }
    pages = _pages(run, {"incidents": filter_, "skip": question.min_results}, question.max_results - question.min_results)
    first = await anext(pages)
    return HttpResponse(200, _streamed(first, pages)) if len(first) == PAGE else first


async def _pages(run: Run, variables: Data, most: int) -> AsyncIterator[list[Row]]:
    """Up to `most` rows, page by page; the first page may be empty. Rows added meanwhile neither repeat nor hide others."""
    while True:
        found = (await run(TABLE, {**variables, "first": min(PAGE, most)}))["incidents"]
        yield [_row(node) for node in found["nodes"]]
        most -= len(found["nodes"])
        if most <= 0 or not found["pageInfo"]["hasNextPage"]:
            return
        variables = {"incidents": variables["incidents"], "after": found["pageInfo"]["endCursor"]}


async def _streamed(first: list[Row], pages: AsyncIterator[list[Row]]) -> AsyncIterator[bytes]:
    yield orjson.dumps(first)[:-1]
    async for page in pages:
        if page:
            yield b"," + orjson.dumps(page)[1:-1]
    yield b"]"


def _row(node: Row) -> Row:
    """A row of the table. Without a reported failed activity, it is the activity at which the incident is counted."""
    failed, own = node["failedActivityId"], node["activityId"]
    label = node["activity"] or own
    same = failed is None or failed == own
    return {
        **node,
        "activity": label,
        "failedActivity": node["failedActivity"] or (label if same else failed),
        "failedActivityId": own if failed is None else failed,
    }
