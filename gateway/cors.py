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
    "cache-control", "content-encoding", "content-type", "idempotency-key", "if-modified-since", "if-none-match", "pragma",
    "x-csrf-token", "x-pentagraph-explain", "x-requested-with", "x-xsrf-token",
)  # fmt: skip
OF_GRAPHQL_CLIENTS = (
    "apollo-require-preflight", "apollographql-client-name", "apollographql-client-version", "graphql-client-name",
    "graphql-client-version", "graphql-preflight", "graphql-require-preflight", "x-apollo-operation-id",
    "x-apollo-operation-name", "x-graphql-client-name", "x-graphql-client-version",
)  # fmt: skip
OF_TRACING = (
    "b3", "baggage", "elastic-apm-traceparent", "newrelic", "request-context", "request-id", "sentry-trace", "traceparent",
    "tracestate", "uber-trace-id", "x-amzn-trace-id", "x-b3-flags", "x-b3-parentspanid", "x-b3-sampled", "x-b3-spanid",
    "x-b3-traceid", "x-correlation-id", "x-datadog-origin", "x-datadog-parent-id", "x-datadog-sampling-priority",
    "x-datadog-tags", "x-datadog-trace-id", "x-request-id",
)  # fmt: skip
"""Headers that monitoring adds to each request of a page: W3C Trace Context, Sentry, Zipkin, Jaeger, Datadog, New Relic, Elastic,
AWS X-Ray, Application Insights, and ids of requests."""

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
