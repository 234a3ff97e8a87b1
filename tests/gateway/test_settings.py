"""Settings come from four places in order, and a wrong one is named."""

import json
from dataclasses import Field, fields
from pathlib import Path

import pytest

from gateway.settings import PREFIX, Settings, SettingsRefused, read_settings
from schema.engine.document import EngineSettings
from tests.project import PROJECT

ISSUER = {"issuer": "https://id.example.org", "audience": "x", "org_id": "acme"}
WEBHOOK = {"kind": "github", "org_id": "acme", "secret_env": "GITHUB_SECRET"}
DOCS = PROJECT / "docs" / "settings.md"


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text("port = 1\nreaders = 2\nhost = '::1'")
    found = read_settings(
        {"port": 3, "readers": None}, file=file, environment={"PENTAGRAPH_READERS": "4", "PENTAGRAPH_PORT": "5"}
    )
    assert (found.port, found.readers, found.host, found.max_depth) == (3, 4, "::1", Settings().max_depth)


def test_the_file_may_be_named_by_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text("port = 1")
    assert read_settings(environment={"PENTAGRAPH_CONFIG": str(file)}).port == 1


def test_pentagraph_toml_of_the_working_directory_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pentagraph.toml").write_text("port = 7")
    assert read_settings(environment={}).port == 7


def test_lists_are_split_at_commas_in_the_environment() -> None:
    found = read_settings(environment={"PENTAGRAPH_CORS_ORIGINS": "https://a.example, https://b.example"})
    assert found.cors_origins == ("https://a.example", "https://b.example")


def test_a_header_has_a_name_of_http() -> None:
    assert read_settings(environment={"PENTAGRAPH_CORS_HEADERS": "X-Ours, *"}).cors_headers == ("X-Ours", "*")
    with pytest.raises(SettingsRefused, match=r"PENTAGRAPH_CORS_HEADERS: .*'X Ours' is not the name of a header"):
        read_settings(environment={"PENTAGRAPH_CORS_HEADERS": "X Ours"})


def test_an_unknown_variable_is_refused_with_a_suggestion() -> None:
    with pytest.raises(SettingsRefused, match=r"PENTAGRAPH_DATABSE; did you mean PENTAGRAPH_DATABASE\?"):
        read_settings(environment={"PENTAGRAPH_DATABSE": "x"})


def test_an_unknown_key_of_the_file_is_refused_with_a_suggestion(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text("max_dept = 3")
    with pytest.raises(SettingsRefused, match=r"x\.toml: unknown setting max_dept; did you mean max_depth\?"):
        read_settings(file=file, environment={})


@pytest.mark.parametrize(
    ("given", "environment", "place"),
    [({"port": 70000}, {}, "--port"), ({}, {"PENTAGRAPH_READERS": "many"}, "PENTAGRAPH_READERS")],
)
def test_a_wrong_value_is_refused_with_its_place(given: dict[str, object], environment: dict[str, str], place: str) -> None:
    with pytest.raises(SettingsRefused, match=place):
        read_settings(given, environment=environment)


@pytest.mark.parametrize(
    ("name", "value", "instead"),
    [
        ("worker", "yess", "must be true or false, got 'yess'"),
        ("issuers", {"a": ISSUER | {"audiense": "x"}}, r"issuers\.a\.audiense: unknown field; did you mean audience\?"),
        ("issuers", {"a": ISSUER | {"scopes": ["all"]}}, r"issuers\.a\.scopes: unknown value all; use one of: graph:read, "),
        ("webhooks", {"a": WEBHOOK | {"secret": "s3cret"}}, r"webhooks\.a\.secret: unknown field; did you mean secret_env\?\Z"),
        ("webhooks", {"a": WEBHOOK | {"kind": "gitlab"}}, r"webhooks\.a\.kind: Input should be 'github'.*, got 'gitlab'"),
        ("webhooks", {"a": WEBHOOK | {"org_id": "Acme Inc"}}, r"webhooks\.a\.org_id: must be an organization id"),
        (
            "webhooks",
            {"a": WEBHOOK | {"secret_env": "PENTAGRAPH_S"}},
            r"webhooks\.a\.secret_env: must not begin with PENTAGRAPH_",
        ),
        ("webhooks", {"a": WEBHOOK | {"secret_file": "s"}}, r"webhooks\.a: exactly one of secret_env and secret_file"),
        ("webhooks", {"a/b": WEBHOOK}, r"webhooks: 'a/b' is not the name of a webhook.*_ and -\Z"),
        ("issuers", {"a": ISSUER | {"algorithms": ["HS256"]}}, r"unknown value HS256; use one of: RS256, "),
    ],
)
@pytest.mark.parametrize("place", ["file", "environment"])
def test_a_value_of_a_set_is_refused_with_the_set(tmp_path: Path, name: str, value: object, instead: str, place: str) -> None:
    file = tmp_path / "x.toml"
    if place == "file":
        file.write_text(f"{name} = {_toml(value)}")
    environment = {f"PENTAGRAPH_{name.upper()}": value if isinstance(value, str) else json.dumps(value)}
    with pytest.raises(
        SettingsRefused, match=instead if place == "file" else instead.replace(name, f"PENTAGRAPH_{name.upper()}", 1)
    ):
        read_settings(file=file if place == "file" else None, environment=environment if place == "environment" else {})


def _toml(value: object) -> str:
    """A value in TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(inner)}" for key, inner in value.items()) + "}"
    return json.dumps(value)


def test_no_message_shows_settings_of_webhooks_that_are_no_json() -> None:
    with pytest.raises(SettingsRefused) as refused:
        read_settings(environment={"PENTAGRAPH_WEBHOOKS": '["s3cret"]'})
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize(("content", "reason"), [("port 1", "not valid TOML"), (None, "No such file")])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, content: str | None, reason: str) -> None:
    file = tmp_path / "x.toml"
    if content is not None:
        file.write_text(content)
    with pytest.raises(SettingsRefused, match=reason):
        read_settings(file=file, environment={})


def test_switches_of_the_test_suite_are_no_settings() -> None:
    assert read_settings(environment={"PENTAGRAPH_REQUIRE_POSTGRES": "1"}) == Settings()


@pytest.mark.parametrize("limit", fields(EngineSettings), ids=lambda limit: limit.name)
def test_every_limit_of_the_executor_is_a_setting_with_the_same_default(limit: Field[object]) -> None:
    assert Settings.model_fields[limit.name].default == limit.default


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_with_its_variable_default_and_meaning(name: str) -> None:
    field = Settings.model_fields[name]
    default = ", ".join(field.default) if isinstance(field.default, tuple) else str(field.default).replace("True", "true")
    default = default.replace("False", "false")
    row = f"| `{name}` | `{PREFIX}{name.upper()}` | {f'`{default}`' if default else 'empty'} | {field.description} |"
    assert row in DOCS.read_text(encoding="utf-8").splitlines()
