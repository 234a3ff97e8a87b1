"""What is deployed is limited and pinned."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests import compose_file
from tests.project import PROJECT

DEPLOY = PROJECT / "deploy"


def unit() -> dict[str, list[str]]:
    """The settings of the systemd unit; some are given more than once."""
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / "pentagraph.service").read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


def test_the_unit_keeps_files_private_and_limits_memory_and_descriptors() -> None:
    settings = unit()
    assert settings["UMask"] == ["0077"]
    assert settings["StateDirectoryMode"] == ["0700"]
    assert settings["MemoryMax"]
    assert settings["LimitNOFILE"]
    assert settings["NoNewPrivileges"] == ["yes"]
    assert settings["CapabilityBoundingSet"] == [""]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    text = (DEPLOY / "pentagraph.service").read_text(encoding="utf-8")
    changed = re.sub("^ExecStart=\\S+", f"ExecStart={shutil.which('true')}", text, flags=re.MULTILINE)  # it is not installed here
    (tmp_path / "pentagraph.service").write_text(changed, encoding="utf-8")
    command = ["systemd-analyze", "verify", str(tmp_path / "pentagraph.service")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


COMPOSE = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")


def test_each_container_is_confined() -> None:
    found = compose_file.read(COMPOSE, DEPLOY).services
    assert set(found) == {"postgres", "pentagraph"}
    for service in found.values():
        assert service.cap_drop == ["ALL"]
        assert service.security_opt == ["no-new-privileges:true"]
        assert service.read_only
    assert not found["pentagraph"].cap_add
    assert found["pentagraph"].ports == ["127.0.0.1:8000:8000"]


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("mem_limit: 2g", "memory_limit: 2g"),
        ("mem_limit: 2g", "mem_limit: 2 GB"),
        ("interval: 5s", "interval: 5"),
        ("condition: service_healthy", "condition: healthy"),
        ("      postgres:\n        condition", "      postgresql:\n        condition"),
        ("- postgres:/var/lib", "- data:/var/lib"),
        ("cap_drop: [ALL]", "cap_drop: ALL"),
        ("cap_add: [CHOWN,", "cap_add: [CHWON,"),
        ("dockerfile: deploy/Dockerfile", "dockerfile: Dockerfile.old"),
        ("${POSTGRES_PASSWORD:?set it}", "${POSTGRES_PASSWORD:?set it"),
        ("restart: unless-stopped", "restart: sometimes"),
        ("read_only: true", 'read_only: "true"'),
        ('test: ["CMD", ', 'test: ["'),
        ("    mem_limit: 2g", "    mem_limit: 2g\n    mem_limit: 2g"),
        ("image: postgres:17.6-bookworm", "volumes_from: [x]"),
    ],
)
def test_a_mistake_in_the_compose_file_is_noticed(text: str, instead: str) -> None:
    assert text in COMPOSE
    with pytest.raises((ValueError, yaml.YAMLError)):
        compose_file.read(COMPOSE.replace(text, instead), DEPLOY)


def test_images_have_a_full_version() -> None:
    texts = [(DEPLOY / name).read_text(encoding="utf-8") for name in ("compose.yaml", "Dockerfile")]
    images = re.findall(r"^(?:\s+image:|FROM) (\S+)", "\n".join(texts), flags=re.MULTILINE)
    assert len(images) == 3
    assert [
        image for image in images if not re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?-[a-z]+(-[a-z]+)?(@sha256:[0-9a-f]{64})?", image)
    ] == []
