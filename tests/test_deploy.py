"""What is deployed is limited and pinned."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

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


def services() -> dict[str, str]:
    """The text of each service of the compose file."""
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8").partition("\nservices:\n")[2].partition("\nvolumes:")[0]
    parts = re.split(r"^  (\w+):$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_each_container_is_confined() -> None:
    found = services()
    assert set(found) == {"postgres", "pentagraph"}
    for text in found.values():
        for line in ("cap_drop: [ALL]", '"no-new-privileges:true"', "read_only: true", "mem_limit: ", "pids_limit: "):
            assert line in text
    assert "cap_add" not in found["pentagraph"]


def test_images_have_a_full_version() -> None:
    texts = [(DEPLOY / name).read_text(encoding="utf-8") for name in ("compose.yaml", "Dockerfile")]
    images = re.findall(r"^(?:\s+image:|FROM) (\S+)", "\n".join(texts), flags=re.MULTILINE)
    assert len(images) == 3
    assert [
        image for image in images if not re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?-[a-z]+(-[a-z]+)?(@sha256:[0-9a-f]{64})?", image)
    ] == []
