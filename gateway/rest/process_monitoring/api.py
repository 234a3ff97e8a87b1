"""The process monitoring API, as SpiffArena documents its analytics: /analytics/api/v1."""

from gateway.auth.request_credentials import COOKIE, bearer, cookie
from gateway.http_request import HttpRequest
from gateway.rest.api import Api, Authenticator
from gateway.rest.credentials import by_key, by_session, first_of
from gateway.rest.error_responses import refuse
from gateway.rest.fastapi_errors import Detail, Invalid
from gateway.rest.process_monitoring.diagrams import FILES
from gateway.rest.process_monitoring.export import EXPORT
from gateway.rest.process_monitoring.lists import LISTS
from gateway.rest.process_monitoring.routes import PATH
from gateway.rest.process_monitoring.statistics import STATISTICS
from schema.engine.request import Caller

API_KEY = "SpiffWorkflow-Api-Key"

ISSUER = "SpiffWorkflow-Authentication-Identifier"
"""Name of the header that names the issuer of the request's token."""

ISSUER_COOKIE = "authentication_identifier"
"""SpiffArena's cookie with the same meaning, which has priority."""

DEFAULT_ISSUER = "default"


async def _by_issuer(authenticator: Authenticator, request: HttpRequest) -> Caller | None:
    """`Authorization: Bearer` with a token of the issuer that the request names, or an API key."""
    token = bearer(request.headers)
    if token is None:
        return None
    issuer = cookie(request.headers, ISSUER_COOKIE) or request.headers.get(ISSUER.lower()) or DEFAULT_ISSUER
    return await authenticator.of_issuer(issuer, token)


PROCESS_MONITORING = Api(
    name="process-monitoring",
    title="Analytics API",
    description=(
        "Counts, durations and lists of process instances, tasks, milestones and errors, by process group and model. "
        "In an identifier, replace `/` with `:`, and append `%` to include descendants of a group."
    ),
    prefixes=(PATH,),
    routes=(*STATISTICS, *LISTS, *EXPORT, *FILES),
    identify=first_of(
        _by_issuer,
        by_session,
        by_key(API_KEY),
        hint="Send `Authorization: Bearer`, the session cookie, or `SpiffWorkflow-Api-Key`.",
    ),
    refuse=refuse,
    errors={**dict.fromkeys((401, 403, 404, 413, 415, 429, 503), Detail), 422: Invalid},
    security={
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "description": "A token of a configured issuer, a token from `POST /token`, or an API key. The cookie "
            f"`{ISSUER_COOKIE}`, else the header `{ISSUER}`, names the issuer. Default: `default`.",
        },
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": COOKIE,
            "description": "The session cookie, set by `POST /session`.",
        },
        "key": {"type": "apiKey", "in": "header", "name": API_KEY, "description": "An API key."},
    },
)
