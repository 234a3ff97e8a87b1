"""The demo as a whole: the world first, then the window in chunks, each of which can be told alone and in any process."""

from collections.abc import Iterator

from storage.demo.background import Background
from storage.demo.calendar import Cell, chunks
from storage.demo.instance import Instances
from storage.demo.options import DemoOptions
from storage.demo.row import Rows, records
from storage.demo.world import add_world
from storage.nouns.record import Record


def world(options: DemoOptions, org_id: str) -> Rows:
    """The rows of everything that is not told hour by hour."""
    rows = Rows(org_id)
    add_world(rows, options)
    return rows


def chunk(options: DemoOptions, org_id: str, cells: list[Cell]) -> Rows:
    """The rows of a list of cells."""
    rows = Rows(org_id)
    for cell in cells:
        if cell.opens_hour:
            Background(rows, options, cell).tell()
        if cell.instances:
            Instances(rows, options, cell).tell()
    return rows


def story(options: DemoOptions) -> Iterator[list[Record]]:
    """The records of the demo in batches: same options, same records. Each batch holds what few thousand instances bring."""
    yield list(records(world(options, "")))
    for cells in chunks(options):
        yield list(records(chunk(options, "", cells)))
