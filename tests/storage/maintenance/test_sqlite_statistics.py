"""What SQLite plans by is there from the start, for every index, and does not depend on what a store holds."""

import sqlalchemy as sa

from storage.database.opening import open_database
from storage.maintenance.sqlite_statistics import assumed, assumed_of_rollups, everything
from storage.nouns.noun import NOUNS, metadata


async def test_every_index_of_a_new_store_has_its_figures(sqlite_url: str) -> None:
    database = await open_database(sqlite_url)
    try:
        indexes = await database.rows(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name IN (SELECT tbl FROM sqlite_stat1)"
        )
        told: dict[str, str] = dict(await database.rows("SELECT idx, stat FROM sqlite_stat1"))
    finally:
        await database.close()
    assert set(told) == {name for (name,) in indexes}
    assert {index for _, index, _ in everything()} == set(told)


def test_there_is_a_figure_for_each_column_of_an_index() -> None:
    for noun in NOUNS.values():
        figures = assumed(noun)
        for index in noun.table.indexes:
            assert len(figures[str(index.name)].split()) == 1 + len(list(index.expressions)), index.name
        assert isinstance(noun.table, sa.Table)

    of_rollups = assumed_of_rollups()
    assert of_rollups
    for (name, index_name), figure in of_rollups.items():
        table = metadata.tables[name]
        columns = {str(index.name): len(list(index.expressions)) for index in table.indexes}
        columns[f"sqlite_autoindex_{name}_1"] = len(table.primary_key.columns)
        assert len(figure.split()) == 1 + columns[index_name], index_name


async def test_a_link_through_another_table_is_followed_from_its_near_end(sqlite_url: str) -> None:
    statement = (
        "EXPLAIN QUERY PLAN SELECT model_id FROM process_instance AS i WHERE i.org_id = 'a' AND i.id IN"
        " (SELECT instance_id FROM run WHERE org_id = 'a' AND nhi_id = 'n') GROUP BY model_id"
    )
    database = await open_database(sqlite_url)
    try:
        plan = [row[-1] for row in await database.rows(statement)]
    finally:
        await database.close()
    assert any("sqlite_autoindex_process_instance_1 (org_id=? AND id=?)" in step for step in plan), plan
