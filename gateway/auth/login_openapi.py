"""OpenAPI of the paths at which one logs in, which no family owns: /token and /session."""

from typing import Any

from gateway.auth.login import FORM, JSON
from gateway.auth.request_credentials import COOKIE

LOGIN_TAG = {"name": "credentials", "description": "Where one logs in with the password of a user."}
SESSION_SECURITY = {
    "credentials-session": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "The cookie that `POST /session` sets.",
    }
}

_USER = {"type": "string", "minLength": 1, "maxLength": 255, "description": "Address of the user, `organization/address` too."}
_PASSWORD = {"type": "string", "minLength": 1, "maxLength": 1000, "format": "password", "description": "The password."}
_SECONDS = {"type": "integer", "minimum": 1, "description": "Seconds for which it holds."}
_CREDENTIALS = {"username": _USER, "password": _PASSWORD}

_REFUSED = {
    "type": "object",
    "required": ["error", "error_description", "detail"],
    "properties": {
        "error": {"type": "string", "description": "The code of RFC 6749, such as `invalid_grant`."},
        "error_description": {"type": "string"},
        "detail": {"type": "string", "description": "The same once more, where clients of FastAPI look for it."},
    },
}
_AGAIN = {"Retry-After": {"description": "Seconds after which to try again.", "schema": {"type": "integer", "minimum": 0}}}
_CHALLENGE = {"WWW-Authenticate": {"description": "How to authenticate.", "schema": {"type": "string"}}}
_COOKIE = {"Set-Cookie": {"description": f"The cookie {COOKIE}.", "schema": {"type": "string"}}}


def _refusal(description: str, **headers: Any) -> dict[str, Any]:
    more = {"headers": headers["headers"]} if headers else {}
    return {"description": description, **more, "content": {JSON: {"schema": _REFUSED}}}


_COMMON = {
    "413": _refusal("The body is too large."),
    "429": _refusal("Too many attempts.", headers=_AGAIN),
    "503": _refusal("The database cannot be reached just now."),
}

_TOKEN = {
    "operationId": "postToken",
    "summary": "A bearer token for a user's password, by OAuth2's password grant.",
    "description": "The token stands for the user in every API here, with the scopes that were asked for, or all the user has.",
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
                        "scope": {"type": "string", "description": "Scopes, divided by spaces. Absent: all that the user has."},
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
        "400": _refusal("Not a form of the password grant, or no such user and password: `error` says which."),
        **_COMMON,
    },
}

_BEGIN = {
    "operationId": "postSession",
    "summary": "Begins the session of a browser.",
    "description": "Sets a cookie that scripts cannot read. Pages of other hosts are refused.",
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
        "400": _refusal("No object with `username` and `password`."),
        "401": _refusal("No such user and password.", headers=_CHALLENGE),
        "403": _refusal("A page of another host asked."),
        "415": _refusal("The body is not sent as JSON."),
        **_COMMON,
    },
}

_END = {
    "operationId": "deleteSession",
    "summary": "Ends the session of a browser.",
    "description": "Takes the cookie away.",
    "tags": ["credentials"],
    "security": [{}, {"credentials-session": []}],
    "responses": {
        "204": {"description": "No Content", "headers": _COOKIE},
        "403": _refusal("A page of another host asked."),
    },
}

LOGIN: dict[str, dict[str, Any]] = {"/token": {"post": _TOKEN}, "/session": {"post": _BEGIN, "delete": _END}}
"""The path items."""
