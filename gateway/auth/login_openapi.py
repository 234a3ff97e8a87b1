"""OpenAPI of the login paths, /token and /session, which belong to no API."""

from collections.abc import Mapping

from gateway.auth.login import FORM, JSON
from gateway.auth.request_credentials import COOKIE

LOGIN_TAG = {"name": "credentials", "description": "Log in with a user name and password."}
SESSION_SECURITY = {
    "credentials-session": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "The cookie that `POST /session` sets.",
    }
}

_USER = {
    "type": "string",
    "minLength": 1,
    "maxLength": 255,
    "description": "Email address of the user, or `organization/address`.",
}
_PASSWORD = {"type": "string", "minLength": 1, "maxLength": 1000, "format": "password", "description": "The password."}
_SECONDS = {"type": "integer", "minimum": 1, "description": "Lifetime in seconds."}
_CREDENTIALS = {"username": _USER, "password": _PASSWORD}

_REFUSED = {
    "type": "object",
    "required": ["error", "error_description", "detail"],
    "properties": {
        "error": {"type": "string", "description": "Error code of RFC 6749, such as `invalid_grant`."},
        "error_description": {"type": "string"},
        "detail": {"type": "string", "description": "Same as `error_description`, for FastAPI clients."},
    },
}
_AGAIN = {"Retry-After": {"description": "Seconds to wait before the next attempt.", "schema": {"type": "integer", "minimum": 0}}}
_CHALLENGE = {"WWW-Authenticate": {"description": "How to authenticate.", "schema": {"type": "string"}}}
_COOKIE = {"Set-Cookie": {"description": f"The cookie {COOKIE}.", "schema": {"type": "string"}}}


def _refusal(description: str, headers: Mapping[str, object] | None = None) -> dict[str, object]:
    more = {"headers": headers} if headers else {}
    return {"description": description, **more, "content": {JSON: {"schema": _REFUSED}}}


_COMMON = {
    "413": _refusal("The body is too large."),
    "429": _refusal("Too many attempts.", headers=_AGAIN),
    "503": _refusal("The database is unavailable, or too many logins wait.", headers=_AGAIN),
}

_TOKEN = {
    "operationId": "postToken",
    "summary": "Get a bearer token for a user name and password (OAuth2 password grant).",
    "description": "The token is valid for every API of this server, with the requested scopes or all scopes of the user.",
    "tags": ["credentials"],
    "security": [],
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["grant_type", "username", "password"],
                    "properties": {
                        "grant_type": {"type": "string", "const": "password"},
                        **_CREDENTIALS,
                        "scope": {
                            "type": "string",
                            "description": "Scopes, separated by spaces. Default: all scopes of the user.",
                        },
                    },
                },
                "example": {"grant_type": "password", "username": "ana@example.com", "password": "correct horse battery"},
            }
        },
    },
    "responses": {
        "200": {
            "description": "OK",
            "content": {
                JSON: {
                    "schema": {
                        "type": "object",
                        "required": ["access_token", "token_type", "expires_in"],
                        "properties": {
                            "access_token": {"type": "string"},
                            "token_type": {"type": "string", "const": "bearer"},
                            "expires_in": _SECONDS,
                        },
                    }
                }
            },
        },
        "400": _refusal("Not a password grant form, or wrong user name or password; see `error`."),
        **_COMMON,
    },
}

_BEGIN = {
    "operationId": "postSession",
    "summary": "Start a browser session.",
    "description": "Sets a cookie that scripts cannot read. Requests from pages of other hosts are rejected.",
    "tags": ["credentials"],
    "security": [],
    "requestBody": {
        "required": True,
        "content": {
            JSON: {
                "schema": {"type": "object", "required": ["username", "password"], "properties": _CREDENTIALS},
                "example": {"username": "ana@example.com", "password": "correct horse battery"},
            }
        },
    },
    "responses": {
        "200": {
            "description": "OK",
            "headers": _COOKIE,
            "content": {
                JSON: {
                    "schema": {
                        "type": "object",
                        "required": ["username", "org_id", "scopes", "expires_in"],
                        "properties": {
                            "username": {"type": "string"},
                            "org_id": {"type": "string"},
                            "scopes": {"type": "array", "items": {"type": "string"}},
                            "expires_in": _SECONDS,
                        },
                    }
                }
            },
        },
        "400": _refusal("The body is not an object with `username` and `password`."),
        "401": _refusal("Wrong user name or password.", headers=_CHALLENGE),
        "403": _refusal("The request comes from a page of another host."),
        "415": _refusal("The Content-Type is not JSON."),
        **_COMMON,
    },
}

_END = {
    "operationId": "deleteSession",
    "summary": "End a browser session.",
    "description": "Removes the session cookie.",
    "tags": ["credentials"],
    "security": [{}, {"credentials-session": []}],
    "responses": {
        "204": {"description": "No Content", "headers": _COOKIE},
        "403": _refusal("The request comes from a page of another host."),
    },
}

LOGIN: dict[str, dict[str, object]] = {"/token": {"post": _TOKEN}, "/session": {"post": _BEGIN, "delete": _END}}
"""The path items."""
