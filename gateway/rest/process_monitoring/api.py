"""The process monitoring API, as SpiffArena documents its analytics: /analytics/api/v1."""

from gateway.auth.request_credentials import COOKIE, bearer, cookie
from gateway.http_request import HttpRequest
from gateway.rest.api import Api, Authenticator
from gateway.rest.error_responses import refuse
from gateway.rest.fastapi_errors import Detail, Invalid
from gateway.rest.process_monitoring.diagrams import FILES
from gateway.rest.process_monitoring.export import EXPORT
from gateway.rest.process_monitoring.lists import LISTS
from gateway.rest.process_monitoring.routes import PATH
from gateway.rest.process_monitoring.statistics import STATISTICS
from schema.engine.request import Caller
from storage.errors import Unauthenticated

API_KEY = "SpiffWorkflow-Api-Key"

ISSUER = "SpiffWorkflow-Authentication-Identifier"
"""Name of the header that names the issuer of the request's token."""

ISSUER_COOKIE = "authentication_identifier"
"""SpiffArena's cookie with the same meaning, which has priority."""

DEFAULT_ISSUER = "default"


async def identify(authenticator: Authenticator, request: HttpRequest) -> Caller:
    """The caller: by the first of bearer token, session cookie and API key, or, for the demo, on this machine without one."""
    token = bearer(request.headers)
    if token is not None:
        issuer = cookie(request.headers, ISSUER_COOKIE) or request.headers.get(ISSUER.lower()) or DEFAULT_ISSUER
        return await authenticator.of_issuer(issuer, token)
    session = await authenticator.of_session(request)
    if session is not None:
        return session
    if API_KEY.lower() in request.headers:
        return await authenticator.of_key(request.headers[API_KEY.lower()])
    local = await authenticator.local(request)
    if local is None:
        raise Unauthenticated("Send `Authorization: Bearer`, the session cookie, or `SpiffWorkflow-Api-Key`.")
    return local


PROCESS_MONITORING = Api(
    name="process-monitoring",
    title="Analytics API",
    description=(
        "Counts, durations and lists of process instances, tasks, milestones and errors, by process group and model. "
        "In an identifier, replace `/` with `:`, and append `%` to include descendants of a group."
    ),
    prefixes=(PATH,),
    routes=(*STATISTICS, *LISTS, *EXPORT, *FILES),
    identify=identify,
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
