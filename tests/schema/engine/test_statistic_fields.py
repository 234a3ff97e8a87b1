"""Statistics against the reference: counts, spreads, sums, series and groups."""

import pytest

from schema.engine.engine import Engine
from tests.schema.conftest import Ask
from tests.schema.engine.statements import statements
from tests.schema.selections import DURATION, every_figure

pytestmark = pytest.mark.anyio

ROOTS = (
    "processInstances",
    "tasks",
    "milestones",
    "incidents",
    "runs",
    "endpointCalls",
    "verdicts",
    "mcpSessions",
    "toolCalls",
    "jobs",
)
FIGURES = f"count {DURATION}"
WINDOW = 'window: {from: "2026-04-28T12:00:00Z", to: "2026-05-03T00:00:00Z"}'


@pytest.mark.parametrize("root", ROOTS)
async def test_figures_are_those_of_the_reference(agree: Ask, root: str) -> None:
    await agree(f"{{ {root} {{ stats {{ {FIGURES} }} w: stats({WINDOW}) {{ {FIGURES} }} }} }}")


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize(
    "figure", ["count", "duration { p95 }", "duration { histogram { count } }", "duration { count }", "__typename"]
)
async def test_one_figure_alone_is_the_same(agree: Ask, root: str, figure: str) -> None:
    await agree(f"{{ {root} {{ stats {{ {figure} }} }} }}")


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati"])
@pytest.mark.parametrize("bucket", ["HOUR", "DAY", "WEEK", "MONTH"])
async def test_a_series_has_every_bucket_of_the_window(agree: Ask, zone: str, bucket: str) -> None:
    query = f'stats({WINDOW}) {{ series(bucket: {bucket}, timezone: "{zone}") {{ start end ended active {FIGURES} }} }}'
    data = await agree(f"{{ tasks {{ {query} }} runs {{ {query} }} }}")
    assert data["tasks"]["stats"]["series"]


@pytest.mark.parametrize("root", ROOTS)
async def test_a_series_says_what_ended_and_what_is_active(agree: Ask, root: str) -> None:
    series = "series(bucket: DAY) { start count ended active }"
    data = await agree(f"{{ {root} {{ stats({WINDOW}) {{ {series} }} }} }}")
    known = root in ("processInstances", "tasks", "incidents", "runs")
    assert all((point["active"] is not None) is known for point in data[root]["stats"]["series"])


async def test_bounds_of_the_main_time_at_the_top_of_a_filter_are_a_window(agree: Ask) -> None:
    """So what began before them is active, which a filter below `and` leaves out."""
    filter_ = 'startedAt: {gt: "2026-05-01T12:00:00Z", lt: "2026-05-04T00:00:00Z"}'
    series = "{ count series(bucket: DAY) { start end count ended active } }"
    data = await agree(f"""{{ top: tasks(filter: {{{filter_}}}) {{ totalCount stats {series}
        w: stats({WINDOW}) {series} }}
        below: tasks(filter: {{and: [{{{filter_}}}]}}) {{ totalCount stats({WINDOW}) {series} }} }}""")
    assert data["top"]["w"]["series"][-1]["active"] > data["below"]["stats"]["series"][-1]["active"]


SUMS = {
    "runs": every_figure("RunSums"),
    "toolCalls": every_figure("ToolCallSums"),
    "verdicts": every_figure("VerdictSums"),
}


@pytest.mark.parametrize(("root", "sums"), SUMS.items())
async def test_sums_are_those_of_the_reference(agree: Ask, root: str, sums: str) -> None:
    await agree(f"""{{ {root} {{ stats({WINDOW}) {{ sums {{ {sums} }} groupBy(by: NHI_ID) {{ key sums {{ {sums} }} }}
        series(bucket: DAY) {{ sums {{ {sums} }} }} }} all: stats {{ sums {{ {sums} }} }} }} }}""")


async def test_a_series_hangs_on_each_parent(agree: Ask) -> None:
    await agree(f"{{ workflows {{ nodes {{ id stats({WINDOW}) {{ count series(bucket: DAY) {{ start count }} }} }} }} }}")


KEYS = {
    "tasks": "STATE TASK_SPEC NAME TYPE LANE USERNAME MODEL_ID VERSION",
    "runs": "STATE TRIGGER RUN_TYPE WORKFLOW_ID NHI_ID ERROR_CATEGORY RAN_BY_TYPE",
    "endpointCalls": "SLUG METHOD STATUS_CODE SUCCEEDED WORKFLOW_ID",
    "toolCalls": "TOOL OUTCOME NHI_ID SESSION_ID ENVIRONMENT",
    "verdicts": "OUTCOME PHASE GUARDIAN_ID NHI_ID ENVIRONMENT TAG",
    "nhis": "KIND OWNER TIER",
    "incidents": "STATE TYPE ACTIVITY_ID MODEL_ID VERSION MESSAGE",
}


