"""What is done to the periods of roll-ups, inside a transaction that holds the lock of the organization's writers."""

from collections.abc import Collection, Sequence

from storage.database.protocol import Database, Row, Transaction
from storage.nouns.record import DAY, HOUR
from storage.rollup.subjects import Level, PeriodState
from storage.sql.dialect import Period, Statements

Window = tuple[int | None, int | None]
"""From, inclusive, and to, exclusive, in microseconds since 1970; None is no bound."""

NEVER_ENDS = 2**62


async def make_dirty(transaction: Transaction, statements: Statements, org_id: str, periods: Sequence[Period]) -> list[Row]:
    """Makes periods dirty but for sealed ones: noun and start of those that were not dirty before. Names none twice."""
    if not periods:
        return []
    statement = _insert(statements, PeriodState.DIRTY) + (
        " DO UPDATE SET state = 0 WHERE rollup_period.state = 1 RETURNING subject, start_at"
    )
    return await transaction.rows(statement, [org_id, *statements.period_parameters(periods)])


async def pending(
    place: Database | Transaction,
    statements: Statements,
    org_id: str,
    subject: str,
    level: Level,
    window: Window,
    after: int,
    most: int,
) -> list[Row]:
    """Start and end of the next dirty periods that touch a window and hold nothing dirty."""
    mark = statements.mark
    statement = (
        "SELECT start_at, end_at FROM rollup_period AS waiting"
        f" WHERE org_id = {mark(1)} AND subject = {mark(2)} AND level = {mark(3)} AND state = 0"
        f" AND start_at > {mark(4)} AND end_at > {mark(5)} AND start_at < {mark(6)}"
        f" AND NOT EXISTS (SELECT 1 FROM rollup_period AS inner_one"
        f" WHERE inner_one.org_id = {mark(7)} AND inner_one.subject = {mark(8)} AND inner_one.level = {mark(9)}"
        " AND inner_one.state = 0 AND inner_one.start_at >= waiting.start_at AND inner_one.start_at < waiting.end_at)"
        f" ORDER BY start_at LIMIT {mark(10)}"
    )
    since, until = window
    bounds = (after, 0 if since is None else since, NEVER_ENDS if until is None else until)
    values = [org_id, subject, int(level), *bounds, org_id, subject, int(level) - 1, most]
    return await place.rows(statement, values)


async def empty(
    transaction: Transaction, statements: Statements, org_id: str, table: str, level: Level, starts: Collection[int]
) -> None:
    """Deletes the cells of periods."""
    mark = statements.mark
    statement = f'DELETE FROM "{table}" WHERE org_id = {mark(1)} AND level = {mark(2)} AND start_at {statements.among(3)}'
    await transaction.execute(statement, [org_id, int(level), statements.numbers(starts)])


async def make_clean(
    transaction: Transaction, statements: Statements, org_id: str, subject: str, level: Level, starts: Collection[int]
) -> None:
    """Says that the cells of periods are as their rows."""
    mark = statements.mark
    statement = (
        f"UPDATE rollup_period SET state = 1 WHERE org_id = {mark(1)} AND subject = {mark(2)} AND level = {mark(3)}"
        f" AND start_at {statements.among(4)}"
    )
    await transaction.execute(statement, [org_id, subject, int(level), statements.numbers(starts)])


async def seal(transaction: Transaction, statements: Statements, org_id: str, subject: str, day: int) -> None:
    """Seals a day and all its hours, also those that hold nothing, so that no later row can open them."""
    hours = [(subject, int(Level.HOUR), start, start + HOUR) for start in range(day, day + DAY, HOUR)]
    listed = [(subject, int(Level.DAY), day, day + DAY), *hours]
    statement = _insert(statements, PeriodState.SEALED) + " DO UPDATE SET state = 2"
    await transaction.execute(statement, [org_id, *statements.period_parameters(listed)])


def _insert(statements: Statements, state: PeriodState) -> str:
    return (
        "INSERT INTO rollup_period (org_id, subject, level, start_at, end_at, state)"
        f" SELECT listed.*, {int(state)} FROM (SELECT {statements.mark(1)}, {statements.listed_periods()}) AS listed WHERE true"
        " ON CONFLICT (org_id, subject, level, start_at)"
    )


async def count_dirty(database: Database, statements: Statements, org_id: str) -> int:
    """How many periods of an organization are dirty."""
    statement = f"SELECT count(*) FROM rollup_period WHERE org_id = {statements.mark(1)} AND state = 0"
    found = await database.rows(statement, [org_id])
    return int(found[0][0])
