"""The server's settings: names, defaults and descriptions, read from the command line, the environment and one TOML file."""

import json
import os
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from gateway.issuer_settings import Issuer
from gateway.setting_types import HEADER_NAME
from gateway.webhook_settings import NAME as WEBHOOK_NAME
from gateway.webhook_settings import Webhook
from storage.alternatives import nearest
from storage.errors import Failure
from storage.writing.dead_letters import LetterLimits

PREFIX = "PENTAGRAPH_"
SHORTEST_SECRET = 16
DEFAULT_FILE = Path("pentagraph.toml")
NOT_SETTINGS = ("CONFIG", "DEBUG", "REQUIRE_", "TEST_")
"""Variables with our prefix that are not settings: the path of the file, tracebacks, and switches of the test suite."""


SECRET = ("database", "rate_limit_store", "masking_secret")
"""Settings whose values may contain a password or secret; no message quotes them."""


class SettingsRefused(Failure):
    """An unknown setting, or a value that the setting does not allow."""

    code = "SETTINGS_REFUSED"


class Settings(BaseModel):
    """The server's settings. Precedence: command line, environment, file, default."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    database: str = Field(
        "sqlite+aiosqlite:///pentagraph.db", description="URL of the store: a SQLite file or a PostgreSQL database."
    )
    host: str = Field(
        "127.0.0.1",
        description="Address to listen on. Any address other than loopback requires an API key, a user or an issuer.",
    )
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on. 0: any free port.")
    readers: int = Field(8, ge=1, le=256, description="Number of connections for reading.")
    statement_cache: int = Field(512, ge=0, description="Number of prepared statements that each connection caches.")
    memory_statistics: bool = Field(
        False, description="Collect SQLite's memory statistics. They take a process-wide lock, so reading is faster without them."
    )
    default_org: str = Field("default", min_length=1, description="Organization that `load` and `jobs` use without `--org`.")
    demo: bool = Field(
        False,
        description="Let callers on this machine read organization `demo` without a key, while there is no key, user or issuer.",
    )
    graphiql: bool = Field(True, description="Serve GraphiQL at /graphiql.")
    cors_origins: tuple[str, ...] = Field(
        (),
        description="Origins whose pages may call the API, such as https://app.example.org. Comma-separated in the environment.",
    )
    cors_headers: tuple[str, ...] = Field(
        (),
        description="Request headers that these pages may send in addition to the usual ones; `*`: any. Comma-separated in the "
        "environment.",
    )
    key_cache_seconds: float = Field(
        5.0, ge=0, description="Seconds to trust a valid key or token before checking the store again."
    )
    token_minutes: float = Field(60.0, gt=0, le=525_600, description="Lifetime of a token or session, in minutes.")
    issuers: dict[str, Issuer] = Field(
        {}, description="OpenID Connect issuers whose tokens are accepted, by name: docs/credentials.md. JSON in the environment."
    )
    webhooks: dict[str, Webhook] = Field(
        {}, description="Webhooks that may send events, by name: docs/webhooks.md. JSON in the environment."
    )
    cloudevents_mapping: str = Field(
        "", description="File that maps CloudEvents of types of your own to records: docs/event-mappings.md. Empty: none."
    )
    rate_limit: int = Field(
        600, ge=0, description="Requests per minute that an organization may send to one REST API. 0: unlimited."
    )
    work_rate_limit: int = Field(
        60,
        ge=0,
        description="Requests per minute that an organization may send for one kind of work: exports, jobs. 0: unlimited.",
    )
    rate_limit_store: str = Field(
        "",
        description="Redis URL to count requests of all processes together: `redis://host:6379/0`. Empty: each counts its own.",
    )
    login_limit: int = Field(
        30,
        ge=0,
        description="Logins per minute with one user name from one address; ten times as many with all names. 0: unlimited.",
    )
    persisted_queries: int = Field(
        1000, ge=0, description="Automatic persisted queries to keep; the least recently used go first."
    )
    persisted_query_bytes: int = Field(
        16_000_000, ge=0, description="Memory for automatic persisted queries, in bytes; the least recently used go first."
    )
    max_body_bytes: int = Field(1_000_000, ge=1, description="Maximum size of a request body, in bytes.")
    max_file_bytes: int = Field(
        1_000_000_000,
        ge=1,
        description="Maximum size of a JSON array or file sent to /ingest, in bytes. Lines are unlimited.",
    )
    max_otlp_bytes: int = Field(16_000_000, ge=1, description="Maximum size of an OTLP request after decompression, in bytes.")
    max_event_bytes: int = Field(
        10_000_000, ge=1, description="Maximum size of a request to /webhooks or /cloudevents, in bytes."
    )
    write_queue_bytes: int = Field(
        32_000_000,
        ge=1,
        description="Maximum size of all records that wait to be written, in bytes; an organization may have half of it.",
    )
    masking: str = Field("", description="TOML file of masking rules: docs/masking.md. Empty: nothing is masked.")
    masking_secret: str = Field(
        "",
        description="Secret of the masks that hash, at least 16 characters. Keep it: with another one, masks are others.",
    )
    dead_letter_body_bytes: int = Field(
        65_536, ge=0, description="Maximum size of one body of a dead letter, in bytes; longer ones are cut. 0: keep only hashes."
    )
    dead_letter_rows: int = Field(10_000, ge=0, description="Maximum number of dead letters of an organization.")
    dead_letter_bytes: int = Field(
        100_000_000, ge=0, description="Maximum size of all bodies of an organization's dead letters, in bytes."
    )
    dead_letter_days: float = Field(30.0, ge=0, le=36_500, description="Days to keep a dead letter. 0: no limit.")
    max_url_bytes: int = Field(65_536, ge=1024, description="Maximum length of a URL with its query string, in bytes.")
    max_header_bytes: int = Field(65_536, ge=1024, description="Maximum size of all headers of a request, in bytes.")
    max_headers: int = Field(100, ge=10, description="Maximum number of headers of a request.")
    header_timeout: float = Field(20.0, gt=0, description="Seconds in which all headers of a request must arrive.")
    body_timeout: float = Field(
        60.0, gt=0, description="Seconds in which a request body must arrive; each 10,000 bytes of it give one more."
    )
    idle_timeout: float = Field(75.0, gt=0, description="Seconds to keep a connection open without a request.")
    write_timeout: float = Field(
        30.0, gt=0, description="Seconds in which a client must read what waits to be sent, at most 320 kB at once."
    )
    max_connections: int = Field(1000, ge=1, description="Maximum number of open connections; more get 503.")
    max_connections_per_address: int = Field(
        250, ge=1, description="Maximum number of open connections from one address, or from one IPv6 network of 64 bits."
    )
    max_unread_bytes: int = Field(
        200_000_000,
        ge=0,
        description="Maximum size of all large responses that clients have not read yet, in bytes; more get 503.",
    )
    max_depth: int = Field(25, ge=1, description="Maximum depth of fields in an operation.")
    max_breadth: int = Field(300, ge=1, description="Maximum number of fields in one selection set.")
    max_aliases: int = Field(150, ge=0, description="Maximum number of aliases in an operation.")
    max_directives: int = Field(100, ge=0, description="Maximum number of directives in an operation.")
    max_tokens: int = Field(10_000, ge=1, description="Maximum number of lexical tokens in a document.")
    max_work: int = Field(
        3_000,
        ge=1,
        description="Maximum work of planning an operation: fields, arguments, filter conditions and list items, "
        "with fragments written out and variables at each use.",
    )
    max_cost: int = Field(2_000_000, ge=1, description="Maximum estimated number of values in a response.")
    max_page: int = Field(10_000, ge=1, description="Maximum `first` or `last` of one connection.")
    max_filter_depth: int = Field(6, ge=0, description="Maximum number of nested links in a filter.")
    statement_timeout: float = Field(10.0, gt=0, description="Maximum run time of one SQL statement, in seconds.")
    operation_timeout: float = Field(
        30.0,
        gt=0,
        description="Maximum time of all SQL statements of one operation, with waiting for connections, in seconds.",
    )
    max_response_bytes: int = Field(50_000_000, ge=1, description="Maximum size of a response, in bytes.")
    planning_timeout: float = Field(
        5.0, gt=0, description="Maximum processor time to validate and plan one operation, in seconds."
    )
    plan_cache_bytes: int = Field(
        128_000_000, ge=0, description="Memory for parsed documents and plans, in bytes; the least recently used go first."
    )
    worker: bool = Field(True, description="Run background work: jobs, roll-ups, and scheduled tasks.")
    rollup_interval: float = Field(5.0, ge=0.1, description="Seconds between checks for roll-ups to build.")
    assessment_interval: int = Field(
        3600, ge=0, description="Seconds between risk assessments of identities. 0: only after a detection of anomalies."
    )
    retention_days: int = Field(
        0,
        ge=0,
        le=36_500,
        description="Days to keep rows; older rows are deleted once a day, their roll-ups are kept. 0: keep forever.",
    )

    @field_validator("masking_secret")
    @classmethod
    def _is_long(cls, value: str) -> str:
        if value and len(value) < SHORTEST_SECRET:
            raise ValueError(f"must have at least {SHORTEST_SECRET} characters")
        return value

    @field_validator("cors_headers")
    @classmethod
    def _are_names(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if wrong := next((name for name in value if not HEADER_NAME.fullmatch(name)), None):
            raise ValueError(f"{wrong!r} is not the name of a header")
        return value

    @field_validator("webhooks")
    @classmethod
    def _are_paths(cls, value: dict[str, Webhook]) -> dict[str, Webhook]:
        if wrong := next((name for name in value if not WEBHOOK_NAME.fullmatch(name)), None):
            raise ValueError(f"{wrong!r} is not the name of a webhook: at most 63 characters a-z, 0-9, _ and -")
        return value

    @field_validator("issuers", "webhooks", mode="before")
    @classmethod
    def _parse(cls, value: object) -> object:
        return json.loads(value) if isinstance(value, str) else value

    @field_validator("cors_origins", "cors_headers", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def letter_limits(settings: Settings) -> LetterLimits:
    """What an organization may keep of dead letters."""
    return LetterLimits(**{field.name: getattr(settings, f"dead_letter_{field.name}") for field in fields(LetterLimits)})


def read_settings(
    options: Mapping[str, object] | None = None,
    *,
    file: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Settings:
    """The settings in force. `options` are those of the command line; None: not set there. Raises SettingsRefused."""
    merged: dict[str, object] = {}
    origin: dict[str, str] = {}
    sources = (
        _from_file(file, environment),
        _from_environment(environment),
        {name: (f"--{name.replace('_', '-')}", value) for name, value in (options or {}).items() if value is not None},
    )
    for source in sources:
        for name, (place, value) in source.items():
            merged[name], origin[name] = value, place
    try:
        return Settings(**merged)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name, *inside = map(str, first["loc"])
        place = ".".join([origin.get(name, name), *inside])
        got = (
            ""
            if name in SECRET or place == origin.get("webhooks") or first["type"] in ("missing", "extra_forbidden")
            else f", got {first['input']!r}"
        )
        raise SettingsRefused(f"{place}: {_reason(first, inside)}{got}") from None


def _reason(error: ErrorDetails, inside: Sequence[str]) -> str:
    """What is wrong with a value. `inside` leads from the setting to it: the name of an issuer, and of its field."""
    match error["type"]:
        case "bool_parsing" | "bool_type":
            return "must be true or false"
        case "extra_forbidden":
            fields = Issuer.model_fields if error["loc"][0] == "issuers" else Webhook.model_fields
            return f"unknown field; {nearest(inside[-1], fields)}"
        case "missing":
            return "required, but missing"
    return error["msg"].removeprefix("Value error, ")


def _from_file(file: Path | None, environment: Mapping[str, str]) -> dict[str, tuple[str, object]]:
    named = file or (Path(environment[PREFIX + "CONFIG"]) if environment.get(PREFIX + "CONFIG") else None)
    path = named or DEFAULT_FILE
    if named is None and not path.exists():
        return {}
    try:
        keys = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsRefused(f"{path}: cannot read the file: {error.strerror}") from error
    except ValueError as error:
        raise SettingsRefused(f"{path}: not valid TOML: {error}") from error
    _refuse_unknown(keys, lambda key: f"{path}: unknown setting {key}", str)
    return {key: (f"{path}: {key}", value) for key, value in keys.items()}


def _from_environment(environment: Mapping[str, str]) -> dict[str, tuple[str, object]]:
    ours = {
        name.removeprefix(PREFIX).lower(): (name, value)
        for name, value in environment.items()
        if name.startswith(PREFIX) and not name.removeprefix(PREFIX).startswith(NOT_SETTINGS)
    }
    _refuse_unknown(ours, lambda key: f"no setting for the environment variable {ours[key][0]}", lambda k: PREFIX + k.upper())
    return dict(ours)


def _refuse_unknown(keys: Iterable[str], says: Callable[[str], str], spelled: Callable[[str], str]) -> None:
    for key in keys:
        if key not in Settings.model_fields:
            instead = nearest(spelled(key), map(spelled, Settings.model_fields), "see docs/settings.md for all settings")
            raise SettingsRefused(f"{says(key)}; {instead}")
