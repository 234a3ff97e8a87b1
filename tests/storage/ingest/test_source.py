"""Sources: files and streams, compressed or not, in bounded pieces."""

import gzip
import io
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import BadUserInput
from storage.ingest.source import Source, blocks_of_lines


def test_a_stream_is_read_from_its_beginning_though_its_head_was_looked_at() -> None:
    content = b"line\n" * 50_000
    source = Source("-", stream=io.BytesIO(gzip.compress(content)))
    assert source.head().startswith(b"line\n")
    with source.open() as stream:
        assert stream.read() == content
    assert source.volume == len(content)


def test_a_stream_stays_open_for_others() -> None:
    inner = io.BytesIO(b"x" * 100_000)
    with Source("-", stream=inner).open() as stream:
        stream.read()
    assert not inner.closed


def test_a_kept_stream_can_be_read_again_and_again() -> None:
    content = b"x" * 200_000
    kept = Source("-", stream=io.BytesIO(content)).kept()
    for _ in range(2):
        with kept.open() as stream:
            assert stream.read() == content


def test_position_counts_bytes_as_they_lie_there_and_volume_what_they_become(tmp_path: Path) -> None:
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(b"x" * 1_000_000))
    source = Source.file(path)
    with source.open() as stream:
        stream.read()
    assert (source.position, source.volume) == (source.size, 1_000_000)


def test_a_named_pipe_is_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=[b"x" * 200_000])
    writer.start()
    source = Source.file(path)
    with source.open() as stream:
        assert stream.read() == b"x" * 200_000
    writer.join()
    assert source.stream is not None
    source.stream.close()


def test_members_of_gzip_that_follow_each_other_are_one_content(tmp_path: Path) -> None:
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(b"a\n") + gzip.compress(b"b\n"))
    with Source.file(path).open() as stream:
        assert stream.read() == b"a\nb\n"


def test_closing_a_compressed_stream_closes_its_file(tmp_path: Path) -> None:
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(b"a"))
    source = Source.file(path)
    source.open().close()
    assert source._raw is not None
    assert source._raw.closed


def test_damage_of_a_kept_stream_is_known() -> None:
    source = Source("-", stream=io.BytesIO(gzip.compress(b"x" * 100_000)[:-9]))
    with source.kept().open() as stream:
        stream.read()
    assert source.damage is not None


@pytest.mark.parametrize(("name", "said"), [("absent", "file not found"), (".", "a folder, not a file")])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(BadUserInput, match=said):
        Source.file(tmp_path / name)


@given(lines=st.lists(st.binary(max_size=12).map(lambda line: line.replace(b"\n", b""))), piece=st.integers(1, 9))
def test_lines_come_whole_and_numbered_whatever_the_pieces(lines: list[bytes], piece: int) -> None:
    class Pieces(io.BytesIO):
        def read1(self, _size: int | None = -1, /) -> bytes:
            return self.read(piece)

    limit = 8
    found = [
        (number, line)
        for first, block in blocks_of_lines(Pieces(b"\n".join(lines)), limit)  # type: ignore[arg-type]
        for number, line in enumerate(block, first)
    ]
    expected = [(number, line if len(line) <= limit else None) for number, line in enumerate(lines, 1)]
    while expected and expected[-1][1] == b"":
        expected.pop()
    while found and found[-1][1] == b"":
        found.pop()
    assert found == expected
