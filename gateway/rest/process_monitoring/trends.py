"""The trends of the process monitoring API: instances that started, ended and were open, by bucket."""

from collections.abc import Mapping

from gateway.rest.api import Problem, Unprocessable
from gateway.rest.process_monitoring.answers import Bucket
from gateway.rest.process_monitoring.identifiers import resolve
from gateway.rest.process_monitoring.parameters import Buckets, Question, instances
from gateway.rest.route import Data, Run, ValidRequest
from gateway.rest.times import Window
from storage.errors import LimitExceeded
from storage.nouns.record import DAY, LATEST_INSTANT, Instant

BUCKETS: Mapping[Bucket, str] = {"1h": "HOUR", "1d": "DAY", "1w": "WEEK", "1mo": "MONTH"}
LONGEST: Mapping[Bucket, int] = {"1h": 2 * DAY, "1d": 120 * DAY, "1w": 731 * DAY}
"""The longest window, in microseconds, for which each bucket is the default."""


async def trends(run: Run, request: ValidRequest[Buckets, Question]) -> Data:
    """The series. Without `start` it begins at the first instance; without `end` it ends now, or at the last start if later."""
    question = request.body
    resolved = await resolve(run, request.encoded_path["identifier"])
    filter_ = instances(resolved, question)
    since, until = await _ends(run, request, filter_)
    bucket = request.query.bucket or _fitting(until - since)
    points = []
    if since < until:
        variables = {
            "instances": filter_,
            "window": Window(since, until).bounds,
            "bucket": BUCKETS[bucket],
            "timezone": request.query.timezone,
        }
        try:
            points = _points(await run("rest/process-monitoring/trends", variables))
        except LimitExceeded as failure:
            raise Unprocessable([Problem(("query", "bucket"), failure.message, "value_error")]) from failure
    return {"identifier": resolved.identifier.text, "bucket": bucket, "timezone": request.query.timezone, "series": points}


async def _ends(run: Run, request: ValidRequest[Buckets, Question], filter_: Data) -> tuple[Instant, Instant]:
    """Start and end of the window; equal if there is nothing to show."""
    window = request.body.window
    if window.since is not None and window.until is not None:
        return window.since, window.until
    data = await run("rest/process-monitoring/trends-range", {"instances": filter_})
    first, last = ([node["startedAt"] for node in data[name]["nodes"]] for name in ("first", "last"))
    until = window.until
    if until is None:
        until = Instant(min(LATEST_INSTANT, max([request.http.now, *((ms or 0) * 1000 + 999 for ms in last)]) + 1))
    since = Instant(first[0] * 1000) if first else until
    return since if window.since is None else window.since, until


def _fitting(length: int) -> Bucket:
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
