"""The REST routes for an organization that has a license."""

import pytest

from storage.accounts.license import PERPETUAL, license_until
from tests.contracts.conftest import Api


@pytest.fixture
async def licensed(api: Api, organization: str) -> Api:
    """The routes over a store that the test fills."""
    await license_until(api.database, organization, PERPETUAL)
    return api
