"""Which requests browsers may send from pages of other origins (CORS)."""

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from gateway.settings import Settings

METHODS = ("GET", "HEAD", "POST", "DELETE")
"""Every method that the server answers."""

CREDENTIALS = (
    "authorization", "spiffworkflow-api-key", "spiffworkflow-authentication-identifier", "x-api-key", "x-granite-api-key",
)  # fmt: skip
OF_REQUESTS = (
    "cache-control", "content-encoding", "content-type", "if-none-match", "pragma", "x-pentagraph-explain", "x-requested-with",
)  # fmt: skip
OF_GRAPHQL_CLIENTS = (
    "apollo-require-preflight", "apollographql-client-name", "apollographql-client-version", "graphql-client-name",
    "graphql-client-version", "graphql-preflight", "x-apollo-operation-id", "x-apollo-operation-name",
)  # fmt: skip
OF_TRACING = ("b3", "baggage", "sentry-trace", "traceparent", "tracestate", "x-correlation-id", "x-request-id")
"""Headers that monitoring adds to each request of a page: W3C Trace Context, Sentry, Zipkin, and ids of requests."""

ALLOWED_HEADERS = (*CREDENTIALS, *OF_REQUESTS, *OF_GRAPHQL_CLIENTS, *OF_TRACING)

EXPOSED_HEADERS = (
    "allow", "content-disposition", "etag", "retry-after", "server-timing", "www-authenticate", "x-ratelimit-limit",
    "x-ratelimit-remaining", "x-ratelimit-reset", "x-request-id",
)  # fmt: skip
"""Headers of responses that scripts of a page may read."""


def with_cors(app: ASGIApp, settings: Settings) -> ASGIApp:
    """The application for pages of the allowed origins; the application itself if there are none."""
    if not settings.cors_origins:
        return app
    return CORSMiddleware(
        app,
        allow_origins=settings.cors_origins,
        allow_methods=METHODS,
        allow_headers=(*ALLOWED_HEADERS, *settings.cors_headers),
        expose_headers=EXPOSED_HEADERS,
    )
