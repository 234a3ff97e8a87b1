"""Guesses the form of a CSV file from its start: encoding, delimiter, quotes, header, and the cells in it."""

import codecs
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from charset_normalizer import from_bytes

from storage.errors import BadUserInput
from storage.ingest.csv_times import is_time
from storage.ingest.csv_values import NUMBER
from storage.ingest.source import Source

SAMPLE = 4 * 1_048_576
"""Number of bytes from which everything is guessed."""

DELIMITERS = ("\t", ";", "|", ",")
"""The characters tried. Of two that fit equally well the first is taken: commas occur in the text of other files."""

MOST_ROWS = 20_000

WESTERN = "cp1252"
ELSEWHERE = [
    "cp1250",
    "cp1251",
    "koi8_r",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
]
"""Encodings that are taken instead of the Western one only if the text is clearly in a language that they serve."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of a file, and its first rows."""

    encoding: str
    delimiter: str
    quote: str
    has_header: bool
    columns: tuple[str, ...]
    """Names, in the order of the file. Without a header: `column 1` and so on."""
    rows: Sequence[Sequence[str]]
    """Rows of the start with a cell for each column."""
    is_encoding_certain: bool
    is_whole: bool
    """Whether these are all rows of the file."""


def column_names(count: int) -> list[str]:
    """The names of the columns of a file without a header."""
    return [f"column {number}" for number in range(1, count + 1)]


def shape_of(source: Source) -> Shape:
    """The form of a source. Raises BadUserInput if it is no table."""
    content, is_whole = _beginning(source)
    encoding, certain = _encoding(content)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(content).removeprefix("\ufeff")
    if not is_whole:
        text = text[: text.rfind("\n") + 1]
    delimiter, quote, rows = _table(text)
    if len(rows) < 1 or len(rows[0]) < 2:
        raise BadUserInput(
            f"{source.name}: no table of at least two columns; {'the file is empty' if not text.strip() else LOOKED}"
        )
    has_header = _is_header(rows[0])
    columns = [name.strip() for name in rows[0]] if has_header else column_names(len(rows[0]))
    whole = [row for row in rows[has_header:] if len(row) == len(columns)]
    if not whole:
        raise BadUserInput(f"{source.name}: the file has no rows from which a mapping could be guessed")
    return Shape(encoding, delimiter, quote, has_header, tuple(columns), whole, certain, is_whole)


LOOKED = "delimiters that were tried: comma, semicolon, tab and |"


def _beginning(source: Source) -> tuple[bytes, bool]:
    """The first bytes of a source, and whether they are all."""
    if source.path is None:
        return source.head(), False
    with Source(source.name, path=source.path).open() as stream:
        content = stream.read(SAMPLE + 1)
    return content[:SAMPLE], len(content) <= SAMPLE


def _encoding(content: bytes) -> tuple[str, bool]:
    """The encoding, as a mapping names it, and whether it is certain."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", True
    even, odd = content[:2000:2].count(0), content[1:2000:2].count(0)
    if max(even, odd) > len(content[:2000]) // 8:
        return ("utf-16-le" if odd > even else "utf-16-be"), True
    try:
        codecs.getincrementaldecoder("utf-8-sig")().decode(content)
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", True
    lines = b"\n".join(line for line in content.splitlines() if not line.isascii())[:20_000]
    best = from_bytes(lines, cp_isolation=[WESTERN, *ELSEWHERE]).best()
    is_elsewhere = best is not None and best.encoding != WESTERN and best.coherence > 0.3
    return (best.encoding if best is not None and is_elsewhere else WESTERN), False


def _table(text: str) -> tuple[str, str, list[list[str]]]:
    """The delimiter, the quote, and the rows. Rows of the same width as the first one count for a delimiter."""
    start = text[:65_536]
    scores = {}
    for delimiter in DELIMITERS:
        rows = _rows(start, delimiter, '"')[:500]
        width = len(rows[0]) if rows else 0
        fitting = sum(len(row) == width for row in rows) / len(rows) if rows else 0
        scores[delimiter] = (fitting >= 0.8 and width > 1, round(fitting, 1), width)
    delimiter = max(DELIMITERS, key=lambda each: scores[each])
    rows = _rows(text, delimiter, '"')
    singles = _rows(text, delimiter, "'")
    is_single = '"' not in start and _quoted(rows) and len(singles) <= len(rows)
    return delimiter, "'" if is_single else '"', singles if is_single else rows


def _quoted(rows: Sequence[Sequence[str]]) -> bool:
    """Whether single quotes stand around whole columns."""
    columns = list(zip(*(row for row in rows if len(row) == len(rows[0])), strict=True))
    return any(
        len(cells) > 1 and all(len(each) > 1 and each[0] == each[-1] == "'" for each in cells if each) for cells in columns
    )


def _rows(text: str, delimiter: str, quote: str) -> list[list[str]]:
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote)
    rows: list[list[str]] = []
    try:
        for row in table:
            if any(row):
                rows.append(row)
            if len(rows) == MOST_ROWS:
                break
    except csv.Error:
        pass
    return rows


def _is_header(row: Sequence[str]) -> bool:
    """Whether a row names the columns: none of its cells is a number or a time."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return bool(cells) and not any(map(_is_value, cells))


def _is_value(cell: str) -> bool:
    return bool(NUMBER.fullmatch(cell.replace(",", ""))) or is_time(cell)
