"""The trends of the process monitoring API: instances that started, ended and were open, by bucket."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from gateway.rest.api import Problem, Unprocessable
from gateway.rest.process_monitoring.identifiers import found
from gateway.rest.process_monitoring.parameters import Question, instances
from gateway.rest.route import Data, Run, Strict, ValidRequest
from gateway.rest.times import rfc3339
from resolvers.statistics.buckets import zone
from storage.errors import BadUserInput, LimitExceeded
from storage.nouns.record import DAY, LATEST_INSTANT

BUCKETS = {"1h": "HOUR", "1d": "DAY", "1w": "WEEK", "1mo": "MONTH"}
LONGEST = {"1h": 2 * DAY, "1d": 120 * DAY, "1w": 731 * DAY}
"""The longest window, in microseconds, for which each bucket is the default."""


def _known(name: str) -> str:
    try:
        zone(name)
    except BadUserInput as error:
        raise ValueError(error.message.removeprefix("timezone: ")) from None
    return name


class Buckets(Strict):
    """Bucket length and time zone."""

    bucket: Annotated[
        Literal["1h", "1d", "1w", "1mo"] | None,
        Field(description="Bucket length. Default: 1h for windows up to 2 days, 1d up to 120 days, 1w up to 2 years, else 1mo."),
    ] = None
    timezone: Annotated[
        str,
        AfterValidator(_known),
        Field(description="IANA time zone in which hours, days, weeks (from Monday) and months begin."),
    ] = "UTC"


async def trends(run: Run, request: ValidRequest[Buckets, Question]) -> Data:
    """The series. Without `start` it begins at the first instance; without `end` it ends now, or at the last start if later."""
    question = request.body
    what = await found(run, request.encoded_path["identifier"])
    filter_ = instances(what, question)
    since, until = await _ends(run, request, filter_)
    bucket = request.query.bucket or _fitting(until - since)
    points = []
    if since < until:
        variables = {
            "instances": filter_,
            "window": {"from": rfc3339(since), "to": rfc3339(until)},
            "bucket": BUCKETS[bucket],
            "timezone": request.query.timezone,
        }
        try:
            points = _points(await run("rest/process-monitoring/trends", variables))
        except LimitExceeded as failure:
            raise Unprocessable([Problem(("query", "bucket"), failure.message, "value_error")]) from failure
    return {"identifier": what.identifier.text, "bucket": bucket, "timezone": request.query.timezone, "series": points}


async def _ends(run: Run, request: ValidRequest[Buckets, Question], filter_: Data) -> tuple[int, int]:
    """Start and end of the window in microseconds since 1970; equal if there is nothing to show."""
    question = request.body
    if question.start is not None and question.until is not None:
        return question.start.micros, question.until
    data = await run("rest/process-monitoring/trends-range", {"instances": filter_})
    first, last = ([node["startedAt"] for node in data[name]["nodes"]] for name in ("first", "last"))
    until = question.until
    if until is None:
        until = min(LATEST_INSTANT, max([request.http.now, *((ms or 0) * 1000 + 999 for ms in last)]) + 1)
    since = first[0] * 1000 if first else until
    return question.start.micros if question.start is not None else since, until


def _fitting(length: int) -> str:
    """The default bucket for a window of `length` microseconds, not counting the last, inclusive one."""
    return next((bucket for bucket, longest in LONGEST.items() if length <= longest + 1), "1mo")


def _points(data: Data) -> list[Data]:
    series = {name: connection["stats"]["series"] for name, connection in data.items()}
    ended = zip(*([point["ended"] for point in series[name]] for name in ("completed", "errored", "terminated")), strict=True)
    return [
        {
            "timestamp": point["timestamp"],
            "started": point["started"],
            "completed": completed,
            "errored": errored,
            "terminated": terminated,
            "active": point["active"],
        }
        for point, (completed, errored, terminated) in zip(series["all"], ended, strict=True)
    ]
