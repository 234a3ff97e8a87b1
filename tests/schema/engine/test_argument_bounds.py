"""Arguments have the same bounds as variables and as literals, also where the selections do not use them."""

import pytest

from tests.schema.conftest import Ask

pytestmark = pytest.mark.anyio

SELECTED = ["totalCount", "__typename", "nodes { id }", "stats { count }", "pageInfo { hasNextPage }"]


@pytest.mark.parametrize(("argument", "value"), [("skip", -1), ("first", -1), ("last", -1), ("first", 10_001), ("last", 10_001)])
@pytest.mark.parametrize("selected", SELECTED)
async def test_a_page_out_of_bounds_is_refused_alike(ask: Ask, argument: str, value: int, selected: str) -> None:
    literal = await ask(f"{{ tasks({argument}: {value}) {{ {selected} }} }}")
    variable = await ask(f"query($v: Int) {{ tasks({argument}: $v) {{ {selected} }} }}", v=value)
    codes = [each["errors"][0]["extensions"]["code"] for each in (literal, variable)]
    assert codes == ["BAD_USER_INPUT"] * 2
    assert literal["errors"][0]["message"] == variable["errors"][0]["message"]


@pytest.mark.parametrize("selected", SELECTED)
async def test_a_page_within_bounds_is_answered_alike(ask: Ask, selected: str) -> None:
    literal = await ask(f"{{ tasks(first: 2, skip: 1) {{ {selected} }} }}")
    variable = await ask(f"query($f: Int, $s: Int) {{ tasks(first: $f, skip: $s) {{ {selected} }} }}", f=2, s=1)
    assert literal == variable
    assert "errors" not in literal


@pytest.mark.parametrize(
    ("field", "type_", "value"),
    [
        ("groupBy(by: STATE, first: %s) { __typename }", "Int!", 0),
        ("groupBy(by: STATE, first: %s) { __typename }", "Int!", 10_001),
        ("groupBy(by: STATE, first: %s) { count }", "Int!", -1),
    ],
)
async def test_a_number_of_groups_out_of_bounds_is_refused_alike(ask: Ask, field: str, type_: str, value: int) -> None:
    literal = await ask(f"{{ tasks {{ stats {{ {field % value} }} }} }}")
    variable = await ask(f"query($v: {type_}) {{ tasks {{ stats {{ {field % '$v'} }} }} }}", v=value)
    assert {each["errors"][0]["extensions"]["code"] for each in (literal, variable)} == {"BAD_USER_INPUT"}


@pytest.mark.parametrize("days", [0, -1, 36_501])
async def test_days_out_of_bounds_are_refused_alike(ask: Ask, days: int) -> None:
    for use in (
        "tasks { stats(window: {lastDays: %s}) { __typename } }",
        "tasks(filter: {startedAt: {lastDays: %s}}) { __typename }",
    ):
        literal = await ask(f"{{ {use % days} }}")
        variable = await ask(f"query($v: Float) {{ {use % '$v'} }}", v=days)
        codes = [each["errors"][0]["extensions"]["code"] if "errors" in each else "" for each in (literal, variable)]
        assert codes[0] == codes[1]
