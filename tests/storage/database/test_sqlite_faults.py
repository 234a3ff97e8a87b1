"""Versions of SQLite with published faults that matter here are reported."""

import logging

import pytest

from storage.database.sqlite_faults import FAULTS, Version, faults, warn_of_faults
from tests.project import PROJECT

CVE_2025, CVE_2024, WAL = (fault.name for fault in FAULTS)


@pytest.mark.parametrize(
    ("version", "names"),
    [
        ((3, 40, 1), [CVE_2025, WAL]),
        ((3, 43, 1), [CVE_2025, CVE_2024, WAL]),
        ((3, 43, 2), [CVE_2025, WAL]),
        ((3, 44, 5), [CVE_2025, WAL]),
        ((3, 44, 6), [CVE_2025]),
        ((3, 45, 0), [CVE_2025, WAL]),
        ((3, 50, 1), [CVE_2025, WAL]),
        ((3, 50, 2), [WAL]),
        ((3, 50, 7), []),
        ((3, 51, 2), [WAL]),
        ((3, 51, 3), []),
        ((3, 53, 0), []),
    ],
)
def test_each_version_has_its_faults(version: Version, names: list[str], caplog: pytest.LogCaptureFixture) -> None:
    assert [fault.name for fault in faults(version)] == names
    with caplog.at_level(logging.WARNING, "pentagraph"):
        warn_of_faults(version)
    assert [name for name in (CVE_2025, CVE_2024, WAL) if name in caplog.text] == names
    assert (".".join(map(str, version)) in caplog.text) is bool(names)


def test_the_operators_page_lists_each() -> None:
    text = (PROJECT / "docs" / "operators.md").read_text(encoding="utf-8")
    assert [fault.name for fault in FAULTS if fault.name not in text] == []
