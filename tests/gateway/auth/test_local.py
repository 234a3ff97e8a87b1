"""Only a program or page of this machine, speaking to this machine, counts as local."""

from typing import Any

import pytest

from gateway.auth.local import foreign_header, is_local


def local(client: Any = ("127.0.0.1", 1), http_version: str = "1.1", **headers: str) -> bool:
    sent = {"host": "127.0.0.1:8000"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return is_local({"type": "http", "client": client, "http_version": http_version}, sent)


CURL = {"user_agent": "curl/8.5", "accept": "*/*", "content_type": "application/json", "content_length": "20"}
BROWSER = {
    "user_agent": "Mozilla/5.0",
    "accept": "text/html",
    "accept_language": "en",
    "accept_encoding": "gzip, deflate, br, zstd",
    "connection": "keep-alive",
    "cache_control": "max-age=0",
    "cookie": "a=b",
    "dnt": "1",
    "if_none_match": '"x"',
    "origin": "http://localhost:8000",
    "priority": "u=0, i",
    "referer": "http://localhost:8000/graphiql",
    "sec_ch_ua": '"Chromium"',
    "sec_fetch_dest": "empty",
    "sec_fetch_mode": "cors",
    "sec_fetch_site": "same-origin",
    "sec_gpc": "1",
    "upgrade_insecure_requests": "1",
}
APOLLO = {"apollographql_client_name": "web", "apollo_require_preflight": "1", "x_apollo_operation_name": "Q"}


def test_a_program_of_this_machine_is_local() -> None:
    assert local()
    assert local(client=("::1", 1), host="[::1]:8000")
    assert local(host="localhost:8000", origin="http://localhost:8000", sec_fetch_site="same-origin")


@pytest.mark.parametrize(
    "headers", [CURL, BROWSER, {**CURL, **APOLLO}, {"x_pentagraph_explain": "1", "traceparent": "00-1-2-01"}]
)
def test_what_browsers_and_programs_send_themselves_is_local(headers: dict[str, str]) -> None:
    assert local(**headers)


@pytest.mark.parametrize(
    "request_",
    [
        {"client": ("10.0.0.5", 1)},
        {"client": None},
        {"http_version": "1.0"},
        {"http_version": "1.0", "connection": "close"},
        {"host": "rebound.example.org:8000"},
        {"host": ""},
        {"host": "["},
        {"host": "127.0.0.1:8000, example.org"},
        {"origin": "https://evil.example.org"},
        {"origin": "null"},
        {"sec_fetch_site": "cross-site"},
    ],
)
def test_what_came_through_or_from_elsewhere_is_not_local(request_: dict[str, Any]) -> None:
    assert not local(**request_)


PROXY_HEADERS = [
    "forwarded", "via", "x-forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port",
    "x-forwarded-server", "x-forwarded-by", "x-forwarded-scheme", "x-forwarded-ssl", "x-forwarded-prefix",
    "x-forwarded-path", "x-forwarded-uri", "x-forwarded-method", "x-forwarded-user", "x-forwarded-email",
    "x-forwarded-client-cert", "x-forwarded-tls-client-cert", "x-real-ip", "x-real-port", "x-client-ip",
    "x-client-port", "client-ip", "true-client-ip", "x-cluster-client-ip", "x-remote-ip", "x-remote-addr",
    "remote-addr", "x-remote-user", "x-originating-ip", "x-original-for", "x-original-host", "x-original-proto",
    "x-original-forwarded-for", "x-original-uri", "x-original-url", "x-rewrite-url", "x-proxyuser-ip",
    "proxy-client-ip", "wl-proxy-client-ip", "x-host", "x-http-host-override", "front-end-https", "x-url-scheme",
    "x-scheme", "x-https", "x-ssl", "x-ssl-client-verify", "ssl-client-cert", "client-cert", "cf-connecting-ip",
    "cf-connecting-ipv6", "cf-ray", "cf-visitor", "cf-ipcountry", "cf-worker", "cdn-loop", "fastly-client-ip",
    "fastly-ff", "fastly-ssl", "x-varnish", "x-timer", "x-cache", "x-served-by", "x-amzn-trace-id", "x-amz-cf-id",
    "cloudfront-viewer-address", "cloudfront-forwarded-proto", "x-amzn-tls-version", "x-cloud-trace-context",
    "x-google-real-ip", "x-goog-authenticated-user-email", "x-goog-iap-jwt-assertion", "x-appengine-user-ip",
    "x-azure-clientip", "x-azure-socketip", "x-azure-ref", "x-azure-fdid", "x-arr-log-id", "x-arr-ssl",
    "x-ms-client-principal", "x-akamai-config-log-detail", "akamai-origin-hop", "x-akamai-edgescape", "x-edge-ip",
    "incap-client-ip", "x-sucuri-clientip", "x-envoy-external-address", "x-envoy-internal",
    "x-envoy-expected-rq-timeout-ms", "x-envoy-original-path", "x-request-id", "x-b3-traceid", "x-b3-spanid",
    "x-ot-span-context", "x-correlation-id", "x-request-start", "x-queue-start", "x-nginx-proxy", "x-traefik-reqid",
    "x-haproxy-unique-id", "x-unique-id", "x-nf-client-connection-ip", "x-vercel-forwarded-for", "x-vercel-id",
    "fly-client-ip", "fly-forwarded-port", "fly-region", "x-railway-edge", "x-render-origin-server",
    "do-connecting-ip", "ngrok-skip-browser-warning", "x-tailscale-user", "tailscale-user-login",
    "x-auth-request-user", "x-authenticated-user", "x-gitpod-proxy", "x-github-request-id", "x-codespaces-port",
    "max-forwards", "proxy-connection", "proxy-authorization", "proxy", "x-proxy-id", "x-bluecoat-via",
    "x-imforwards", "x-webproxy", "x-squid-error", "surrogate-capability", "x-a-proxy-of-tomorrow",
]  # fmt: skip


@pytest.mark.parametrize("name", PROXY_HEADERS)
def test_a_header_of_any_proxy_makes_a_request_foreign(name: str) -> None:
    assert not local(**CURL, **{name.replace("-", "_"): "127.0.0.1"})
    assert foreign_header({"host": "localhost", name: ""}) == name
