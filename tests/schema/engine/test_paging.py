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


@pytest.mark.parametrize("page", ["first: 2", "last: 2", "last: 0"])
async def test_only_rows_between_the_cursors_can_be_skipped(agree: Ask, page: str) -> None:
    edges = (await agree("{ tasks(first: 50, orderBy: ID_ASC) { edges { cursor } } }"))["tasks"]["edges"]
    info = "nodes { id } pageInfo { hasNextPage hasPreviousPage }"
    for cursor in (edges[0]["cursor"], edges[-1]["cursor"]):
        for bound in ("after", "before"):
            question = f"query($c: Cursor) {{ tasks({page}, {bound}: $c, skip: 2, orderBy: ID_ASC) {{ {info} }} }}"
            await agree(question, c=cursor)


@pytest.mark.parametrize("page", ["first: 2", "last: 2", "first: 0", "first: 1000"])
@pytest.mark.parametrize("skip", [0, 1, 3, 2**31 - 1])
async def test_rows_are_passed_over(agree: Ask, page: str, skip: int) -> None:
    info = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
    await agree(f"{{ tasks({page}, skip: {skip}, orderBy: STARTED_AT_ASC) {{ totalCount nodes {{ id }} {info} }} }}")


async def test_rows_are_passed_over_after_a_cursor_and_below_a_row(agree: Ask, ask: Ask) -> None:
    cursor = (await ask("{ tasks(first: 3) { pageInfo { endCursor } } }"))["data"]["tasks"]["pageInfo"]["endCursor"]
    info = "nodes { id } pageInfo { hasNextPage hasPreviousPage }"
    question = f"query($c: Cursor, $n: Int) {{ tasks(first: 2, after: $c, skip: $n) {{ {info} }} }}"
    for skip in (None, 0, 2, 10_000):
        await agree(question, c=cursor, n=skip)
    await agree(f"{{ processInstances {{ nodes {{ tasks(first: 1, skip: 1, orderBy: ID_ASC) {{ {info} }} }} }} }}")


async def test_fewer_than_no_rows_cannot_be_passed_over(ask: Ask) -> None:
    for answer in (
        await ask("{ tasks(skip: -1) { totalCount } }"),
        await ask("query($n: Int) { tasks(skip: $n) { nodes { id } } }", n=-1),
    ):
        assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
        assert answer["errors"][0]["message"] == "skip: must be 0 or more"


async def test_names_of_metadata_are_those_of_all_instances_that_match(agree: Ask) -> None:
    data = await agree("{ processInstances(first: 0) { metadataKeys } }")
    assert data["processInstances"]["metadataKeys"]
    await agree("{ processInstances(filter: {status: {eq: COMPLETE}}, first: 1) { metadataKeys nodes { id } } }")
    await agree("{ processModels { nodes { instances(filter: {startedAt: {isNull: false}}) { metadataKeys } } } }")
    none = await agree('{ processInstances(filter: {instanceId: {eq: "none"}}) { metadataKeys } }')
    assert none["processInstances"]["metadataKeys"] == []
