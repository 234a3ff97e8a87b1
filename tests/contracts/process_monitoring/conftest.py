"""The store of the examples, behind the REST routes."""

import pytest

from storage.writing.writer import write
from tests.contracts.conftest import Api
from tests.contracts.process_monitoring.example_store import records


@pytest.fixture
async def examples(api: Api, organization: str) -> Api:
    """The routes over the store of the examples."""
    await write(api.database, organization, records())
    return api
