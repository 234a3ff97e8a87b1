"""Pages: what is said of them, and where they begin and end."""

import pytest

from tests.schema.conftest import Ask

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("info", ["hasPreviousPage", "hasNextPage", "__typename", "startCursor endCursor"])
@pytest.mark.parametrize("page", ["first: 2", "last: 2", "first: 0", "last: 0", "first: 1000"])
async def test_page_info_is_told_without_any_rows(agree: Ask, info: str, page: str) -> None:
    await agree(f"{{ tasks({page}) {{ pageInfo {{ {info} }} }} }}")


async def test_page_info_of_an_empty_connection_has_no_cursors(agree: Ask) -> None:
    data = await agree(
        '{ tasks(filter: {taskId: {eq: "none"}}) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }'
    )
    info = {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None}
    assert data["tasks"] == {"totalCount": 0, "pageInfo": info}
