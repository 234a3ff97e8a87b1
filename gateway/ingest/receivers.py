"""From the settings of webhooks to what receives them: secrets are read when the server starts."""

import os
from collections.abc import Mapping

from gateway.ingest.github_webhook import PREFIX, SIGNATURE_HEADER, GithubEvents
from gateway.ingest.signatures import HmacSignature
from gateway.ingest.webhooks import Receiver
from gateway.settings import SettingsRefused
from gateway.webhook_settings import Webhook


def receivers(webhooks: Mapping[str, Webhook], environment: Mapping[str, str] = os.environ) -> dict[str, Receiver]:
    """What receives each webhook, by name. Raises SettingsRefused if a secret is missing or too short."""
    return {name: _receiver(name, webhook, environment) for name, webhook in webhooks.items()}


def _receiver(name: str, webhook: Webhook, environment: Mapping[str, str]) -> Receiver:
    try:
        secrets = [secret.encode() for secret in webhook.secrets(environment)]
    except ValueError as error:
        raise SettingsRefused(f"webhooks.{name}: {error}") from error
    return Receiver(webhook.org_id, HmacSignature(secrets, SIGNATURE_HEADER, prefix=PREFIX), GithubEvents())
