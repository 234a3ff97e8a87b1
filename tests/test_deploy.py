"""What is deployed is limited and pinned."""

import re

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
