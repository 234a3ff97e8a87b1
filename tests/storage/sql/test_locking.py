"""Writers of one organization wait for each other, and an organization that is not there is refused."""

import pytest

from storage.database.protocol import Database
from storage.errors import BadUserInput
from storage.sql.locking import locked, locked_known


async def test_an_organization_that_is_not_there_is_refused_where_it_has_to_be(database: Database, organization: str) -> None:
    async with locked_known(database, organization) as (transaction, statements):
        assert await transaction.rows(statements.find_organization(), [organization])
    async with locked(database, "nobody") as (transaction, statements):
        assert not await transaction.rows(statements.find_organization(), ["nobody"])
    with pytest.raises(BadUserInput, match="there is no organization 'nobody'"):
        async with locked_known(database, "nobody"):
            pass
