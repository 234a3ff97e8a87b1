"""The project as a house: whose package names these are, and what its lock files may say."""

import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

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


TESTED = ("gateway", "schema", "resolvers", "storage")


def packages(root: str) -> list[str]:
    """The packages of code below a root, as paths."""
    return sorted(str(path.parent.relative_to(PROJECT)) for path in (PROJECT / root).rglob("__init__.py"))


def has_logic(package: str) -> bool:
    """Whether a package has modules of its own, other than `__init__`."""
    return any(path.name != "__init__.py" for path in (PROJECT / package).glob("*.py"))


@pytest.mark.parametrize("root", TESTED)
def test_every_folder_of_tests_is_of_a_package(root: str) -> None:
    folders = {str(path.parent.relative_to(PROJECT / "tests")) for path in (PROJECT / "tests" / root).rglob("test_*.py")}
    assert folders
    assert folders - set(packages(root)) == set()


def folder_of_tests(package: str) -> Path:
    """Where the tests of a package are: those of the routes of an API are in tests/contracts."""
    return PROJECT / "tests" / re.sub("^gateway/rest", "contracts", package)


FILES_OF_AN_API = {"__init__", "answers", "api", "examples", "figures", "parameters"}
"""What the package of every API has, beside modules of its own."""


def test_every_api_has_the_same_files() -> None:
    apis = [package for package in packages("gateway/rest") if package != "gateway/rest"]
    assert len(apis) == 5
    missing = {each: FILES_OF_AN_API - {path.stem for path in (PROJECT / each).glob("*.py")} for each in apis}
    assert [each for each in apis if missing[each]] == [], missing


UNTESTED_BY_THEMSELVES = {
    "schema/declare": "what is declared is tested by what the engine answers: tests/schema/engine",
}
"""Packages without a folder of tests, and where they are tested."""


def test_every_package_has_a_folder_of_tests() -> None:
    everything = [each for root in TESTED for each in packages(root) if has_logic(each)]
    assert {each for each in everything if not list(folder_of_tests(each).rglob("test_*.py"))} == set(UNTESTED_BY_THEMSELVES)


def test_a_test_of_a_module_lies_in_the_folder_of_its_package() -> None:
    places: dict[str, set[str]] = {}
    for root in TESTED:
        for path in (PROJECT / root).rglob("*.py"):
            places.setdefault(path.stem, set()).add(str(path.parent.relative_to(PROJECT)))
    elsewhere = []
    for root in TESTED:
        for path in (PROJECT / "tests" / root).rglob("test_*.py"):
            name, folder = path.stem.removeprefix("test_"), str(path.parent.relative_to(PROJECT / "tests"))
            if folder not in places.get(name, {folder}):
                elsewhere.append(f"{path.relative_to(PROJECT)}: {name} is in {sorted(places[name])}")
    assert elsewhere == []


def test_no_test_module_imports_another() -> None:
    found = [
        f"{path.relative_to(PROJECT)}: {line}"
        for path in (PROJECT / "tests").rglob("*.py")
        for line in re.findall(r"^(?:from|import) tests\.(?:\w+\.)*test_\w+.*", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert found == []
