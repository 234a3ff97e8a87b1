"""Every setting of the server: its name, default and meaning, read from the command line, the environment and one TOML file."""

import difflib
import json
import os
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from gateway.auth.issuer_settings import Issuer
from storage.errors import Failure

PREFIX = "PENTAGRAPH_"
DEFAULT_FILE = Path("pentagraph.toml")
NOT_SETTINGS = ("CONFIG", "DEBUG", "REQUIRE_", "TEST_")
"""Variables with our prefix that are no settings: where the file is, tracebacks, and what the test suite is told."""


class SettingsRefused(Failure):
    """A setting that does not exist, or a value that it cannot take."""

    code = "SETTINGS_REFUSED"


class Settings(BaseModel):
    """The server's settings. The command line wins over the environment, that over the file, and that over the default."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    database: str = Field(
        "sqlite+aiosqlite:///pentagraph.db", description="URL of the store: SQLite file or PostgreSQL database."
    )
    host: str = Field(
        "127.0.0.1",
        description="Address to listen on. Other than loopback, there must be an API key, a user or an issuer.",
    )
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on. 0: any free one.")
    readers: int = Field(8, ge=1, le=256, description="Connections that read, each on its own.")
    statement_cache: int = Field(512, ge=0, description="Prepared statements that each connection keeps.")
    memory_statistics: bool = Field(
        False, description="SQLite's memory statistics: one lock that all readers share, for the whole process. Off is faster."
    )
    default_org: str = Field(
        "demo", min_length=1, description="Organization that `load` and `demo` fill when `--org` is not given."
    )
    anonymous_org: str = Field(
        "demo", description="Organization that callers on this machine read without a key. Empty: everybody needs a key."
    )
    graphiql: bool = Field(True, description="Serve GraphiQL at /graphiql.")
    cors_origins: tuple[str, ...] = Field(
        (),
        description="Origins whose pages may call the API, such as https://app.example.org. Comma-separated in the environment.",
    )
    key_cache_seconds: float = Field(
        5.0, ge=0, description="How long a key that was found valid is trusted before the store is asked again, in seconds."
    )
    token_minutes: float = Field(60.0, gt=0, le=525_600, description="How long a token, or a session, is valid, in minutes.")
    issuers: dict[str, Issuer] = Field(
        {}, description="OpenID Connect issuers whose tokens are taken, by name: docs/credentials.md. JSON in the environment."
    )
    rate_limit: int = Field(
        600, ge=0, description="Requests that an organization may send to one REST API in a minute. 0: any number."
    )
    work_rate_limit: int = Field(
        60, ge=0, description="The same for each kind of route that makes work: exports, and starting jobs. 0: any number."
    )
    rate_limit_store: str = Field(
        "", description="Where requests are counted: empty for each process by itself, `redis://host:6379/0` for all together."
    )
    login_limit: int = Field(
        30, ge=0, description="Logins in a minute with one user name from one address; ten times as many with any. 0: any number."
    )
    persisted_queries: int = Field(1000, ge=0, description="Automatic persisted queries that are remembered, the latest used.")
    max_body_bytes: int = Field(1_000_000, ge=1, description="Largest request body, in bytes.")
    max_depth: int = Field(25, ge=1, description="Deepest nesting of fields in an operation.")
    max_breadth: int = Field(300, ge=1, description="Most fields in one selection set.")
    max_aliases: int = Field(150, ge=0, description="Most aliases in an operation.")
    max_directives: int = Field(100, ge=0, description="Most directives in an operation.")
    max_tokens: int = Field(10_000, ge=1, description="Most lexical tokens in a document.")
    max_cost: int = Field(2_000_000, ge=1, description="Largest estimated number of values in an answer.")
    max_page: int = Field(10_000, ge=1, description="Largest `first` or `last` of one connection.")
    max_filter_depth: int = Field(6, ge=0, description="Most links that a filter may follow one inside another.")
    statement_timeout: float = Field(10.0, gt=0, description="Longest time that one statement may run, in seconds.")
    max_response_bytes: int = Field(50_000_000, ge=1, description="Largest answer, in bytes.")
    plan_cache_size: int = Field(500, ge=0, description="Operations whose plans are remembered, the latest used.")
    worker: bool = Field(True, description="Work in the background: do jobs, keep roll-ups fresh, ask for what is due.")
    rollup_interval: float = Field(5.0, ge=0.1, description="How often is looked for roll-ups to be built, in seconds.")
    assessment_interval: int = Field(
        3600, ge=0, description="How often the risk of identities is assessed, in seconds. 0: only after a detection."
    )
    retention_days: int = Field(
        0, ge=0, le=36_500, description="Rows older than so many days are deleted once a day; their roll-ups stay. 0: never."
    )

    @field_validator("issuers", mode="before")
    @classmethod
    def _parse(cls, value: object) -> object:
        return json.loads(value) if isinstance(value, str) else value

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def read_settings(
    given: Mapping[str, object] | None = None,
    *,
    file: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Settings:
    """The settings in force; SettingsRefused names what is wrong. `given` are those of the command line, None: not given."""
    merged: dict[str, object] = {}
    origin: dict[str, str] = {}
    sources = (
        _from_file(file, environment),
        _from_environment(environment),
        {name: (f"--{name.replace('_', '-')}", value) for name, value in (given or {}).items() if value is not None},
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
        raise SettingsRefused(f"{place}: {first['msg']}, got {first['input']!r}") from error


def _from_file(file: Path | None, environment: Mapping[str, str]) -> dict[str, tuple[str, object]]:
    named = file or (Path(environment[PREFIX + "CONFIG"]) if environment.get(PREFIX + "CONFIG") else None)
    path = named or DEFAULT_FILE
    if named is None and not path.exists():
        return {}
    try:
        keys = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsRefused(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise SettingsRefused(f"{path}: is not TOML: {error}") from error
    _refuse_unknown(keys, lambda key: f"{path}: no setting is called {key}", str)
    return {key: (f"{path}: {key}", value) for key, value in keys.items()}


def _from_environment(environment: Mapping[str, str]) -> dict[str, tuple[str, object]]:
    ours = {
        name.removeprefix(PREFIX).lower(): (name, value)
        for name, value in environment.items()
        if name.startswith(PREFIX) and not name.removeprefix(PREFIX).startswith(NOT_SETTINGS)
    }
    _refuse_unknown(
        ours, lambda key: f"no setting belongs to the environment variable {ours[key][0]}", lambda k: PREFIX + k.upper()
    )
    return dict(ours)


def _refuse_unknown(keys: Iterable[str], says: Callable[[str], str], spelled: Callable[[str], str]) -> None:
    for key in keys:
        if key not in Settings.model_fields:
            close = difflib.get_close_matches(key, Settings.model_fields, n=1)
            hint = f"; did you mean {spelled(close[0])}?" if close else "; docs/settings.md lists them all"
            raise SettingsRefused(says(key) + hint)
