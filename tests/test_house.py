"""The project as a house: whose package names these are, and what its lock files may say."""

import re
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.project import PROJECT

PACKAGES = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_distribution_has_a_package_of_our_name(package: str) -> None:
    assert set(packages_distributions().get(package, ["pentagraph"])) <= {"pentagraph"}


@pytest.mark.parametrize("name", ["requirements.lock", "deploy/requirements.lock", "tests/clients/package-lock.json"])
def test_a_lock_file_holds_names_versions_and_hashes_and_no_addresses(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8")
    # After `npm install`, take npm's "funding" notes out of package-lock.json: they are addresses too.
    assert re.findall(r'.*(?:://|file:|--index|--extra-index|--find-links|"resolved").*', text) == []


def test_every_locked_python_package_has_hashes() -> None:
    entries = re.split(r"\n(?=\w)", (PROJECT / "requirements.lock").read_text(encoding="utf-8"))
    packages = [entry for entry in entries if "==" in entry.splitlines()[0]]
    assert len(packages) > 40
    assert [entry.split("==")[0] for entry in packages if "--hash=sha256:" not in entry] == []


def test_what_is_deployed_is_what_is_tested() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^(\S+==\S+)", (PROJECT / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert pins("deploy/requirements.lock") < pins("requirements.lock")


def test_make_lists_all_that_it_can_do() -> None:
    text = (PROJECT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^\.PHONY: help (.*)$", text, re.MULTILINE)[0].split()
    assert [target for target in targets if f'"make {target} ' not in text] == []