@pytest.mark.parametrize(("root", "key"), [(root, key) for root, keys in KEYS.items() for key in keys.split()])
async def test_groups_are_those_of_the_reference(agree: Ask, root: str, key: str) -> None:
    await agree(
        f"{{ {root} {{ stats {{ groupBy(by: {key}) {{ key {FIGURES} }} two: groupBy(by: {key}, first: 2) {{ key }} }} }} }}"
    )


async def test_sums_of_steps_hang_on_their_run(agree: Ask) -> None:
    sums = "sums { inputTokens outputTokens cacheReadTokens cacheWriteTokens reasoningTokens spend }"
    await agree(f"{{ runs {{ nodes {{ id steps {{ stats {{ {sums} groupBy(by: [KIND, MODEL]) {{ keys {sums} }} }} }} }} }} }}")


SEVERAL = (
    "tasks MODEL_ID STATE", "tasks STATE LANE", "tasks VERSION MODEL_ID TASK_SPEC", "runs STATE TRIGGER WORKFLOW_ID",
    "endpointCalls SUCCEEDED STATUS_CODE", "toolCalls NHI_ID TOOL OUTCOME", "verdicts TAG OUTCOME", "verdicts NHI_ID NHI_ID",
)  # fmt: skip


@pytest.mark.parametrize("several", SEVERAL)
async def test_groups_by_several_keys_are_those_of_the_reference(agree: Ask, several: str) -> None:
    root, *keys = several.split()
    by = ", ".join(keys)
    await agree(f"""{{ {root} {{ stats {{ groupBy(by: [{by}], first: 1000) {{ key keys {FIGURES} }} }}
        w: stats({WINDOW}) {{ groupBy(by: [{by}], first: 3) {{ keys count }} }} }} }}""")


async def test_groups_hang_on_each_parent(agree: Ask) -> None:
    await agree(
        f"{{ nhis {{ nodes {{ id stats {{ groupBy(by: OUTCOME) {{ key {FIGURES} }} }} }} }} "
        f"tools {{ name stats {{ {FIGURES} }} }} }}"
    )


@pytest.mark.parametrize(("root", "by"), [("runs", "ERROR_CATEGORY, ERROR"), ("runs", "STATE, WORKFLOW_ID"), ("tasks", "STATE")])
async def test_of_the_groups_that_share_the_first_key_there_are_so_many(agree: Ask, root: str, by: str) -> None:
    data = await agree(f"""{{ {root} {{ stats {{ one: groupBy(by: [{by}], each: 1) {{ keys {FIGURES} }}
        two: groupBy(by: [{by}], each: 2, first: 3) {{ keys count }} }} }} }}""")
    keys = [group["keys"][0] for group in data[root]["stats"]["one"]]
    assert len(keys) == len(set(keys)) > 1


@pytest.mark.parametrize("root", ["runs", "incidents", "milestones", "endpointCalls", "jobs"])
@pytest.mark.parametrize("buckets", [1, 20])
async def test_a_histogram_by_ratios_reaches_from_the_shortest_to_the_longest(agree: Ask, root: str, buckets: int) -> None:
    ratios = f"duration {{ min max count histogram(buckets: {buckets}) {{ from to count }} }}"
    data = await agree(f"{{ {root} {{ stats {{ {ratios} }} w: stats({WINDOW}) {{ {ratios} }} }} }}")
    figures = data[root]["stats"]["duration"]
    assert sum(bucket["count"] for bucket in figures["histogram"]) == figures["count"] > 0
    assert (figures["histogram"][0]["from"], figures["histogram"][-1]["to"]) == (figures["min"], figures["max"])


async def test_a_histogram_by_ratios_is_that_of_each_group_and_bucket(agree: Ask) -> None:
    ratios = "duration { histogram(buckets: 4) { from to count } }"
    await agree(f"""query ($buckets: Int = 3) {{ runs {{ stats({WINDOW}) {{ groupBy(by: STATE) {{ key {ratios} }}
        series(bucket: DAY) {{ {ratios} }} duration {{ histogram(buckets: $buckets) {{ to }} }} }} }}
        none: runs(filter: {{runId: {{eq: "none"}}}}) {{ stats {{ {ratios} }} }} }}""")


async def test_the_latest_sign_of_a_run_is_the_last_of_three(agree: Ask) -> None:
    data = await agree("""{ runs(first: 1000) { nodes { latestAt startedAt lastActivityAt endedAt } }
        since: runs(filter: {latestAt: {gte: "2026-05-01T12:00:00Z"}}) { totalCount }
        none: runs(filter: {latestAt: {isNull: true}}) { totalCount } }""")
    assert {node["latestAt"] for node in data["runs"]["nodes"]} - {None}


