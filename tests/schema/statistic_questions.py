"""Random questions of statistics over the nouns that have roll-ups: some that cells can answer, some that only rows can."""

from dataclasses import dataclass
from random import Random

from storage.nouns.record import DAY, HOUR
from tests.schema.reference_answers import time_text
from tests.schema.selections import DURATION, every_figure
from tests.storage.random_records import DAYS, SINCE

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati")


@dataclass(frozen=True)
class Root:
    """What can be asked of one noun: its main time, keys and filters that cells know, and some that they do not."""

    field: str
    time: str
    keys: tuple[str, ...]
    filters: tuple[str, ...]
    sums: str = ""
    """Its type of sums."""
    unknown_keys: tuple[str, ...] = ()


ROOTS = (
    Root("processInstances", "startedAt", ("STATUS", "MODEL_ID", "VERSION"), ('modelId: {eq: "m1"}', "status: {ne: COMPLETE}")),
    Root(
        "tasks", "startedAt", ("STATE", "MODEL_ID", "TASK_SPEC", "TYPE", "VERSION"),
        ('modelId: {in: ["m1", "m2"]}', "state: {eq: COMPLETED}", 'taskSpec: {eq: "a"}', 'not: {modelId: {eq: "m1"}}',
         'instanceId: {eq: "i1"}', 'or: [{version: {gt: 1}}, {state: {isNull: true}}]'),
        unknown_keys=("LANE",),
    ),
    Root("milestones", "reachedAt", ("NAME", "MODEL_ID", "VERSION"), ('name: {eq: "paid"}',)),
    Root("incidents", "createdAt", ("STATE", "TYPE", "ACTIVITY_ID"), ('activityId: {eq: "a"}',), unknown_keys=("MESSAGE",)),
    Root(
        "runs", "startedAt", ("STATE", "TRIGGER", "WORKFLOW_ID", "ERROR_CATEGORY", "NHI_ID"),
        ('workflowId: {eq: "w"}', "state: {in: [COMPLETED, FAILED]}", 'nhi: {}'), "RunSums", ("RUN_TYPE",),
    ),
    Root("endpointCalls", "calledAt", ("SLUG", "METHOD", "STATUS_CODE", "SUCCEEDED"), ("succeeded: {eq: true}",)),
    Root(
        "verdicts", "decidedAt", ("OUTCOME", "PHASE", "GUARDIAN_ID", "ENVIRONMENT", "TAG"),
        ('guardianId: {eq: "g"}', "outcome: {notIn: [PASSED]}"), "VerdictSums",
    ),
    Root(
        "toolCalls", "calledAt", ("TOOL", "OUTCOME", "NHI_ID", "ENVIRONMENT"),
        ('tool: {eq: "get"}', "outcome: {eq: BLOCKED}"), "ToolCallSums", ("SESSION_ID",),
    ),
)  # fmt: skip


def question(random: Random) -> str:
    """One operation."""
    root = random.choice(ROOTS)
    filters = [random.choice(root.filters)] if random.random() < 0.4 else []
    if random.random() < 0.2:
        since, until = _window(random)
        filters.append(f'{root.time}: {{gte: "{time_text(since)}", lt: "{time_text(until)}"}}')
    window = random.random() < 0.75
    figures = " ".join(_figures(random, root))
    parts = [figures, *_groups(random, root)]
    if window:
        parts += _series(random, root)
    stats = f"stats{_window_text(random, window)} {{ {' '.join(parts)} }}"
    head = f"(filter: {{{', '.join(filters)}}})" if filters else ""
    return f"{{ {root.field}{head} {{ {'totalCount ' if random.random() < 0.5 else ''}{stats} }} }}"


def _figures(random: Random, root: Root) -> list[str]:
    sums = f"sums {{ {every_figure(root.sums)} }}" if root.sums else ""
    chosen = [each for each in (DURATION, sums) if each and random.random() < 0.6]
    return ["count", *chosen, *_filtered(random, root, sums)]


def _filtered(random: Random, root: Root, sums: str) -> list[str]:
    """Figures with filters of their own, two of which may be the same."""
    asked = []
    for place in range(random.choice((0, 0, 1, 2))):
        where = f"where: {{{random.choice(root.filters)}}}"
        figures = [f"n{place}: count({where})", f"s{place}: share({where})", f"d{place}: {_with(where, DURATION)}"]
        if sums:
            figures.append(f"u{place}: {_with(where, sums)}")
        asked += random.sample(figures, random.randint(1, len(figures)))
    return asked


def _with(argument: str, figures: str) -> str:
    name, _, below = figures.partition(" ")
    return f"{name}({argument}) {below}"


def _groups(random: Random, root: Root) -> list[str]:
    if random.random() < 0.4:
        return []
    known = (*root.keys, *root.unknown_keys) if random.random() < 0.2 else root.keys
    by = ", ".join(random.sample(known, random.choice((1, 1, 2, 3))))
    return [f"groupBy(by: [{by}], first: 1000) {{ key keys {' '.join(_figures(random, root))} }}"]


def _series(random: Random, root: Root) -> list[str]:
    bucket = random.choice(("DAY", "DAY", "WEEK", "MONTH"))
    figures = " ".join(_figures(random, root))
    return [f'series(bucket: {bucket}, timezone: "{random.choice(ZONES)}") {{ start end ended active {figures} }}']


def _window_text(random: Random, closed: bool) -> str:
    since, until = _window(random)
    if closed:
        return f'(window: {{from: "{time_text(since)}", to: "{time_text(until)}"}})'
    return random.choice(
        ["", f'(window: {{from: "{time_text(since)}"}})', f'(window: {{to: "{time_text(until)}"}})']
    )  # fmt: skip


def _window(random: Random) -> tuple[int, int]:
    """Whole days, whole hours, any two moments, a few microseconds, or some years."""
    start = SINCE + random.randrange(DAYS) * DAY
    return random.choice(
        [
            (start, start + random.randint(1, 20) * DAY),
            (start + random.randrange(24) * HOUR, start + random.randint(25, 200) * HOUR),
            (start + random.randrange(DAY), start + DAY + random.randrange(15 * DAY)),
            (start + 11 * HOUR - 1, start + 11 * HOUR + random.randint(0, 2)),
            (SINCE - 300 * DAY, SINCE + random.randrange(700) * DAY + 1),
        ]
    )
