"""A strict model of the parts of the Compose specification that our file uses: unknown names and wrong values are errors."""

import re
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

VARIABLE = re.compile(r"\$(?:\$|[A-Za-z_]\w*|\{[A-Za-z_]\w*(?::?[-?+][^{}]*)?\})")
CAPABILITIES = frozenset({"ALL", "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD"}) | {
    "NET_BIND_SERVICE", "NET_RAW", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
}  # fmt: skip
"""Those that an engine gives to a container by default."""


def _interpolated(text: str) -> str:
    """A text whose variables are well-formed."""
    if "$" in VARIABLE.sub("", text):
        raise ValueError(f"not a variable: {text}")
    return text


def _capability(name: str) -> str:
    if name not in CAPABILITIES:
        raise ValueError(f"not a capability: {name}")
    return name


Text = Annotated[str, AfterValidator(_interpolated)]
Capability = Annotated[str, AfterValidator(_capability)]
Duration = Annotated[str, Field(pattern=r"^(\d+(us|ms|s|m|h))+$")]
Size = Annotated[str, Field(pattern=r"^\d+[bkmg]b?$")]
Port = Annotated[str, Field(pattern=r"^(\d+\.\d+\.\d+\.\d+:)?\d+:\d+(/(tcp|udp))?$")]
Mount = Annotated[str, Field(pattern=r"^([\w.-]+|[./][^:]*):/[^:]+(:ro)?$")]
Name = Annotated[str, Field(pattern=r"^[a-zA-Z0-9._-]+$")]


class Strict(BaseModel):
    """Values are of their types, not converted to them, and other names are errors."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Healthcheck(Strict):
    """How the engine finds out whether a service is healthy."""

    test: Annotated[list[str], Field(min_length=2)]
    interval: Duration
    retries: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _is_command(self) -> "Healthcheck":
        if self.test[0] not in ("CMD", "CMD-SHELL"):
            raise ValueError("test must begin with CMD or CMD-SHELL")
        return self


class Build(Strict):
    """How an image is built."""

    context: str
    dockerfile: str


class Dependency(Strict):
    """What a service waits for."""

    condition: Literal["service_started", "service_healthy", "service_completed_successfully"]


class Service(Strict):
    """A container."""

    image: str | None = None
    build: Build | None = None
    environment: dict[str, Text]
    volumes: list[Mount] = []
    ports: list[Port] = []
    cap_drop: list[Capability]
    cap_add: list[Capability] = []
    security_opt: list[str]
    read_only: bool
    tmpfs: list[Annotated[str, Field(pattern=r"^/")]]
    shm_size: Size | None = None
    mem_limit: Size
    pids_limit: int
    ulimits: dict[Literal["nofile", "nproc"], int] = {}
    healthcheck: Healthcheck | None = None
    depends_on: dict[Name, Dependency] = {}
    restart: Literal["no", "always", "on-failure", "unless-stopped"]

    @model_validator(mode="after")
    def _has_one_origin(self) -> "Service":
        if (self.image is None) == (self.build is None):
            raise ValueError("a service has either an image or a build")
        return self


class ComposeFile(Strict):
    """The whole file."""

    services: Annotated[dict[Name, Service], Field(min_length=1)]
    volumes: dict[Name, None] = {}

    @model_validator(mode="after")
    def _names_exist(self) -> "ComposeFile":
        for name, service in self.services.items():
            for other, dependency in service.depends_on.items():
                if other == name or other not in self.services:
                    raise ValueError(f"{name} depends on {other}, which is no other service")
                if dependency.condition == "service_healthy" and self.services[other].healthcheck is None:
                    raise ValueError(f"{name} waits until {other} is healthy, but it has no healthcheck")
            for mount in service.volumes:
                volume = mount.partition(":")[0]
                if volume[0] not in "./" and volume not in self.volumes:
                    raise ValueError(f"{name} mounts {volume}, which is not declared")
        return self


def read(text: str, folder: Path) -> ComposeFile:
    """The file, parsed by a YAML parser. Raises ValueError for what is not allowed, or names files that do not exist."""
    found = ComposeFile.model_validate(yaml.load(text, Loader=_OneOfEach))  # noqa: S506 - it is a SafeLoader
    for name, service in found.services.items():
        if service.build is not None and not (folder / service.build.context / service.build.dockerfile).is_file():
            raise ValueError(f"{name} is built by {service.build.dockerfile}, which does not exist")
    return found


class _OneOfEach(yaml.SafeLoader):
    """Refuses a name that is given twice, of which YAML takes the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        names = [key.value for key, _ in node.value]
        if len(set(names)) < len(names):
            raise ValueError(f"a name is given twice: {names}")
        return super().construct_mapping(node, deep)
