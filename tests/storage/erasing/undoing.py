"""Undoes an import in a process of its own, which can be killed: `python -m tests.storage.erasing.undoing URL NUMBER`.

It stands still in the middle: after a few transactions it says how many rows are deleted, and waits.
"""

import asyncio
import sys
import time

import storage.erasing.undo
from storage.database.opening import open_database
from storage.erasing.undo import undo


def _stand_still(rows: int, noun: str) -> None:
    sys.stdout.write(f"{rows} {noun}\n")
    sys.stdout.flush()
    if rows >= int(sys.argv[3]):
        time.sleep(600)


async def _main(url: str, number: int) -> None:
    storage.erasing.undo.ROWS = 3
    await undo(await open_database(url, readers=1), "acme", number, _stand_still)


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1], int(sys.argv[2])))
