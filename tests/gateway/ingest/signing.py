"""Webhooks with their secrets, and requests that are signed as their senders sign them."""

import base64
import hashlib
import hmac
import json
from typing import Any

import httpx

SECRET = "It's a Secret to Everybody"  # noqa: S105 - of GitHub's documentation
HTTP_OF_GITHUB = {"content-type": "application/json"}


def github_headers(event: str, body: bytes, secret: str = SECRET, **more: str) -> dict[str, str]:
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    headers = {"x-github-event": event, "x-hub-signature-256": f"sha256={signature}", "x-github-delivery": "72d3162e"}
    return {**HTTP_OF_GITHUB, **headers, **{name.replace("_", "-"): value for name, value in more.items()}}


async def send_github(client: httpx.AsyncClient, event: str, payload: Any, name: str = "github") -> httpx.Response:
    body = json.dumps(payload).encode()
    return await client.post(f"/webhooks/{name}", content=body, headers=github_headers(event, body))


def standard_headers(secret: str, message_id: str, time: int, body: bytes) -> dict[str, str]:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signature = hmac.new(key, f"{message_id}.{time}.".encode() + body, hashlib.sha256).digest()
    signed = f"v1,{base64.b64encode(signature).decode()}"
    return {"webhook-id": message_id, "webhook-timestamp": str(time), "webhook-signature": signed}
