"""From settings to what receives events: secrets are read, and mappings are checked, when the server starts."""

import os
from collections.abc import Mapping
from pathlib import Path

from gateway.ingest.github_webhook import PREFIX, SIGNATURE_HEADER, GithubEvents
from gateway.ingest.mapped_events import MappedEvents
from gateway.ingest.signatures import HmacSignature, Signature, StandardSignature, standard_secret
from gateway.ingest.webhooks import Receiver
from gateway.settings import SettingsRefused
from gateway.webhook_settings import Webhook
from storage.errors import BadUserInput
from storage.ingest.event_mapping import read_event_mapping
from storage.ingest.event_records import EventMapping


def receivers(webhooks: Mapping[str, Webhook], environment: Mapping[str, str] = os.environ) -> dict[str, Receiver]:
    """What receives each webhook, by name. Raises SettingsRefused if a secret or a mapping is missing or wrong."""
    return {name: _receiver(name, webhook, environment) for name, webhook in webhooks.items()}


def cloudevents_mapping(file: str) -> EventMapping | None:
    """The mapping of CloudEvents; None if the setting is empty. Raises SettingsRefused if it is wrong."""
    return _mapping("cloudevents_mapping", file) if file else None


def _receiver(name: str, webhook: Webhook, environment: Mapping[str, str]) -> Receiver:
    try:
        signature = _signature(webhook, webhook.secrets(environment))
    except ValueError as error:
        raise SettingsRefused(f"webhooks.{name}: {error}") from error
    reader = MappedEvents(_mapping(f"webhooks.{name}", webhook.mapping)) if webhook.mapping else GithubEvents()
    return Receiver(webhook.org_id, signature, reader)


def _mapping(setting: str, file: str) -> EventMapping:
    try:
        return read_event_mapping(Path(file))
    except BadUserInput as error:
        raise SettingsRefused(f"{setting}: {error.message}") from error


def _signature(webhook: Webhook, secrets: tuple[str, ...]) -> Signature:
    """Raises ValueError if a secret is not of the form that the kind requires."""
    if webhook.kind == "standard":
        return StandardSignature([standard_secret(secret) for secret in secrets], webhook.tolerance_seconds)
    keys = [secret.encode() for secret in secrets]
    if webhook.kind == "github":
        return HmacSignature(keys, SIGNATURE_HEADER, prefix=PREFIX)
    return HmacSignature(keys, webhook.signature_header.lower(), webhook.algorithm, webhook.prefix, webhook.encoding)
