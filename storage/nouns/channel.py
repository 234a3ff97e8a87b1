"""Ways in which data arrives."""

from enum import StrEnum


class Channel(StrEnum):
    """Ways in which data arrives."""

    LOAD = "LOAD"
    INGEST = "INGEST"
    OTLP = "OTLP"
    CLOUDEVENTS = "CLOUDEVENTS"
    WEBHOOK = "WEBHOOK"
    LISTEN = "LISTEN"
    PULL = "PULL"
