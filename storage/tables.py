"""All tables together: `metadata` holds them, and each is an attribute of this module by its name, such as `tables.task`."""

import sqlalchemy as sa

import storage.accounts.tables
import storage.jobs.table
import storage.prices.own
import storage.rollup.subjects
import storage.writing.kept_answers
import storage.writing.pulls  # noqa: F401 - these declare tables in `metadata`, as importing any noun declares the nouns
from storage.nouns.noun import metadata

__all__ = ["metadata"]


def __getattr__(name: str) -> sa.Table:
    if name in metadata.tables:
        return metadata.tables[name]
    raise AttributeError(f"no table is named {name}")
