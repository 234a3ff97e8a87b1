"""Pulls CloudTrail logs from a folder that grows, such as a mirror of the bucket (`aws s3 sync`)."""

import asyncio
import gzip
import hashlib
import os
import time
import zlib
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from storage.ingest.cloudtrail import FORMAT
from storage.ingest.reader import Broken, Items, ReadOptions
from storage.ingest.source import PIECE, Source
from storage.nouns.record import Refused
from storage.pull.failures import PullFailed
from storage.pull.kind import PullKind, page_size_of
from storage.pull.page import Cursor, Entry, Page

KIND = PullKind("cloudtrail", page_size=200, largest_page=1_000)
ENDING = ".gz"
LARGEST_FILE = 512 * 1_048_576
"""Bytes of the largest file, after decompression. CloudTrail's own have a few."""
LARGEST_PAGE = 8 * 1_048_576
"""Bytes of files of a page, before decompression, if it has more than one."""
SETTLED = 300.0
"""Seconds after its last change from which an incomplete file counts as damaged, not as still being written."""


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str
    """Path beneath the folder."""
    size: int
    modified: int
    """Nanoseconds since 1970."""

    @property
    def mark(self) -> str:
        """What the file is remembered by: another one if name, size or time change."""
        return hashlib.sha256(f"{self.name}\0{self.size}\0{self.modified}".encode(errors="surrogateescape")).hexdigest()[:20]


class CloudtrailSource:
    """The files of a folder and the folders in it, by name. A file is read again whenever its size or time has changed."""

    def __init__(self, address: str, options: Mapping[str, Any]) -> None:
        self._folder = Path(address)
        self._size = page_size_of(options, KIND)

    async def close(self) -> None:
        """Nothing is open between pages."""

    async def pages(self, cursor: Cursor) -> AsyncGenerator[Page, None]:
        """Pages of whole files. The cursor has the marks of the files that were read."""
        files = await asyncio.to_thread(self._files)
        read = set(cursor.get("files", ())) & {each.mark for each in files}
        unread = iter([each for each in files if each.mark not in read])
        while group := _group(unread, self._size):
            complete = await asyncio.to_thread(_readable, group)
            read |= {each.mark for each in complete}
            entries = [Entry(each.name.encode(errors="replace"), partial(_read, each)) for each in complete]
            yield Page(entries, {"files": sorted(read)}, f"files to {group[-1].name}")
        yield Page([], {"files": sorted(read)}, "files")

    def _files(self) -> list[_File]:
        """The files as they are now. Raises PullFailed if the folder cannot be read."""

        def fail(error: OSError) -> None:
            raise PullFailed("The folder, or one in it, cannot be read. Check --folder.") from error

        found = []
        for folder, _, names in os.walk(self._folder, onerror=fail):
            for name in names:
                path = Path(folder, name)
                if name.endswith(ENDING) and path.is_file():
                    known = path.stat()
                    relative = path.relative_to(self._folder).as_posix()
                    found.append(_File(path, relative, known.st_size, known.st_mtime_ns))
        return sorted(found, key=lambda each: each.name)


def _group(files: Iterator[_File], most: int) -> list[_File]:
    """The next files, together not much more than LARGEST_PAGE."""
    group: list[_File] = []
    for each in islice(files, most):
        group.append(each)
        if sum(one.size for one in group) >= LARGEST_PAGE:
            break
    return group


def _readable(files: Sequence[_File]) -> list[_File]:
    return [each for each in files if _is_readable(each)]


def _is_readable(file: _File) -> bool:
    """Whether a file is complete, or will not become so. One that is still being written is left for the next pass."""
    try:
        with gzip.open(file.path) as content:
            while content.read(PIECE) and content.tell() <= LARGEST_FILE:
                pass
    except FileNotFoundError:
        return False
    except (OSError, EOFError, zlib.error):
        return time.time() - file.modified / 1e9 > SETTLED
    return True


def _read(file: _File) -> Items:
    source = Source(file.name, path=file.path)
    for item in FORMAT.read(source, ReadOptions()):
        yield item
        if source.volume > LARGEST_FILE:
            yield Broken(
                file.name, Refused(f"the file is larger than {LARGEST_FILE:,} bytes; load the rest with pentagraph load")
            )
            return
    if source.damage is not None:
        yield Broken(file.name, Refused("the compressed data is incomplete or damaged; the rest of the file was not read"))