async def test_figures_are_of_all_rows_that_match_not_of_the_page(agree: Ask) -> None:
    data = await agree("{ tasks(first: 1, filter: {endedAt: {isNull: false}}) { nodes { id } totalCount stats { count } } }")
    assert data["tasks"]["stats"]["count"] == data["tasks"]["totalCount"] > 1


async def test_figures_of_nothing_are_null(agree: Ask) -> None:
    await agree(f'{{ tasks(filter: {{taskId: {{eq: "none"}}}}) {{ stats {{ {FIGURES} groupBy(by: STATE) {{ key }} }} }} }}')


@pytest.mark.parametrize(
    "stats",
    [
        "stats { series(bucket: DAY) { count } }",
        'stats(window: {from: "2026-05-01T00:00:00Z"}) { series(bucket: DAY) { count } }',
        'stats(window: {to: "2026-05-01T00:00:00Z"}) { series(bucket: DAY) { count } }',
        'stats(window: {from: "2026-05-01T00:00:00Z", to: "2026-05-01T00:00:00Z"}) { series(bucket: DAY) { count } }',
        'stats(window: {lastDays: 1}) { series(bucket: DAY, timezone: "Nowhere") { count } }',
        'stats(window: {lastDays: 1, to: "2026-05-01T00:00:00Z"}) { count }',
        "stats(window: {lastDays: 0}) { count }",
        "stats { groupBy(by: STATE, first: 0) { key } }",
        "stats { groupBy(by: STATE, first: 10001) { key } }",
        "stats { groupBy(by: STATE, each: 0) { key } }",
        "stats { groupBy(by: STATE, each: 10001) { key } }",
        "stats { groupBy(by: []) { key } }",
        "stats { duration { histogram(buckets: 0) { count } } }",
        "stats { duration { histogram(buckets: 101) { count } } }",
        "stats { groupBy(by: [STATE, NAME, TYPE, LANE]) { key } }",
        'stats(window: {from: "9999-12-30T00:00:00Z", to: "9999-12-31T23:59:59Z"}) { series(bucket: MONTH) { end } }',
    ],
)
async def test_figures_that_cannot_be_made_are_refused(ask: Ask, stats: str) -> None:
    answer = await ask(f"{{ tasks {{ {stats} }} }}")
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"]


@pytest.mark.parametrize("root", ["nhis", "guardians", "workflows"])
async def test_rows_without_a_time_have_no_window(ask: Ask, root: str) -> None:
    answer = await ask(f"{{ {root} {{ stats(window: {{lastDays: 1}}) {{ count }} }} }}")
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"]


async def test_several_series_of_one_list_keep_their_own_buckets(agree: Ask) -> None:
    """Though the first is given up for rows after its histogram was planned: roll-ups do not know the latest time."""
    spread = "duration { histogram { from to count } }"
    several = " ".join(
        f"s{number}: series(bucket: {bucket}) {{ start count {spread} {more} }}"
        for number, (bucket, more) in enumerate([("DAY", "latest"), ("WEEK", ""), ("MONTH", "latest"), ("HOUR", ""), ("DAY", "")])
    )
    await agree(f"{{ tasks {{ stats({WINDOW}) {{ {several} }} }} }}")


FILTERED = f"""
    count of: count(where: {{taskSpec: {{eq: "a"}}}}) share(where: {{taskSpec: {{eq: "a"}}}})
    linked: count(where: {{instance: {{modelId: {{eq: "m1"}}}}}}) none: share(where: {{state: {{in: []}}}})
    duration(where: {{taskSpec: {{eq: "a"}}}}) {{ {every_figure("DurationStats")} }} latest(where: {{taskSpec: {{eq: "a"}}}})
"""


@pytest.mark.parametrize(
    "stats",
    [
        f"stats {{ {FILTERED} }}",
        f"stats({WINDOW}) {{ {FILTERED} series(bucket: DAY) {{ start {FILTERED} }} }}",
        f"stats {{ groupBy(by: [STATE, LANE]) {{ keys {FILTERED} }} }}",
    ],
)
async def test_a_figure_may_have_a_filter_of_its_own(agree: Ask, stats: str) -> None:
    data = await agree(f"{{ tasks {{ {stats} }} }}")
    assert data["tasks"]["stats"]


async def test_figures_with_the_same_filter_are_read_once(engine: Engine) -> None:
    where = "where: {incidents: {state: {eq: OPEN}}}"
    document = f"{{ tasks {{ stats {{ count({where}) share({where}) duration({where}) {{ p50 max }} }} }} }}"
    ((statement, _),) = statements(engine, document, None)
    assert statement.sql.count("AS of_1") == 1
    assert "of_2" not in statement.sql


async def test_the_filter_of_a_figure_is_named_in_its_errors(ask: Ask) -> None:
    answer = await ask("{ tasks { stats { count(where: {state: {eq: null}}) } } }")
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["extensions"]["field"] == "where.state.eq"
