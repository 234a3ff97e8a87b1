"""The store of the examples, behind the REST routes."""

import os

import pytest

from storage.writing.writer import write
from tests.contracts.conftest import Api
from tests.contracts.process_monitoring.example_store import records

collect_ignore = [] if os.environ.get("PENTAGRAPH_TEST_MILLION") == "1" else ["test_large_export.py"]
"""An export of a million rows takes minutes on a slow machine: .ci/run asks for it."""


@pytest.fixture
async def examples(api: Api, organization: str) -> Api:
    """The routes over the store of the examples."""
    await write(api.database, organization, records())
    return api
