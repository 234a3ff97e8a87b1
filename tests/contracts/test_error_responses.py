"""Every failure has a status, and every API reports it in the form that the API publishes."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from gateway.http_errors import STATUS
from gateway.http_request import HttpRequest
from gateway.rest.api import Api
from gateway.rest.apis import APIS
from gateway.rest.error_responses import STATUS as OF_MOST_APIS
from storage.errors import BadUserInput, DatabaseUnavailable, Failure, LimitExceeded, ResponseTooLarge, StatementTimeout
from storage.nouns.record import Instant
from tests.failures import every_code, every_failure, failure_classes

REQUEST = HttpRequest("GET", "/path", "/path", b"", {}, {}, "req_1", Instant(0))

NOT_OF_REST = {
    "NOT_ACCEPTABLE", "PERSISTED_QUERY_NOT_FOUND", "PERSISTED_QUERY_MISMATCH", "DOCUMENT_NOT_FOUND", "URL_TOO_LONG",
    "HEADERS_TOO_LARGE",
}  # fmt: skip
"""Codes that only /graphql has, or that refuse a connection before there is a request."""

USUAL: dict[type[Failure], int] = {
    BadUserInput: 422,
    LimitExceeded: 422,
    ResponseTooLarge: 503,
    DatabaseUnavailable: 503,
    StatementTimeout: 503,
    Failure: 500,
}
OVERRIDES: dict[str, dict[type[Failure], int]] = {
    "incidents": {BadUserInput: 500, LimitExceeded: 500},
    "governance": {BadUserInput: 400, LimitExceeded: 422, ResponseTooLarge: 422},
}
"""Statuses that differ from the usual ones, by API."""


def test_every_failure_has_a_status_and_every_status_is_of_a_failure() -> None:
    assert every_code() == STATUS.keys() == OF_MOST_APIS.keys()


def test_failures_of_all_packages_are_seen() -> None:
    assert {each.__module__.partition(".")[0] for each in failure_classes()} == {"gateway", "schema", "storage"}


@pytest.mark.parametrize("api", APIS, ids=lambda api: api.name)
def test_every_failure_is_reported_in_the_form_of_the_api(api: Api) -> None:
    for failure in every_failure():
        if failure.code in NOT_OF_REST:
            continue
        response = api.refuse(failure, REQUEST)
        assert 400 <= response.status < 600, failure.code
        form: Any = api.errors.get(response.status, api.errors[503])
        assert isinstance(response.body, bytes)
        TypeAdapter(form).validate_json(response.body)
        assert failure.message.encode() in response.body or b"Refused." in response.body
        retry = None if failure.retry_after is None else str(failure.retry_after)
        assert response.headers.get("retry-after") == retry, failure.code


@pytest.mark.parametrize("api", APIS, ids=lambda api: api.name)
def test_an_api_reports_failures_with_its_published_statuses(api: Api) -> None:
    expected = {**USUAL, **OVERRIDES.get(api.name, {})}
    assert {kind: api.refuse(kind("Refused."), REQUEST).status for kind in expected} == expected
