"""Secrets to plant, each of which exactly one built-in pattern finds. None of them opens anything."""

import base64
import json

LETTERS = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1eF3hJ5kL7"


def _jwt() -> str:
    head, body = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in ({"alg": "none"}, {"sub": "12"})
    )
    return f"{head}.{body}.{LETTERS}"


PLANTED = {
    "aws-key": "AKIA" + "Q3EGRT5TVNM2XKPZ",
    "aws-secret": f"{LETTERS}a",
    "github-token": "ghp_" + LETTERS[:36],
    "anthropic-key": "sk-ant-" + f"api03-{LETTERS}",
    "openai-key": "sk-" + f"proj-{LETTERS}",
    "slack-token": "xoxb-" + "1234567890-ABCDEFGHIJ",
    "stripe-key": "sk_" + f"live_{LETTERS[:24]}",
    "pentagraph-key": f"pgk_acme.a1b2c3d4e5f6.{LETTERS}",
    "private-key": "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7\n-----END RSA PRIVATE KEY-----",
    "jwt": _jwt(),
    "bearer-token": f"tok.{LETTERS}",
    "url-password": "hunter2-and-more",
    "email": "ada.lovelace@example.org",
    "card": "4111 1111 1111 1111",
    "iban": "DE89 3704 0044 0532 0130 00",
    "ipv4": "203.0.113.195",
    "ipv6": "2001:db8::8a2e:370:7334",
}
"""By pattern, what is found and masked."""

AROUND = {
    "aws-secret": "aws_secret_access_key = '{}'",
    "bearer-token": "Authorization: Bearer {}",
    "url-password": "postgresql://app:{}@db.internal/shop",
}
"""What has to be around some of them."""


def in_context(name: str) -> str:
    """A planted secret in a text by which its pattern finds it."""
    return AROUND.get(name, "{}").format(PLANTED[name])
